"""The way on as text and as a drawing, and what its page shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import msgspec
import pytest
from defusedxml.ElementTree import fromstring
from sound_charts import block, sound

from facetproof.cli import main
from facetproof.findings.pathway import Pathway, pathway
from facetproof.model.chart import Chart
from facetproof.outputs.pathway import render_pathway
from facetproof.outputs.timeline import timeline

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "pathway.md").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def chart() -> Chart:
    return msgspec.convert(sound("first_block") | {"history": [block(200, 40)]}, Chart)


@pytest.fixture(scope="module")
def found(chart: Chart) -> Pathway:
    return pathway(chart, days=300)


def test_the_text_names_the_day_the_rule_and_the_clause(found: Pathway) -> None:
    shown = render_pathway(found, width=100, color=False)
    assert "not before 2025-06-16: DX03" in shown
    assert "L33930" in shown or "version" in shown


def test_the_drawing_has_a_title_and_tells_everything_in_words(chart: Chart, found: Pathway) -> None:
    root = fromstring(timeline(chart, found))
    assert root.get("role") == "img"
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert words is not None
    assert root.get("aria-labelledby", "").split() == [title.get("id"), words.get("id")]
    for step in found.steps:
        assert step.earliest is None or step.earliest.isoformat() in (words.text or "")
    assert "40 % relief for 6 hours" in (words.text or "")


def test_kinds_and_windows_are_told_apart_by_shape_and_pattern(chart: Chart, found: Pathway) -> None:
    drawn = timeline(chart, found)
    assert "fill:url(#hatch)" in drawn
    assert "fill:url(#dots)" in drawn
    assert '<circle class="mark"' in drawn


def test_words_of_a_record_cannot_become_markup(chart: Chart, found: Pathway) -> None:
    drawn = timeline(chart, msgspec.structs.replace(found, policy="<script>"))
    assert "<script>" not in drawn
    assert fromstring(drawn) is not None


def test_no_mark_lies_outside_the_drawing(chart: Chart, found: Pathway) -> None:
    root = fromstring(timeline(chart, found))
    width = float(root.get("width", "0"))
    assert [e for e in root.iter() if e.get("x") and not 0 <= float(e.get("x", "0")) <= width] == []


def test_the_command_of_the_page_prints_what_it_shows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    command, shown = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)[:2]
    assert main(shlex.split(command)[1:]) == 1
    assert capsys.readouterr().out.startswith(shown)


def test_json_and_drawing_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    drawn = tmp_path / "way.svg"
    notes = [f"examples/vague-outcome/{name}.txt" for name in ("evaluation", "second-block")]
    main(["pathway", *notes, "--payer", "medicare:palmetto", "--from", "2025-06-10", "--json", "--svg", str(drawn)])
    value = msgspec.json.decode(capsys.readouterr().out)
    assert value["start"] == "2025-06-10"
    assert fromstring(drawn.read_text(encoding="utf-8")) is not None


def test_a_date_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    note = str(ROOT / "examples" / "vague-outcome" / "second-block.txt")
    assert main(["pathway", note, "--payer", "medicare:ngs", "--from", "soon"]) == 2
    assert "--from is no date" in capsys.readouterr().err
