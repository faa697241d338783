"""Procedure notes in styles of many writers: all that is read of the session, and nothing more."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from procedure_styles import NOT_FACET, NOTHING_DONE, STYLES
from procedure_styles_more import MORE_NOT_FACET, MORE_NOTHING_DONE, MORE_STYLES

from facetproof.facts.reading import read_document

#: Told elsewhere or in words of the note: compared by other tests.
NOT_COMPARED = {"same_day", "intent_text", "sedation_text", "place_of_service"}
NO_VALUE: dict[str, Any] = {}


def session_of(text: str) -> dict[str, Any]:
    chart = msgspec.json.decode(msgspec.json.encode(read_document(text)))
    assert "conflicts" not in chart
    session: dict[str, Any] = chart.get("session", NO_VALUE)
    return {field: value for field, value in session.items() if field not in NOT_COMPARED}


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(text, want, id=name) for name, text, want in STYLES + MORE_STYLES]
)
def test_all_of_the_session_is_read_and_nothing_more(text: str, expected: dict[str, Any]) -> None:
    session = session_of(text)
    in_words = {field: want for field, want in expected.items() if isinstance(want, str) and field in LISTS}
    for field, words in in_words.items():
        # a list told too loosely for one reading: these words are in it
        told = msgspec.json.encode(session.pop(field)).decode()
        assert all(word in told for word in words.replace(",", " ").split())
    assert session == {field: want for field, want in expected.items() if field not in in_words}


LISTS = ("targets", "injectates")


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in NOT_FACET + MORE_NOT_FACET])
def test_another_procedure_is_not_at_the_facet_joints(text: str) -> None:
    session = session_of(text)
    assert session.get("technique") == "not_facet"
    assert "targets" not in session


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in NOTHING_DONE + MORE_NOTHING_DONE])
def test_what_was_not_done_here_is_no_session(text: str) -> None:
    session = session_of(text)
    assert session.get("technique") in (None, "not_facet")
    assert "targets" not in session


TRAPS = [
    (
        "an ablation in the title, dated blocks below",
        "Procedure: Right L4-5, L5-S1 RFA\nDOS: 5/5/2025\nFluoro. 80C 90s.\nMBB #1 4/1/2025.\nRelief 85% for 6 hours.",
        {"technique": "thermal_rfa", "relief": None},
    ),
    (
        "a wait before the lesion",
        "Procedure: Right L3, L4 MB RFA. Waited for 60 seconds after 1 mL lidocaine, lesion at 80 C for 90 seconds.",
        {"ablation": {"celsius": 80, "seconds": 90}},
    ),
    (
        "blood pressure around the block",
        "Procedure: Right L3, L4 MBB 3/3/2025, fluoroscopy. Pre BP 130/80, post BP 120/70. Pain 5/10.",
        {"pain_before": {"score": 5}, "pain_after": None},
    ),
    (
        "where the patient went after MAC",
        "Procedure: Right C5 RFA. Anesthesia: MAC, patient was moved to recovery.",
        {"sedation": "mac", "sedation_reason": None},
    ),
    (
        "images of a scan",
        "Procedure: Right C5 MBB, fluoroscopy. Imaging: MRI images saved on disc show facet arthropathy.",
        {"images_saved": None},
    ),
    (
        "T11 and T12 are no run-together joint",
        "Procedure: MBB right T11, T12. 0.5 cc 0.5% bupivacaine each.",
        {"targets": [{"side": "right", "nerves": ["T11", "T12"]}]},
    ),
    (
        "the month of May",
        "Ann Testcase was treated on May 6, 2025: left L4-5 facet joint injection under fluoroscopy, performed today.",
        {"technique": "intra_articular", "dos": "2025-05-06"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(text, want, id=name) for name, text, want in TRAPS])
def test_words_that_mislead_give_no_value(text: str, expected: dict[str, Any]) -> None:
    session = session_of(text)
    assert {field: session.get(field) for field in expected} == expected
