"""Levels, regions, fusions and authorization, read from what coding made of the chart."""

from __future__ import annotations

from typing import Any

import pytest

from facetproof.facts.catalogue import look_up
from facetproof.facts.values import Range, Value
from facetproof.findings.case import JudgedCase
from facetproof.findings.facts import register_all
from facetproof.findings.judge import audit
from facetproof.model.finding import Reason
from facetproof.sources.chart_json import chart_from

register_all()
PAIR = {"t12l1_rule": "mac_one_region"}


def case(chart: dict[str, Any], form: dict[str, str] | None = None) -> JudgedCase:
    read, _warnings = chart_from(chart, where="test")
    return JudgedCase(read, form or {})


def fact(chart: dict[str, Any], name: str, form: dict[str, str] | None = None, **params: Any) -> Value:
    return look_up(case(chart, form), name, tuple(sorted(params.items())))


def treated(*targets: dict[str, Any], **more: Any) -> dict[str, Any]:
    session = {"dos": "2026-05-12", "technique": "medial_branch_block", "guidance": "fluoroscopy"}
    return {"session": session | {"targets": list(targets)}, **more}


def joints(*names: str, side: str = "left") -> dict[str, Any]:
    return {"side": side, "joints": list(names)}


ABLATIONS = [
    {"dos": "2026-01-10", "technique": "thermal_rfa", "targets": [joints("L4-5", side="right")]},
    {"dos": "2026-02-10", "technique": "thermal_rfa", "targets": [joints("L4-5")]},
]
UNSIDED = {"dos": "2026-03-10", "technique": "thermal_rfa", "targets": [{"joints": ["L4-5"]}]}
SPAN = {"side": "left", "text": "L4-S1"}


@pytest.mark.parametrize(
    ("chart", "name", "value", "reason"),
    [
        (treated(joints("L3-4", "L4-5")), "levels.count", 2, None),
        (treated(joints("L4-5"), joints("L4-5", side="right")), "levels.count", 1, None),
        (treated(joints("L2-3"), SPAN), "levels.count", Range(1, None), Reason.VAGUE),
        (treated(SPAN), "levels.count", None, Reason.VAGUE),
        (treated(), "levels.known", None, Reason.ABSENT),
        (treated(), "levels.sided", None, Reason.ABSENT),
        (treated({"joints": ["L4-5"]}), "levels.sided", None, Reason.ABSENT),
        (treated({"side": "left", "nerves": ["S1", "S2"]}), "levels.known", None, Reason.UNMAPPED),
        (treated(joints("L4-5", side="bilateral")), "levels.bilateral", True, None),
        (treated(joints("L4-5"), joints("L4-5", side="right")), "levels.bilateral", True, None),
        (treated(joints("L4-5")), "levels.bilateral", False, None),
        (treated(SPAN), "levels.bilateral", None, Reason.VAGUE),
        (treated(joints("L3-4", "L4-5")), "levels.contiguous", True, None),
        (treated(joints("L2-3", "L4-5")), "levels.contiguous", False, None),
        (treated(joints("C5-6"), joints("L4-5")), "levels.one_region", False, None),
        (treated(joints("C5-6"), SPAN), "levels.one_region", None, Reason.VAGUE),
    ],
)
def test_levels_are_counted_only_as_far_as_they_are_known(
    chart: dict[str, Any], name: str, value: object, reason: Reason | None
) -> None:
    found = fact(chart, name)
    assert found.value == value
    assert found.reason is reason


def test_a_conflict_about_the_side_is_told_as_such() -> None:
    chart = treated({"joints": ["L4-5"]}, conflicts=[{"path": "session.targets.0.side", "values": ["left", "right"]}])
    assert fact(chart, "levels.sided").value is None
    assert fact(chart, "note.consistent").reason is Reason.CONFLICTING


@pytest.mark.parametrize(
    ("names", "form", "value"),
    [
        (("T12-L1", "L1-2"), PAIR, True),
        (("T12-L1", "L1-2"), {}, False),
        (("T12-L1",), PAIR, True),
        (("T11-12", "T12-L1"), PAIR, None),
        (("T11-12", "T12-L1"), {}, True),
        (("T11-12", "T12-L1", "L1-2"), {}, False),
    ],
)
def test_the_region_over_t12_follows_the_payers_rule(
    names: tuple[str, ...], form: dict[str, str], value: bool | None
) -> None:
    assert fact(treated(joints(*names)), "levels.one_region", form).value is value


@pytest.mark.parametrize(
    ("fused", "value"),
    [
        ([], ()),
        (["L4-5"], ("L4-5",)),
        (["L3-S1"], ("L4-5",)),
        (["L2-L4"], ()),
        (["lumbar"], None),
        (["lumbar", "L4-5"], ("L4-5",)),
        (None, None),
    ],
)
def test_a_fusion_told_as_a_span_covers_the_joints_between(fused: list[str] | None, value: object) -> None:
    assessment = {} if fused is None else {"fused_joints": fused}
    assert fact(treated(joints("L4-5"), assessment=assessment), "levels.fused").value == value


