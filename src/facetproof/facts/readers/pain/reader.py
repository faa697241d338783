"""The pain: axial, radicular, claudication, generalised; since when; how strong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sighting
from facetproof.facts.readers.pain import phrases
from facetproof.facts.readers.pain.duration import read_months
from facetproof.facts.readers.pain.score import read_score
from facetproof.facts.sections import Kind
from facetproof.facts.statements import Statement, denied, of_this_patient, statements, told

_NOT_TOLD_IN = (Kind.TEACHING, Kind.FAMILY, Kind.SIGNATURE, Kind.MEDICATION)
_NOR_RADIATES = (*_NOT_TOLD_IN, Kind.IMAGING)


def read(note: Note) -> Iterator[Sighting]:
    """Sightings of `assessment.pain`."""
    yield from told("assessment.pain.axial", _axial(note), "pain", note)
    yield from told("assessment.pain.radicular", _radicular(note), "pain", note)
    yield from told("assessment.pain.claudication", _claudication(note), "pain", note)
    generalised = statements(note, phrases.CUES, phrases.GENERALISED, _NOT_TOLD_IN)
    yield from told("assessment.pain.generalised", generalised, "pain", note)
    if phrases.SPINE.search(note.lower):
        yield from read_months(note)
        yield from read_score(note)


def _axial(note: Note) -> Iterator[Statement]:
    spine = phrases.SPINE.search(note.lower) is not None
    for found in statements(note, phrases.CUES, phrases.AXIAL, (*_NOT_TOLD_IN, Kind.IMAGING, Kind.DESCRIPTION)):
        sentence = note.sentence_at(found.start)
        if spine and not _IMAGES.search(note.said(sentence)):
            yield found


_IMAGES = re.compile(r"\b(?:mri|ct|t1|t2|stir|sagittal|coronal|images?|slices?|scans?|sequences?)\b")
"""With these the word axial is of a plane."""


def _claudication(note: Note) -> Iterator[Statement]:
    for found in statements(note, phrases.CUES, phrases.CLAUDICATION, _NOT_TOLD_IN):
        sentence = note.sentence_at(found.start)
        if _TITLE.search(note.lower, max(sentence.start, found.start - 24), found.start) and _CODE.search(
            note.said(sentence)
        ):
            continue
        if "neurogenic" in note.said(sentence) or not phrases.VASCULAR.search(note.said(sentence)):
            yield found


_TITLE = re.compile(r"\b(?:without|w/o) $")
_CODE = re.compile(r"\b[a-z]\d\d\.\w|\bm4\d{3}")
"""With its code the name of a diagnosis says nothing of the patient's walking."""


def _radicular(note: Note) -> Iterator[Statement]:
    for sentence, _ in note.sentences_with(phrases.CUES):
        if sentence.kind in _NOR_RADIATES:
            continue
        said = note.lower[sentence.start : sentence.end]
        if (
            "chest pain" in said
            or phrases.STIMULATION.search(said)
            or (sentence.kind in (Kind.DESCRIPTION, Kind.PROCEDURE) and phrases.DURING_PROCEDURE.search(said))
        ):
            continue
        said = phrases.LABEL.sub(lambda m: " " * len(m[0]), said)
        for pattern in (phrases.NO_RADIATION, phrases.RADICULAR, phrases.LIMB_ALONE):
            for m in pattern.finditer(said):
                found = _limb_statement(note, pattern, said, m, sentence.start)
                if found is not None:
                    yield found


_FROM_A_LIMB = re.compile(
    r"\b(?:knee|hip|shoulder|elbow|ankle|wrist|foot|hand|heel|calf|groin|flank|chest) pain(?: \w+)? ?$"
)
"""Pain that begins in a limb and travels on within it."""


def _limb_statement(note: Note, pattern: Gated, said: str, m: re.Match[str], offset: int) -> Statement | None:
    start, end = offset + m.start(), offset + m.end()
    if not of_this_patient(note, start, end):
        return None
    if pattern is phrases.NO_RADIATION:
        return Statement(False, start, end)
    no = denied(note, start, end)
    if not no and _FROM_A_LIMB.search(said, 0, m.start()) is not None:
        return None
    if not no and phrases.PAST.search(said):
        # gone for good is a denial of today's; a bare "history of sciatica" says nothing of today
        return Statement(False, start, end) if phrases.RESOLVED.search(said[m.end() :]) and "gone" not in said else None
    if pattern is phrases.LIMB_ALONE and not no:
        return None
    return Statement(not no, start, end)
