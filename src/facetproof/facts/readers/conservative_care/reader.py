# ruff: noqa: E501 - one pattern a line
"""Treatments tried first: the modality, for how long, whether it failed, why it was not possible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.calendar import written_dates
from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.phrases import Hit
from facetproof.facts.quantities import durations
from facetproof.facts.readers.conservative_care import phrases as say
from facetproof.facts.readers.conservative_care.named import treatments
from facetproof.facts.readers.conservative_care.rows import row_of
from facetproof.facts.readers.conservative_care.verdicts import (
    FEW_WORDS,
    answered,
    answered_question,
    neither_helped,
    told_above,
    told_of_all,
    verdict,
)
from facetproof.facts.sections import Kind
from facetproof.facts.statements import in_dialogue, kind_here, of_this_patient

_NOT_TOLD_IN = frozenset(
    {
        Kind.TEACHING,
        Kind.FAMILY,
        Kind.DESCRIPTION,
        Kind.PROCEDURE,
        Kind.FIELD,
        Kind.SIGNATURE,
        Kind.EXAM,
        Kind.IMAGING,
        Kind.DIAGNOSIS,
    }
)
_CUT = re.compile(
    r";|(?<!\b[a-z])(?<!\bst)(?<!\bdr)\.\s|\bbut\b|\bhowever\b|\balthough\b|\bwhile\b|\n|, and (?=(?:he|she|the patient|now)\b)"
)
_LIST = re.compile(r"[\w\s/,-]*\b(?:and|or|nor)\b[\w\s/-]*|[\w\s/-]*/[\w\s/-]*")
_REACH = 400
_MOST = 40
"""So many treatments in one sentence are looked at; more are told by no one."""
_AS_REASON = re.compile(
    r"(?:due to|because of|from|caused|causes|b/c|2/2|for|with|excess\w*|too) (?:excessive |the |daytime )?sedat\w+"
)
_TAKES = re.compile(r"\b(?:takes?|taking|tried|tries|using|uses|on|failed|failing|despite|needs?)\b[^.;]{0,30}$")
_HAS_OBJECT = re.compile(r"upset|made|caused|stopped")
_FOR_ANOTHER_PART = re.compile(
    r"[^.;,]{0,30}\bfor (?:the |his |her |a |an )?(?:left |right |bilateral )?(?:knees?|shoulders?|hips?|ankles?|wrists?|elbows?|feet|foot|rotator cuff|balance|gait|stroke|vertigo|periods?|cramps|headaches?|migraines?|fever|colds?|gout|teeth|tooth|dental)\b(?! and (?:the |his |her )?(?:low(?:er)? )?(?:back|neck))"
)
_NOT_HAD = re.compile(
    r"\s*(?:clinic|office|dept|department|aide|assistant|tech\w*|students?|school|practice|prescription|script|order|referral|consults?|gym)\b"
)
"""Just after the name of a treatment: it is a place, a person or a paper."""
_RECORDS = re.compile(
    r"\s*(?:notes?|records?|documentation|logs?)\b[^.;]{0,30}\b(?:not|missing|lacking|absent|requested|needed|required)\b"
)
_TO_BEGIN = re.compile(
    r"(?:^|[:;,.] ?|\band )(?:start|begin|initiate|add|try|rx|prescribe|switch to)\b[^;.]*$|\b(?:wants|requests|asks for|insists on)\b[^;.]{0,30}$"
)
"""An order, as the words before a treatment."""
_WORK_STATUS = re.compile(r"\b(?:work|duty) status|\brestrictions?\b|return to work")
_SEDATION = re.compile(r"\b(?:iv|intravenous\w*|sedat\w+|mcg|anxiolysis|midazolam|versed)\b")


class _Told(NamedTuple):
    """One mention: its place, and what its clause says of it."""

    hit: Hit
    weeks: tuple[float, int, int] | None
    failed: tuple[bool, int, int] | None
    reason: tuple[str, int, int] | None
    dialogue: bool


def read(note: Note) -> Iterator[Sighting]:
    """Sightings of `assessment.conservative_care`, one item a modality in the order of first mention."""
    mentions: dict[str, list[_Told]] = {}
    for sentence, hits in treatments(note):
        for told in _told(note, sentence, hits):
            mentions.setdefault(told.hit.meaning, []).append(told)
    for number, (modality, listed) in enumerate(mentions.items()):
        yield from _item(f"assessment.conservative_care.{number}", modality, listed)


def _told(note: Note, sentence: Sentence, hits: list[Hit]) -> Iterator[_Told]:
    spoken = in_dialogue(note, sentence.start)
    kind = kind_here(note, sentence)
    if kind in _NOT_TOLD_IN and not spoken:
        return
    said, offset = note.said(sentence), sentence.start
    for hit in hits[:_MOST]:
        start, end = hit.start - offset, hit.end - offset
        left, right = _clause(said, start, end)
        clause = said[left:right]
        row = row_of(note, hit)
        if row is not None:
            if row.tried:
                yield _Told(hit, row.weeks, row.failed, row.reason, spoken)
            continue
        answer = answered(note, hit)
        if answer is not None:
            yield _Told(hit, None, answer, None, spoken)
            continue
        asked = answered_question(note, sentence)
        if asked is not None:
            # a question by itself says nothing; its answer may tell the weeks and how it went
            if asked.done:
                yield _Told(hit, asked.weeks, asked.failed, None, spoken)
            continue
        if not of_this_patient(note, hit.start, hit.end) or _is_noise(note, sentence, said, hit, start, end):
            continue
        reason = _reason(said, left, right, start, end, [h for h in hits if h != hit], offset)
        if reason is not None:
            reason = (note.words(reason[1], reason[2]), reason[1], reason[2])
        reason = reason or _none_for(said, left, right, start, end, offset)
        failed = None if reason else verdict(said, left, right, start, [h for h in hits if h != hit], offset)
        ordered = say.ORDERED.search(clause) is not None or (kind is Kind.PLAN and not spoken)
        ordered = ordered or _TO_BEGIN.search(said, left, start) is not None
        ordered = ordered and not (kind is not Kind.PLAN and _GOES_ON.search(said, left, start))
        neither = neither_helped(said, start, end, offset)
        failed = failed if reason or neither is None else neither
        if ordered and not (failed and failed[0]) and reason is None and not say.COMPLETED.match(said, end):
            continue
        if _HELD.match(said, end) and reason is None:
            continue
        before = said[max(left, start - 45) : start]
        undone = (
            say.NOT_DONE.search(before)
            or say.NONE_AFTER.match(said[end:])
            or _TO_COME.match(said, end)
            or _NOT_YET.match(said, end)
        )
        if undone and reason is None and neither is None:
            continue
        weeks = None
        if hit.meaning != "injection":
            others = [other for other in hits if other != hit and other.meaning != hit.meaning]
            weeks = (
                _weeks_field(note, hit)
                or _weeks(said, left, right, start, end, others, offset)
                or _shared_weeks(said, left, right, offset)
            )
        if failed is None and reason is None:
            failed = told_of_all(note, sentence) or told_above(note, hit)
        yield _Told(hit, weeks, failed, reason, spoken)


_HELD = re.compile(r"[^.;,]{0,12}?\b\d+ ?(?:days?|hours?|h|hrs|weeks?)\b(?: \w+)? (?:before|prior|after|post|pre)")
_ALLERGIES = re.compile(r"\ballerg(?:ies|y list)\s*[:-][^.;]*$")
_NOT_YET = re.compile(
    r"\s*(?:(?:was|has|have|is) )?(?:not|never|n't) (?:been |yet )?(?:started|begun|done|tried|attended|approved|authori[sz]ed|covered)\b"
)
_TO_COME = re.compile(
    r"\s*(?:to )?(?:starts?|begins?|starting|beginning|is (?:scheduled|pending)|scheduled|pending|upcoming|next (?:week|month))\b(?! (?:in |on )?(?:19|20)?\d)"
)
_GOES_ON = re.compile(
    r"\bcontinues? (?:the |her |his )?(?:(?!start|begin|add|try|then)[\w,]+ ){1,6}and (?:the |her |his )?$|\b(?:continues?|keeps? (?:on )?(?:taking|using|doing)) (?:with |taking |using |to (?:take|use|do) |the |her |his |their )*$"
)
_WEEKS_FIELD = re.compile(
    r"[ \t]*[-,(|]?[ \t]*(?:#|no\.? of |number of |duration in )?(?:weeks|wks)\b[ \t]*[:=][ \t]*(?P<weeks>\d{1,2})(?!\d)"
)


def _weeks_field(note: Note, hit: Hit) -> tuple[float, int, int] | None:
    """The weeks in the field beside a treatment of a form: "[x] PT   weeks: 6"."""
    m = _WEEKS_FIELD.match(note.lower, hit.end)
    return (float(m["weeks"]), *m.span("weeks")) if m else None


def _is_noise(note: Note, sentence: Sentence, said: str, hit: Hit, start: int, end: int) -> bool:
    """Words of a modality that are none here: epidural space, heat as what eases, allergies, aftercare ice."""
    if note.lower.startswith("pain medicine", hit.start) and not _TAKES.search(said, 0, start):
        return True
    label = f"{sentence.label} {note.section_at(sentence.start).label}"
    if "allerg" in label or "prescribed" in label or _WORK_STATUS.search(label):
        return True
    if hit.meaning == "activity_modification" and _WORK_STATUS.search(said, 0, start):
        return True
    if sentence.kind is Kind.MEDICATION and hit.meaning in {"injection", "other"}:
        return True
    if _NOT_HAD.match(said, end) or _RECORDS.match(said, end) or _FOR_ANOTHER_PART.match(said, end):
        return True
    if _ALLERGIES.search(said, 0, start):
        return True
    after, before = said[end : end + 30], said[max(0, start - 40) : start]
    if hit.meaning == "injection":
        if re.search(r"\b(?:knees?|shoulders?|hips?|wrists?|elbows?|ankles?)\b", after):
            return True
        return bool(
            re.match(r"\s*(?:space|needle|spread|fat|abscess|hematoma|contrast|vein|level)", after)
        ) or not re.search(
            r"\b(?:had|has|have|received|receiv\w+|underwent|tried|prior|previous|failed|after|last|history|series|"
            r"in (?:19|20)\d\d|years?|months?|helped|relief|gave|s/p)\b",
            said,
        )
    if hit.meaning == "other":
        return not re.search(
            r"\b(?:nothing|tried|failed|used|uses|using|wears?|wear|treatments?|including|helps?|helped|relief|therapy|w/o|"
            r"without)\b",
            said,
        )
    if hit.meaning == "other_medication" and _SEDATION.search(_AS_REASON.sub("", said)):
        return True
    if note.lower.startswith("adjustment", hit.start) and not re.search(r"chiro|spinal adj|manipul|\bdc\b", note.lower):
        return True
    return bool(
        re.search(r"\b(?:allerg\w+ to|migraine\w*|depression|for sleep|anxiety)\b", before + after)
        and hit.meaning == "other_medication"
    )


def _clause(said: str, start: int, end: int) -> tuple[int, int]:
    left = max(0, start - _REACH)
    for m in _CUT.finditer(said, left, start):
        left = m.end()
    furthest = min(len(said), end + _REACH)
    right = _CUT.search(said, end, furthest)
    return left, right.start() if right else furthest


def _reason(
    said: str, left: int, right: int, start: int, end: int, others: list[Hit], offset: int
) -> tuple[str, int, int] | None:
    """Why this treatment was not possible; a reason belongs to the treatment next to it, or to a list with "or"."""
    for m in say.REASON.finditer(said, left, right):
        before = m.end() <= start
        first, last = (m.end(), start) if before else (end, m.start())
        gap = said[first:last]
        if any(first <= other.start - offset < last for other in others):
            if not _LIST.fullmatch(gap):
                continue
        elif (
            not before
            and not _HAS_OBJECT.match(m[0])
            and any(FEW_WORDS.fullmatch(said, m.end(), max(m.end(), o.start - offset)) for o in others)
        ):
            # "on tramadol and has not tolerated naproxen": the reason has its own object
            continue
        elif ")" in gap or (before and "," in gap):
            continue
        at, to = _parenthesis(said, m.start(), left, right)
        if (at, to) == (left, right):
            at = max(left, said.rfind(", ", left, min(start, m.start())) + 1)
            comma = said.find(",", max(end, m.end()), right)
            to = comma if comma >= 0 else right
        words = said[at:to].strip(" .,-")
        at += said[at:to].index(words)
        return words, offset + at, offset + at + len(words)
    return None


_NONE_FOR = re.compile(
    rf"[ ,(]*(?:due to|because of|d/t|2/2|b/c(?: of)?|given|secondary to|on account of|for|with) (?:\w+ ){{0,3}}?{say.ILLS}"
)
_ILL_SO = re.compile(
    rf"\b{say.ILLS}\b[^.;]{{0,20}}\b(?:so|therefore|hence) (?:takes |uses |has |can have )?(?:no|avoids?|cannot|can't|never)(?: \w+)? $"
)
_NO = re.compile(r"\b(?:no|not|never|without|avoid\w*|hold\w*|held|off|cannot|can't)(?: \w+){0,2} $")


def _none_for(said: str, left: int, right: int, start: int, end: int, offset: int) -> tuple[str, int, int] | None:
    """Why a treatment was none: "no NSAIDs due to CKD", "on Eliquis, so no NSAIDs"."""
    after = _NONE_FOR.match(said, end, right) if _NO.search(said, left, start) else None
    found = after or _ILL_SO.search(said, left, start)
    if found is None:
        return None
    words = found[0].strip(" ,(")
    at = found.start() + found[0].index(words)
    return words, offset + at, offset + at + len(words)


def _parenthesis(said: str, place: int, left: int, right: int) -> tuple[int, int]:
    """The parenthesis around a place, else the clause."""
    opened, closed = said.rfind("(", left, place), said.rfind(")", left, place)
    if opened > closed:
        stop = said.find(")", place, right)
        return opened + 1, stop if stop >= 0 else right
    return left, right


def _weeks(
    said: str, left: int, right: int, start: int, end: int, others: list[Hit], offset: int
) -> tuple[float, int, int] | None:
    """The duration nearest to the mention in its clause, unless it is nearer to another treatment."""
    clause = said[left:right]
    best: tuple[int, float, int, int] | None = None
    for duration in durations(clause):
        a, b = left + duration.start, left + duration.end
        if _OF_THE_PAIN.search(said, left, a) and not (
            left <= start < a or any(left <= o.start - offset < a for o in others)
        ):
            # "back pain for two years despite PT"
            continue
        if (
            say.HOW_OFTEN.search(said[:a])
            or duration.unit in {"minute", "hour", "day"}
            or re.match(r"\s*(?:ago|later|history|of (?:\w+ ){0,3}?(?:pain|symptoms))", said[b:])
        ):
            continue
        distance = _distance(a, b, start, end, said)
        if any(
            _distance(a, b, other.start - offset, other.end - offset, said) < distance
            for other in others
            if left <= other.start - offset < right
        ):
            continue
        if best is None or distance < best[0]:
            best = (distance, duration.weeks, a, b)
    if best is not None and best[0] <= 60:
        return best[1], offset + best[2], offset + best[3]
    dates = [written for written in written_dates(clause) if written.earliest]
    if len(dates) == 2 and len(others) == 0 and dates[0].earliest and dates[1].earliest:
        days = (dates[1].earliest - dates[0].earliest).days
        if 6 < days < 1500 and re.fullmatch(
            r"\s*(?:-|to|through|until|thru)\s*", clause[dates[0].end : dates[1].start]
        ):
            return round(days / 7, 1), offset + left + dates[0].start, offset + left + dates[1].end
    return None


_OF_THE_PAIN = re.compile(
    r"\b(?:pain|lbp|symptoms|ache|aching)(?: \w+)? ?(?:for|x|of|over|since|,|-|\()? ?(?:the (?:past|last) )?(?:about |over |more than |> ?|~ ?)?$"
)


def _shared_weeks(said: str, left: int, right: int, offset: int) -> tuple[float, int, int] | None:
    """A duration told once for a list: "six weeks of conservative care including …", "… for more than 3 months"."""
    clause = said[left:right]
    if say.CONSERVATIVE.search(clause) is None and " each " not in clause:
        return None
    headed = _HEADED.search(clause)
    if headed is not None:
        for duration in durations(headed[1]):
            at = offset + left + headed.start(1)
            return duration.weeks, at + duration.start, at + duration.end
    for duration in durations(clause):
        if clause.startswith((" each of ", " each for "), duration.end):
            return duration.weeks, offset + left + duration.start, offset + left + duration.end
        of_all = say.OF_CONSERVATIVE.match(clause[duration.end :])
        at_end = not clause[duration.end :].strip(" .)") and say.FOR_ALL.search(clause[: duration.start])
        if (of_all or at_end) and duration.unit not in {"minute", "hour", "day"}:
            return duration.weeks, offset + left + duration.start, offset + left + duration.end
    return None


_HEADED = re.compile(
    r"\b(?:care|treatments?|management|therapy|therapies|measures)\b[ ,-]*((?:\(|x |for )[^():]{2,20})\)?\s*:"
)
"""A duration in the heading of a list: "Conservative treatment (6 weeks): …"."""


def _distance(a: int, b: int, start: int, end: int, said: str) -> int:
    """How far a duration stands from a treatment; "6 weeks of PT" and "PT x 6 weeks" are next to each other."""
    if b <= start:
        return 0 if say.OF.fullmatch(said[b:start]) else start - b + 15
    return 0 if say.TIMES.fullmatch(said[end:a]) else max(0, a - end)


def _item(path: str, modality: str, listed: list[_Told]) -> Iterator[Sighting]:
    written = [told for told in listed if not told.dialogue] or listed
    for told in written:
        yield Sighting(f"{path}.modality", modality, told.hit.start, told.hit.end, "conservative_care")
    weeks = [told.weeks for told in written if told.weeks]
    if weeks:
        longest = max(weeks)
        yield Sighting(f"{path}.weeks", longest[0], longest[1], longest[2], "conservative_care")
    reasons = [told.reason for told in written if told.reason]
    if reasons:
        yield Sighting(f"{path}.reason_not_possible", *reasons[0], "conservative_care")
    verdicts = [told.failed for told in written if told.failed]
    values = {value for value, _, _ in verdicts}
    if values == {True, False}:
        # one drug of the class failed and another helps: what is known is that it helps in part
        return
    for value, start, end in verdicts:
        yield Sighting(f"{path}.failed", value, start, end, "conservative_care")
