"""`bench read`, and `read` with --explain, --review, --accept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facetproof.cli import main

NOTE = "Date of service: 03/10/2025\nPROCEDURE: Left L4-5 facet joint injection under fluoroscopy.\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


def gold(tmp_path: Path, **fields: object) -> str:
    path = tmp_path / "gold.jsonl"
    row = {"id": "1", "text": NOTE, "chart": {"session": {"guidance": "fluoroscopy"}}, "scope": ["session.guidance"]}
    path.write_text(json.dumps(row | fields) + "\n", encoding="utf-8")
    return str(path)


def test_the_bench_prints_figures_as_text_and_json(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["bench", "read", gold(tmp_path)]) == 0
    assert b"1 of 1 notes wholly right" in capsysbinary.readouterr().out
    assert main(["bench", "read", gold(tmp_path), "--json"]) == 0
    (found,) = json.loads(capsysbinary.readouterr().out)["sets"]
    assert found["overall"] == {"right": 1, "wrong": 0, "missed": 0, "precision": 1.0, "recall": 1.0, "f1": 1.0}


def test_a_trap_or_a_figure_below_the_bar_ends_with_one(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    trap = gold(tmp_path, must_not=[{"path": "session.guidance", "value": "*", "why": "of another day"}])
    assert main(["bench", "read", trap, "--show"]) == 1
    assert b"TRAP" in capsysbinary.readouterr().out
    low = gold(tmp_path, chart={"session": {"guidance": "ct"}})
    assert main(["bench", "read", low]) == 0
    assert main(["bench", "read", low, "--bar", "0.9"]) == 1


def test_explain_tells_the_reader_below_each_quote(note: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["read", str(note), "--explain"]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert "reader guidance in procedure" in out
    assert main(["read", str(note), "--explain", "--json"]) == 0
    told = json.loads(capsysbinary.readouterr().out)
    assert {"path", "reader", "words", "document", "section", "cues"} == set(told[0])


def test_a_review_is_written_and_its_corrections_are_kept_and_measured(
    note: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    page, kept = tmp_path / "review.html", tmp_path / "kept"
    assert main(["read", str(note), "--review", str(page)]) == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert main(["read", "--accept", gold(tmp_path), "--into", str(kept)]) == 0
    assert main(["bench", "read", str(kept / "corrections.jsonl"), "--bar", "1"]) == 0
    assert b"1 of 1 notes wholly right" in capsysbinary.readouterr().out


def test_accepting_needs_a_folder_and_a_row_that_can_be_trusted(
    note: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--accept", gold(tmp_path)]) == 2
    assert main(["read", "--accept", str(note), "--into", str(tmp_path / "kept")]) == 2
    assert not (tmp_path / "kept").exists()
    assert "Left L4-5" not in capsys.readouterr().err
