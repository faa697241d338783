# ruff: noqa: E501 - one pattern a line
"""The day a note was written for: what "ago", "this year" and "today" count from."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from facetproof.facts.calendar import WrittenDate, written_dates
from facetproof.facts.gates import Gated
from facetproof.facts.note import Note
from facetproof.facts.tables.dated import Row, rows_of

_VISIT = re.compile(
    r"\b(?:date of (?:the )?(?:visit|evaluation|exam(?:ination)?|encounter|consult(?:ation)?|office visit|"
    r"clinic visit)|"
    r"(?:visit|encounter|consult(?:ation)?|evaluation|exam|clinic|appointment) date|date seen|seen on|"
    r"dov)\s*[:=-]?\s*$"
    r"|(?<!my )(?<!last )(?<!prior )(?<!previous )\b(?:re-?exam(?:ination)?|intake|hpi|ime|visit|encounter)\s*[,:;-]*\s*$"
    r"|(?:^|\n|[ \t]{2})[ \t]*(?:(?:clinic |office )?visit of|examined(?: on)?|evaluated(?: on)?|seen)\s*[:=-]?\s*$"
    r"|\btoday'?s (?:appointment|visit|encounter|evaluation),?(?: on)?\s*$"
    r"|(?:^|\n)[ \t]*(?:(?:i )?(?:saw|seen)|visit|evaluated)(?: (?:in clinic|on))?\s*[:=-]?\s*$"
    r"|\b(?:return|follow[- ]?up|office|clinic|new patient|initial|consult(?:ation)?|progress|"
    r"established patient|telehealth|video|h&p|"
    r"history and physical|outpatient)(?: (?:visit|note|evaluation|consult(?:ation)?|encounter|appointment|"
    r"report))?\s*[,:;/|-]*\s*(?:on |of |dated |date:?)?\s*$"
)
_SERVICE = re.compile(
    r"\b(?:dos|date(?: of (?:service|procedure|operation|surgery|injection|dictation))?|(?:procedure|service|"
    r"operation|surgery) date|dated)\s*[:=-]?\s*$|(?:^|\n)\s*performed(?: on)?\s*[:=-]?\s*$"
)
_TODAY = re.compile(r"\b(?:today|this morning|this afternoon),? (?:the |is |on )?$")
_VISIT_TITLE = re.compile(
    r"\b(?:consult(?:ation)?|follow[- ]?up|office visit|clinic (?:note|visit)|new patient|return visit|"
    r"progress note|history and physical|h&p|initial evaluation|evaluation)\b"
)
_NOT_THE_VISIT = re.compile(
    r"\b(?:dob|birth|born|mri|x-?rays?|ct|last|injury|doi|accident|onset|labs?|a1c|since|next|printed|transcribed|faxed|received|effective|expires?|valid|insurance|member|authori[sz]\w*|not use|cancell?ed)\b[^\n|]{0,24}$"
)
_TOLD = re.compile(
    r"\b(?:on|in|since|of|had|was|were|gave|performed|underwent)\s*$|#\s?\d|\b(?:mbbs?|blocks?|rfa|ablation|"
    r"injections?)\b"
)
_YEAR = re.compile(r"\d(?:\d{3}(?!\d)|[/.-]\d{1,2}[/.-]\d\d(?!\d))")
_HEAD = 700
_RESPONSE = Gated(
    r"\d ?%(?! ?(?:[a-z]*caine|lido\w*|xylo\w*|bup\w*|ropi\w*|marc\w*|naropin|sensorc\w*)\b)|percent|\brelief\b"
)
"""What a procedure did; the strength of a drug is none."""
_TOP = 240


class Visit(NamedTuple):
    """The day of the note, and whether its label says that a visit (not a procedure) was that day."""

    date: dt.date
    is_visit: bool
    start: int
    end: int


def visit(note: Note) -> Visit | None:
    """The day of the note from its head, its labels or its signature; None where none is told."""
    return note.memo(_find)


def visit_date(note: Note) -> dt.date | None:
    """The day of the note; None where it is not told."""
    found = visit(note)
    return found.date if found else None


def names_earlier_day(note: Note, start: int, end: int) -> bool:
    """Whether a stretch names a day or a year before that of the note."""
    day = visit_date(note)
    if day is None:
        return False
    for written in written_dates(note.lower, start, end):
        when = written.before(day)
        if when is not None and when < day:
            return True
        month = (written.year or day.year, written.month or day.month)
        if when is None and written.year is not None and month < (day.year, day.month):
            return True
    return any(int(m[0]) < day.year for m in _BARE_YEAR.finditer(note.lower, start, end))


def names_later_day(note: Note, start: int, end: int) -> bool:
    """Whether a stretch names a full date after that of the note."""
    day = visit_date(note)
    return day is not None and any(
        written.date is not None and written.date > day for written in written_dates(note.lower, start, end)
    )


_BARE_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])(?! ?(?:mg|ml|mcg|units?)\b)")


def _find(note: Note) -> Visit | None:
    lower = note.lower
    dates = _full_dates(lower)
    if not dates:
        return None
    title = lower[:160]
    for written in dates:
        if _TODAY.search(lower, max(0, written.start - 24), written.start):
            return _visit(written, False)
    for written in dates:
        if _VISIT.search(lower, max(0, written.start - 60), written.start) and not _elsewhere(lower, written):
            return _visit(written, True)
    for written in dates:
        if _SERVICE.search(lower, max(0, written.start - 60), written.start) and not _elsewhere(lower, written):
            return _visit(written, written.start < _HEAD and _VISIT_TITLE.search(title) is not None)
    logged = note.memo(_rows)
    apart = [d for d in dates if not any(row.start <= d.start < row.end and not row.is_today for row in logged)]
    for written in apart:
        if (_is_seen_on(lower, written) or _is_under_title(lower, written)) and not _elsewhere(lower, written):
            return _visit(written, True)
    last = dates[-1]
    if re.search(r"\bsign|\bauthenticated|e-?sig", lower[max(0, last.start - 80) : last.start]):
        return _visit(last, False)
    if not apart:
        return None
    first = apart[0]
    return (
        _visit(first, False)
        if first.start < _TOP and not _elsewhere(lower, first) and not _told(lower, first)
        else None
    )


_SEEN_ON = re.compile(
    r"\b(?:i|we) (?:had the pleasure of (?:seeing|evaluating|meeting)|saw|evaluated|examined|met(?: with)?|reviewed)\b[^.\n]{0,60}?(?:\bon|,)\s*$"
    r"|(?:^|\n)[ \t]*(?:evaluation|consultation|assessment|visit|seen|evaluated)\b(?: (?:by|with|of)\b)?[^.\n]{0,60}?\bon\s*$"
    r"|\bprogress notes?\b[^\n]{0,60}? (?:at|on)\s*$"
    r"|\b(?:patient|pt|claimant|examinee)(?: was)? (?:seen|evaluated|examined)(?: (?:in|at) (?:the |my |our )?(?:clinic|office))?(?: on)?\s*$"
)
_TITLE_OF_VISIT = re.compile(
    r"\b(?:established patient|new patient|new pt|(?:results|clinic|office|return|recheck) visit|telehealth|telemedicine|video visit|follow[- ]?up|office visit|clinic (?:note|visit)|return visit|consult(?:ation)?|"
    r"progress note|history and physical|h&p|initial evaluation|evaluation|visit note)\b"
)
_TITLE_OF_WORK = re.compile(
    r"\b(?:procedure|operative|operation|injection|block|ablation|anesthesia|nursing|phone|telephone|call|discharge|message|appeal|authorization|request)\b"
)


def _is_seen_on(lower: str, written: WrittenDate) -> bool:
    """Whether the head says that the patient was seen that day: "I saw Mrs. T on …", "Evaluation by … on …"."""
    return written.start < _HEAD and _SEEN_ON.search(lower, max(0, written.start - 110), written.start) is not None


def _is_under_title(lower: str, written: WrittenDate) -> bool:
    """Whether a date at the head stands in or just below the title of a visit, and not within a sentence."""
    if written.start >= _TOP:
        return False
    line = lower.rfind("\n", 0, written.start) + 1
    above = lower.rfind("\n", 0, max(0, line - 1)) + 1
    title = lower[above : written.start]
    if not lower[: written.start].strip():
        # a note may open with its date: "4/22/25 NEW PT"
        title = lower[: max(lower.find("\n", written.end), written.end)]
    elif _told(lower, written) and not (line == 0 and "visit" in title):
        return False
    return (
        _TITLE_OF_VISIT.search(title) is not None
        and (_TITLE_OF_WORK.search(title) is None or "visit" in title)
        and ". " not in lower[line : written.start]
    )


def _rows(note: Note) -> list[Row]:
    return rows_of(note.text)


def _full_dates(lower: str) -> list[WrittenDate]:
    """All full dates; the pattern of dates is tried only around what looks like a year."""
    found: dict[int, WrittenDate] = {}
    for m in _YEAR.finditer(lower):
        for written in written_dates(lower, max(0, m.start() - 22), m.end() + 8):
            if written.date is not None and written.start <= m.start() <= written.end:
                found[written.start] = written
    return [found[start] for start in sorted(found)]


def _told(lower: str, written: WrittenDate) -> bool:
    """Whether a date stands in a sentence that tells of the past, not in a heading."""
    line = lower.rfind("\n", 0, written.start) + 1
    stop = lower.find("\n", written.end)
    return (
        _TOLD.search(lower, line, written.start) is not None
        or _RESPONSE.search(lower, written.end, len(lower) if stop < 0 else stop) is not None
    )


def _visit(written: WrittenDate, is_visit: bool) -> Visit | None:
    return Visit(written.date, is_visit, written.start, written.end) if written.date else None


def _elsewhere(lower: str, written: WrittenDate) -> bool:
    line = lower.rfind("\n", 0, written.start) + 1
    return _NOT_THE_VISIT.search(lower[line : written.start]) is not None
