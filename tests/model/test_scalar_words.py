"""Values in words."""

from __future__ import annotations

import pytest

from facetproof.model.words import scalar_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0.5, "0.5"),
        (80.0, "80"),
        ("medial_branch_block", "medial branch block"),
        ("2025-04-08", "2025-04-08"),
        ("1_A", "1_A"),
    ],
)
def test_a_value_is_said_as_people_say_it(value: str | float | bool | None, words: str) -> None:
    assert scalar_words(value) == words
