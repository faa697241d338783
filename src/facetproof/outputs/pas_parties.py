"""The people and organizations of a request for authorization as FHIR resources of the PAS profiles."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from facetproof.model.authorization import Address, AuthorizationRequest, Individual, Provider
from facetproof.sources.fhir_values import IDENTIFIERS, NPI, TAX_ID

PAS = "http://hl7.org/fhir/us/davinci-pas/StructureDefinition"
X12 = "https://codesystem.x12.org/005010"
TERMS = "http://terminology.hl7.org/CodeSystem"
#: Numbers of the practice itself have no registered system.
OWN = "urn:facetproof"
_MEDICARE = "http://hl7.org/fhir/sid/us-mbi"
_PAYER_ID = "http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBIdentifierType"
_TAXONOMY = "http://nucc.org/provider-taxonomy"
_SEXES = {"F": "female", "M": "male", "U": "unknown"}
#: Relationship of the patient to the subscriber: HL7's word and the code of X12 data element 1069.
_RELATIONS = {"self": ("self", "18"), "spouse": ("spouse", "01"), "child": ("child", "19"), "other": ("other", "G8")}
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:facetproof:authorization")

Json = dict[str, Any]


class Addresses:
    """The fullUrl of each resource of a request: the same for the same request, another for any other."""

    def __init__(self, request: AuthorizationRequest) -> None:
        self._about = f"{request.policy}|{request.requesting.npi}|{request.trace}"

    def of(self, role: str) -> str:
        """The urn:uuid of the resource in a role, such as `patient` or `order-1`."""
        return f"urn:uuid:{uuid.uuid5(_SPACE, f'{self._about}|{role}')}"

    def reference(self, role: str) -> Json:
        """A reference to it."""
        return {"reference": self.of(role)}

    def entry(self, role: str, resource: Json) -> Json:
        """The entry of a Bundle."""
        url = self.of(role)
        return {"fullUrl": url, "resource": {"resourceType": resource["resourceType"], "id": url[9:]} | resource}


def made(kind: str, profile: str, **content: Any) -> Json:
    """A resource that claims a PAS profile; what is None or empty is left out."""
    filled = {name: value for name, value in content.items() if value not in (None, [], {}, "")}
    return {"resourceType": kind, "meta": {"profile": [f"{PAS}/{profile}"]}, **filled}


def concept(system: str, code: str) -> Json:
    """A CodeableConcept of one coding."""
    return {"coding": [{"system": system, "code": code}]}


def patient(request: AuthorizationRequest) -> Json:
    """The patient, with the member's number and the number of the record."""
    cover, person = request.coverage, request.patient
    identifiers = [_typed("MB", member_system(request), cover.member_id)] if cover.member_id else []
    if person.medical_record:
        identifiers.append(
            _typed("MR", f"{OWN}:record:{request.requesting.npi or ''}".rstrip(":"), person.medical_record)
        )
    return _person(person, "profile-beneficiary", identifiers)


def subscriber(request: AuthorizationRequest) -> Json | None:
    """Who holds the cover, where it is another person."""
    person = request.coverage.subscriber
    if person is None or request.coverage.relationship in (None, "self"):
        return None
    return _person(
        person, "profile-subscriber", [_typed("MB", member_system(request), request.coverage.member_id or "")]
    )


def coverage(request: AuthorizationRequest, at: Addresses) -> Json:
    """The cover under which authorization is asked."""
    cover = request.coverage
    relation = None
    if cover.relationship is not None:
        word, code = _RELATIONS[cover.relationship]
        relation = {
            "coding": [
                {"system": f"{TERMS}/subscriber-relationship", "code": word},
                {"system": f"{X12}/1069", "code": code},
            ]
        }
    groups = []
    for kind, value in (("group", cover.group_number), ("plan", cover.plan)):
        if value:
            groups.append({"type": concept(f"{TERMS}/coverage-class", kind), "value": value})
    holder = "patient" if cover.relationship == "self" else "subscriber"
    known = holder == "patient" or subscriber(request) is not None
    return made(
        "Coverage",
        "profile-coverage",
        identifier=[_typed("MB", member_system(request), cover.member_id)] if cover.member_id else None,
        status="active",
        subscriber=at.reference(holder) if known else None,
        subscriberId=cover.member_id,
        beneficiary=at.reference("patient"),
        relationship=relation,
        payor=[at.reference("insurer")],
        **{"class": groups},
    )


