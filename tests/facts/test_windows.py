"""Windows of time and whole months, leap days included."""

from __future__ import annotations

import datetime as dt

import pytest

from facetproof.facts.windows import whole_months, window


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("name", "dos", "edge", "earliest", "latest"),
    [
        ("rolling_12_months", "2025-03-10", "excluded", "2024-03-11", "2024-03-11"),
        ("rolling_12_months", "2025-03-10", "included", "2024-03-10", "2024-03-10"),
        ("rolling_12_months", "2024-02-29", "excluded", "2023-03-01", "2023-03-01"),
        ("rolling_6_months", "2025-08-31", "excluded", "2025-03-01", "2025-03-01"),
        ("calendar_year", "2025-03-10", "excluded", "2025-01-01", "2025-01-01"),
        ("plan_year", "2025-03-10", "excluded", "2024-03-11", "2025-03-10"),
        ("from_first_approved", "2025-03-10", "excluded", "2024-03-11", "2025-03-10"),
    ],
)
def test_a_window_begins_on(name: str, dos: str, edge: str, earliest: str, latest: str) -> None:
    assert window(name, day(dos), edge=edge) == (day(earliest), day(latest))


@pytest.mark.parametrize(("name", "edge"), [("some_months", "excluded"), ("rolling_12_months", "closed")])
def test_a_window_or_an_edge_that_does_not_exist_is_refused(name: str, edge: str) -> None:
    with pytest.raises(ValueError, match=r"no such window|edge"):
        window(name, day("2025-03-10"), edge=edge)


@pytest.mark.parametrize(
    ("since", "dos", "months"),
    [
        ("2025-03-10", "2025-09-10", 6),
        ("2025-03-11", "2025-09-10", 5),
        ("2025-02-28", "2025-08-31", 6),
        ("2025-03-01", "2025-08-31", 5),
        ("2024-02-29", "2025-02-28", 11),
        ("2023-02-28", "2024-02-29", 12),
        ("2023-06-16", "2025-06-16", 24),
        ("2025-03-10", "2025-03-10", 0),
    ],
)
def test_whole_months_are_counted_back_from_the_date_of_service(since: str, dos: str, months: int) -> None:
    assert whole_months(day(since), day(dos)) == months
