"""How many earlier diagnostic blocks of one joint were positive, in all or in a row, at least and at most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from facetproof.facts.drugs import drug_class
from facetproof.facts.history import Entry
from facetproof.facts.responses import agreed, both, reaches
from facetproof.model.spine import JointLevel, Side


class Asked(NamedTuple):
    """What makes an earlier session count as a positive block; every part comes from the policy.

    Attributes:
        min_relief: percent.
        techniques: those that count.
        agents: the only drugs allowed in the block, None where any are.
        in_a_row: whether the positive ones must follow each other.
        different_days: whether they must be shown to lie on different days, which sessions without a date are not.
        above: whether exactly `min_relief` is too little.
        agent_classes: the only kinds of drug allowed in the block, None where any are.
        guidance: how the needle must have been guided, None where it does not matter.
    """

    min_relief: float
    techniques: tuple[str, ...]
    agents: tuple[str, ...] | None = None
    in_a_row: bool = False
    different_days: bool = False
    above: bool = False
    agent_classes: tuple[str, ...] | None = None
    guidance: tuple[str, ...] | None = None


class Tally(NamedTuple):
    """At least `low` and at most `high` positive blocks, and the entries looked at."""

    low: int
    high: int
    entries: tuple[Entry, ...]


class _Block(NamedTuple):
    """One session: whether it certainly counts as a block of this joint, whether it was positive."""

    certain: bool
    positive: bool | None


def positives(
    entries: Iterable[Entry], joint: JointLevel | None, side: Side | None, asked: Asked, after: dt.date | None = None
) -> Tally:
    """The positive blocks of one joint.

    Args:
        entries: earlier sessions, oldest first.
        joint: None where the joints of the session judged are not known: then no block is certain to be of them.
        side: None where a block of either side counts.
        asked: what makes a block positive.
        after: only blocks after this day count.
    """
    dated: dict[dt.date, list[tuple[bool, Entry]]] = {}
    undated: list[tuple[bool, Entry]] = []
    for entry in entries:
        member = _member(entry, joint, side, asked)
        if member is False or (after is not None and entry.date is not None and entry.date <= after):
            continue
        if entry.date is None:
            undated.append((bool(member) and after is None and not asked.different_days, entry))
        else:
            dated.setdefault(entry.date, []).append((bool(member), entry))
    in_order = [_one_day(group, asked) for _, group in sorted(dated.items())]
    loose = [_Block(certain, _positive(entry, asked)) for certain, entry in undated]
    looked_at = (*(e for _, group in sorted(dated.items()) for _, e in group), *(e for _, e in undated))
    if asked.in_a_row:
        return Tally(_surely_in_a_row(in_order, loose), _perhaps_in_a_row(in_order, loose), looked_at)
    blocks = [*in_order, *loose]
    low = sum(block.certain and block.positive is True for block in blocks)
    return Tally(low, sum(block.positive is not False for block in blocks), looked_at)


def _member(entry: Entry, joint: JointLevel | None, side: Side | None, asked: Asked) -> bool | None:
    technique = None if entry.technique is None else entry.technique.value in asked.techniques
    agents: bool | None = True
    if asked.agents is not None:
        agents = None if entry.agents is None else entry.agents <= set(asked.agents)
    guided: bool | None = True
    if asked.guidance is not None:
        guided = None if entry.guidance is None else entry.guidance in asked.guidance
    here = None if joint is None else entry.joints.covers(joint, side)
    return both(entry.is_a("diagnostic"), technique, agents, _kinds_fit(entry, asked), guided, here)


def _kinds_fit(entry: Entry, asked: Asked) -> bool | None:
    if asked.agent_classes is None:
        return True
    if entry.agents is None:
        return None
    return both(*(None if kind is None else kind in asked.agent_classes for kind in map(drug_class, entry.agents)))


def failures(
    entries: Iterable[Entry], joint: JointLevel | None, side: Side | None, asked: Asked, of_last: int
) -> tuple[int, int]:
    """How many of the last `of_last` blocks of one joint were not positive, at least and at most; see `positives`."""
    low = high = 0
    members = [(member, e) for e in entries if (member := _member(e, joint, side, asked)) is not False]
    days = sorted({entry.date for _, entry in members if entry.date})[-of_last:]
    for member, entry in members:
        positive = _positive(entry, asked)
        if positive is not True and (entry.date is None or entry.date in days):
            high += 1
            low += member is True and positive is False
    return low, high


def _positive(entry: Entry, asked: Asked) -> bool | None:
    return reaches(entry.response.percent, asked.min_relief, above=asked.above)


def _one_day(group: list[tuple[bool, Entry]], asked: Asked) -> _Block:
    """All entries of a day are one session; it is as positive as its worst entry that certainly belongs."""
    certain = [_positive(entry, asked) for belongs, entry in group if belongs]
    possible = [_positive(entry, asked) for belongs, entry in group if not belongs]
    if not certain:
        return _Block(False, agreed(possible))
    positive = both(*certain)
    return _Block(True, None if positive and False in possible else positive)


def _surely_in_a_row(in_order: list[_Block], loose: list[_Block]) -> int:
    """The longest row of positives whatever is unknown: the smallest that some reading leaves.

    In the worst reading what is not shown to be positive is negative, what is not certain to belong is left out when
    positive, and blocks without a date lie wherever they break the rows best.
    """
    runs = [0]
    for block in in_order:
        if block.positive is not True:
            runs.append(0)
        elif block.certain:
            runs[-1] += 1
    free = sum(block.certain and block.positive is True for block in loose)
    breaks = sum(block.positive is not True for block in loose)
    total = sum(runs) + free
    for length in range(1, total):
        needed = sum(-(-run // length) - 1 for run in runs if run)
        if needed <= breaks and (len(runs) + breaks) * length >= total:
            return length
    return total


def _perhaps_in_a_row(in_order: list[_Block], loose: list[_Block]) -> int:
    """The longest row of positives in the best reading."""
    best = run = 0
    for block in in_order:
        if block.positive is not False:
            run += 1
        elif block.certain:
            run = 0
        best = max(best, run)
    return best + sum(block.positive is not False for block in loose)
