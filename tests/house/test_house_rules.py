"""House rules as tests: what ARCHITECTURE.md states as absences is checked here."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import facetproof

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "facetproof"
MODULES = sorted(SOURCE.rglob("*.py"))
MAX_LINES = 400
MAX_DEPTH = 3

#: Calls that turn silence into a verdict.
NULL_SWALLOWERS = {
    "fill_null",
    "fill_nan",
    "otherwise",
    "drop_nulls",
    "all",
    "any",
    "sum",
    "and_",
    "or_kleene",
    "filter",
}


def module_id(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_module_is_no_longer_than_a_few_pages(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MAX_LINES, f"{module_id(path)} has {lines} lines; split it by idea"


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_folders_are_at_most_three_deep(path: Path) -> None:
    assert len(path.relative_to(SOURCE).parent.parts) <= MAX_DEPTH


def calls_on_objects(path: Path) -> list[tuple[int, str]]:
    """(line, name) of every method call `something.name(...)` in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (node.lineno, node.func.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.relative_to(SOURCE).parts[0] in ("policy", "findings")], ids=module_id
)
def test_no_call_swallows_a_null_where_statuses_are_made(path: Path) -> None:
    found = [(line, name) for line, name in calls_on_objects(path) if name in NULL_SWALLOWERS]
    assert not found, f"{module_id(path)}: {found}"


def test_the_check_for_null_swallowers_can_fail(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("x = pl.when(c).then(a).otherwise(b)\ny = col.fill_null(False)\n")
    assert {name for _, name in calls_on_objects(bad)} >= {"otherwise", "fill_null"}


def test_only_one_function_reads_unknown_as_false_in_columns() -> None:
    tree = ast.parse((SOURCE / "findings" / "columns.py").read_text(encoding="utf-8"))
    users = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(n, ast.Attribute) and n.attr == "eq_missing" for n in ast.walk(node))
    }
    assert users == {"holds", "_at_least"}


def test_policy_never_imports_what_sees_a_note() -> None:
    for path in (SOURCE / "policy").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "facetproof.facts.reading" not in text
        assert "facetproof.facts.readers" not in text
        assert "facetproof.sources" not in text


PAYERS = re.compile(r"noridian|palmetto|novitas|\bngs\b|aetna|cigna|uhc|medicare", re.IGNORECASE)


@pytest.mark.parametrize("path", sorted((SOURCE / "facts").rglob("*.py")), ids=module_id)
def test_facts_never_see_a_payer(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    docs = {
        ast.get_docstring(n, clean=False)
        for n in ast.walk(tree)
        if isinstance(n, (ast.Module, ast.FunctionDef, ast.ClassDef))
    }
    code_words = {name for name in names if name not in docs and PAYERS.search(name) and len(name) < 60}
    assert not code_words


def test_outputs_never_compute_a_status() -> None:
    for path in (SOURCE / "outputs").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "findings.scalar" not in text
        assert "findings.columns" not in text
        assert "findings.determine" not in text


def test_public_names_are_pinned() -> None:
    assert sorted(facetproof.__all__) == [
        "Chart",
        "Claim",
        "Determination",
        "Evidence",
        "FacetproofError",
        "Finding",
        "audit",
        "code",
        "merge",
        "policy",
        "read",
    ]
    for name in facetproof.__all__:
        assert getattr(facetproof, name) is not None


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        facetproof.nonsense  # noqa: B018


def test_no_bare_level_names_a_nerve() -> None:
    """`level` alone is the costliest word of the field: variables say joint level, or nerve."""
    wrong = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        wrong += [
            f"{module_id(path)}:{node.lineno} {node.id}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and node.id in {"nerve_level", "nerve_levels", "level_nerve"}
        ]
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_public_functions_and_classes_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = [
        node.name
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not bare, f"{module_id(path)}: {bare}"
    assert ast.get_docstring(tree) or not tree.body, f"{module_id(path)} has no module docstring"


FLATTERY = re.compile(r"\b(simply|obviously|powerful|seamless|blazing|state-of-the-art|robust and)\b", re.IGNORECASE)


@pytest.mark.parametrize("path", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]), ids=lambda p: p.name)
def test_prose_does_not_flatter(path: Path) -> None:
    assert not FLATTERY.findall(path.read_text(encoding="utf-8"))


def test_architecture_has_at_most_two_pages() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 120
