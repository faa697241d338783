"""Tables of a note as readers see them: what each cell is called, at its place in the view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from facetproof.facts.note import Note
from facetproof.facts.tables.headings import of_tried
from facetproof.facts.tables.kinds import Entry


class Cell(NamedTuple):
    """What stands under a heading, at `lower[start:end]` of the note."""

    name: str
    heading: str
    start: int
    end: int


def logs(note: Note) -> list[tuple[Cell, ...]]:
    """The sessions of all tables that tell of procedures by date; a cell under an unknown heading has an empty name."""
    return [_seen(note, entries) for entries in note.view.logged]


def tried(note: Note) -> list[tuple[Cell, ...]]:
    """The rows of all tables that tell which treatment was tried, for how long or with which outcome."""
    found = []
    for table in note.view.tables:
        names = of_tried(heading.words for heading in table.head)
        told = set(names[1:])
        if names[0] == "modality" and ({"weeks", "outcome"} & told or {"start", "end"} <= told):
            for row in table.rows:
                cells = zip(names, table.head, row, strict=True)
                found.append(_seen(note, [Entry(*entry) for entry in cells if entry[2].end > entry[2].start]))
    return [row for row in found if row]


def _seen(note: Note, entries: Sequence[Entry]) -> tuple[Cell, ...]:
    seen = note.view.seen
    return tuple(Cell(e.name, e.heading.words, seen(e.cell.start), seen(e.cell.end)) for e in entries)
