"""The packet as one PDF: bookmarks, identifiers on every sheet, the quoted words, original pages kept."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import RectangleObject
from random_charts import Maker

from facetproof.facts.reading import read_document
from facetproof.findings.authorization import Preparation, prepare
from facetproof.model.chart import Chart
from facetproof.model.practice import Practice
from facetproof.outputs.packet_html import packet_html
from facetproof.outputs.packet_originals import bookmarks
from facetproof.outputs.packet_pages import exhibits
from facetproof.outputs.packet_pdf import packet_pdf, packet_pictures
from facetproof.outputs.packet_text import render_packet
from facetproof.outputs.packet_words import more_text
from facetproof.sources.chart_json import chart_from
from facetproof.sources.notes import documents_of
from facetproof.sources.pdf_marks import flat, picture_pdf, word_boxes
from facetproof.sources.practice import asked_from, practice_from

EXAMPLES = Path(__file__).parents[2] / "examples"
NOTE = (EXAMPLES / "first-ablation-ready" / "follow-up.txt").read_text()
PRACTICE = practice_from(EXAMPLES / "authorization" / "practice.yaml")
ASKED = asked_from(EXAMPLES / "authorization" / "request.yaml")
DAY = dt.date(2025, 11, 5)
#: Raised for a long run, like that of `test_authorization.py`.
COUNT = int(os.environ.get("FACETPROOF_PACKETS", "60"))


def chart_of(text: str, id: str = "visit.txt", **more: Any) -> Chart:
    chart = read_document(text, id)
    return chart.replace(payer="medicare:ngs", history_from=dt.date(2020, 1, 1), **more)


def prepared(chart: Chart, practice: Practice = PRACTICE) -> Preparation:
    return prepare(chart, practice=practice, asked=ASKED, today=DAY)


def printed(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def file_of(*pages: str) -> bytes:
    pdf = FPDF(format="letter")
    pdf.set_font("Times", size=11)
    for page in pages:
        pdf.add_page()
        pdf.multi_cell(0, 6, page)
    return bytes(pdf.output())


@pytest.fixture(scope="module")
def from_text() -> tuple[Preparation, Chart, bytes]:
    chart = chart_of(NOTE)
    found = prepared(chart)
    return found, chart, packet_pdf(found, chart, head=PRACTICE.letterhead, day=DAY)


def test_a_packet_is_tagged_and_has_its_bookmarks(from_text: tuple[Preparation, Chart, bytes]) -> None:
    pdf = from_text[2]
    root: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    titles = [title for title, _ in bookmarks(pdf)]
    assert titles[-3:] == ["Cover sheet", "Criteria of the payer", "Exhibit A: visit.txt"]


def test_every_sheet_carries_two_identifiers_and_the_name_of_its_document(
    from_text: tuple[Preparation, Chart, bytes],
) -> None:
    for page in printed(from_text[2]):
        assert "Exemplar, Rosa" in page
        assert "born 1953-07-15" in page
        assert page.startswith(("Internal sheet", "Request for prior authorization", "Exhibit A · visit.txt · page 1"))


def test_the_cover_has_every_administrative_field_and_the_services(
    from_text: tuple[Preparation, Chart, bytes],
) -> None:
    cover = next(page for page in printed(from_text[2]) if "Cover sheet" in page)
    for words in (
        "1EG4TE5MK73",
        "1245319599",
        "Example General Hospital",
        "2025-11-25 to 2025-12-24",
        "64635 50 1 bilateral L4-5 lumbar/sacral",
        "555-0101",
        "Decision due by 2025-11-12",
        "M47.816",
    ):
        assert words in cover
    assert "not given" not in cover


def test_the_quoted_words_stand_in_the_exhibit_and_the_criteria_lead_there(
    from_text: tuple[Preparation, Chart, bytes],
) -> None:
    found, _, pdf = from_text
    exhibit = " ".join(page for page in printed(pdf) if page.startswith("Exhibit"))
    quotes = [quote for row in found.request.criteria for quote in row.quotes]
    assert quotes
    for quote in quotes:
        assert " ".join(quote.text.split()) in exhibit
    links = [
        note.get_object()
        for page in PdfReader(io.BytesIO(pdf)).pages
        for note in page.get("/Annots") or ()
        if note.get_object().get("/Subtype") == "/Link"
    ]
    assert len(links) >= len({(quote.start, quote.end) for quote in quotes}) // 2


def test_what_stands_in_the_way_is_on_a_sheet_of_its_own_and_a_clean_request_has_none(
    from_text: tuple[Preparation, Chart, bytes],
) -> None:
    chart = chart_of(NOTE.replace("NRS 7/10. Oswestry", "Oswestry"))
    lacking = prepared(chart)
    first = printed(packet_pdf(lacking, chart, head=None, day=DAY))[0]
    assert first.startswith("Internal sheet")
    assert "NC03" in first
    sent = packet_pdf(lacking, chart, head=None, internal=False, day=DAY)
    assert "Internal sheet" not in " ".join(printed(sent))
    clean, _, pdf = from_text
    assert clean.prospect == "ready"
    assert not clean.missing
    assert printed(pdf)[0].startswith("Request for prior authorization")


def test_the_page_holds_the_same_and_escapes_what_a_note_says(from_text: tuple[Preparation, Chart, bytes]) -> None:
    found, chart, _ = from_text
    page = packet_html(found, chart, head=PRACTICE.letterhead)
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links
    assert links <= set(ids)
    for words in ("1EG4TE5MK73", "64635", "RF01", "born 1953-07-15", "<mark>85%</mark>"):
        assert words in page
    nasty = chart_of(f"{NOTE}\n<script>alert(1)</script> & <b>\n")
    page = packet_html(prepared(nasty), nasty, head=None)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_fields_not_given_are_marked_and_listed() -> None:
    chart = chart_of(NOTE)
    bare = prepare(chart, practice=Practice(setting="hospital_outpatient"), today=DAY)
    pages = printed(packet_pdf(bare, chart, head=None, day=DAY))
    assert "patient: last name" in pages[0]
    assert "two identifiers are not given" in pages[1]
    assert pages[1].count("not given") > 10


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ([], True),
        ([("Exemplar", "Another")], True),
        ([("Exemplar", "Another"), ("07/15/1953", "7/15/53")], True),
        ([("Exemplar", "Another"), ("07/15/1953", "July 15, 1953")], True),
        ([("Exemplar", "Another"), ("07/15/1953", "08/15/1953")], False),
    ],
)
def test_a_document_of_another_patient_is_told(changes: list[tuple[str, str]], named: bool) -> None:
    text = NOTE
    for old, new in changes:
        text = text.replace(old, new)
    found = prepared(chart_of(text))
    assert found.unnamed == (() if named else ("visit.txt",))


def test_a_sentence_taken_out_of_the_note_takes_its_row_content_with_it() -> None:
    whole, less = chart_of(NOTE), chart_of(NOTE.replace(" 90% relief for 3 hours by diary.", ""))
    for chart, told in ((whole, True), (less, False)):
        found = prepared(chart)
        rows = [row for row in found.request.criteria if row.rule == "RF01"]
        assert any("90%" in quote.text for row in rows for quote in row.quotes) is told
        assert any(fact.value == 90 for fact in found.request.facts) is told
        assert ("90 percent" in render_packet(found, chart, width=100, color=False)) is told


@pytest.mark.parametrize(
    ("count", "told"), [(-1, ""), (0, ""), (1, "and 1 more place marked"), (3, "and 3 more places marked")]
)
def test_places_that_are_not_quoted_are_counted(count: int, told: str) -> None:
    assert more_text(count).startswith(told)
    assert bool(more_text(count)) is bool(told)


def test_two_files_of_one_name_are_one_exhibit() -> None:
    chart = chart_of(NOTE)
    assert chart.documents is not None
    twice = chart.replace(documents=(*chart.documents, *chart.documents))
    assert len(prepared(twice).request.attachments) == 1
    assert packet_pdf(prepared(twice), twice, head=None, day=DAY)


def test_pages_of_a_pdf_are_kept_with_their_evidence_and_the_others_left_out() -> None:
    head, tail = NOTE.split("Examination:")
    data = file_of(head, "Plain page two", "Plain page three", "Plain page four", f"Examination:{tail}")
    (document,) = documents_of(data, "visit.pdf")
    chart = chart_of(document.text or "", "visit.pdf").replace(documents=(document,))
    found = prepared(chart)
    pages = printed(packet_pdf(found, chart, head=None, originals={"visit.pdf": data}, day=DAY))
    enclosed = [page for page in pages if page.startswith("Exhibit A") or "Exhibit A ·" in page]
    assert len(enclosed) == 2
    assert "Exemplar returns after her second lumbar block" in enclosed[0]
    assert "Electronically signed" in enclosed[1]
    assert all("born 1953-07-15" in page for page in enclosed)
    every = packet_pdf(found, chart, head=None, originals={"visit.pdf": data}, every_page=True, day=DAY)
    assert "Plain page three" in " ".join(printed(every))


def test_a_packet_with_original_pages_keeps_its_tags_and_bookmarks() -> None:
    data = file_of(NOTE)
    (document,) = documents_of(data, "visit.pdf")
    chart = chart_of(document.text or "", "visit.pdf").replace(documents=(document,))
    pdf = packet_pdf(prepared(chart), chart, head=None, originals={"visit.pdf": data}, day=DAY)
    root: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/StructTreeRoot"]
    assert "Exhibit A: visit.pdf" in [title for title, _ in bookmarks(pdf)]


def test_words_are_found_on_their_page_also_the_second_time_they_come() -> None:
    data = file_of("the pain is worse\n\nthe pain is better")
    first, second = (word_boxes(data, 1, before, "pain is") for before in ("the ", "the pain is worse the "))
    assert len(first) == len(second) == 1
    assert first[0][1] < second[0][1]
    assert all(0 <= share <= 1 for share in (*first[0], *second[0]))
    assert word_boxes(data, 1, "", "never written") == []
    assert word_boxes(data, 9, "", "pain") == []
    assert word_boxes(b"no pdf", 1, "", "pain") == []


def test_words_keep_their_place_on_a_page_that_is_cropped() -> None:
    data = file_of("the pain is worse")
    (whole,) = word_boxes(data, 1, "the ", "pain")
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.pages[0].cropbox = RectangleObject((20, 30, 592, 772))
    out = io.BytesIO()
    writer.write(out)
    (seen,) = word_boxes(out.getvalue(), 1, "the ", "pain")
    assert seen[0] * 572 == pytest.approx(whole[0] * 612 - 20, abs=0.1)
    assert seen[1] * 742 == pytest.approx(whole[1] * 792 - 20, abs=0.1)


def test_a_picture_is_a_page_too() -> None:
    picture, out = Image.new("L", (600, 800), 255), io.BytesIO()
    picture.save(out, "TIFF", save_all=True, append_images=[picture])
    pdf = picture_pdf(out.getvalue())
    assert pdf is not None
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    assert picture_pdf(b"no picture") is None


def test_what_was_typed_into_a_form_stays_on_its_page() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(file_of(NOTE)))
    note = FreeText(text="Typed beside", rect=(50, 550, 250, 580), font_size="12pt")
    writer.add_annotation(0, note)
    out = io.BytesIO()
    writer.write(out)
    assert "/Annots" not in PdfReader(io.BytesIO(flat(out.getvalue()))).pages[0]
    assert flat(b"no pdf") == b"no pdf"


def test_the_sheets_can_be_seen_as_pictures(from_text: tuple[Preparation, Chart, bytes]) -> None:
    found, chart, _ = from_text
    assert all(sheet.startswith(b"\x89PNG") for sheet in packet_pictures(found, chart, head=None, day=DAY))


@pytest.mark.parametrize("text", ["#panic() [x] *b*", "tab\there and  columns   kept", "\u6f22 and \u0007"])
def test_whatever_a_note_holds_is_printed_as_words(text: str) -> None:
    chart = chart_of(f"{NOTE}\n{text}\n")
    pages = printed(packet_pdf(prepared(chart), chart, head=None, day=DAY))
    assert text.split()[-1].replace("\u0007", "[U+0007]") in " ".join(pages)


def test_random_packets_never_fail_and_every_row_has_its_place() -> None:
    for seed in range(COUNT):
        payer = "medicare:ngs" if seed % 2 else "al-medicaid"
        chart = chart_from(Maker(seed, hole=0.15).chart() | {"payer": payer}, where="test")[0]
        found = prepare(chart, practice=PRACTICE, asked=ASKED if seed % 3 else None, today=DAY, repairs=False)
        text = render_packet(found, chart, width=100, color=False)
        for row in found.request.criteria:
            assert row.rule in text
        for exhibit in exhibits(found.request, chart, {}):
            assert {quote.page for quote in exhibit.places.values()} <= {*exhibit.pages}
        if seed % 30 == 0:
            pages = printed(packet_pdf(found, chart, head=None, day=DAY))
            for row in found.request.criteria:
                assert any(row.rule in page for page in pages)
