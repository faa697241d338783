"""Blocks that a first ablation relies on, sides one after the other, therapy in a span: what is open stays open."""

from __future__ import annotations

from typing import Any

import pytest

from facetproof.facts.case import Case
from facetproof.facts.catalogue import look_up
from facetproof.facts.values import Plain, Range
from facetproof.findings.facts import register_all
from facetproof.sources.chart_json import chart_from

register_all()
Json = dict[str, Any]
HERE = [{"side": "right", "joints": ["L4-5"]}]
LEFT = [{"side": "left", "joints": ["L4-5"]}]
BOTH = [{"side": "bilateral", "joints": ["L4-5"]}]
NECK = [{"side": "right", "joints": ["C4-5"]}]


def value(name: str, history: list[Json], **told: Any) -> Plain | None:
    params = told.pop("params", {})
    session = {"dos": "2025-06-10", "technique": "thermal_rfa", "targets": HERE, **told.pop("session", {})}
    chart, _warnings = chart_from({"session": session, "history": history, **told}, where="test")
    return look_up(Case(chart), name, tuple(sorted(params.items()))).value


def block(dos: str | None = None, percent: float | None = None, **told: Any) -> Json:
    relief = {} if percent is None else {"relief": {"percent": percent, **told.pop("lasting", {})}}
    dated = {} if dos is None else {"dos": dos}
    return {"technique": "medial_branch_block", "intent": "diagnostic", "targets": HERE, **dated, **relief, **told}


def injection(dos: str | None = None, **told: Any) -> Json:
    dated = {} if dos is None else {"dos": dos}
    return {"technique": "intra_articular", "intent": "therapeutic", "targets": HERE, **dated, **told}


WASHOUT = {"techniques": ("intra_articular",), "blocks": 2}
TWO = [block("2025-04-10", 90), block("2025-05-10", 90)]
KNOWN = {"history_from": "2025-03-11"}  # 31 days before the first block, that day included

LONG = {"history_from": "2020-01-01"}


@pytest.mark.parametrize(
    ("history", "told", "days"),
    [
        (TWO, KNOWN, Range(31, None)),
        (TWO, {}, Range(0, None)),
        ([*TWO, injection("2025-03-31")], KNOWN, 10),
        ([*TWO, injection("2025-04-10")], KNOWN, 0),
        ([*TWO, injection("2025-05-11")], KNOWN, Range(31, None)),
        ([*TWO, injection("2025-03-31", targets=NECK)], KNOWN, Range(31, None)),
        ([*TWO, injection("2025-03-31", technique="medial_branch_block")], KNOWN, Range(31, None)),
        # which kind it was, when or where is not told: it may count
        ([*TWO, {k: v for k, v in injection("2025-03-31").items() if k != "intent"}], KNOWN, Range(10, None)),
        ([*TWO, injection()], KNOWN, Range(0, None)),
        ([*TWO, {k: v for k, v in injection("2025-03-31").items() if k != "targets"}], KNOWN, Range(10, None)),
        # a third block, tainted: two clean ones are enough
        ([block("2025-01-10", 90), block("2025-02-10", 90), TWO[1], injection("2025-05-01")], {}, Range(0, None)),
        (
            [injection("2025-01-01"), block("2025-03-01"), block("2025-04-01"), injection("2025-05-01"), TWO[1]],
            LONG,
            59,
        ),
        ([block(None, 90), TWO[1], injection("2025-05-01")], KNOWN, Range(0, 9)),
        ([injection("2025-05-01")], KNOWN, None),
    ],
)
def test_days_of_washout_are_those_of_the_blocks_that_count(history: list[Json], told: Json, days: Plain) -> None:
    assert value("ablation.washout_days", history, params=WASHOUT, **told) == days


FAILED = {"min_relief": 80, "techniques": ("medial_branch_block",), "of_last": 2}


