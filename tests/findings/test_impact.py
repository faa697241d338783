"""Which cases a change of policy hits, from what to what, and why."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import msgspec
import pytest
from random_charts import Maker

from facetproof.errors import InputError
from facetproof.findings.impact import CaseImpact, Impact, Law, Tally, impact
from facetproof.findings.judge import audit
from facetproof.model.chart import Chart
from facetproof.model.finding import Status, Verdict
from facetproof.outputs.impact import LISTED, render_impact
from facetproof.sources.chart_json import chart_from

OLD, NEW = Law(None, dt.date(2023, 1, 1)), Law(None, dt.date(2025, 6, 1))


def chart(payer: str | None = "medicare:palmetto", **changes: Any) -> Chart:
    """An injection under moderate sedation: a matter of an appeal before 2024, not covered since."""
    session = {
        "dos": "2023-05-10",
        "technique": "medial_branch_block",
        "intent": "diagnostic",
        "guidance": "fluoroscopy",
        "sedation": "moderate",
        "sedation_reason": "a tremor that she cannot hold still",
        "targets": [{"side": "right", "joints": ["L4-5"]}],
        "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
        **changes,
    }
    return chart_from({"id": "c1", "payer": payer, "session": session}, where="test")[0]


def test_a_case_that_flips_is_told_with_the_rule_the_value_and_both_clauses() -> None:
    found = impact(chart(), OLD, NEW)
    assert (found.before, found.after) == (Verdict.NEEDS_DOCUMENTATION, Verdict.NOT_SUPPORTED)
    flip = next(flip for flip in found.flips if flip.rule == "IM06")
    assert (flip.before, flip.after) == (Status.NOT_DOCUMENTED, Status.NOT_MET)
    assert [(why.name, why.before, why.after) for why in flip.why] == [("appeal", ["moderate", "mac"], None)]
    assert flip.source_before
    assert flip.source_after
    assert flip.source_before.version < flip.source_after.version  # type: ignore[operator]


def test_what_claims_look_like_is_the_why_where_no_value_of_the_rule_differs() -> None:
    two = [{"side": "right", "joints": ["T12-L1", "L1-2"]}]
    found = impact(chart(sedation="none", targets=two), OLD, NEW)
    assert {flip.rule: [why.name for why in flip.why] for flip in found.flips}["LV03"] == ["t12l1_rule"]
    assert found.lines_before != found.lines_after


def test_a_requirement_that_is_met_hits_nobody_by_coming_or_going() -> None:
    found = impact(chart(sedation="none"), OLD, NEW)
    assert "BL07" not in {flip.rule for flip in found.flips}
    assert all(flip.before is not Status.MET or flip.after is not None for flip in found.flips)


def test_one_law_hits_nobody() -> None:
    for seed in range(20):
        one = chart_from(Maker(seed=seed).chart(), where="test")[0]
        assert not impact(one, NEW, NEW).hit


@pytest.mark.parametrize("seed", range(10))
def test_the_answers_are_those_of_two_audits(seed: int) -> None:
    one = chart_from(Maker(seed=seed).chart(), where="test")[0]
    found = impact(one, OLD, NEW)
    first, second = audit(one, as_of=OLD.day), audit(one, as_of=NEW.day)
    assert (found.before, found.after) == (first.determination, second.determination)
    old, new = ({f.rule: f.status for f in d.findings} for d in (first, second))
    for flip in found.flips:
        assert (flip.before, flip.after) == (old.get(flip.rule), new.get(flip.rule))
    untold = {*old, *new} - {flip.rule for flip in found.flips}
    assert all(old.get(code) == new.get(code) or {old.get(code), new.get(code)} == {None, "met"} for code in untold)


def test_two_payers_can_be_compared_on_one_day() -> None:
    day = dt.date(2025, 6, 1)
    found = impact(chart(payer=None), Law("medicare:ngs", day), Law("medicare@KY", day))
    assert (found.policy_before, found.policy_after) == ("medicare:ngs", "medicare:cgs")


def test_a_chart_without_a_payer_needs_one() -> None:
    with pytest.raises(InputError):
        impact(chart(payer=None), OLD, NEW)


def tallied(number: int) -> Impact:
    tally = Tally()
    tally.unusable = 1
    for n in range(number):
        hit = chart(sedation="moderate" if n % 2 else "none")
        tally.add(impact(msgspec.structs.replace(hit, id=f"c{n}"), OLD, NEW))
    return tally.done()


def test_the_summary_counts_by_determination_and_by_rule() -> None:
    found = tallied(10)
    assert (found.cases, found.unusable) == (10, 1)
    assert found.verdicts == {"needs_documentation → not_supported": 5}
    rule = next(rule for rule in found.rules if rule.rule == "IM06")
    assert rule.moves == {"not_documented → not_met": 5}
    assert rule.cases == 5


def test_cases_with_another_determination_come_first() -> None:
    changed = tallied(8).changed
    order = [case.before is case.after for case in changed]
    assert order == sorted(order)


def test_the_text_tells_summary_and_cases() -> None:
    text = " ".join(render_impact(tallied(4), title="One → two", every=False, width=100, color=False).split())
    for part in (
        "4 cases judged by both, 2 with a difference; 1 line could not be judged",
        "2 needs documentation → not supported",
        "IM06 No sedation with injection",
        "not documented → not met: appeal moderate, mac → not asked; the record says moderate",
    ):
        assert part in text


def test_a_long_list_is_cut_unless_all_are_asked_for() -> None:
    one = impact(chart(), OLD, NEW)
    many = Tally()
    for n in range(LISTED + 5):
        many.add(CaseImpact(**{**msgspec.structs.asdict(one), "id": f"case-{n}"}))
    short, whole = (
        render_impact(many.done(), title="x", every=every, width=100, color=False) for every in (False, True)
    )
    assert "and 5 more" in short
    assert f"case-{LISTED + 4}" in whole
    assert f"case-{LISTED + 4}" not in short


def test_the_json_holds_everything() -> None:
    told = json.loads(msgspec.json.encode(tallied(2)))
    assert told["changed"][0]["flips"][0]["why"]
