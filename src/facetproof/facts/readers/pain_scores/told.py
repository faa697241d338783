# ruff: noqa: E501 - one pattern or list a line
"""Scores of pain that a note of a facet procedure tells of its session: which, when, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.around_procedure import EARLIER, OF_ANOTHER, WANTED, is_timed
from facetproof.facts.body import AT_SPINE, BODY_PART
from facetproof.facts.note import Note
from facetproof.facts.procedure import procedure_of
from facetproof.facts.readers.pain_scores import phrases as say
from facetproof.facts.readers.pain_scores.placing import Placed, placed
from facetproof.facts.scores import SCALES
from facetproof.facts.sections import Kind
from facetproof.facts.session_zone import (
    EVALUATION,
    Statement,
    follows_earlier,
    is_earlier,
    label_says,
    plain,
    same_line,
    session_zone,
    statements,
)
from facetproof.facts.work import is_done_here

_DIGIT = re.compile(r"\d|\b(?:zero|nil|one|two|three|four|five|six|seven|eight|nine|ten)\b")
_GATE = re.compile(
    r"\b(?:pain|nrs|nprs|vnrs|vas|vrs|scor|numeric|rat(?:e|ing)|discomfort|hurt|gave it|pre|post|before|after|leaving|discharge|from|extension|provoc|now|number|going|coming)|/ ?10|out of|-> ?\d"
)
_UNDER = 2
_FAR = 99
_PAIR = 2
_LESS_SURE = 2
"""Lines below one that names the pain that still tell of it."""


UNREADABLE = -1.0
"""A score of a series whose figure may be misread."""


class Score(NamedTuple):
    """One score.

    Attributes:
        when: `before` or `after`.
        low: the score, or the lower end of a range.
        high: the score, or the upper end.
        scale: short name, where its statement names one.
        rank: how sure the reading is, 0 the surest.
        timed: whether a time after the procedure stands beside it: one of several, maybe.
        of_day: whether it is the pain of the day all the same: no word ties it to the procedure.
    """

    when: str
    low: float
    high: float
    scale: str | None
    start: int
    end: int
    rank: int
    timed: bool = False
    of_day: bool = False


def session_scores(note: Note) -> list[Score]:
    """Scores around the facet procedure of a note, left to right; none where it has no such procedure. For `Note.memo`."""
    done = procedure_of(note)
    if done is None or not done.is_facet:
        return []
    lower = note.memo(plain)
    found: list[Score] = []
    since, lines = 0, _FAR
    for at, statement in enumerate(statements(note)):
        start, end = statement.start, statement.end
        lines = 0 if say.SCORED.search(lower, start, end) else lines + (lower.find("\n", since, start) >= 0)
        since = end
        if not (_DIGIT.search(lower, start, end) and _GATE.search(lower, start, end)):
            continue
        if not is_earlier(note, at):
            behind = "" if not follows_earlier(note, at) else "line" if same_line(note, at) else "above"
            found += _in_statement(note, statement, behind, below_pain=lines <= _UNDER)
        elif (words := EARLIER.search(lower, start, end)) is not None:
            # "NRS 8/10 today, who had two positive blocks"
            today = statement._replace(end=words.start())
            told = _in_statement(note, today, "line", below_pain=False)
            found += [score for score in told if score.of_day and say.TODAY.search(lower, start, words.start())]
    return found


def _in_statement(note: Note, statement: Statement, behind: str, *, below_pain: bool) -> Iterator[Score]:
    """Scores of a statement; `behind`: an earlier session told before it on its `line`, or on one `above`."""
    lower, start, end = note.memo(plain), statement.start, statement.end
    zone = session_zone(note, statement)
    if zone is None or (BODY_PART.search(lower, start, end) and not AT_SPINE.search(lower, start, end)):
        return
    told = placed(lower, start, end, is_after=zone == "after")
    if OF_ANOTHER.search(lower, start, end):
        # what a drug did; "so pain before was 5/10" is of this session all the same
        told = [one for one in told if one.how == "beside"]
    by_words = any(one.by_words for one in told)
    if (
        not told
        and say.SCALED.search(lower, start, end)
        and is_timed(lower, start, end)
        and _has_doubt(note, start, end)
    ):
        yield Score("after", UNREADABLE, UNREADABLE, None, start, end, 0, True)
    if not told or not _is_pain(lower, statement, told, below_pain):
        return
    if behind and not _is_present(lower, start, end, told):
        label = label_says(statement)
        if behind == "above" and (by_words or label):
            pass
        elif zone == "after" or label:
            told = [one for one in told if one.how == "beside" or label]
        else:
            return
    done_here = is_done_here(note, statement.sentence)
    if zone == "before" and not done_here and any(one.by_words and one.when == "after" for one in told):
        # told as the reason for the procedure: what an earlier one gave
        return
    evaluation = statement.sentence.kind in EVALUATION and not done_here
    if statement.sentence.kind is Kind.EXAM and zone == "before" and not by_words:
        # among the vital signs: the assessment's
        return
    label, scale = label_says(statement), _scale(note, statement)
    for one in told:
        when, rank = one.when, 0 if one.by_words else 1
        if when is None and label is not None:
            when, rank = label, 0
        if when is None and len(told) == 1 and zone != "within":
            when = "after" if zone == "after" else "before"
        if when is None or not _counts(note, statement, one):
            continue
        rank += _LESS_SURE if evaluation else 0
        day = when == "before" and one.how in ("", "now") and label is None
        timed = when == "after" and is_timed(lower, start, end)
        yield Score(when, one.number.low, one.number.high, scale, one.number.start, one.number.end, rank, timed, day)


def _has_doubt(note: Note, start: int, end: int) -> bool:
    return any(start <= doubt.start < end for doubt in note.doubts)


def _is_present(lower: str, start: int, end: int, told: list[Placed]) -> bool:
    """Whether scores are of now, though the sentence before tells of an earlier session."""
    if say.TODAY.search(lower, start, end):
        return True
    return all(one.how == "now" or say.PRESENT.search(lower, start, one.number.start) for one in told)


def _is_pain(lower: str, statement: Statement, told: list[Placed], below_pain: bool) -> bool:
    """Whether scores are of pain: a word for it beside them or just above, or two of them that tell a change."""
    start, end = statement.start, statement.end
    if say.PAIN.search(lower, start, end) or say.PAIN.search(statement.sentence.label):
        return True
    if say.VITALS.search(lower, start, end):
        return False
    by_words = [one for one in told if one.by_words]
    if say.PROVOKED.search(lower, start, end) or say.PROVOKED.search(statement.sentence.label):
        return all(one.number.sure for one in told)
    if all(one.number.sure for one in told) and (by_words or below_pain):
        return True
    if say.SHORT_LINE.fullmatch(lower, start, end):
        return below_pain or bool(by_words)
    return len(by_words) == len(told) == _PAIR and by_words[0].when != by_words[1].when


def _counts(note: Note, statement: Statement, one: Placed) -> bool:
    start, end = one.number.start, one.number.end
    context = note.context(start, end)
    if context.family or context.consent or context.teaching:
        return False
    if WANTED.search(note.memo(plain), statement.start, start):
        return False
    # "denied any pain (0/10)"
    return one.number.low == 0 or _DENIED.search(note.memo(plain), max(statement.start, start - 24), start) is None


_DENIED = re.compile(r"\b(?:denies|denied|not|never|no|without)\b[^.,;]{0,14}$")


def _scale(note: Note, statement: Statement) -> str | None:
    """The one scale that a statement or its label names."""
    for text, start, end in ((note.memo(plain), statement.start, statement.end), (statement.sentence.label, 0, _FAR)):
        names = {name for name, pattern in SCALES if pattern.search(text, start, end)}
        if names:
            return names.pop() if len(names) == 1 else None
        if _NUMERIC.search(text, start, end):
            return "NRS"
    return None


_NUMERIC = re.compile(r"\bnumeric(?:al)?\b")
