"""Twelve months back, leap days included."""

from __future__ import annotations

import datetime as dt

import pytest

from facetproof.model.dates import months_after, months_before


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        ("2025-03-10", 12, "2024-03-10"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2025-02-28", 12, "2024-02-28"),
        ("2025-03-31", 1, "2025-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2025-01-15", 1, "2024-12-15"),
        ("2025-01-01", 6, "2024-07-01"),
    ],
)
def test_months_before_keeps_the_day_or_takes_the_last_of_the_month(day: str, months: int, earlier: str) -> None:
    assert months_before(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(earlier)


def test_months_after_goes_the_other_way() -> None:
    assert months_after(dt.date(2024, 1, 31), 1) == dt.date(2024, 2, 29)
    assert months_after(dt.date(2024, 12, 15), 3) == dt.date(2025, 3, 15)
