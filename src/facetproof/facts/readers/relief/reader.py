"""Relief after the procedure of this note, told in the same note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.procedure import procedure_of
from facetproof.facts.quantities import Percent, durations, percents
from facetproof.facts.readers.relief.phrases import (
    AFTERWARDS,
    COUNTED,
    DURATION_LABEL,
    EARLIER,
    FUNCTION,
    LABEL,
    OPENS,
    RELIEF,
    WANTED,
)
from facetproof.facts.sections import Kind
from facetproof.facts.work import is_done_here

_NAME = "relief"
_PATH = "session.relief"
_LASTING = re.compile(r"\b(?:for|lasting|lasted|x) ?(?:about |approximately |some |~ ?)?$")
_BESIDE = re.compile(r"(?: ?(?:relief|better|improvement|reduction))?[ ,;(x@-]*(?:for )?")
"""Between a percentage and how long it lasted: "90 %, 6 hours", "80 % relief x 6 h"."""
_SHORT = 60
"""A remark such as "Improvement 60 %" belongs to the scores in the sentence before it."""


def read(note: Note) -> Iterator[Sighting]:
    """`session.relief`; percentages of earlier blocks and thresholds are none."""
    done = procedure_of(note)
    if (
        done is None
        or not done.is_facet
        or ("%" not in note.lower and "percent" not in note.lower and "per cent" not in note.lower)
    ):
        return
    before = ""
    for at, sentence in enumerate(note.sentences):
        labelled = sentence.kind is Kind.FIELD and LABEL.search(sentence.label) is not None
        if not labelled and not is_done_here(note, sentence):
            continue
        words = note.said(sentence)
        told_after = len(words) < _SHORT and words[:1].isalpha() and AFTERWARDS.search(before) is not None
        alone = OPENS.match(words) is not None and not EARLIER.search(before)
        before = words
        if not (
            labelled
            or alone
            or (told_after and RELIEF.match(words))
            or (RELIEF.search(words) and (AFTERWARDS.search(words) or AFTERWARDS.search(sentence.label)))
        ):
            continue
        if WANTED.search(words) or EARLIER.search(words):
            continue
        context = note.context(sentence.start, sentence.start)
        if context.teaching or context.family or context.consent or context.historical:
            continue
        told = [*_told(sentence, words)]
        if told:
            yield from told
            if not any(seen.path.endswith("hours") for seen in told):
                yield from _on_next_line(note, at)
            return


def _on_next_line(note: Note, at: int) -> Iterator[Sighting]:
    """How long it lasted, on a line of its own below: "Duration: 5 hours"."""
    for sentence in note.sentences[at + 1 : at + 2]:
        if DURATION_LABEL.search(sentence.label) and sentence.body > sentence.start:
            for span in durations(note.lower[sentence.body : sentence.end]):
                if span.unit != "minute":
                    place = sentence.body
                    yield Sighting(f"{_PATH}.hours", span.hours, place + span.start, place + span.end, _NAME)
                return


def _told(sentence: Sentence, words: str) -> Iterator[Sighting]:
    at = sentence.start
    pain = [p for p in percents(words) if not _is_strength(words, p)]
    function = next(
        (p for p in pain if FUNCTION.search(words, p.end, p.end + 30) and "pain" not in words[p.end : p.end + 12]), None
    )
    first = next((p for p in pain if p is not function), None)
    if function is not None and first is not None:
        yield Sighting(f"{_PATH}.function_percent", function.low, at + function.start, at + function.end, _NAME)
    if first is None:
        m = COUNTED.search(words)
        if m is not None:
            yield Sighting(f"{_PATH}.percent", float(m["value"]), at + m.start(), at + m.end(), _NAME)
        return
    start, end = at + first.start, at + first.end
    yield Sighting(f"{_PATH}.percent", first.low, start, end, _NAME)
    if first.bound is not None:
        yield Sighting(f"{_PATH}.bound", first.bound, start, end, _NAME)
    if first.high > first.low:
        yield Sighting(f"{_PATH}.low", first.low, start, end, _NAME)
        yield Sighting(f"{_PATH}.high", first.high, start, end, _NAME)
    for span in durations(words):
        before = words[max(0, span.start - 16) : span.start]
        if span.unit != "minute" and (_LASTING.search(before) or _BESIDE.fullmatch(words, first.end, span.start)):
            yield Sighting(f"{_PATH}.hours", span.hours, at + span.start, at + span.end, _NAME)
            return
        if (
            "after" in words[span.end : span.end + 10]
            or "post" in words[span.end : span.end + 10]
            or span.unit == "minute"
        ):
            continue
        if any(word in before for word in ("for", "lasting", "lasted", "x", "over")):
            yield Sighting(f"{_PATH}.hours", span.hours, at + span.start, at + span.end, _NAME)
            return


def _is_strength(words: str, found: Percent) -> bool:
    """Whether a percentage is that of a drug."""
    around = words[max(0, found.start - 16) : found.end + 18]
    return "caine" in around or "saturation" in around or "spo2" in around or "o2" in around
