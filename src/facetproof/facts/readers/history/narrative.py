# ruff: noqa: E501 - one pattern a line
"""The sentences after the name of a session that go on about it: how it went, when and where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.note import Note, Sentence
from facetproof.facts.readers.conservative_care.phrases import MODALITIES
from facetproof.facts.readers.history import phrases as say
from facetproof.facts.readers.history.mentions import past_list
from facetproof.facts.readers.history.named import Mention, named_in, terms_by_sentence
from facetproof.facts.sections import Kind

TODAY = re.compile(r"\b(?:today|now|currently|at present|this morning)\b")
_PAIN_IS = re.compile(r"\b(?:pain|score|nrs|vas) (?:is|are)\b")
_AFTERWARDS = 8
"""So many sentences after a mention may still tell of it."""
_HOURS_ALONE = re.compile(r"\d{1,2}(?:\.\d)? ?(?:hours?|hrs?|h)[.;]?")
"""A cell of a line parted by semicolons."""


_THERAPY = re.compile(
    r"\bPT\b(?! (?:reports?|states?|says?|notes?|had|has|is|called|calls|was|feels?|felt|got|denies|rates?|returns?|tells|told|endorses|describes|did|could|able))"
)
"""Physical therapy, not the patient."""


def _other_care(note: Note, sentence: Sentence) -> int | None:
    """Where another treatment is named in a sentence; None where none is."""
    therapy = _THERAPY.search(note.text, sentence.start, sentence.end)
    places = [hit.start for hit in note.hits_in(MODALITIES, sentence)]
    return min([*places, *([therapy.start()] if therapy else [])], default=None)


def tells_on(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence goes on to tell when, where or with what the session before it was done."""
    return say.TELLS_ON.match(note.lower, sentence.start, sentence.end) is not None


def _on_line(note: Note, mention: Mention, sentence: Sentence) -> bool:
    return "\n" not in note.lower[mention.end : sentence.start]


def afterwards(note: Note, mention: Mention) -> Iterator[Sentence]:
    """Sentences after a mention that tell of its response or of a further session of the same group."""
    sentences = note.sentences
    at = sentences.index(mention.sentence)
    told_on = {other.sentence.start for other in note.memo(past_list) if other.sentence.start > mention.sentence.start}
    responses = {note.sentence_at(hit.start).start for hit in note.hits(say.RESPONSE)}
    for sentence in sentences[at + 1 : at + 1 + _AFTERWARDS]:
        hits = note.memo(terms_by_sentence).get(sentence.start, [])
        if any(hit.meaning.startswith("not ") for hit in hits) or any(True for _ in named_in(note, sentence, hits)):
            return
        if sentence.start in told_on:
            return
        if sentence.kind in (
            Kind.EXAM,
            Kind.PLAN,
            Kind.DESCRIPTION,
            Kind.MEDICATION,
            Kind.FAMILY,
            Kind.PROCEDURE,
            Kind.SIGNATURE,
        ) or (sentence.kind is Kind.FIELD and not _on_line(note, mention, sentence)):
            return
        said = note.said(sentence)
        alone = _HOURS_ALONE.fullmatch(said) is not None
        on = tells_on(note, sentence)
        if (sentence.start not in responses and not alone and not on) or "?" in said:
            continue
        today = TODAY.search(said)
        if today is not None:
            # "90 % relief, lasted 5 hours, now back": what stands before the word is of that day
            cut = said.rfind(",", 0, today.start())
            if cut < 0 or _PAIN_IS.search(said, 0, cut):
                continue
            sentence = sentence._replace(end=sentence.start + cut)
        care = _other_care(note, sentence)
        if care is not None:
            # what another treatment did is not told of the session; what stands before it may be
            if not any(character.isdigit() for character in note.lower[sentence.start : care]):
                continue
            sentence = sentence._replace(end=care)
        context = note.context(sentence.start, sentence.start + 1)
        if note.context(sentence.end - 1, sentence.end).family:
            continue
        says_patient = re.match(r"(?:pt|patient|he|she)\b", sentence.label) is not None
        if (context.teaching and not says_patient) or context.family or re.search(r"\bif\b", said):
            continue
        yield sentence
