"""The page of a rule: what it asks, since when, where written, what to do."""

from __future__ import annotations

import datetime as dt

import pytest

from facetproof.errors import PolicyError
from facetproof.outputs.explain import render_rule

DOS = dt.date(2025, 3, 10)


def explained(code: str, payer: str | None, dos: dt.date = DOS, width: int = 100) -> str:
    return render_rule(code, payer=payer, dos=dos, width=width, color=False)


def test_a_rule_under_a_payer_tells_number_date_clause_confidence_and_remedies() -> None:
    page = " ".join(explained("NC01", "medicare:ngs").split())
    for part in (
        "Pain duration",
        "min months 3",
        "L35936",
        "primary",
        "last checked",
        "missing Ask",
    ):
        assert part in page


def test_without_a_payer_it_lists_who_asks_with_their_numbers() -> None:
    page = explained("nc01", None)
    assert "medicare:ngs" in page
    assert "min months 3" in page


def test_a_day_before_the_rule_says_that_it_was_not_asked_and_from_when_it_is() -> None:
    page = explained("NC01", "medicare:ngs", dt.date(2015, 1, 1))
    assert "does not ask NC01 on 2015-01-01" in page
    assert "2021-04-25" in page


def test_a_state_stands_for_its_contractor() -> None:
    assert "medicare:novitas on 2025-03-10" in explained("NC01", "medicare@TX")


def test_lines_fit_eighty_columns() -> None:
    assert max(map(len, explained("NC01", "medicare:ngs", width=80).splitlines())) <= 80


def test_an_unknown_rule_names_the_nearest_and_what_to_do() -> None:
    with pytest.raises(PolicyError, match=r"no rule NC0.*Did you mean NC\d\d.*policy show"):
        explained("NC0", None)


def test_the_examples_of_a_rule_are_told_with_what_they_come_to() -> None:
    page = explained("DX02", "medicare:ngs")
    assert "EXAMPLES" in page
    assert ": not met" in page[page.index("EXAMPLES") :]
