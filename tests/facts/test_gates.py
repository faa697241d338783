"""Gates of patterns: nothing that a pattern finds is passed over."""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import facetproof.facts
from facetproof.facts.beginnings import beginnings, opening, strange
from facetproof.facts.gates import Anchored, Gated, needles
from facetproof.facts.misread import _vocabulary

T = TypeVar("T")


def _all_of(kind: type[T]) -> dict[str, T]:
    """Every such pattern of the readers."""
    found: dict[str, T] = {}
    for module in pkgutil.walk_packages(facetproof.facts.__path__, "facetproof.facts."):
        if ".assist" not in module.name:
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, kind):
                    found.setdefault(f"{module.name.removeprefix('facetproof.facts.')}.{name}", value)
    return found


GATED = _all_of(Gated)
ANCHORED = _all_of(Anchored)
FILLER = " pain of the left side today, before the block at l4-5 of 3/14/25: 80 % relief\n" * 10
PIECES = (
    *"0123456789/-.,;:() \n#x",
    *" ,/.- ",
    *(
        "jan",
        "february ",
        "mar ",
        "avril",
        "mai ",
        "juin",
        "sept. ",
        "sep",
        "dec ",
        "octobre ",
        "d\u00e9cembre ",
        "may ",
    ),
    *("2024", " 2025", "3/14/25", "2025-03-14", " of ", "in ", "st ", "nd", "monday ", "day, ", "ago"),
    *(
        "left",
        "right",
        "lt ",
        "rt.",
        "l. ",
        "(l)",
        "(r) ",
        " l ",
        " r ",
        "b ",
        "b/l",
        "bilat",
        "bilaterally ",
        "bi-lateral",
    ),
    *("both sides ", "on both sides", "each side", "either side", "left and right ", "left, then the right ", "sided "),
    *(
        "M47.816",
        " g89.4",
        "m5a.1x",
        " pt ",
        "of pt, ",
        "6 weeks of pt",
        "pain is ",
        "pain: ",
        "average ",
        "ten",
        "three",
    ),
    *("lumbar ", "c 5", "third occipital nerve", "each side", "64493 ", " and four-", ", 3 medial", "s1", "l3,4,5"),
    *("l4-5", " t1", "mbb ", "rfa ", "mb ", "side ", "lumbar ", "ton ", "\u00e9", "_"),
)


@pytest.mark.parametrize("name", sorted(GATED))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_gated_pattern_matches_passes_its_gate(name: str, data: st.DataObject) -> None:
    gated = GATED[name]
    text = data.draw(st.from_regex(gated.pattern))
    assert [m.span() for m in gated.finditer(text)] == [m.span() for m in gated.pattern.finditer(text)]
    for m in gated.pattern.finditer(text):
        assert any(needle in m[0] for needle in gated.needles)
    # in a long text other literals are looked for, in another way
    text = f"{text}{FILLER}{text}\n{text}"
    assert [m.span() for m in gated.finditer(text)] == [m.span() for m in gated.pattern.finditer(text)]
    start, end = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))
    spans = [m.span() for m in gated.pattern.finditer(text, start, end)]
    assert [m.span() for m in gated.finditer(text, start, end)] == spans
    first = gated.search(text, start, end)
    assert (first.span() if first else None) == (spans[0] if spans else None)


@pytest.mark.parametrize("name", sorted(ANCHORED))
@pytest.mark.parametrize("seed", range(40))
def test_an_anchored_pattern_finds_what_the_pattern_finds(name: str, seed: int) -> None:
    anchored = ANCHORED[name]
    rng = random.Random(seed)
    text = "".join(rng.choice(PIECES) for _ in range(200))
    for _ in range(20):
        start, end = sorted(rng.sample(range(len(text)), 2))
        spans = [m.span() for m in anchored.finditer(text, start, end)]
        assert spans == [m.span() for m in anchored.pattern.finditer(text, start, end)]
        first = anchored.search(text, start, end)
        assert (first.span() if first else None) == (spans[0] if spans else None)


def test_the_words_that_repair_goes_by_are_those_of_gated_patterns_too() -> None:
    known, _ = _vocabulary()
    assert {"leaflet", "brochure", "baseline"} <= known
    assert not {"eft", "ight", "opuv"} & known


