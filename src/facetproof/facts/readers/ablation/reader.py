"""Lesion temperature and time of an ablation."""

from __future__ import annotations

from collections.abc import Iterator

from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.procedure import procedure_of
from facetproof.facts.quantities import number
from facetproof.facts.readers.ablation.phrases import CELSIUS, HEAT_FOR_TIME, LESION, NOT_LESION, SECONDS, TIME
from facetproof.facts.sections import Kind
from facetproof.facts.work import is_done_here

_NAME = "ablation"


def read(note: Note) -> Iterator[Sighting]:
    """`session.ablation.celsius` and `.seconds`, from sentences that speak of the lesion."""
    done = procedure_of(note)
    if done is None or not done.technique.is_ablation:
        return
    for sentence in note.sentences:
        if not is_done_here(note, sentence) or not _speaks_of_lesion(note, sentence):
            continue
        context = note.context(sentence.start, sentence.start)
        if context.teaching or context.consent or context.historical or context.family:
            continue
        warm = False
        for m in CELSIUS.finditer(note.lower, sentence.start, sentence.end):
            if not NOT_LESION.search(note.lower, sentence.start, m.start()):
                warm = True
                yield Sighting("session.ablation.celsius", float(m["value"] or m["set"] or m["set2"]), *m.span(), _NAME)
        if (
            warm
            or sentence.label in ("lesion", "lesions", "lesioning", "ablation", "time")
            or "lesion" in note.said(sentence)
            or note.lower.startswith("time ", sentence.start)
        ):
            yield from _seconds(note, sentence)


def _speaks_of_lesion(note: Note, sentence: Sentence) -> bool:
    return (
        LESION.search(note.lower, sentence.start, sentence.end) is not None
        or LESION.search(sentence.label) is not None
        or HEAT_FOR_TIME.search(note.lower, sentence.start, sentence.end) is not None
        or TIME.match(note.lower, sentence.start, sentence.end) is not None
        or (sentence.kind is Kind.FIELD and CELSIUS.search(note.lower, sentence.start, sentence.end) is not None)
    )


def _seconds(note: Note, sentence: Sentence) -> Iterator[Sighting]:
    for m in SECONDS.finditer(note.lower, sentence.body, sentence.end):
        value = 1.0 if m["value"] == "a" else number(m["value"])
        if value is None:
            continue
        seconds = value * 60 + float(m["more"] or 0) if m["unit"].startswith("m") else value
        if seconds >= 10:
            yield Sighting("session.ablation.seconds", seconds, *m.span(), _NAME)
            return
