"""The terminal report: order, words, width, colour, safety."""

from __future__ import annotations

import re

import msgspec
import pytest

from facetproof.model.chart import Chart, Document
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Determination, Verdict
from facetproof.outputs.report import render, render_coding


def test_the_verdict_comes_first_then_wrong_missing_questions_lines_warnings_fine(
    determination: Determination, chart: Chart
) -> None:
    report = render(determination, chart, width=80, color=False)
    assert report.startswith("✗ NOT SUPPORTED")
    headings = ["WRONG (1)", "MISSING (1)", "ASK THE PHYSICIAN", "CLAIM LINES", "WARNINGS (1)", "FINE (3)", "Note:"]
    places = [report.index(heading) for heading in headings]
    assert places == sorted(places)


def test_a_finding_tells_words_place_demand_clause_confidence_and_remedy(
    determination: Determination, chart: Chart
) -> None:
    report = " ".join(render(determination, chart, width=120, color=False).split())
    start = chart.documents[1].text.index("01/05/2025") if chart.documents and chart.documents[1].text else -1
    assert re.search(r'record 9 days "01/05/2025" in "[^"]*First block on 01/05/2025 gave 85%', report)
    assert f"(procedure.txt, characters {start + 1}-{start + 10})" in report
    assert "asked at least 14 days" in report
    assert "clause DOC-1, version 2024-05-01, Indications, blocks (primary: the document itself was read)" in report
    assert "do Two weeks must lie between the blocks" in report


def test_the_hold_is_explained_beside_the_lines(determination: Determination, chart: Chart) -> None:
    report = " ".join(render(determination, chart, width=80, color=False).split())
    assert "must not be sent" in report
    assert "64494-RT x 2 64494-RT-KX x 1 L5-S1 M47.816 units and modifiers differ" in report
    without = render(msgspec.structs.replace(determination, hold=False), chart, width=80, color=False)
    assert "must not be sent" not in " ".join(without.split())


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_asked(determination: Determination, chart: Chart, width: int) -> None:
    report = render(determination, chart, width=width, color=False)
    assert max(len(line) for line in report.splitlines()) <= width
    assert not any(line.endswith(" ") for line in report.splitlines())


def test_without_colour_there_is_no_escape_code_and_nothing_is_lost(determination: Determination, chart: Chart) -> None:
    plain = render(determination, chart, width=80, color=False)
    coloured = render(determination, chart, width=80, color=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == plain.split()


def test_control_characters_of_a_note_never_reach_the_terminal(determination: Determination, chart: Chart) -> None:
    text = "pain \x1b[2J\x07\u202e[bold]14[/bold] months"
    hostile = Evidence(0, len(text), text, "n")
    findings = tuple(msgspec.structs.replace(f, evidence=(hostile,), observed=text) for f in determination.findings)
    judged = msgspec.structs.replace(determination, findings=findings, id=text, queries=(text,), warnings=(text,))
    documents = (Document(id="n", text=text),)
    report = render(judged, msgspec.structs.replace(chart, documents=documents), width=200, color=False)
    assert not {"\x1b", "\x07", "\u202e"} & set(report)
    assert "[bold]14[/bold]" in report, "markup in a note is shown as written"


def test_a_chart_without_notes_shows_which_field_a_value_came_from(determination: Determination, chart: Chart) -> None:
    report = render(determination, msgspec.structs.replace(chart, documents=None), width=120, color=False)
    assert "FQ01" in report
    bare = tuple(msgspec.structs.replace(f, evidence=(), facts=("history.0.dos",)) for f in determination.findings)
    report = render(msgspec.structs.replace(determination, findings=bare), chart, width=120, color=False)
    assert "from the chart: history.0.dos" in report


def test_a_note_without_facet_procedure_says_so_and_nothing_else(determination: Determination) -> None:
    nothing = Determination(id=None, policy="cpt", version=None, determination=Verdict.NOT_APPLICABLE)
    report = render(nothing, Chart(), width=80, color=False)
    assert report.startswith("– NOT APPLICABLE")
    assert "CLAIM LINES" not in report


def test_code_prints_the_lines_without_a_verdict(determination: Determination) -> None:
    report = render_coding(determination, width=80, color=False)
    assert "64493-RT-KX x 1" in report
    assert "NOT SUPPORTED" not in report
    assert "must not be sent" in " ".join(report.split())


def test_what_could_not_be_read_of_a_document_is_told(determination: Determination) -> None:
    documents = (Document(id="scan", text="a", remarks=("Page 3 could not be read.",)),)
    report = render(determination, Chart(documents=documents), width=80, color=False)
    assert "Note on scan: Page 3 could not be read." in report
