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
_BEGAN = either(
    r"start(?:ed|ing)?|beg[au]n|beginning|onset|happened|occurred|developed|commenced|came on|noticed|noted|"
    r"dat(?:es|ing) back|hurt(?:s|ing)?|injured|persist\w*|suffer\w*|complain\w*|bothered|bothering|troubled|bugging|going on"
)
"""Verbs of a complaint, where the word pain itself is left out."""
_NO_SPAN = re.compile(
    r"\b(?:in|every|per|each|within|next|after|another|q|until|by|for up to|lasting up to|age|aged|at least \w+ of)(?: (?:the|about|another|a|next|coming|~))* ?~?$"
)
"""Just before a span of time: it is one to come, a rhythm or an age."""
_OF_RESPONSE = either(
    r"relief|reduction|resolved|within|(?<!the )better|improve\w*|helped|help|follow(?:ed|ing)?-?\s?up|f/u|return(?:s|"
    r"ed)? (?:to|in)|inject(?:ion|ions|ed)|blocks?|mbbs?|rfas?|ablations?|ablated|epidurals?|shots?|weeks? post|benefit|"
    r"(?<!pain has )(?<!pain have )(?<!symptoms have )(?<!symptoms has )(?<!pain )lasted|"
    "pain-free|pain free|worse over|worse in|worse for|worsened|worsening over|gone|wore off|flar\\w+|crept|recur\\w*|came back|"
    "off work|out of work|missed|last seen|seen|(?<!this )(?<!today's )visits?|no pain|without pain|free of"
)
"""In the clause of a span of time: it is that of a response, of a change or of an absence."""
_OTHERS = (
    r"physical therapy|physiotherapy|(?<=of )pt|pt(?= (?:for|x|completed|attended|was))|(?<=completed )pt|(?<=did )pt|(?<=had )pt|therapy|nsaids?|ibuprofen|naproxen|meloxicam|medications?|exercis\w*|chiropract\w*|"
    r"acupuncture|treatment|treated|opioids?|tramadol|gabapentin|tylenol|hep|surgery|fusion|laminectomy|discectomy|smok\w*|quit|tobacco|"
    r"diabet\w*|hypertension|mri|ct|x-rays?|films?|imaging|work(?:ed|s)?|working|job|employ\w*|retired|married|lived in|"
    r"known|under (?:my|our|the) care|patient (?:here|of|for)|pregnan\w*|sober|served|deployed|taking|takes|took|using|uses|"
    r"conservative|cbt|cognitive behavio\w+|massage|tens|yoga|injections?|care|on disability|divorced|widowed|nurse|driver|career|brace"
)
_OF_OTHERS = either(_OTHERS)
"""Before a span of time in its clause: the span is theirs."""
_COURSE = re.compile(r"[ -]*(?:history|hx|duration|course)(?=[,;.]|$)")
_IS_OF_OTHER = re.compile(rf"(?:'s?)? (?:worth )?(?:of|on|with|into|at) (?:\w+ ){{0,3}}?(?:{_OTHERS})\b")
_SINCE = re.compile(
    r"\b(?:since|onset|began|begun|starting|started|dat(?:es|ing) back|first (?:noticed|noted|felt|appeared|developed)|developed)\b[^.;]{0,40}?$"
)
_INJURED = re.compile(
    r"\b(?:injur(?:y|ed)|doi|accident|mva|mvc|mvas|collision|crash|fell|fall|falling|rear-?ended|slipped|lifting|lifted|"
    r"hurt (?:his|her|the|my)|assault\w*|whiplash)\b[^.;]{0,40}?$"
)
_THEN_ON = re.compile(r"\b(?:since (?:that|then|the)|ever since|after (?:that|the)|thereafter|from that)\b")
_ONSET_LABEL = re.compile(
    r"(?:date of )?(?:onset|injury|accident|symptom onset|onset of (?:pain|symptoms))(?: date)?|doi|pain began|began|started"
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
    r"problems?|complaints?|lumbago|cervicalgia|dorsalgia|neckache"
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
_SPANS = Gated("mo|year|week|day|wk|yr")
_ONSETS = Gated(
    "since|onset|began|begun|start|dates back|dating back|noticed|noted|appeared|developed|injur|doi|accident|mva|mvc|"
    "collision|crash|fell|fall|rear-?end|slipped|lift|hurt|assault|whiplash"
)
_HEAD = 600
_LABELLED = re.compile(
    r"^(?:pain |symptom |symptoms )?(?:duration|onset|length of (?:pain|symptoms|time)|time since onset|how long|present (?:for|since)|chronicity)\b"
)
_HOW_LONG = re.compile(
    r"\b(?:how long|when did|since when)\b[^?]{0,60}\b(?:pain|hurt\w*|symptoms?|ache\w*|problem|this)\b[^?]{0,30}\?\s*$"
)
_FEW_WORDS = re.compile(
    r"(?:a(?:nswer)?: ?)?[\s>~:=-]*(?:(?:about|approx(?:imately)?|approximately|around|over|more than|greater than|at least|nearly|almost|roughly|x|for|since|it has been|ca)\.? ?)*[>~]?\s*"
)
_OF_RELIEF = Gated(
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
    spans = _SPANS.may_match(note.lower, sentence.start, sentence.end)
    onsets = _ONSETS.may_match(note.lower, sentence.start, sentence.end)
    if not (spans or onsets):
        return
    said = note.said(sentence)
    later = _SPOKEN if in_dialogue(note, sentence.start) else 0
    for duration in durations(said) if spans else ():
        start, end = sentence.start + duration.start, sentence.start + duration.end
        if duration.unit == "day" and _OF_AVERAGE.search(said, 0, duration.start):
            continue
        if duration.unit in {"minute", "hour"} or not of_this_patient(note, start, end):
            continue
        if _FEW_WORDS.fullmatch(said, 0, duration.start) and not _LETTER.search(said, duration.end):
            # a cell of a row: the row says of what
            line = note.lower.rfind("\n", 0, sentence.start) + 1
            stop = note.lower.find("\n", sentence.end)
            row = note.lower[line : stop if stop >= 0 else len(note.lower)]
            by = sentence.start - line
            if (
                by
                and SPINE.search(row)
                and _PAIN.search(row)
                and not (_OF_RESPONSE.search(row) or _OF_OTHERS.search(row))
            ):
                yield _Seen(duration.months, start, end, 1 + later)
                continue
        rank = _of_pain(note, n, sentence, said, duration)
        if rank is not None:
            yield _Seen(duration.months, start, end, rank + later)
    for m in _UNIT_IN_LABEL.finditer(said) if spans else ():
        months = float(m["count"]) * {"m": 1, "y": 12, "w": 7 / 30.4}[m["unit"][0]]
        yield _Seen(round(months, 2), sentence.start + m.start("count"), sentence.start + m.end(), later)
    visit = visit_date(note) if onsets else None
    if visit is not None:
        for rank, months, start, end in _from_onset(note, n, sentence, said, visit):
            yield _Seen(months, sentence.start + start, sentence.start + end, rank + later)


_SPOKEN = 10
_UNIT_IN_LABEL = re.compile(
    r"\b(?:duration|length)(?: of)?[^:\n(]{0,40}\b(?:pain|symptoms|complaint)?[^:\n(]{0,12}\((?:in )?(?P<unit>months?|mos?|years?|yrs?|weeks?|wks?)\)\s*[:=]\s*(?P<count>\d{1,3})(?![\d/.])"
)
"""A field with its unit in the label: "Duration of symptoms (months): 18"."""
_OF_AVERAGE = re.compile(r"\b(?:average|worst|least|score|level|intensity|rating)\b[^.;]{0,30}\b(?:last|past) $")
_LETTER = re.compile("[a-z]")


def _from_onset(
    note: Note, n: int, sentence: Sentence, said: str, visit: dt.date
) -> Iterator[tuple[int, float, int, int]]:
    """(rank, months, start, end) from the day the pain began, or that of the injury which began it."""
    labelled = sentence.body > sentence.start and _ONSET_LABEL.fullmatch(sentence.label) is not None
    for written in written_dates(said):
        months = _months_since(written, visit)
        if not months:
            continue
        began = _SINCE.search(said, 0, written.start)
        hurt = None if began else _INJURED.search(said, 0, written.start)
        onset = began or hurt
        start = onset.start() if onset else written.start
        if not of_this_patient(note, sentence.start + written.start, sentence.start + written.end):
            continue
        if labelled and not said[sentence.body - sentence.start : written.start].strip():
            if _SPINE_PAIN.search(note.lower) is not None:
                yield 3, months, written.start, written.end
            continue
        if onset is None or _RECURRED.search(said, onset.start(), written.end + 60):
            continue
        between = said[start : written.start]
        if _OF_RESPONSE.search(between) or _OF_OTHERS.search(between):
            continue
        following = note.said(note.sentences[n + 1]) if n + 1 < len(note.sentences) else ""
        told_next = hurt is not None and _THEN_ON.search(following) is not None and _PAIN.search(following) is not None
        if told_next and SPINE.search(following):
            yield 4, months, start, written.end
        elif began and _PAIN.search(said) is None and _bare_onset(said, start, written.end):
            beside = note.said(note.sentences[n - 1]) + " " + following if n else following
            if SPINE.search(beside) and not _OTHER_PART.search(beside):
                yield 3, months, start, written.end
        elif (_PAIN.search(said) or _BEGAN.search(said)) and _about_spine(note, n, said, start, written.end):
            yield (3 if began else 4), months, start, written.end


def _is_of_another(clause: str, at: int) -> bool:
    """Whether the last that is named before a span of time is no pain: "worker with back pain for 2 years" is."""
    last = None
    for last in _OF_OTHERS.finditer(clause, 0, at):  # noqa: B007 - the last one counts
        pass
    if last is None:
        return False
    pain = _PAIN.search(clause, last.end(), at)
    return pain is None or _BECAUSE.search(clause, last.end(), pain.start()) is not None


_BECAUSE = re.compile(r"\b(?:for|because|due to|to (?:treat|control|help|manage))\b")


def _bare_onset(said: str, start: int, end: int) -> bool:
    """Whether a sentence opens with when something began, without saying what."""
    return not said[:start].strip(" -*") and not (LIMB.search(said, end) or _OTHER_PART.search(said, end))


def _of_pain(note: Note, n: int, sentence: Sentence, said: str, duration: Duration) -> int | None:
    """How closely a span of time belongs to the spine pain, 0 the closest; None where it is that of something else."""
    before, after = said[: duration.start], said[duration.end :]
    own = before[sentence.body - sentence.start :] if sentence.body > sentence.start else before
    if _LABELLED.match(sentence.label) and (_SPECIFIED.search(before) or _FEW_WORDS.fullmatch(own)):
        return None if "relief" in sentence.label else 0
    if _OPENS.fullmatch(before):
        return None if "relief" in before else 0
    if n and _FEW_WORDS.fullmatch(own) and _HOW_LONG.search(note.said(note.sentences[n - 1])):
        return 0
    if _OF_RELIEF.search(before) or _NO_SPAN.search(before):
        return None
    if _COURSE.match(after) and _SPINE_PAIN.search(note.lower, max(0, sentence.start - 90), sentence.end):
        return 1
    history = _HISTORY_OF.match(after)
    if history is not None:
        words = after[history.end() :].split(".")[0][:80]
        return 0 if SPINE.search(words) is not None and not _limb_first(words) else None
    clause, at = _clause_around(said, duration)
    if _OF_RESPONSE.search(clause) or _is_of_another(clause, at) or _IS_OF_OTHER.match(after):
        return None
    if _STRAIGHT_ON.match(after):
        return 0
    if _OF_PAIN.match(after):
        return 0 if SPINE.search(after[:90]) is not None and not _limb_first(after[:90]) else None
    if _PAIN.search(clause) is None and _BEGAN.search(clause) is None:
        return None
    if _about_spine(note, n, said, duration.start, duration.end):
        return 1
    # "Onset was gradual, about ten months ago" in a note of the spine
    bare = _ONSET_OPENS.match(said) is not None and _bare_onset(said, 0, duration.end)
    return 2 if bare and _SPINE_PAIN.search(note.lower[:_HEAD]) is not None else None


_ONSET_OPENS = re.compile(r"(?:(?:pain|symptom) )?(?:onset|it (?:all )?(?:began|started))\b")


_FIRST_WORDS = 12


def _about_spine(note: Note, n: int, said: str, start: int, end: int) -> bool:
    """Whether the pain whose time is told is that of the spine: named beside it, or in the sentence before."""
    # "Nine months ago she twisted … and has had back pain since": what opens a sentence looks further
    around = said[max(0, start - 160) : start] + said[end : end + (60 if start > _FIRST_WORDS else 130)]
    if _LIMB_ONSET.search(said, end, end + 60) or _OTHER_PART.search(
        said[max(0, start - 160) : start] + said[end : end + 60].split(",")[0]
    ):
        return False
    spoken = in_dialogue(note, note.sentences[n].start)
    pain = _PAIN.search(around)
    spine, limb = SPINE.search(around), LIMB.search(around)
    if spine:
        told = pain is not None or _BEGAN.search(said) is not None
        return told and (limb is None or spine.start() < limb.start())
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


_NO_STOPS = 200
_MARKS = (";", ". ", ", ", " but ", "\n", "|")


def _clause_around(said: str, duration: Duration) -> tuple[str, int]:
    """The clause of a span of time, and where in it the span begins; with nothing else in its clause, the sentence."""
    # speech has no stops
    marks = _MARKS if "," in said or len(said) < _NO_STOPS else (*_MARKS, " and ")
    left = max(said.rfind(mark, 0, duration.start) for mark in marks)
    right = min((at for mark in marks if (at := said.find(mark, duration.end)) >= 0), default=len(said))
    if _PAIN.search(said, left + 1, right) is None and _BEGAN.search(said, left + 1, right) is None:
        return said, duration.start
    left = max(left + 1, duration.start - 110)
    return said[left : min(right, duration.end + 120)], duration.start - left


def _months_since(written: WrittenDate, visit: dt.date) -> float | None:
    day = written.earliest
    if day is None or written.month is None or day >= visit:
        return None
    if written.date is None:
        return float((visit.year - day.year) * 12 + visit.month - day.month) or None
    return round((visit - day).days / 30.4, 1)
