"""What the record, the coding and the settings tell → the request, and which fields it still wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from facetproof.findings.authorization_facts import attachments_of, criteria_of, facts_of
from facetproof.findings.authorization_need import Need
from facetproof.findings.case import JudgedCase
from facetproof.model.authorization import AuthorizationRequest, Provider, RequestedLine
from facetproof.model.chart import BillingEntity, Chart
from facetproof.model.finding import Determination, Finding, SupportedLine
from facetproof.model.practice import Asked, Practice
from facetproof.model.spine import JointLevel, Side

#: What a payer's form asks of every request, by path.
NEEDED = (
    "patient.last_name",
    "patient.first_name",
    "patient.birth_date",
    "patient.sex",
    "coverage.payer",
    "coverage.payer_id",
    "coverage.member_id",
    "requesting.shown",
    "requesting.npi",
    "servicing.shown",
    "servicing.npi",
    "contact.name",
    "contact.phone",
    "contact.fax",
    "place_of_service",
    "setting",
    "dos",
    "created",
    "diagnoses",
    "lines",
    "lines.*.side",
)
_AT_FACILITY = ("facility.name", "facility.npi")
#: Places of service of CMS: off and on campus of a hospital, inpatient, surgery centre.
_FACILITY_PLACES = frozenset({"19", "21", "22", "24"})
_SIDES = {"RT": Side.RIGHT, "LT": Side.LEFT, "50": Side.BILATERAL}


def request_of(
    chart: Chart,
    case: JudgedCase,
    judged: Determination,
    findings: Sequence[Finding],
    practice: Practice,
    asked: Asked,
    created: dt.date,
) -> AuthorizationRequest:
    """The request for what the chart plans.

    Args:
        chart: of what is still to be done.
        case: the same, coded.
        judged: its determination; its lines are asked for.
        findings: those that bear on a request.
        practice: what is the same for every request.
        asked: what belongs to this one.
        created: day of the request.
    """
    criteria = criteria_of(chart, findings)
    session = case.session
    setting: Any = (session.billing_entity if session else None) or (chart.plan.setting if chart.plan else None)
    setting = str(setting) if setting in set(BillingEntity) else asked.setting or practice.setting
    place = asked.place_of_service or practice.place_of_service or (session.place_of_service if session else None)
    return AuthorizationRequest(
        policy=judged.policy,
        version=judged.version,
        trace=asked.trace,
        created=created,
        kind=asked.kind,
        urgency=asked.urgency,
        urgency_reason=asked.urgency_reason,
        earlier_number=asked.earlier_number,
        patient=asked.patient,
        coverage=asked.coverage,
        requesting=_one(asked.requesting, practice.requesting),
        servicing=_one(asked.servicing, practice.servicing),
        facility=_one(asked.facility, practice.facility),
        contact=asked.contact or practice.contact,
        setting=setting,
        place_of_service=place,
        bill_type=asked.bill_type,
        dos=case.dos or asked.dos,
        dos_to=asked.dos_to,
        certified_from=asked.certified_from,
        certified_to=asked.certified_to,
        diagnoses=chart.diagnoses or (),
        lines=tuple(_line(n, line, case, asked) for n, line in enumerate(judged.lines, 1)),
        criteria=criteria,
        facts=facts_of(chart, findings),
        attachments=attachments_of(chart, criteria),
    )


def _one(own: Provider | None, practice: Provider) -> Provider:
    return practice if own is None else own


def _line(number: int, line: SupportedLine, case: JudgedCase, asked: Asked) -> RequestedLine:
    told = {_SIDES[m] for m in line.modifiers if m in _SIDES}
    treated = {*case.coded.levels_of.get(line.cpt, ())} or {*case.coded.levels.joints.values()}
    side = next(iter(told)) if len(told) == 1 else None
    if side is None and len(treated) == 1:
        sides = next(iter(treated))
        side = Side.BILATERAL if len(sides) == 2 else next(iter(sides), None)
    joint = JointLevel.parse(line.joint) if line.joint else None
    regions = {j.code_region for j in ([joint] if joint else case.coded.levels.joints)}
    return RequestedLine(
        number=number,
        code=line.cpt,
        units=line.units,
        modifiers=line.modifiers,
        side=side,
        joints=(line.joint,) if line.joint else (),
        region=str(next(iter(regions))) if len(regions) == 1 else None,
        dos=case.dos,
        dos_to=asked.dos_to,
        diagnoses=line.dx,
    )


def listed(request: AuthorizationRequest, need: Need, cautions: list[str]) -> AuthorizationRequest:
    """The request for those codes alone that need authorization, where it is known which do."""
    if not need.codes:
        return request
    left = [line.code for line in request.lines if line.code not in need.codes]
    if left:
        cautions.append(f"Not asked for, because not on the payer's list: {', '.join(dict.fromkeys(left))}.")
    kept = [line for line in request.lines if line.code in need.codes]
    lines = tuple(msgspec.structs.replace(line, number=n) for n, line in enumerate(kept, 1))
    return msgspec.structs.replace(request, lines=lines)


def at_facility(request: AuthorizationRequest) -> bool:
    """Whether it is to be done in a hospital or a surgery centre, by who bills or by the place."""
    return request.setting in ("asc", "hospital_outpatient") or request.place_of_service in _FACILITY_PLACES


def needed(request: AuthorizationRequest) -> list[str]:
    """Paths of the fields that the payer's form wants of this request."""
    paths = list(NEEDED)
    if at_facility(request):
        paths += _AT_FACILITY
    if request.urgency == "expedited":
        paths.append("urgency_reason")
    if request.kind != "initial":
        paths.append("earlier_number")
    if request.coverage.relationship not in (None, "self"):
        paths += ["coverage.subscriber.last_name", "coverage.subscriber.first_name"]
    return paths
