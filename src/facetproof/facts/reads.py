"""Which chart paths a fact reads: what to document so that it is told, and what else can change it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_TABLE = Path(__file__).with_name("reads.yaml")


class Reads(NamedTuple):
    """Chart paths of one fact, a number in a list written as `*`.

    Attributes:
        asks: what to document so that the fact is told.
        also: what else can change it.
    """

    asks: tuple[str, ...]
    also: tuple[str, ...]

    @property
    def every(self) -> tuple[str, ...]:
        """All paths; of the history asked for as a whole, one more session."""
        return (*("history.+" if path == "history" else path for path in self.asks), *self.also)


@cache
def reads_of(name: str, root: str = "session") -> Reads:
    """The paths that a fact reads.

    Args:
        name: dotted name of a fact in the catalogue.
        root: `session`, or `plan` for what is planned.

    Raises:
        KeyError: the table does not tell (a house test keeps it whole).
    """
    table = _table()
    facts = table["facts"]
    entry = facts.get(name)
    parts = name.split(".")
    while entry is None:
        parts.pop()
        if not parts:
            raise KeyError(name)
        entry = facts.get(".".join(parts) + ".*")
    asks, also = (_paths(entry.get(key, ()), name, root) for key in ("asks", "also"))
    return Reads(asks, also)


def same_path(pattern: str, path: str) -> bool:
    """Whether a path is the pattern's own, lies below it or above it; `+` is any new item of a list."""
    pairs = zip(pattern.split("."), path.split("."), strict=False)
    return all(a == b or "*" in (a, b) or (a == "+" and b.startswith("+")) for a, b in pairs)


def _paths(told: Iterable[str], name: str, root: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for path in told:
        if path == "=":
            found[name] = None
        elif path.startswith("{"):
            found |= dict.fromkeys(_paths(_table()["groups"][path[1:-1]], name, root))
        else:
            found[path.replace("@", root, 1) if path.startswith("@") else path] = None
    return tuple(found)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return table
