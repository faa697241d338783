"""Tables of pain scores before and after as one line: "NRS pre 7; 15 min 2"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.tables.layout import Table

_PAIN = re.compile(r"\b(?:nrs|vas|nprs|vrs|pain|numeric rating)\b")
_BEFORE = re.compile(r"\b(?:pre|before|baseline)(?![a-z])")
_AFTER = re.compile(r"\b(?:post|after)(?![a-z])|^(?:at )?\d{1,2} ?m(?:in(?:utes?)?)?\b")
_SCORE = re.compile(r"(?:10|\d)(?:\.\d)?(?: ?/ ?10)?")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):?[0-5]\d(?: ?[ap]\.?m\.?)?", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:worst|average|goal|usual|function|ndi|odi|best|last week)\b")


def score_lines(text: str, table: Table, blanks: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """(where, from, to) of the words to put in; what is to be blanked out is added to `blanks`."""
    yield from _across(text, table, blanks)
    yield from _down(text, table, blanks)
    yield from _by_the_clock(text, table)


def _across(text: str, table: Table, blanks: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """A column before, columns after, and a row for pain."""
    times = [_BEFORE.search(h.words) or _AFTER.search(h.words) for h in table.head]
    before = next((n for n, h in enumerate(table.head) if n and _BEFORE.search(h.words)), None)
    after = next((n for n, h in enumerate(table.head) if n and _AFTER.search(h.words)), None)
    if before is None or after is None or times[0] or before > after:
        return
    for row in table.rows:
        name = text[row[0].start : row[0].end].lower()
        if not _PAIN.search(name) or _OTHER.search(name):
            continue
        if not all(_SCORE.fullmatch(text, *row[n]) for n in (before, after)):
            continue
        at = row[0].end
        for n, cell in enumerate(row[1:], 1):
            blanks.append((at, cell.start))
            at = cell.end
            found = times[n]
            if found is None or not _SCORE.fullmatch(text, *cell):
                continue
            heading = table.head[n]
            start = (
                heading.start + found.start()
                if text[heading.start : heading.end].lower() == heading.words
                else heading.start
            )
            yield cell.start, start, start + len(found[0])


def _down(text: str, table: Table, blanks: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """A row before, rows after, and a column for pain."""
    if len(table.head) != 2 or not _PAIN.search(table.head[1].words) or _OTHER.search(table.head[1].words):
        return
    names = [text[row[0].start : row[0].end].lower() for row in table.rows]
    if len(names) < 2 or not _BEFORE.match(names[0]) or not all(map(_AFTER.search, names[1:])):
        return
    if not all(_SCORE.fullmatch(text, *row[1]) for row in table.rows):
        return
    heading = table.head[1]
    yield table.rows[0][1].start, heading.start, heading.end
    at = text.rfind("\n", 0, table.rows[0][0].start) + 1
    for name, score in table.rows:
        blanks.append((at, score.start))
        yield score.start, name.start, name.end
        at = score.end
    stop = text.find("\n", at)
    blanks.append((at, len(text) if stop < 0 else stop))


def _by_the_clock(text: str, table: Table) -> Iterator[tuple[int, int, int]]:
    """The name of the scale before each score of a log by the time of day; what happened stands in its row."""
    columns = [n for n, h in enumerate(table.head) if _PAIN.search(h.words) and not _OTHER.search(h.words)]
    if len(columns) != 1 or not columns[0]:
        return
    if not all(_CLOCK.fullmatch(text, *row[0]) for row in table.rows):
        return
    heading = table.head[columns[0]]
    for row in table.rows:
        if _SCORE.fullmatch(text, *row[columns[0]]):
            yield row[columns[0]].start, heading.start, heading.end
