"""Elements of single 835 segments → the fields of claims, lines and adjustments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from facetproof.model.remittance import Adjustment, ProviderAdjustment
from facetproof.sources.x12_guide import day
from facetproof.sources.x12_sets import Segment
from facetproof.sources.x12_values import amount


def claim_begun(segment: Segment) -> dict[str, Any]:
    """CLP: the fields of a claim with nothing yet in its lists."""
    return {
        "account_number": segment.get(1),
        "status": segment.get(2),
        "charge": amount(segment.get(3) or ""),
        "paid": amount(segment.get(4) or ""),
        "patient_share": amount(segment.get(5) or ""),
        "filing": segment.get(6),
        "claim_number": segment.get(7),
        "facility_code": segment.get(8),
        "frequency": segment.get(9),
        "place": segment.place(),
        "adjustments": [],
        "remarks": [],
        "lines": [],
        "faults": [],
    }


def line_begun(segment: Segment) -> dict[str, Any]:
    """SVC: the fields of a line with nothing yet in its lists."""
    parts, billed = segment.composite(1), segment.composite(6)
    hospital = parts[0] == "NU"
    code = (parts[1].strip() or None) if len(parts) > 1 else None
    return {
        "code": None if hospital else code,
        "modifiers": tuple(part.strip() for part in parts[2:6] if part.strip()),
        "billed_code": (billed[1].strip() or None) if len(billed) > 1 else None,
        "revenue_code": _revenue(code if hospital else segment.get(4)),
        "charge": amount(segment.get(2) or ""),
        "paid": amount(segment.get(3) or ""),
        "units": amount(segment.get(5) or ""),
        "billed_units": amount(segment.get(7) or ""),
        "place": segment.place(),
        "adjustments": [],
        "remarks": [],
    }


def _revenue(text: str | None) -> str | None:
    return text if text and text.isdecimal() and len(text) in (3, 4) else None


def adjustments(segment: Segment) -> Iterator[Adjustment]:
    """CAS: up to six triples of reason, amount and quantity."""
    for n in range(2, len(segment.parts), 3):
        money = amount(segment.get(n + 1) or "")
        if (code := segment.get(n)) and money is not None:
            yield Adjustment(
                group=segment.get(1) or "",
                reason=code,
                amount=money,
                quantity=amount(segment.get(n + 2) or ""),
                place=segment.place(n),
            )


def provider_adjustments(segment: Segment) -> Iterator[ProviderAdjustment]:
    """PLB: up to six pairs of reason with reference, and amount."""
    for n in range(3, len(segment.parts), 2):
        parts, money = segment.composite(n), amount(segment.get(n + 1) or "")
        if parts[0] and money is not None:
            reference = (parts[1].strip() or None) if len(parts) > 1 else None
            yield ProviderAdjustment(reason=parts[0], amount=money, reference=reference, place=segment.place(n))


def address(segment: Segment) -> list[str]:
    """N3 or N4 as lines of an address."""
    if segment.tag == "N3":
        return [part for part in (segment.get(1), segment.get(2)) if part]
    code = segment.get(3) or ""
    if len(code) == 9 and code[5:] != "0000":
        code = f"{code[:5]}-{code[5:]}"
    place = ", ".join(part for part in (segment.get(1), segment.get(2)) if part)
    return [" ".join(part for part in (place, code.removesuffix("0000") if len(code) == 9 else code) if part)]


def day_at(segment: Segment, n: int) -> dt.date | None:
    """The day of an element of eight digits."""
    return day(segment.get(n) or "")
