"""Relief after the procedure of this note, told in the same note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.around_procedure import EARLIER, OF_ANOTHER, OF_THIS, WANTED, cues
from facetproof.facts.body import AT_SPINE, BODY_PART
from facetproof.facts.note import Note, Sighting
from facetproof.facts.procedure import procedure_of
from facetproof.facts.quantities import Duration, Percent, durations, percents
from facetproof.facts.readers.history.diary import answers_of_session
from facetproof.facts.readers.relief import phrases as say
from facetproof.facts.sections import Kind
from facetproof.facts.session_zone import (
    Statement,
    Zone,
    follows_earlier,
    is_earlier,
    label_says,
    plain,
    session_zone,
    statements,
)
from facetproof.facts.work import is_done_here

_NAME = "relief"
_PATH = "session.relief"
_CLAUSE = re.compile(r"[,;:(]|\. |\band\b|\bwith\b|\bwhile\b")
_NEAR = 70
_TOP = 100


class _Told(NamedTuple):
    """What one statement tells; `surely` where its words place it after the procedure."""

    percents: tuple[Percent, ...]
    function: Percent | None
    lasted: Duration | None
    ongoing: tuple[int, int] | None
    surely: bool


def read(note: Note) -> Iterator[Sighting]:
    """`session.relief`; percentages of earlier blocks and thresholds are none."""
    done = procedure_of(note)
    if done is None or not done.is_facet:
        return
    if "%" not in note.memo(plain) and "percent" not in note.memo(plain) and "per cent" not in note.memo(plain):
        return
    found = list(_statements(note))
    sure = [told for told in found if told.surely and told.percents] or [told for told in found if told.percents]
    for told in sure:
        for percent in told.percents:
            yield from _percent(percent)
    for told in sure or found:
        if told.function is not None:
            yield _seen("function_percent", told.function.low, told.function.start, told.function.end)
    if not found:
        yield from _answered(note)
    for told in found:
        if told.lasted is not None and (sure or told.percents):
            yield _seen("hours", told.lasted.hours, told.lasted.start, told.lasted.end)
            if told.ongoing is not None:
                yield _seen("ongoing", True, *told.ongoing)


def _answered(note: Note) -> Iterator[Sighting]:
    """What a diary of the session answers."""
    for name, (value, start, end) in note.memo(answers_of_session).items():
        if name == "percent":
            yield from _percent(value._replace(start=start, end=end))
        elif name in _ANSWERS:
            yield _seen(_ANSWERS[name], value, start, end)


_ANSWERS = {"hours": "hours", "function": "function_percent"}


def _percent(percent: Percent) -> Iterator[Sighting]:
    start, end = percent.start, percent.end
    yield _seen("percent", percent.low, start, end)
    if percent.bound is not None:
        yield _seen("bound", percent.bound, start, end)
    if percent.high > percent.low:
        yield _seen("low", percent.low, start, end)
        yield _seen("high", percent.high, start, end)


def _seen(name: str, value: float | str, start: int, end: int) -> Sighting:
    return Sighting(f"{_PATH}.{name}", value, start, end, _NAME)


def _statements(note: Note) -> Iterator[_Told]:
    """What the statements about the session tell, in the order of the text."""
    lower = note.memo(plain)
    goes_on = False
    for at, statement in enumerate(statements(note)):
        start, end = statement.start, statement.end
        lasts, goes_on = goes_on, False
        percent = _has_percent(lower, start, end)
        hours = say.HOURS_TOLD.search(lower, start, end)
        if hours is not None and not is_earlier(note, at) and session_zone(note, statement) in ("open", "after"):
            span = Duration(float(hours["value"]), float(hours["value"]), "hour", *hours.span())
            yield _Told((), None, span, None, True)
        if not (percent or lasts):
            continue
        if is_earlier(note, at):
            # "80 % relief today; the first one gave 95 %"
            words = EARLIER.search(lower, start, end)
            if words is None or not percent or not say.TODAY.search(lower, start, words.start()):
                continue
            statement = statement._replace(end=words.start())
        zone = session_zone(note, statement)
        if zone is None or _is_of_another(note, statement):
            continue
        if not percent:
            if (told := _lasted_on(lower, statement)) is not None:
                yield told
            continue
        told = _in_statement(note, statement, zone)
        if told is None or (follows_earlier(note, at) and not _is_of_this(note, at)):
            continue
        goes_on = bool(told.percents) and told.lasted is None
        yield told


def _has_percent(lower: str, start: int, end: int) -> bool:
    return any(lower.find(word, start, end) >= 0 for word in ("%", "percent", "per cent", "pct"))


def _is_of_another(note: Note, statement: Statement) -> bool:
    """Whether a statement tells of another body part, another treatment, another person, or is standing text."""
    lower, start, end = note.memo(plain), statement.start, statement.end
    if BODY_PART.search(lower, start, end) and not AT_SPINE.search(lower, start, end):
        return True
    if OF_ANOTHER.search(lower, start, end) and not OF_THIS.search(lower, start, end):
        return True
    if say.TO_DO.match(lower, start, end) and not OF_THIS.search(lower, start, end):
        return True
    context = note.context(start, start)
    return context.teaching or context.family or context.consent


def _in_statement(note: Note, statement: Statement, zone: Zone) -> _Told | None:
    lower, start, end = note.memo(plain), statement.start, statement.end
    label = statement.sentence.label
    labelled = say.LABEL.search(label) is not None
    surely = _is_sure(note, statement, labelled=labelled)
    if zone != "after" and not (surely and is_done_here(note, statement.sentence)):
        return None
    wanted = WANTED.search(lower, start, end)
    stop = wanted.start() if wanted is not None else end
    told = [
        percent._replace(start=start + percent.start, end=start + percent.end)
        for percent in percents(lower[start:end])
        if start + percent.start < stop and percent.high <= _TOP
    ]
    counted = say.COUNTED.search(lower, start, stop)
    if counted is not None and not any(p.start <= counted.start("value") < p.end for p in told):
        value = float(counted["value"])
        told = [*told, Percent(value, value, None, counted.start(), counted.end())]
    counts = [p for n, p in enumerate(told) if _is_relief(lower, statement, told, n, labelled=labelled)]
    context = [note.context(p.start, p.end) for p in counts]
    counts = [p for p, c in zip(counts, context, strict=True) if not (c.teaching or c.family or c.consent)]
    if not counts:
        return None
    function = [p for p in counts if _is_function(lower, statement, p)]
    relief = _lowest(lower, [p for p in counts if p not in function])
    lasted = _lasted(lower, statement, relief) if relief else None
    still = say.STILL.search(lower, start, end) if lasted is not None else None
    return _Told(tuple(relief), function[0] if function else None, lasted, still.span() if still else None, surely)


def _is_sure(note: Note, statement: Statement, *, labelled: bool) -> bool:
    """Whether words place a statement after the procedure: a label for the response, a time after it, "this block"."""
    lower, start, end = note.memo(plain), statement.start, statement.end
    own = statement.sentence.body > statement.sentence.start
    if labelled and (own or statement.sentence.kind is Kind.FIELD):
        return True
    if label_says(statement) == "after" or say.OPENS.match(lower, start, end):
        return True
    if OF_THIS.search(lower, start, end) or say.OF_SESSION.search(lower, start, end):
        return True
    return any(cue.when == "after" for cue in cues(lower, start, end))


def _is_of_this(note: Note, at: int) -> bool:
    """Whether words place a statement in this session, though the one before it tells of an earlier one."""
    before, here = statements(note)[at - 1 : at + 1]
    if OF_THIS.search(note.memo(plain), here.start, here.end) or label_says(here) == "after":
        return True
    told = any(cue.when == "after" for cue in cues(note.memo(plain), here.start, here.end))
    return told and note.memo(plain).find("\n", before.end, here.start) >= 0


def _is_relief(lower: str, statement: Statement, told: list[Percent], n: int, *, labelled: bool) -> bool:
    """Whether a percentage is one of relief: a word for it stands beside it, and nothing that it is of instead."""
    percent = told[n]
    left, right = max(statement.start, percent.start - _NEAR), min(statement.end, percent.end + _NEAR)
    if say.OTHER_BEFORE.search(lower[left : percent.start]) or say.OTHER_AFTER.match(lower, percent.end, right):
        return False
    if say.WANTED_AFTER.match(lower, percent.end, right):
        return False
    if say.RELIEF.search(lower, left, right):
        return True
    if say.RELIEF_OF_PAIN.search(lower, left, right) and say.OF_PAIN.search(lower, left, right):
        return True
    if say.BEHIND_SCORES.search(lower[left : percent.start]) or say.FOR_HOURS.match(lower, percent.end, right):
        return True
    return labelled or say.LOGGED.search(lower, left, percent.start) is not None


def _is_function(lower: str, statement: Statement, percent: Percent) -> bool:
    """Whether the clause of a percentage speaks of function and of no pain."""
    left = statement.start
    for m in _CLAUSE.finditer(lower, statement.start, percent.start):
        left = m.end()
    stop = _CLAUSE.search(lower, percent.end, statement.end)
    right = stop.start() if stop is not None else statement.end
    return (
        say.OF_FUNCTION.search(lower, left, right) is not None
        and re.search(r"\b(?:pain|relief)\b", lower[left:right]) is None
    )


def _lowest(lower: str, found: list[Percent]) -> list[Percent]:
    """The lowest of several; what was left of the relief later does not count."""
    kept = found[:1]
    for one in found[1:]:
        if say.LATER.search(lower, kept[-1].end, one.start):
            break
        kept.append(one)
    return [min(kept, key=lambda p: p.low)] if kept else []


def _lasted(lower: str, statement: Statement, relief: list[Percent]) -> Duration | None:
    """How long the relief of a statement lasted."""
    start = statement.start
    for span in durations(lower[start : statement.end]):
        at, end = start + span.start, start + span.end
        before = lower[max(start, at - 44) : at]
        lasted = say.LASTED_NEAR.search(before) is not None
        if span.unit in ("week", "month", "year") or (span.unit == "minute" and not lasted):
            continue
        if say.NOT_LASTING.match(lower, end, statement.end):
            continue
        beside = say.LATER_ON.match(lower, end, statement.end) is None and any(
            say.BESIDE.fullmatch(lower, percent.end, at) for percent in relief if percent.end <= at
        )
        if beside or lasted or say.LASTING.search(before):
            return span._replace(start=at, end=end)
    return None


def _lasted_on(lower: str, statement: Statement) -> _Told | None:
    """How long it lasted, told in a sentence or on a line of its own: "Duration: 5 hours", "It lasted six hours"."""
    start, end = statement.start, statement.end
    label = statement.sentence.body > start and say.DURATION_LABEL.search(statement.sentence.label) is not None
    if not label and say.LASTS_ON.match(lower, start, end) is None:
        return None
    for span in durations(lower[start:end]):
        if span.unit in ("hour", "day") or (span.unit == "minute" and not label):
            return _Told((), None, span._replace(start=start + span.start, end=start + span.end), None, True)
    return None
