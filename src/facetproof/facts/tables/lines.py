"""Tables of what was done as lines of a form, each cell behind its heading; scores before and after on one line.

What is put in leads back to the heading that says it: its words, the side of its column, "each" for the amount of one
place. A row of what was not done is taken out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from facetproof.facts.tables.cells import Cell, Heading
from facetproof.facts.tables.forms import form_lines
from facetproof.facts.tables.headings import is_list_of_values
from facetproof.facts.tables.inserts import Insert, labelled_cell, line_of, put_in
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
from facetproof.facts.tables.layout import Table, is_frame, tables_in
from facetproof.facts.tables.scores import score_lines
from facetproof.facts.tables.undone import side_left_out, undone


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
                blanks += (*table.lines, *((line_of(text, row)[0], row[1].start) for row in table.rows))
            continue
        scores = list(score_lines(text, table, blanks))
        names = None if scores else form_names(text, table)
        if scores or names:
            _without_frame(text, table, blanks)
        inserts += [put_in(text, at, start, end) for at, start, end in scores]
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
            form_lines(text, table, names, left_out, inserts, blanks)
    return Labelled(tuple(tables), tuple(logged), tuple(past), tuple(spared), tuple(inserts), tuple(blanks))


def _without_frame(text: str, table: Table, blanks: list[tuple[int, int]]) -> None:
    """The lines of the frame are blanked out."""
    at = table.start
    while at < table.end:
        stop = text.find("\n", at)
        stop = table.end if stop < 0 else stop
        if is_frame(text[at:stop]):
            blanks.append((at, stop))
        at = stop + 1


def _sideways(
    text: str, table: Table, left_out: frozenset[int], inserts: list[Insert], blanks: list[tuple[int, int]]
) -> None:
    """Each value behind the heading of its row; the places stay where they are."""
    blanks += [(table.head[n + 1].start, table.head[n + 1].end) for n in left_out]
    for row in table.rows:
        start, stop = line_of(text, row)
        name = Heading("", row[0].start, row[0].end, 0, 0)
        blanks.append((start, row[1].start))
        for n, cell in enumerate(row[1:], 1):
            blanks.append((row[n - 1].end, cell.start))
            if n - 1 in left_out:
                blanks.append((cell.start, cell.end))
            elif not is_empty(text, cell):
                inserts.append(labelled_cell(text, cell, name))
        blanks.append((row[-1].end, stop))


def _values(text: str, table: Table, inserts: list[Insert], blanks: list[tuple[int, int]]) -> None:
    """A list of names with their values, under headings that only say so."""
    blanks += table.lines
    for name, value in table.rows:
        if not is_empty(text, value):
            start, stop = line_of(text, (name, value))
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
