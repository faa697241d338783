"""A claim as a claim file tells it: who, when, where, what was billed, and what is wrong with the file.

`model.claim.Claim` is what the rules judge; a `BilledClaim` is the whole bill behind it, whatever format it came in.
Absent means that the file does not say.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec


class _Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Base of the claim's parts; they hold no cycles, so the collector need not look at millions of them."""


class ClaimKind(StrEnum):
    """Which bill it is: of a professional (CMS-1500), an institution (UB-04) or a dentist."""

    PROFESSIONAL = "professional"
    INSTITUTIONAL = "institutional"
    DENTAL = "dental"


class Fault(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One thing wrong with a file; no patient text, only places and allowed values.

    Attributes:
        code: stable kebab-case name.
        what: what is wrong, and what belongs there.
        number: which record of the file, from 1: a segment, a row, a line item; 0 for the file as a whole.
        tag: name of that record, such as `SV1`, `box 24D`, `item`.
        element: which element of it, from 1; 0 for the record as a whole.
        component: which part of a composite element, from 1; 0 for the element as a whole.
        severe: True where a payer may refuse the file or the claim for it, False where it only departs from the guide.
    """

    code: str
    what: str
    number: int = 0
    tag: str = ""
    element: int = 0
    component: int = 0
    severe: bool = True

    @property
    def place(self) -> str:
        """The place in words: `24 SV101-2` is the second part of element 1 of record 24, an SV1."""
        at = (
            self.tag
            + (f"{self.element:02d}" if self.element else "")
            + (f"-{self.component}" if self.component else "")
        )
        return f"{self.number} {at}".strip() if self.number else at or "file"

    def at(self, number: int) -> Fault:
        """The same fault in another record."""
        return msgspec.structs.replace(self, number=number)


class Person(_Part, frozen=True, kw_only=True, gc=False):
    """A patient or subscriber; `member_id` is the payer's number, `sex` M, F or U."""

    last_name: str | None = None
    first_name: str | None = None
    member_id: str | None = None
    birth_date: dt.date | None = None
    sex: str | None = None


class Provider(_Part, frozen=True, kw_only=True, gc=False):
    """Who bills, renders, refers, or where; `taxonomy` is the provider taxonomy code, `state` two letters."""

    name: str | None = None
    npi: str | None = None
    tax_id: str | None = None
    taxonomy: str | None = None
    state: str | None = None


class Payer(_Part, frozen=True, kw_only=True, gc=False):
    """Who is asked to pay; `filing` is the claim filing indicator (MB Medicare Part B, CI commercial …)."""

    name: str | None = None
    id: str | None = None
    filing: str | None = None


class ServiceLine(_Part, frozen=True, kw_only=True, gc=False):
    """One service line. `number` is its number on the claim, `dos_to` the last day of a span.

    `units` are service units (`unit` UN) or minutes (MJ); `dx` are the diagnosis codes the line points to.
    """

    number: int
    cpt: str | None = None
    modifiers: tuple[str, ...] = ()
    units: float | None = None
    unit: str | None = None
    charge: float | None = None
    dos: dt.date | None = None
    dos_to: dt.date | None = None
    place_of_service: str | None = None
    pointers: tuple[int, ...] = ()
    dx: tuple[str, ...] = ()
    revenue_code: str | None = None
    rendering_npi: str | None = None
    authorization_number: str | None = None
    control_number: str | None = None
    note: str | None = None


class BilledClaim(_Part, frozen=True, kw_only=True, gc=False):
    """One bill.

    Attributes:
        id: the biller's own claim number (patient control number).
        frequency: 1 original, 7 replacement, 8 void …
        bill_type: three digits, institutional claims only.
        diagnoses: ICD codes in the order billed, dotted where they are ICD-10-CM.
        relationship: `self` where patient and subscriber are one, else None.
        authorization_number: prior authorization (REF G1, box 23).
        referral_number: referral (REF 9F).
        original_number: the payer's number of the claim that this one replaces.
        medical_record: the biller's number of the patient's record (REF EA).
        span: first and one-past-last byte of the claim in its file; (0, 0) where there is none.
        record: number of the claim's first record in the file.
        faults: what is wrong within the claim.
    """

    id: str
    kind: ClaimKind = ClaimKind.PROFESSIONAL
    frequency: str | None = None
    charge: float | None = None
    place_of_service: str | None = None
    bill_type: str | None = None
    diagnoses: tuple[str, ...] = ()
    dos: dt.date | None = None
    dos_to: dt.date | None = None
    patient: Person | None = None
    subscriber: Person | None = None
    relationship: str | None = None
    payer: Payer | None = None
    billing: Provider | None = None
    rendering: Provider | None = None
    referring: Provider | None = None
    facility: Provider | None = None
    authorization_number: str | None = None
    referral_number: str | None = None
    original_number: str | None = None
    medical_record: str | None = None
    notes: tuple[str, ...] = ()
    lines: tuple[ServiceLine, ...] = ()
    span: tuple[int, int] = (0, 0)
    record: int = 0
    faults: tuple[Fault, ...] = ()

    @property
    def readable(self) -> bool:
        """Every line tells its code, its units and its day: the claim can be judged."""
        return bool(self.lines) and all(
            line.cpt is not None and line.units is not None and line.dos is not None for line in self.lines
        )
