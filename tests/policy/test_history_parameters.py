"""Parameters of the history criteria that payers other than Medicare bind."""

from __future__ import annotations

from typing import Any

import pytest

from facetproof.findings.case import JudgedCase
from facetproof.findings.evaluate import FactTable
from facetproof.findings.facts import register_all
from facetproof.findings.scalar import truth
from facetproof.policy.criterion import criteria
from facetproof.sources.chart_json import chart_from

register_all()

Json = dict[str, Any]
HERE = [{"side": "right", "joints": ["L4-5"]}]
OTHER_SIDE = [{"side": "left", "joints": ["L4-5"]}]
NEXT_JOINT = [{"side": "right", "joints": ["L3-4"]}]
MBB = ["medial_branch_block"]
EITHER = [*MBB, "intra_articular"]


def block(dos: str | None = None, percent: float | None = None, **told: Any) -> Json:
    relief = {} if percent is None else {"relief": {"percent": percent, "hours": 6}}
    dated = {} if dos is None else {"dos": dos}
    return {"technique": MBB[0], "intent": "diagnostic", "targets": HERE, **dated, **relief, **told}


def steroid(dos: str | None = None, **told: Any) -> Json:
    return block(dos, technique="intra_articular", **{"intent": "therapeutic", **told})


def ablation(dos: str | None = None, **told: Any) -> Json:
    dated = {} if dos is None else {"dos": dos}
    return {"technique": "thermal_rfa", "targets": HERE, **dated, **told}


def answer(code: str, parameters: Json, session: Json, history: list[Json], **told: Any) -> str:
    chart, _ = chart_from(
        {
            "session": {"dos": "2025-03-10", **session},
            "history": history,
            "history_from": "2015-01-01",
            **told,
        },
        where="test",
    )
    requirement = criteria()[code].build(**parameters)
    facts = FactTable(JudgedCase(chart, {}))
    if truth(requirement.when, facts.get) is not True:
        return "absent"
    return {True: "met", False: "not_met", None: "not_documented"}[truth(requirement.term, facts.get)]


TWO = {"count": 2, "min_relief": 50, "techniques": EITHER}
ANAESTHETIC = {"injectates": [{"agent": "bupivacaine"}]}
WITH_STEROID = {"injectates": [{"agent": "bupivacaine"}, {"agent": "triamcinolone"}]}
YEAR = {"window": "calendar_year", "max_sessions": 2}
ROLLING = {"window": "rolling_12_months", "max_sessions": 2}


