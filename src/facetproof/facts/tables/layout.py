"""Where the tables of a text are: the row of headings, the rows below it, each cell in its column.

Cells are parted by bars, tabs, wide gaps or commas. A heading may go on in a second line, a cell may be empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from facetproof.facts.tables.cells import (
    Cell,
    Heading,
    Span,
    cells_of,
    cut_at_headings,
    in_columns,
    placed_under,
    trimmed,
)
from facetproof.facts.tables.headings import can_head, clean, is_heading, known, opens_list

_FRAME = " \t\r\n|:+=_-"
_RULE = re.compile(r"[\s|:+=_-]*")
_MARKS = ("|", "\t", "  ", ",")
_NARROWEST, _WIDEST = 8, 400
"""Characters of a row of headings."""
_AFTER_COLON = re.compile(r"  |\t| ?\||$")
"""A colon at the head of a list is followed by room or a bar; in any other line of headings there is none."""
_LEAST = 2
_MANY = 3
"""So many columns make a table without a frame; two do where bars part them."""
_LONGEST_UNIT = 24
_APART = 2
"""Line ends between two rows: one line may be empty."""


class Table(NamedTuple):
    """A table.

    Attributes:
        start: first character of its headings.
        end: one past its last row.
        head: the headings.
        lines: the lines of the headings.
        rows: the cells of each row, one a heading.
        mark: what parts the cells.
    """

    start: int
    end: int
    head: tuple[Heading, ...]
    lines: tuple[Span, ...]
    rows: tuple[tuple[Cell, ...], ...]
    mark: str


def tables_in(text: str) -> list[Table]:
    """The tables of a text whose headings are known, top to bottom."""
    if "|" not in text and "\t" not in text and "  " not in text and "," not in text:
        return []
    found: list[Table] = []
    lines = _lines(text)
    at = 0
    while at + 1 < len(lines):
        table, stop = _table(text, lines, at)
        if table is not None:
            found.append(table)
        at = stop if table is not None else at + 1
    return found


def _lines(text: str) -> list[Span]:
    """The lines that hold more than the frame of a table."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip(_FRAME):
            found.append((at, at + len(line.rstrip("\n"))))
        at += len(line)
    return found


def _table(text: str, lines: list[Span], at: int) -> tuple[Table | None, int]:
    start, end = lines[at]
    if not _NARROWEST <= end - start <= _WIDEST:
        return None, at
    line = text[start:end].strip()
    colon = line.find(":")
    if line[-1] in ".;" or (colon >= 0 and not _AFTER_COLON.match(line, colon + 1)):
        return None, at
    for mark in _MARKS:
        if not _has(line, mark):
            continue
        cells = cells_of(text, start, end, mark)
        if mark == "  " and _has_corner(text, lines[at + 1], cells, start):
            cells.insert(0, Cell(start, start))
        if len(cells) < (_LEAST if mark == "|" else _MANY if mark == "," else _LEAST):
            continue
        if (
            cells[0].end > cells[0].start
            and text[cells[0].end - 1] == ":"
            and opens_list(clean(text[slice(*cells[0])]))
        ):
            cells[0] = trimmed(text, cells[0].start, cells[0].end - 1)
        if not all(is_heading(text[a:b]) for a, b in cells):
            continue
        head = [Heading(clean(text[a:b]), a, b, a - start, b - start) for a, b in cells]
        body = at + 1
        longer = _continued(text, lines[body], head, mark) if body < len(lines) else None
        if longer is not None:
            rows, stop = _rows(text, lines, body + 1, longer, mark)
            if rows and known(heading.words for heading in longer) >= known(heading.words for heading in head):
                return _made(lines, at, body + 1, longer, rows, stop, mark), stop
        if can_head([heading.words for heading in head]):
            rows, stop = _rows(text, lines, body, head, mark)
            if rows:
                return _made(lines, at, body, head, rows, stop, mark), stop
    return None, at


