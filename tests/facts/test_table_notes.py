"""Notes with tables: what is read of each, and what is not.

`table_notes.txt` holds blocks of `@@ name`, the note, `--`, then one `path=value` (JSON) a line; `!path` where nothing
is read there.
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
from facetproof.facts.tables.bars import without_bars

FILE = Path(__file__).with_name("table_notes.txt")


class Noted(NamedTuple):
    """A note, what is read of it, and the paths at which nothing is."""

    name: str
    text: str
    expected: dict[str, Any]
    absent: tuple[str, ...]


def noted() -> Iterator[Noted]:
    """The notes of the file."""
    for block in FILE.read_text(encoding="utf-8").split("@@ ")[1:]:
        name, _, rest = block.partition("\n")
        text, _, told = f"{rest}\n".partition("\n--\n")
        lines = [line for line in told.splitlines() if line]
        expected = dict(line.split("=", 1) for line in lines if not line.startswith("!"))
        absent = tuple(line[1:] for line in lines if line.startswith("!"))
        yield Noted(name, text + "\n", {path: json.loads(value) for path, value in expected.items()}, absent)


def chart_of(text: str) -> dict[str, Any]:
    chart: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(read_document(text)))
    return chart


@pytest.mark.parametrize("note", [pytest.param(note, id=note.name) for note in noted()])
def test_a_table_is_read_as_it_tells(note: Noted) -> None:
    chart = chart_of(note.text)
    assert {path: at(chart, path) for path in note.expected} == note.expected
    assert [path for path in note.absent if at(chart, path)] == []


@pytest.mark.parametrize("note", [pytest.param(note, id=note.name) for note in noted()])
def test_every_quote_of_a_table_stands_in_the_note(note: Noted) -> None:
    quotes = [span for spans in chart_of(note.text).get("evidence", {}).values() for span in spans]
    assert quotes or not note.expected
    assert [q for q in quotes if note.text[q["start"] : q["end"]] != q["quote"]] == []


@pytest.mark.parametrize(("old", "new"), [("\n", "\r\n"), ("-", "\u2011"), (" | ", "\u00a0|\u00a0")])
@pytest.mark.parametrize("note", [pytest.param(note, id=note.name) for note in noted()])
def test_a_table_says_the_same_however_its_bytes_are_written(note: Noted, old: str, new: str) -> None:
    plain, changed = (chart_of(text) for text in (note.text, note.text.replace(old, new)))
    for chart in (plain, changed):
        for path in ("documents", "evidence", "conflicts", "vague"):
            chart.pop(path, None)
    # words kept as the note has them keep its marks
    assert (
        json.loads(json.dumps(changed, ensure_ascii=False).replace(new, old)) == plain
        if old == "-"
        else changed == plain
    )


def test_a_row_without_a_word_keeps_its_width() -> None:
    note = "| 0 | MBB | Left | 2/1/2026 |\n|||||\n| 1 | MBB | Left | 3/1/2026 |\n| 2 | MBB | Left | 4/1/2026 |\n"
    assert len(without_bars(note)) == len(note)


def test_a_figure_whose_unit_stands_in_the_heading_is_quoted_whole() -> None:
    chart = chart_of(next(note.text for note in noted() if note.name == "nerves in bars with one not done"))
    assert {span["quote"] for span in chart["evidence"]["session.injectates.0.ml"]} == {"0.5"}
    assert {span["quote"] for span in chart["evidence"]["session.injectates.0.per"]} == {"Nerve"}


def test_a_row_with_too_few_cells_is_in_no_column() -> None:
    head = "Procedure: Medial branch block, right C4, C5\n|  | Pre | Post | 30 min |\n|---|---|---|---|\n"
    assert chart_of(head + "| VAS | 8 | 1 | 0 |\n")["session"]["pain_before"] == {"scale": "VAS", "score": 8}
    assert "pain_after" not in chart_of(head + "| VAS  8 | 1 | 0 |\n")["session"]
