# ruff: noqa: E501 - one pattern a line
"""What followed an earlier session: percent of relief, how long it lasted, the pain before and after, its date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from facetproof.facts.calendar import WrittenDate, written_dates
from facetproof.facts.gates import Gated
from facetproof.facts.note import Note
from facetproof.facts.quantities import Percent, durations, percents
from facetproof.facts.readers.conservative_care.phrases import MODALITIES
from facetproof.facts.readers.history import phrases as say
from facetproof.facts.readers.history.scores import scores_told
from facetproof.facts.readers.technique.phrases import TERMS
from facetproof.facts.readers.visit.phrases import NO_EVALUATION
from facetproof.facts.visit import visit_date

Kind = Literal["date", "when", "ordinal", "percent", "function", "hours", "pain", "before", "after"]
_OTHER_AFTER = re.compile(r"\s*(?:dextrose|o2|oxygen|on room|on ra|chlorhex\w*)")
_OTHER_BEFORE = re.compile(r"(?:odi|oswestry|ndi|disability index|disability|rmdq|spo2|sat\w*|o2)\s*(?:of |at |is )?$")
_AFTER_SCORE = re.compile(r"\d\s*/\s*10\s*[,;(]\s*$")
"""Hours behind the scores: "8/10 to 1/10, 6 hours"."""
_OF_A_CALL = re.compile(
    r"[ \t,:-]*(?:\d{1,2}:?\d\d\s*(?:am|pm)?[ \t,:-]*)?(?:called|call\b|phone|spoke|seen|visit|f/u|follow|note\b|left (?:a )?message|lvm|routed|addendum|returned call)"
)
"""Just after a date: it is that of a call or a visit."""
_MONTH_AND_DAY = Gated(
    r"(?<![\d/.-])(?P<month>1[0-2]|0[1-9]|[1-9])/(?P<day>3[01]|2\d|1[1-9]|0[1-9]|[1-9](?!\d)|10(?=[,:)]? (?:with|gave|\()))(?![\d/%-]|\.\d)"
)
_BEFORE_A_DAY = re.compile(r"\b(?:mbbs?|blocks?|rfa|injections?|ablation|on|done|dated|#\d)[ :,(-]*$")
"""A day without its year, beside a procedure: "right MBB 10/01 with 85 % relief"; a score out of ten is none."""
YEAR_ALONE = Gated(
    r"\b(?:mbbs?|blocks?|rfas?|rf|injections?|ablation|rhizotomy|neurotomy|denervation),? \(?(?P<year>(?:19|20)\d\d)(?![\d/-])"
)
"""A year beside the name of a procedure: "RFA 2022 (80 %)"."""
_OF_A_NOTE = re.compile(
    r"(?<!operative )(?<!procedure )(?<!op )(?<!injection )\b(?:copied(?: forward)?|carried forward|imported|pasted|note|visit|seen|evaluated|letter|mri|ct|x-?rays?|films?|imaging|scan)"
    r"\s*(?:from|of|on|dated|note of|the note of|was|:)*\s*$"
)
"""Just before a date: it is that of a note or an image."""
_STRONGEST = 5
"""A percentage up to this is the strength of a drug."""


_BARE_CARE = re.compile(r"\b(?:pt|hep|chiro|nsaids?|meds)(?: was)?(?: tried)?(?: x| for)?\s*$")
_OF_RELIEF = re.compile(
    r"\s*(?:of )?(?:(?:about |approximately |over |~ ?|> ?)?\d{1,3}(?: ?%?(?: ?(?:-|to) ?)\d{1,3})? ?(?:%|percent|pct) )?(?:\w+ ){0,2}?(?:relief|benefit|improvement)\b"
)


_ARROW = "\u2192"


class Event(NamedTuple):
    """Something told of an earlier session, at `lower[start:end]`."""

    kind: Kind
    value: Any
    start: int
    end: int


def is_report_by_patient(note: Note) -> bool:
    """Whether the note is a call or a message: a block of the same day was before it."""
    return note.has(NO_EVALUATION)


def events_in(note: Note, left: int, right: int) -> list[Event]:
    """Dates, ordinals and responses between two places, left to right."""
    found = [*_dates(note, left, right), *_ordinals(note, left, right), *_percents(note, left, right)]
    found += _hours(note, left, right)
    found += [Event(*score) for score in scores_told(note, left, right)]
    return sorted(found, key=lambda event: event.start)


def _dates(note: Note, left: int, right: int) -> Iterator[Event]:
    day = visit_date(note)
    for written in written_dates(note.lower, left, right):
        if _OF_A_NOTE.search(note.lower, max(0, written.start - 40), written.start) or _OF_A_CALL.match(
            note.lower, written.end
        ):
            continue
        when: dt.date | None = written.before(day) if day else written.date
        if when is not None and (day is None or when < day or (when == day and is_report_by_patient(note))):
            yield Event("date", when, written.start, written.end)
        elif when is None and written.year is not None:
            yield Event("when", note.words(written.start, written.end), written.start, written.end)
    for m in _MONTH_AND_DAY.finditer(note.lower, left, right) if day is not None else ():
        if day is not None and _BEFORE_A_DAY.search(note.lower, max(left, m.start() - 16), m.start()):
            bare = WrittenDate(None, int(m["month"]), int(m["day"]), m.start(), m.end())
            when = bare.before(day)
            if when is not None and when < day:
                yield Event("date", when, m.start(), m.end())
    for m in YEAR_ALONE.finditer(note.lower, left, right):
        if day is not None and int(m["year"]) <= day.year:
            yield Event("when", m["year"], *m.span("year"))
    for m in say.AGO.finditer(note.lower, left, right):
        yield Event("when", note.words(m.start(), m.end()).strip(), m.start(), m.end())


_LAST_OF_ALL = Gated(
    r"\bthe (?:last|latter|most recent)(?: one)?\b(?! (?:\d|few|two|three|years?|months?|weeks?|days?|time|visit))"
)


def _ordinals(note: Note, left: int, right: int) -> Iterator[Event]:
    for m in _LAST_OF_ALL.finditer(note.lower, left, right):
        yield Event("ordinal", 0, m.start(), m.end())
    for m in say.ORDINAL.finditer(note.lower, left, right):
        yield Event("ordinal", say.place_of(m["n"] or m["word"]), m.start(), m.end())


def _percents(note: Note, left: int, right: int) -> Iterator[Event]:
    text = note.lower[left:right]
    for found in percents(text):
        before, after = text[max(0, found.start - 45) : found.start], text[found.end : found.end + 70]
        if _OTHER_AFTER.match(after) or _OTHER_BEFORE.search(before) or not _STRONGEST < found.high <= 100:
            continue
        if re.search(r"\b(?:odi|oswestry|ndi|rmdq|disability)\b", before) or (
            re.search(r"\b(?:if|when|once|needs?|should|until)\b", before)
            or say.THRESHOLD.search(before)
            or say.THRESHOLD.search(after[:45])
        ):
            continue
        start, end = left + found.start, left + found.end
        if found.bound and note.words(start, start + 1) == _ARROW:
            # an arrow reads as ">" in the lower text
            found = found._replace(bound=None)
        if _of_care(note, start) or _NO_RELIEF.match(after) or _NO_RELIEF_BEFORE.search(before):
            continue
        if say.FUNCTION_BEFORE.search(before):
            yield Event("function", found.low, start, end)
            continue
        both = say.FUNCTION_TOO.match(after) is not None
        if both or not say.FUNCTION_ONLY.match(after):
            yield Event("percent", found, start, end)
        if both or say.FUNCTION_ONLY.match(after):
            yield Event("function", found.low, start, end)


def _hours(note: Note, left: int, right: int) -> Iterator[Event]:
    text = note.lower[left:right]
    for found in durations(text):
        before, after = text[max(0, found.start - 40) : found.start], text[found.end : found.end + 40]
        of_relief = _OF_RELIEF.match(after)
        said_to_last = re.search(r"\b(?:for|lasting|lasted|x)\b[ \w]{0,14}$", before) is not None
        since = say.NOT_LASTS.match(after) is not None and not (
            said_to_last and after.lstrip().startswith(("after", "before"))
        )
        alone = not (text[: found.start] + text[found.end :]).strip(" .;,")
        beside = found.unit == "hour" and (alone or _AFTER_SCORE.search(before) is not None)
        bracketed = before.endswith("(") and after.startswith(")") and _IMPROVED.search(text, 0, found.start)
        lasts = beside or bool(bracketed) or say.LASTS.search(before) is not None
        if not of_relief and (not lasts or since):
            continue
        if before.endswith("pain for ") and not re.search(
            r"\b(?:relief|improvement|reduction|decrease|better|less)\b", before
        ):
            continue
        # "lasting 5 months, over the 3 months needed" tells of its own clause
        if (
            say.THRESHOLD.search(before)
            or say.THRESHOLD.search(after.partition(",")[0])
            or re.search(r"\b(?:past|last|previous|history of|therapy|every|physical)\s*$", before)
        ):
            continue
        if not of_relief and _of_other_care(note, left + found.start):
            continue
        yield Event("hours", found.hours, left + found.start, left + found.end)


_IMPROVED = re.compile(r"\d ?%|percent|\brelief\b|\bbetter\b|\bimprove|\blasted\b")


def _of_care(note: Note, place: int) -> bool:
    """Whether a percentage is that of a drug or therapy just before it: "takes naproxen with 40 % relief"."""
    sentence = note.sentence_at(place)
    named = [hit for hit in note.hits_in(MODALITIES, sentence) if hit.end <= place]
    if not named or any(hit.start >= named[-1].start for hit in note.hits_in(TERMS, sentence) if hit.start < place):
        return False
    return _GOVERNED.fullmatch(note.lower, named[-1].end, place) is not None


_NO_RELIEF = re.compile(
    r"\s*(?:of (?:her|his|the|my|your|their) (?:\w+ )?(?:pain|symptoms) (?:is|was|are|comes|stays|in\b|from)|in (?:the |her |his )?(?:legs?|back|neck|arms?|buttocks?)\b"
    r"|(?:\w+ )?(?:improvement|increase|gain|better|improved) in (?:\w+ )?(?:strength|rom|range|mood|sleep|posture|weight)|(?:work|capacity|strength|disc|stenosis|loss|weight))"
)
_NO_RELIEF_BEFORE = re.compile(
    r"\b(?:capacity|strength|rom|range of motion|weight|disc height|stenosis|narrowing|compliance|spo2|duty)(?: (?:is|was|of|at|about))*\s*$"
)
"""Percentages of something else than relief."""
_GOVERNED = re.compile(
    r"(?: \w+){0,4}? (?:with|gave|gives|give|given|provides?|provided|helped|helps|for|yields?|yielded|brings?|produced)(?: \w+){0,3} (?:about )?[~>]?|[ :(-]{0,3}(?:about |approximately |~)?"
)


def _of_other_care(note: Note, place: int) -> bool:
    """Whether a span of time belongs to a treatment named before it in its sentence: "PT x 6 weeks, no relief"."""
    sentence = note.sentence_at(place)
    if _BARE_CARE.search(note.lower, sentence.start, place):
        return True
    named = [hit for hit in note.hits_in(MODALITIES, sentence) if hit.end <= place]
    return bool(named) and not any(
        hit.start >= named[-1].end for hit in note.hits_in(TERMS, sentence) if hit.end <= place
    )


def lowest(a: Percent, b: Percent) -> Percent:
    """The lower of two percentages told of one session."""
    return a if a.low <= b.low else b
