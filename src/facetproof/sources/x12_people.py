"""Elements of the segments that name people, payers and the bill itself → values."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from facetproof.model.claimfile import Fault, Provider
from facetproof.sources.x12 import Separators
from facetproof.sources.x12_guide import day, npi_valid
from facetproof.sources.x12_values import amount


class Name(NamedTuple):
    """NM1: who, under which identifier; `provider` where the identifier is an NPI or a tax number."""

    entity: str
    last: str | None
    first: str | None
    id_kind: str | None
    id: str | None
    provider: Provider


class Birth(NamedTuple):
    """DMG: birth date and sex."""

    born: dt.date | None
    sex: str | None


class Coverage(NamedTuple):
    """SBR: the patient's relationship to the subscriber and the kind of payer."""

    relationship: str | None
    filing: str | None


class Bill(NamedTuple):
    """CLM: number, charge, and place of service, its qualifier and the frequency as the composite has them.

    `lacking` are the empty ones of elements 6 to 9, signature, assignment, benefits and release.
    """

    id: str
    charge: float | None
    place: str
    qualifier: str
    frequency: str
    has_place: bool
    lacking: tuple[int, ...]


def name(parts: list[str], _marks: Separators) -> tuple[Name, tuple[Fault, ...]]:
    """NM1."""
    padded = parts + [""] * 10
    entity, last, first, kind, id = (
        padded[1],
        padded[3] or None,
        padded[4] or None,
        padded[8] or None,
        padded[9] or None,
    )
    faults: tuple[Fault, ...] = ()
    if (kind is None) != (id is None):
        what = "NM108 and NM109, the identifier and its kind, come together"
        faults = (Fault("element-pair", what, 0, "NM1", 8 if kind is None else 9),)
    elif kind == "XX" and id is not None and not npi_valid(id):
        what = "NM109 is an NPI: ten digits with a correct check digit"
        faults = (Fault("npi-wrong", what, 0, "NM1", 9),)
    provider = Provider(
        name=f"{last}, {first}" if last and first else last,
        npi=id if kind == "XX" else None,
        tax_id=id if kind == "24" else None,
    )
    return Name(entity, last, first, kind, id, provider), faults


def birth(parts: list[str], _marks: Separators) -> tuple[Birth, tuple[Fault, ...]]:
    """DMG."""
    padded = parts + [""] * 4
    return Birth(day(padded[2]), padded[3] or None), ()


def coverage(parts: list[str], _marks: Separators) -> tuple[Coverage, tuple[Fault, ...]]:
    """SBR."""
    padded = parts + [""] * 10
    return Coverage(padded[2] or None, padded[9] or None), ()


def bill(parts: list[str], marks: Separators) -> tuple[Bill, tuple[Fault, ...]]:
    """CLM."""
    padded = parts + [""] * 10
    lacking = tuple([n for n in (6, 7, 8, 9) if not padded[n]])
    place = [*padded[5].split(marks.component), "", ""][:3]
    return Bill(padded[1], amount(padded[2]), place[0], place[1], place[2], bool(padded[5]), lacking), ()
