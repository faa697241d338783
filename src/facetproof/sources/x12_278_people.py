"""Names, addresses, numbers and dates of a 278 → the parts of a request or an answer."""

from __future__ import annotations

import datetime as dt

from facetproof.model.authorization import Address, Contact, Individual, Provider
from facetproof.model.claimfile import Fault
from facetproof.sources.x12_278_loops import Loop, Party
from facetproof.sources.x12_sets import Segment
from facetproof.sources.x12_values import days


class Service:
    """What an SV1, SV2 or SV3 asks or answers; `units` only where they are counted as units."""

    __slots__ = ("code", "description", "modifiers", "pointers", "segment", "units")

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        professional = segment.tag != "SV2"
        parts = segment.composite(1 if professional else 2)
        self.code = (parts[1].strip() or None) if len(parts) > 1 else None
        self.modifiers = tuple(part.strip() for part in parts[2:6] if part.strip())
        self.description = (parts[6].strip() or None) if len(parts) > 6 else None
        unit, count = {"SV1": (3, 4), "SV2": (4, 5)}.get(segment.tag, (0, 6))
        counted = segment.tag == "SV3" or segment.get(unit) == "UN"
        self.units = _number(segment.get(count)) if counted else None
        self.pointers = (
            tuple(int(part) for part in segment.composite(7) if part.isdecimal()) if segment.tag == "SV1" else ()
        )


def services(loop: Loop) -> list[Service]:
    """The services of a line, more than one only where the file is wrong."""
    return [Service(segment) for tag in ("SV1", "SV2", "SV3") for segment in loop.all(tag)]


def party_above(loop: Loop, kind: str, *entities: str) -> Party | None:
    """The name of one of these kinds in the level of this kind that the loop stands below."""
    above = loop.above(kind)
    return above.party(*entities) if above is not None else None


def individual(party: Party | None) -> Individual:
    """A patient or subscriber; empty where there is none."""
    if party is None:
        return Individual()
    name, birth, record = party.name, party.one("DMG"), party.one("REF", "EJ")
    sex = birth.get(3) if birth else None
    return Individual(
        last_name=name.get(3),
        first_name=name.get(4),
        middle_name=name.get(5),
        birth_date=day_of(birth, 2) if birth else None,
        sex=sex if sex in ("F", "M", "U") else None,  # type: ignore[arg-type]
        medical_record=record.get(2) if record else None,
        address=address(party),
    )


def provider(party: Party | None) -> Provider:
    """A person or an organization with its numbers; empty where there is none."""
    if party is None:
        return Provider()
    name, tax, speciality = party.name, party.one("REF", "EI"), party.one("PRV")
    person = name.get(2) == "1"
    calls = contact(party)
    return Provider(
        name=None if person else name.get(3),
        last_name=name.get(3) if person else None,
        first_name=name.get(4) if person else None,
        npi=number_of(party, "XX"),
        tax_id=(tax.get(2) if tax else None) or number_of(party, "24"),
        taxonomy=speciality.get(3) if speciality and speciality.get(2) == "PXC" else None,
        address=address(party),
        phone=calls.phone,
        fax=calls.fax,
    )


def number_of(party: Party | None, *kinds: str) -> str | None:
    """The identifier of a name (NM109), where it is of one of the kinds."""
    return party.name.get(9) if party is not None and party.name.get(8) in kinds else None


def address(party: Party) -> Address | None:
    """The postal address of a name."""
    street, city = party.one("N3"), party.one("N4")
    if street is None and city is None:
        return None
    lines = tuple(line for line in (street.get(1), street.get(2)) if line) if street else ()
    return Address(
        lines=lines,
        city=city.get(1) if city else None,
        state=city.get(2) if city else None,
        zip=city.get(3) if city else None,
    )


def contact(party: Party) -> Contact:
    """Whom to call."""
    found = party.one("PER")
    if found is None:
        return Contact()
    pairs = {found.get(n): found.get(n + 1) for n in (3, 5, 7)}
    phone, extension = pairs.get("TE"), pairs.get("EX")
    return Contact(
        name=found.get(2),
        phone=f"{phone} ext {extension}" if phone and extension else phone,
        fax=pairs.get("FX"),
        email=pairs.get("EM"),
    )


def span(segment: Segment | None, faults: list[Fault]) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a DTP; one day is both."""
    if segment is None:
        return None, None
    found, wrong = days(segment.parts, segment.marks)
    faults += (fault.at(segment.number) for fault in wrong)
    return (None, None) if wrong else (found.first, found.last)


def day_of(segment: Segment, n: int) -> dt.date | None:
    """A day of eight digits."""
    found, wrong = days(["DTP", "", "D8", segment.get(n) or ""], segment.marks)
    return None if wrong else found.first


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 <= value < float("inf") else None
