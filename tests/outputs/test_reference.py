"""The generated pages: whole, linked, and without a number of their own."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from facetproof.docs import main
from facetproof.facts.catalogue import catalogue
from facetproof.outputs.bound import value_text
from facetproof.outputs.reference.build import build
from facetproof.outputs.reference.coverage import NOT_ASKED, UNKNOWN, cell
from facetproof.outputs.reference.markdown import page, plain, policy_file, rule_file, table
from facetproof.policy.criterion import criteria
from facetproof.policy.find import CORE, policy, policy_ids, version

DAY = dt.date(2026, 11, 24)
LINK = re.compile(r"\[[^\]]*\]\(([^)]+)\)")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    build(folder, day=DAY)
    return folder


def test_every_rule_and_every_policy_has_a_page_and_is_in_the_index(built: Path) -> None:
    index = (built / "index.md").read_text(encoding="utf-8")
    for name in [*map(rule_file, criteria()), *map(policy_file, [CORE, *policy_ids()])]:
        assert (built / name).is_file()
        assert f"({name})" in index


def test_every_link_leads_somewhere(built: Path) -> None:
    for path in built.rglob("*.md"):
        for target in LINK.findall(path.read_text(encoding="utf-8")):
            if not target.startswith("https://"):
                assert (path.parent / target).is_file(), f"{path.name}: {target}"


def test_every_table_has_as_many_cells_as_its_head(built: Path) -> None:
    for path in built.rglob("*.md"):
        widths: set[int] = set()
        for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
            if line.startswith("|"):
                widths.add(len(re.findall(r"(?<!\\)\|", line)))
            else:
                assert len(widths) <= 1, path.name
                widths.clear()


def test_a_policy_page_has_every_version_and_every_rule_in_force(built: Path) -> None:
    for id in policy_ids():
        text = (built / policy_file(id)).read_text(encoding="utf-8")
        assert all(f"| {start.isoformat()} |" in text for start in policy(id).starts)
        in_force = policy(id).on(DAY)
        for rule in in_force.rules if in_force else ():
            assert f"../{rule_file(rule.code)}" in text


def test_a_rule_page_has_the_values_of_every_policy_that_binds_it(built: Path) -> None:
    for code in criteria():
        text = (built / rule_file(code)).read_text(encoding="utf-8")
        for id in policy_ids():
            rule = version(id, DAY).rule(code)
            if rule is not None and version(id, DAY).start is not None and rule.code in policy(id).bindings:
                row = next(
                    line
                    for line in text.splitlines()
                    if line.startswith(f"| [{plain(id)}]") and f"| {max(rule.since, policy(id).starts[0])} |" in line
                )
                assert all(plain(value_text(value)) in row for value in rule.values.values())
                assert rule.confidence in row


def test_examples_are_told_under_the_policies_that_take_them(built: Path) -> None:
    text = (built / rule_file("NC01")).read_text(encoding="utf-8")
    assert "exactly three months" in text
    assert text.index("## Examples") < text.index("exactly three months")


def test_the_glossary_has_every_fact(built: Path) -> None:
    text = (built / "glossary.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in text for name in catalogue())


@pytest.mark.parametrize(
    ("id", "code", "day", "told"),
    [
        ("medicare:ngs", "NC01", DAY, "asked"),
        ("medicare:ngs", "IM02", DAY, "warns"),
        ("medicare:ngs", "NC10", DAY, NOT_ASKED),
        ("medicare:ngs", "NC01", dt.date(1999, 1, 1), UNKNOWN),
        ("medicare:ngs", "LV01", dt.date(1999, 1, 1), "asked"),
        (CORE, "NC01", DAY, NOT_ASKED),
    ],
)
def test_the_matrix_tells_asked_warned_not_asked_and_unknown(id: str, code: str, day: dt.date, told: str) -> None:
    assert cell(id, code, day) == told


def test_pages_that_are_gone_are_removed_and_others_left(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "ZZ99.md").write_text("old", encoding="utf-8")
    (tmp_path / "own.md").write_text("mine", encoding="utf-8")
    assert main([str(tmp_path), "--day", "2026-11-24"]) == 0
    assert not (tmp_path / "rules" / "ZZ99.md").exists()
    assert (tmp_path / "own.md").exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("a | b", r"a \| b"),
        ("two\nlines", "two lines"),
        ("min_months", r"min\_months"),
        ("`min_months` and *x*", r"`min_months` and \*x\*"),
        ("<b>", r"\<b\>"),
    ],
)
def test_what_markdown_would_take_for_its_own_is_escaped(given: str, told: str) -> None:
    assert plain(given) == told


def test_an_empty_table_and_an_empty_part_are_nothing() -> None:
    assert table(("a",), []) == ""
    assert page("T", "", "x") == "# T\n\nx\n"
