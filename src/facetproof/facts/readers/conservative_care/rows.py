# ruff: noqa: E501 - one pattern a line
"""Treatments told in a table: for how long each was tried, and whether it helped."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.calendar import written_dates
from facetproof.facts.note import Note
from facetproof.facts.phrases import Hit
from facetproof.facts.readers.conservative_care import phrases as say
from facetproof.facts.tables.figures import duration_in
from facetproof.facts.tables.logs import Cell, tried

_NEVER = re.compile(
    r"\s*(?:(?:not|never) (?:yet )?(?:tried|done|started|attempted|completed|covered|approved|attended)|never|declin\w+|refused|pending|"
    r"ordered|scheduled|planned|recommended|referred|not yet|to start)\b"
)
_EMPTY = re.compile(r"\s*(?:-+|_+|n/?a|none)?\s*")
_YES_OR_NO = re.compile(r"\s*(?P<word>yes|y|none|no|n)\b")
_ASKS = re.compile(r"\b(?:help\w*|benefit|relief|effective|improve\w*)\b")
_LITTLE = re.compile(r"\b(?:no|none|without|minimal|little|failed)\b")
_SHORTEST, _LONGEST = 6, 1500
"""Days of a course between two dates."""


class Row(NamedTuple):
    """What a row tells of its treatment; `tried` is false where it says that it was not."""

    tried: bool
    weeks: tuple[float, int, int] | None
    failed: tuple[bool, int, int] | None
    reason: tuple[str, int, int] | None


def row_of(note: Note, hit: Hit) -> Row | None:
    """The row of a table in whose first column a treatment is named; None where it is named elsewhere."""
    for row in note.memo(tried):
        if row[0].name == "modality" and row[0].start <= hit.start < row[0].end:
            return _told(note, row)
    return None


def _told(note: Note, row: tuple[Cell, ...]) -> Row:
    lower = note.lower
    others = [
        cell
        for cell in row[1:]
        if not _EMPTY.fullmatch(lower, cell.start, cell.end)
        or (cell.name == "outcome" and _ASKS.search(cell.heading) and lower.startswith("none", cell.start))
    ]
    if not others or any(_NEVER.match(lower, cell.start, cell.end) for cell in others):
        return Row(False, None, None, None)
    cells = {cell.name: cell for cell in reversed(others)}
    status = cells.get("status")
    if status is not None and lower.startswith("n", status.start):
        return Row(False, None, None, None)
    failed = _verdict(lower, cells.get("outcome")) or _verdict(lower, cells.get("reason"))
    reason = None
    for cell in (cells.get("outcome"), cells.get("reason")):
        if failed is None and cell is not None and say.REASON.search(lower, cell.start, cell.end):
            reason = (note.words(cell.start, cell.end), cell.start, cell.end)
            break
    return Row(True, _weeks(lower, cells), failed, reason)


def _verdict(lower: str, cell: Cell | None) -> tuple[bool, int, int] | None:
    if cell is None:
        return None
    said = lower[cell.start : cell.end]
    m = _YES_OR_NO.match(said)
    if m is not None and _ASKS.search(cell.heading) and not _ASKS.search(said):
        return m["word"].startswith("n"), cell.start + m.start("word"), cell.start + m.end("word")
    for failed in say.says_failed(said):
        return True, cell.start + failed.start(), cell.start + failed.end()
    helped = say.HELPED.search(said)
    if helped is None or say.PARTLY.search(said) or _LITTLE.search(said):
        return None
    return False, cell.start + helped.start(), cell.start + helped.end()


def _weeks(lower: str, cells: dict[str, Cell]) -> tuple[float, int, int] | None:
    told = cells.get("weeks")
    if told is not None:
        span = duration_in(lower[told.start : told.end], told.heading)
        if span is not None and span.unit not in ("minute", "hour", "day"):
            return span.weeks, told.start + span.start, told.start + span.end
    first, last = cells.get("start"), cells.get("end")
    if first is None or last is None:
        return None
    begun, ended = ([*written_dates(lower, cell.start, cell.end)] for cell in (first, last))
    if not begun or not ended or begun[0].date is None or ended[0].date is None:
        return None
    days = (ended[0].date - begun[0].date).days
    return (round(days / 7, 1), begun[0].start, ended[0].end) if _SHORTEST < days < _LONGEST else None
