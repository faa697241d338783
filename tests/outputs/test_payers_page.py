"""The generated page of payers."""

from __future__ import annotations

import datetime as dt

import pytest

from facetproof.outputs.reference.payers import payers_page
from facetproof.policy.find import policy, policy_ids

DAY = dt.date(2026, 11, 24)
ROWS = {
    line.split("]")[0].removeprefix("| ["): line for line in payers_page(DAY).splitlines() if line.startswith("| [")
}


def test_every_policy_has_one_row_with_all_its_versions() -> None:
    assert list(ROWS) == policy_ids()
    for id, row in ROWS.items():
        assert all(start.isoformat() in row for start in policy(id).starts)


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("cigna", "| guideline |"),
        ("al-medicaid", "| statute |"),
        ("carelon", "| 2023-12-31 | 5 primary, "),  # the rules of its last day
        ("humana", "| 1 primary |"),  # its own rule, not what all policies share
    ],
)
def test_a_row_tells_whose_word_it_is_how_long_it_held_and_how_sure_it_is(id: str, said: str) -> None:
    assert said in ROWS[id]
