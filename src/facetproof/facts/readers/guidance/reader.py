# ruff: noqa: E501 - one pattern a line
"""How the needle was guided, whether contrast was given, whether images were kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.phrases import Hit
from facetproof.facts.procedure import Procedure, procedure_of
from facetproof.facts.readers.guidance.phrases import (
    ANSWER,
    CONTRAST,
    FLOW,
    GUIDANCE_LABEL,
    IMAGING,
    NO_CONTRAST,
    NOT_GIVEN,
    NOT_SAVED,
    PLAIN,
    SAVED,
)
from facetproof.facts.sections import Kind
from facetproof.facts.visit import names_earlier_day
from facetproof.facts.work import is_done_here

_NAME = "guidance"
_OF_A_SCAN = re.compile(r"\b(?:mri|ct scan|bone scan|myelogram)\b|\bmr (?:\w+ )?$")
_IMAGE_LABEL = re.compile(r"\b(?:guidance|img|modality|imaging|images?|fluoroscopy|image storage)\b")
_KEPT_ALONE = re.compile(r"\b(?:saved|archived|stored|printed|uploaded|retained|pacs)\b")
"""On a line about the guidance these are said of its images."""
_MOST = 3
_CONTRAST_LABEL = re.compile(r"(?:contrast|dye)(?: (?:used|given|volume|amount|ml|agent|injected))?$")


def read(note: Note) -> Iterator[Sighting]:
    """`session.guidance`, `session.contrast`, `session.images_saved` of a procedure at the facet joints."""
    done = procedure_of(note)
    if done is None or not done.is_facet:
        return
    yield from _guidance(note, done)
    yield from _contrast(note)
    yield from _images(note)


def _here(note: Note, sentence: Sentence) -> bool:
    return is_done_here(note, sentence) or (sentence.kind is Kind.IMAGING and _is_form_line(sentence))


def _is_form_line(sentence: Sentence) -> bool:
    return sentence.body > sentence.start and sentence.end - sentence.start < 90


def _guidance(note: Note, done: Procedure) -> Iterator[Sighting]:
    titles = {naming.sentence.start for naming in done.titles}
    ranked: dict[int, list[tuple[str, int, int]]] = {}
    for sentence in note.sentences:
        if GUIDANCE_LABEL.search(sentence.label) and sentence.kind in (Kind.FIELD, Kind.IMAGING):
            m = PLAIN.match(note.lower, sentence.body, sentence.end)
            if m and m.lastgroup:
                value = {"none": "none", "ct": "ct", "us": "ultrasound", "mri": "mri", "xray": "fluoroscopy"}[
                    m.lastgroup
                ]
                ranked.setdefault(0, []).append((value, m.start(m.lastgroup), m.end(m.lastgroup)))
    for sentence, hits in note.sentences_with(IMAGING):
        if not _here(note, sentence):
            continue
        label = GUIDANCE_LABEL.search(sentence.label) and sentence.kind in (Kind.FIELD, Kind.IMAGING)
        rank = 0 if label or sentence.start in titles or sentence.kind is Kind.PROCEDURE else 2
        for hit in hits:
            context = note.context(hit.start, hit.end)
            if hit.meaning == "none":
                if not (context.hypothetical or context.teaching or context.consent):
                    ranked.setdefault(rank, []).append((hit.meaning, hit.start, hit.end))
            elif context.asserted and not (rank > 0 and (context.historical or _is_apart(note, sentence, hit))):
                ranked.setdefault(rank, []).append((hit.meaning, hit.start, hit.end))
    if not ranked:
        return
    best = ranked[min(ranked)]
    if any(value != "none" for value, _, _ in best):
        best = [seen for seen in best if seen[0] != "none"]
    # a CT or ultrasound machine is named for its own sake, the word for X-ray beside it may be part of its name
    if {value for value, _, _ in best} == {"ct", "fluoroscopy"}:
        best = [seen for seen in best if seen[0] == "ct"]
    for value, start, end in best[:_MOST]:
        yield Sighting("session.guidance", value, start, end, _NAME)


def _is_apart(note: Note, sentence: Sentence, hit: Hit) -> bool:
    """Whether an imaging is to come, of another day, or served something else, such as a vein."""
    lower = note.lower
    if _FOR_SOMETHING_ELSE.search(lower, sentence.start, sentence.end) or _NEXT_TIME.search(
        lower, sentence.start, hit.start
    ):
        return True
    if hit.meaning in ("ultrasound", "ct") and _OF_ORGAN.match(lower, hit.end):
        return True
    return names_earlier_day(note, sentence.start, sentence.end)


_OF_ORGAN = re.compile(r" (?:scan )?of (?:the |her |his )?(?!needle|target|facet|joint|medial|procedure|injection)\w+")
_FOR_SOMETHING_ELSE = Gated(
    r"\b(?:vein|venous|iv access|cannulat\w+ (?:a|the) vein|thyroid|abdom\w+|pelvic|carotid|renal|gallbladder|breast|doppler of the leg|dvt)\b"
)
_NEXT_TIME = re.compile(
    r"\b(?:next (?:time|visit|block|injection|procedure|session)|in the future|plan (?:is|to|for)|will)\b"
)


def _contrast(note: Note) -> Iterator[Sighting]:
    given: list[tuple[int, int]] = []
    not_given: list[tuple[int, int]] = []
    for sentence, hits in note.sentences_with(CONTRAST):
        if not is_done_here(note, sentence):
            continue
        lower = note.lower
        # a key in quotes asks; its value answers, where it can be read
        hits = [hit for hit in hits if hit.start >= sentence.body and not lower.startswith('"', hit.end)]
        if not hits:
            continue
        first = note.context(hits[0].start, hits[0].end)
        if first.consent or first.teaching or first.hypothetical or first.family:
            continue
        no = NO_CONTRAST.search(lower, sentence.start, sentence.end)
        if first.historical and (no is None or not _NOT_TODAY.search(lower, no.start(), no.end())):
            continue
        if names_earlier_day(note, sentence.start, sentence.end):
            continue
        flow = FLOW.search(lower, sentence.start, sentence.end)
        if sentence.label in ("contrast", "dye") and lower[sentence.body : sentence.end].strip(" :").startswith(
            ("no", "not")
        ):
            not_given.append((sentence.body, sentence.end))
        elif no and not (flow and flow.start() <= no.start()):
            not_given.append((no.start(), no.end()))
        elif flow or not (NOT_GIVEN.search(lower, sentence.start, sentence.end) or first.negated):
            given.append((hits[0].start, hits[0].end))
    for sentence in note.sentences:
        if sentence.kind is Kind.FIELD and _CONTRAST_LABEL.match(sentence.label) and not given:
            m = ANSWER.match(note.lower, sentence.body, sentence.end)
            if m is not None:
                (given if m["yes"] else not_given).append(m.span(m.lastgroup or 0))
    for start, end in (given or not_given)[:_MOST]:
        yield Sighting("session.contrast", bool(given), *_stripped(note, start, end), _NAME)


_NOT_TODAY = re.compile(r"\b(?:not|no|without|omitted|withheld)\b")


def _images(note: Note) -> Iterator[Sighting]:
    if not any(
        word in note.lower
        for word in (
            "image",
            "imaging",
            "film",
            "pacs",
            "hard cop",
            "views",
            "still",
            "pic",
            "clip",
            "cine",
            "print",
            "ap/lat",
            "stored",
            "saved",
            "archive",
        )
    ):
        return
    for sentence in note.sentences:
        if not _here(note, sentence) and sentence.kind not in (Kind.PLAN, Kind.IMAGING):
            continue
        m = SAVED.search(note.lower, sentence.start, sentence.end)
        if m is None and sentence.kind in (Kind.FIELD, Kind.IMAGING) and _IMAGE_LABEL.search(sentence.label):
            m = _KEPT_ALONE.search(note.lower, sentence.start, sentence.end)
        if m is None or _OF_A_SCAN.search(note.lower, sentence.start, m.end()):
            continue
        context = note.context(m.start(), m.end())
        if context.hypothetical or context.teaching or context.consent or context.historical:
            continue
        answer = ANSWER.match(note.lower, m.end(), _line_end(note, m.end()))
        denied = (
            _NOT_BEFORE.search(note.lower, sentence.start, m.start())
            or NOT_SAVED.search(note.lower, m.start(), m.end())
            or (answer and answer["no"])
        )
        yield Sighting("session.images_saved", not denied, m.start(), m.end(), _NAME)
        return


_NOT_BEFORE = re.compile(r"\b(?:no|not|without|none of the) (?:\w+ ){0,2}$")


def _line_end(note: Note, start: int) -> int:
    stop = note.lower.find("\n", start)
    return len(note.lower) if stop < 0 else stop


def _stripped(note: Note, start: int, end: int) -> tuple[int, int]:
    while start < end and not note.text[start].isalnum():
        start += 1
    while end > start and not note.text[end - 1].isalnum():
        end -= 1
    return start, end
