"""Every rule's own examples come out as they say, under every policy that takes the binding."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facetproof.errors import LibraryError
from facetproof.facts.values import UNKNOWN, Range, Value
from facetproof.findings.case import JudgedCase
from facetproof.findings.evaluate import evaluate
from facetproof.findings.facts import register_all
from facetproof.findings.scalar import truth
from facetproof.policy.cases import RuleCase, cases_of, read_cases
from facetproof.policy.find import CORE, folders, policy_ids, version
from facetproof.policy.language import FactRef
from facetproof.policy.load import rule_files
from facetproof.policy.rule import Rule
from facetproof.sources.chart_json import chart_from

register_all()
POLICIES = [CORE, *policy_ids()]


def everywhere() -> Iterator[Any]:
    """Each example under each policy that it holds for."""
    for id in POLICIES:
        for case in cases_of(folders()[id]):
            if case.payer in (None, id):
                yield pytest.param(id, case, id=f"{id} {case.rule} {case.name}")


def with_date(case: RuleCase) -> dict[str, Any]:
    """The example's chart with its date of service in the session, or in the plan where there is no session."""
    chart: dict[str, Any] = json.loads(json.dumps(case.chart, default=str))
    if "session" in chart:
        chart["session"].setdefault("dos", case.dos.isoformat())
    elif "plan" in chart:
        chart["plan"].setdefault("date", case.dos.isoformat())
    return chart


def value(given: Any) -> Value:
    """A fact written in YAML: a mapping with `low` and `high` is a range, a list a set of words, null silence."""
    if given is None:
        return UNKNOWN
    if isinstance(given, dict):
        return Value(Range(given.get("low"), given.get("high")))
    return Value(tuple(given) if isinstance(given, list) else given)


def status(rule: Rule, case: RuleCase, payer: str, form: dict[str, str]) -> str:
    """What the rule says of the example."""
    if case.facts is not None:
        told = case.facts

        def look(ref: FactRef) -> Value:
            return value(told.get(ref.key, told.get(ref.name)))

        if truth(rule.requirement.when, look) is not True:
            return "absent"
        return {True: "met", False: "not_met", None: "not_documented"}[truth(rule.requirement.term, look)]
    chart, _warnings = chart_from({"payer": payer, **with_date(case)}, where="case")
    found = evaluate(JudgedCase(chart, form), [rule])
    return found[0].status.value if found else "absent"


@pytest.mark.parametrize(("id", "case"), list(everywhere()))
def test_the_example_comes_out_as_it_says(id: str, case: RuleCase) -> None:
    in_force = version(id, case.dos)
    rule = in_force.rule(case.rule)
    got = "absent" if rule is None else status(rule, case, "cpt" if id == CORE else id, dict(in_force.form))
    assert got == case.expect


def bindings() -> list[Path]:
    return sorted({path for id in POLICIES for path in rule_files(folders()[id]).values()})


@pytest.mark.parametrize("path", bindings(), ids=lambda p: f"{p.parent.name} {p.stem}")
def test_every_binding_has_examples_of_more_than_one_answer(path: Path) -> None:
    cases = read_cases(path.with_name(f"{path.stem}.cases.yaml"))
    assert len({case.expect for case in cases}) >= 2
    assert "met" in {case.expect for case in cases}
    assert len({case.name for case in cases}) == len(cases)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{}", "list of examples"),
        ("- {name: x, dos: 2025-01-01, chart: {}, expect: maybe}", "`expect`"),
        ("- {name: x, dos: soon, chart: {}, expect: met}", "date of service"),
        ("- {name: x, dos: 2025-01-01, expect: met}", "either a chart or facts"),
        ("- {name: x, dos: 2025-01-01, chart: {}, facts: {}, expect: met}", "either a chart or facts"),
        ("- {name: x, dos: 2025-01-01, chart: {}, expect: met, why: so}", "keys out of"),
        ("- {dos: 2025-01-01, chart: {}, expect: met}", "has a name"),
    ],
)
def test_a_file_of_examples_that_is_not_well_formed_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "NC01.cases.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError, match=fault):
        read_cases(path)
