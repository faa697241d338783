"""Tables with a header: what each cell is called, whatever parts the cells (bars, tabs, commas, wide spaces).

Cells are found in the text as given, where the spaces between columns still stand, and told as places in the view.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.gates import Gated
from facetproof.facts.note import Note

_WIDE = re.compile(r" {2,}")
_QUOTED = re.compile(r'"[^"\n]*"|[^,\n]+|(?<=,)(?=,|$)|^(?=,)')
_RULE = re.compile(r"[\s|:+=-]*")
_COLUMNS = 3
_WIDEST_NAME = 40
_NARROWEST, _WIDEST = 10, 400
"""Characters of a header."""
_MAY_BE_HEADER = Gated(
    r"(?<![a-z])(?:dates?|dos|when)(?=[\s|,:_\"][^\n]*\b(?:proc|event|inj|interv|type|block|treat|techn|desc|serv))"
)
_NAMES = (
    ("hours", r"\b(?:duration|lasted|lasting|how long|hours?|hrs?|length)\b"),
    ("percent", r"%|\b(?:relief|percent\w*|pct|improvement|improved|benefit)\b"),
    ("date", r"\b(?:dates?|dos|when)\b"),
    ("before", r"\b(?:pre|before|baseline|prior to|start)\b"),
    ("after", r"\b(?:post|after|best|lowest)\b"),
    ("side", r"\b(?:side|laterality|lat|l r|r l)\b"),
    ("levels", r"\b(?:levels?|joints?|nerves?|targets?|sites?|locations?|segments?)\b"),
    ("agent", r"\b(?:agents?|drugs?|medications?|meds?|local|la|injectates?|anesthetic)\b"),
    ("status", r"\b(?:status|done)\b"),
    (
        "procedure",
        r"\b(?:procedures?|proc|events?|injections?|interventions?|types?|blocks?|treatments?|technique|description|service)\b",
    ),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _NAMES)
_SCALE = re.compile(r"\b[01] ?- ?10{1,2}\b|/\s?10{1,2}\b")
Span = tuple[int, int]


class Cell(NamedTuple):
    """What stands under a heading, at `lower[start:end]` of the note."""

    name: str
    heading: str
    start: int
    end: int


class Grid(NamedTuple):
    """The rows of one table; a cell under an unknown heading has an empty name."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]


def grids(note: Note) -> list[Grid]:
    """Tables whose header names a date and a procedure; for `Note.memo`."""
    if _MAY_BE_HEADER.search(note.lower) is None:
        return []
    lines = list(_lines(note.original))
    found: list[Grid] = []
    at = 0
    while at < len(lines) - 1:
        columns = _header(note.original, *lines[at])
        rows: list[tuple[Cell, ...]] = []
        stop = at + 1
        if columns is not None:
            stop = _rows(note, lines, stop, columns, rows)
        if rows:
            found.append(Grid(note.view.seen(lines[at][0]), note.view.seen(lines[stop - 1][1]), tuple(rows)))
        at = max(stop if rows else at + 1, at + 1)
    return found


def _lines(text: str) -> Iterator[Span]:
    at = 0
    while at <= len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        yield at, stop
        at = stop + 1


class _Columns(NamedTuple):
    mark: str
    names: tuple[str, ...]
    headings: tuple[str, ...]
    starts: tuple[int, ...]


def _header(text: str, start: int, end: int) -> _Columns | None:
    line = text[start:end]
    if not _NARROWEST <= len(line) <= _WIDEST or _MAY_BE_HEADER.search(line.lower()) is None:
        return None
    for mark in ("|", "\t", ",", "  "):
        if mark not in line:
            continue
        cells = _cells(line, mark)
        headings = tuple(line[a:b].strip(' "').lower().replace("_", " ") for a, b in cells)
        if len(cells) < _COLUMNS or any(len(heading) > _WIDEST_NAME for heading in headings):
            continue
        if any(c.isdigit() for heading in headings for c in _SCALE.sub("", heading)):
            continue
        names = _names(headings)
        if "date" in names and "procedure" in names and len(set(names) - {""}) >= _COLUMNS:
            return _Columns(mark, names, headings, tuple(a for a, _ in cells))
    return None


def _names(headings: tuple[str, ...]) -> tuple[str, ...]:
    """What each column is; of several dates that of the procedure."""
    names = [_name(heading) for heading in headings]
    if names.count("date") > 1:
        own = next(
            (n for n, heading in enumerate(headings) if names[n] == "date" and _OF_PROCEDURE.search(heading)), None
        )
        own = names.index("date") if own is None else own
        names = [name if name != "date" or n == own else "" for n, name in enumerate(names)]
    return tuple(names)


_OF_PROCEDURE = re.compile(r"\b(?:proc\w*|dos|service|inj\w*|block|done|treat\w*)\b")


def _name(heading: str) -> str:
    return next((name for name, pattern in _COMPILED if pattern.search(heading)), "")


def _cells(line: str, mark: str) -> list[Span]:
    """(start, end) of the cells of a line, without the space around them; an empty cell has no width."""
    found: list[Span] = []
    if mark == ",":
        found = [m.span() for m in _QUOTED.finditer(line)]
    elif mark == "  ":
        at = 0
        for m in (*_WIDE.finditer(line), None):
            found.append((at, m.start() if m else len(line)))
            at = m.end() if m else at
    else:
        at = 0
        while at <= len(line):
            stop = line.find(mark, at)
            stop = len(line) if stop < 0 else stop
            found.append((at, stop))
            at = stop + 1
        if mark == "|":
            found = found[1 if line.lstrip().startswith("|") else 0 : -1 if line.rstrip().endswith("|") else None]
    trimmed = []
    for a, b in found:
        written = line[a:b]
        left = a + len(written) - len(written.lstrip(' "'))
        trimmed.append((left, max(left, a + len(written.rstrip(' "\r')))))
    return [cell for cell in trimmed if cell[1] > cell[0]] if mark == "  " else trimmed


def _rows(note: Note, lines: list[Span], at: int, columns: _Columns, rows: list[tuple[Cell, ...]]) -> int:
    text = note.original
    while at < len(lines):
        start, end = lines[at]
        line = text[start:end]
        if _RULE.fullmatch(line) and line.strip():
            at += 1
            continue
        cells = _placed(_cells(line, columns.mark), columns) if line.strip() and columns.mark in line else None
        if cells is None:
            break
        rows.append(
            tuple(
                Cell(columns.names[n], columns.headings[n], note.view.seen(start + a), note.view.seen(start + b))
                for n, (a, b) in cells
                if b > a
            )
        )
        at += 1
    return at


def _placed(cells: list[Span], columns: _Columns) -> list[tuple[int, Span]] | None:
    """Each cell with the number of its column; None where that is not certain."""
    wanted = len(columns.names)
    if len(cells) == wanted or (columns.mark != "  " and 2 < len(cells) < wanted):
        return list(enumerate(cells))
    if columns.mark != "  " or not 2 < len(cells) < wanted:
        return None
    placed = []
    for cell in cells:
        column = min(range(wanted), key=lambda n: abs(columns.starts[n] - cell[0]))
        if abs(columns.starts[column] - cell[0]) > 2:
            return None
        placed.append((column, cell))
    return placed
