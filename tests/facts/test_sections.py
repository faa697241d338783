# ruff: noqa: E501 - notes as they are written
"""Sections, sentences and context of notes in several styles."""

from __future__ import annotations

import pytest

from facetproof.facts.note import Note
from facetproof.facts.reading import read_document
from facetproof.facts.sections import Kind, kind_of, words_of


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("PROCEDURE PERFORMED", Kind.PROCEDURE),
        ("Name of operation", Kind.PROCEDURE),
        ("P/Procedure", Kind.PROCEDURE),
        ("Description of procedure", Kind.DESCRIPTION),
        ("Indications for procedure", Kind.INDICATION),
        ("HPI", Kind.HISTORY),
        ("S", Kind.HISTORY),
        ("Family History", Kind.FAMILY),
        ("O", Kind.EXAM),
        ("Plan", Kind.PLAN),
        ("Post-procedure instructions", Kind.PLAN),
        ("Informed consent", Kind.CONSENT),
        ("Teaching points", Kind.TEACHING),
        ("Preoperative diagnosis", Kind.DIAGNOSIS),
        ("Sedation", Kind.FIELD),
        ("Date of service", Kind.FIELD),
        ("Levels treated", Kind.FIELD),
        ("Patient", Kind.HEADER),
        ("Weather", None),
    ],
)
def test_a_heading_opens_the_section_it_names(heading: str, kind: Kind | None) -> None:
    assert kind_of(words_of(heading)) is kind


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Blocked at L4-5. No pain.", ["Blocked at L4-5.", "No pain."]),
        ("Gave 0.5 mL. Dr. Person left.", ["Gave 0.5 mL.", "Dr. Person left."]),
        ("Side: left\nLevel: L4-5", ["Side: left", "Level: L4-5"]),
        ("One; two", ["One;", "two"]),
        ("Date: 1/2/25      Setting: Office", ["Date: 1/2/25", "Setting: Office"]),
    ],
)
def test_sentences_keep_their_places(text: str, sentences: list[str]) -> None:
    note = Note(text)
    assert [note.text[s.start : s.end] for s in note.sentences] == sentences


def context_of(text: str, words: str) -> set[str]:
    note = Note(text)
    start = note.lower.index(words)
    return {name for name, value in note.context(start, start + len(words))._asdict().items() if value}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("No fracture was seen.", "fracture", {"negated"}),
        ("No fracture, mass or infection.", "infection", {"negated"}),
        ("No sedation, fluoroscopy was used.", "fluoroscopy", set()),
        ("Fluoroscopy was not available.", "fluoroscopy", {"negated"}),
        ("Not sedated but fluoroscopy was used.", "fluoroscopy", set()),
        ("If relief is 80% we go on.", "80%", {"hypothetical"}),
        ("Her sister had an ablation.", "ablation", {"family"}),
        ("She had a block two years ago.", "block", {"historical"}),
        ("Plan: left block.", "block", {"planned"}),
        ("Risks of infection were explained.", "infection", {"consent"}),
        ("The nerve was blocked.", "blocked", set()),
    ],
)
def test_context_is_what_the_sentence_says_around_a_span(text: str, words: str, expected: set[str]) -> None:
    assert context_of(text, words) == expected


def test_options_not_chosen_and_placeholders_are_not_seen() -> None:
    note = Note("Side: [x] Left [ ] Right  Level: ***  ☐ Bilateral")
    assert "left" in note.lower
    assert "right" not in note.lower
    assert "bilateral" not in note.lower
    assert "***" not in note.lower
    assert len(note.lower) == len(note.text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Side: [x] Left [ ] Right", "left"),
        ("Side: Left [x]  Right [ ]", "left"),
        ("Side: Left [ ]  Right [x]", "right"),
        ("Side   [ ] Left   [X] Right   [ ] Both", "right"),
        ("Side: (x) Left ( ) Right", "left"),
        ("\u25cb Left\n\u25cb Right", "left right"),
        ("\u25cb Left\n\u25cf Right", "right"),
        ("[ ] Left\n[ ] Right", ""),
    ],
)
def test_only_chosen_options_are_seen(text: str, seen: str) -> None:
    note = Note(text)
    assert [word for word in ("left", "right", "both") if word in note.lower] == seen.split()


def test_lost_line_breaks_are_put_back_and_quotes_stay_verbatim() -> None:
    text = "PROCEDURE NOTEPatient: Testcase, AnnDate of Service: 03/05/2025Procedure: Left L4-5 medial branch blockSedation: None"
    note = Note(text)
    assert [s.label for s in note.sentences if s.label] == [
        "procedure note",
        "patient",
        "date of service",
        "procedure",
        "sedation",
    ]
    place = note.lower.index("left l4-5")
    assert text[note.view.original(place) :].startswith("Left L4-5")


def test_a_section_covers_its_text_and_a_field_its_line() -> None:
    note = Note("HISTORY: pain.\nSEDATION: none\nMore of it.\nPLAN: rest.")
    kinds = [(note.text[s.start : s.start + 4], s.kind) for s in note.sentences]
    assert kinds == [("HIST", Kind.HISTORY), ("SEDA", Kind.FIELD), ("More", Kind.HISTORY), ("PLAN", Kind.PLAN)]


@pytest.mark.parametrize(
    "text", ["", "\x00" * 50, "[ ] " * 500, "Label: " * 500, "L4-5, " * 2000, "." * 3000, "İ" * 200]
)
def test_odd_text_is_read_without_a_fault(text: str) -> None:
    note = Note(text)
    assert len(note.lower) == len(note.text)
    assert all(0 <= s.start < s.end <= len(note.text) for s in note.sentences)


def test_the_boxes_of_a_line_say_nothing_of_the_lines_below_it() -> None:
    text = (
        "INJECTION RECORD     Date 5 / 29 / 2025\n"
        "PROCEDURE   [ ] TFESI   [X] Facet joint inj   [ ] MBB   [ ] SIJ\n"
        "PURPOSE     [ ] Diagnostic   [X] Therapeutic\n"
        "SIDE        [ ] R   [X] L   [ ] B\n"
        "LEVEL(S)    [ ] L3-4  [X] L4-5  [ ] L5-S1\n"
        "IMAGING     [X] Fluoro   [ ] CT   [ ] None\n"
        "IMAGES      [X] retained   [ ] not retained\n"
        "SEDATION    [ ] None   [X] Minimal (PO)   [ ] Deep/MAC\n"
        "DRUG / SITE [ ] Depo ___mg  [X] Kenalog  _10_ mg   [X] Bupi  0.25 %  _0.5_ mL    [ ] Lido ___%  ___mL\n\n"
        "Remarks (hand-written): Hx L5-S1 fused 2018. Next: rtc 6 wk, if it wears off do MBB.\n"
    )
    session = read_document(text).session
    assert session is not None
    assert session.technique == "intra_articular"
    assert session.guidance == "fluoroscopy"
    assert session.sedation == "minimal"
    assert session.targets is not None
    assert [target.joints for target in session.targets] == [("L4-5",)]
    assert {(drug.agent, drug.percent, drug.ml, drug.mg) for drug in session.injectates or ()} == {
        ("triamcinolone", None, None, 10),
        ("bupivacaine", 0.25, 0.5, None),
    }
