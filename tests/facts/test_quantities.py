"""Numbers, spans of time and percentages as notes write them."""

from __future__ import annotations

import pytest

from facetproof.facts.quantities import durations, number, percents


@pytest.mark.parametrize(
    ("text", "value"),
    [("7", 7), ("0.5", 0.5), (".5", 0.5), ("ninety", 90), ("Eighty-five", 85), ("sixteen", 16), ("several", None)],
)
def test_a_number_is_read_in_digits_and_in_words_and_never_guessed(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("for eight months now", [8]),
        ("started 18 months ago", [18]),
        ("six to eight months", [6]),
        ("a two-year history", [24]),
        ("one and a half years", [18]),
        ("about five days ago", [0.16]),
        ("half a year", [6]),
        ("a 63-year-old woman", []),
        ("pt at l4-5", []),
        ("for months", []),
    ],
)
def test_a_duration_is_told_in_months(text: str, months: list[float]) -> None:
    assert [d.months for d in durations(text)] == months


@pytest.mark.parametrize(
    ("text", "hours"),
    [("for 5 h", [5]), ("lasting five months", [3650]), ("3 months", [2190]), ("x6 wks", [1008]), ("six hours", [6])],
)
def test_a_duration_is_told_in_hours(text: str, hours: list[float]) -> None:
    assert [d.hours for d in durations(text)] == hours


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("70-75% relief", 70, 75, None),
        ("85 per cent", 85, 85, None),
        (">80% x 6h", 80, 80, "at_least"),
        ("over eighty percent", 80, 80, "at_least"),
        ("80% or better", 80, 80, "at_least"),
        ("less than 50%", 50, 50, "at_most"),
        ("ninety percent", 90, 90, None),
        ("rt l5-s1 -> 80 percent", 80, 80, None),
    ],
)
def test_a_percentage_keeps_its_range_and_its_bound(text: str, low: float, high: float, bound: str | None) -> None:
    assert [(p.low, p.high, p.bound) for p in percents(text)] == [(low, high, bound)]


def test_a_text_without_numbers_has_no_quantities() -> None:
    assert not [*durations("much better for a long while"), *percents("complete relief")]
