"""A request for authorization as a Da Vinci PAS (2.0) request Bundle; every number in it is given, none is made up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from facetproof.errors import InputError
from facetproof.model.authorization import AuthorizationRequest, RequestedLine, not_given
from facetproof.model.document import Document
from facetproof.outputs import pas_documents
from facetproof.outputs import pas_parties as parties
from facetproof.outputs.pas_parties import OWN, PAS, TERMS, X12, Addresses, Json, concept, made

_CPT = "http://www.ama-assn.org/go/cpt"
_HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
_ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"
_PLACES = "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set"
_TEMP = "http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes"
#: Type of certification (X12 1322) of each kind of request.
_CERTIFICATIONS = {"initial": "I", "renewal": "R"}
#: Health services review (X12 1525), surgical (X12 1365): CPT places these codes among surgery.
_REVIEW, _SURGICAL = "HS", "2"
_URGENT = "U"
_SERVICING, _FACILITY = "SJ", "FA"
_REQUIRED = (
    "trace",
    "patient.last_name",
    "patient.first_name",
    "patient.birth_date",
    "patient.sex",
    "coverage.payer",
    "coverage.payer_id",
    "coverage.member_id",
    "coverage.relationship",
    "requesting.npi",
    "servicing.npi",
    "place_of_service",
    "diagnoses",
    "lines",
    "lines.*.code",
)


def pas_missing(request: AuthorizationRequest) -> tuple[str, ...]:
    """What a PAS request needs and this one does not give, by name."""
    missing = list(not_given(request, _REQUIRED))
    missing += [f"{role}.name" for role in ("requesting", "servicing") if not getattr(request, role).shown]
    if request.coverage.relationship not in (None, "self"):
        missing += not_given(request, [f"coverage.subscriber.{name}" for name in ("last_name", "sex")])
    missing += [f"lines.{n}.dos" for n, line in enumerate(request.lines) if not (line.dos or request.dos)]
    if request.kind == "renewal":
        missing += not_given(request, ["earlier_number"])
    return tuple(missing)


def pas_request(
    request: AuthorizationRequest,
    *,
    sent: dt.datetime,
    documents: Sequence[Document] = (),
    packet: bytes | None = None,
    responses: Sequence[Json] = (),
) -> Json:
    """The request as a Bundle to be sent to `Claim/$submit`.

    Args:
        request: what is asked for.
        sent: when it is sent, with a time zone.
        documents: notes with their text; those that the request lists as attachments are sent.
        packet: the packet as PDF, sent as a document too.
        responses: QuestionnaireResponses, whose references are those of `Addresses`.

    Raises:
        InputError: `pas-incomplete` with the names of what is not given; `pas-revision` for a revised request, which
            must mark what has changed, and the request does not say.
    """
    if request.kind == "revised":
        what = "A revised request marks each line that has changed; which ones, this request does not say"
        raise InputError("pas-revision", what, todo="Send the revision as 278, or cancel and ask anew.")
    missing = pas_missing(request)
    if missing:
        what = f"The request lacks {len(missing)} of what PAS needs"
        raise InputError("pas-incomplete", what, where=", ".join(missing), todo="Give them in the settings.")
    at = Addresses(request)
    controls = {attachment.id: attachment.control_number for attachment in request.attachments}
    sheets = [
        (f"document-{n}", pas_documents.note(d, controls[d.id], at))
        for n, d in enumerate(pas_documents.sent_along(request, documents), 1)
    ]
    sheets += [("packet", pas_documents.pdf(packet, at))] if packet else []
    answers = [(f"response-{n}", response) for n, response in enumerate(responses, 1)]
    given: dict[str, Json | None] = {
        "requestor": parties.requestor(request),
        "insurer": parties.insurer(request),
        "patient": parties.patient(request),
        "subscriber": parties.subscriber(request),
        "coverage": parties.coverage(request, at),
        "servicing": parties.servicing(request),
        "facility": parties.facility(request),
    }
    people = {role: resource for role, resource in given.items() if resource is not None}
    roles = parties.roles(request, people)
    orders = [(f"order-{line.number}", _order(request, line, at)) for line in request.lines]
    claim = _claim(request, at, sent, [role for role, _ in (*sheets, *answers)], roles)
    parts = [(role, resource) for role, resource in people.items() if roles[role] == role]
    return {
        "resourceType": "Bundle",
        "id": at.of("bundle")[9:],
        "meta": {"profile": [f"{PAS}/profile-pas-request-bundle"]},
        "identifier": {"system": f"{OWN}:bundle", "value": at.of("bundle")[9:]},
        "type": "collection",
        "timestamp": sent.isoformat(timespec="seconds"),
        "entry": [
            at.entry(role, resource) for role, resource in (("claim", claim), *parts, *orders, *sheets, *answers)
        ],
    }


def _claim(
    request: AuthorizationRequest, at: Addresses, sent: dt.datetime, sheets: list[str], roles: Mapping[str, str]
) -> Json:
    urgent = request.urgency == "expedited"
    level = _extension("levelOfServiceCode", valueCodeableConcept=concept(f"{X12}/1338", _URGENT))
    kind = "institutional" if request.setting == "hospital_outpatient" else "professional"
    period = {"start": request.certified_from, "end": request.certified_to}
    information = _information(request, at, sheets)
    shown = [entry["sequence"] for entry in information if "valueReference" in entry]
    return made(
        "Claim",
        "profile-claim",
        extension=[level] if urgent else None,
        identifier=[{"system": f"{OWN}:request", "value": request.trace}],
        status="active",
        type=concept(f"{TERMS}/claim-type", kind),
        use="preauthorization",
        patient=at.reference("patient"),
        billablePeriod={name: day.isoformat() for name, day in period.items() if day},
        created=request.created.isoformat() if request.created else sent.isoformat(timespec="seconds"),
        insurer=at.reference("insurer"),
        provider=at.reference("requestor"),
        priority=concept(f"{TERMS}/processpriority", "stat" if urgent else "normal"),
        careTeam=_team(request, at, roles),
        supportingInfo=information,
        diagnosis=[
            {"sequence": n, "diagnosisCodeableConcept": concept(_ICD10, code)}
            for n, code in enumerate(request.diagnoses, 1)
        ],
        insurance=[{"sequence": 1, "focal": True, "coverage": at.reference("coverage")}],
        item=[_item(request, line, at, n, shown) for n, line in enumerate(request.lines, 1)],
    )


def _team(request: AuthorizationRequest, at: Addresses, roles: Mapping[str, str]) -> list[Json]:
    members: list[tuple[str, str, Any]] = [("servicing", _SERVICING, parties.specialty(request.servicing))]
    if "facility" in roles:
        members.append(("facility", _FACILITY, None))
    return [
        {
            "extension": [_extension("careTeamClaimScope", valueBoolean=True)],
            "sequence": n,
            "provider": at.reference(roles[role]),
            "role": concept(f"{X12}/98", code),
        }
        | ({"qualification": taxonomy} if taxonomy else {})
        for n, (role, code, taxonomy) in enumerate(members, 1)
    ]


def _information(request: AuthorizationRequest, at: Addresses, sheets: list[str]) -> list[Json]:
    found: list[Json] = []
    timing = _serviced(request.dos, request.dos_to, "timing")
    if timing:
        found.append({"category": concept(_TEMP, "patientEvent")} | timing)
    found += [
        {"category": concept(_TEMP, "additionalInformation"), "valueReference": at.reference(role)} for role in sheets
    ]
    words = [f"Line {line.number}: {where}" for line in request.lines if (where := _where(line))]
    if request.urgency_reason:
        words.insert(0, request.urgency_reason)
    if words:
        found.append({"category": concept(_TEMP, "freeFormMessage"), "valueString": "; ".join(words)})
    return [{"sequence": n} | entry for n, entry in enumerate(found, 1)]


def _item(request: AuthorizationRequest, line: RequestedLine, at: Addresses, n: int, shown: list[int]) -> Json:
    extensions = [
        _extension("itemTraceNumber", valueIdentifier=_trace(request, line)),
        _extension("serviceItemRequestType", valueCodeableConcept=concept(f"{X12}/1525", _REVIEW)),
        _extension("certificationType", valueCodeableConcept=concept(f"{X12}/1322", _CERTIFICATIONS[request.kind])),
        _extension("requestedService", valueReference=at.reference(f"order-{line.number}")),
    ]
    if request.earlier_number:
        extensions.insert(1, _extension("authorizationNumber", valueString=request.earlier_number))
    item: Json = {"extension": extensions, "sequence": n, "careTeamSequence": [1]}
    pointers = [request.diagnoses.index(code) + 1 for code in line.diagnoses if code in request.diagnoses]
    item |= {"diagnosisSequence": pointers} if pointers else {}
    item |= {"informationSequence": shown} if shown else {}
    item["category"] = concept(f"{X12}/1365", _SURGICAL)
    item["productOrService"] = concept(_system(line.code), line.code)
    if line.modifiers:
        item["modifier"] = [concept(_CPT if code.isdigit() else _HCPCS, code) for code in line.modifiers]
    item |= _serviced(line.dos or request.dos, line.dos_to or (None if line.dos else request.dos_to), "serviced")
    item["locationCodeableConcept"] = concept(_PLACES, request.place_of_service or "")
    item["quantity"] = {"value": line.units}
    return item


def _trace(request: AuthorizationRequest, line: RequestedLine) -> Json:
    return {"system": f"{OWN}:line", "value": f"{request.trace}-{line.number}"}


def _order(request: AuthorizationRequest, line: RequestedLine, at: Addresses) -> Json:
    where = _where(line)
    return made(
        "ServiceRequest",
        "profile-servicerequest",
        identifier=[_trace(request, line)],
        status="active",
        intent="order",
        code=concept(_system(line.code), line.code),
        quantityQuantity={"value": line.units},
        subject=at.reference("patient"),
        bodySite=[{"text": where}] if where else None,
    )


def _serviced(first: dt.date | None, last: dt.date | None, name: str) -> Json:
    if first is None:
        return {}
    if last in (None, first):
        return {f"{name}Date": first.isoformat()}
    return {f"{name}Period": {"start": first.isoformat(), "end": str(last)}}


def _where(line: RequestedLine) -> str:
    return " ".join(part for part in (", ".join(line.joints), str(line.side or "")) if part)


def _system(code: str) -> str:
    return _CPT if code[:1].isdigit() else _HCPCS


def _extension(name: str, **value: Any) -> Json:
    return {"url": f"{PAS}/extension-{name}", **value}
