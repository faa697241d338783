"""Other causes of the pain, joints fused by surgery, and facet cysts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.note import Note, Sighting
from facetproof.facts.readers.other_cause import phrases as say
from facetproof.facts.sections import Kind
from facetproof.facts.statements import denied, in_dialogue, of_this_patient
from facetproof.model.spine import VERTEBRAE, JointLevel

_NOT_TOLD_IN = frozenset({Kind.TEACHING, Kind.FAMILY, Kind.MEDICATION, Kind.CONSENT})


def read(note: Note) -> Iterator[Sighting]:
    """Sightings of `assessment.other_cause`, `.fused_joints` and `.cyst`."""
    yield from _causes(note)
    yield from _fused(note)
    yield from _cyst(note)


def _causes(note: Note) -> Iterator[Sighting]:
    if not say.SPINAL.search(note.lower):
        return
    present: list[tuple[str, int, int]] = []
    excluded: list[tuple[int, int]] = []
    for sentence, _ in note.sentences_with(say.CAUSE_CUES):
        if sentence.kind in _NOT_TOLD_IN or in_dialogue(note, sentence.start):
            continue
        said, offset = note.said(sentence), sentence.start
        if say.ELSEWHERE.search(said):
            continue
        excluded += [
            (offset + m.start(), offset + m.end())
            for m in say.NONE_AT_ALL.finditer(said)
            if of_this_patient(note, offset + m.start(), offset + m.end())
        ]
        gone = [
            (name, offset + m.start(), offset + m.end())
            for name, pattern in say.CLASSES.items()
            for m in pattern.finditer(said)
            if of_this_patient(note, offset + m.start(), offset + m.end())
            and (
                denied(note, offset + m.start(), offset + m.end())
                or say.EXCLUDED.search(said, m.end())
                or say.ABSENT_BEFORE.search(said, 0, m.start())
                or say.HAS_EXCLUDED.search(said, 0, m.start())
            )
        ]
        line = note.lower.rfind("\n", 0, sentence.start) + 1
        imaged = (
            sentence.kind is Kind.IMAGING
            or say.IMAGED.search(note.lower, line, sentence.end) is not None
            or "cause" in said
        )
        enough = say.MIN_CLASSES if imaged else say.MIN_CLASSES + 1
        elsewhere = sentence.kind in (Kind.DESCRIPTION, Kind.PLAN) or (sentence.kind is Kind.EXAM and not imaged)
        if len({name for name, _, _ in gone}) >= enough and not elsewhere:
            excluded.append((min(start for _, start, _ in gone), max(end for _, _, end in gone)))
        if sentence.kind in (Kind.DESCRIPTION, Kind.PLAN):
            continue
        for m in say.PRESENT.finditer(said):
            start, end = offset + m.start(), offset + m.end()
            if say.MAYBE.search(said[max(0, m.start() - 60) : m.end() + 20]) or say.OLD.search(
                said[max(0, m.start() - 30) : m.end() + 30]
            ):
                continue
            if not say.SPINAL.search(said):
                continue
            if of_this_patient(note, start, end) and not denied(note, start, end):
                present.append((" ".join(m[0].split()), start, end))
    if present:
        numbers: dict[str, int] = {}
        for words, start, end in present:
            yield Sighting(
                f"assessment.other_cause.{numbers.setdefault(words, len(numbers))}", words, start, end, "other_cause"
            )
        return
    for start, end in excluded:
        yield Sighting("assessment.other_cause", [], start, end, "other_cause")


_LEVELS = re.compile(
    r"(?<!\w)(?P<a>[ctl]\d{1,2})\s?(?P<mark>-|/|\s?to\s|\s?through\s|\s?and\s)\s?(?P<b>[ctls]?\d{1,2})(?!\w|"
    r"\.\d)"
)


def _fused(note: Note) -> Iterator[Sighting]:
    joints: dict[str, list[tuple[int, int]]] = {}
    for sentence, hits in note.sentences_with(say.FUSION_CUES):
        if sentence.kind in _NOT_TOLD_IN:
            continue
        if sentence.kind in (Kind.PLAN, Kind.PROCEDURE, Kind.DESCRIPTION):
            continue
        said, offset = note.said(sentence), sentence.start
        for hit in hits:
            at = hit.start - offset
            around = said[max(0, at - 90) : at + 90]
            if say.FUSION_NOT_DONE.search(around):
                continue
            context = note.context(hit.start, hit.end)
            if not of_this_patient(note, hit.start, hit.end) or context.planned or denied(note, hit.start, hit.end):
                continue
            for m in _LEVELS.finditer(said, max(0, at - 40), min(len(said), at + 80)):
                between = said[min(at, m.end()) : max(at, m.start())]
                if ";" in between or say.OTHER_SURGERY.search(between):
                    continue
                for joint in _between(m["a"].upper(), m["b"].upper()):
                    joints.setdefault(joint, []).append((offset + m.start(), offset + m.end()))
    ordered = sorted(joints, key=_order)
    spans = [span for name in ordered for span in joints[name]]
    if ordered:
        for start, end in dict.fromkeys(spans):
            yield Sighting("assessment.fused_joints", ordered, start, end, "other_cause")


def _between(upper: str, lower: str) -> Iterator[str]:
    """The joint levels from one vertebra to another: a fusion from L3 to S1 fuses all joints between them."""
    lower = lower if lower[0].isalpha() else upper[0] + lower
    lower = "S1" if lower[0] == "S" else lower
    if upper not in VERTEBRAE or lower not in VERTEBRAE:
        return
    first, last = VERTEBRAE.index(upper), VERTEBRAE.index(lower)
    if 0 < last - first <= 8:
        for n in range(first, last):
            yield JointLevel(VERTEBRAE[n], VERTEBRAE[n + 1]).name


def _order(name: str) -> int:
    level = JointLevel.parse(name)
    return level.order if level else 0


def _cyst(note: Note) -> Iterator[Sighting]:
    sure = [
        m
        for sentence, _ in note.sentences_with(say.CYST_CUES)
        if sentence.kind not in _NOT_TOLD_IN
        for m in say.FACET_CYST.finditer(note.lower, sentence.start, sentence.end)
        if of_this_patient(note, m.start(), m.end())
        and not denied(note, m.start(), m.end())
        and not say.MAYBE.search(note.lower, sentence.start, m.start())
    ]
    if not sure:
        return
    for sentence, _ in note.sentences_with(say.CYST_CUES):
        if sentence.kind in (Kind.TEACHING, Kind.FAMILY) or say.MAYBE.search(note.said(sentence)):
            continue
        for m in say.COMPRESSION.finditer(note.lower, sentence.start, sentence.end):
            context = note.context(m.start(), m.end())
            if not context.hypothetical:
                value = not denied(note, m.start(), m.end())
                yield Sighting("assessment.cyst.imaging_shows_compression", value, m.start(), m.end(), "other_cause")
        for value, pattern in ((True, say.SYMPTOMATIC), (False, say.NOT_SYMPTOMATIC)):
            for m in pattern.finditer(note.lower, sentence.start, sentence.end):
                yield Sighting("assessment.cyst.symptomatic", value, m.start(), m.end(), "other_cause")