@pytest.mark.parametrize(
    ("code", "parameters", "session", "history", "expect"),
    [
        # at least one of the two must be a branch block
        (
            "RF01",
            TWO | {"at_least": {MBB[0]: 1}},
            ablation(),
            [block("2024-12-10", 50), steroid("2025-01-14", intent="diagnostic", relief={"percent": 50})],
            "met",
        ),
        (
            "RF01",
            TWO | {"at_least": {MBB[0]: 1}},
            ablation(),
            [
                steroid("2024-12-10", intent="diagnostic", relief={"percent": 50}),
                steroid("2025-01-14", intent="diagnostic", relief={"percent": 50}),
            ],
            "not_met",
        ),
        # anaesthetic only
        (
            "RF01",
            TWO | {"agents": ["bupivacaine"]},
            ablation(),
            [block("2024-12-10", 60, **ANAESTHETIC), block("2025-01-14", 60, **ANAESTHETIC)],
            "met",
        ),
        (
            "RF01",
            TWO | {"agents": ["bupivacaine"]},
            ablation(),
            [block("2024-12-10", 60, **ANAESTHETIC), block("2025-01-14", 60, **WITH_STEROID)],
            "not_met",
        ),
        (
            "RF01",
            TWO | {"agents": ["bupivacaine"]},
            ablation(),
            [block("2024-12-10", 60, **ANAESTHETIC), block("2025-01-14", 60)],
            "not_documented",
        ),
        # different days must be shown
        ("RF01", TWO | {"different_days": True}, ablation(), [block("2024-12-10", 60), block("2025-01-14", 60)], "met"),
        ("RF01", TWO | {"different_days": True}, ablation(), [block(None, 60, count=2)], "not_documented"),
        # one block is enough
        ("RF01", TWO | {"count": 1}, ablation(), [block("2024-12-10", 50)], "met"),
        (
            "TX01",
            TWO | {"same_side": True},
            steroid(),
            [block("2024-12-10", 90), block("2025-01-14", 90, targets=OTHER_SIDE)],
            "not_met",
        ),
        (
            "TX01",
            TWO | {"in_a_row": True},
            steroid(),
            [block("2024-12-10", 90), block("2025-01-14", 30), block("2025-02-14", 90)],
            "not_met",
        ),
        # open bound, no functional arm
        (
            "RF02",
            {"min_relief": 50, "min_hours": 2016, "above": True},
            ablation(),
            [ablation("2024-06-10", relief={"percent": 51, "hours": 2016})],
            "met",
        ),
        (
            "RF02",
            {"min_relief": 50, "min_hours": 2016, "above": True},
            ablation(),
            [ablation("2024-06-10", relief={"percent": 50, "hours": 3000})],
            "not_met",
        ),
        (
            "RF02",
            {"min_relief": 50, "min_hours": 2016},
            ablation(),
            [ablation("2024-06-10", relief={"percent": 40, "hours": 3000, "function_percent": 90})],
            "not_met",
        ),
        # lesion time
        ("RF04", {"min_seconds": 40, "max_seconds": 90}, ablation(ablation={"seconds": 40}), [], "met"),
        ("RF04", {"min_seconds": 40, "max_seconds": 90}, ablation(ablation={"seconds": 90}), [], "met"),
        ("RF04", {"min_seconds": 40, "max_seconds": 90}, ablation(ablation={"seconds": 39}), [], "not_met"),
        ("RF04", {"min_seconds": 40, "max_seconds": 90}, ablation(ablation={"seconds": 91}), [], "not_met"),
        ("RF04", {"min_seconds": 40, "max_seconds": 90}, ablation(), [], "not_documented"),
        # interval by joint and side
        ("RF05", {"min_months": 6}, ablation(), [ablation("2024-09-10")], "met"),
        ("RF05", {"min_months": 6}, ablation(), [ablation("2024-09-11")], "not_met"),
        ("RF05", {"min_months": 6}, ablation(), [ablation("2025-01-10", targets=OTHER_SIDE)], "absent"),
        ("RF05", {"min_months": 6}, ablation(), [ablation("2025-01-10", targets=NEXT_JOINT)], "absent"),
        (
            "RF05",
            {"min_months": 6},
            ablation(),
            [ablation("2025-01-10", targets=[{"joints": ["L4-5"]}])],
            "not_documented",
        ),
        (
            "RF05",
            {"min_months": 6},
            ablation(),
            [ablation("2025-01-10", targets=[{"side": "bilateral", "joints": ["L4-5"]}])],
            "not_met",
        ),
        ("RF05", {"min_months": 6}, ablation(dos="2025-08-31"), [ablation("2025-03-01")], "not_met"),
        ("RF05", {"min_months": 6}, ablation(dos="2025-08-31"), [ablation("2025-02-28")], "met"),
        # interval of blocks with an upper end
        ("DX03", {"min_days": 14, "max_days": 28}, block(), [block("2025-02-10")], "met"),
        ("DX03", {"min_days": 14, "max_days": 28}, block(), [block("2025-02-09")], "not_met"),
        ("DX04", {"same_side": True}, block(), [block("2025-02-10", targets=OTHER_SIDE)], "not_met"),
        ("DX08", {"expected_hours": {"bupivacaine": 6}}, block(), [block("2025-02-10", 90, **ANAESTHETIC)], "met"),
        ("DX08", {"expected_hours": {"bupivacaine": 7}}, block(), [block("2025-02-10", 90, **ANAESTHETIC)], "not_met"),
        # no therapeutic injection shortly before
        ("DX09", {"min_days": 28, "techniques": EITHER}, block(), [steroid("2025-02-10")], "met"),
        ("DX09", {"min_days": 28, "techniques": EITHER}, block(), [steroid("2025-02-11")], "not_met"),
        (
            "DX09",
            {"min_days": 28, "techniques": EITHER},
            block(),
            [steroid("2025-02-11", intent=None)],
            "not_documented",
        ),
        (
            "DX09",
            {"min_days": 28, "techniques": EITHER},
            block(),
            [steroid("2025-03-01", targets=[{"side": "left", "joints": ["C5-6"]}])],
            "met",
        ),
        ("DX09", {"min_days": 28, "techniques": EITHER}, block(), [], "met"),
        # blocks of one course
        ("DX10", {"max_blocks": 2}, block(), [block("2025-02-10")], "met"),
        ("DX10", {"max_blocks": 2}, block(), [block("2025-01-10"), block("2025-02-10")], "not_met"),
        ("DX10", {"max_blocks": 2}, block(), [block("2023-01-10"), block("2023-02-10"), ablation("2023-03-10")], "met"),
        # therapeutic injections
        ("TX04", {"covered": False}, steroid(), [], "not_met"),
        ("TX05", {}, steroid(), [], "not_documented"),
        # units and windows of counting
        ("FQ01", YEAR | {"per": "level"}, block(), [block("2025-01-01"), block("2024-12-31")], "met"),
        ("FQ01", YEAR | {"per": "level"}, block(), [block("2025-01-01"), block("2025-02-01")], "not_met"),
        (
            "FQ01",
            YEAR | {"per": "level"},
            block(),
            [block("2025-01-01"), block("2025-02-01", targets=NEXT_JOINT)],
            "met",
        ),
        (
            "FQ03",
            ROLLING | {"per": "level_side"},
            ablation(),
            [ablation("2024-06-10"), ablation("2024-07-10", targets=OTHER_SIDE)],
            "met",
        ),
        (
            "FQ03",
            ROLLING | {"per": "level_side"},
            ablation(),
            [ablation("2024-06-10"), ablation("2024-07-10", targets=[{"joints": ["L4-5"]}])],
            "not_documented",
        ),
        (
            "FQ03",
            ROLLING | {"per": "patient"},
            ablation(),
            [ablation("2024-06-10"), ablation("2024-07-10", targets=[{"side": "left", "joints": ["C5-6"]}])],
            "not_met",
        ),
        (
            "FQ03",
            ROLLING | {"edge": "included"},
            ablation(),
            [ablation("2024-03-10"), ablation("2024-07-10")],
            "not_met",
        ),
        (
            "FQ01",
            ROLLING | {"kinds": ["diagnostic", "therapeutic"]},
            block(),
            [steroid("2024-06-10"), steroid("2024-07-10", intent=None)],
            "not_met",
        ),
        ("FQ04", ROLLING, steroid(), [block("2024-06-10"), block("2024-07-10")], "not_met"),
        ("FQ04", ROLLING, ablation(), [], "absent"),
        # the plan's year is not in a chart
        ("FQ04", {"window": "from_first_approved", "max_sessions": 2}, block(), [block("2024-06-10")], "met"),
        (
            "FQ04",
            {"window": "from_first_approved", "max_sessions": 2},
            block(),
            [block("2024-06-10"), block("2025-01-10")],
            "not_documented",
        ),
    ],
)
def test_the_parameter_decides(code: str, parameters: Json, session: Json, history: list[Json], expect: str) -> None:
    assert answer(code, parameters, session, history) == expect


