"""What was done at this encounter."""

from __future__ import annotations

from collections.abc import Iterator

from facetproof.facts.note import Note, Sighting
from facetproof.facts.procedure import procedure_of

_NAME = "technique"


def read(note: Note) -> Iterator[Sighting]:
    """`session.technique`, and other procedures named beside one at the facet joints (`session.same_day`)."""
    found = procedure_of(note)
    if found is None:
        return
    for start, end in found.spans:
        yield Sighting("session.technique", found.technique.value, start, end, _NAME)
    if found.is_facet:
        for n, (kind, (start, end)) in enumerate(found.other):
            yield Sighting(f"session.same_day.{n}.kind", kind, start, end, _NAME)
