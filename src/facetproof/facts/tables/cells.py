"""The cells of a line, and the column each stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

Span = tuple[int, int]
_TABBED = re.compile(r"[ ]{2,}|\t+")
_QUOTED = re.compile(r'"[^"\n]*"|[^,\n]+|(?<=,)(?=,|$)|^(?=,)')
_NEAR = 2
"""A cell begins or ends so near to its heading."""
_LEAST, _MANY = 2, 3
"""Cells of a row; so many where the last ones are left out."""


class Cell(NamedTuple):
    """What stands in a column at `text[start:end]`, without the space around it; an empty cell has no width."""

    start: int
    end: int


class Heading(NamedTuple):
    """A heading.

    Attributes:
        words: in lower case.
        start: where its last line begins in the text.
        end: one past it.
        left: the first character of its first line, counted from the start of the line.
        right: one past the last.
    """

    words: str
    start: int
    end: int
    left: int
    right: int


def cells_of(text: str, start: int, end: int, mark: str) -> list[Cell]:
    """The cells of a line by the mark that parts them."""
    spans: list[Span] = []
    if mark == ",":
        spans = [m.span() for m in _QUOTED.finditer(text, start, end)]
    elif mark == "  ":
        cuts = [m.span() for m in _TABBED.finditer(text, start, end)]
        spans = [*zip([start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end], strict=True)]
        spans = [(a, b) for a, b in spans if text[a:b].strip()]
    else:
        at = start
        while at <= end:
            stop = text.find(mark, at, end)
            stop = end if stop < 0 else stop
            spans.append((at, stop))
            at = stop + 1
        if mark == "|":
            first = 1 if text[start:end].lstrip().startswith("|") else 0
            spans = spans[first : -1 if text[start:end].rstrip().endswith("|") else None]
    return [trimmed(text, a, b) for a, b in spans]


def cut_at_headings(text: str, cells: list[Cell], head: Sequence[Heading], line: int) -> list[Cell]:
    """The cells, one that fills its column up to the next cut where that begins."""
    result: list[Cell] = []
    for cell in cells:
        at = cell.start
        for heading in head:
            place = line + heading.left
            if (
                at < place < cell.end
                and text[place - 1] == " "
                and text[place] != " "
                and at - line in {h.left for h in head}
            ):
                result.append(trimmed(text, at, place))
                at = place
        result.append(Cell(at, cell.end))
    return result


def trimmed(text: str, start: int, end: int) -> Cell:
    """A cell without the space and quotes around it."""
    while start < end and text[start] in ' "\t':
        start += 1
    while end > start and text[end - 1] in ' "\t\r':
        end -= 1
    return Cell(start, end)


def in_columns(
    cells: list[Cell], head: Sequence[Heading], mark: str, line: int, *, closed: bool
) -> tuple[Cell, ...] | None:
    """The cells, one a heading; None where it is not certain which is whose."""
    if len(cells) == len(head):
        return tuple(cells)
    if not _LEAST <= len(cells) < len(head):
        return None
    if mark in ("|", "\t", ","):
        if len(cells) < _MANY or closed:
            return None
        # the last cells are left out, not some between; a bar at the end says that there are no more
        return (*cells, *[Cell(cells[-1].end, cells[-1].end)] * (len(head) - len(cells)))
    placed = placed_under(cells, head, line)
    if placed is None:
        return None
    at = dict(placed)
    result: list[Cell] = []
    place = cells[0].start
    for n in range(len(head)):
        cell = at.get(n, Cell(place, place))
        result.append(cell)
        place = cell.end
    return tuple(result)


def placed_under(cells: Sequence[Cell], head: Sequence[Heading], line: int) -> list[tuple[int, Cell]] | None:
    """Each cell of a line with the number of the column that it stands under; None where that is not certain."""
    placed: list[tuple[int, Cell]] = []
    for cell in cells:
        left, right = cell.start - line, cell.end - line
        under = [
            n
            for n, heading in enumerate(head)
            if abs(heading.left - left) <= _NEAR
            or abs(heading.right - right) <= _NEAR
            or (heading.left <= left and right <= heading.right)
        ]
        if len(under) != 1 or (placed and placed[-1][0] >= under[0]):
            return None
        placed.append((under[0], cell))
    return placed
