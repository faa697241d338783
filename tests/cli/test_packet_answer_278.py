"""`facetproof packet answer` on the example of a 278 answer, and on what is no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from facetproof.cli import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "authorization" / "answer.278"


def test_the_example_is_read_whole_and_tells_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packet", "answer", str(EXAMPLE)]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    for words in ("Authorization number: 00A00000000001", "64635-50 x 1", "64636-50 x 1", "Reason 0P", "2026-03-11"):
        assert words in out


def test_the_example_cut_short_approves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cut = tmp_path / "answer.278"
    cut.write_text(EXAMPLE.read_text().partition("HL*6*")[0])
    assert main(["packet", "answer", str(cut)]) == 1
    assert ": Approved" not in capsys.readouterr().out


def test_a_payment_file_is_no_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "payment.835"
    other.write_text(EXAMPLE.read_text().replace("ST*278", "ST*835"))
    assert main(["packet", "answer", str(other)]) == 2
    assert "holds no 278" in capsys.readouterr().err