def test_the_gates_in_use_are_not_all_open() -> None:
    assert [name for name, gated in GATED.items() if gated.needles == ("",) and not gated.opens] == []
    assert GATED


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (r"\b(?:hand-?out|leaflet)\b(?! given)", {"hand", "leaflet"}),
        (r"pre[- ]op(?:erative)?", {"pre-op", "pre op"}),
        (r"(?:left )?L\d", None),
        (r"(?:a|pain)", None),
        (r"(?i:pain)", None),
        (r"\d+ ?%", {"%"}),
        (r"(?:relief )+of", {"relief "}),
        (r"(?:relief )*now", {"now"}),
        (r"(?<=pain )level(?= now)", {"level"}),
        (r"abc|abcd|xyz", {"abc", "xyz"}),
        (r"[a-f]ain\s+score", {"score"}),
        (r"", None),
    ],
)
def test_the_literals_that_a_match_cannot_do_without(source: str, found: set[str] | None) -> None:
    assert needles(re.compile(source)) == found


def test_where_case_does_not_count_there_is_no_gate() -> None:
    assert needles(re.compile("pain", re.IGNORECASE)) is None
    assert Gated("pain", re.IGNORECASE).search("PAIN") is not None


def test_the_gate_looks_at_the_given_stretch_only() -> None:
    gated = Gated("relief")
    assert gated.search("relief of pain", 1) is None
    assert gated.search("of relief", 0, 8) is None
    assert next(gated.finditer("relief, relief", 1)).start() == 8


def test_narrowed_to_a_text_the_gate_knows_only_its_literals() -> None:
    gated = Gated("handout|leaflet")
    text = "a leaflet, a book"
    assert gated.within(text).needles == ("leaflet",)
    assert gated.within(text).search(text, 3, 9) is gated.search(text, 3, 8) is None
    assert gated.within(text).search(text, 2, 9) is not None
    assert gated.within("book").search("book") is None
    assert gated.needles == ("handout", "leaflet")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (r"\b(?:hand-?out|leaflet)\b(?! given)", {"hand-out", "handout", "leaflet"}),
        (r"(?<![\w.])(?:the )?block", {"the block", "block"}),
        (r"block|blocked|rfa", {"block", "rfa"}),
        (r"pre[- ]op(?:erative)?\b", {"pre-op", "pre op"}),
        (r"#[12] of", {"#1 of", "#2 of"}),
        (r"m5\d", {f"m5{digit}" for digit in range(10)}),
        (r"at\s+all", {"at ", "at\n", "at\t"}),
        (r"(?:very )*good", {"very ", "good"}),
        (r"(?:abc){2}x", {"abc"}),
        (r"radiofrequency ablation", {"radiofrequ"}),
        (r"of pain|at", None),
        (r"\w+ pain", None),
        (r"[^a]bcd", None),
        (r"(?:pain )?", None),
        (r"(?i:pain)", None),
    ],
)
def test_the_literals_that_every_match_begins_with(source: str, found: set[str] | None) -> None:
    assert beginnings(re.compile(source)) == found


@pytest.mark.parametrize(
    ("text", "odd"), [("l4-5, 3 \u00b0\n\t", False), ("\u0663", True), ("a\u3000", True), ("\x1c", True)]
)
def test_digits_and_spaces_of_other_scripts_are_told(text: str, odd: bool) -> None:
    assert strange(text) is odd
    gated = Gated(r"level\s*\d")
    long = f"{text} level\u00a0\u0664 {FILLER}"
    assert gated.search(long) is not None


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (r"\b(?:left|lt|rt)", r"[lr](?<!\w.)(?:(?<=[l])(?=[et])|(?<=[r])(?=[t]))"),
        (r"(?<![\w.])\d+x", r"[\d](?<![\w.].)(?:(?<=[\d]))"),
        (r"l\s?4|#", r"[\#l](?:(?<=[\#])|(?<=[l])(?=[4\s]))"),
        (r"\w+", None),
        (r" pain", None),
        (r"(?i)pain", None),
    ],
)
def test_the_opening_that_a_pattern_tells_of_itself(source: str, told: str | None) -> None:
    assert opening(re.compile(source)) == told


def test_a_pattern_that_may_begin_with_anything_is_not_anchored() -> None:
    with pytest.raises(ValueError, match="no opening"):
        Anchored(r"\w+ pain")
