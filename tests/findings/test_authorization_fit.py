"""The payer's answer beside what is scheduled: every difference is told, and nothing becomes an approval."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from sound_charts import sound

from facetproof.findings.authorization_fit import (
    authorization_of,
    differences,
    scheduled_in_chart,
    scheduled_in_claim,
)
from facetproof.findings.judge import audit
from facetproof.model.authorization import AnsweredLine, AuthorizationAnswer, Outcome
from facetproof.model.claimfile import BilledClaim, Provider, ServiceLine
from facetproof.model.finding import Status
from facetproof.model.spine import Side
from facetproof.sources.chart_json import chart_from

DAY = dt.date(2025, 6, 2)
PLAN = scheduled_in_chart(chart_from(sound("ablation"), where="test")[0])


def line(code: str | None = "64635", **more: Any) -> AnsweredLine:
    return AnsweredLine(**{"outcome": Outcome.APPROVED, "code": code, "units": 1, **more})


def answer(*lines: AnsweredLine, **more: Any) -> AuthorizationAnswer:
    base = {"format": "json", "outcome": Outcome.APPROVED, "number": "A1", "lines": lines}
    return AuthorizationAnswer(**{**base, **more})


BOTH = (line("64635", side=Side.RIGHT, joints=("L4-5",)), line("64636", side=Side.RIGHT, joints=("L5-S1",)))


def test_what_a_chart_schedules() -> None:
    assert PLAN.units == {"64635": 1, "64636": 1}
    assert PLAN.sides == frozenset({Side.RIGHT})
    assert PLAN.joints == ("L4-5", "L5-S1")
    assert PLAN.dos == DAY


def test_an_answer_that_covers_everything_differs_in_nothing() -> None:
    assert differences(answer(*BOTH, valid_from=DAY, valid_to=DAY), PLAN) == ()


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (answer(line("64635")), "code"),
        (answer(line("64635"), line("64636", outcome=Outcome.DENIED)), "code"),
        (answer(line("64635", units=0.5), line("64636")), "units"),
        (answer(line("64635", side=Side.LEFT), line("64636", side=Side.LEFT)), "side"),
        (answer(line("64635", modifiers=("LT",)), line("64636", modifiers=("LT",))), "side"),
        (answer(line("64635", joints=("L3-4",)), line("64636", joints=("L4-5",))), "joint"),
        (answer(*BOTH, valid_to=DAY - dt.timedelta(days=1)), "date"),
        (answer(*BOTH, valid_from=DAY + dt.timedelta(days=1)), "date"),
        (answer(line("64635", valid_to=DAY - dt.timedelta(days=1)), line("64636")), "date"),
        (answer(*BOTH, servicing_npi="1234567893"), "provider"),
        (answer(*BOTH, place_of_service="24"), "place"),
        (answer(*BOTH, outcome=Outcome.DENIED), "decision"),
        (answer(*BOTH, outcome=Outcome.PENDED), "decision"),
        (answer(*BOTH, outcome=Outcome.UNKNOWN), "decision"),
        (answer(outcome=Outcome.MODIFIED), "code"),
    ],
)
def test_each_difference_is_told(given: AuthorizationAnswer, what: str) -> None:
    assert [one.what for one in differences(given, PLAN)] == [what]


def test_one_day_of_validity_is_counted_from_the_decision_where_no_last_day_is_told() -> None:
    decided = answer(*BOTH, decided=DAY - dt.timedelta(days=120))
    assert differences(decided, PLAN, valid_days=120) == ()
    assert [one.what for one in differences(decided, PLAN, valid_days=119)] == ["date"]
    assert differences(decided, PLAN) == ()


def test_what_the_schedule_does_not_tell_is_open_and_not_taken_to_fit() -> None:
    value = sound("ablation")
    del value["session"]["targets"][0]["side"]
    del value["session"]["dos"]
    plan = scheduled_in_chart(chart_from(value, where="test")[0])
    found = differences(answer(*BOTH, valid_to=DAY), plan)
    assert {one.what for one in found if one.open} >= {"side", "date"}


@pytest.mark.parametrize(("number", "told"), [("a-1", []), (None, ["number"]), ("B2", ["number"])])
def test_a_claim_is_compared_too(number: str | None, told: list[str]) -> None:
    claim = BilledClaim(
        id="1",
        authorization_number=number,
        rendering=Provider(npi="1245319599"),
        lines=tuple(
            ServiceLine(number=n, cpt=code, units=1, modifiers=("RT",), dos=DAY)
            for n, code in enumerate(("64635", "64636"), 1)
        ),
    )
    given = answer(line("64635", side=Side.RIGHT), line("64636", side=Side.RIGHT), servicing_npi="1245319599")
    assert [one.what for one in differences(given, scheduled_in_claim(claim))] == told


@pytest.mark.parametrize(
    ("outcome", "decision"),
    [
        (Outcome.APPROVED, "affirmed"),
        (Outcome.MODIFIED, "partial"),
        (Outcome.DENIED, "non_affirmed"),
        (Outcome.PENDED, None),
        (Outcome.UNKNOWN, None),
        (Outcome.NOT_REQUIRED, None),
        (Outcome.CANCELLED, None),
    ],
)
def test_the_chart_keeps_the_decision_and_only_what_was_granted(outcome: Outcome, decision: str | None) -> None:
    kept = authorization_of(answer(BOTH[0], line("64636", outcome=Outcome.DENIED), outcome=outcome))
    assert kept.decision == decision
    assert kept.codes == ("64635",)
    assert kept.units == {"64635": 1}
    assert kept.side is Side.RIGHT


def test_what_lines_do_not_tell_alike_stays_open() -> None:
    kept = authorization_of(answer(line("64635", side=Side.RIGHT), line("64636"), line(units=None)))
    assert kept.side is None
    assert kept.units is None
    assert kept.joints is None


@pytest.mark.parametrize(("outcome", "status"), [("approved", Status.MET), ("denied", Status.NOT_MET)])
def test_the_rules_judge_by_the_answer_kept(outcome: str, status: Status) -> None:
    value = sound("ablation")
    value["session"]["billing_entity"] = "hospital_outpatient"
    chart = chart_from(value, where="test")[0]
    judged = audit(chart.replace(authorization=authorization_of(answer(*BOTH, outcome=Outcome(outcome)))))
    assert next(f.status for f in judged.findings if f.rule == "PA01") is status


def test_random_answers_never_make_an_approval_of_anything_else() -> None:
    rng = random.Random(6)
    for _ in range(400):
        lines = [
            line(
                rng.choice(["64635", "64636", "64493", None]), outcome=rng.choice([*Outcome]), units=rng.choice([1, 2])
            )
            for _ in range(rng.randint(0, 3))
        ]
        given = answer(*lines, outcome=rng.choice([*Outcome]))
        found = differences(given, PLAN)
        granted = {one.code for one in lines if one.outcome in (Outcome.APPROVED, Outcome.MODIFIED)}
        if given.outcome not in (Outcome.APPROVED, Outcome.MODIFIED):
            assert [one.what for one in found] == ["decision"]
            assert authorization_of(given).decision != "affirmed"
        elif lines and None not in granted and not {"64635", "64636"} <= granted:
            assert "code" in {one.what for one in found}
