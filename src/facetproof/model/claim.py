"""What was billed, and what was authorized before."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from facetproof.model.spine import Side


class ClaimLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One code with its modifiers, units and the diagnosis codes it points to; `charge` in dollars."""

    cpt: str
    units: float = 1
    modifiers: tuple[str, ...] = ()
    dx: tuple[str, ...] | None = None
    charge: float | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One bill. A claim is complete: what it lacks was not billed.

    `bill_type` is the three-digit type of bill of an institutional claim (131 = hospital outpatient).
    """

    lines: tuple[ClaimLine, ...] = ()
    bill_type: str | None = None
    authorization_number: str | None = None


class Billed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How an earlier session was billed, where that is known."""

    cpt: tuple[str, ...] | str | None = None
    modifiers: tuple[str, ...] | None = None


class Authorization(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The payer's answer to a prior authorization request; `codes` are those affirmed, `units` by code."""

    number: str | None = None
    codes: tuple[str, ...] | None = None
    side: Side | None = None
    joints: tuple[str, ...] | None = None
    units: dict[str, float] | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    decision: Literal["affirmed", "non_affirmed", "partial"] | None = None
    requested: dt.date | None = None
    decided: dt.date | None = None
    expedited: bool | None = None
