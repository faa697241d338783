# ruff: noqa: E501 - one pattern a line
"""Where a note speaks of a facet session that is past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from facetproof.facts.calendar import written_dates
from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sentence
from facetproof.facts.passages import tells_earlier
from facetproof.facts.procedure import Procedure, procedure_of
from facetproof.facts.readers.history import phrases as say
from facetproof.facts.readers.history.named import Mention, named_in, speaks_of_facets, terms_by_sentence
from facetproof.facts.readers.history.responses import YEAR_ALONE, events_in, is_report_by_patient
from facetproof.facts.sections import Kind
from facetproof.facts.statements import in_dialogue, kind_here
from facetproof.facts.visit import visit_date

_NEVER = frozenset({Kind.TEACHING, Kind.FAMILY, Kind.CONSENT, Kind.EXAM, Kind.SIGNATURE, Kind.PROCEDURE})
_MOST_MENTIONS = 60
_REACH = 260
_FROM_TITLE = 1200


def past_list(note: Note) -> list[Mention]:
    """Past mentions, the first of them where a text repeats itself without end; for `Note.memo`."""
    return list(islice(past_mentions(note), _MOST_MENTIONS))


def past_mentions(note: Note) -> Iterator[Mention]:
    """Mentions of facet sessions told as past, left to right; today's, planned ones and other people's are left out."""
    if not speaks_of_facets(note):
        return
    procedure = procedure_of(note)
    if (
        procedure is not None
        and not procedure.is_facet
        and "facet" not in note.lower
        and "medial branch" not in note.lower
    ):
        return
    today = {naming.sentence.start for naming in procedure.titles} if procedure is not None else set()
    last = _of_title(procedure)
    reach = _FROM_TITLE
    by_sentence = note.memo(terms_by_sentence)
    for sentence in note.sentences:
        hits = by_sentence.get(sentence.start)
        near = last is not None and sentence.start - last.end < reach
        if hits is None and not (near and _again(note, sentence, sentence.end)):
            continue
        kind = kind_here(note, sentence)
        told = kind is Kind.PROCEDURE and (procedure is None or _tells_past(note, sentence))
        if (kind in _NEVER and not told) or in_dialogue(note, sentence.start):
            continue
        named = list(named_in(note, sentence, hits)) if hits else []
        if last is not None and near:
            again = _again(note, sentence, named[0].start if named else sentence.end)
            if again is not None:
                mention = last._replace(start=again.start("which"), end=again.end(), sentence=sentence, plural=False)
                if _is_past(note, mention, is_title=False):
                    yield mention
        for mention in named:
            if _is_past(note, mention, is_title=sentence.start in today):
                yield mention
        if named:
            last, reach = _with_technique(named[-1], procedure), _REACH


def _tells_past(note: Note, sentence: Sentence) -> bool:
    """Whether a line below the name of today's procedure tells of an earlier one, by its label or by its day and response."""
    if tells_earlier(note, sentence) or _PAST_LABEL.match(sentence.label):
        return True
    answered = _RESPONSE.search(note.lower, sentence.start, sentence.end) is not None
    return answered and _earlier_date(note, sentence.start, sentence.end)


_PAST_LABEL = re.compile(r"(?:past|prior|previous|earlier|history|hx|interval)\b")
_RESPONSE = Gated(r"\d\d ?%|percent|\brelief\b|\bbetter\b")


def _again(note: Note, sentence: Sentence, end: int) -> re.Match[str] | None:
    """Where "the first", "#1" opens the sentence or a clause of it, before anything else is named."""
    again = say.ANAPHORA.match(note.lower, sentence.body, end)
    if again is None and ";" in note.lower[sentence.body : end]:
        clauses = (
            say.ANAPHORA.match(note.lower, m.end(), end) for m in _CLAUSE.finditer(note.lower, sentence.body, end)
        )
        again = next((m for m in clauses if m is not None), None)
    return again if again is not None and again.end() < end else None


_CLAUSE = re.compile(r";\s*")


def _of_title(done: Procedure | None) -> Mention | None:
    """What the title says was done, which "the first" after it is one of."""
    if done is None or not done.is_facet or not done.titles:
        return None
    title = done.titles[0].sentence
    return Mention(done.technique, title.start, title.end, title, False)


