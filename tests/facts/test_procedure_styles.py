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
