"""Positive blocks, in all and in a row, against an oracle that tries every order and every reading."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator

import pytest

from facetproof.facts.history import Entry
from facetproof.facts.joints import Joints, everywhere
from facetproof.facts.positives import Asked, positives
from facetproof.facts.responses import NO_RESPONSE, Response
from facetproof.facts.values import UNKNOWN, Range, Value
from facetproof.model.chart import Technique
from facetproof.model.spine import JointLevel, Side

L4_5 = JointLevel("L4", "L5")
HERE = Joints({L4_5: frozenset({Side.RIGHT})}, frozenset(), frozenset())
UNTOLD = Joints({}, frozenset(), everywhere())
FIRST = dt.date(2024, 1, 1)

Block = tuple[bool, bool | None]  # certainly of this joint; positive


def entry(
    percent: object,
    day: int | None = None,
    joints: Joints = HERE,
    technique: Technique | None = Technique.MEDIAL_BRANCH_BLOCK,
    agents: frozenset[str] | None = None,
) -> Entry:
    relief = UNKNOWN if percent is None else Value(percent)  # type: ignore[arg-type]
    date = None if day is None else FIRST + dt.timedelta(days=day)
    found = Response(relief, NO_RESPONSE.hours, NO_RESPONSE.function)
    return Entry("history.0", date, frozenset({"diagnostic"}), technique, joints, found, agents=agents)


def asked(**told: object) -> Asked:
    return Asked(**{"min_relief": 80, "techniques": ("medial_branch_block",), **told})  # type: ignore[arg-type]


def of(block: Block, day: int | None) -> Entry:
    certain, positive = block
    return entry({True: 90, False: 30, None: None}[positive], day, HERE if certain else UNTOLD)


def orders(dated: list[bool], loose: list[bool]) -> Iterator[list[bool]]:
    """Every order in which sessions without a date may lie between the dated ones."""
    if not loose:
        yield dated
        return
    for shorter in orders(dated, loose[1:]):
        for place in range(len(shorter) + 1):
            yield [*shorter[:place], loose[0], *shorter[place:]]


def worlds(blocks: list[Block]) -> Iterator[list[bool]]:
    """Every choice of which uncertain blocks belong and which unknown ones were positive."""
    options = []
    for certain, positive in blocks:
        answers: list[bool | None] = [True, False] if positive is None else [positive]
        options.append(answers if certain else [*answers, None])
    for world in itertools.product(*options):
        yield [answer for answer in world if answer is not None]


def longest(row: list[bool]) -> int:
    return max((len(list(run)) for positive, run in itertools.groupby(row) if positive), default=0)


def brute_force(dated: list[Block], loose: list[Block]) -> tuple[int, int]:
    found = [longest(order) for d in worlds(dated) for free in worlds(loose) for order in orders(d, free)]
    return min(found), max(found)


def test_the_longest_row_agrees_with_every_order_and_reading() -> None:
    rng = random.Random(64635)
    answers = [True, True, False, None]
    for _ in range(3_000):
        dated = [(rng.random() < 0.8, rng.choice(answers)) for _ in range(rng.randint(0, 4))]
        loose = [(rng.random() < 0.8, rng.choice(answers)) for _ in range(rng.randint(0, 2))]
        entries = [of(block, 30 * n) for n, block in enumerate(dated)] + [of(block, None) for block in loose]
        tally = positives(entries, L4_5, None, asked(in_a_row=True))
        assert (tally.low, tally.high) == brute_force(dated, loose), (dated, loose)


@pytest.mark.parametrize(
    ("entries", "told", "count"),
    [
        ([entry(80, 0), entry(80, 30)], {}, (2, 2)),
        ([entry(80, 0), entry(79, 30)], {}, (1, 1)),
        ([entry(80, 0), entry(80, 30)], {"above": True}, (0, 0)),
        ([entry(90, 0), entry(Range(75, None), 30)], {}, (1, 2)),
        ([entry(90, 0), entry(Range(60, 70), 30)], {}, (1, 1)),
        ([entry(90, 0), entry(90, 0)], {}, (1, 1)),
        ([entry(90, 0), entry(30, 0)], {}, (0, 0)),
        ([entry(90), entry(90)], {}, (2, 2)),
        ([entry(90), entry(90)], {"different_days": True}, (0, 2)),
        ([entry(90, 0, technique=Technique.INTRA_ARTICULAR)], {}, (0, 0)),
        ([entry(90, 0, technique=None)], {}, (0, 1)),
        ([entry(90, 0, agents=frozenset({"bupivacaine"}))], {"agents": ("bupivacaine", "lidocaine")}, (1, 1)),
        ([entry(90, 0, agents=frozenset({"bupivacaine", "triamcinolone"}))], {"agents": ("bupivacaine",)}, (0, 0)),
        ([entry(90, 0)], {"agents": ("bupivacaine",)}, (0, 1)),
    ],
)
def test_what_counts_as_a_positive_block(entries: list[Entry], told: dict[str, object], count: tuple[int, int]) -> None:
    tally = positives(entries, L4_5, None, asked(**told))
    assert (tally.low, tally.high) == count


@pytest.mark.parametrize(
    ("joint", "side", "count"),
    [
        (L4_5, Side.RIGHT, (1, 1)),
        (L4_5, Side.LEFT, (0, 0)),
        (JointLevel("L5", "S1"), None, (0, 0)),
        (None, None, (0, 1)),
    ],
)
def test_blocks_are_counted_joint_by_joint(joint: JointLevel | None, side: Side | None, count: tuple[int, int]) -> None:
    tally = positives([entry(90, 0)], joint, side, asked())
    assert (tally.low, tally.high) == count


def test_only_blocks_after_a_day_count_where_one_is_given() -> None:
    entries = [entry(90, 0), entry(90, 10), entry(90, 11), entry(90)]
    tally = positives(entries, L4_5, None, asked(), FIRST + dt.timedelta(days=10))
    assert (tally.low, tally.high) == (1, 2)