@pytest.mark.parametrize(
    ("code", "parameters", "session", "plan", "expect"),
    [
        ("TX05", {}, steroid(), {"rfa_intended": True}, "not_met"),
        ("TX05", {}, steroid(), {"rfa_intended": False}, "met"),
        ("TX05", {}, steroid(), {"rfa_intended": True, "rfa_not_possible_reason": "implanted device"}, "met"),
        ("DX03", {"min_days": 14, "reason_allowed": False}, block(), {"early_repeat_reason": "travels"}, "not_met"),
    ],
)
def test_the_plan_decides(code: str, parameters: Json, session: Json, plan: Json, expect: str) -> None:
    assert answer(code, parameters, session, [block("2025-03-01")], plan=plan) == expect


@pytest.mark.parametrize(
    ("code", "parameters"),
    [
        ("DX06", {"min_relief": 50, "stale": {"years": 2, "combine": "maybe"}}),
        ("RF06", TWO | {"stale": {"years": 2, "combine": "maybe"}}),
        ("CY02", {"max_repeats": 1, "min_relief": 50, "per": "region"}),
        ("RF04", {}),
        ("DX03", {}),
    ],
)
def test_a_binding_that_makes_no_sense_is_refused(code: str, parameters: Json) -> None:
    with pytest.raises(ValueError, match=r"combined by|counted per|at least one term"):
        criteria()[code].build(**parameters)


def test_a_history_too_short_proves_neither_absence_nor_ceiling() -> None:
    no_other = {"min_days": 28, "techniques": EITHER}
    assert answer("DX09", no_other, block(), [], history_from="2025-02-20") == "not_documented"
    assert answer("DX10", {"max_blocks": 2}, block(), [], history_from=None) == "not_documented"
