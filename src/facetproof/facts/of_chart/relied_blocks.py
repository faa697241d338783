"""The blocks that a first ablation relies on: failed ones, how long relief lasted, what was injected before them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.counting import Place, places
from facetproof.facts.history import Entry
from facetproof.facts.last import places_of
from facetproof.facts.positives import Asked, failures
from facetproof.facts.responses import both, either, reaches
from facetproof.facts.values import Range, Value, count
from facetproof.model.finding import Reason

Bounds = tuple[float, float]
_OPEN: Bounds = (0.0, float("inf"))


@fact("ablation.failed_blocks", "number", "diagnostic blocks at a joint of this session that were not positive")
def failed_blocks(case: Case, of_last: int, same_side: bool = False, **asked: Any) -> Value:
    """The most at any joint, or joint and side, among its last blocks; arguments as `ablation.positive_blocks`."""
    at = places_of(case.joints, by_side=same_side)
    found = [failures(case.earlier, *place, Asked(**asked), of_last) for place in at]
    paths = tuple(f"{entry.path}.relief" for entry in case.earlier if "diagnostic" in entry.kinds)
    return count(max((low for low, _ in found), default=0), max((high for _, high in found), default=0), paths)


@fact("ablation.relies_on_blocks", "truth", "an earlier diagnostic block lies at a joint of this session")
def relies_on_blocks(case: Case) -> Value:
    """True where one certainly does."""
    found = _blocks(case)
    return Value(bool(found), tuple(entry.path for entry in found))


@fact("history.placebo_series", "truth", "the earlier blocks of these joints were a placebo-controlled series")
def placebo_series(case: Case) -> Value:
    """True where one of them is told to belong to such a series; unknown otherwise."""
    found = tuple(f"{e.path}.placebo_controlled" for e in _blocks(case) if e.placebo_controlled)
    return Value(True, found) if found else Value(None, (), Reason.ABSENT)


@fact("ablation.blocks_outlast_agents", "truth", "relief of each positive block lasted as long as its drug works")
def blocks_outlast_agents(
    case: Case,
    min_relief: float,
    expected_hours: tuple[tuple[str, float], ...] = (),
    longer: str | None = None,
    shorter: str | None = None,
    by_hours: float = 0,
) -> Value:
    """Whether drug and hours of every positive block are told, reach what is expected, and differ as the drugs do.

    Args:
        case: the case.
        min_relief: percent from which a block is positive.
        expected_hours: least hours by drug; a drug that is not listed needs hours of any number.
        longer: drug whose block must outlast that of `shorter` by `by_hours`, where both were used.
        shorter: see `longer`.
        by_hours: see `longer`.
    """
    positive = [e for e in _blocks(case) if reaches(e.response.percent, min_relief) is not False]
    expected = dict(expected_hours)
    answers = [_outlasts(entry, expected) for entry in positive]
    lasting = {name: _hours(positive, name) for name in (longer, shorter) if name}
    if longer and shorter and lasting[longer] and lasting[shorter]:
        least = min(low for low, _ in lasting[longer]) - max(high for _, high in lasting[shorter])
        most = max(high for _, high in lasting[longer]) - min(low for low, _ in lasting[shorter])
        answers.append(True if least >= by_hours else None if most >= by_hours else False)
    truth = both(*answers)
    paths = tuple(f"{entry.path}.relief.hours" for entry in positive)
    return Value(truth, paths, Reason.ABSENT if truth is None else None)


@fact("ablation.washout_days", "number", "days between therapeutic injections and the blocks relied on", unit="days")
def washout_days(
    case: Case, techniques: tuple[str, ...], blocks: int, per: str = "region", thoracolumbar: str = "one_lumbar_session"
) -> Value:
    """Days from the last therapeutic injection of these techniques before a block to that block.

    Of several blocks the `blocks` with the longest time count, the shortest of those decides. Without an injection the
    time is at least as long as the history reaches back.
    """
    certain, possible = places(case.joints, per, thoracolumbar)
    injected: list[tuple[bool | None, Entry]] = [
        (truth, entry)
        for entry in case.earlier
        if (truth := _is_injection(entry, techniques, certain, possible)) is not False
    ]
    spans = [_since(entry.date, injected, case.chart.history_from) for entry in _blocks(case)]
    if not spans:
        return Value(None, (), Reason.ABSENT)
    at = min(blocks, len(spans)) - 1
    low, high = sorted((s[0] for s in spans), reverse=True)[at], sorted((s[1] for s in spans), reverse=True)[at]
    paths = tuple(f"{entry.path}.dos" for _, entry in injected)
    if low == high:
        return Value(low, paths)
    reason = Reason.UNMAPPED if paths else Reason.HISTORY_INCOMPLETE
    return Value(Range(low, None if high == float("inf") else high), paths, reason)


def _blocks(case: Case) -> list[Entry]:
    """Earlier sessions that are certain to be diagnostic and to share a joint with this one."""
    return [
        entry
        for entry in case.earlier
        if entry.is_a("diagnostic") and either(*(entry.joints.covers(joint) for joint in case.joints.known))
    ]


def _outlasts(entry: Entry, expected: dict[str, float]) -> bool | None:
    if entry.agents is None:
        return None
    return reaches(entry.response.hours, max((expected.get(agent, 0.0) for agent in entry.agents), default=0.0))


def _hours(blocks: list[Entry], agent: str) -> list[Bounds]:
    """Hours of relief of each block that was given this drug alone."""
    return [entry.response.hours.bounds() or _OPEN for entry in blocks if entry.agents == frozenset({agent})]


def _is_injection(
    entry: Entry, techniques: tuple[str, ...], certain: list[Place], possible: list[Place]
) -> bool | None:
    if "therapeutic" not in entry.kinds:
        return False
    here = either(*(place(entry) for place in certain), *(False if p(entry) is False else None for p in possible))
    technique = None if entry.technique is None else entry.technique.value in techniques
    return both(entry.is_a("therapeutic"), technique, here)


def _since(day: dt.date | None, injected: list[tuple[bool | None, Entry]], known_from: dt.date | None) -> Bounds:
    if day is None:
        return _OPEN
    low, high = (float((day - known_from).days + 1) if known_from else 0.0), float("inf")
    for certain, entry in injected:
        if entry.date is None:
            low = 0.0
        elif entry.date <= day:
            gap = float((day - entry.date).days)
            low, high = min(low, gap), min(high, gap) if certain else high
    return max(low, 0.0), high
