"""A claim as a FHIR R4 `Claim` with the resources it refers to contained in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from facetproof.model.claimfile import BilledClaim, ClaimKind, Person, Provider, ServiceLine
from facetproof.sources.fhir_values import ICD9, IDENTIFIERS, NPI, TAX_ID

_CODES = "http://terminology.hl7.org/CodeSystem"
_CPT = "http://www.ama-assn.org/go/cpt"
_HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
_ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"
#: Codes with a dot that only the ninth edition has; its V codes are told by the day.
_NINTH = re.compile(r"\d.*|E\d{3}(?:\.\d)?")
_TENTH_FROM = dt.date(2015, 10, 1)
_PLACES = "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set"
_REVENUE = "https://www.nubc.org/CodeSystem/RevenueCodes"
_BILL_TYPES = "https://www.nubc.org/CodeSystem/TypeOfBill"
_TAXONOMY = "http://nucc.org/provider-taxonomy"
_FILING = "https://www.cms.gov/claim-filing-indicator"
_KINDS = {ClaimKind.PROFESSIONAL: "professional", ClaimKind.INSTITUTIONAL: "institutional", ClaimKind.DENTAL: "oral"}
_SEXES = {"M": "male", "F": "female"}
_ROLES = "http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBClaimCareTeamRole"
_DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


def fhir_claim(claim: BilledClaim, *, created: str) -> dict[str, Any]:
    """The FHIR R4 Claim, ready to be written as JSON.

    Args:
        claim: the claim; with a correction applied, its lines replaced.
        created: when it was made, ISO 8601.
    """
    contained = _Contained()
    team, roles = _team(claim, contained)
    resource: dict[str, Any] = {
        "resourceType": "Claim",
        "identifier": [{"value": claim.id}],
        "status": "active",
        "type": _concept(f"{_CODES}/claim-type", _KINDS[claim.kind]),
        "use": "claim",
        "patient": contained.person("patient", claim.patient, _numbers(claim)),
        "created": created,
        "provider": contained.provider("billing", claim.billing),
        "priority": _concept(f"{_CODES}/processpriority", "normal"),
        "insurance": [_insurance(claim, contained)],
    }
    if claim.dos is not None:
        period = {"start": claim.dos.isoformat(), "end": (claim.dos_to or claim.dos).isoformat()}
        resource["billablePeriod"] = period
    if claim.payer is not None and (claim.payer.name or claim.payer.id):
        resource["insurer"] = contained.add("insurer", "Organization", _named(claim.payer.name, claim.payer.id))
    if claim.facility is not None:
        facility: dict[str, Any] = {"name": claim.facility.name} if claim.facility.name else {}
        if claim.facility.npi:
            facility["identifier"] = [{"system": NPI, "value": claim.facility.npi}]
        resource["facility"] = contained.add("facility", "Location", facility)
    if claim.original_number:
        link = {"value": claim.original_number}
        relation = _concept(
            f"{_CODES}/ex-relatedclaimrelationship", "associated" if claim.frequency in (None, "1") else "prior"
        )
        resource["related"] = [{"relationship": relation, "reference": link}]
    if team:
        resource["careTeam"] = team
    if claim.bill_type:
        category = _concept("http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBSupportingInfoType", "typeofbill")
        resource["supportingInfo"] = [
            {"sequence": 1, "category": category, "code": _concept(_BILL_TYPES, f"0{claim.bill_type}")}
        ]
    if claim.diagnoses:
        resource["diagnosis"] = [
            {"sequence": n, "diagnosisCodeableConcept": _concept(ICD9 if _is_ninth(code, claim.dos) else _ICD10, code)}
            for n, code in enumerate(claim.diagnoses, 1)
        ]
    resource["item"] = [_item(line, n, roles, claim.place_of_service) for n, line in enumerate(claim.lines, 1)]
    if claim.charge is not None:
        resource["total"] = _money(claim.charge)
    resource["contained"] = contained.resources
    return resource


class _Contained:
    """Resources put into the claim, each referred to by its id."""

    def __init__(self) -> None:
        self.resources: list[dict[str, Any]] = []

    def add(self, id: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
        self.resources.append({"resourceType": kind, "id": id, **content})
        return {"reference": f"#{id}"}

    def person(self, id: str, person: Person | None, numbers: Mapping[str, str] | None = None) -> dict[str, Any]:
        """A Patient; `numbers` by their kind in HL7 table 0203."""
        if person is None:
            return _absent()
        content: dict[str, Any] = {}
        if numbers:
            content["identifier"] = [{"type": _concept(IDENTIFIERS, kind), "value": n} for kind, n in numbers.items()]
        name = {"family": person.last_name} if person.last_name else {}
        if name or person.first_name:
            content["name"] = [name | ({"given": [person.first_name]} if person.first_name else {})]
        if person.birth_date is not None:
            content["birthDate"] = person.birth_date.isoformat()
        if person.sex is not None:
            content["gender"] = _SEXES.get(person.sex, "unknown")
        return self.add(id, "Patient", content)

    def provider(self, id: str, provider: Provider | None) -> dict[str, Any]:
        if provider is None:
            return _absent()
        identifiers = [
            {"system": system, "value": value}
            for system, value in ((NPI, provider.npi), (TAX_ID, provider.tax_id))
            if value
        ]
        content: dict[str, Any] = {"identifier": identifiers} if identifiers else {}
        if provider.name:
            content["name"] = provider.name
        if provider.taxonomy:
            content["type"] = [_concept(_TAXONOMY, provider.taxonomy)]
        if provider.state:
            content["address"] = [{"state": provider.state}]
        return self.add(id, "Organization", content)


def _numbers(claim: BilledClaim) -> dict[str, str]:
    """The patient's own numbers: of the record, and of the plan where the subscriber is another person."""
    numbers = {"MR": claim.medical_record} if claim.medical_record else {}
    if claim.patient is not None and claim.patient.member_id and claim.relationship != "self":
        numbers["MB"] = claim.patient.member_id
    return numbers


