# ruff: noqa: E501 - one pattern a line
"""What a table tells of: earlier procedures by date, or what was done at each place."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.calendar import written_dates
from facetproof.facts.tables.cells import Cell, Heading
from facetproof.facts.tables.headings import is_one_of_series, is_place, known, of_form, of_log
from facetproof.facts.tables.layout import Table

_COLUMNS = 3
_KNOWN = 2
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|^[012]\d[0-5]\d\b(?![-/.])")
_FINDING = re.compile(
    r"\b(?:mild|moderate|severe|normal|minimal|bulg\w*|protrusion|hernia\w*|steno\w*|arthro\w*|hypertroph\w*|patent|trace|intact|unremarkable)\b|\b[0-5][+-]?/5\b|\b[0-4]\+(?!\w)",
    re.IGNORECASE,
)
"""Cells of a scan or an examination."""
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|\d{4}-\d\d-\d\d")
_NOTHING = re.compile(r"(?:-+|n/?a|none|nil|\u2014|\u2013|x?)", re.IGNORECASE)


_HAS_PLACE = re.compile(r"(?:(?:left|right|l|r|lt|rt|bilateral)\W+)?[ctls] ?-?\d", re.IGNORECASE)
_HAS_ROUTE = re.compile(
    r"(?:the )?(?:skin|subcut\w*|local infiltration|tract|contrast|joints?|nerves?|medial branch\w*|facets?|targets?|sedation|iv|flush)\b",
    re.IGNORECASE,
)
_FOR_A_PLACE = frozenset({"left", "right", "amount", "celsius", "seconds"})
"""With one of these two columns are enough."""
_NO_WORK = frozenset({"before", "after", "other", "date", "left", "right"})


class Entry(NamedTuple):
    """A cell with its heading and what the heading means."""

    name: str
    heading: Heading
    cell: Cell


def is_log(text: str, table: Table) -> bool:
    """Whether a table tells of procedures by date, other than those of the day of the note."""
    names = of_log(heading.words for heading in upright(text, table)[0])
    if "date" not in names or "procedure" not in names or len(set(names) - {""}) < _COLUMNS:
        return False
    return not _is_of_the_day(text, table)


def is_sideways(text: str, table: Table) -> bool:
    """Whether each column, not each row, is one place or one session, with the headings down the first column."""
    first, *others = table.head
    if len(others) < _KNOWN or (first.words and known([first.words]) and not is_place(others[0].words)):
        return False
    if not all(is_place(h.words) or is_one_of_series(h.words) for h in others):
        return False
    return known(heading.words for heading in _down(text, table)) >= _KNOWN


def _down(text: str, table: Table) -> list[Heading]:
    """The headings of a table that lies on its side."""
    return [Heading(text[a:b].replace("_", " ").lower(), a, b, 0, 0) for a, b in (row[0] for row in table.rows)]


def upright(text: str, table: Table) -> tuple[list[Heading], list[tuple[Cell, ...]]]:
    """The headings and the cells of each record: a row, or a column with what stands at its head."""
    if not is_sideways(text, table):
        return list(table.head), list(table.rows)
    corner, *heads = table.head
    records = [(Cell(h.start, h.end), *(row[n] for row in table.rows)) for n, h in enumerate(heads, 1)]
    return [corner, *_down(text, table)], records


def log_rows(text: str, table: Table) -> list[tuple[Entry, ...]]:
    """The rows of a log of procedures, one a session; empty cells are left out."""
    head, records = upright(text, table)
    names = of_log(heading.words for heading in head)
    return [
        tuple(
            Entry(name, heading, cell)
            for name, heading, cell in zip(names, head, row, strict=True)
            if cell.end > cell.start
        )
        for row in records
    ]


def past_lines(text: str, table: Table) -> list[tuple[int, int]]:
    """The stretches of a log that tell of days not written above it: earlier procedures, not that of the day."""
    if is_sideways(text, table):
        return [(table.start, table.end)]
    lower = text.lower()
    above = {written.date for written in written_dates(lower, 0, table.start)}
    return [
        (min(entry.cell.start for entry in row), max(entry.cell.end for entry in row))
        for row in log_rows(text, table)
        if any(
            written.date is not None and written.date not in above
            for entry in row
            if entry.name == "date"
            for written in written_dates(lower, entry.cell.start, entry.cell.end)
        )
    ]


def _is_of_the_day(text: str, table: Table) -> bool:
    """Whether all rows have one date, and none before the table is later."""
    lower = text.lower()
    cells = [entry.cell for row in log_rows(text, table) for entry in row if entry.name == "date"]
    told = [next(iter(written_dates(lower, *cell)), None) for cell in cells]
    days = {written.date if written is not None else None for written in told}
    if len(days) != 1:
        return False
    day = days.pop()
    return day is not None and not any(
        written.date and written.date > day for written in written_dates(lower, 0, table.start)
    )


def form_names(text: str, table: Table) -> tuple[str, ...] | None:
    """What each column of a table of what was done is, of the upright table; None where it is no such table."""
    head, records = upright(text, table)
    names = _by_content(text, of_form(heading.words for heading in head), records)
    told = [name for name in names if name not in ("", "status", "scale", "route")]
    by_place = "levels" in names and not _FOR_A_PLACE.isdisjoint(names)
    if "habit" in names or len(told) < _KNOWN or not set(told) - _NO_WORK or (len(head) < _COLUMNS and not by_place):
        return None
    if not any(c.isdigit() for row in records for a, b in row for c in text[a:b]):
        return None
    if _by_the_clock(text, table) or (_is_dated(text, table) and not _is_of_the_day(text, table)):
        return None
    return None if _tells_findings(text, names, records) else names


def _by_content(text: str, names: tuple[str, ...], records: list[tuple[Cell, ...]]) -> tuple[str, ...]:
    """The names, of which one that says little is what its cells are: joints and nerves, or where a drug went."""
    told = list(names)
    for n, name in enumerate(names):
        if name in ("", "route") and "levels" not in told and _all(_HAS_PLACE, text, records, n):
            told[n] = "levels"
        elif name in ("", "procedure") and "agent" in told and _all(_HAS_ROUTE, text, records, n):
            told[n] = "route"
    return tuple(told)


def _all(pattern: re.Pattern[str], text: str, records: list[tuple[Cell, ...]], n: int) -> bool:
    return all(pattern.match(text, *row[n]) for row in records)


def _tells_findings(text: str, names: tuple[str, ...], records: list[tuple[Cell, ...]]) -> bool:
    """Whether most cells beside the places are findings of a scan or an examination."""
    places = names.index("levels") if "levels" in names else -1
    cells = [cell for row in records for n, cell in enumerate(row) if n != places]
    filled = [cell for cell in cells if not is_empty(text, cell)]
    return sum(_FINDING.search(text, *cell) is not None for cell in filled) * 2 > len(filled)


def _by_the_clock(text: str, table: Table) -> bool:
    return sum(_CLOCK.search(text[row[0].start : row[0].end]) is not None for row in table.rows) > 1


def _is_dated(text: str, table: Table) -> bool:
    return sum(any(_DATE.search(text[a:b]) for a, b in row) for row in table.rows) > 1


def is_empty(text: str, cell: Cell) -> bool:
    """Whether a cell says nothing: empty, a dash, "n/a"."""
    return _NOTHING.fullmatch(text[cell.start : cell.end]) is not None