def _with_technique(mention: Mention, done: Procedure | None) -> Mention:
    """A block without further words in a note on a block at the facets is such a block."""
    if mention.technique is None and done is not None and done.is_facet and not done.technique.is_ablation:
        return mention._replace(technique=done.technique)
    return mention


def _is_past(note: Note, mention: Mention, *, is_title: bool) -> bool:
    sentence, lower = mention.sentence, note.lower
    context = note.context(mention.start, mention.end)
    left, right = clause_of(lower, sentence, mention.start, mention.end)
    before = lower[left : mention.start]
    negated = context.negated and not _answered(lower, sentence.start, mention.start)
    if context.family or context.teaching or (negated and not _told_all_the_same(note, mention, before, right)):
        return False
    if (
        re.search(r"\b(?:if|unless|whether|should (?:he|she|the))\b", before)
        or "?" in lower[mention.end : sentence.end]
    ):
        return False
    if say.NEEDED.search(before):
        return False
    if say.OFFERED.search(before) or say.TO_COME.match(lower[mention.end : right]):
        return False
    asked = say.ASKED_FOR.search(before + lower[mention.end : mention.end + 1]) is not None
    if asked and not say.DONE.search(before) and not _told_with_response(note, mention, before, right):
        return False
    dated = _earlier_date(note, left, right) or _dated_below(note, mention)
    response = _percent_told(note, left, right)
    done = procedure_of(note)
    # a block without its kind may be today's
    todays = done is not None and (
        mention.technique is done.technique
        or (mention.technique is None and done.is_facet and not done.technique.is_ablation)
    )
    if todays and not dated and say.MADE.match(lower, mention.end, sentence.end):
        return False
    if _is_taken_back(note, sentence):
        return False
    if say.TO_BE.search(before) and not _earlier_date(note, left, right, in_full=True):
        # "I have her down for the second block on June 4"
        return False
    not_yet = say.NOT_YET.search(before)
    if (
        not_yet
        and not dated
        and not (re.match(r"second|2nd|repeat|confirmatory|before", not_yet[0].strip()) and response)
    ):
        return False
    if is_title or sentence.kind in (Kind.DESCRIPTION, Kind.FIELD):
        if is_title and visit_date(note) is None:
            # the only date is that of the procedure named here
            return False
        if not is_title and not todays and _HAD_BEFORE.search(before):
            return True
        return dated and (response or say.PAST_BEFORE.search(before) is not None)
    if kind_here(note, sentence) is Kind.PLAN and not (response or say.DONE.search(before)):
        return False
    if todays and not dated and sentence.kind is not Kind.TREATMENT:
        # "the block gave 90 % relief at 30 minutes" tells of today's, "her first block gave 90 %" does not
        earlier = say.EARLIER.search(before) or say.ORDINAL.search(lower, left, mention.end + 4)
        if earlier is None and say.COUNT.search(lower, left, mention.start) is None:
            return False
    if sentence.kind is Kind.TREATMENT or dated or response:
        return True
    after = lower[mention.end : min(right, mention.end + 90)]
    if re.search(r"\b(?:today|this morning|at this visit)\b", after):
        return False
    return say.PAST_BEFORE.search(before) is not None or say.PAST_AFTER.search(after) is not None


def _is_taken_back(note: Note, sentence: Sentence) -> bool:
    """Whether the sentence, or the one after it that speaks of "it", says that it was someone else's or never so."""
    if not say.NOT_HIS.may_match(note.lower, sentence.start):
        return False
    if say.NOT_HIS.search(note.lower, sentence.start, sentence.end):
        return True
    at = note.sentences.index(sentence) + 1
    if at >= len(note.sentences):
        return False
    following = note.sentences[at]
    speaks = _OF_IT.match(note.lower, following.start, following.end)
    return speaks is not None and say.NOT_HIS.search(note.lower, following.start, following.end) is not None


_OF_IT = re.compile(r"\s*(?:it|that|this|which|the (?:entry|record))\b")
_HAD_BEFORE = re.compile(
    r"\b(?:had|underwent|received|reports?)\b[^.;]{0,30}\b(?:previous|prior|earlier)\b[^.;]{0,40}$"
)
"""In the account of the work: what the patient had had before it."""