def insurer(request: AuthorizationRequest) -> Json:
    """Who decides."""
    number = request.coverage.payer_id
    identifier = {"type": concept(_PAYER_ID, "payerid"), "system": f"{OWN}:payer", "value": number}
    return made(
        "Organization",
        "profile-insurer",
        identifier=[identifier] if number else None,
        active=True,
        type=[concept(f"{X12}/98", "PR")],
        name=request.coverage.payer,
    )


def requestor(request: AuthorizationRequest) -> Json:
    """Who asks, with whom the payer may call."""
    contact = request.contact
    telecom = _telecom(contact.phone, contact.fax, contact.email)
    entry = {"name": {"text": contact.name}} if contact.name else {}
    return _organization(request.requesting, "profile-requestor", "1P") | (
        {"contact": [entry | ({"telecom": telecom} if telecom else {})]} if entry or telecom else {}
    )


def servicing(request: AuthorizationRequest) -> Json:
    """Who will do it: a person, or an organization."""
    provider = request.servicing
    if not provider.last_name:
        return _organization(provider, "profile-organization", "1P")
    name = {"family": provider.last_name} | ({"given": [provider.first_name]} if provider.first_name else {})
    return made(
        "Practitioner",
        "profile-practitioner",
        identifier=_numbers(provider),
        name=[name],
        telecom=_telecom(provider.phone, provider.fax),
        address=_address(provider.address),
    )


def facility(request: AuthorizationRequest) -> Json | None:
    """Where it will be done, where that is told."""
    given = request.facility
    return _organization(given, "profile-organization", "FA") if given.shown or given.npi else None


def roles(request: AuthorizationRequest, people: Mapping[str, Json]) -> dict[str, str]:
    """For each role the one under which its resource is in the Bundle: one who has two roles is one resource."""
    givers = {"requestor": request.requesting, "servicing": request.servicing, "facility": request.facility}
    found: dict[str, str] = {}
    for role, resource in people.items():
        bare = {name: value for name, value in resource.items() if name != "meta"}
        found[role] = next(
            (
                first
                for first in dict.fromkeys(found.values())
                if role in givers
                and first in givers
                and (
                    bare == {name: value for name, value in people[first].items() if name != "meta"}
                    or (givers[role] == givers[first] and not givers[role].last_name)
                )
            ),
            role,
        )
    return found


def specialty(provider: Provider) -> Json | None:
    """The provider's taxonomy."""
    return concept(_TAXONOMY, provider.taxonomy) if provider.taxonomy else None


def member_system(request: AuthorizationRequest) -> str:
    """Whose numbers the member's number is one of."""
    if request.policy.partition(":")[0] == "medicare":
        return _MEDICARE
    return f"{OWN}:member:{request.coverage.payer_id or ''}".rstrip(":")


def _person(person: Individual, profile: str, identifiers: list[Json]) -> Json:
    given = [name for name in (person.first_name, person.middle_name) if name]
    name = ({"family": person.last_name} if person.last_name else {}) | ({"given": given} if given else {})
    return made(
        "Patient",
        profile,
        identifier=identifiers,
        name=[name] if name else None,
        telecom=_telecom(person.phone),
        gender=_SEXES[person.sex] if person.sex else None,
        birthDate=person.birth_date.isoformat() if person.birth_date else None,
        address=_address(person.address),
    )


def _organization(provider: Provider, profile: str, kind: str) -> Json:
    return made(
        "Organization",
        profile,
        identifier=_numbers(provider),
        active=True,
        type=[concept(f"{X12}/98", kind)],
        name=provider.shown,
        telecom=_telecom(provider.phone, provider.fax),
        address=_address(provider.address),
    )


def _numbers(provider: Provider) -> list[Json]:
    pairs = ((NPI, provider.npi), (TAX_ID, provider.tax_id))
    return [{"system": system, "value": value} for system, value in pairs if value]


def _telecom(phone: str | None, fax: str | None = None, email: str | None = None) -> list[Json]:
    pairs = (("phone", phone), ("fax", fax), ("email", email))
    return [{"system": system, "value": value} for system, value in pairs if value]


def _address(given: Address | None) -> list[Json] | None:
    if given is None:
        return None
    parts: Json = {"line": list(given.lines)} if given.lines else {}
    parts |= {"city": given.city} if given.city else {}
    parts |= {"state": given.state} if given.state else {}
    parts |= {"postalCode": given.zip} if given.zip else {}
    return [parts] if parts else None


def _typed(kind: str, system: str, value: str) -> Json:
    return {"type": concept(IDENTIFIERS, kind), "system": system, "value": value}
