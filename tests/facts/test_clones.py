"""The share of a note that was copied from an earlier one."""

from __future__ import annotations

import random
import time

import pytest

from facetproof.facts.clones import share_copied

FIRST = (
    "She reports low back pain on both sides that is worse on rising from a chair and better on lying down. "
    "Extension and rotation of the lumbar spine reproduce the pain on the right more than on the left. "
    "Strength is full, light touch is intact and the knee and ankle reflexes are equal on both sides today."
)
OTHER = (
    "He was seen for his neck after the second block at the practice in town and kept a diary of the whole afternoon. "
    "For four hours he could turn his head to park the car, then the ache came back to where it had been before. "
    "He has not been to therapy since the spring and works half days at the mill until the matter is settled."
)


def test_a_note_copied_unchanged_is_wholly_copied() -> None:
    assert share_copied(FIRST, [FIRST]) == 1.0


def test_case_spacing_and_punctuation_do_not_hide_a_copy() -> None:
    assert share_copied(FIRST.upper().replace(". ", "\n\n"), [FIRST]) == 1.0


def test_a_note_of_its_own_is_not_copied() -> None:
    assert share_copied(OTHER, [FIRST]) == 0.0


def test_a_note_of_which_half_was_copied_says_so() -> None:
    share = share_copied(f"{FIRST} {OTHER}", ["An earlier note. " + FIRST])
    assert share == pytest.approx(len(FIRST.split()) / len((FIRST + " " + OTHER).split()), abs=0.02)


def test_several_earlier_notes_count_together() -> None:
    assert share_copied(f"{FIRST} {OTHER}", [OTHER, FIRST]) == pytest.approx(1.0)


@pytest.mark.parametrize("earlier", [[], [""], ["Short."]])
def test_nothing_to_compare_with_gives_no_share(earlier: list[str]) -> None:
    assert share_copied(FIRST, earlier) is None


def test_a_few_lines_give_no_share() -> None:
    assert share_copied("Seen today, doing well.", [FIRST]) is None


def test_long_notes_are_compared_in_linear_time() -> None:
    rng = random.Random(7)
    text = " ".join(rng.choice(FIRST.split()) for _ in range(60_000))
    start = time.perf_counter()
    assert share_copied(text, [text]) == 1.0
    assert time.perf_counter() - start < 3
