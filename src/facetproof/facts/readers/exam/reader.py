# ruff: noqa: E501 - one pattern a line
"""Findings on examination: facet loading, paraspinal tenderness, neurological deficit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.readers.exam import phrases as say
from facetproof.facts.sections import Kind
from facetproof.facts.statements import Statement, denied, in_dialogue, kind_here, of_this_patient, told

_NOT_EXAMINED_IN = frozenset({Kind.TEACHING, Kind.FAMILY, Kind.IMAGING, Kind.MEDICATION})
_TOLD_BY_PATIENT = frozenset({Kind.HISTORY, Kind.INDICATION, Kind.TREATMENT})


def read(note: Note) -> Iterator[Sighting]:
    """Sightings of `assessment.facet_loading`, `.paraspinal_tenderness` and `.neuro_deficit`."""
    yield from told("assessment.facet_loading", _loading(note), "exam", note)
    yield from told("assessment.paraspinal_tenderness", _tenderness(note), "exam", note)
    yield from told("assessment.neuro_deficit", _neuro(note), "exam", note)


def _may_be_exam(note: Note, sentence: Sentence) -> bool:
    if in_dialogue(note, sentence.start) or kind_here(note, sentence) is Kind.EXAM:
        return True
    if sentence.kind is Kind.DESCRIPTION:
        # the "findings" of a visit are its examination; those of a procedure are not
        return sentence.label == "findings" and "exam" in note.lower
    return sentence.kind not in _NOT_EXAMINED_IN and sentence.kind is not Kind.PLAN


def _loading(note: Note) -> Iterator[Statement]:
    for sentence, _ in note.sentences_with(say.LOADING_CUES):
        if not _may_be_exam(note, sentence):
            continue
        said, offset = note.said(sentence), sentence.start
        tested = False
        for m in say.LOADING_TEST.finditer(said):
            tested = True
            value = _sign(said, m.start(), m.end())
            if value is not None and of_this_patient(note, offset + m.start(), offset + m.end()):
                yield Statement(value, offset + m.start(), offset + m.end())
        by_patient = sentence.kind in _TOLD_BY_PATIENT and _CLINICAL.search(said) is None
        if tested or by_patient or say.PATIENT_SAYS.search(said):
            continue
        for start, end in _clauses(said):
            move = say.MOVE.search(said, start, end)
            found = _moved(note, said, start, end, offset) if move else None
            if found is not None and move is not None:
                yield Statement(found, offset + move.start(), offset + move.end())


_CLINICAL = re.compile(
    r"\b(?:motor|sensory|reflexes|dtrs?|neurologically|facets? (?:are |is )?(?:\w+ )?tender|tender\w*|palpation|on camera|neuro(?:logic(?:al)?)? deficits?|facet loading|on exam\w*)\b"
)
"""Words of an examination, under whatever heading."""
_PARTS = re.compile(
    r"[;:]\s|\.\s|,? (?:but|whereas|while|however) |, and (?=(?:combined|facet|kemp|quadrant|extension)\b)|, (?=(?:flexion|slr|straight|strength|motor|tender|no tender)\b)"
)


def _clauses(said: str) -> Iterator[tuple[int, int]]:
    at = 0
    for m in _PARTS.finditer(said):
        yield at, m.start()
        at = m.end()
    yield at, len(said)


def _moved(note: Note, said: str, start: int, end: int, offset: int) -> bool | None:
    """Whether a movement that loads the facets hurts, in one clause of an examination; None where it does not say."""
    # "(right does not)": what stands in parentheses is of the other side
    words = _ASIDE.sub(lambda m: " " * len(m[0]), said[start:end])
    pain = say.PAIN.search(words)
    if pain is None or say.OTHER_JOINT.search(words) or say.NOT_DONE.search(words):
        return None
    limited = say.LIMITED.search(words) is not None and _PROVOKES.search(words) is None
    if limited or "flexion" in _THAN_FLEXION.sub("", words):
        return None
    place = offset + start + pain.start()
    if not of_this_patient(note, place, offset + start + pain.end()):
        return None
    if _LESS.search(words):
        return None
    denied_at = say.NEGATIVE.search(words, 0, pain.end()) or _DENIED_AFTER.match(words, pain.end())
    return denied_at is None or _NO_ELSEWHERE.search(words) is not None


_ASIDE = re.compile(r"\([^()]*\)")
_THAN_FLEXION = re.compile(r"lateral flexion|than (?:with |on |in )?flexion")
_PROVOKES = re.compile(r"\b(?:reproduc\w*|provok\w*|elicit\w*|concordant)\b")
_DENIED_AFTER = re.compile(
    r"[- ]free\b|[^,;]{0,24}\b(?:negative|absent|denied|none|not (?:reproduced|elicited|provoked|present|noted))\b"
)
_LESS = re.compile(r"\b(?:better|relie\w+|eases?|improv\w+|less|did not change|unchanged) (?:with|by|on|in|the|pain)?")
_NO_ELSEWHERE = re.compile(
    r"\b(?:without|no) (?:\w+ )?(?:radiation|radicular|leg|arm)\b|\bnot (?:on|to) the (?:left|right)\b"
)
_NOW_NEGATIVE = re.compile(r"[^.;]{0,50}\bnow (?:negative|neg|absent|resolved)\b")
_AFTER = 46
_BEFORE = 34


def _sign(said: str, start: int, end: int) -> bool | None:
    """Whether a test is told as positive or negative, in the words beside its name."""
    unchosen = _EITHER.match(said, end)
    end = unchosen.end() if unchosen else end
    after = _NEXT.split(said[end : end + _AFTER])[0]
    before = _NEXT.split(said[max(0, start - _BEFORE) : start])[-1]
    if _NOW_NEGATIVE.match(said, end):
        return False
    if say.NOT_DONE.search(after) or _SUPPORTS.match(after):
        return None
    negative, positive = say.NEGATIVE.search(after), say.POSITIVE.search(after)
    if negative and (positive is None or negative.start() < positive.start() or negative.end() == positive.end()):
        return False
    earlier = [*say.NEGATIVE.finditer(before), *say.POSITIVE.finditer(before)]
    last = max(earlier, key=lambda m: m.start(), default=None)
    if say.NEGATIVE.search(before) is not None and not _NO_ELSEWHERE.search(before):
        return False
    if positive or last is not None:
        return True
    # "mild facetal features are evident", "facet loading pain": the name itself asserts it
    return True if "feature" in said[start:end] or after.lstrip().startswith("pain") else None


_NEXT = re.compile(
    r"[;.]|, (?!(?:left|right|bilateral\w*|l\b|r\b|both))|\b(?:and|but) (?=(?:\w+ ){0,2}(?:slr|faber|straight|spurling|strength|tender\w*|hoffman\w*|patrick\w*|gaenslen\w*)\b)|  +|\||\b(?:slr|faber|straight leg|spurling\w*)\b"
)
"""Where the words of one test end and those of the next begin."""
_EITHER = re.compile(r"\s*[(\[]?\s*(?:positive|pos|\+|yes|present)\s*/\s*(?:negative|neg|-|no|absent)\s*[)\]]?")
"""Alternatives in the label of a form."""
_SUPPORTS = re.compile(r"\s*(?:would|is a|are a|means|consists)\b")


def _tenderness(note: Note) -> Iterator[Statement]:
    for sentence, _ in note.sentences_with(say.TENDER_CUES):
        if not _may_be_exam(note, sentence):
            continue
        said = note.said(sentence)
        for m in say.TENDER.finditer(said):
            place = _place(said, m.start(), m.end())
            if place is None:
                continue
            start, end = sentence.start + min(m.start(), place[0]), sentence.start + max(m.end(), place[1])
            at, to = sentence.start + m.start(), sentence.start + m.end()
            if not of_this_patient(note, at, to):
                continue
            no = m[0].startswith("non") or denied(note, at, to)
            yield Statement(not no, start, end)


def _place(said: str, start: int, end: int) -> tuple[int, int] | None:
    """The paraspinal place that a tenderness belongs to: the nearest in its clause, unless another place is nearer."""
    left = max(said.rfind(mark, 0, start) for mark in (";", ". "))
    right = min((at for mark in (";", ". ") if (at := said.find(mark, end)) >= 0), default=len(said))

    def distance(span: tuple[int, int]) -> int:
        # what follows ("tenderness over the facets") binds closer than what stands before
        return span[0] - end if span[0] >= end else (start - span[1]) + 25

    places = [m.span() for m in say.TENDER_PLACE.finditer(said, left + 1, right)]
    others = [m.span() for m in say.OTHER_PLACE.finditer(said, left + 1, right)]
    near = [span for span in places if distance(span) <= 110]
    if not near:
        return None
    best = min(near, key=distance)
    nonsense = [
        span
        for span in others
        if distance(span) < distance(best)
        and " and " not in said[span[1] : best[0]]
        and "," not in said[span[1] : best[0]]
    ]
    return None if nonsense else best


def _neuro(note: Note) -> Iterator[Statement]:
    for sentence, _ in note.sentences_with(say.NEURO_CUES):
        if _may_be_exam(note, sentence) and sentence.kind not in (Kind.PROCEDURE, Kind.FIELD, Kind.DIAGNOSIS):
            yield from _neuro_in(note, sentence)


_NOT_NERVE = re.compile(
    r"[ ,(]*(?:\w+ )?(?:limited by|due to|secondary to|2/2) (?:\w+ )?(?:pain|effort|effusion|giv\w+|arthritis|swelling)|[ ,(]*give-?way"
)
"""Why a muscle was weak where no nerve is to blame."""
_UNCHOSEN = re.compile(r"\[[a-z ]+/[a-z /]+\]")
"""Alternatives of a template that nobody chose from."""


def _neuro_in(note: Note, sentence: Sentence) -> Iterator[Statement]:
    said, offset = note.said(sentence), sentence.start
    if (
        "murmur" in said
        or _UNCHOSEN.search(said) is not None
        or say.DURING_PROCEDURE.search(said)
        or (say.NOT_LIMBS.search(said) and not say.GRADE.search(said))
    ):
        return
    by_patient = say.PATIENT_SAYS.search(said) is not None or (
        sentence.kind in _TOLD_BY_PATIENT and _CLINICAL.search(said) is None
    )
    examined = kind_here(note, sentence) is Kind.EXAM or "exam" in said or "testing" in said
    for m in say.GRADE.finditer(said):
        if "reflex" in said[max(0, m.start() - 12) : m.end() + 15] and "strength" not in said and "motor" not in said:
            continue
        if _NOT_NERVE.match(said, m.end()):
            continue
        if of_this_patient(note, offset + m.start(), offset + m.end()):
            yield Statement(m["grade"] != "5" or _minus(m[0]), offset + m.start(), offset + m.end())
    if by_patient and not examined:
        return
    clinical = examined or _CLINICAL.search(said) is not None
    for m in say.INTACT.finditer(said):
        if m[0].endswith("weakness") and not clinical:
            # what the patient denies is no finding
            continue
        if of_this_patient(note, offset + m.start(), offset + m.end()) and not say.DEFICIT.search(
            m[0].split(" no ")[-1] if " no " not in m[0] else ""
        ):
            yield Statement(False, offset + m.start(), offset + m.end())
    for m in say.DEFICIT.finditer(said):
        start, end = offset + m.start(), offset + m.end()
        if not of_this_patient(note, start, end):
            continue
        if "weakness" in m[0] and not clinical:
            continue
        if denied(note, start, end):
            yield Statement(False, start, end)
        elif "weakness" not in m[0] or examined:
            yield Statement(True, start, end)


def _minus(grade: str) -> bool:
    return "-" in grade or "minus" in grade
