"""What is asked for each place of the chart: one open question, and the label that a form gives it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_TABLE = Path(__file__).with_name("questions.yaml")


class Asking(NamedTuple):
    """How one place is asked for.

    Attributes:
        path: chart path, any number in a list written as `*`.
        label: of the field.
        ask: the question; `{session}` and `{treatment}` are filled in.
        covers: further places that the answer fills.
        near: places whose words stand beside the question.
        seen: words by which somebody else's form is seen to ask for it.
        office: whether the practice's office knows it, not the physician.
    """

    path: str
    label: str
    ask: str
    covers: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    office: bool = False

    @property
    def places(self) -> tuple[str, ...]:
        """All places that the answer fills."""
        return (self.path, *self.covers)


@cache
def askings() -> Mapping[str, Asking]:
    """All of them by path, in the order of a form."""
    table = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return {
        path: Asking(
            path,
            row["label"],
            row["ask"],
            covers=_listed(row, "covers"),
            near=_listed(row, "near"),
            seen=_listed(row, "seen"),
            office=bool(row.get("office")),
        )
        for path, row in table.items()
    }


def _listed(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(map(str, row.get(key, ())))


def asking_for(path: str) -> Asking | None:
    """How a place is asked for; None where no question is known for it."""
    pattern = ".".join("*" if part.isdigit() or part.startswith("+") else part for part in path.split("."))
    found = askings().get(pattern)
    if found is not None:
        return found
    if pattern == "plan.dos":
        return askings()["plan.date"]
    return next((a for a in askings().values() if pattern in a.covers or f"{pattern}.*" == a.path), None)