_PERCENT = Gated("%|percent|per cent|pct")


def _told_with_response(note: Note, mention: Mention, before: str, right: int) -> bool:
    """Whether a mention apart from what is asked for has its date and response: "RFA cancelled, MBB 6/1/2025 85 %"."""
    return (
        "," in before
        and _percent_told(note, mention.end, right)
        and _earlier_date(note, mention.end, right, in_full=True)
    )


def _percent_told(note: Note, left: int, right: int) -> bool:
    """Whether a percentage is told of a session between two places."""
    if not _PERCENT.may_match(note.lower, left, right):
        return False
    return any(event.kind == "percent" for event in events_in(note, left, right))


def _told_all_the_same(note: Note, mention: Mention, before: str, right: int) -> bool:
    """Whether a date and a response follow a mention that a denial reaches from afar ("denied: only one MBB (1/9, 80 %)")."""
    if _JUST_DENIED.search(before):
        return False
    response = _percent_told(note, mention.end, right)
    return response and _earlier_date(note, mention.end, right)


_JUST_DENIED = re.compile(r"\b(?:no|not|never|without|denies|denied|neither|nor)\W+(?:\w+\W+){0,2}$")


def _answered(lower: str, start: int, end: int) -> bool:
    """Whether the last "no" before a mention belongs to something else: "(no relief), facet injections"."""
    said = lower[start:end]
    denials = list(_DENIAL.finditer(said))
    return bool(denials) and _ANSWER.match(said[denials[-1].end() :]) is not None


_DENIAL = re.compile(r"\b(?:no|not|without|never|denies|denied|nor|neither)\b")
_ANSWER = re.compile(r"(?: \w+)? (?:relief|benefit|improvement|help|effect)\b|[^(]*\)")


def _dated_below(note: Note, mention: Mention) -> bool:
    """Whether the line below that of a mention gives its date: "MBB #1", below it "Date: 7/1/2025"."""
    lower = note.lower
    stop = lower.find("\n", mention.end)
    if stop < 0 or _ALONE.fullmatch(lower, mention.end, stop) is None:
        return False
    label = _DATE_LINE.match(lower, stop)
    end = lower.find("\n", label.end()) if label is not None else -1
    return label is not None and _earlier_date(note, label.end(), end if end >= 0 else len(lower))


_ALONE = re.compile(r"s?[ \t]*(?:#?\s?\d|\(?[a-z]+\)?)?[ \t:.-]*")
_DATE_LINE = re.compile(
    r"\n[ \t*\u2022-]*(?:date|dos|done|performed|date (?:done|performed|of (?:service|procedure|block)))[ \t]*[:=|-]"
)


def _earlier_date(note: Note, left: int, right: int, *, in_full: bool = False) -> bool:
    """Whether a date before that of the note stands in the clause, or a time that has gone by ("6 months ago").

    Args:
        in_full: whether only a day told with its year counts.
    """
    day = visit_date(note)
    for written in written_dates(note.lower, left, right):
        when = written.before(day) if day and not in_full else written.date
        if when is not None and (day is None or when < day or (when == day and is_report_by_patient(note))):
            return True
        if (
            written.year is not None
            and written.earliest is not None
            and written.date is None
            and (day is None or written.earliest < day)
        ):
            return True
    years = (int(m["year"]) for m in YEAR_ALONE.finditer(note.lower, left, right))
    return say.AGO.search(note.lower, left, right) is not None or any(day and year < day.year for year in years)


_BREAK = re.compile(
    r";|(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)\.\s|\n|\band (?:is|will|now|he is|she is)\b|\bwho (?:now|presents|returns|is here)\b|"
    r",? but (?:now )?"
)


def clause_of(lower: str, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The clause of a sentence that holds a mention."""
    left = sentence.start
    for m in _BREAK.finditer(lower, sentence.start, start):
        left = m.end()
        if m[0].startswith("and") or m[0].startswith("who"):
            left = m.start()
    right = _BREAK.search(lower, end, sentence.end)
    return left, right.start() if right else sentence.end
