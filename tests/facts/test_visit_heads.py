# ruff: noqa: E501 - notes as they are written
"""The day of an evaluation at the head of its note, in the forms that practices give it."""

from __future__ import annotations

import datetime as dt

import pytest

from facetproof.facts.reading import read_document

BODY = "\nLBP x 14 mo. Pain 6/10 today.\nO: Facet loading positive. TTP lumbar paraspinals.\nP: L4-5 MBB.\n"
DAY = dt.date(2025, 4, 22)


@pytest.mark.parametrize(
    "head",
    [
        "4/22/25  NEW PT  58M, HVAC tech",
        "FELLOW CLINIC - results visit, 2nd block                 4/22/25   (attg: Sample)",
        "FOLLOW-UP CONSULTATION (dictated, not read)\nVisit of April 22, 2025. Mr. Testcase, 72.",
        "INDEPENDENT MEDICAL EVALUATION\nExaminee: Mr. Testcase          Examined: April 22, 2025",
        "FOLLOW-UP FORM   (pt fills top)          Date: 04 / 22 / 2025",
    ],
)
def test_the_date_at_the_head_is_that_of_the_evaluation(head: str) -> None:
    assessment = read_document(head + BODY).assessment
    assert assessment is not None
    assert assessment.date == DAY


def test_the_day_the_pain_began_is_not_that_of_the_visit() -> None:
    note = "HPI - WORKERS COMP: The current problem began on or about 2/10/2000." + BODY
    assessment = read_document(note).assessment
    assert assessment is None or assessment.date is None


def test_a_handout_given_in_the_visit_makes_it_no_leaflet() -> None:
    assessment = read_document("4/22/25  NEW PT" + BODY + "Handout on steroids given.\n").assessment
    assert assessment is not None
    assert assessment.date == DAY


def test_a_letter_of_the_day_is_of_a_visit_only_where_it_says_so() -> None:
    letter = (
        "April 22, 2025\n\nDear Dr. Sample,\n\nThank you for asking me to see Mrs. Testcase, whom I met in clinic {when}. She has had neck "
        "pain for two years. On examination there is facet tenderness. I plan C4-5 medial branch blocks.\n\nYours sincerely\n"
    )
    seen = read_document(letter.format(when="this morning")).assessment
    assert seen is not None
    assert seen.date == DAY
    other = read_document(letter.format(when="last month")).assessment
    assert other is None or other.date is None


def test_a_long_line_of_dashes_before_a_date_is_read_to_its_end() -> None:
    assert read_document("a-" * 60 + "! 4/22/25" + BODY).documents


def test_the_last_procedure_under_its_label_is_not_that_of_today() -> None:
    chart = read_document(
        "DATE OF NOTE: 08/13/2024\nLAST PROCEDURE (06/11/2024): right T7-T9 medial branch block, bupivacaine 0.5%. 70% relief for 4 hours.\n\n"
        "PROCEDURE TODAY: LEFT T7, T8, T9 medial branch block\nDESCRIPTION: 1 mL of ropivacaine 0.2% was deposited at each nerve.\n"
    )
    assert chart.session is not None
    assert [drug.agent for drug in chart.session.injectates or ()] == ["ropivacaine"]