def _made(
    lines: list[Span],
    at: int,
    body: int,
    head: Sequence[Heading],
    rows: list[tuple[Cell, ...]],
    stop: int,
    mark: str,
) -> Table:
    return Table(lines[at][0], lines[stop - 1][1], tuple(head), tuple(lines[at:body]), tuple(rows), mark)


def is_frame(line: str) -> bool:
    """Whether a line only draws the frame of a table."""
    return not line.strip(_FRAME)


def _has_corner(text: str, row: Span, cells: list[Cell], line: int) -> bool:
    """Whether the row of headings has none over its first column."""
    below = cells_of(text, *row, "  ")
    return len(below) == len(cells) + 1 and below[0].end - row[0] < cells[0].start - line


def _has(line: str, mark: str) -> bool:
    return mark in line or (mark == "  " and "\t" in line)


def _continued(text: str, line: Span, head: list[Heading], mark: str) -> list[Heading] | None:
    """The headings with what the next line adds to them; None where it is no line of headings."""
    start, end = line
    if mark in ("\t", ",") or end - start > _WIDEST or not _has(text[start:end].rstrip(), mark):
        return None
    cells = (
        cut_at_headings(text, cells_of(text, start, end, mark), head, start)
        if mark == "  "
        else cells_of(text, start, end, mark)
    )
    filled = [cell for cell in cells if cell.end > cell.start]
    if not filled or not all(_may_go_on(text[a:b]) for a, b in filled):
        return None
    if mark == "|":
        placed = list(enumerate(cells)) if len(cells) == len(head) and len(filled) < len(cells) else None
        # a frame below the second line, none below the first
        below = text.find("\n", end)
        ruled = _RULE.fullmatch(text, below + 1, max(below + 1, text.find("\n", below + 1))) if below >= 0 else None
        placed = placed if ruled and "-" in ruled[0] else None
    else:
        placed = placed_under(filled, head, start)
        if len(filled) == len(head) and not all(text[a] == "(" or text[a].islower() for a, _ in filled):
            placed = None
    if placed is None:
        return None
    longer = list(head)
    for n, (a, b) in placed:
        if b > a:
            longer[n] = head[n]._replace(words=f"{head[n].words} {clean(text[a:b])}", start=a, end=b)
    return longer


def _may_go_on(words: str) -> bool:
    """Whether words go on with a heading above them: a unit in brackets, or words without figures."""
    if words.startswith("(") and words.endswith(")"):
        return len(words) <= _LONGEST_UNIT
    return is_heading(words.lstrip("(")) and not any(c.isdigit() for c in words)


def _rows(
    text: str, lines: list[Span], at: int, head: Sequence[Heading], mark: str
) -> tuple[list[tuple[Cell, ...]], int]:
    rows: list[tuple[Cell, ...]] = []
    last = max(heading.end for heading in head)
    while at < len(lines):
        start, end = lines[at]
        if text.count("\n", last, start) > _APART and _blank_lines(text, last, start) > 1:
            break
        cells = cells_of(text, start, end, mark) if _has(text[start:end].strip(), mark) else []
        if mark == "  " and len(cells) < len(head):
            cells = cut_at_headings(text, cells, head, start)
        placed = in_columns(cells, head, mark, start, closed=text[start:end].rstrip().endswith("|"))
        if placed is None or is_row_of_names(text, placed, head):
            break
        rows.append(placed)
        last, at = end, at + 1
    figures = any(any(c.isdigit() for c in text[a:b]) for row in rows for a, b in row)
    return (rows if figures or len(rows) > 1 else []), at


def is_row_of_names(text: str, row: Sequence[Cell], head: Sequence[Heading]) -> bool:
    """Whether a row is again one of headings: another table begins."""
    names = [clean(text[a:b]) for a, b in row if b > a]
    if any(c.isdigit() for name in names for c in name):
        return False
    return len(names) == len(head) and known(names) >= _MANY and all(is_heading(name) for name in names)


def _blank_lines(text: str, start: int, end: int) -> int:
    return sum(not line.strip() for line in text[start:end].split("\n")[1:-1])
