"""PDF: aligned text, pages, running headers, form fields, protection, scans."""

from __future__ import annotations

import io
import logging
from typing import Any

import pytest
from note_files import NOTE, as_pdf

from facetproof.errors import InputError
from facetproof.model.document import WordBox
from facetproof.sources import ocr
from facetproof.sources.extract import Extract
from facetproof.sources.notes import documents_of
from facetproof.sources.pages import Page, join_pages, page_at
from facetproof.sources.pdf import pdf_notes


def pdf_text(data: bytes, *, where: str) -> Extract:
    """Of a PDF with one note."""
    (part,) = pdf_notes(data, where=where)
    return part.extract


def fpdf(**options: Any) -> Any:
    from fpdf import FPDF

    pdf = FPDF(format="letter", **options)
    pdf.set_auto_page_break(False)
    pdf.set_font("Helvetica", size=10)
    pdf.add_page()
    return pdf


def test_pages_are_parted_and_their_headers_stand_once() -> None:
    data = as_pdf(["Block {n} was done.", "Pain {n}/10."], pages=3, header="Clinic of Nowhere, MRN 1")
    taken = pdf_text(data, where="x")
    assert taken.text.count("Clinic of Nowhere") == 1
    assert taken.text.count("Page 3 of 3") == 1
    assert "Page 2 of 3" not in taken.text
    assert [page_at(taken.text, taken.text.index(f"Block {n}")) for n in (1, 2, 3)] == [1, 2, 3]
    assert taken.remarks == ("2 repeated header lines left out", "2 repeated footer lines left out")


def test_a_sentence_goes_on_over_the_page() -> None:
    pages = [["Each nerve was injected with 0.5 ml of bupivacaine at the", "L5 dorsal ramus."], ["Pain 1/10."]]
    pdf = fpdf()
    for number, lines in enumerate([pages[0][:1], pages[0][1:], pages[1]], 1):
        if number > 1:
            pdf.add_page()
        pdf.multi_cell(0, 5, "Clinic of Nowhere\n" + "\n".join(lines))
        pdf.set_y(-20)
        pdf.cell(0, 5, f"Page {number} of 3")
    text = pdf_text(bytes(pdf.output()), where="x").text
    assert "at the\fL5 dorsal ramus.\fPain 1/10." in text


def test_a_table_keeps_its_columns_below_their_headings() -> None:
    pdf = fpdf()
    with pdf.table() as table:
        for cells in (("Time", "At rest", "Moving"), ("9:00", "", "8"), ("10:00", "1", "")):
            row = table.row()
            for text in cells:
                row.cell(text)
    lines = [line for line in pdf_text(bytes(pdf.output()), where="x").text.split("\n") if line]
    assert abs(lines[1].index("8") - lines[0].index("Moving")) <= 2
    assert abs(lines[2].index(" 1") + 1 - lines[0].index("At rest")) <= 2


def form() -> bytes:
    """A page with a text field and two tick boxes, as form software writes them."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(as_pdf(["Pain diary"]))))
    fields = [
        {"/FT": NameObject("/Tx"), "/T": TextStringObject("f1"), "/TU": TextStringObject("Relief"), "/V": "80 %"},
        {"/FT": NameObject("/Btn"), "/T": TextStringObject("Left"), "/AS": NameObject("/Yes")},
        {"/FT": NameObject("/Btn"), "/T": TextStringObject("Right"), "/AS": NameObject("/Off")},
        {"/FT": NameObject("/Tx"), "/T": TextStringObject("Never filled in")},
    ]
    notes = ArrayObject()
    for field in fields:
        made = DictionaryObject({NameObject("/Subtype"): NameObject("/Widget")})
        made.update({NameObject(k): TextStringObject(v) if type(v) is str else v for k, v in field.items()})
        notes.append(writer._add_object(made))
    writer.pages[0][NameObject("/Annots")] = notes
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_form_fields_are_read_with_their_labels_and_unfilled_ones_are_not() -> None:
    lines = pdf_text(form(), where="x").text.split("\n")
    assert [line for line in lines if line] == ["Pain diary", "Relief: 80 %", "[x] Left", "[ ] Right"]


def encrypted(user: str, algorithm: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(as_pdf(NOTE))))
    writer.encrypt(user, owner_password=user + "x", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_password_is_asked_for_and_mere_protection_against_changes_is_no_hindrance(algorithm: str) -> None:
    if algorithm.startswith("AES"):
        pytest.importorskip("cryptography")
    with pytest.raises(InputError) as caught:
        pdf_text(encrypted("secret", algorithm), where="x")
    assert caught.value.code == "pdf-protected"
    assert pdf_text(encrypted("", algorithm), where="x").text.split() == " ".join(NOTE).split()


def test_a_damaged_file_says_nothing_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    data = as_pdf(NOTE).replace(b"endobj", b"endob ", 3)
    with caplog.at_level(logging.DEBUG):
        try:
            pdf_text(data, where="x")
        except InputError as error:
            assert error.code == "pdf-broken"  # noqa: PT017 - either way will do; the log is the point
    assert not caplog.records


def scan(words: str) -> bytes:
    """A page that is a picture of words."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (1700, 700), 255)
    draw: Any = ImageDraw.Draw(picture)
    draw.multiline_text((80, 80), words, fill=0, font=ImageFont.load_default(size=48), spacing=24)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def scanned_pdf(words: str, *, first: str = "") -> bytes:
    pdf = fpdf()
    if first:
        pdf.cell(0, 5, first)
        pdf.add_page()
    pdf.image(io.BytesIO(scan(words)), x=10, y=10, w=190)
    return bytes(pdf.output())


