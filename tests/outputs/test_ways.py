"""Same-day services and choices in the report and on the page."""

from __future__ import annotations

from typing import Any

import pytest

from facetproof.findings.judge import audit
from facetproof.model.finding import SameDayAnswer
from facetproof.outputs.page import render_page
from facetproof.outputs.report import render, render_coding
from facetproof.outputs.ways import same_day_text
from facetproof.sources.chart_json import chart_from

SESSION: dict[str, Any] = {
    "dos": "2024-08-10",
    "billing_entity": "professional",
    "technique": "medial_branch_block",
    "intent": "diagnostic",
    "guidance": "fluoroscopy",
    "targets": [{"side": "left", "nerves": ["L4"]}, {"side": "left", "joints": ["L2-3"]}],
    "same_day": [{"code": "99213", "kind": "evaluation"}],
}


def test_the_report_and_the_page_tell_the_same_day_and_the_choices() -> None:
    chart, _ = chart_from({"payer": "cpt", "session": SESSION}, where="test")
    determination = audit(chart)
    assert determination.choices
    assert determination.same_day
    shown = (
        render(determination, chart, width=400, color=False),
        render_coding(determination, width=400, color=False),
        render_page(determination, chart),
    )
    for text in shown:
        assert "99213 may stand beside it with modifier 25 on 99213 (pair table)" in text
        assert "single_nerve: 52" in text


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("part_of", "X is part of the facet procedure (pair table): because."),
        ("hold", "X holds the claim (pair table): because."),
        ("not_together", "X cannot be paid with it (pair table): because."),
        ("apart", "X may stand beside it (pair table): because."),
    ],
)
def test_each_answer_is_a_sentence(answer: Any, words: str) -> None:
    told = SameDayAnswer(service="X", answer=answer, decided_by="pair table", why="because")
    assert same_day_text(told) == words


def test_what_nothing_decided_is_not_said_to_be_decided() -> None:
    told = SameDayAnswer(service="epidural", answer="unknown", decided_by="nothing", why="there is no code")
    assert same_day_text(told) == "epidural cannot be told: there is no code."
