"""Literal phrases: one pass for all lexicons gives what each gives alone."""

from __future__ import annotations

import random

import pytest

from facetproof.facts.cues import CUES
from facetproof.facts.note import Note
from facetproof.facts.phrases import Hit, Lexicon, Lexicons
from facetproof.facts.readers.pain.phrases import CUES as PAIN
from facetproof.facts.readers.technique.phrases import PERFORMED, TERMS
from facetproof.facts.readers.visit.phrases import EVALUATED

REAL = (CUES, PAIN, TERMS, PERFORMED, EVALUATED)
_BETWEEN = (" ", " ", " ", "", "s", "es", "-", "/", ". ", "\n", "_", "x", "4", "\u00e9", "\u2610", "s ", "es,")


@pytest.mark.parametrize("seed", range(40))
def test_one_pass_for_all_lexicons_equals_the_pass_of_each(seed: int) -> None:
    rng = random.Random(seed)
    made = [_made_up(rng) for _ in range(3)]
    lexicons = [*REAL, *made]
    words = [phrase for lexicon in lexicons for phrase in lexicon.phrases]
    text = "".join(rng.choice(words) + rng.choice(_BETWEEN) for _ in range(300))
    scan = Lexicons(lexicons).scan(text)
    for lexicon in lexicons:
        assert scan.hits(lexicon) == lexicon.find(text)


def _made_up(rng: random.Random) -> Lexicon:
    """Phrases of few letters and signs, many of them within one another."""
    phrases = {"".join(rng.choices("aos%\u00e9 -1", k=rng.randrange(1, 5))).strip() for _ in range(30)} - {""}
    return Lexicon({str(n): [phrase] for n, phrase in enumerate(sorted(phrases))})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("o: normal", [Hit(0, 1, "objective")]),
        ("os and oes", [Hit(0, 1, "objective"), Hit(7, 8, "objective")]),
        ("so on or o", [Hit(9, 10, "objective")]),
        ("_o_", [Hit(1, 2, "objective")]),
        ("o2 1o \u00e9o", []),
    ],
)
def test_a_single_letter_is_a_word_of_its_own(text: str, found: list[Hit]) -> None:
    lexicon = Lexicon({"objective": ["o"]})
    assert lexicon.find(text) == Lexicons([lexicon]).scan(text).hits(lexicon) == found


def test_a_lexicon_made_after_the_pass_is_looked_for() -> None:
    note = Note("Procedure: left L4-5 zorgblock.")
    assert note.hits(TERMS) is note.hits(TERMS)
    late = Lexicon({"late": ["zorgblock"]})
    assert note.hits(late) == [Hit(21, 30, "late")]
