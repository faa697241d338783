"""Whatever would make the library untrustworthy is refused, with the file, the place and the fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from facetproof.errors import LibraryError
from facetproof.policy.find import CORE, policy_ids
from facetproof.policy.load import load_policy

POLICY = """\
id: test
documents:
  lcd: {id: L1}
milestones:
  start: 2021-01-01
  second: 2022-01-01
"""
RULE = """\
rule: NC01
values:
  start:
    min_months: 3
    cite: [{document: lcd, where: somewhere, for: [min_months]}]
checked: 2026-11-24
confidence: primary
remedy: {not_documented: ask, not_met: wait}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy with one well-formed rule."""
    here = tmp_path / "test"
    here.mkdir()
    (here / "policy.yaml").write_text(POLICY, encoding="utf-8")
    (here / "NC01.yaml").write_text(RULE, encoding="utf-8")
    return here


def test_the_template_itself_is_accepted(folder: Path) -> None:
    loaded = load_policy(folder)
    assert loaded.id == "test"
    assert list(loaded.bindings) == ["NC01"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("rule: NC01", "rule: NC02", "file's name"),
        ("rule: NC01", "rule: ZZ99", "code of a criterion"),
        ("confidence: primary", "confidence: certain", "`confidence` must be one of"),
        ("confidence: primary\n", "", "`confidence` must be one of"),
        ("checked: 2026-11-24\n", "", "`checked`"),
        ("checked: 2026-11-24", "checked: lately", "`checked`"),
        ("{not_documented: ask, not_met: wait}", "{not_met: wait}", "`remedy`"),
        ("    min_months: 3\n", "", "needs min_months"),
        ("min_months: 3", "min_months: 3\n    colour: red", "no parameter colour"),
        ("    cite: [{document: lcd, where: somewhere, for: [min_months]}]\n", "", "without a citation"),
        ("document: lcd", "document: lcd2", "names no document"),
        (", for: [min_months]", "", "No citation covers min_months"),
        ("  start:", "  someday:", "neither a date nor a milestone"),
        ("confidence: primary", "confidence: primary\nmood: good", "Unknown keys: mood"),
        ("confidence: primary", "confidence: primary\nconfidence: shared", "Not valid YAML"),
        ("confidence: primary", "confidence: primary\nconsequence: shame", "`consequence`"),
        ("min_months: 3", "min_months: 3\n    for: [dental]", "kinds of session"),
        ("min_months: 3", "min_months: {list: months}", "no list `months`"),
        ("values:", "values: {}\nvalue:", "Unknown keys"),
        ("rule: NC01", "- rule", "Not valid YAML"),
    ],
)
def test_a_rule_that_cannot_be_trusted_is_refused(folder: Path, old: str, new: str, fault: str) -> None:
    assert old in RULE
    (folder / "NC01.yaml").write_text(RULE.replace(old, new), encoding="utf-8")
    with pytest.raises(LibraryError, match=fault) as caught:
        load_policy(folder)
    assert caught.value.code == "policy-refused"
    assert "test/NC01.yaml" in caught.value.message


def test_values_without_an_entry_are_refused(folder: Path) -> None:
    lines = RULE.splitlines(keepends=True)
    (folder / "NC01.yaml").write_text("".join(["rule: NC01\n", "values: {}\n", *lines[5:]]), encoding="utf-8")
    with pytest.raises(LibraryError, match="at least one dated entry"):
        load_policy(folder)


def test_two_entries_on_one_day_are_refused(folder: Path) -> None:
    entry = RULE.split("values:\n")[1].split("checked:")[0]
    twice = RULE.replace(entry, entry + entry.replace("start:", "2021-01-01:"))
    (folder / "NC01.yaml").write_text(twice, encoding="utf-8")
    with pytest.raises(LibraryError, match="start on one day"):
        load_policy(folder)


def test_a_parameter_of_a_wrong_shape_is_refused(folder: Path) -> None:
    rule = RULE.replace("NC01", "NC05").replace("min_months: 3", "legs: [{colour: red}]").replace("min_months", "legs")
    (folder / "NC05.yaml").write_text(rule, encoding="utf-8")
    with pytest.raises(LibraryError, match="cannot be built"):
        load_policy(folder)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("id: test\n", "", "no `id`"),
        ("id: test", "id: test\nmood: good", "Unknown keys: mood"),
        ("id: test", "id: test\nextends: nobody", "no policy folder"),
        ("id: test", "id: test\nextends: test", "extends itself"),
        ("id: test", "id: test\nat_best: certain", "`at_best`"),
        ("id: test", "id: test\nend: soon", "A date was expected"),
        ("id: test", "id: test\nversions: [someday]", "neither a date nor a milestone"),
        ("documents:", "documents: [", "Not valid YAML"),
    ],
)
def test_a_policy_that_cannot_be_trusted_is_refused(folder: Path, old: str, new: str, fault: str) -> None:
    (folder / "policy.yaml").write_text(POLICY.replace(old, new), encoding="utf-8")
    with pytest.raises(LibraryError, match=fault):
        load_policy(folder)


def test_a_missing_policy_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="Cannot be read"):
        load_policy(tmp_path)


def test_what_is_only_recalled_warns_and_says_so(folder: Path) -> None:
    (folder / "NC01.yaml").write_text(RULE.replace("primary", "recalled"), encoding="utf-8")
    [(_, rule)] = load_policy(folder).bindings["NC01"]
    assert rule is not None
    assert rule.consequence == "warning"
    assert "Recalled only" in rule.note


def test_a_milestone_never_reached_leaves_its_entry_out(folder: Path) -> None:
    (folder / "policy.yaml").write_text(POLICY.replace("start: 2021-01-01", "start: never"), encoding="utf-8")
    assert load_policy(folder).bindings["NC01"] == ()


def test_a_later_document_is_cited_from_its_own_day_on(folder: Path) -> None:
    dated = POLICY.replace("{id: L1}", "{2021-01-01: {id: L1}, 2024-01-01: {id: L2}}")
    (folder / "policy.yaml").write_text(dated, encoding="utf-8")
    found = [(str(day), rule.citations[0].document.id) for day, rule in load_policy(folder).bindings["NC01"] if rule]
    assert found == [("2021-01-01", "L1"), ("2024-01-01", "L2")]


def test_a_nearer_folder_wins_and_drops(folder: Path, tmp_path: Path) -> None:
    near = tmp_path / "near"
    near.mkdir()
    head = "id: near\nextends: test\nmilestones: {start: 2023-01-01}\n"
    (near / "policy.yaml").write_text(head, encoding="utf-8")
    [(day, _)] = load_policy(near).bindings["NC01"]
    assert str(day) == "2023-01-01"
    (near / "policy.yaml").write_text(head + "drop: [NC01]\n", encoding="utf-8")
    assert load_policy(near).bindings == {}


def test_an_entry_that_ends_the_asking_leaves_no_rule(folder: Path) -> None:
    ended = RULE.replace("checked:", "  second: {asked: false}\nchecked:", 1)
    (folder / "NC01.yaml").write_text(ended, encoding="utf-8")
    assert [rule is None for _, rule in load_policy(folder).bindings["NC01"]] == [False, True]


def test_the_form_keeps_what_a_later_entry_does_not_name(folder: Path) -> None:
    form = POLICY + "form: {start: {kx: 'off', t12l1_rule: cpt}, second: {kx: medicare_diag}}\n"
    (folder / "policy.yaml").write_text(form, encoding="utf-8")
    assert load_policy(folder).forms[-1][1] == {"kx": "medicare_diag", "t12l1_rule": "cpt"}


@pytest.mark.parametrize("id", [CORE, *policy_ids()])
def test_the_library_itself_is_not_refused(id: str) -> None:
    from facetproof.policy.find import policy

    assert policy(id).bindings
