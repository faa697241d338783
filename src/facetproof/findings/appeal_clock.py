"""The last days for an appeal of a denial, from the dated levels of its track."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, get_args

from facetproof.errors import InputError
from facetproof.findings.appeal_answer import Clock
from facetproof.model.denial import Denial, Track
from facetproof.policy.appeals.levels import Level, levels, next_level, own_levels

_MEDICARE = "medicare"
#: Days left from which on it is said that time is short.
_SHORT = 14


class Clocks(NamedTuple):
    """What runs for a denial.

    Attributes:
        clock: of the next level; None where it is not known, or none is left.
        others: clocks beside it.
        cautions: in sentences.
        shut: why no letter opens what comes next; empty where one does, or where that is not known.
    """

    clock: Clock | None
    others: tuple[Clock, ...]
    cautions: tuple[str, ...]
    shut: str = ""


def clocks(denial: Denial, policy: str, asked: dt.date, amount: float | None) -> Clocks:
    """The clock of the next level, clocks beside it, and cautions.

    Args:
        denial: with its date, and its track where that is known.
        policy: id of the policy; that of a Medicare contractor tells the track.
        asked: the day of asking.
        amount: denied, in dollars, where it is known.

    Raises:
        InputError: the level said to be decided is none of the track.
    """
    track, cautions = _track(denial, policy)
    if track is None:
        own = tuple(_clock(level, denial, asked, amount) for level in own_levels(policy)[:1])
        return Clocks(None, own, tuple(cautions))
    found = levels(track, policy)
    try:
        level = next_level(found, denial.decided)
    except KeyError:
        names = ", ".join(one.id for one in found) or "none is known for this payer"
        raise InputError(
            "level-unknown",
            "The level said to be decided is none of this track",
            where="decided",
            todo=f"Levels: {names}.",
        ) from None
    beside = own_levels(policy)[:1] if track in ("erisa", "aca") and denial.decided is None else ()
    others = tuple(_clock(one, denial, asked, amount) for one in beside)
    if level is None:
        if found:
            return Clocks(None, others, tuple(cautions), "The last level of this track is decided.")
        unknown = f"No levels of appeal are known for {policy}: read the notice for the time limit."
        return Clocks(None, others, (*cautions, unknown))
    clock = _clock(level, denial, asked, amount)
    return Clocks(clock, others, (*cautions, *_warnings(clock)), "" if level.by_letter else level.note)


def _track(denial: Denial, policy: str) -> tuple[Track | None, list[str]]:
    medicare = policy.partition(":")[0] == _MEDICARE
    if denial.track is not None:
        # plans of Medicare Advantage follow the determinations of the contractors
        fits = denial.track == "medicare_advantage" or medicare == (denial.track == "original_medicare")
        return denial.track, [] if fits else [f"The track {denial.track} does not go with the payer {policy}."]
    if medicare:
        return "original_medicare", ["The track was not told; the payer is a Medicare contractor: Original Medicare."]
    names = ", ".join(get_args(Track))
    return None, [f"The track is not told, so no time limit is known: add `track` to the denial ({names})."]


def _clock(level: Level, denial: Denial, asked: dt.date, amount: float | None) -> Clock:
    last = level.last_day(denial.decision_date, denial.received)
    least = level.amount_on(asked)
    presumed = level.counted_from == "receipt" and denial.received is None and level.presumed_days is not None
    return Clock(
        level=level.key,
        name=level.name,
        to=level.to,
        number=level.number_on(denial.decision_date),
        unit=level.unit,
        counted_from=level.counted_from,
        first_day=level.first_day(denial.decision_date, denial.received),
        presumed=presumed,
        last_day=last,
        days_left=(last - asked).days if last else None,
        document=level.document.id,
        where=level.where,
        url=level.document.url,
        confidence=level.confidence,
        decides_days=level.decides_days,
        filed=level.filed,
        late=level.late,
        note=level.note,
        least_amount=least.dollars if least else None,
        amount_document=f"{least.document.id}, {least.where}" if least else "",
        amount_enough=None if least is None or amount is None else amount >= least.dollars,
    )


def _warnings(clock: Clock) -> tuple[str, ...]:
    found = []
    if clock.passed and clock.last_day:
        late = clock.late or "Read the notice for what can be done after it."
        found.append(f"The last day, {clock.last_day.isoformat()}, has passed. {late}")
    if clock.days_left is not None and 0 <= clock.days_left < _SHORT:
        left = "1 day is" if clock.days_left == 1 else f"{clock.days_left} days are"
        found.append(f"Only {left} left{f'; {clock.filed}' if clock.filed else ''}.")
    if clock.confidence == "recalled" and clock.last_day:
        found.append("This time limit was not read in a document (recalled): go by the notice.")
    if clock.last_day and clock.last_day.weekday() > 4:
        found.append("The last day is on a weekend: be in before it.")
    if clock.counted_from == "receipt" and not clock.presumed and clock.first_day and clock.last_day:
        found.append("Counted from the date of receipt; where that is not told, from the date of the decision.")
    if clock.amount_enough is False:
        found.append(f"The denied amount does not reach the least amount of this level ({clock.amount_document}).")
    return tuple(found)
