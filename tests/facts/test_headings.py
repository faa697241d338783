"""Headings of notes of many practices open the section that a reader takes them for."""

from __future__ import annotations

from pathlib import Path

import pytest

from facetproof.facts.reading import read_document
from facetproof.facts.section_kinds import kind_of, words_of

ROWS = [
    (kind, heading)
    for line in (Path(__file__).parent / "headings.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for kind, _, listed in [line.partition(": ")]
    for heading in listed.split("; ")
]


@pytest.mark.parametrize(("kind", "heading"), ROWS)
def test_a_heading_opens_its_section(kind: str, heading: str) -> None:
    assert str(kind_of(words_of(heading))) == kind


def test_a_list_of_treatments_ends_before_prose() -> None:
    text = (
        "Visit 08/19/2025\n\nPREVIOUS INTERVENTIONS\n01/09/2024  L4-5 medial branch block   85%  6 h\n"
        "01/30/2024  L4-5 medial branch block   90%  3 h\n\n"
        "Pain returned in February 2025, now 6/10 average, right sided low back, no leg symptoms. ODI 38.\n"
    )
    chart = read_document(text)
    assert chart.assessment is not None
    assert chart.assessment.pain is not None
    assert chart.assessment.pain.score == 6
