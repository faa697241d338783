"""The smallest repair repairs, is smallest, and changes nothing that the chart says."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import random
from typing import Any

import msgspec
import pytest
from random_charts import Maker
from sound_charts import KINDS, remove, sound, with_holes

from facetproof.findings.case import JudgedCase
from facetproof.findings.documentations import documentations, with_documentation
from facetproof.findings.evaluate import statuses
from facetproof.findings.facts import register_all
from facetproof.findings.judge import audit, day_of, form_of, policy_for
from facetproof.findings.open_places import Documentation
from facetproof.findings.repair import repair, touches
from facetproof.model.chart import Chart
from facetproof.model.finding import Status, Verdict


def chart_of(tree: dict[str, Any]) -> Chart:
    return msgspec.convert(tree, Chart)


def pool_of(chart: Chart) -> tuple[Documentation, ...]:
    dos = chart.session.dos if chart.session else None
    return documentations(chart, policy_for(chart, dos).rules, "session")


def met_only(pool: tuple[Documentation, ...]) -> list[Documentation]:
    """Without further earlier sessions: one of them may make a rule no longer asked, which is no repair."""
    return [item for item in pool if not item.path.startswith("history.+")]


def verdict_with(chart: Chart, chosen: tuple[Documentation, ...]) -> Verdict:
    return audit(chart_of(with_documentation(msgspec.to_builtins(chart), chosen))).determination


def chosen_of(chart: Chart, needed: Any) -> list[tuple[Documentation, ...]]:
    """What a listed set may stand for: the documentations of its paths."""
    pool = pool_of(chart)
    return list(itertools.product(*([d for d in pool if d.path == one.path] for one in needed)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_supported_chart_needs_no_repair(kind: str) -> None:
    found = repair(chart_of(sound(kind)))
    assert (found.outcome, found.sets, found.determination) == ("none_needed", (), Verdict.SUPPORTED)


#: Random charts looked at; the figure in the docs is from 10,000.
CHARTS = int(os.environ.get("FACETPROOF_REPAIR_CHARTS", "100"))
#: Facts among which every smaller set is tried.
BRUTE = 12


@pytest.mark.parametrize("part", range(4))
def test_every_failing_chart_is_repaired_by_each_listed_set_and_by_no_smaller_one(part: int) -> None:
    repaired = 0
    for seed in range(part * CHARTS // 4, (part + 1) * CHARTS // 4):
        chart = chart_of(with_holes(seed))
        found = repair(chart)
        if audit(chart).determination is Verdict.SUPPORTED:
            assert found.outcome == "none_needed", seed
            continue
        assert found.outcome == "found", seed
        for needed in found.sets:
            assert any(verdict_with(chart, c) is Verdict.SUPPORTED for c in chosen_of(chart, needed)), (seed, needed)
        assert not smaller_by_brute_force(chart, found.sets[0], seed), seed
        repaired += 1
    assert repaired >= CHARTS // 8


def smaller_by_brute_force(chart: Chart, needed: Any, seed: int) -> list[tuple[Documentation, ...]]:
    """Sets of fewer facts that repair, among the facts of a listed set and others drawn at random, twelve in all."""
    pool = met_only(pool_of(chart))
    paths = {one.path for one in needed}
    own = [d for d in pool if d.path in paths][:BRUTE]
    others = [d for d in pool if d not in own]
    some = own + random.Random(seed).sample(others, min(len(others), BRUTE - len(own)))
    return [
        tried
        for size in range(1, len(needed))
        for tried in itertools.combinations(some, size)
        if len({d.path for d in tried}) == size and verdict_with(chart, tried) is Verdict.SUPPORTED
    ]


def test_what_cannot_be_repaired_is_shown_and_named() -> None:
    """On charts whose facts contradict each other: whatever single fact is added, none repairs."""
    shown = 0
    for seed in range(60):
        chart = chart_of(Maker(seed).chart())
        found = repair(chart, most_tries=500)
        if found.outcome != "none":
            continue
        assert found.beyond or found.nearest, seed
        for item in pool_of(chart)[:10]:
            after = chart_of(with_documentation(msgspec.to_builtins(chart), (item,)))
            assert repair(after, most_tries=500, most_facts=1).outcome in ("none", "given_up", "more_than"), (
                seed,
                item.path,
            )
        shown += 1
    assert shown >= 20


def test_all_sets_of_one_fact_are_those_of_brute_force() -> None:
    compared = 0
    for seed in range(35):
        chart = chart_of(with_holes(seed, most=2))
        found = repair(chart, most_tries=250, most_sets=50)
        if found.outcome != "found" or len(found.sets[0]) != 1:
            continue
        pool = met_only(pool_of(chart))
        brute = {item.path for item in pool if verdict_with(chart, (item,)) is Verdict.SUPPORTED}
        assert {one.path for (one,) in found.sets if not one.path.startswith("history.+")} == brute, seed
        compared += 1
    assert compared >= 6


def test_a_value_that_the_chart_holds_is_never_changed() -> None:
    for seed in range(30):
        tree = with_holes(seed)
        chart = chart_of(tree)
        for item in pool_of(chart):
            before = msgspec.json.decode(msgspec.json.encode(chart))
            assert kept(before, with_documentation(before, [item])), item.path


def kept(before: Any, after: Any) -> bool:
    """Whether everything told before is told after, lists grown at their end at most."""
    if isinstance(before, dict):
        return all(key in after and kept(value, after[key]) for key, value in before.items())
    if isinstance(before, list):
        return len(after) >= len(before) and all(kept(a, b) for a, b in zip(before, after, strict=False))
    return bool(before == after)


def test_what_the_record_contradicts_is_not_repaired() -> None:
    tree = sound("first_block")
    tree["assessment"]["pain"]["axial"] = False
    found = repair(chart_of(tree))
    assert (found.outcome, found.sets, found.beyond) == ("none", (), ("NC02",))


def test_a_relief_told_as_a_bound_may_be_told_exactly_but_not_below_it() -> None:
    tree = sound("second_block")
    tree["history"][0]["relief"] = {"percent": 50, "bound": "at_least"}
    found = repair(chart_of(tree))
    assert [one.path for one in found.sets[0]] == ["history.0.relief"]
    tree["history"][0]["relief"] = {"percent": 60, "bound": "at_most"}
    assert not repair(chart_of(tree)).sets


def test_a_contradiction_is_settled_as_one_of_the_statements() -> None:
    tree = sound("first_block")
    del tree["session"]["targets"][0]["side"]
    tree["conflicts"] = [{"path": "session.targets.0.side", "values": ["left", "right"]}]
    found = repair(chart_of(tree))
    assert {one.path for one in found.sets[0]} == {"session.targets.0.side"}


def test_a_diagnosis_that_the_policy_lists_may_be_lacking() -> None:
    tree = sound("first_block") | {"payer": "medicare:noridian-je"}
    del tree["diagnoses"]
    found = repair(chart_of(tree))
    assert found.outcome == "found"
    assert {one.path.split("+")[0] for (one,) in found.sets} == {"diagnoses."}


PAYERS = ("medicare:ngs", "medicare:noridian-je", "aetna", "evicore", "uhc", "wa-lni")


@pytest.mark.parametrize("payer", PAYERS)
def test_what_a_rule_does_not_read_never_changes_it(payer: str) -> None:
    """The proof of smallness rests on this: a documentation leaves every rule as it was that does not touch it."""
    register_all()
    compared = 0
    for seed in range(8):
        chart = chart_of(with_holes(seed, most=4) | {"payer": payer})
        policy = policy_for(chart, day_of(chart))
        form = form_of(policy, dt.date(2025, 6, 2))
        before = statuses(JudgedCase(chart, form), policy.rules)
        for item in documentations(chart, policy.rules, "session")[seed % 3 :: 3]:
            after = chart_of(with_documentation(msgspec.to_builtins(chart), [item]))
            found = statuses(JudgedCase(after, form), policy.rules)
            for rule in policy.rules:
                if not touches(rule, item, "session") and not item.path.startswith("history.+"):
                    assert found.get(rule.code) == before.get(rule.code), (rule.code, item.path)
                    compared += 1
    assert compared > 200


def test_no_earlier_session_is_added_only_to_escape_a_rule() -> None:
    tree = sound("cyst")
    remove(tree, "assessment.pain.months")
    remove(tree, "assessment.pain.axial")
    found = repair(chart_of(tree))
    assert [{one.path for one in needed} for needed in found.sets] == [
        {"assessment.pain.months", "assessment.pain.axial"}
    ]


def test_one_rule_can_be_settled_alone() -> None:
    tree = sound("first_block")
    for path in ("assessment.pain.months", "session.guidance", "assessment.other_cause"):
        remove(tree, path)
    found = repair(chart_of(tree), rule="NC01")
    assert [[one.path for one in needed] for needed in found.sets] == [["assessment.pain.months"]]
    assert found.sets[0][0].asked == ">= 3 months"


def test_the_search_tells_where_it_ended() -> None:
    tree = sound("first_block")
    gaps = ("assessment.pain.months", "session.guidance", "assessment.other_cause")
    for path in gaps:
        remove(tree, path)
    chart = chart_of(tree)
    assert {f.rule for f in audit(chart).findings if f.status is not Status.MET} >= {"IM01", "NC01", "NC08"}
    assert (repair(chart, most_facts=2).outcome, repair(chart, most_facts=2).searched) == ("more_than", 2)
    assert repair(chart, most_tries=3).outcome == "given_up"
    assert {one.path for one in repair(chart).sets[0]} == set(gaps)
