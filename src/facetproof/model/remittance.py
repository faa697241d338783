"""What a payer paid and did not pay, claim by claim, as its remittance tells it. Absent means that it does not say."""

from __future__ import annotations

import datetime as dt

import msgspec

from facetproof.model.claimfile import Fault, Payer, Person, Provider


class _Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Base of the parts; amounts are in dollars."""


class Adjustment(_Part, frozen=True, kw_only=True, gc=False):
    """Money taken off the charge (or put on, where it is negative).

    Attributes:
        group: who bears it: CO contract, PR patient, OA other, PI payer's own.
        reason: the reason code (CARC) without its group, such as `50`.
        place: of the amount in the file.
    """

    group: str
    reason: str
    amount: float
    quantity: float | None = None
    place: str | None = None


class RemittedLine(_Part, frozen=True, kw_only=True, gc=False):
    """One service line as it was decided.

    Attributes:
        code: procedure decided on; None where the file does not tell one.
        billed_code: procedure billed, where it was another one.
        units, billed_units: paid for, and billed where that differs.
        remarks: remark codes (RARC), such as `N115`.
        control_number: our own number of the line.
        policy: the payer's number of the medical policy it rests on.
    """

    code: str | None = None
    modifiers: tuple[str, ...] = ()
    billed_code: str | None = None
    revenue_code: str | None = None
    units: float | None = None
    billed_units: float | None = None
    charge: float | None = None
    paid: float | None = None
    allowed: float | None = None
    dos: dt.date | None = None
    dos_to: dt.date | None = None
    adjustments: tuple[Adjustment, ...] = ()
    remarks: tuple[str, ...] = ()
    control_number: str | None = None
    policy: str | None = None
    place: str | None = None


class RemittedClaim(_Part, frozen=True, kw_only=True, gc=False):
    """One claim as it was decided.

    Attributes:
        account_number: ours, as the claim gave it.
        claim_number: the payer's own.
        status: 1, 2, 3 processed as primary, secondary, tertiary; 4 denied; 22 taken back; 19 to 21 handed on …
        patient_share: what the patient owes.
        filing: kind of payer, as in a claim.
        corrected_member_id: the number under which the payer knows the member, where the claim had another.
        received: day on which the payer got the claim.
        dos, dos_to: statement period of the claim itself.
        remarks: remark codes of the claim as a whole.
        faults: what is wrong within the claim.
    """

    account_number: str | None = None
    claim_number: str | None = None
    status: str | None = None
    charge: float | None = None
    paid: float | None = None
    patient_share: float | None = None
    filing: str | None = None
    facility_code: str | None = None
    frequency: str | None = None
    patient: Person | None = None
    patient_middle: str | None = None
    insured: Person | None = None
    corrected_member_id: str | None = None
    rendering: Provider | None = None
    received: dt.date | None = None
    dos: dt.date | None = None
    dos_to: dt.date | None = None
    adjustments: tuple[Adjustment, ...] = ()
    remarks: tuple[str, ...] = ()
    lines: tuple[RemittedLine, ...] = ()
    place: str | None = None
    faults: tuple[Fault, ...] = ()


class ProviderAdjustment(_Part, frozen=True, kw_only=True, gc=False):
    """Money that belongs to no claim of the remittance, such as a recoupment; positive amounts lower the payment."""

    reason: str
    amount: float
    reference: str | None = None
    place: str | None = None


class Remittance(_Part, frozen=True, kw_only=True, gc=False):
    """One payment with what it is for.

    Attributes:
        amount: paid in all; `method` how (CHK, ACH, NON …).
        paid_on: day of the payment; `produced` the last day the payer's system had taken in.
        trace: number of the check or transfer.
        not_read: places of segments that there is no room for.
        faults: what is wrong with the set around the claims.
    """

    payer: Payer | None = None
    payer_address: tuple[str, ...] = ()
    payee: Provider | None = None
    amount: float | None = None
    method: str | None = None
    paid_on: dt.date | None = None
    produced: dt.date | None = None
    trace: str | None = None
    claims: tuple[RemittedClaim, ...] = ()
    provider_adjustments: tuple[ProviderAdjustment, ...] = ()
    not_read: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
