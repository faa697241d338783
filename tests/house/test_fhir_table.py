"""The table of FHIR requirements in the docs: the tests and rules it names exist; nine of ten rows have a test."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

from facetproof.sources.fhir_check.profiles import book

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "fhir.md").read_text(encoding="utf-8")
HEAD = "| id | section | in our words | rules | test |"


def rows() -> list[list[str]]:
    found, inside = [], False
    for line in PAGE.splitlines():
        inside = line == HEAD or (inside and line.startswith("|"))
        if inside and line != HEAD and not line.startswith("|---"):
            found.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return found


def test_every_test_named_in_the_table_exists() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    known = set(re.findall(r"def (test_\w+)\(", text))
    named = {name for row in rows() for name in re.findall(r"`(test_\w+)`", row[-1])}
    assert len(named) > 20
    assert named - known == set()


def test_nine_of_ten_requirements_that_apply_have_a_test() -> None:
    tested = [row for row in rows() if re.search(r"`test_\w+`", row[-1])]
    assert len(rows()) > 80
    assert len(tested) >= 0.9 * len(rows())
    assert all(row[-1].startswith(("untested: ", "not a test: ")) for row in rows() if row not in tested)


def test_every_rule_named_in_the_table_is_checked() -> None:
    folder = ROOT / "src" / "facetproof" / "sources" / "fhir_check"
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    rules = {rule.id for profile in book().profiles.values() for rule in profile.rules}
    rules |= set(re.findall(r'"([a-z0-9]+-[a-z0-9-]+)"', text))
    named = {name for row in rows() for name in re.findall(r"`([a-z0-9]+-[a-z0-9*-]+)`", row[-2])}
    assert len(named) > 50
    assert [name for name in named if not any(fnmatch(rule, name) for rule in rules)] == []