def _team(claim: BilledClaim, contained: _Contained) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The care team, and the sequence of each rendering NPI in it."""
    team: list[dict[str, Any]] = []
    rendering: dict[str, int] = {}

    def join(id: str, provider: Provider, role: str) -> int:
        entry = {"sequence": len(team) + 1, "provider": contained.provider(id, provider)}
        team.append(entry | {"role": _concept(_ROLES, role)})
        return len(team)

    if claim.rendering is not None:
        n = join("rendering", claim.rendering, "performing")
        if claim.rendering.npi:
            rendering[claim.rendering.npi] = n
    if claim.referring is not None:
        join("referring", claim.referring, "referring")
    for line in claim.lines:
        if line.rendering_npi and line.rendering_npi not in rendering:
            own = Provider(npi=line.rendering_npi)
            rendering[line.rendering_npi] = join(f"rendering-{line.number}", own, "performing")
    return team, rendering


def _insurance(claim: BilledClaim, contained: _Contained) -> dict[str, Any]:
    beneficiary = {"reference": "#patient"} if claim.patient else _absent()
    coverage: dict[str, Any] = {"status": "active", "beneficiary": beneficiary}
    subscriber = claim.subscriber
    if subscriber is not None and subscriber.member_id:
        coverage["subscriberId"] = subscriber.member_id
    if claim.relationship == "self":
        coverage["relationship"] = _concept(f"{_CODES}/subscriber-relationship", "self")
    elif subscriber is not None:
        coverage["subscriber"] = contained.person("subscriber", subscriber)
    payer = claim.payer
    if payer is not None and payer.filing:
        coverage["type"] = _concept(_FILING, payer.filing)
    coverage["payor"] = [{"reference": "#insurer"}] if payer and (payer.name or payer.id) else [_absent()]
    entry: dict[str, Any] = {"sequence": 1, "focal": True, "coverage": contained.add("coverage", "Coverage", coverage)}
    # an authorization of one line has no place of its own in R4: the claim lists them all
    of_lines = (line.authorization_number for line in claim.lines)
    numbers = [number for number in dict.fromkeys((claim.authorization_number, *of_lines)) if number]
    if numbers:
        entry["preAuthRef"] = numbers
    return entry


def _item(line: ServiceLine, n: int, rendering: dict[str, int], place: str | None) -> dict[str, Any]:
    item: dict[str, Any] = {"sequence": n}
    if line.rendering_npi in rendering:
        item["careTeamSequence"] = [rendering[line.rendering_npi or ""]]
    if line.pointers:
        item["diagnosisSequence"] = list(line.pointers)
    if line.revenue_code:
        item["revenue"] = _concept(_REVENUE, line.revenue_code)
    system = _CPT if (line.cpt or "")[:1].isdigit() else _HCPCS
    absent = _concept(f"{_CODES}/data-absent-reason", "not-applicable")
    item["productOrService"] = _concept(system, line.cpt) if line.cpt else absent
    if line.modifiers:
        item["modifier"] = [_concept(_CPT, modifier) for modifier in line.modifiers]
    if line.dos is not None and line.dos_to not in (None, line.dos):
        item["servicedPeriod"] = {"start": line.dos.isoformat(), "end": str(line.dos_to)}
    elif line.dos is not None:
        item["servicedDate"] = line.dos.isoformat()
    if line.place_of_service or place:
        item["locationCodeableConcept"] = _concept(_PLACES, line.place_of_service or place or "")
    if line.units is not None:
        item["quantity"] = {"value": line.units} | ({"code": "min"} if line.unit == "MJ" else {})
    if line.charge is not None:
        item["net"] = _money(line.charge)
    return item


def _is_ninth(code: str, dos: dt.date | None) -> bool:
    """The code is one of ICD-9-CM."""
    return bool(_NINTH.fullmatch(code)) or (code[:1] == "V" and dos is not None and dos < _TENTH_FROM)


def _named(name: str | None, id: str | None) -> dict[str, Any]:
    return ({"name": name} if name else {}) | ({"identifier": [{"value": id}]} if id else {})


def _concept(system: str, code: str) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code}]}


def _money(value: float) -> dict[str, Any]:
    return {"value": value, "currency": "USD"}


def _absent() -> dict[str, Any]:
    return {"extension": [{"url": _DATA_ABSENT, "valueCode": "unknown"}]}
