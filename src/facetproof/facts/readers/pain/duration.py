# ruff: noqa: E501 - one pattern a line
"""How long the spine pain has been there, in months."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.calendar import WrittenDate, written_dates
from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.quantities import Duration, durations
from facetproof.facts.readers.pain.phrases import LIMB, SPINE
from facetproof.facts.sections import Kind
from facetproof.facts.statements import either, in_dialogue, of_this_patient
from facetproof.facts.visit import visit_date

_HISTORY_OF = re.compile(r"^[ -]*(?:history|hx|duration|course|h/o) (?:of )?")
_OF_PAIN = re.compile(
    r"^ (?:of|with) (?:[\w,/'-]+ ){0,7}?(?:pain|lbp|ache|aching|discomfort|symptoms|backache|neckache)\b"
)
_STRAIGHT_ON = re.compile(
    r"^ (?:of )?(?:(?:right|left|bilateral|chronic|axial|severe|worsening|persistent|progressive|mid|low|"
    r"lower|upper|-sided|right-sided|left-sided) ?){0,3}"
    r"(?:back|neck|lumbar|cervical|thoracic|lbp|spine)\b(?! (?:surgery|brace|fusion))"
)
_ONSET_BEFORE = re.compile(
    r"\b(?:start(?:ed|ing)?|beg[au]n|beginning|onset|happened|occurred|developed|commenced|came on|"
    r"first noticed|dat(?:es|ing) back|going on|ongoing|hurts?|aches?|aching|"
    r"present|persisted|persistent|suffer\w*|lasting|continu\w+|pain|symptoms|lbp|complain\w*|duration|now|"
    r"had|has been|worsening|hurting|ache)\b"
)
_LINK = re.compile(
    r"(?:\b(?:for|over|past|last|about|approximately|approx|around|since|nearly|almost|roughly|some|at least|"
    r"more than|over|x|now|of|the|duration|onset|previous|"
    r"greater than|going on|being|been|lasting|started|began|is|was|to|by|ongoing|present|history)\b|[~>:,=(]|\s)+$"
)
_AGO = re.compile(r"^ (?:ago|back|prior|duration|now|in duration|or (?:more|longer|so))\b|^[ -]*(?:long|duration)")
_NOT_ONSET = either(
    r"relief|reduction|resolved|within|next|better|improve\w*|helped|physical therapy|physiotherapy|pt|therapy|nsaids?|"
    r"ibuprofen|naproxen|"
    r"meloxicam|medications?|exercis\w*|chiropract\w*|acupuncture|treatment|follow-?\s?up in|return(?:s|"
    r"ed)? (?:to|in)|injection|"
    r"injections|block|blocks?|mbb|rfa|ablation|epidural|surgery|fusion|laminectomy|discectomy|shots?|smok\w*|"
    r"quit|diabet\w*|hypertension|seen|visit|mri|x-rays?|films?|weeks? post|benefit|duration of relief|lasted|"
    "pain-free|pain free|worse over|worse in|worse for|worsened"
)
_SINCE = re.compile(
    r"\b(?:since|onset(?: date)?(?: was| is|:| of)?|began|started|starting|dating (?:back )?to)"
    r"(?: (?:rear-?end|in|on|about|around|approximately|the|early|late|mid|a|an|accident|lifting|work|industrial|car|motor vehicle|mva|mvc|fall|injury|of|after|"
    r"from))* ?$"
)
_OPENS = re.compile(
    r"(?:pain )?(?:duration|onset)(?: of (?:pain|symptoms))?(?: was| is)?[\s:>~=-]*(?:about|approximately|"
    r"over|more than|at least)?\s*"
)
_LIMB_ONSET = re.compile(
    r"\b(?:symptoms|pains?) (?:\w+ )?(?:radiat|shoot|travel)\w+|\b(?:develop\w*|began|noticed|"
    r"started)\b[\w ]{0,20}\b(?:numbness|tingling|weakness)\b"
)
_PAIN = either(
    r"pain\w*|ach(?:e|es|ing)|hurts?|hurting|sore\w*|lbp|stiff\w*|symptoms?|spasms?|discomfort|backache|"
    r"problems?|complaints?"
)
_THIS = re.compile(r"\b(?:it|this|that|these|pain|symptoms)\b")
_OTHER_PART = either(
    r"heels?|stomach\w*|quadrant|pelvi\w+|flank|belly|urin\w+|breath\w*|bowel|kidneys?|cough\w*|fever|"
    r"sugars?|colonoscopy|carcinoma|"
    r"evaluation|pregnan\w+|swallow\w*|weakness|gait|nausea|vomiting|oral|throat|vision|seizures?"
)
_SPINE_PAIN = re.compile(
    r"\b(?:back|neck|spine|lumbar|cervical|thoracic|facet)\b[^.\n]{0,40}\b(?:pain|ache|spondylosis|"
    r"arthropathy)|\bpain\b[^.\n]{0,30}\b(?:back|neck|spine)\b|\blbp\b|\blow back\b|"
    r"\blocation: (?:low )?(?:back|neck)"
)
_TIMES = Gated("mo|year|week|day|wk|yr|since|onset|began|started")
_HEAD = 600
_LABELLED = re.compile(
    r"^(?:pain )?(?:duration|onset|duration of (?:pain|symptoms)|length of symptoms|symptom duration)\b"
)
_OF_RELIEF = re.compile(
    r"(?:%|\bpercent|\bpct|\brelief|\breduction|\bimprovement|\bbenefit|\bhelp(?:ed)?)"
    r"\s*(?:relief )?(?:for|x|lasting)?\s*(?:about |~ ?)?$"
)
_RECURRED = re.compile(r"\b(?:back (?:to|up|again)|crept|return\w*|recur\w*|again|wors\w+|flar\w+)\b")
_SPECIFIED = re.compile(r"\b(?:specify|exact(?:ly)?|other)\s*:\s*$")
_NOT_TOLD_IN = frozenset({Kind.FAMILY, Kind.TEACHING, Kind.PLAN, Kind.MEDICATION, Kind.DESCRIPTION, Kind.SIGNATURE})


class _Seen(NamedTuple):
    months: float
    start: int
    end: int
    rank: int


def read_months(note: Note) -> Iterator[Sighting]:
    """`assessment.pain.months` from a stated duration, or from an onset and the date of the visit."""
    found = [seen for n, sentence in enumerate(note.sentences) for seen in _in_sentence(note, n, sentence)]
    if not found:
        return
    best = min(found, key=lambda seen: seen.rank)
    for seen in found:
        if abs(seen.months - best.months) <= 0.05 * best.months:
            yield Sighting("assessment.pain.months", best.months, seen.start, seen.end, "pain")


def _in_sentence(note: Note, n: int, sentence: Sentence) -> Iterator[_Seen]:
    if sentence.kind in _NOT_TOLD_IN and not in_dialogue(note, sentence.start):
        return
    if not _TIMES.may_match(note.lower, sentence.start, sentence.end):
        return
    said = note.said(sentence)
    rank = 1 if in_dialogue(note, sentence.start) else 0
    for duration in durations(said):
        start, end = sentence.start + duration.start, sentence.start + duration.end
        if duration.unit in {"minute", "hour"} or not of_this_patient(note, start, end):
            continue
        if _tells_pain(note, n, sentence, said, duration):
            yield _Seen(duration.months, start, end, rank)
    visit = visit_date(note)
    if visit is None or ("pain" not in said and "symptoms" not in said):
        return
    for written in written_dates(said):
        onset = _SINCE.search(said, 0, written.start)
        months = _months_since(written, visit)
        if _RECURRED.search(said, onset.start() if onset else 0, written.end + 60):
            continue
        if onset is not None and months and _about_spine(note, n, said, onset.start(), written.end):
            yield _Seen(months, sentence.start + onset.start(), sentence.start + written.end, rank + 2)


def _tells_pain(note: Note, n: int, sentence: Sentence, said: str, duration: Duration) -> bool:
    before, after = said[: duration.start], said[duration.end :]
    if _LABELLED.match(sentence.label) and _SPECIFIED.search(before):
        return True
    if _LABELLED.match(sentence.label) and not before[sentence.body - sentence.start :].strip(" >~:"):
        return "relief" not in sentence.label
    if _OPENS.fullmatch(before):
        return "relief" not in before
    if _OF_RELIEF.search(before):
        return False
    history = _HISTORY_OF.match(after)
    if history is not None:
        words = after[history.end() :].split(".")[0][:80]
        return SPINE.search(words) is not None and not _limb_first(words)
    clause = _clause_around(said, duration)
    if _NOT_ONSET.search(clause):
        return False
    if _STRAIGHT_ON.match(after):
        return True
    if _OF_PAIN.match(after):
        return SPINE.search(after[:90]) is not None and not _limb_first(after[:90])
    if not _LINK.search(before) and not _AGO.match(after):
        return False
    if not (_ONSET_BEFORE.search(before[-90:]) or "pain" in before):
        return False
    return _about_spine(note, n, said, duration.start, duration.end)


def _about_spine(note: Note, n: int, said: str, start: int, end: int) -> bool:
    """Whether the pain whose time is told is that of the spine: named beside it, or in the sentence before."""
    around = said[max(0, start - 160) : start] + said[end : end + 60]
    if _LIMB_ONSET.search(said, end, end + 60) or _OTHER_PART.search(
        said[max(0, start - 160) : start] + said[end : end + 60].split(",")[0]
    ):
        return False
    spoken = in_dialogue(note, note.sentences[n].start)
    pain = _PAIN.search(around)
    spine, limb = SPINE.search(around), LIMB.search(around)
    if spine:
        return pain is not None and (limb is None or spine.start() < limb.start())
    if limb and not spoken:
        return False
    if n and _THIS.search(around):
        for earlier in reversed(note.sentences[max(0, n - 3) : n]):
            words = note.said(earlier)
            if SPINE.search(words):
                return not _limb_first(words)
            if LIMB.search(words) or _OTHER_PART.search(words):
                return False
    return pain is not None and not spoken and _SPINE_PAIN.search(note.lower[:_HEAD]) is not None


def _limb_first(words: str) -> bool:
    limb, spine = LIMB.search(words), SPINE.search(words)
    return limb is not None and (spine is None or limb.start() < spine.start())


def _clause_around(said: str, duration: Duration) -> str:
    left = max(said.rfind(mark, 0, duration.start) for mark in (";", ". ", ", and ", " but ", "\n"))
    right = min(
        (at for mark in (";", ". ", ", ", " but ", "\n") if (at := said.find(mark, duration.end)) >= 0),
        default=len(said),
    )
    return said[max(left + 1, duration.start - 70) : min(right, duration.end + 45)]


def _months_since(written: WrittenDate, visit: dt.date) -> float | None:
    day = written.earliest
    if day is None or written.month is None or day >= visit:
        return None
    if written.date is None:
        return float((visit.year - day.year) * 12 + visit.month - day.month) or None
    return round((visit - day).days / 30.4, 1)
