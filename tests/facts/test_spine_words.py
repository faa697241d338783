"""Joint levels, nerves and sides as notes write them."""

from __future__ import annotations

import pytest

from facetproof.facts.spine_words import spine_words
from facetproof.model.spine import Side

LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BILATERAL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Right L4 medial branch and L5 dorsal ramus", [("nerve", ("L4",), RIGHT), ("nerve", ("L5",), RIGHT)]),
        ("B/L L3-5 MBB", [("span", ("L3-5",), BOTH)]),
        ("C4, C5, C6, C7 medial branch block", [("nerve", ("C4", "C5", "C6", "C7"), None)]),
        (
            "left at C3/4, C4/5 and on the right at C4/5",
            [("joint", ("C3-4", "C4-5"), LEFT), ("joint", ("C4-5",), RIGHT)],
        ),
        ("L3 & L4 MB at L4 TP", [("nerve", ("L3", "L4"), None), ("landmark", ("L4",), None)]),
        ("both L4-5 and L5-S1 facets", [("joint", ("L4-5", "L5-S1"), BOTH)]),
        ("L34, L45 and L5S1 facet joints", [("joint", ("L3-4", "L4-5", "L5-S1"), None)]),
        ("LT L3-4, 4-5, 5-S1 facet inj", [("joint", ("L3-4", "L4-5", "L5-S1"), LEFT)]),
        ("L3, 4, and 5 medial branches left", [("nerve", ("L3", "L4", "L5"), LEFT)]),
        ("C3-C6 medial branches", [("nerve", ("C3", "C4", "C5", "C6"), None)]),
        ("medial branches of L3, L4 and dorsal ramus of L5", [("nerve", ("L3", "L4"), None), ("nerve", ("L5",), None)]),
        ("TON and C3 medial branch on the left", [("nerve", ("TON", "C3"), LEFT)]),
        ("left L4-5/L5-S1 gave relief", [("joint", ("L4-5", "L5-S1"), LEFT)]),
        ("T8, T9, T10 medial branch", [("nerve", ("T8", "T9", "T10"), None)]),
        ("T12-L1 and L1-2", [("joint", ("T12-L1", "L1-2"), None)]),
        ("the L4-5 disc", [("elsewhere", ("L4-5",), None)]),
        ("right L5 nerve root", [("elsewhere", ("L5",), RIGHT)]),
        ("RFA L3-S1", [("span", ("L3-S1",), None)]),
        ("levels L3, L4, L5", [("bare", ("L3", "L4", "L5"), None)]),
        ("L1-4", [("span", ("L1-4",), None)]),
        ("given in 5-6 weeks, 0.5 mL of 0.5%", []),
        ("CT of 1/2/2025", []),
    ],
)
def test_labels_count_as_what_the_words_beside_them_say(
    text: str, expected: list[tuple[str, tuple[str, ...], Side | None]]
) -> None:
    lower = text.lower()
    assert [(item.sort, item.names, item.side) for item in spine_words(lower, 0, len(lower))] == expected


def test_the_label_of_a_form_line_names_its_values() -> None:
    found = spine_words("l3, l4", 0, 6, label="nerves")
    assert [(item.sort, item.names) for item in found] == [("nerve", ("L3", "L4"))]


@pytest.mark.parametrize("text", ["driver on his right arm", "left lateral decubitus", "right oblique view"])
def test_sides_of_limbs_and_beams_are_none(text: str) -> None:
    lower = f"{text} l4-5 facet"
    assert [item.side for item in spine_words(lower, 0, len(lower))] == [None]
