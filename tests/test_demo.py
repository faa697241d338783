"""The examples come out as their cases expect, and the demo shows them."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

import facetproof
from facetproof import demo
from facetproof.cli import main
from facetproof.errors import InputError
from facetproof.model.finding import Determination, Finding, Status, SupportedLine, Verdict

CASES = demo.cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_example_comes_out_as_its_case_expects(case: demo.Case) -> None:
    assert list(demo.differences(case, facetproof.audit(demo.chart_of(case)))) == []


def test_examples_cover_every_determination() -> None:
    assert {case.expect["determination"] for case in CASES} == {verdict.value for verdict in Verdict}


def test_a_determination_that_is_not_expected_is_told_point_by_point() -> None:
    case = next(case for case in CASES if case.name == "clean-first-block")
    other = Determination(
        id=None,
        policy="x",
        version=None,
        determination=Verdict.NOT_SUPPORTED,
        lines=(SupportedLine(cpt="64493"),),
        findings=(Finding(rule="NC01", name="pain-duration", status=Status.NOT_MET),),
    )
    told = list(demo.differences(case, other))
    assert any(text.startswith("determination not_supported") for text in told)
    assert any(text.startswith("lines ['64493']") for text in told)
    assert "NC01 not_met, expected met" in told
    assert "BL01 without finding, expected met" in told


def test_a_folder_without_examples_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Run the demo from a checkout"):
        demo.cases(tmp_path)


def test_the_demo_writes_a_page_for_each_case_and_ends_with_commands_that_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert demo.main() == 0
    told = capsys.readouterr().out
    pages = {path.name for path in (tmp_path / demo.OUT).glob("*.html")}
    assert pages == {"index.html", *(f"{case.name}.html" for case in CASES)}
    assert "WRONG" in told
    monkeypatch.chdir(demo.CHECKOUT)
    for command in demo.NEXT:
        assert command in told
        assert main(shlex.split(command)) in (0, 1)
