# ruff: noqa: E501 - one pattern or list a line
"""Where a note tells the work with the needle: what is told after it is the outcome, what is told before it is not."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from facetproof.facts.note import Note, Sentence
from facetproof.facts.readers.technique.phrases import PERFORMED
from facetproof.facts.sections import Kind
from facetproof.facts.work import is_done_here

Zone = Literal["before", "within", "after"]

_WORK = frozenset({"needle", "given", "lesion", "aspiration", "dose"})
_WEAK = frozenset(
    {"received", "entered", "each joint", "each nerve", "per nerve", "per joint", "per level", "per site"}
)
"""Work only beside a dose: "received instructions"."""
_DOSE = re.compile(r"\d ?(?:ml|cc|mg|mcg)s?\b|\b(?:2\d|1[68]) ?-?g(?:a|auge)?\b")
_OUTCOME = re.compile(
    r"\d ?%[^.;]{0,40}\b(?:relief|better|improve\w*|reduc\w*|decrease\w*)|\d\s*(?:/|out of|of)\s*10\b"
)
"""Beside it a word such as "injected" tells where, not that something was done: "80 % relief at the injected levels"."""


class Work(NamedTuple):
    """From the first character of the first sentence about needles to the end of the last one."""

    start: int
    end: int


def needle_work(note: Note) -> Work | None:
    """The account of the needle work of this encounter; None where none is told. For `Note.memo`."""
    told = [sentence for sentence in _sentences(note) if not _OUTCOME.search(note.lower, sentence.start, sentence.end)]
    return Work(told[0].start, max(sentence.end for sentence in told)) if told else None


def zone_of(note: Note, place: int) -> Zone | None:
    """Whether a place lies before, within or after the needle work; None where none is told."""
    work = note.memo(needle_work)
    if work is None:
        return None
    return "before" if place < work.start else "after" if place >= work.end else "within"


def _sentences(note: Note) -> list[Sentence]:
    found: dict[int, Sentence] = {}
    for hit in note.hits(PERFORMED):
        if hit.meaning not in _WORK:
            continue
        sentence = note.sentence_at(hit.start)
        if sentence.start in found or not is_done_here(note, sentence):
            continue
        if sentence.body > sentence.start and sentence.kind in (Kind.PROCEDURE, Kind.FIELD):
            # the title, or a line of a form, which stands in any order
            continue
        weak = hit.meaning == "dose" or note.lower[hit.start : hit.end] in _WEAK
        if weak and not _DOSE.search(note.lower, sentence.start, sentence.end):
            continue
        context = note.context(hit.start, hit.end)
        if not (context.hypothetical or context.planned or context.historical or context.family or context.teaching):
            found[sentence.start] = sentence
    return list(found.values())
