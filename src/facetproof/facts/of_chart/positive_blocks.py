"""Positive diagnostic blocks before an ablation or a therapeutic injection."""

from __future__ import annotations

from typing import Any, NamedTuple

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.last import Last, last_at, places_of
from facetproof.facts.positives import Asked, Tally, positives
from facetproof.facts.values import Range, Value, count
from facetproof.model.dates import months_before
from facetproof.model.finding import Reason
from facetproof.model.spine import JointLevel


class _Blocks(NamedTuple):
    """Positive blocks at one place; `high` None where there may be any number."""

    low: int
    high: int | None
    tallies: tuple[Tally, ...]
    mapped: bool


@fact("ablation.positive_blocks", "number", "positive diagnostic blocks at every joint ablated for the first time")
def before_first(case: Case, look_back_months: int, same_side: bool = False, **asked: Any) -> Value:
    """The fewest at any joint of this session that was not ablated before.

    Args:
        case: the case.
        look_back_months: a history complete for so long proves that there were no others.
        same_side: whether only blocks of the same side count.
        **asked: parts of `Asked`.
    """
    lasts = _last_ablations(case)
    complete = _complete(case, look_back_months)
    blocks = []
    for place in places_of(case.joints, by_side=same_side):
        last = lasts.get(place[0])
        if last is None or not last.certain:
            tally = positives(case.earlier, *place, Asked(**asked))
            mapped = last is None and place[0] is not None
            blocks.append(_Blocks(tally.low, tally.high if complete and last is None else None, (tally,), mapped))
    return _fewest(blocks)


@fact("ablation.new_positive_blocks", "number", "positive diagnostic blocks since the last ablation of every joint")
def since_last(case: Case, look_back_months: int, same_side: bool = False, **asked: Any) -> Value:
    """The fewest since the last ablation at any joint that was ablated before; arguments as `before_first`."""
    lasts = _last_ablations(case)
    complete = _complete(case, look_back_months)
    blocks = []
    for place in places_of(case.joints, by_side=same_side):
        last = lasts.get(place[0])
        if last is not None:
            tallies = [positives(case.earlier, *place, Asked(**asked), day) for day in last.dates]
            known_from = case.chart.history_from
            known = complete or bool(known_from and all(day and known_from <= day for day in last.dates))
            low = min(t.low if day else 0 for t, day in zip(tallies, last.dates, strict=True))
            high = max(t.high for t in tallies) if known and last.certain else None
            blocks.append(
                _Blocks(low, high, tuple(tallies), last.certain and len(tallies) == 1 and None not in last.dates)
            )
    return _fewest(blocks)


@fact("therapeutic.positive_blocks", "number", "positive diagnostic blocks at every joint treated")
def before_therapeutic(case: Case, look_back_months: int, same_side: bool = False, **asked: Any) -> Value:
    """The fewest at any joint of this session; arguments as `before_first`."""
    complete = _complete(case, look_back_months)
    blocks = []
    for place in places_of(case.joints, by_side=same_side):
        tally = positives(case.earlier, *place, Asked(**asked))
        blocks.append(_Blocks(tally.low, tally.high if complete else None, (tally,), place[0] is not None))
    return _fewest(blocks)


def _last_ablations(case: Case) -> dict[JointLevel | None, Last]:
    """The last ablation of each joint of this session, whichever its side."""
    return {last.place[0]: last for last in last_at(case.earlier, "ablation", places_of(case.joints))}


def _fewest(blocks: list[_Blocks]) -> Value:
    """The place with the fewest positive blocks, at least and at most, over all of them."""
    if not blocks:
        return Value(None, (), Reason.ABSENT)
    low = min(found.low for found in blocks)
    high = min((found.high for found in blocks if found.high is not None), default=None)
    tallies = [tally for found in blocks for tally in found.tallies]
    paths = tuple(dict.fromkeys(path for tally in tallies for path in _paths(tally)))
    if not all(found.mapped for found in blocks):
        return count(low, high, paths, Reason.UNMAPPED)
    return count(low, high, paths, _reason(tallies) or Reason.HISTORY_INCOMPLETE)


def _complete(case: Case, months: int) -> bool:
    """Whether the history is known to be complete for so many months."""
    known_from = case.chart.history_from
    return bool(known_from and case.dos and known_from <= months_before(case.dos, months))


def _reason(tallies: list[Tally]) -> Reason | None:
    """Why blocks looked at leave the count open: their own reason, or that it is not told what they are."""
    for tally in tallies:
        if tally.low == tally.high:
            continue
        percents = [entry.response.percent for entry in tally.entries]
        own = next((value.reason for value in percents if value.reason), None)
        return own or (Reason.VAGUE if any(isinstance(v.value, Range) for v in percents) else Reason.UNMAPPED)
    return None


def _paths(tally: Tally) -> list[str]:
    return [path for entry in tally.entries for path in (entry.response.percent.paths or (f"{entry.path}.relief",))]
