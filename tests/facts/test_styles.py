"""Notes of many styles: what is read of each, and which parts stay empty.

`style_notes.txt` holds blocks of `@@ name`, the note, `--`, then one `path=value` (JSON) a line; `!part` where nothing
of that part is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from marked import at

from facetproof.facts.reading import read_document


class Styled(NamedTuple):
    """A note, what is read of it, and the parts of which nothing is."""

    name: str
    text: str
    expected: dict[str, Any]
    absent: tuple[str, ...]


def styled() -> Iterator[Styled]:
    """The notes of the file."""
    for block in Path(__file__).with_name("style_notes.txt").read_text(encoding="utf-8").split("@@ ")[1:]:
        name, _, rest = block.partition("\n")
        text, _, told = f"{rest}\n".partition("\n--\n")
        lines = [line for line in told.splitlines() if line]
        expected = dict(line.split("=", 1) for line in lines if not line.startswith("!"))
        absent = tuple(line[1:] for line in lines if line.startswith("!"))
        yield Styled(name, text + "\n", {path: json.loads(value) for path, value in expected.items()}, absent)


@pytest.mark.parametrize("note", [pytest.param(note, id=note.name) for note in styled()])
def test_a_note_of_any_style_is_read_as_it_tells(note: Styled) -> None:
    chart = msgspec.json.decode(msgspec.json.encode(read_document(note.text)))
    assert {path: at(chart, path) for path in note.expected} == note.expected
    assert [part for part in note.absent if chart.get(part)] == []
