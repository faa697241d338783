"""Tables of what was done as lines of a form, each cell behind its heading; scores before and after on one line.

Only words of the text are put in, each with its place. A row of what was not done is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from facetproof.facts.tables.headings import is_list_of_values, unit_in
from facetproof.facts.tables.kinds import (
    Entry,
    form_names,
    is_empty,
    is_log,
    is_sideways,
    log_rows,
    past_lines,
    upright,
)
from facetproof.facts.tables.layout import Cell, Heading, Table, is_frame, tables_in
from facetproof.facts.tables.scores import score_lines
from facetproof.facts.tables.undone import is_marked, side_left_out, undone

_TOGETHER = frozenset({"agent", "strength", "amount", "route"})
"""What is told of one drug stands on one line."""
_NUMBER = re.compile(r"\d*\.?\d+")
_GIVEN = re.compile(r"\d ?(?:ml|cc|mg)\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|per|total|in all)\b|/ ?(?:joint|nerve|site|level)", re.IGNORECASE)
_ONE_PLACE = re.compile(r"[^,;&+]*\b[ctls] ?-?\d{1,2}(?: ?[-/] ?[ctls]?-?\d{1,2})?\b[^,;&+]*", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:?\d\d")
_YES = re.compile(r"(?:x|yes|y|done|\u2713|\u2714|\[x\]|completed?|treated)", re.IGNORECASE)
_NO = re.compile(r"(?:no|n|not done|deferred|not treated|aborted|\[ ?\])", re.IGNORECASE)


class Insert(NamedTuple):
    """Words to be put in before the character at `at`, with what parts them; they are written at `text[start:end]`."""

    at: int
    before: str
    words: str
    after: str
    start: int
    end: int


class Spared(NamedTuple):
    """Places that were not treated, in the words of a table; `side` is empty where the table has none."""

    place: str
    side: str


class Labelled(NamedTuple):
    """The tables of a text, what to put in, and what to blank out: rows of headings, marks between cells.

    `logged` holds the sessions of logs of procedures by date, which stay as they are; `past` the lines of earlier ones;
    `spared` the places that tables of what was done say were not treated.
    """

    tables: tuple[Table, ...]
    logged: tuple[tuple[Entry, ...], ...]
    past: tuple[tuple[int, int], ...]
    spared: tuple[Spared, ...]
    inserts: tuple[Insert, ...]
    blanks: tuple[tuple[int, int], ...]


def labelled(text: str) -> Labelled:
    """The tables of a text as lines of a form."""
    tables = tables_in(text)
    inserts: list[Insert] = []
    blanks: list[tuple[int, int]] = []
    logged: list[tuple[Entry, ...]] = []
    past: list[tuple[int, int]] = []
    spared: list[Spared] = []
    for table in tables:
        if is_log(text, table):
            logged += [row for row in log_rows(text, table) if row]
            past += past_lines(text, table)
            if is_sideways(text, table):
                # no label of a form: its columns are sessions
                _without_frame(text, table, blanks)
                blanks += (*table.lines, *((_line(text, row)[0], row[1].start) for row in table.rows))
            continue
        scores = list(score_lines(text, table, blanks))
        names = None if scores else form_names(text, table)
        if scores or names:
            _without_frame(text, table, blanks)
        inserts += [_put(text, at, start, end) for at, start, end in scores]
        if not names:
            if not scores and is_list_of_values([heading.words for heading in table.head]):
                _values(text, table, inserts, blanks)
            continue
        head, records = upright(text, table)
        left_out = undone(text, names, head, records)
        spared += _spared(text, names, records, left_out)
        if is_sideways(text, table):
            _sideways(text, table, left_out, inserts, blanks)
        else:
            _form(text, table, names, left_out, inserts, blanks)
    return Labelled(tuple(tables), tuple(logged), tuple(past), tuple(spared), tuple(inserts), tuple(blanks))


def _put(text: str, at: int, start: int, end: int, before: str = " ") -> Insert:
    return Insert(at, before, re.sub(r"[^\w &/().%-]|_", " ", text[start:end]), " ", start, end)


def _label(text: str, cell: Cell, heading: Heading) -> Insert:
    written = text[heading.start : heading.end]
    words = heading.words if len(heading.words) > len(written) else written
    # a label holds letters and a few marks only
    return Insert(cell.start, "\n", re.sub(r"[^A-Za-z &/().-]", " ", words), ": ", heading.start, heading.end)


def _without_frame(text: str, table: Table, blanks: list[tuple[int, int]]) -> None:
    """The lines of the frame are blanked out."""
    at = table.start
    while at < table.end:
        stop = text.find("\n", at)
        stop = table.end if stop < 0 else stop
        if is_frame(text[at:stop]):
            blanks.append((at, stop))
        at = stop + 1


def _form(
    text: str,
    table: Table,
    names: tuple[str, ...],
    left_out: frozenset[int],
    inserts: list[Insert],
    blanks: list[tuple[int, int]],
) -> None:
    blanks += table.lines
    by_row = _sides_by_row(text, table, names)
    for number, row in enumerate(table.rows):
        start, stop = _line(text, row)
        if number in left_out:
            blanks.append((start, stop))
            continue
        before = ""
        at = start
        for n, (name, cell) in enumerate(zip(names, row, strict=True)):
            if cell.end == cell.start:
                continue
            blanks.append((at, cell.start))
            at = cell.end
            if not name and _CLOCK.fullmatch(text, *cell):
                blanks.append((cell.start, cell.end))
                continue
            if _goes_without_saying(text, cell, name, names) or (name == "side" and by_row):
                blanks.append((cell.start, cell.end))
                continue
            if not (name in _TOGETHER and before in _TOGETHER):
                inserts.append(_label(text, cell, table.head[n]))
            before = name
            if name == "levels" and by_row:
                side = row[names.index("side")]
                inserts.append(Insert(cell.end, " ", by_row[number], " ", side.start, side.end))
            inserts += _after(text, table, names, row, n)
        blanks.append((at, stop))


def _goes_without_saying(text: str, cell: Cell, name: str, names: tuple[str, ...]) -> bool:
    """Whether a cell says nothing, or only that the side of its column was done or not."""
    words = text[cell.start : cell.end]
    if name in ("left", "right") and "levels" in names and (_YES.fullmatch(words) or _NO.fullmatch(words)):
        return True
    return is_empty(text, cell) and words.lower() != "none"


def _sides_by_row(text: str, table: Table, names: tuple[str, ...]) -> list[str]:
    """The side of each row, where rows differ in it and name their places; else nothing."""
    if "side" not in names or "levels" not in names:
        return []
    words = [text[slice(*row[names.index("side")])].strip(" .()").lower() for row in table.rows]
    sides = [_SIDES.get(word, "") for word in words]
    return sides if all(sides) and len(set(sides)) > 1 else []


_SIDES = {
    **dict.fromkeys(("l", "lt", "left"), "left"),
    **dict.fromkeys(("r", "rt", "right"), "right"),
    **dict.fromkeys(("b", "bl", "b/l", "both", "bilat", "bilateral"), "bilateral"),
}


def _line(text: str, row: tuple[Cell, ...]) -> tuple[int, int]:
    start = text.rfind("\n", 0, row[0].start) + 1
    stop = text.find("\n", row[-1].end)
    return start, len(text) if stop < 0 else stop


def _after(text: str, table: Table, names: tuple[str, ...], row: tuple[Cell, ...], n: int) -> Iterator[Insert]:
    """What the headings say of a cell: its unit, its side, that it is the amount for one place."""
    name, cell, heading = names[n], row[n], table.head[n]
    if name == "levels":
        yield from _sides(text, table, names, row, cell)
    if name not in ("amount", "strength", "agent"):
        return
    unit = _unit(text, table, row, n)
    if unit is not None:
        yield _put(text, cell.end, *unit, before="" if text[unit[0]] == "%" else " ")
    amounts = [
        k for k, one in enumerate(names) if one in ("amount", "agent") and _GIVEN.search(_told(text, table, row, k))
    ]
    told = (heading.words, text[row[0].start : row[-1].end], _told(text, table, row, n))
    if "levels" in names and amounts[-1:] == [n] and not any(map(_EACH.search, told)):
        place, source = row[names.index("levels")], table.head[names.index("levels")]
        if _ONE_PLACE.fullmatch(text, place.start, place.end):
            yield Insert(cell.end, " ", "each", " ", source.start, source.end)


def _unit(text: str, table: Table, row: tuple[Cell, ...], n: int) -> tuple[int, int] | None:
    heading, words = table.head[n], text[slice(*row[n])]
    bare = _NUMBER.fullmatch(words) is not None
    if not bare and (_EACH.search(words) or not _GIVEN.search(words)):
        return None
    return unit_in(text, heading.start, heading.end, bare=bare)


def _told(text: str, table: Table, row: tuple[Cell, ...], n: int) -> str:
    unit = _unit(text, table, row, n)
    words = text[row[n].start : row[n].end]
    return f"{words} {text[slice(*unit)]}" if unit else words


def _sides(text: str, table: Table, names: tuple[str, ...], row: tuple[Cell, ...], cell: Cell) -> Iterator[Insert]:
    """The sides that a row of a table with a column for each was done at."""
    done = [side for side in ("left", "right") if side in names and is_marked(text, row[names.index(side)])]
    for n, side in enumerate(done):
        heading = table.head[names.index(side)]
        yield Insert(cell.end, "and " if n else " ", side, " ", heading.start, heading.end)


def _sideways(
    text: str, table: Table, left_out: frozenset[int], inserts: list[Insert], blanks: list[tuple[int, int]]
) -> None:
    """Each value behind the heading of its row; the places stay where they are."""
    blanks += [(table.head[n + 1].start, table.head[n + 1].end) for n in left_out]
    for row in table.rows:
        start, stop = _line(text, row)
        name = Heading("", row[0].start, row[0].end, 0, 0)
        blanks.append((start, row[1].start))
        for n, cell in enumerate(row[1:], 1):
            blanks.append((row[n - 1].end, cell.start))
            if n - 1 in left_out:
                blanks.append((cell.start, cell.end))
            elif not is_empty(text, cell):
                inserts.append(_label(text, cell, name))
        blanks.append((row[-1].end, stop))


def _values(text: str, table: Table, inserts: list[Insert], blanks: list[tuple[int, int]]) -> None:
    """A list of names with their values, under headings that only say so."""
    blanks += table.lines
    for name, value in table.rows:
        if not is_empty(text, value):
            start, stop = _line(text, (name, value))
            blanks += ((start, name.start), (name.end, value.start), (value.end, stop))
            inserts.append(Insert(name.end, ":", "", " ", name.end, name.end))


def _spared(
    text: str, names: tuple[str, ...], records: Sequence[Sequence[Cell]], left_out: frozenset[int]
) -> Iterator[Spared]:
    """What the records left out name, but for places that another record tells of as treated."""
    if "levels" not in names:
        return
    told = [
        Spared(*(text[slice(*row[names.index(name)])].lower() if name in names else "" for name in ("levels", "side")))
        for row in records
    ]
    done = {one for n, one in enumerate(told) if n not in left_out}
    yield from (told[n] for n in sorted(left_out) if told[n] not in done)
    for n, row in enumerate(records):
        if n not in left_out and (side := side_left_out(text, names, row)):
            yield Spared(told[n].place, side)


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
