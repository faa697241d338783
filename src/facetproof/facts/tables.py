"""Tables with a row of headings → lines of a form, each cell behind the heading of its column.

A table of bars, tabs, wide gaps or commas. Logs of dated procedures and of times of day are left to who reads those.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_HEAD = re.compile(
    r"\b(?:procedures?|sides?|laterality|levels?|joints?|nerves?|branch(?:es)?|targets?|sites?|agents?|drugs?|medications?|"
    r"injectate|anesthetic|local|steroid|volume|vol|ml|dose|temp\w*|celsius|secs?|seconds|duration|intent|purpose|"
    r"guidance|contrast|sedation|(?:pre|post|before|after)\w*|nrs|vas|sens\w*|motor|date|dos|technique)\b"
)
"""Words of headings of tables about a procedure."""
_NAME = re.compile(r"[A-Za-z%#][A-Za-z_ #%./()°-]{0,38}")
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|^[012]\d[0-5]\d\b")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|\d{4}-\d\d-\d\d")
_GAP = re.compile(r"[ ]{2,}|\t+")
_QUOTED = re.compile(r'"[^"\n]*"|[^,\n]+|(?<=,)(?=,|$)')
_BAR = re.compile(r"[^|\n]+")
_COLUMNS = 3
_KNOWN = 2


class Cell(NamedTuple):
    """A cell at `text[start:end]`, without the space around it."""

    start: int
    end: int


class Label(NamedTuple):
    """A heading to be put before the cell at `at`, as long as it is written at `source`."""

    at: int
    words: str
    source: int


class Labelled(NamedTuple):
    """The headings of the cells, and what of the text to blank out: rows of headings, marks between cells."""

    labels: tuple[Label, ...]
    blanks: tuple[tuple[int, int], ...]


def labelled(text: str) -> Labelled:
    """The tables of a text as lines of a form."""
    labels: list[Label] = []
    blanks: list[tuple[int, int]] = []
    lines = _lines(text)
    at = 0
    while at + 1 < len(lines):
        head = _heading(text, *lines[at])
        rows = _rows(text, lines, at + 1, head) if head else []
        if head is None or not rows or _is_log(text, rows):
            at += 1
            continue
        blanks.append(lines[at])
        for row in rows:
            for n, (name, cell) in enumerate(zip(head, row, strict=True)):
                floor = row[n - 1].end if n else text.rfind("\n", 0, cell.start) + 1
                blanks.append((floor, cell.start))
                if cell.end > cell.start:
                    labels.append(Label(cell.start, _words(text[name.start : name.end]), name.start))
            stop = text.find("\n", row[-1].end)
            blanks.append((row[-1].end, len(text) if stop < 0 else stop))
        at += 1 + sum(1 for _ in rows)
    return Labelled(tuple(labels), tuple(blanks))


def _lines(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip(" |:-\t\r\n+"):
            found.append((at, at + len(line.rstrip("\n"))))
        at += len(line)
    return found


def _cells(text: str, start: int, end: int) -> list[Cell]:
    """The cells of a line by the mark that parts it: bars, tabs and wide gaps, or commas."""
    if text.find("|", start, end) >= 0:
        spans = [m.span() for m in _BAR.finditer(text, start, end)]
        spans = [span for n, span in enumerate(spans) if text[slice(*span)].strip() or 0 < n < len(spans) - 1]
    elif _GAP.search(text, start + 1, end):
        cuts = [m.span() for m in _GAP.finditer(text, start, end)]
        spans = [*zip([start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end], strict=True)]
        spans = [span for span in spans if text[slice(*span)].strip()]
    else:
        spans = [m.span() for m in _QUOTED.finditer(text, start, end)]
    cells = []
    for a, b in spans:
        while a < b and text[a] in ' "\t':
            a += 1
        while b > a and text[b - 1] in ' "\t\r':
            b -= 1
        cells.append(Cell(a, b))
    return cells


def _words(name: str) -> str:
    """A heading with spaces for what no label holds, of the same length."""
    return re.sub(r"[^A-Za-z &/().-]", " ", name)


def _heading(text: str, start: int, end: int) -> list[Cell] | None:
    """The cells of a row of headings of a table about a procedure."""
    line = text[start:end]
    if end - start > 160 or ":" in line or not ("  " in line or "|" in line or "\t" in line or line.count(",") > 1):
        return None
    cells = _cells(text, start, end)
    names = [text[cell.start : cell.end] for cell in cells]
    if len(cells) < _COLUMNS or not all(_NAME.fullmatch(name) for name in names):
        return None
    known = sum(_HEAD.search(name.lower().replace("_", " ")) is not None for name in names)
    return cells if known >= _KNOWN and not any("." in name and " " in name for name in names) else None


def _rows(text: str, lines: list[tuple[int, int]], at: int, head: list[Cell]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for start, end in lines[at:]:
        cells = _cells(text, start, end)
        if len(cells) != len(head) or text.count("\n", rows[-1][-1].end if rows else head[-1].end, start) > 2:
            break
        rows.append(cells)
    figures = any(any(c.isdigit() for c in text[cell.start : cell.end]) for row in rows for cell in row)
    return rows if figures else []


def _is_log(text: str, rows: list[list[Cell]]) -> bool:
    """Whether rows are told by date (earlier procedures) or by the time of day (what happened in the room)."""
    dated = sum(any(_DATE.search(text[cell.start : cell.end]) for cell in row) for row in rows)
    clock = sum(_CLOCK.search(text[row[0].start : row[0].end]) is not None for row in rows)
    return dated > 1 or clock > 1


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
