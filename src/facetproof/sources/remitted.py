"""The decision on each claim of an 835 remittance, in the shape that an appeal is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from facetproof.model.denial import Denial, DeniedLine, Track
from facetproof.model.remittance import Adjustment, Remittance, RemittedClaim, RemittedLine
from facetproof.sources.x12_835 import read_835

#: Claim filing indicator (CLP06) → track, where it tells one.
_TRACKS: dict[str, Track] = {
    "MA": "original_medicare",
    "MB": "original_medicare",
    "16": "medicare_advantage",
    "BL": "commercial",
    "CI": "commercial",
    "HM": "commercial",
    "12": "commercial",
    "13": "commercial",
    "14": "commercial",
    "15": "commercial",
}
#: CLP02 of a claim that takes back an earlier decision.
_REVERSAL = "22"


def remitted(data: bytes, *, where: str = "") -> list[Denial]:
    """Every claim of the file with its decision, in order; reversals and claims without a day of decision are left out.

    Raises:
        InputError: `not-x12`, `file-empty`, or `remittance-absent` where the file holds no 835.
    """
    found = [item for item in read_835(data, where=where) if isinstance(item, Remittance)]
    return [denial for one in found for denial in _denials(one)]


def _denials(found: Remittance) -> Iterator[Denial]:
    # the earlier of the two dates is the safer one to count a time limit from
    days = [day for day in (found.paid_on, found.produced) if day]
    for claim in found.claims:
        if not days or claim.status == _REVERSAL:
            continue
        name = None
        if claim.patient is not None:
            parts = (claim.patient.first_name, claim.patient_middle, claim.patient.last_name)
            name = " ".join(part for part in parts if part) or None
        yield Denial(
            decision_date=min(days),
            account_number=claim.account_number,
            claim_number=claim.claim_number,
            dos=_dos(claim),
            track=_TRACKS.get(claim.filing or ""),
            groups=_once(a.group for a in claim.adjustments),
            carc=_once(a.reason for a in claim.adjustments),
            rarc=_once(claim.remarks),
            lines=tuple(_line(line) for line in claim.lines),
            payer=found.payer.name if found.payer else None,
            payer_address=found.payer_address,
            patient=name,
            member_id=claim.corrected_member_id
            or next((p.member_id for p in (claim.insured, claim.patient) if p and p.member_id), None),
        )


def _line(line: RemittedLine) -> DeniedLine:
    adjustments: tuple[Adjustment, ...] = line.adjustments
    return DeniedLine(
        cpt=line.code or line.revenue_code or "",
        modifiers=line.modifiers,
        units=line.billed_units or line.units or 1,
        charge=line.charge,
        paid=line.paid,
        groups=_once(a.group for a in adjustments),
        carc=_once(a.reason for a in adjustments),
        rarc=_once(line.remarks),
    )


def _dos(claim: RemittedClaim) -> dt.date | None:
    """The one day of service; a claim's own dates count only where its lines have none."""
    days = {line.dos for line in claim.lines if line.dos} or {day for day in (claim.dos,) if day}
    return next(iter(days)) if len(days) == 1 else None


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
