"""Explain mode: reader, section and cue of each place."""

from __future__ import annotations

from facetproof.facts.cues_fired import cues_fired
from facetproof.facts.merge import merge_charts
from facetproof.facts.reading import read_document

NOTE = "Date of service: 03/10/2025\nPROCEDURE: Left L4-5 facet joint injection under fluoroscopy.\nSedation: none\n"


def test_each_place_names_its_reader_its_section_and_its_cue() -> None:
    chart = read_document(NOTE)
    fired = {told.path: told for told in cues_fired(chart)}
    assert set(fired) == set(chart.evidence or {})
    guidance = fired["session.guidance"]
    assert (guidance.reader, guidance.words) == ("guidance", "fluoroscopy")
    assert ("fluoroscopy", ("fluoroscopy",)) in guidance.cues
    assert "procedure" in guidance.section
    assert fired["session.dos"].reader == "dates"


def test_cues_are_words_of_the_note_they_are_told_of() -> None:
    charts = [read_document(NOTE, "a"), read_document(NOTE.replace("03/10", "04/10").replace("Left", "Right"), "b")]
    chart = merge_charts(charts)
    texts = {document.id: " ".join((document.text or "").split()) for document in chart.documents or ()}
    fired = cues_fired(chart)
    assert {told.document for told in fired} == {"a", "b"}
    assert all(words in texts[told.document] for told in fired for words, _ in told.cues)
