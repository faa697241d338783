"""What was done in a session, in the words of many clinicians: each field as it is told, traps beside them.

`wordings_session.txt`: notes with a place for the words, and rows of words with what is read of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from facetproof.facts.bench.items import Item, same, session_items
from facetproof.facts.reading import read_document

ROWS = Path(__file__).with_name("wordings_session.txt")


class Wording(NamedTuple):
    """A note, the fields of the session that are compared, and what they are."""

    text: str
    fields: frozenset[str]
    expected: dict[str, Any]


def wordings() -> Iterator[tuple[str, Wording]]:
    """(name, row) of the file."""
    notes = {"-": "{X}⏎"}
    note, fields = "-", frozenset[str]()
    for number, line in enumerate(ROWS.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@ "):
            _, name, text = line.split(" ", 2)
            notes[name] = text
        elif line.startswith("= "):
            note, _, listed = line[2:].partition(" | ")
            fields = frozenset(listed.split(","))
        elif line and not line.startswith("#"):
            words, _, told = line.rpartition(" → ")
            first, _, second = words.partition(" ‖ ")
            text = notes[note].replace("{X}", first).replace("{Y}", second).replace("⏎", "\n")
            yield f"{number} {words[:50]}", Wording(text, fields, json.loads(told))


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in wordings()])
def test_a_session_is_read_in_any_words(row: Wording) -> None:
    chart = msgspec.json.decode(msgspec.json.encode(read_document(row.text)))
    session: dict[str, Any] = chart.get("session") or {}
    if row.fields == {"none"}:
        assert session.get("technique") in (None, "not_facet")
        return
    read = _items({field: value for field, value in session.items() if field in row.fields})
    wanted = _items(row.expected)
    assert [item for item in wanted if not _among(item, read)] == [], "not read"
    assert [item for item in read if not _among(item, wanted)] == [], "read, though not told"


def _items(session: dict[str, Any]) -> list[Item]:
    return list(session_items(session, "session", "session"))


def _among(item: Item, items: list[Item]) -> bool:
    return any(item.path == other.path and same(item.path, item.value, other.value) for other in items)
