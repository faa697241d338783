"""837 files → rows, one a service line, for warehouses: no faults, no provider records, several times the speed.

`x12_837.read_837` reads the same lines with everything around them; a test holds the two together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from facetproof.model.claimfile import Fault
from facetproof.sources.x12 import BLANK, CHUNK, Separators, blocks, opened
from facetproof.sources.x12_people import bill
from facetproof.sources.x12_values import (
    Days,
    Diagnosis,
    Service,
    days,
    dental_service,
    diagnoses,
    institutional_service,
    professional_service,
)

#: Distinct segments remembered with what they mean.
REMEMBERED = 20_000
_SERVICES = {"SV1": professional_service, "SV2": institutional_service, "SV3": dental_service}
# what a segment is to a row; everything else is passed over
_NOTHING, _SERVICE, _DAYS, _LINE, _CODES, _CLAIM, _NAME, _LEVEL, _NUMBER, _OTHER, _ANSWER, _SET, _END = range(13)
_LINE_DAYS, _STATEMENT = ("472", "150"), "434"


class LineRow(NamedTuple):
    """One service line with what identifies its claim and patient; absent is None.

    Attributes:
        claim: the biller's claim number; `line` counts from 1 within it.
        member: the payer's number of the subscriber; with `last_name` and `first_name` of the patient it tells patients
            apart.
        dx: diagnosis codes pointed to, all of the claim's where an institutional line points to none.
        authorization: of the line, else of the claim.
    """

    claim: str
    line: int
    cpt: str | None
    modifiers: tuple[str, ...]
    units: float | None
    charge: float | None
    dos: dt.date | None
    dos_to: dt.date | None
    dx: tuple[str, ...]
    place_of_service: str | None
    bill_type: str | None
    member: str | None
    last_name: str | None
    first_name: str | None
    payer: str | None
    billing_npi: str | None
    rendering_npi: str | None
    authorization: str | None
    revenue_code: str | None


class _Claim:
    """The claim whose lines are being read."""

    __slots__ = ("authorization", "codes", "days", "id", "named", "place", "rendering", "services", "type")

    def __init__(self, value: tuple[str, str | None, str | None]) -> None:
        self.id, self.place, self.type = value
        self.codes: tuple[str, ...] = ()
        self.days: Days | None = None
        self.authorization: str | None = None
        self.rendering: str | None = None
        self.named = False
        # service, its days, its own authorization, its own rendering NPI
        self.services: list[list[Any]] = []


def read_rows(source: bytes | str | Path | IO[bytes], chunk: int = CHUNK) -> Iterator[LineRow]:
    """The service lines of every claim of the file, in order, in constant memory.

    Raises:
        InputError: `file-unreadable`, `file-empty`, `not-x12`.
    """
    stream = opened(source)
    try:
        yield from _rows(stream, chunk)
    finally:
        if stream is not source:
            stream.close()


def _rows(stream: IO[bytes], chunk: int) -> Iterator[LineRow]:
    memory: dict[str, tuple[int, Any]] = {}
    marks: Separators | None = None
    claim: _Claim | None = None
    line: list[Any] | None = None
    other = False
    member = payer = billing = None
    subscriber: tuple[str | None, str | None] = (None, None)
    person = subscriber
    is_claim = True
    for block in blocks(stream, chunk):
        if isinstance(block, Fault):
            continue
        if block.separators != marks:
            marks, memory = block.separators, {}
        for text in block.texts:
            found = memory.get(text)
            if found is None:
                if len(memory) >= REMEMBERED:
                    memory.clear()
                found = memory[text] = _study(text, block.separators)
            kind, value = found
            if kind == _NOTHING:
                continue
            if kind == _LINE:
                line, other = None, False
            elif kind == _SERVICE and claim is not None:
                line = [value, None, None, None]
                claim.services.append(line)
            elif kind == _DAYS:
                if line is not None and value.qualifier in _LINE_DAYS and line[1] is None and not other:
                    line[1] = value
                elif claim is not None and not claim.services and value.qualifier == _STATEMENT:
                    claim.days = value
            elif kind == _CODES and claim is not None:
                claim.codes += value
            elif kind == _NUMBER:
                if line is not None and not other:
                    line[2] = value
                elif claim is not None and not (other or claim.named or claim.authorization):
                    claim.authorization = value
            elif kind == _NAME:
                entity, last, first, id, npi = value
                if claim is None:
                    if entity == "IL":
                        subscriber, member = (last, first), id
                        person = subscriber
                    elif entity == "QC":
                        person = (last, first)
                    elif entity == "PR":
                        payer = id
                    elif entity == "85":
                        billing = npi
                elif line is None:
                    claim.named = True
                    if entity == "82" and not other:
                        claim.rendering = claim.rendering or npi
                elif entity == "82" and not other:
                    line[3] = npi
            elif kind == _OTHER:
                other = claim is not None
            elif kind == _ANSWER:
                other = line is not None
            else:
                if claim is not None:
                    yield from _finished(claim, member, person, payer, billing)
                claim, line, other = None, None, False
                if kind == _CLAIM and is_claim:
                    claim = _Claim(value)
                elif kind == _SET:
                    is_claim = value
                elif kind == _LEVEL and value == "22":
                    member = payer = None
                    subscriber = person = (None, None)
                elif kind == _LEVEL and value == "20":
                    billing = None
    if claim is not None:
        yield from _finished(claim, member, person, payer, billing)


def _study(text: str, marks: Separators) -> tuple[int, Any]:
    """What a segment is to a row."""
    parts = text.strip(BLANK).split(marks.element)
    tag = parts[0]
    if tag in _SERVICES:
        return _SERVICE, _SERVICES[tag](parts, marks)[0]
    if tag == "DTP":
        value = days(parts, marks)[0]
        return (_DAYS, value) if value.qualifier in (*_LINE_DAYS, _STATEMENT) else (_NOTHING, None)
    if tag == "LX":
        return _LINE, None
    if tag == "HI":
        return _CODES, _codes(diagnoses(parts, marks)[0])
    if tag == "CLM":
        found = bill(parts, marks)[0]
        institutional = found.qualifier == "A"
        place = found.place or None
        kind_of_bill = f"{place}{found.frequency}" if institutional else None
        return _CLAIM, (found.id, None if institutional else place, kind_of_bill)
    if tag == "NM1":
        padded = parts + [""] * 10
        id = padded[9] or None
        return _NAME, (padded[1], padded[3] or None, padded[4] or None, id, id if padded[8] == "XX" else None)
    if tag == "HL":
        return _LEVEL, parts[3] if len(parts) > 3 else ""
    if tag == "REF":
        return (_NUMBER, parts[2] or None) if len(parts) > 2 and parts[1] == "G1" else (_NOTHING, None)
    if tag == "ST":
        return _SET, len(parts) > 1 and parts[1] == "837"
    kind = {"SBR": _OTHER, "SVD": _ANSWER, "SE": _END, "GE": _END, "IEA": _END, "ISA": _END, "GS": _END}
    return kind.get(tag, _NOTHING), None


def _codes(found: tuple[Diagnosis, ...]) -> tuple[str, ...]:
    return tuple([diagnosis.code for diagnosis in found])


def _finished(
    claim: _Claim, member: str | None, person: tuple[str | None, str | None], payer: str | None, billing: str | None
) -> Iterator[LineRow]:
    codes, known = claim.codes, len(claim.codes)
    service: Service
    for n, (service, day, number, rendering) in enumerate(claim.services, 1):
        whole = day or (claim.days if service.tag == "SV2" else None)
        first, last = (whole.first, whole.last) if whole is not None else (None, None)
        if day is None and first != last:
            first = last = None
        pointed = tuple([codes[p - 1] for p in service.pointers if p <= known])
        yield LineRow(
            claim.id,
            n,
            service.cpt,
            service.modifiers,
            service.units,
            service.charge,
            first,
            last,
            pointed or (codes if service.tag == "SV2" else ()),
            service.place or claim.place,
            claim.type,
            member,
            person[0],
            person[1],
            payer,
            billing,
            rendering or claim.rendering,
            number or claim.authorization,
            service.revenue_code,
        )
