"""Procedure notes as many practices write them: all that is read of the session, and nothing more.

`procedure_notes_wide.txt` and `procedure_forms.txt` hold blocks of `@@ name`, the note, `--`, and the session as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facetproof.facts.reading import read_document

NOTES = [Path(__file__).with_name(name) for name in ("procedure_notes_wide.txt", "procedure_forms.txt")]
#: Compared by other tests.
NOT_COMPARED = frozenset({"same_day", "intent_text", "sedation_text", "place_of_service"})


def wide_notes() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(name, text, session) of the files."""
    for block in (block for file in NOTES for block in file.read_text(encoding="utf-8").split("@@ ")[1:]):
        name, _, rest = block.partition("\n")
        text, _, told = rest.rpartition("\n--\n")
        yield name, text + "\n", json.loads(told)


@pytest.mark.parametrize(("text", "expected"), [pytest.param(text, want, id=name) for name, text, want in wide_notes()])
def test_a_note_of_any_practice_is_read_as_it_tells(text: str, expected: dict[str, Any]) -> None:
    chart = msgspec.json.decode(msgspec.json.encode(read_document(text)))
    told: dict[str, Any] = chart.get("session") or {}
    session = {field: value for field, value in told.items() if field not in NOT_COMPARED}
    wanted = {field: value for field, value in expected.items() if field not in NOT_COMPARED}
    if wanted.get("technique") in ("not_facet", None):
        assert session.get("technique") in ("not_facet", wanted.get("technique"))
        assert "targets" not in session
        return
    if wanted.get("sedation_reason") is True:
        assert session.pop("sedation_reason")
        del wanted["sedation_reason"]
    for field in ("targets", "injectates"):
        if isinstance(wanted.get(field), str):
            # told too loosely for one reading: these words are in it
            words = json.dumps(session.pop(field))
            assert all(word in words for word in wanted.pop(field).split())
    for session_or_want in (session, wanted):
        session_or_want["targets"] = _by_side(session_or_want.get("targets", []))
    assert session == wanted


def _by_side(targets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Targets in one order, each with its names in one order."""
    listed = [
        {key: sorted(value) if isinstance(value, list) else value for key, value in target.items()}
        for target in targets
    ]
    return sorted(listed, key=json.dumps)