@pytest.mark.parametrize(
    ("history", "count"),
    [
        ([block("2025-04-10", 80), block("2025-05-10", 90)], 0),
        ([block("2025-04-10", 79), block("2025-05-10", 90)], 1),
        ([block("2025-03-10", 10), block("2025-04-10", 90), block("2025-05-10", 90)], 0),
        ([block("2025-04-10", 10, targets=NECK), block("2025-05-10", 90)], 0),
        ([block("2025-04-10"), block("2025-05-10", 90)], Range(0, 1)),
        ([block(None, 10), block("2025-05-10", 90)], 1),
        ([injection("2025-05-10", relief={"percent": 10})], 0),
    ],
)
def test_failed_blocks_are_counted_among_the_last_ones(history: list[Json], count: Plain) -> None:
    assert value("ablation.failed_blocks", history, params=FAILED) == count


COMPARED = {"min_relief": 50, "longer": "bupivacaine", "shorter": "lidocaine", "by_hours": 3}
EXPECTED = {"min_relief": 50, "expected_hours": (("lidocaine", 2.5),)}


def drug(agent: str, hours: float | None, percent: float = 90, **lasting: bool) -> Json:
    told = {} if hours is None else {"hours": hours, **lasting}
    return block("2025-04-10", percent, lasting=told, injectates=[{"agent": agent}])


@pytest.mark.parametrize(
    ("history", "params", "truth"),
    [
        ([drug("lidocaine", 2)], {"min_relief": 50}, True),
        ([drug("lidocaine", None)], {"min_relief": 50}, None),
        ([block("2025-04-10", 90, lasting={"hours": 2})], {"min_relief": 50}, None),
        ([drug("lidocaine", None, percent=40)], {"min_relief": 50}, True),  # a negative block need not last
        ([drug("lidocaine", 2)], EXPECTED, False),
        ([drug("lidocaine", 2.5)], EXPECTED, True),
        ([drug("lidocaine", 2, ongoing=True)], EXPECTED, None),
        ([drug("lidocaine", 2), drug("bupivacaine", 5)], COMPARED, True),
        ([drug("lidocaine", 2), drug("bupivacaine", 4)], COMPARED, False),
        ([drug("lidocaine", 2), drug("bupivacaine", 4, ongoing=True)], COMPARED, None),
        ([drug("bupivacaine", 4), drug("bupivacaine", 4)], COMPARED, True),
    ],
)
def test_relief_of_each_block_is_held_against_its_drug(history: list[Json], params: Json, truth: bool | None) -> None:
    assert value("ablation.blocks_outlast_agents", history, params=params) is truth


@pytest.mark.parametrize(
    ("session", "history", "second"),
    [
        ({"targets": LEFT}, [{"dos": "2025-05-10", "technique": "thermal_rfa", "targets": HERE}], True),
        ({"targets": LEFT}, [block("2025-05-10")], False),  # another kind of session
        ({"targets": HERE}, [{"dos": "2025-05-10", "technique": "thermal_rfa", "targets": BOTH}], False),
        ({"targets": BOTH}, [{"dos": "2025-05-10", "technique": "thermal_rfa", "targets": HERE}], False),
        ({"targets": LEFT}, [], False),
    ],
)
def test_a_second_side_follows_a_first_one_of_the_same_kind(session: Json, history: list[Json], second: bool) -> None:
    assert value("sides.second", history, session=session) is second


THERAPY = {"modalities": ("physical_therapy",), "within_weeks": 6.0}


@pytest.mark.parametrize(
    ("care", "visits"),
    [
        ({"visits": 4, "weeks": 6}, 4),
        ({"visits": 4}, 4),
        ({"visits": 4, "weeks": 7}, Range(2, 4)),
        ({"visits": 13, "weeks": 24}, Range(4, 13)),  # 13 in four spans: one span has at least four
        ({"weeks": 6}, None),
        ({}, None),
    ],
)
def test_visits_spread_over_a_longer_time_leave_open_how_many_fell_together(care: Json, visits: Plain) -> None:
    told = {"conservative_care": [{"modality": "physical_therapy", "failed": True, **care}]}
    assert value("care.visits", [], assessment=told, params=THERAPY) == visits
