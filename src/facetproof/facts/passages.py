# ruff: noqa: E501 - one pattern a line
"""Prose that tells an earlier procedure at length before it comes to today's, as letters do."""

from __future__ import annotations

import re

from facetproof.facts.calendar import written_dates
from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sentence
from facetproof.facts.readers.technique.phrases import TERMS
from facetproof.facts.sections import Kind
from facetproof.facts.visit import visit, visit_date

_DONE_TODAY = Gated(
    r"(?<!not )(?<!be )\b(?:was |were )?(?:performed|carried out|done|given|completed) (?:here )?today\b"
)
_THIS_DAY = Gated(r"\b(?:today(?!'s (?:visit|appointment))|this (?:morning|afternoon)|on the (?:procedure )?list)\b")
_DID = Gated(
    r"\b(?:i|we|she|he|patient|who|and|then) (?:then |also |therefore |duly )?(?:performed|carried out|did|undertook|"
    r"went ahead with|proceeded (?:with|to)|injected|blocked|treated|underwent|gave)\b"
    r"|\b(?:had|underwent|received) (?:her|his|their|the) (?:\w+ ){0,3}?(?:blocks?|injections?|denervation|ablation|rfa|procedure)\b"
    r"|\b(?:was|were) (?:then )?(?:performed|carried out|done|undertaken|completed|injected|blocked|treated|"
    r"anaesthetised|anesthetized|numbed|denervated|ablated|lesioned)\b"
    r"|(?:^|[.:;] ?)\s*(?:proceeded with|performed|did|carried out|went ahead with|completed)\b"
)
_I_DID = re.compile(
    r"\b(?:i|we) (?:then |duly )?(?:did|performed|carried out|injected|blocked|treated|undertook|gave)\b"
)
_NOT_DONE = re.compile(r"\b(?:discussed|booked|scheduled?|reviewed|saw|seen|asked|consented|will|would|going to|not)\b")
_DAY_WORDS = Gated("today|this |on the ")
"""Without these a sentence tells neither `_DONE_TODAY` nor `_THIS_DAY`."""
_ATTENDED = Gated(r"\b(?:was admitted|attended|came in|was brought in|day case)\b[^.]*\bfor\b")
_PROSE = frozenset({Kind.TITLE, Kind.OTHER, Kind.HISTORY, Kind.DESCRIPTION, Kind.INDICATION})
_FACETS = frozenset({"branch block", "branch", "facet injection", "ablation", "inject"})


def says_done_today(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence says that what it names was done on the day of the note."""
    lower, start, end = note.lower, sentence.start, sentence.end
    if not _DAY_WORDS.may_match(lower, start, end):
        return _ATTENDED.search(lower, start, end) is not None and _came_and_had_it_done(note, sentence)
    if _DONE_TODAY.search(lower, start, end):
        return True
    day = _THIS_DAY.search(lower, start, end)
    did = _DID.search(lower, start, end)
    if day is None and did is None and _ATTENDED.search(lower, start, end):
        return _came_and_had_it_done(note, sentence)
    return day is not None and did is not None and _NOT_DONE.search(lower, _clause_of(start, did), did.end()) is None


def _clause_of(start: int, did: re.Match[str]) -> int:
    """Where the clause of a verb begins: "I saw her on 4 March *and carried out* …" is one of its own."""
    return did.start() if did[0].startswith(("and ", "then ")) else start


def _came_and_had_it_done(note: Note, sentence: Sentence) -> bool:
    """Whether what was done is told just after why the patient came: "She was admitted … for … I injected each joint"."""
    if _DID.search(note.lower, sentence.start, sentence.end):
        return False
    at = note.sentences.index(sentence) + 1
    return at < len(note.sentences) and _DID.search(note.said(note.sentences[at])) is not None


def did_after_today(note: Note, at: int) -> bool:
    """Whether a sentence says what "I did", just after one that says the patient came "today"."""
    sentence = note.sentences[at]
    if not at or not _I_DID.search(note.lower, sentence.start, sentence.end):
        return False
    before = note.sentences[at - 1]
    came = _THIS_DAY.search(note.lower, before.start, before.end)
    return came is not None and _NOT_DONE.search(note.lower, before.start, before.end) is None


def tells_earlier(note: Note, sentence: Sentence) -> bool:
    """Whether a line dates what it names before the visit and tells the response: "Procedures: MBB 3/4/2025, 80 % relief"."""
    day = visit(note)
    if day is None or not day.is_visit or _RESPONSE.search(note.lower, sentence.start, sentence.end) is None:
        return False
    dates = [written.before(day.date) for written in written_dates(note.lower, sentence.start, sentence.end)]
    return bool(dates) and all(when is not None and when < day.date for when in dates)


_RESPONSE = re.compile(r"\d ?%|percent|\brelief\b")


def in_past_passage(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence belongs to the account of an earlier procedure: from its date to the first "today we …"."""
    start, end = note.memo(_past_passage)
    return start <= sentence.start < end or sentence.start in note.memo(_of_earlier_block)


def _of_earlier_block(note: Note) -> frozenset[int]:
    """Sentences that begin with an earlier block and its own date: "#1 was 10/9/23 same levels, 90% x 3h"."""
    found: set[int] = set()
    day = visit_date(note)
    if day is None or not _MAY_BE_EARLIER.may_match(note.lower):
        return frozenset()
    for m in _EARLIER.finditer(note.lower):
        sentence = note.sentence_at(m.start())
        if note.lower[sentence.start : m.start()].strip():
            continue
        dates = [written.date for written in written_dates(note.lower, m.end(), sentence.end) if written.date]
        if dates and all(when < day for when in dates):
            found.add(sentence.start)
    return frozenset(found)


_MAY_BE_EARLIER = Gated("#|first|1st|prior|previous|earlier|last|initial")
"""Without these there is no `_EARLIER`."""
_EARLIER = Gated(
    r"(?:#\s?[12]|(?:the )?(?:first|1st|prior|previous|earlier|last|initial) (?:\w+ ){0,3}?(?:block|mbb|injection|set|procedure|rfa))\b"
    r"[^.\n]{0,30}?(?:\bwas\b|\bon\b|\bdone\b|\bperformed\b|[=:@-]|\bdated?\b)"
)


def _past_passage(note: Note) -> tuple[int, int]:
    if not _THIS_DAY.search(note.lower):
        return 0, 0
    day = visit_date(note)
    today = next((s for s in note.sentences if s.kind in _PROSE and says_done_today(note, s)), None)
    if day is None or today is None:
        return 0, 0
    named = {note.sentence_at(hit.start).start for hit in note.hits(TERMS) if hit.meaning in _FACETS}
    for sentence in note.sentences:
        if sentence.start >= today.start:
            break
        if sentence.kind not in _PROSE or sentence.start not in named:
            continue
        dates = [written.before(day) for written in written_dates(note.lower, sentence.start, sentence.end)]
        if any(when is not None and when < day for when in dates):
            return sentence.start, today.start
    return 0, 0
