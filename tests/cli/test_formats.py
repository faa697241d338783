"""Files and folders of other formats on the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from note_files import FORMATS, as_docx, as_pdf, as_rtf

from facetproof.cli import main

BLOCK = (
    "PROCEDURE NOTE",
    "Date of service: {day}",
    "Procedure: Left L4-5 and L5-S1 medial branch blocks under fluoroscopic guidance, diagnostic.",
    "Each nerve was injected with 0.5 ml of 0.5% bupivacaine. Sedation: none.",
    "Electronically signed by Dan Doctor, MD",
)


def block(day: str) -> list[str]:
    return [line.replace("{day}", day) for line in BLOCK]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Any:
    def go(args: Sequence[str | Path]) -> tuple[int, str, str]:
        code = main([str(arg) for arg in args])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return go


@pytest.mark.parametrize("name", FORMATS)
def test_a_note_of_any_format_is_read_with_quotes_verbatim_in_the_text_given(
    run: Any, tmp_path: Path, name: str
) -> None:
    path = tmp_path / f"note.{name}"
    path.write_bytes(FORMATS[name](block("03/10/2025")))
    code, out, _ = run(["read", path, "--json"])
    chart = json.loads(out)
    assert code == 0
    assert chart["session"]["technique"] == "medial_branch_block"
    assert chart["session"]["targets"][0]["joints"] == ["L4-5", "L5-S1"]
    (document,) = chart["documents"]
    spans = [span for found in chart["evidence"].values() for span in found]
    assert spans
    assert all(document["text"][span["start"] : span["end"]] == span["quote"] for span in spans)


def test_a_folder_is_one_chart_and_the_last_session_is_judged(run: Any, tmp_path: Path) -> None:
    (tmp_path / "2025-01-06 first.rtf").write_bytes(as_rtf(block("01/06/2025")))
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "second.docx").write_bytes(as_docx(block("02/03/2025")))
    code, out, _ = run(["read", tmp_path, "--json"])
    chart = json.loads(out)
    assert code == 0
    assert [document["id"] for document in chart["documents"]] == ["2025-01-06 first.rtf", "later/second.docx"]
    assert chart["session"]["dos"] == "2025-02-03"
    assert [session["dos"] for session in chart["history"]] == ["2025-01-06"]
    code, out, _ = run(["audit", tmp_path, "--payer", "medicare:ngs", "--json"])
    assert code == 1
    assert json.loads(out)["policy"] == "medicare:ngs"


def test_what_was_left_out_of_a_document_is_told(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "note.pdf"
    path.write_bytes(as_pdf(block("03/10/2025"), pages=2, header="Clinic of Nowhere"))
    _, out, err = run(["read", path, "--json"])
    assert "note.pdf: 7 repeated header lines left out" in err
    assert json.loads(out)["documents"][0]["remarks"]
    _, out, _ = run(["audit", path, "--payer", "medicare:ngs", "--json"])
    assert any("left out" in warning for warning in json.loads(out)["warnings"])


@pytest.mark.parametrize("name", ["old.doc", "scans.zip", "claim.txt"])
def test_what_is_no_note_ends_with_one_clear_line(run: Any, tmp_path: Path, name: str) -> None:
    starts = {"old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "scans.zip": b"PK\x03\x04", "claim.txt": b"ISA*00*"}
    (tmp_path / name).write_bytes(starts[name] + b"\0" * 100)
    code, out, err = run(["read", tmp_path])
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert name in err


def test_the_report_names_the_page_of_a_quote(run: Any, tmp_path: Path) -> None:
    from fpdf import FPDF

    pdf = FPDF(format="letter")
    pdf.set_font("Helvetica", size=9)
    for lines in (["PROCEDURE NOTE", "Date of service: 03/10/2025"], block("03/10/2025")[2:]):
        pdf.add_page()
        pdf.multi_cell(0, 5, "\n".join(lines))
    (tmp_path / "note.pdf").write_bytes(bytes(pdf.output()))
    _, out, _ = run(["audit", tmp_path / "note.pdf", "--payer", "medicare:ngs"])
    assert "note.pdf, page 2, characters" in " ".join(out.split())
