"""A claim → charts, one a date of service. It tells what was billed, never what was done: the rest stays silent."""

from __future__ import annotations

import datetime as dt

from facetproof.model.chart import BillingEntity, Chart, Session
from facetproof.model.claim import Claim, ClaimLine
from facetproof.model.claimfile import BilledClaim, ClaimKind, ServiceLine

#: Provider taxonomy of an ambulatory surgical centre.
SURGERY_CENTRE = "261QA1903X"
_SURGERY_CENTRE_PLACE = "24"
_ENTITIES = {"13": BillingEntity.HOSPITAL_OUTPATIENT, "85": BillingEntity.HOSPITAL_OUTPATIENT, "83": BillingEntity.ASC}


def charts_of(claim: BilledClaim) -> tuple[Chart, ...]:
    """One chart for each date of service of the claim, earliest first, lines without a date left out.

    The chart holds the lines of that day, who billed them and where; technique, joints, intent and all that a note
    tells are absent.
    """
    days = sorted({line.dos for line in claim.lines if line.dos is not None})
    return tuple(chart_of(claim, day) for day in days)


def chart_of(claim: BilledClaim, dos: dt.date) -> Chart:
    """The chart of one date of service of the claim; its id is the claim's."""
    place = next((line.place_of_service for line in claim.lines if line.dos == dos and line.place_of_service), None)
    return Chart(
        id=claim.id or None,
        session=Session(
            dos=dos, billing_entity=billing_entity(claim), place_of_service=place or claim.place_of_service
        ),
        claim=claim_of(claim, dos),
    )


def claim_of(claim: BilledClaim, dos: dt.date | None = None) -> Claim:
    """The lines with a code as the rules see them: those of one date of service, or all."""
    lines = [line for line in claim.lines if line.cpt is not None and (dos is None or line.dos == dos)]
    own = next((line.authorization_number for line in lines if line.authorization_number), None)
    return Claim(
        lines=tuple(_line(line, claim) for line in lines),
        bill_type=claim.bill_type,
        authorization_number=claim.authorization_number or own,
    )


def billing_entity(claim: BilledClaim) -> BillingEntity | None:
    """Who bills, as far as the claim tells: type of bill, place of service, taxonomy of the biller."""
    if claim.kind is ClaimKind.INSTITUTIONAL:
        return _ENTITIES.get((claim.bill_type or "").lstrip("0")[:2])
    taxonomy = claim.billing.taxonomy if claim.billing else None
    if taxonomy == SURGERY_CENTRE:
        return BillingEntity.ASC
    if claim.place_of_service == _SURGERY_CENTRE_PLACE and taxonomy is None and claim.rendering is None:
        # the centre and the physician both bill place 24 on the professional form; nothing here tells them apart
        return None
    return BillingEntity.PROFESSIONAL


def _line(line: ServiceLine, claim: BilledClaim) -> ClaimLine:
    # an institutional claim has no pointers: its diagnoses stand for every line
    dx = line.dx or (claim.diagnoses if claim.kind is ClaimKind.INSTITUTIONAL else ())
    return ClaimLine(
        cpt=line.cpt or "",
        units=1 if line.units is None else line.units,
        modifiers=line.modifiers,
        dx=dx or None,
        charge=line.charge,
    )
