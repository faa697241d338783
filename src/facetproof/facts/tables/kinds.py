# ruff: noqa: E501 - one pattern a line
"""What a table tells of: earlier procedures, what was done at each place, scores before and after; and its rows that tell of nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.calendar import written_dates
from facetproof.facts.tables.headings import is_one_of_series, is_place, known, of_form, of_log
from facetproof.facts.tables.layout import Cell, Heading, Table

_COLUMNS = 3
_KNOWN = 2
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|^[012]\d[0-5]\d\b")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|\d{4}-\d\d-\d\d")
_NOTHING = re.compile(r"(?:-+|n/?a|none|nil|\u2014|\u2013|x?)", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"\b(?:not (?:done|performed|treated|attempted|injected|blocked|ablated|lesioned|completed|reached)|deferred|aborted|abandoned|omitted|"
    r"skipped|cancell?ed|planned|scheduled|pending|no[- ]?show|not today|next (?:visit|time|session))\b",
    re.IGNORECASE,
)
_NO = re.compile(r"(?:no|n|not done|none)\b", re.IGNORECASE)
_DONE_HEADING = re.compile(r"\b(?:done|performed|completed|treated)\b")
_FIGURES_OF_WORK = frozenset({"amount", "agent", "celsius", "seconds", "strength"})
_MAY_SAY = frozenset({"status", "", "amount", "agent", "celsius", "seconds", "left", "right", "levels", "stimulus"})
"""Columns in which a remark may say that the row was not done; a drug or contrast that was not used is another matter."""


_NO_WORK = frozenset({"before", "after", "other", "date", "left", "right"})


class Entry(NamedTuple):
    """A cell with its heading and what the heading means."""

    name: str
    heading: Heading
    cell: Cell


def is_log(text: str, table: Table) -> bool:
    """Whether a table tells of procedures by date, other than those of the day of the note."""
    names = of_log(heading.words for heading in _across(text, table))
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


def _across(text: str, table: Table) -> list[Heading]:
    return _down(text, table) if is_sideways(text, table) else list(table.head)


def log_rows(text: str, table: Table) -> list[tuple[Entry, ...]]:
    """The rows of a log of procedures, one a session; empty cells are left out."""
    head = _across(text, table)
    names = of_log(heading.words for heading in head)
    return [
        tuple(
            Entry(name, heading, cell)
            for name, heading, cell in zip(names, head, row, strict=True)
            if cell.end > cell.start
        )
        for row in _upright(text, table)
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


def _upright(text: str, table: Table) -> list[tuple[Cell, ...]]:
    """The cells of each record: a row, or a column of a table that lies on its side."""
    if not is_sideways(text, table):
        return list(table.rows)
    return [tuple(row[n] for row in table.rows) for n in range(1, len(table.head))]


def _is_of_the_day(text: str, table: Table) -> bool:
    """Whether all rows have one date, and none before the table is later."""
    lower = text.lower()
    days = {
        written.date
        for row in log_rows(text, table)
        for entry in row
        if entry.name == "date"
        for written in written_dates(lower, entry.cell.start, entry.cell.end)
    }
    if len(days) != 1:
        return False
    day = days.pop()
    return day is not None and not any(
        written.date and written.date > day for written in written_dates(lower, 0, table.start)
    )


def form_names(text: str, table: Table) -> tuple[str, ...] | None:
    """What each column of a table of what was done is; None where it is no such table."""
    sideways = is_sideways(text, table)
    names = of_form(heading.words for heading in _across(text, table))
    told = [name for name in names if name not in ("", "status", "scale", "route")]
    sides = "levels" in names and ("left" in names or "right" in names)
    if "habit" in names or len(told) < _KNOWN or not set(told) - _NO_WORK or (len(table.head) < _COLUMNS and not sides):
        return None
    if not sideways and len(names) < _COLUMNS and not sides:
        return None
    if not any(c.isdigit() for row in table.rows for a, b in row for c in text[a:b]):
        return None
    if _by_the_clock(text, table) or (_is_dated(text, table) and not _is_of_the_day(text, table)):
        return None
    return names


def _by_the_clock(text: str, table: Table) -> bool:
    return sum(_CLOCK.search(text[row[0].start : row[0].end]) is not None for row in table.rows) > 1


def _is_dated(text: str, table: Table) -> bool:
    return sum(any(_DATE.search(text[a:b]) for a, b in row) for row in table.rows) > 1


def is_empty(text: str, cell: Cell) -> bool:
    """Whether a cell says nothing: empty, a dash, "n/a"."""
    return _NOTHING.fullmatch(text[cell.start : cell.end]) is not None


def not_done(text: str, table: Table, names: tuple[str, ...]) -> frozenset[int]:
    """The rows of what was not done: one that says so, or one without any of the figures that others have.

    None where that would be all of them: then nothing was done, which is told to readers as it stands.
    """
    head = table.head
    found: set[int] = set()
    worked: dict[int, bool] = {}
    for n, row in enumerate(table.rows):
        for name, heading, cell in zip(names, head, row, strict=True):
            words = text[cell.start : cell.end]
            if name in _MAY_SAY and _NOT_DONE.search(words) and not _beside_other_side(names, name, row, text):
                found.add(n)
            if name == "status" and _DONE_HEADING.search(heading.words) and _NO.match(words):
                found.add(n)
        figures = [
            cell for name, cell in zip(names, row, strict=True) if name in _FIGURES_OF_WORK or name in ("left", "right")
        ]
        worked[n] = any(not is_empty(text, cell) or text[cell.start : cell.end].lower() == "x" for cell in figures)
    if any(worked.values()):
        found.update(n for n, some in worked.items() if not some)
    return frozenset(found) if len(found) < len(table.rows) else frozenset()


def _beside_other_side(names: tuple[str, ...], name: str, row: tuple[Cell, ...], text: str) -> bool:
    """Whether only one of two sides of a row was not done."""
    if name not in ("left", "right"):
        return False
    other = "right" if name == "left" else "left"
    if other not in names:
        return False
    words = text[slice(*row[names.index(other)])]
    return bool(words) and _NOT_DONE.search(words) is None and _NO.match(words) is None
