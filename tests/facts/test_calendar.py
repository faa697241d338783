"""Dates as notes write them."""

from __future__ import annotations

import datetime as dt

import pytest

from facetproof.facts.calendar import written_dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 1/6/2025 at", "2025-01-06"),
        ("3/14/25", "2025-03-14"),
        ("2025-07-07", "2025-07-07"),
        ("march 14, 2025", "2025-03-14"),
        ("mar. 23, 2026", "2026-03-23"),
        ("12 sept 2025", "2025-09-12"),
        ("29th of march 2024", "2024-03-29"),
        ("04.28.2025", "2025-04-28"),
        ("15/03/2025", "2025-03-15"),
    ],
)
def test_a_full_date_is_read(text: str, day: str) -> None:
    (found,) = written_dates(text)
    assert found.date == dt.date.fromisoformat(day)
    assert text[found.start : found.end] in text


@pytest.mark.parametrize("text", ["0/12/2025", "00/00/2025", "13/13/2025", "2025-00-10", "2025-02-30", "02/30/2025"])
def test_an_impossible_date_is_none(text: str) -> None:
    assert not list(written_dates(text))


@pytest.mark.parametrize(
    ("text", "earliest"), [("10/2024", "2024-10-01"), ("in may of 2005", "2005-05-01"), ("in 2021", "2021-01-01")]
)
def test_a_date_without_its_day_is_no_date_but_has_an_earliest_day(text: str, earliest: str) -> None:
    (found,) = written_dates(text)
    assert found.date is None
    assert found.earliest == dt.date.fromisoformat(earliest)


@pytest.mark.parametrize(("text", "year"), [("on 29 august", 2025), ("november 3", 2024)])
def test_a_date_without_its_year_is_the_last_such_day_before_the_visit(text: str, year: int) -> None:
    (found,) = written_dates(text)
    day = found.before(dt.date(2025, 9, 12))
    assert day is not None
    assert day.year == year


@pytest.mark.parametrize(
    "text", ["l4-5", "pain 4-5/10", "bp 130/66", "strength 5/5", "02/30/2025", "he may 5 times", "1/16th"]
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert [found for found in written_dates(text) if found.date] == []
