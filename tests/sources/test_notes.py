"""Notes of any format → documents: the same words whatever the format, and a clear refusal of what is no note."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from note_files import FORMATS, NOTE, as_docx, as_pdf, as_rtf, as_text

from facetproof.errors import InputError
from facetproof.sources.notes import MAX_FILE_BYTES, documents_of, read_documents

LATIN = (
    "Left right L4-5 C5-C6 T12-L1 8/10 >80% 0.5% ml. (M47.816) & < ½ ° µg é | ^ ~ \\ {x} x;y a:b #1 a_b *** [x]".split()
)
WIDE = [*LATIN, "≥80%", "8→1", "–", "“quoted”", "☐", "☑", "日本"]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_note_has_the_same_words_in_every_format(name: str) -> None:
    (document,) = documents_of(FORMATS[name](NOTE), f"note.{name}")
    assert (document.text or "").split() == " ".join(NOTE).split()
    assert document.id == f"note.{name}"


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_random_notes_have_the_same_words_in_every_format(name: str, data: st.DataObject) -> None:
    words = st.sampled_from(LATIN if name == "pdf" else WIDE)
    lines = data.draw(st.lists(st.lists(words, min_size=1, max_size=8).map(" ".join), min_size=2, max_size=6))
    lines = ["Note", *lines]
    (document,) = documents_of(FORMATS[name](lines), f"note.{name}")
    assert (document.text or "").split() == " ".join(lines).split()


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pdf"])
def test_lines_stay_lines(name: str) -> None:
    (document,) = documents_of(FORMATS[name](NOTE), f"note.{name}")
    assert [line for line in (document.text or "").split("\n") if line] == list(NOTE)


@pytest.mark.parametrize("name", FORMATS)
def test_the_content_tells_the_format_whatever_the_name(name: str) -> None:
    (document,) = documents_of(FORMATS[name](NOTE), "export.dat")
    assert (document.text or "").split() == " ".join(NOTE).split()


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_damaged_file_is_read_or_refused_and_never_quoted(name: str, data: st.DataObject) -> None:
    whole = bytearray(FORMATS[name](NOTE))
    for _ in range(data.draw(st.integers(0, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    caught: InputError | None = None
    try:
        documents = documents_of(cut, f"note.{name}")
    except InputError as error:
        caught, documents = error, ()
    assert all((document.text or "").strip() for document in documents)
    if caught is not None:
        assert caught.code
        assert caught.todo
        assert not any(word in caught.message for word in ("Testcase", "bupivacaine", "M47.816", "Doctor"))


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "note-empty"),
        (b" \n\f ", "a.txt", "note-empty"),
        (bytes(range(256)) * 9, "a.bin", "note-binary"),
        (b"PK\x03\x04" + b"\0" * 40 + b"notes/one.txt", "a.zip", "format-refused"),
        (b"PK\x03\x04" + b"\0" * 40 + b"xl/workbook.xml", "a.xlsx", "format-refused"),
        (b"PK\x03\x04" + b"\0" * 40 + b"mimetypeapplication/vnd.oasis.opendocument.text", "a.odt", "format-refused"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "format-refused"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "docx-protected"),
        (b"ISA*00*          *00*", "a.txt", "format-refused"),
        (b"\x1f\x8b\x08" + b"\0" * 90, "a.gz", "format-refused"),
        (b"\0" * 128 + b"DICM" + b"\0" * 90, "a.dcm", "format-refused"),
        (b"<?xml version='1.0'?><Patient xmlns='http://hl7.org/fhir'/>", "a.xml", "format-refused"),
        (b"<?xml version='1.0'?><invoice/>", "a.xml", "format-refused"),
        (b'{"lines": []}', "claim.json", "chart-no-note"),
        (as_docx(NOTE)[:-200], "a.docx", "docx-broken"),
        (as_rtf(NOTE)[:300], "a.rtf", "rtf-broken"),
        (as_pdf(NOTE)[:300], "a.pdf", "pdf-broken"),
        (b"%PDF-1.7\nnothing", "a.pdf", "pdf-broken"),
        (b"<!doctype html><body><script>x</script>", "a.html", "note-empty"),
        (b"word " * 300_000, "a.txt", "file-too-large"),
    ],
)
def test_what_is_no_note_is_refused_by_name(data: bytes, name: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        documents_of(data, name, where="some/where")
    assert caught.value.code == code
    assert "some/where" in caught.value.where
    assert caught.value.todo


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "scan.pdf").open("wb") as handle:
        handle.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(InputError) as caught:
        read_documents(tmp_path / "scan.pdf")
    assert caught.value.code == "file-too-large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_text_of_any_usual_encoding_is_read(encoding: str) -> None:
    text = "Pain 8/10, relief 80 %, 80 °C for 90 s. Prüfling, Anné"
    (document,) = documents_of(text.encode(encoding), "note.txt")
    assert document.text == text


def test_plain_text_is_kept_character_by_character() -> None:
    text = "Joint\tSide\r\nL4-5\u00a0\tleft \r\n\r\n\r\n  medi-\r\nal branch ﬁrst \f page 2"
    (document,) = documents_of(text.encode(), "note.txt")
    assert document.text == text


def test_page_breaks_of_a_word_document_part_its_notes() -> None:
    body = r"{\rtf1 PROCEDURE NOTE\par Date of service: 01/06/2025\par First\page "
    body += r"PROCEDURE NOTE\par Date of service: 02/03/2025\par Second\page still second}"
    found = documents_of(body.encode(), "chart.rtf")
    assert [(one.id, one.page) for one in found] == [("chart.rtf#1", None), ("chart.rtf#2", 2)]
    assert (found[1].text or "").endswith("Second\n\fstill second")


class TestFolder:
    def test_its_files_are_one_chart_in_order_of_date(self, tmp_path: Path) -> None:
        (tmp_path / "later").mkdir()
        (tmp_path / "later" / "2025-03-10 ablation.rtf").write_bytes(as_rtf(NOTE))
        (tmp_path / "block_20241105.docx").write_bytes(as_docx(NOTE))
        (tmp_path / "a letter.txt").write_bytes(as_text(NOTE))
        (tmp_path / ".DS_Store").write_bytes(b"\0\1")
        (tmp_path / "~$block.docx").write_bytes(b"\0\1")
        found = read_documents(tmp_path)
        assert [one.id for one in found] == ["block_20241105.docx", "later/2025-03-10 ablation.rtf", "a letter.txt"]
        assert [one.date for one in found] == [None, None, None]

    def test_the_date_a_document_states_goes_before_the_one_in_its_name(self, tmp_path: Path) -> None:
        (tmp_path / "2026-01-01.hl7").write_bytes(
            b"MSH|^~\\&|A|B|||2025||MDM^T02|1|P|2.5\rTXA|1|PN|TX|20250105\rOBX|1|TX|||Block||||||F\r"
        )
        (tmp_path / "2025-02-01.txt").write_bytes(as_text(NOTE))
        found = read_documents(tmp_path)
        assert [one.id for one in found] == ["2026-01-01.hl7", "2025-02-01.txt"]
        assert found[0].date == dt.date(2025, 1, 5)

    def test_one_unreadable_file_is_named_and_refuses_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "note.txt").write_bytes(as_text(NOTE))
        (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        with pytest.raises(InputError) as caught:
            read_documents(tmp_path)
        assert caught.value.where.endswith("old.doc")

    def test_an_empty_one_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(InputError) as caught:
            read_documents(tmp_path)
        assert caught.value.code == "folder-empty"

    def test_a_missing_one_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(InputError) as caught:
            read_documents(tmp_path / "nowhere")
        assert caught.value.code == "file-missing"
