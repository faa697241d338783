"""Lesion temperature and time of an ablation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.procedure import procedure_of
from facetproof.facts.quantities import number
from facetproof.facts.readers.ablation.phrases import (
    CELSIUS,
    HEAT_FOR_TIME,
    HEAT_LABEL,
    LESION,
    NOT_LESION,
    PLAIN_HEAT,
    PLAIN_TIME,
    SECONDS,
    TIME,
    TIME_AT_HEAT,
    TIME_LABEL,
)
from facetproof.facts.sections import Kind
from facetproof.facts.visit import names_earlier_day
from facetproof.facts.work import is_done_here

_NAME = "ablation"


def read(note: Note) -> Iterator[Sighting]:
    """`session.ablation.celsius` and `.seconds`, from sentences that speak of the lesion."""
    done = procedure_of(note)
    if done is None or not done.technique.is_ablation:
        return
    for sentence in note.sentences:
        if sentence.body > sentence.start:
            yield from _of_form(note, sentence)
        if not is_done_here(note, sentence) or not _speaks_of_lesion(note, sentence):
            continue
        context = note.context(sentence.start, sentence.start)
        if context.teaching or context.consent or context.historical or context.family:
            continue
        warm = False
        for m in CELSIUS.finditer(note.lower, sentence.start, sentence.end):
            around = note.context(*m.span())
            if (
                around.negated
                or _WAS_TO_BE.search(note.lower, sentence.start, m.start())
                or names_earlier_day(note, sentence.start, sentence.end)
            ):
                continue
            if not NOT_LESION.search(note.lower, sentence.start, m.start()):
                warm = True
                yield Sighting(
                    "session.ablation.celsius",
                    number(m["value"] or m["set"] or m["set3"]),
                    *(m.span("set") if m["set"] else m.span()),
                    _NAME,
                )
        if (
            warm
            or sentence.label in ("lesion", "lesions", "lesioning", "ablation")
            or TIME_LABEL.search(sentence.label)
            or "lesion" in note.said(sentence)
            or note.lower.startswith("time ", sentence.start)
        ):
            yield from _seconds(note, sentence)


_WAS_TO_BE = re.compile(r"\b(?:planned|intended|scheduled|meant|hoped)\b(?![^.;]*\b(?:but|was|were)\b)[^.;]{0,30}$")
_IN_SECONDS = re.compile(r"\((?:s|secs?|seconds)\)|\b(?:s|secs?|seconds)\b")


def _of_form(note: Note, sentence: Sentence) -> Iterator[Sighting]:
    """A bare figure whose unit stands in the label: "Temp (C): 80", "Time (s): 90"."""
    heat = PLAIN_HEAT.match(note.lower, sentence.body, sentence.end) if HEAT_LABEL.search(sentence.label) else None
    time = PLAIN_TIME.match(note.lower, sentence.body, sentence.end) if TIME_LABEL.search(sentence.label) else None
    if heat is not None and CELSIUS.search(note.lower, sentence.start, sentence.end) is None:
        yield Sighting("session.ablation.celsius", float(heat["value"]), *heat.span("value"), _NAME)
    if time is not None and (
        _IN_SECONDS.search(note.lower, sentence.start, sentence.body) or _beside_heat(note, sentence)
    ):
        yield Sighting("session.ablation.seconds", float(time["value"]), *time.span("value"), _NAME)


def _beside_heat(note: Note, sentence: Sentence) -> bool:
    """Whether the line or cell before a bare time is the heat: "Lesion temp: 80", "Lesion time: 90"."""
    at = note.sentences.index(sentence)
    before = note.sentences[at - 1] if at else sentence
    return (
        HEAT_LABEL.search(before.label) is not None
        and PLAIN_HEAT.match(note.lower, before.body, before.end) is not None
    )


def _speaks_of_lesion(note: Note, sentence: Sentence) -> bool:
    return (
        LESION.search(note.lower, sentence.start, sentence.end) is not None
        or LESION.search(sentence.label) is not None
        or HEAT_FOR_TIME.search(note.lower, sentence.start, sentence.end) is not None
        or TIME.match(note.lower, sentence.start, sentence.end) is not None
        or (sentence.body > sentence.start and TIME_LABEL.search(sentence.label) is not None)
        or (
            SECONDS.search(note.lower, sentence.body, sentence.end) is not None
            and CELSIUS.search(note.lower, sentence.body, sentence.end) is not None
        )
        or (sentence.kind is Kind.FIELD and CELSIUS.search(note.lower, sentence.start, sentence.end) is not None)
    )


def _length(m: re.Match[str]) -> float | None:
    if m["bare"]:
        return float(m["bare"])
    if m["min"]:
        return 60.0 * int(m["min"]) + int(m["sec"])
    value = {"a": 1.0, "one and a half": 1.5}.get(m["value"], number(m["value"]))
    if value is None:
        return None
    return value * 60 + float(m["more"] or 0) if m["unit"].startswith("m") else value


def _seconds(note: Note, sentence: Sentence) -> Iterator[Sighting]:
    close = TIME_AT_HEAT.search(note.lower, sentence.body, sentence.end)
    if close is not None:
        yield Sighting("session.ablation.seconds", float(close["value"]), *close.span("value"), _NAME)
        return
    for m in SECONDS.finditer(note.lower, sentence.body, sentence.end):
        seconds = _length(m)
        if seconds is None:
            continue
        if seconds >= 10:
            yield Sighting("session.ablation.seconds", seconds, *m.span(), _NAME)
            return
