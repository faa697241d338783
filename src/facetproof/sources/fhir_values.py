"""Values inside FHIR R4 resources: codes, days, identifiers, people and providers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from facetproof.model.claimfile import Person, Provider

Resource = Mapping[str, Any]
NPI = "http://hl7.org/fhir/sid/us-npi"
ICD9 = "http://hl7.org/fhir/sid/icd-9-cm"
IDENTIFIERS = "http://terminology.hl7.org/CodeSystem/v2-0203"
TAX_ID = "urn:oid:2.16.840.1.113883.4.4"


def members(resource: Resource, name: str) -> list[dict[str, Any]]:
    """The objects in a list of the resource; empty where there is none."""
    value = resource.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def object_of(value: Any) -> dict[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def numbers_of(value: Any) -> list[int]:
    """The whole numbers in a list."""
    return [item for item in value if isinstance(item, int)] if isinstance(value, list) else []


def texts_of(value: Any) -> list[str]:
    """The texts in a list."""
    return [text for item in value if (text := text_of(item))] if isinstance(value, list) else []


def codings(concept: Any) -> list[dict[str, Any]]:
    """The codings of a CodeableConcept."""
    return members(concept, "coding") if isinstance(concept, dict) else []


def codes_of(concept: Any) -> list[str]:
    """The codes of a CodeableConcept."""
    return [str(coding["code"]) for coding in codings(concept) if coding.get("code")]


def text_of(value: Any) -> str | None:
    """A text or number as text, None where it is blank."""
    return str(value) if isinstance(value, (str, int)) and str(value).strip() else None


def day_of(value: Any) -> dt.date | None:
    """The day of a date or dateTime, None where it is none."""
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def procedure_of(concept: Any) -> str | None:
    """The procedure code of a CodeableConcept; None where it has none of five characters."""
    return next((code for code in codes_of(concept) if len(code) == 5 and code.isalnum()), None)


def revenue_of(concept: Any) -> str | None:
    """The revenue code among the codings."""
    return next((code for code in codes_of(concept) if code.isdigit() and len(code) in (3, 4)), None)


def charge_of(item: Resource) -> float | None:
    """What an item is charged at: net, else submitted, else unit price times quantity."""
    net = object_of(item.get("net")).get("value")
    if isinstance(net, (int, float)):
        return float(net)
    for entry in members(item, "adjudication"):
        if "submitted" in codes_of(entry.get("category")):
            value = object_of(entry.get("amount")).get("value")
            return float(value) if isinstance(value, (int, float)) else None
    price, count = object_of(item.get("unitPrice")).get("value"), object_of(item.get("quantity")).get("value")
    if isinstance(price, (int, float)) and isinstance(count, (int, float)):
        return round(float(price) * float(count), 2)
    return None


def _is_npi(identifier: Resource) -> bool:
    return identifier.get("system") == NPI or "NPI" in {code.upper() for code in codes_of(identifier.get("type"))}


def identifier_of(resource: Resource) -> str | None:
    """The first identifier of a resource or reference."""
    own = resource.get("identifier")
    entries = members(resource, "identifier") or ([own] if isinstance(own, dict) else [])
    return next((text_of(entry.get("value")) for entry in entries if text_of(entry.get("value"))), None)


def number_of(resource: Resource, kind: str) -> str | None:
    """The identifier of a kind of HL7 table 0203, such as MR, the number of the medical record."""
    entries = [entry for entry in members(resource, "identifier") if kind in codes_of(entry.get("type"))]
    return next((text_of(entry.get("value")) for entry in entries if text_of(entry.get("value"))), None)


def provider_of(resource: Resource) -> Provider | None:
    """The provider that a Practitioner, Organization or reference describes."""
    if not resource:
        return None
    own = resource.get("identifier")
    identifiers = [own] if isinstance(own, dict) else members(resource, "identifier")
    npi = next((text_of(i.get("value")) for i in identifiers if _is_npi(i)), None)
    tax = next((text_of(i.get("value")) for i in identifiers if i.get("system") == TAX_ID), None)
    states = [address.get("state") for address in members(resource, "address") if address.get("state")]
    taxonomy = [code for concept in members(resource, "type") for code in codes_of(concept) if len(code) == 10]
    name = _provider_name(resource)
    if not (name or npi or tax):
        return None
    return Provider(
        name=name,
        npi=npi,
        tax_id=tax,
        taxonomy=taxonomy[0] if taxonomy else None,
        state=str(states[0]) if states else None,
    )


def _provider_name(resource: Resource) -> str | None:
    name = resource.get("name")
    if isinstance(name, list) and name and isinstance(name[0], dict):
        last, given = text_of(name[0].get("family")), texts_of(name[0].get("given"))
        return f"{last}, {given[0]}" if last and given else last or text_of(name[0].get("text"))
    return text_of(name) or text_of(resource.get("display"))


def person_of(resource: Resource, member: str | None) -> Person | None:
    """The person that a Patient or RelatedPerson describes."""
    names = members(resource, "name")
    sex = {"male": "M", "female": "F", "unknown": "U", "other": "U"}.get(str(resource.get("gender", "")))
    born = day_of(resource.get("birthDate"))
    if not names and member is None and born is None:
        return None
    name = names[0] if names else {}
    given = texts_of(name.get("given"))
    return Person(
        last_name=text_of(name.get("family")),
        first_name=given[0] if given else None,
        member_id=member,
        birth_date=born,
        sex=sex,
    )