@pytest.mark.parametrize(("scope", "value"), [(("L4-5", "L5-S1"), ()), (("L5-S1",), ("L4-5",))])
def test_joints_outside_the_scope_are_named(scope: tuple[str, ...], value: object) -> None:
    assert fact(treated(joints("L4-5")), "levels.out_of_scope", scope=scope).value == value


def test_an_unknown_joint_may_lie_outside_the_scope() -> None:
    assert fact(treated(joints("L4-5"), SPAN), "levels.out_of_scope", scope=("L4-5",)).value is None


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ({}, "authorization.affirmed", None),
        ({"decision": "affirmed"}, "authorization.affirmed", True),
        ({"decision": "partial"}, "authorization.affirmed", None),
        ({"decision": "non_affirmed"}, "authorization.affirmed", False),
        ({"side": "bilateral"}, "authorization.side_fits", True),
        ({"side": "right"}, "authorization.side_fits", False),
        ({}, "authorization.side_fits", True),
        ({"joints": ["L4-5"]}, "authorization.joints_outside", ("L5-S1",)),
        ({}, "authorization.joints_outside", ()),
        ({"valid_from": "2026-05-12", "valid_to": "2026-05-12"}, "authorization.days_fit", True),
        ({"valid_from": "2026-05-13"}, "authorization.days_fit", False),
        ({"valid_to": "2026-05-11"}, "authorization.days_fit", False),
    ],
)
def test_an_authorization_is_compared_only_where_it_says_something(
    given: dict[str, Any], name: str, value: object
) -> None:
    assert fact(treated(joints("L4-5", "L5-S1"), authorization=given), name).value == value


def test_codes_are_taken_from_the_record_before_there_is_a_claim() -> None:
    chart = treated(joints("L4-5", "L5-S1"), authorization={"codes": ["64493"]})
    assert fact(chart, "authorization.codes_outside", codes=("64493", "64494")).value == ("64494",)


def test_without_a_claim_with_lines_nothing_is_said_of_billing() -> None:
    chart = treated(joints("L4-5"), claim={"lines": []})
    assert fact(chart, "billing.unsupported_codes").value is None


def test_a_fault_of_the_claim_names_its_line() -> None:
    claim = {"lines": [{"cpt": "64493", "units": 1, "modifiers": ["LT"]}, {"cpt": "64490", "units": 1}]}
    found = fact(treated(joints("L4-5"), claim=claim), "billing.unsupported_codes")
    assert found.paths == ("claim.lines.1",)
    assert isinstance(found.value, tuple)
    assert str(found.value[0]).startswith("64490: ")


def test_a_contradiction_about_the_pain_is_one_open_question() -> None:
    chart = treated(
        joints("L4-5"), payer="medicare:ngs", conflicts=[{"path": "assessment.pain.score", "values": [3, 8]}]
    )
    asked = audit(chart_from(chart, where="test")[0]).queries
    assert [q for q in asked if "pain score" in q] == [
        "The record makes different statements on: assessment pain score. Which of them is right?"
    ]


def test_deep_sedation_with_a_reason_is_asked_about() -> None:
    chart = treated(joints("L4-5"), payer="medicare:ngs")
    chart["session"] |= {"technique": "thermal_rfa", "sedation": "mac", "sedation_reason": "tremor"}
    found = audit(chart_from(chart, where="test")[0])
    assert "What depth of sedation was given, and which condition made it necessary?" in found.queries
    assert {f.rule: f.status.value for f in found.findings}["IM07"] == "not_met"


def test_a_third_level_left_to_an_appeal_holds_the_claim() -> None:
    chart = treated(joints("L3-4", "L4-5", "L5-S1"), payer="medicare:ngs", plan={"third_level_reason": "trauma"})
    chart["session"] |= {"dos": "2022-05-10", "intent": "therapeutic"}
    held = audit(chart_from(chart, where="test")[0])
    assert held.hold
    assert {f.rule: f.status.value for f in held.findings}["LV02"] == "not_documented"


@pytest.mark.parametrize("per", ["region", "level", "patient"])
@pytest.mark.parametrize(
    ("side", "history", "days", "sides"),
    [
        ("left", ABLATIONS, 3, 2),
        ("right", ABLATIONS, 3, 2),
        ("bilateral", ABLATIONS, 3, 2),
        ("left", [*ABLATIONS, UNSIDED], 4, Range(2, 3)),
        ("left", [ABLATIONS[0]], 2, 1),
    ],
)
def test_a_session_is_a_day_or_a_day_and_side_as_the_form_says(
    per: str, side: str, history: list[dict[str, Any]], days: int, sides: int | Range
) -> None:
    chart = treated(joints("L4-5", side=side), history=history)
    chart["session"]["technique"] = "thermal_rfa"
    asked: dict[str, Any] = {"kinds": ("ablation",), "per": per, "window": "rolling_12_months"}
    assert fact(chart, "history.sessions", {"session_unit": "date"}, **asked).value == days
    assert fact(chart, "history.sessions", {"session_unit": "date_side"}, **asked).value == sides
    assert fact({**chart, "options": {"session_unit": "date_side"}}, "history.sessions", **asked).value == sides
