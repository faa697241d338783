"""Settings of a practice and of one request are read strictly, with the place of the first fault."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facetproof.errors import InputError
from facetproof.sources.practice import asked_from, practice_from

EXAMPLES = Path(__file__).parents[2] / "examples" / "authorization"


def test_the_examples_are_read() -> None:
    practice = practice_from(EXAMPLES / "practice.yaml")
    assert practice.letterhead is not None
    assert practice.requesting.npi == practice.letterhead.npi
    assert practice.facility.shown
    asked = asked_from(EXAMPLES / "request.yaml")
    assert asked.patient.birth_date == dt.date(1953, 7, 15)
    assert asked.coverage.payer_id == "00001"


@pytest.mark.parametrize(
    ("read", "content", "place"),
    [
        (practice_from, "requesting: {npi: '1234567890'}", "requesting.npi"),
        (practice_from, "letterhead: {practice: X, npi: '1'}", "letterhead.npi"),
        (practice_from, "servcing: {}", "servcing"),
        (practice_from, "place_of_service: office", "place_of_service"),
        (practice_from, "setting: home", "setting"),
        (practice_from, "exemption: {to: 2025-01-01}", "exemption"),
        (asked_from, "patient: {birth_date: 15.7.1953}", "patient.birth_date"),
        (asked_from, "patient: {sex: X}", "patient.sex"),
        (asked_from, "dos: 2025-02-02\ndos_to: 2025-02-01", "dos_to"),
        (asked_from, "certified_from: 2025-02-02\ncertified_to: 2025-02-01", "certified_to"),
        (asked_from, "facility: {npi: '5'}", "facility.npi"),
        (asked_from, "urgency: soon", "urgency"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, read: Callable[[Path], Any], content: str, place: str) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(content)
    with pytest.raises(InputError) as caught:
        read(path)
    assert place in caught.value.where
    assert caught.value.todo
