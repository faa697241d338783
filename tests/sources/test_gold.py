"""Gold rows: where their notes come from, what is refused, and keeping a practice's corrections."""

from __future__ import annotations

import hashlib
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from facetproof.errors import InputError
from facetproof.sources.gold import gold_row, gold_rows, keep

NOTE = "Right L4-5 facet joint injection."
SPAN = {"start": 0, "end": 5, "quote": "Right"}


def written(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_note_stands_in_the_row_in_a_file_or_in_a_line_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTE, encoding="utf-8")
    written(tmp_path / "many.jsonl", {"id": "other", "text": "no"}, {"id": "b", "text": NOTE})
    sha = hashlib.sha256(NOTE.encode()).hexdigest()
    gold = written(
        tmp_path / "gold.jsonl",
        {"id": "1", "text": NOTE, "chart": {}},
        {"id": "2", "file": "a.txt", "chart": {}, "sha256": sha},
        {"id": "3", "file": "many.jsonl#b", "chart": {}, "evidence": {"session.targets": [SPAN]}},
    )
    assert [row.text for row in gold_rows(gold)] == [NOTE] * 3


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"id": "1", "chart": {}}, "gold-invalid"),
        ({"id": "1", "text": NOTE}, "gold-invalid"),
        ({"id": 1, "text": NOTE, "chart": {}}, "gold-invalid"),
        ({"id": "1", "text": NOTE, "chart": {"session": {"technique": "magic"}}}, "chart-invalid"),
        ({"id": "1", "text": NOTE, "chart": {}, "sha256": "0"}, "gold-invalid"),
        ({"id": "1", "text": NOTE, "chart": {}, "evidence": {"session": [SPAN | {"end": 4}]}}, "gold-invalid"),
        ({"id": "1", "file": "none.txt", "chart": {}}, "file-missing"),
        ({"id": "1", "file": "gold.jsonl#none", "chart": {}}, "note-missing"),
    ],
)
def test_a_row_that_cannot_be_trusted_is_refused_without_its_text(
    row: dict[str, Any], code: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        gold_rows(written(tmp_path / "gold.jsonl", row))
    assert caught.value.code == code
    assert "Right" not in caught.value.message


def test_corrections_are_kept_for_the_owner_only_and_the_same_note_again_replaces_its_row(tmp_path: Path) -> None:
    def corrected(side: str, text: str = NOTE) -> Any:
        chart = {"session": {"targets": [{"side": side}]}}
        return gold_row({"id": "1", "text": text, "chart": chart, "scope": ["session.targets"]}, where="")

    folder = tmp_path / "kept"
    assert keep([corrected("left"), corrected("left", "Another note.")], folder)[1:] == (2, 0)
    path, added, renewed = keep([corrected("right")], folder)
    assert (added, renewed) == (0, 1)
    rows = gold_rows(path)
    assert [row.chart["session"]["targets"][0]["side"] for row in rows] == ["right", "left"]
    assert rows[0].scope == ["session.targets"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in folder.iterdir()] == ["corrections.jsonl"]
