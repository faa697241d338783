"""The way on says what the rules say about a plan on each day, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from random_charts import Maker
from sound_charts import DOS, block, sound

from facetproof.findings.judge import audit
from facetproof.findings.pathway import PROCEDURES, Pathway, Step, as_history, pathway
from facetproof.model.chart import Chart, Plan
from facetproof.model.finding import Status

DAY = dt.timedelta(days=1)


def chart_of(tree: dict[str, Any]) -> Chart:
    return msgspec.convert(tree, Chart)


def step_of(found: Pathway, procedure: str) -> Step:
    return next(step for step in found.steps if step.procedure == procedure)


def broken_on(chart: Chart, procedure: str, step: Step, day: dt.date) -> set[str]:
    """Denial rules that the audit of a plan for this day finds broken."""
    technique, intent = PROCEDURES[step.procedure]
    assert procedure == step.procedure
    record = as_history(chart)
    targets = chart.session.targets if chart.session else None
    plan = (record.plan or Plan()).replace(technique=technique, intent=intent, targets=targets, date=day)
    found = audit(record.replace(plan=plan)).findings
    return {f.rule for f in found if f.status is Status.NOT_MET and f.consequence == "denial"}


def test_a_second_block_waits_for_the_interval_of_the_policy() -> None:
    step = step_of(pathway(chart_of(sound("first_block")), days=60), "diagnostic")
    assert step.earliest == DOS + 14 * DAY
    assert [(wait.until, wait.finding.rule) for wait in step.waits] == [(step.earliest, "DX03")]
    assert step.waits[0].finding.source is not None


def test_an_ablation_after_one_block_leads_over_a_further_one() -> None:
    step = step_of(pathway(chart_of(sound("first_block")), days=60), "ablation")
    assert (step.outcome, step.over, step.earliest) == ("not_open", (DOS + 14 * DAY,), DOS + 15 * DAY)
    assert [f.rule for f in step.against] == ["RF01"]


def test_two_positive_blocks_open_the_ablation_the_next_day() -> None:
    tree = sound("second_block")
    tree["session"]["relief"] = {"percent": 90, "hours": 6}
    step = step_of(pathway(chart_of(tree), days=60), "ablation")
    assert (step.outcome, step.earliest, step.over) == ("open", DOS + DAY, ())


def test_without_the_response_the_ablation_is_open_once_documented() -> None:
    step = step_of(pathway(chart_of(sound("second_block")), days=60), "ablation")
    assert step.outcome == "needs_documentation"
    assert [f.rule for f in step.to_document] == ["RF01"]


def test_relief_of_an_ablation_cannot_have_lasted_six_months_the_next_day() -> None:
    step = step_of(pathway(chart_of(sound("ablation")), days=400), "ablation")
    assert step.repeat == "not_documented"
    assert step.repeat_from == dt.date(2025, 12, 2)


def test_where_function_does_not_count_the_repeat_itself_waits() -> None:
    tree = sound("ablation") | {"payer": "carelon"}
    tree["session"]["dos"] = "2023-06-01"
    step = step_of(pathway(chart_of(tree), days=400), "ablation")
    assert step.earliest is None or step.earliest > dt.date(2023, 11, 1)


@pytest.mark.parametrize("percent", [30, 49])
def test_an_ablation_that_did_not_help_is_not_repeated_over_more_waiting(percent: float) -> None:
    tree = sound("ablation")
    tree["session"]["relief"] = {"percent": percent, "hours": 4400, "function_percent": 10}
    step = step_of(pathway(chart_of(tree), days=400), "ablation")
    assert (step.repeat, step.earliest) == ("not_earned", None)
    assert "RF02" in {f.rule for f in step.against}


def test_after_a_successful_ablation_a_block_waits_until_it_is_stale() -> None:
    tree = sound("ablation")
    tree["session"]["relief"] = {"percent": 80, "hours": 4400}
    step = step_of(pathway(chart_of(tree)), "diagnostic")
    assert step.earliest == dt.date(2027, 6, 2)
    assert {wait.finding.rule for wait in step.waits} == {"DX06"}


def test_each_side_is_a_place_of_its_own() -> None:
    tree = sound("second_block")
    left = block(100)
    left["targets"] = [{"side": "left", "joints": ["L3-4"]}]
    tree["history"].append(left)
    found = pathway(chart_of(tree), days=20)
    assert {(step.side, step.joints) for step in found.steps} == {("right", ("L4-5", "L5-S1")), ("left", ("L3-4",))}


def test_a_record_without_joints_has_no_way_on() -> None:
    tree = sound("first_block")
    del tree["session"]["targets"]
    assert pathway(chart_of(tree), days=20).steps == ()


def test_conflicts_and_evidence_of_the_session_go_along_into_the_history() -> None:
    tree = sound("first_block")
    tree["conflicts"] = [{"path": "session.relief.percent", "values": [40, 80]}]
    tree["evidence"] = {"session.targets": [{"start": 0, "end": 1, "quote": "x"}]}
    moved = as_history(chart_of(tree))
    assert moved.session is None
    assert moved.conflicts
    assert moved.conflicts[0].path == "history.0.relief.percent"
    assert list(moved.evidence or {}) == ["history.0.targets"]


@pytest.mark.parametrize("kind", ["first_block", "second_block", "repeat_ablation", "therapeutic"])
def test_the_audit_of_a_plan_agrees_on_the_first_day_and_on_the_day_before(kind: str) -> None:
    chart = chart_of(sound(kind))
    found = pathway(chart, days=800)
    compared = 0
    for step in found.steps:
        if step.earliest is None or step.over:
            continue
        assert broken_on(chart, step.procedure, step, step.earliest) == set()
        if step.waits:
            before = {w.finding.rule for w in step.waits if w.until == step.earliest}
            assert before & broken_on(chart, step.procedure, step, step.earliest - DAY)
        compared += 1
    assert compared


@pytest.mark.parametrize("part", range(3))
def test_random_charts_have_a_way_on_without_a_crash(part: int) -> None:
    for seed in range(part * 8, part * 8 + 8):
        found = pathway(chart_of(Maker(seed).chart()), days=40)
        for step in found.steps:
            assert (step.outcome == "not_open") == bool(step.against or (step.earliest is None and not step.over)), seed
            assert [f for f in step.against if f.status is Status.MET] == []
