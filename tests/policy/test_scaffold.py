"""A practice's own folder: it loads as it is made, and asks nothing that nobody filled in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from facetproof.errors import PolicyError
from facetproof.findings.examples import told, untested
from facetproof.policy.criterion import criteria
from facetproof.policy.find import policy_ids, using, version
from facetproof.policy.scaffold import drafts, scaffold

DAY = dt.date(2026, 3, 1)
RULE = """\
rule: NC01
values:
  2026-03-01:
    min_months: 6
    cite: [{document: contract, where: "Section 2", for: [min_months]}]
checked: 2026-03-01
confidence: primary
remedy: {not_documented: Ask., not_met: Wait.}
"""
CASES = """\
- {name: six, dos: 2026-03-02, chart: {session: {technique: medial_branch_block, intent: diagnostic},
   assessment: {pain: {months: 6}}}, expect: met}
- {name: five, dos: 2026-03-02, chart: {session: {technique: medial_branch_block, intent: diagnostic},
   assessment: {pain: {months: 5}}}, expect: not_met}
"""


def made(folder: Path, rules: list[str] | None = None, base: str = "cpt") -> Path:
    scaffold("my-plan", folder, base=base, rules=rules or [], today=DAY)
    return folder / "my-plan"


def test_a_new_folder_loads_and_takes_the_rules_of_its_base(tmp_path: Path) -> None:
    made(tmp_path, base="medicare:ngs")
    with using([str(tmp_path)]):
        assert "private:my-plan" in policy_ids()
        own, base = version("private:my-plan", DAY), version("medicare:ngs", DAY)
        assert [rule.code for rule in own.rules] == [rule.code for rule in base.rules]
        assert version("private:my-plan", DAY - dt.timedelta(days=1)).start is None


def test_a_draft_names_every_parameter_and_asks_nothing(tmp_path: Path) -> None:
    folder = made(tmp_path, sorted(criteria()))
    assert len(drafts(folder)) == len(criteria())
    for code, criterion in criteria().items():
        text = (folder / f"{code}.yaml.draft").read_text(encoding="utf-8")
        assert all(f"# {name}:" in text for name in criterion.parameters)
    with using([str(tmp_path)]):
        assert version("private:my-plan", DAY).rule("NC01") is None


def test_examples_of_the_folder_are_run_by_the_same_rules(tmp_path: Path) -> None:
    folder = made(tmp_path, base="medicare:ngs")
    (folder / "NC01.yaml").write_text(RULE, encoding="utf-8")
    with using([str(tmp_path)]):
        assert untested(folder, tmp_path) == ["NC01"]
        (folder / "NC01.cases.yaml").write_text(CASES, encoding="utf-8")
        assert untested(folder, tmp_path) == []
        assert [(one.case.name, one.right) for one in told(folder, "private:my-plan", tmp_path)] == [
            ("six", True),
            ("five", True),
        ]


def test_an_example_that_comes_out_otherwise_is_seen(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "NC01.yaml").write_text(RULE.replace("months: 6", "months: 5"), encoding="utf-8")
    (folder / "NC01.cases.yaml").write_text(CASES, encoding="utf-8")
    with using([str(tmp_path)]):
        wrong = [one for one in told(folder, "private:my-plan", tmp_path) if not one.right]
    assert [(one.case.name, one.got) for one in wrong] == [("five", "met")]


@pytest.mark.parametrize(
    ("name", "base", "rules", "code"),
    [
        ("My Plan", "cpt", [], "name-invalid"),
        ("../x", "cpt", [], "name-invalid"),
        ("plan", "nobody", [], "payer-unknown"),
        ("plan", "cpt", ["XX99"], "rule-unknown"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(
    tmp_path: Path, name: str, base: str, rules: list[str], code: str
) -> None:
    with pytest.raises(PolicyError) as caught:
        scaffold(name, tmp_path, base=base, rules=rules, today=DAY)
    assert caught.value.code == code
    assert not list(tmp_path.iterdir())


def test_a_folder_is_never_overwritten(tmp_path: Path) -> None:
    made(tmp_path)
    with pytest.raises(PolicyError, match="already"):
        made(tmp_path)