WORDS = "Left medial branch block\nPain before 8 after 1"


@pytest.fixture
def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)


@pytest.mark.usefixtures("without_recognition")
@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_without_text_recognition_a_scan_says_what_to_install(kind: str) -> None:
    pytest.importorskip("PIL")
    with pytest.raises(InputError) as caught:
        documents_of(scanned_pdf(WORDS) if kind == "pdf" else scan(WORDS), f"scan.{kind}")
    assert caught.value.code == "ocr-missing"
    assert "facetproof[ocr]" in caught.value.todo
    assert "tesseract-ocr" in caught.value.todo


@pytest.mark.usefixtures("without_recognition")
def test_without_text_recognition_a_picture_among_pages_is_told() -> None:
    pytest.importorskip("PIL")
    taken = pdf_text(scanned_pdf(WORDS, first="Procedure note"), where="x")
    assert taken.text.strip() == "Procedure note"
    assert taken.remarks[0].startswith("page 2: no text")


recognition = pytest.mark.skipif(not ocr.is_installed(), reason="needs the extra ocr and the program tesseract")


@recognition
def test_a_scan_is_read_with_the_place_of_every_word() -> None:
    taken = pdf_text(scanned_pdf(WORDS, first="Procedure note"), where="x")
    assert taken.text.split() == ["Procedure", "note", *WORDS.split()]
    assert [taken.text[box.start : box.end] for box in taken.boxes] == WORDS.split()
    assert {box.page for box in taken.boxes} == {2}
    by_word = {taken.text[box.start : box.end]: box for box in taken.boxes}
    assert by_word["Left"].left < by_word["medial"].left < by_word["branch"].left
    assert by_word["Left"].top < by_word["Pain"].top
    assert ocr.REMARK in taken.remarks[0]


@recognition
def test_a_picture_is_read_and_an_empty_one_refused() -> None:
    assert ocr.picture_text(scan(WORDS), where="x").text.split() == WORDS.split()
    with pytest.raises(InputError) as caught:
        ocr.picture_text(scan(""), where="x")
    assert caught.value.code == "picture-empty"


@recognition
@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + b"\0" * 90, b"\xff\xd8\xff\xe0nothing"])
def test_a_damaged_picture_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        ocr.picture_text(data, where="x")
    assert caught.value.code == "picture-broken"


def test_boxes_move_with_their_words_when_the_text_is_cleaned() -> None:
    def box(text: str, word: str) -> WordBox:
        at = text.index(word)
        return WordBox(start=at, end=at + len(word), page=1, left=0, top=0, width=1, height=1)

    first, second = "con\ufb01rmed by medi-\nal branch", "L4\u00ad-5 left"
    taken = join_pages([Page(first, (box(first, "branch"),)), Page(second, (box(second, "left"),))])
    assert [taken.text[one.start : one.end] for one in taken.boxes] == ["branch", "left"]


def chart_pdf(*notes: tuple[str, ...], header: str = "Clinic of Nowhere, MRN 1") -> bytes:
    """Several notes printed into one file, a page each, with one page frame."""
    pdf = fpdf()
    for number, lines in enumerate(notes, 1):
        if number > 1:
            pdf.add_page()
        pdf.multi_cell(0, 5, "\n".join((header, *lines)))
        pdf.set_y(-20)
        pdf.cell(0, 5, f"Page {number} of {len(notes)}")
    return bytes(pdf.output())


BLOCK = ("PROCEDURE NOTE", "Date of service: {}", "Left L4-5 block.")


def dated(day: str) -> tuple[str, ...]:
    return tuple(line.format(day) for line in BLOCK)


def test_several_notes_in_one_file_are_parted_and_keep_their_pages() -> None:
    consult = ("Consultation", "Visit date: January 2, 2025", "Axial pain.")
    more = ("which does not go down the leg.",)
    data = chart_pdf(consult, more, dated("01/06/2025"), dated("02/03/2025"))
    found = documents_of(data, "chart.pdf")
    assert [(one.id, one.page) for one in found] == [("chart.pdf#1", None), ("chart.pdf#2", 3), ("chart.pdf#3", 4)]
    assert "which does not" in (found[0].text or "")
    assert all("Clinic of Nowhere" in (one.text or "") for one in found)
    assert "PROCEDURE NOTE" in (found[2].text or "")


@pytest.mark.parametrize(
    "pages",
    [
        [dated("01/06/2025"), dated("01/06/2025")],
        [dated("01/06/2025"), ("Plan", "Date of next visit: 02/03/2025")],
        [dated("01/06/2025"), ("History of the block of 02/03/2024", "Date: 02/03/2024")],
        [("Left L4-5 block.", "Date of service: 01/06/2025"), dated("02/03/2025")],
        [dated("01/06/2025"), ("PROCEDURE NOTE", "Date of birth: 02/03/1960")],
    ],
)
def test_pages_of_one_note_stay_together(pages: list[tuple[str, ...]]) -> None:
    assert len(documents_of(chart_pdf(*pages), "note.pdf")) == 1
