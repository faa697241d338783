"""What a payer refused to pay, as its notice or remittance tells it. Absent means that it does not say."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec

Track = Literal["original_medicare", "medicare_advantage", "erisa", "aca", "medicaid_managed_care", "commercial"]

Dollars = Annotated[float, msgspec.Meta(ge=0, le=1e9)]
Units = Annotated[float, msgspec.Meta(gt=0, le=1e6)]
Code = Annotated[str, msgspec.Meta(pattern="^[A-Z0-9]{4,7}$")]


class _Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of the parts."""


class DeniedLine(_Part, frozen=True, kw_only=True):
    """One line of the claim as it was decided.

    Attributes:
        charge: in dollars, like `paid`.
        groups: group codes of the adjustments, such as `CO` or `PR`.
        carc: reason codes without group, such as `50`.
        rarc: remark codes, such as `N115`.
    """

    cpt: Code
    modifiers: tuple[str, ...] = ()
    units: Units = 1
    charge: Dollars | None = None
    paid: Dollars | None = None
    groups: tuple[str, ...] = ()
    carc: tuple[str, ...] = ()
    rarc: tuple[str, ...] = ()


class Denial(_Part, frozen=True, kw_only=True):
    """One claim as it was decided.

    Attributes:
        claim_number: the payer's own.
        account_number: ours, as the claim gave it.
        decision_date: the date on the notice or remittance.
        received: the day on which it came in, where that is known.
        carc: reason codes for the whole claim; a line's own come on top.
        decided: level of appeal already decided, such as `redetermination`; None after the first decision.
        payer: name of the payer, `payer_address` its lines.
    """

    decision_date: dt.date
    claim_number: str | None = None
    account_number: str | None = None
    dos: dt.date | None = None
    received: dt.date | None = None
    track: Track | None = None
    decided: str | None = None
    groups: tuple[str, ...] = ()
    carc: tuple[str, ...] = ()
    rarc: tuple[str, ...] = ()
    lines: tuple[DeniedLine, ...] = ()
    payer: str | None = None
    payer_address: tuple[str, ...] = ()
    patient: str | None = None
    birth_date: dt.date | None = None
    member_id: str | None = None
