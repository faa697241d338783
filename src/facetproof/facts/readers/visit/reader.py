"""The date of the evaluation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.note import Note, Sighting
from facetproof.facts.procedure import procedure_of
from facetproof.facts.readers.visit.phrases import EVALUATED, NO_EVALUATION, NO_VISIT, RECORD
from facetproof.facts.sections import Kind
from facetproof.facts.visit import visit


def read(note: Note) -> Iterator[Sighting]:
    """`assessment.date`: that of a visit by its label, or the date at the head of a note that evaluates.

    A phone call, a review of the record or a diary is no evaluation, though it carries a date.
    """
    found = visit(note)
    if found is None or note.has(NO_EVALUATION):
        return
    if procedure_of(note) is not None and not _examined(note):
        # a record of work tells no evaluation, whatever its date is called
        return
    if found.is_visit or _evaluates(note, found.start):
        yield Sighting("assessment.date", found.date.isoformat(), found.start, found.end, "visit")


_LABELS = frozenset({"exam", "examination", "pe", "objective", "o"})


def _examined(note: Note) -> bool:
    """Whether the note tells findings of an examination under their heading."""
    return any(
        hit.meaning == "examined"
        and note.sentence_at(hit.start).kind is Kind.EXAM
        and note.lower[hit.start : hit.end] not in _LABELS
        for hit in note.hits(EVALUATED)
    )


def _heads_a_line(note: Note, date: int) -> bool:
    """Whether a date stands in a heading near the top or opens its line, rather than within a sentence."""
    line = note.lower.rfind("\n", 0, date) + 1
    return (
        not note.lower[:line].count("\n", 0, line) > _TOP_LINES
        and _HEADING.fullmatch(note.lower, line, date) is not None
    )


_SEEN_TODAY = re.compile(r"\b(?:saw|seen|met|evaluated|examined)\b[^.\n]{0,60}\b(?:today|this (?:morning|afternoon))\b")
"""In a letter of the day."""
_TOP_LINES = 6
_HEAD = 160
_HEADING = re.compile(r"[ \t,:|-]*(?:[\w/&#'()]+(?:[ \t,:|-]+|$)){0,9}")
"""A few words without a stop between them."""


def _evaluates(note: Note, date: int) -> bool:
    """Whether a note without a procedure speaks of a patient who was there: an examination, complaints or a plan."""
    if any(hit.start < _HEAD for hit in note.hits(RECORD)):
        return False
    if procedure_of(note) is not None or not _heads_a_line(note, date):
        return False
    seen_that_day = _SEEN_TODAY.search(note.lower) is not None
    for hit in note.hits(NO_VISIT):
        if hit.meaning == "closing" and seen_that_day:
            continue
        if hit.meaning != "given" or hit.start < _HEAD:
            return False
    return len({hit.meaning for hit in note.hits(EVALUATED)}) > 1
