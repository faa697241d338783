"""The usual words in the place of others that say the same."""

from __future__ import annotations

import pytest

from facetproof.facts.reading import read_document
from facetproof.facts.view import view_of


@pytest.mark.parametrize(
    ("said", "usual"),
    [
        ("At twenty minutes the visual analogue scale was one out of ten", "At 20 minutes the VAS was 1 out of 10"),
        ("0.5 milliliters, 40 milligrams per milliliter", "0.5 ml, 40 mg/ml"),
        ("point five mls; zero point two five", "0.5 ml; zero point two five"),
        ("seventy-five per cent better", "75% better"),
        ("MEDIAN BRANCH BLOCKS", "MEDIAL BRANCH BLOCKS"),
        ("Medial branch nerve blocks", "Medial branch blocks"),
        ("L four five and L five S one", "L4-5 and L5 S1"),
        ("C four, C five and C six", "C4, C5 and C6"),
        ("C four five six", "C4, C5, C6"),
        ("rt neck, LT C4-5, Lt. L3", "right neck, LEFT C4-5, Left. L3"),
        ("80 percent, ninety-percent, 5 pct", "80%, 90%, 5%"),
        ("w/relief w/o pain, 8 wks. of PT & 3 hrs. ago", "with relief without pain, 8 wks of PT and 3 hrs ago"),
        ("pain today was six before we started", "pain today was 6 before we started"),
        ("she rates it as seven, now two", "she rates it as 7, now two"),
        ("Date 5 / 29 / 2025", "Date 5/29/2025"),
        ("following the block, inj. of 1 cc", "after the block, injection of 1 cc"),
        ("reduction in his pain", "pain relief"),
        ("the solution was instilled", "the solution was injected"),
    ],
)
def test_words_become_the_usual_ones(said: str, usual: str) -> None:
    assert view_of(said).text == usual


@pytest.mark.parametrize(
    "said",
    [
        "64635-LT, 64635 RT",
        "one block, two sessions",
        "he can't one",
        "z-jointed",
        "someone out of options",
        "the tenth",
        "w/u, w/c",
        "6 hrs. Then",
        "percent relief: 9",
        "pain at one level",
        "pain was one of",
        "vitamin c one tablet",
        "the second's relief",
        "monitored following the guidelines",
    ],
)
def test_other_words_stay(said: str) -> None:
    assert view_of(said).text == said


def test_a_part_of_the_usual_words_is_quoted_as_the_whole_that_stands_there() -> None:
    text = "pain;  C five six seven.  numerical rating scale 7"
    view = view_of(text)
    at = view.text.index("C6")
    start, end = view.quoted(at, at + 2)
    assert text[start:end] == "C five six seven"
    at = view.text.index("NRS 7")
    start, end = view.quoted(at, at + len("NRS 7"))
    assert text[start:end] == "numerical rating scale 7"


def test_evidence_and_told_words_are_those_of_the_note() -> None:
    text = (
        "Procedure: Rt L four five medial branch nerve block 03/04/2025. Sedation: moderate, for severe anxiety rated "
        "eight out of ten.\nVisual analogue scale seven out of ten before, one out of ten after. "
        "point five mls of 2% lidocaine each."
    )
    chart = read_document(text)
    assert chart.session is not None
    assert chart.session.targets is not None
    assert chart.session.targets[0].joints == ("L4-5",)
    assert chart.session.injectates is not None
    assert chart.session.injectates[0].ml == 0.5
    for spans in (chart.evidence or {}).values():
        assert all(span.quote == text[span.start : span.end] for span in spans)
    quotes = {span.quote for spans in (chart.evidence or {}).values() for span in spans}
    assert "point five mls" in quotes
    assert any("L four five" in quote for quote in quotes)
