"""A table of what was done at each place as lines of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.tables.cells import Cell
from facetproof.facts.tables.headings import unit_in
from facetproof.facts.tables.inserts import Insert, labelled_cell, line_of, put_in
from facetproof.facts.tables.kinds import is_empty
from facetproof.facts.tables.layout import Table
from facetproof.facts.tables.undone import is_marked

_TOGETHER = frozenset({"agent", "strength", "amount", "route"})
"""What is told of one drug stands on one line."""
_NUMBER = re.compile(r"\d*\.?\d+")
_GIVEN = re.compile(r"\d ?(?:ml|cc|mg)\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|per|total|in all)\b|/ ?(?:joint|nerve|site|level)", re.IGNORECASE)
_ONE_PLACE = re.compile(r"[^,;&+]*\b[ctls] ?-?\d{1,2}(?: ?[-/] ?[ctls]?-?\d{1,2})?\b[^,;&+]*", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:?\d\d")
_YES = re.compile(r"(?:x|yes|y|done|\u2713|\u2714|\[x\]|completed?|treated)", re.IGNORECASE)


def form_lines(
    text: str,
    table: Table,
    names: tuple[str, ...],
    left_out: frozenset[int],
    inserts: list[Insert],
    blanks: list[tuple[int, int]],
) -> None:
    """Each cell of what was done behind its heading; what belongs to one drug on one line.

    Args:
        text: the text.
        table: an upright table.
        names: what its columns are.
        left_out: numbers of the rows of what was not done, which are taken out.
        inserts: what to put in is added.
        blanks: what to blank out is added.
    """
    blanks += table.lines
    by_row = _sides_by_row(text, table, names)
    for number, row in enumerate(table.rows):
        start, stop = line_of(text, row)
        if number in left_out:
            blanks.append((start, stop))
            continue
        before = ""
        at = start
        group = 0
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
            if not (name in _TOGETHER and before in _TOGETHER) or (name == "agent" and "agent" in names[group:n]):
                group = n
                inserts.append(labelled_cell(text, cell, table.head[n]))
            before = name
            if name == "levels" and by_row:
                side = row[names.index("side")]
                inserts.append(Insert(cell.end, " ", by_row[number], " ", side.start, side.end))
            inserts += _after(text, table, names, row, n)
        blanks.append((at, stop))


def _goes_without_saying(text: str, cell: Cell, name: str, names: tuple[str, ...]) -> bool:
    """Whether a cell says nothing, or only that the side of its column was done or not."""
    words = text[cell.start : cell.end]
    if name in ("left", "right") and "levels" in names and (_YES.fullmatch(words) or not is_marked(text, cell)):
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


def _after(text: str, table: Table, names: tuple[str, ...], row: tuple[Cell, ...], n: int) -> Iterator[Insert]:
    """What the headings say of a cell: its unit, its side, that it is the amount for one place."""
    name, cell, heading = names[n], row[n], table.head[n]
    if name == "levels":
        yield from _sides(text, table, names, row, cell)
    if name not in ("amount", "strength", "agent"):
        return
    unit = _unit(text, table, row, n)
    if unit is not None:
        yield put_in(text, cell.end, *unit, before="" if text[unit[0]] == "%" else " ")
    # the amounts of this drug: those up to the next one
    stop = names.index("agent", n + 1) if "agent" in names[n + 1 :] else len(names)
    amounts = [k for k in range(stop) if names[k] in ("amount", "agent") and _GIVEN.search(_told(text, table, row, k))]
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
