"""Procedure notes in many styles: what is read of the session, field by field."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from procedure_cases import CASES, Expected

from facetproof.facts.reading import read_document

NO_SESSION = [
    ("plan", "Follow-up visit\nHPI: low back pain.\nPlan: schedule right L4-5 medial branch block."),
    ("history", "Office visit\nHPI: She had a left L4-5 facet joint injection in 2023 with good relief. Pain is 6/10."),
    ("conditional", "Consultation\nIf therapy fails we could do facet injections at L4-5."),
    ("relative", "New patient\nHPI: His wife had an RFA of L4-5 last year."),
    (
        "report of a scan",
        "CT LUMBAR SPINE\nFINDINGS: At L4-5 facet arthropathy on the right.\nIMPRESSION: facet disease L4-5.",
    ),
    ("phone call", "Telephone encounter\nPatient called after his facet block of last week. 80% relief for 4 hours."),
    ("nothing", "The patient is well."),
    ("blank", " \n\t\n"),
]


def session_of(text: str) -> dict[str, Any]:
    session: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(read_document(text))).get("session", {})
    return session


@pytest.mark.parametrize(("text", "expected"), [pytest.param(text, want, id=name) for name, text, want in CASES])
def test_the_session_is_read_as_the_note_tells_it(text: str, expected: Expected) -> None:
    session = session_of(text)
    assert {field: session.get(field) for field in expected} == expected


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in NO_SESSION])
def test_what_was_not_done_today_is_no_session(text: str) -> None:
    assert session_of(text).get("technique") in (None, "not_facet")


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text, _ in CASES])
def test_every_value_has_words_of_the_note(text: str) -> None:
    chart = read_document(text)
    evidence = chart.evidence or {}
    for listed in evidence.values():
        assert all(text[span.start : span.end] == span.quote and span.quote for span in listed)
    session = session_of(text)
    for field, value in session.items():
        if value is not None:
            assert any(path.startswith(f"session.{field}") for path in evidence), field


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text, _ in CASES])
def test_windows_line_ends_and_hard_spaces_change_nothing(text: str) -> None:
    changed = text.replace("\n", "\r\n").replace(" mL", "\u00a0mL")
    assert session_of(changed).keys() == session_of(text).keys()
    assert session_of(changed).get("targets") == session_of(text).get("targets")
