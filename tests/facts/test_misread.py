"""Damage by text recognition: words are put right, figures never; quotes stay verbatim."""

from __future__ import annotations

import pytest
from test_wide_styles import wide_notes

from facetproof.facts.note import Note
from facetproof.facts.reading import read_document
from facetproof.facts.unsure import doubts_in


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("PROCEDURc: lNJECTlON of tbe rnedial brancb", "procedure: injection of the medial branch"),
        ("bi1ateral lurnbar f1uoroscopy", "bilateral lumbar fluoroscopy"),
        ("0.5 rnL of rnarcaine, patlent prone", "0.5 ml of marcaine, patient prone"),
    ],
)
def test_a_misread_word_is_read_as_it_was_meant(read: str, meant: str) -> None:
    assert Note(read).lower == meant


@pytest.mark.parametrize(
    "text", ["The lens was clear.", "She had a bad cold; a clot.", "Modern burn unit, iodine allergies."]
)
def test_sound_words_stay(text: str) -> None:
    assert Note(text).text == text


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("O.5 mL, 1O mg, 0.S%", ["figure", "figure", "figure"]),
        ("L4-S and LS-S1, I4-5", ["place", "place", "place"]),
        ("on O5/20/2025", ["date"]),
        ("1% lido/1O mg dex", ["figure"]),
        ("L5S1, L4-5/L5-S1, S1/S2, T12-L1, l4-5, 18G, SpO2 98%, O2, B12, 90S, M47.816, 45oC, 1st, 5mL", []),
    ],
)
def test_a_doubtful_figure_is_known_and_a_sound_one_is_none(text: str, sorts: list[str]) -> None:
    assert [doubt.sort for doubt in doubts_in(text)] == sorts


def test_a_doubtful_figure_is_not_read_and_nothing_takes_its_place() -> None:
    text = (
        "Procedure: Right L4-5 facet joint injection, DOS O3/04/2025. Seen 03/01/2025.\nPain S/10 before, 0/10 after."
    )
    session = read_document(text).session
    assert session is not None
    assert session.dos is None
    assert session.pain_before is None
    sound = read_document(text.replace("O3/", "03/").replace("S/10", "5/10")).session
    assert sound is not None
    assert sound.dos is not None
    assert sound.pain_before is not None


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text, _ in wide_notes()])
def test_every_quote_is_cut_from_the_note_as_given(text: str) -> None:
    for spans in (read_document(text).evidence or {}).values():
        assert all(span.quote == text[span.start : span.end] and span.quote.strip() for span in spans)
