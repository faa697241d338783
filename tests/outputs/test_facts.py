"""What was read, as a list of values with their words."""

from __future__ import annotations

from facetproof.model.chart import Assessment, Chart, Conflict, Session, Target
from facetproof.model.evidence import Evidence
from facetproof.model.spine import Side
from facetproof.outputs.facts import render_facts


def shown(chart: Chart) -> list[str]:
    return render_facts(chart, width=80, color=False).splitlines()


def test_values_inside_lists_have_a_line_each_and_lists_of_words_one() -> None:
    chart = Chart(
        session=Session(targets=(Target(side=Side.LEFT, joints=("L4-5", "L5-S1")),)),
        diagnoses=("M47.816",),
        evidence={
            "session.targets": (Evidence(0, 4, "left", "a"),),
            "diagnoses.0": (Evidence(9, 16, "M47.816", "a"),),
        },
    )
    assert shown(chart) == [
        "session.targets.0.side  left",
        "    “left”  [a]",
        "session.targets.0.joints  L4-5, L5-S1",
        "    “left”  [a]",
        "diagnoses  M47.816",
        "    “M47.816”  [a]",
    ]


def test_a_stated_none_is_told_and_silence_is_not() -> None:
    assert shown(Chart(assessment=Assessment(other_cause=()))) == ["assessment.other_cause  none (stated)"]
    assert "Nothing about a facet joint procedure" in shown(Chart())[0]


def test_a_contradiction_is_told_with_both_statements() -> None:
    conflict = Conflict(path="session.side", values=("left", "right"), evidence=(Evidence(0, 4, "left", "a"),))
    lines = shown(Chart(conflicts=(conflict,)))
    assert any("left / right" in line for line in lines)
    assert lines[-1] == "    “left”  [a]"
