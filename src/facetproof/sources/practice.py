"""The settings of a practice, and those of one request for authorization → typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from facetproof.errors import InputError
from facetproof.model.authorization import Provider
from facetproof.model.practice import Asked, Practice
from facetproof.sources.settings import settings_in, typed
from facetproof.sources.x12_guide import npi_valid

_CODE = "practice-invalid"
_PRACTICE = "Write as needed letterhead, requesting, servicing, facility (each with name or last_name and first_name, "
_PRACTICE += "npi, tax_id, address, phone, fax), contact, place_of_service, setting, exemption."
_ASKED = "Write as needed patient (last_name, first_name, birth_date, sex), coverage (payer, payer_id, member_id), "
_ASKED += "trace, kind, urgency, earlier_number, setting, place_of_service, dos."
_PLACE = re.compile(r"\d\d")


def practice_from(path: Path) -> Practice:
    """What is the same for every request of a practice.

    Raises:
        InputError: the file cannot be read, has not the shape, or an NPI in it is wrong.
    """
    found = typed(settings_in(path), Practice, path, code=_CODE, todo=_PRACTICE)
    head = found.letterhead
    if head is not None:
        _check_npi(head.npi, f"{path}, letterhead.npi")
    _check(found, path)
    return found


def asked_from(path: Path) -> Asked:
    """What belongs to one request.

    Raises:
        InputError: as for a practice; also days in the wrong order.
    """
    found = typed(settings_in(path), Asked, path, code=_CODE, todo=_ASKED)
    _check(found, path)
    for first, last in (("dos", "dos_to"), ("certified_from", "certified_to")):
        start, end = getattr(found, first), getattr(found, last)
        if start is not None and end is not None and end < start:
            raise InputError(_CODE, "The last day lies before the first", where=f"{path}, {last}", todo="Correct it.")
    return found


def _check(found: Practice | Asked, path: Path) -> None:
    for name, provider in _providers(found):
        _check_npi(provider.npi, f"{path}, {name}.npi")
    place: Any = found.place_of_service
    if place is not None and not _PLACE.fullmatch(place):
        raise InputError(
            _CODE, "A place of service has two digits", where=f"{path}, place_of_service", todo="Write 22, or 11."
        )


def _providers(found: Practice | Asked) -> Iterator[tuple[str, Provider]]:
    for name in ("requesting", "servicing", "facility"):
        provider = getattr(found, name)
        if provider is not None:
            yield name, provider


def _check_npi(npi: str | None, where: str) -> None:
    if npi is not None and not npi_valid(npi):
        raise InputError(_CODE, "This is no NPI: its check digit is wrong", where=where, todo="Correct it.")
