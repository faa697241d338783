"""Validity of spinal and pain diagnosis codes by date."""

from __future__ import annotations

import datetime as dt

import pytest

from facetproof.facts.icd10cm import CHECKED_FROM, CHECKED_TO, FIRST_DAY, validity, written


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("M47.816", "2025-01-01", "valid"),
        ("m47816", "2025-01-01", "valid"),
        ("M47.81", "2025-01-01", "incomplete"),
        ("M47", "2025-01-01", "incomplete"),
        ("M48.1", "2025-01-01", "incomplete"),
        ("R52", "2025-01-01", "valid"),
        ("M47.818", "2025-01-01", "valid"),
        ("M47.810", "2025-01-01", "not_a_code"),
        ("721.3", "2025-01-01", "not_a_code"),
        ("lumbago", "2025-01-01", "not_a_code"),
        ("721.3", "2014-01-01", None),
        ("M54.5", "2021-09-30", "valid"),
        ("M54.5", "2021-10-01", "incomplete"),
        ("M54.50", "2021-09-30", "not_in_force"),
        ("M54.50", "2021-10-01", "valid"),
        ("M51.36", "2024-09-30", "valid"),
        ("M51.36", "2024-10-01", "incomplete"),
        ("M51.362", "2024-10-01", "valid"),
        ("E11.9", "2025-01-01", None),
    ],
)
def test_a_code_is_judged_by_its_form_and_its_day(code: str, day: str, expected: str | None) -> None:
    assert validity(code, dt.date.fromisoformat(day)) == expected


def test_days_outside_the_table_are_unknown_never_valid() -> None:
    day = dt.timedelta(days=1)
    assert validity("M47.816", CHECKED_FROM) == "valid"
    assert validity("M47.816", CHECKED_FROM - day) is None
    assert validity("M47.816", CHECKED_TO) == "valid"
    assert validity("M47.816", CHECKED_TO + day) is None
    assert validity("M47.816", FIRST_DAY - day) == "not_in_force"


def test_a_header_stays_incomplete_after_the_table_ends() -> None:
    assert validity("M47.81", CHECKED_TO + dt.timedelta(days=90)) == "incomplete"


@pytest.mark.parametrize(("given", "expected"), [("m47816", "M47.816"), (" M54.2 ", "M54.2"), ("R52", "R52")])
def test_codes_are_written_one_way(given: str, expected: str) -> None:
    assert written(given) == expected
