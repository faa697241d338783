"""`read --jsonl` over many notes: lines or files, one process or several, in order, whatever one note is like."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facetproof.cli import main, notes_batch
from facetproof.cli.notes_batch import Task

NOTE = "PROCEDURE: {side} L4-5 medial branch block under fluoroscopy.\n\nDone for Testcase, Ann."


def lines(path: Path, count: int = 230) -> Path:
    """A file of notes, some lines of which are none."""
    rows = [json.dumps({"id": n, "text": NOTE.format(side="Left" if n % 3 else "Right")}) for n in range(count)]
    rows[7], rows[100], rows[131] = "{broken", json.dumps({"id": 100, "note": 1}), ""
    rows[-1] = "[1]"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def read(capsysbinary: pytest.CaptureFixture[bytes], *args: str) -> tuple[int, list[dict[str, Any]], bytes]:
    code = main(["read", "--jsonl", *args])
    out = capsysbinary.readouterr().out
    return code, [json.loads(line) for line in out.splitlines()], out


def test_several_processes_give_the_same_lines_in_the_same_order(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = str(lines(tmp_path / "notes.jsonl"))
    code, told, alone = read(capsysbinary, path)
    assert (code, len(told)) == (2, 229)
    assert [row["id"] for row in told[:10]] == [0, 1, 2, 3, 4, 5, 6, None, 8, 9]
    assert {n for n, row in enumerate(told) if "error" in row} == {7, 100, 228}
    assert told[1]["session"]["technique"] == "medial_branch_block"
    assert read(capsysbinary, path, "--jobs", "2") == (2, told, alone)


def test_each_file_of_a_folder_is_a_note_of_its_own(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    folder = tmp_path / "notes"
    (folder / "b").mkdir(parents=True)
    (folder / "a.txt").write_text(NOTE.format(side="Left"), encoding="utf-8")
    (folder / "b" / "1.html").write_text(f"<p>{NOTE.format(side='Right')}</p>", encoding="utf-8")
    (folder / "b" / "2.txt").write_text(" \n", encoding="utf-8")
    (folder / "c.txt").write_text(NOTE.format(side="Bilateral"), encoding="utf-8")
    code, told, _ = read(capsysbinary, str(folder), "--jobs", "2")
    assert code == 2
    assert [row["id"] for row in told] == ["a.txt", "b/1.html", "b/2.txt", "c.txt"]
    assert told[2]["error"]["code"] == "note-empty"
    assert [row["session"]["targets"][0]["side"] for n, row in enumerate(told) if n != 2] == [
        "left",
        "right",
        "bilateral",
    ]


def test_a_note_that_the_product_fails_on_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    import facetproof.facts.reading as reading

    plain = reading.read_document

    def failing(text: str, document: str) -> Any:
        if "Right" in text:
            raise ZeroDivisionError(text)
        return plain(text, document)

    monkeypatch.setattr(reading, "read_document", failing)
    path = lines(tmp_path / "notes.jsonl", 140)
    code, told, out = read(capsysbinary, str(path), "--jobs", "2")
    assert (code, len(told)) == (2, 139)
    assert told[0]["error"]["code"] == "internal"
    assert b"Testcase" not in out


@pytest.mark.parametrize("jobs", ["0", "-1", "1000"])
def test_a_number_of_processes_that_makes_no_sense_is_refused(
    jobs: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--jsonl", str(lines(tmp_path / "n.jsonl")), "--jobs", jobs]) == 2
    assert "--jobs is 1 to" in capsys.readouterr().err


def test_few_batches_are_taken_in_before_the_first_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0

    def endless() -> Any:
        nonlocal taken
        while True:
            taken += 1
            yield Task("line", json.dumps({"id": taken, "text": "x"}).encode())

    answers = notes_batch.answers(endless(), assist=False, jobs=2)
    next(answers)
    answers.close()
    assert taken <= 2 * 4 * 50


def test_jobs_without_many_notes_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    assert main(["read", str(note), "--jobs", "2"]) == 2
    assert "--jsonl" in capsys.readouterr().err
