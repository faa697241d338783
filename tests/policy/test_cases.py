"""Every rule's own examples come out as they say, under every policy that takes the binding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facetproof.errors import LibraryError
from facetproof.findings.examples import look_up, outcome
from facetproof.policy.cases import RuleCase, cases_of, read_cases
from facetproof.policy.find import CORE, folders, policy, policy_ids, version
from facetproof.policy.load import rule_files

POLICIES = [CORE, *policy_ids()]
#: Whether a kind of session is covered at all: where it is not, no record meets the rule.
EXCLUSIONS = {"TX04", "RF08"}


def everywhere() -> Iterator[Any]:
    """Each example under each policy that it holds for; one that is inherited needs the policy in force on its day."""
    for id in POLICIES:
        own = {code for code, path in rule_files(folders()[id]).items() if path.parent == folders()[id]}
        for case in cases_of(folders()[id]):
            if case.payer in (None, id) and (case.rule in own or policy(id).on(case.dos)):
                yield pytest.param(id, case, id=f"{id} {case.rule} {case.name}")


@pytest.mark.parametrize(("id", "case"), list(everywhere()))
def test_the_example_comes_out_as_it_says(id: str, case: RuleCase) -> None:
    in_force = version(id, case.dos)
    assert outcome(in_force.rule(case.rule), look_up(case, id, in_force.form)) == case.expect


def bindings() -> list[Path]:
    return sorted({path for id in POLICIES for path in rule_files(folders()[id]).values()})


@pytest.mark.parametrize("path", bindings(), ids=lambda p: f"{p.parent.name} {p.stem}")
def test_every_binding_has_examples_of_more_than_one_answer(path: Path) -> None:
    cases = read_cases(path.with_name(f"{path.stem}.cases.yaml"))
    assert len({case.expect for case in cases}) >= 2
    assert "met" in {case.expect for case in cases} or path.stem in EXCLUSIONS
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
