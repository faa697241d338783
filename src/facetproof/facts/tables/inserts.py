"""Words of headings put in beside the cells they speak of, each leading back to where it is written."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.tables.cells import Cell, Heading


class Insert(NamedTuple):
    """Words to be put in before the character at `at`, with what parts them; they are written at `text[start:end]`."""

    at: int
    before: str
    words: str
    after: str
    start: int
    end: int


def put_in(text: str, at: int, start: int, end: int, before: str = " ") -> Insert:
    """The words at `text[start:end]`, put in at another place."""
    return Insert(at, before, re.sub(r"[^\w &/().%-]|_", " ", text[start:end]), " ", start, end)


def labelled_cell(text: str, cell: Cell, heading: Heading) -> Insert:
    """A cell on a line of its own behind its heading."""
    written = text[heading.start : heading.end]
    words = heading.words if len(heading.words) > len(written) else written
    # a label holds letters and a few marks only
    return Insert(cell.start, "\n", re.sub(r"[^A-Za-z &/().-]", " ", words), ": ", heading.start, heading.end)


def line_of(text: str, row: tuple[Cell, ...]) -> tuple[int, int]:
    """The line that a row stands on."""
    start = text.rfind("\n", 0, row[0].start) + 1
    stop = text.find("\n", row[-1].end)
    return start, len(text) if stop < 0 else stop


def blanked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with the spans as spaces; every other character keeps its place."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > max(at, start):
            parts += (text[at:start], " " * (end - max(at, start)))
            at = end
    parts.append(text[at:])
    return "".join(parts)
