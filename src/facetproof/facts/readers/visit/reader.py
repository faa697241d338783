"""The date of the evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from facetproof.facts.note import Note, Sighting
from facetproof.facts.readers.visit.phrases import NO_EVALUATION
from facetproof.facts.visit import visit


def read(note: Note) -> Iterator[Sighting]:
    """`assessment.date`, where a label or title says that the date is that of a visit; a phone call is none."""
    found = visit(note)
    if found is not None and found.is_visit and not note.has(NO_EVALUATION):
        yield Sighting("assessment.date", found.date.isoformat(), found.start, found.end, "visit")
