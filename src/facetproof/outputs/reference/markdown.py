"""The little Markdown that the generated pages need: tables and links, everything from the library escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\*_\[\]<>|#~])")
_CODE = re.compile(r"(`[^`|]+`)")


def plain(text: str) -> str:
    """The text in one line with nothing in it that Markdown would take for its own, words in backticks excepted."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(part if n % 2 else _SPECIAL.sub(r"\\\1", part) for n, part in enumerate(parts))


def link(text: str, target: str) -> str:
    """A link with an escaped text."""
    return f"[{plain(text)}]({target})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already; empty where there are no rows."""
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    if not lines:
        return ""
    return "\n".join((f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *lines)) + "\n"


def page(title: str, *parts: str) -> str:
    """A page: its title, then the parts that are not empty with an empty line between them."""
    return "\n\n".join((f"# {plain(title)}", *(part.strip("\n") for part in parts if part.strip()))) + "\n"


def rule_file(code: str) -> str:
    """File of a rule's page, seen from the folder of all pages."""
    return f"rules/{code}.md"


def policy_file(id: str) -> str:
    """File of a policy's page, seen from the folder of all pages."""
    return f"policies/{re.sub(r'[^a-z0-9]+', '-', id.lower())}.md"
