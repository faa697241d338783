"""A note damaged on its way says the same or less, never something else; and every quote is still verbatim."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from mutations import (
    MUTATIONS,
    Mutation,
    changed,
    cut_short,
    double_spaced,
    lost,
    misread_figures,
    noisy,
    reworded,
    typographic,
    upper,
    windows,
)
from procedure_styles import STYLES
from procedure_styles_more import MORE_STYLES
from test_styles import styled
from test_wide_styles import wide_notes

from facetproof.facts.reading import read_document

NOTES = sorted(Path(__file__).parents[2].glob("examples/*/*.txt"))
OWN_NOTES = [
    *((f"{path.parent.name}/{path.name}", path.read_text(encoding="utf-8")) for path in NOTES),
    *((name, text) for name, text, _ in (*wide_notes(), *STYLES, *MORE_STYLES)),
    *((note.name, note.text) for note in styled()),
]
#: Not by chance: one copy is all there is.
CERTAIN = (upper, double_spaced, windows, typographic)
#: Damage that may take away what decides: the share of notes that may then say something else.
HARSH: dict[Mutation, float] = {upper: 0.1, cut_short: 0.1}
GENTLE = [mutation for mutation in MUTATIONS if mutation not in HARSH]


def damaged(mutation: Mutation) -> list[tuple[str, str, str]]:
    """(name, note, damaged note), several of each where the damage is by chance."""
    return [
        (f"{path.parent.name}/{path.name}", text, mutation(text, random.Random(seed)))
        for path in NOTES
        for text in [path.read_text(encoding="utf-8")]
        for seed in range(1 if mutation in CERTAIN else 3)
    ]


@pytest.mark.parametrize("mutation", GENTLE, ids=lambda mutation: mutation.__name__)
def test_what_keeps_the_words_keeps_the_facts(mutation: Mutation) -> None:
    wrong = [
        (name, found)
        for name, text, other in damaged(mutation)
        if (found := list(changed(read_document(text), read_document(other))))
    ]
    assert not wrong


@pytest.mark.parametrize("mutation", [noisy, misread_figures, reworded], ids=lambda mutation: mutation.__name__)
@pytest.mark.parametrize("seed", range(int(os.environ.get("FACETPROOF_NOISE_SEEDS", "2"))))
def test_poor_recognition_and_other_words_never_give_another_value(mutation: Mutation, seed: int) -> None:
    wrong = []
    for name, text in OWN_NOTES:
        other = mutation(text, random.Random(seed))
        if found := list(changed(read_document(text), read_document(other))):
            wrong.append((name, found))
    assert not wrong


def test_what_is_said_in_other_words_is_still_read() -> None:
    facts = gone = 0
    for _, text in OWN_NOTES:
        chart = read_document(text)
        missed, total = lost(chart, read_document(reworded(text, random.Random(7))))
        gone, facts = gone + missed, facts + total
    assert gone <= facts * 0.005, f"{gone} of {facts}"


@pytest.mark.parametrize("mutation", HARSH, ids=lambda mutation: mutation.__name__)
def test_what_loses_words_or_headings_seldom_changes_a_fact(mutation: Mutation) -> None:
    pairs = damaged(mutation)
    wrong = [name for name, text, other in pairs if list(changed(read_document(text), read_document(other)))]
    assert len(wrong) <= len(pairs) * HARSH[mutation], wrong


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_every_quote_is_verbatim_in_the_damaged_note(mutation: Mutation) -> None:
    for _, _, text in damaged(mutation):
        for spans in (read_document(text).evidence or {}).values():
            assert all(span.quote == text[span.start : span.end] for span in spans)


def test_the_comparison_can_fail() -> None:
    left = "Procedure: Left L4-5 medial branch block under fluoroscopy."
    assert list(changed(read_document(left), read_document(left.replace("Left", "Right"))))
    assert not list(changed(read_document(left), read_document("Procedure note.")))
