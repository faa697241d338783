"""The day and the place of the procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.calendar import WrittenDate
from facetproof.facts.note import Note, Sentence, Sighting, full_dates
from facetproof.facts.passages import in_past_passage
from facetproof.facts.procedure import Procedure, procedure_of
from facetproof.facts.readers.dates.phrases import (
    ELSEWHERE,
    ENTITY,
    PLACE_LABEL,
    PLACES,
    POS,
    SERVICE,
    SIGNED,
    VISIT,
    WHO,
)
from facetproof.facts.sections import Kind
from facetproof.facts.visit import visit
from facetproof.facts.work import is_done_here

_NAME = "dates"
_HEAD = 600
_TOP = 240
_OTHER_DAY = re.compile(r"\b(?:next|return|follow-?up|appointment|printed|transcribed|faxed|effective)\b[^\n.]{0,28}$")
_TO_COME = re.compile(r"\b(?:next|return|follow-?up)\b[^\n.]{0,28}$")
_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon)),? (?:the )?$")


def read(note: Note) -> Iterator[Sighting]:
    """`session.dos`, `session.place_of_service`, `session.billing_entity`."""
    done = procedure_of(note)
    if done is None:
        return
    for written in _days(note, done):
        if written.date is not None:
            yield Sighting("session.dos", written.date.isoformat(), written.start, written.end, _NAME)
    if done.is_facet:
        yield from _place(note)


def _days(note: Note, done: Procedure) -> list[WrittenDate]:
    """The dates of the best kind that the note has: labelled, beside the procedure's name, at its head, at its end."""
    dates = note.memo(full_dates)
    titles = {naming.sentence.start for naming in done.titles}
    ranked: dict[int, list[WrittenDate]] = {}
    for written in dates:
        rank = _rank(note, written, titles)
        if rank is not None:
            ranked.setdefault(rank, []).append(written)
    if not ranked:
        # a visit with its procedure: the day of the visit
        day = visit(note)
        return (
            [written for written in dates if day and written.start == day.start and _is_of_this_day(note, written)]
            if day and (day.is_visit or day.start < _TOP)
            else []
        )
    best = min(ranked)
    return ranked[best] if best == 0 else ranked[best][: 1 if best < 4 else None][-1:]


def _is_of_this_day(note: Note, written: WrittenDate) -> bool:
    """Whether nothing beside a date says that it is one to come, of another person, or of a print or a next visit."""
    context = note.context(written.start, written.end)
    before = note.lower[max(0, written.start - 50, note.lower.rfind("\n", 0, written.start)) : written.start]
    return not (context.planned or context.family or context.hypothetical) and _OTHER_DAY.search(before) is None


def _rank(note: Note, written: WrittenDate, titles: set[int]) -> int | None:
    lower = note.lower
    sentence = note.sentence_at(written.start)
    if note.context(written.start, written.end).family:
        return None
    before = lower[max(0, written.start - 50, lower.rfind("\n", 0, written.start)) : written.start]
    if SERVICE.search(before) or sentence.label.startswith(("date of", "dos", "performed", "procedure date")):
        return None if ELSEWHERE.search(before[:-6]) and not SERVICE.search(before) else 0
    if in_past_passage(note, sentence):
        return None
    if _TO_COME.search(before):
        return None
    if VISIT.search(before) or _TODAY.search(before):
        return 1
    if ELSEWHERE.search(before):
        return None
    context = note.context(written.start, written.end)
    if context.historical or context.planned or context.family or context.teaching:
        return 5 if _is_signature(note, sentence, written) else None
    if sentence.start in titles or sentence.kind is Kind.PROCEDURE:
        return 2
    if written.start < _HEAD and sentence.kind in (Kind.TITLE, Kind.HEADER, Kind.FIELD, Kind.DESCRIPTION, Kind.OTHER):
        return 3
    if _is_signature(note, sentence, written):
        return 5
    return 4 if "today" in note.said(sentence) and is_done_here(note, sentence) else None


def _is_signature(note: Note, sentence: Sentence, written: WrittenDate) -> bool:
    return SIGNED.search(note.lower, sentence.start, written.start) is not None and written.start > len(note.lower) // 2


def _place(note: Note) -> Iterator[Sighting]:
    coded = [*POS.finditer(note.lower)] if any(word in note.lower for word in ("pos", "service", "(2", "(1")) else []
    for m in coded:
        if not note.context(m.start(), m.end()).hypothetical:
            group = "code" if m["code"] else "code2"
            yield Sighting("session.place_of_service", m[group], *m.span(group), _NAME)
    if not coded:
        for sentence in note.sentences:
            if sentence.body == sentence.start or not PLACE_LABEL.search(sentence.label):
                continue
            for pattern, code in PLACES:
                told = pattern.search(note.lower, sentence.body, sentence.end)
                if told is not None:
                    yield Sighting("session.place_of_service", code, *told.span(), _NAME)
                    break
    for m in ENTITY.finditer(note.lower) if "bill" in note.lower or "claim type" in note.lower else ():
        for pattern, value in WHO:
            found = pattern.search(note.lower, m.start("who"), m.end("who"))
            if found is not None:
                yield Sighting("session.billing_entity", value, *found.span(), _NAME)
                break
