"""FHIR R4 `Claim` and `ExplanationOfBenefit`, alone or in a Bundle, → claims; plain dictionaries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facetproof.errors import InputError
from facetproof.model.claimfile import BilledClaim, ClaimKind, Fault, Payer, Person, Provider, ServiceLine
from facetproof.sources.fhir_values import (
    ICD9,
    Resource,
    charge_of,
    codes_of,
    codings,
    day_of,
    identifier_of,
    members,
    number_of,
    numbers_of,
    object_of,
    person_of,
    procedure_of,
    provider_of,
    revenue_of,
    text_of,
)
from facetproof.sources.x12_values import dotted

_KINDS = {
    "professional": ClaimKind.PROFESSIONAL,
    "institutional": ClaimKind.INSTITUTIONAL,
    "oral": ClaimKind.DENTAL,
}
_TYPES = ("Claim", "ExplanationOfBenefit")
_RENDERING = ("performing", "rendering", "primary")
_REFERRING = ("referring", "referral", "refer")
_FREQUENCIES = {"prior": "7", "replaces": "7"}


def read_fhir_claims(value: Any, *, where: str) -> list[BilledClaim]:
    """Every Claim and ExplanationOfBenefit in a resource, a Bundle or a list of them.

    A request that bills nothing yet (`use` preauthorization or predetermination) is left out.

    Raises:
        InputError: `not-a-claim-resource` where there is none.
    """
    resources = list(_resources(value))
    index = {_address(resource): resource for resource in resources}
    claims = [r for r in resources if r.get("resourceType") in _TYPES and r.get("use", "claim") == "claim"]
    if not claims:
        held = sorted({str(r.get("resourceType", "?")) for r in resources})[:5]
        raise InputError(
            "not-a-claim-resource",
            f"No Claim or ExplanationOfBenefit with use `claim` is here, only {', '.join(held) or 'nothing'}",
            where=where,
            todo="Give a FHIR R4 Claim, ExplanationOfBenefit, or a Bundle that holds one.",
        )
    return [_Reader(claim, number, index).claim() for number, claim in enumerate(claims, 1)]


def _resources(value: Any) -> Iterator[Resource]:
    if isinstance(value, list):
        for item in value:
            yield from _resources(item)
    elif isinstance(value, dict) and value.get("resourceType") == "Bundle":
        for entry in value.get("entry") or ():
            if isinstance(entry, dict) and isinstance(entry.get("resource"), dict):
                yield from _resources(entry["resource"])
    elif isinstance(value, dict):
        yield value


def _address(resource: Resource) -> str:
    return f"{resource.get('resourceType')}/{resource.get('id')}"


class _Reader:
    def __init__(self, resource: Resource, number: int, index: Mapping[str, Resource]) -> None:
        self._resource, self._number, self._index = resource, number, index
        self._contained = {f"#{r.get('id')}": r for r in members(resource, "contained")}
        self._faults: list[Fault] = []

    def claim(self) -> BilledClaim:
        """The claim with what is wrong with it."""
        resource = self._resource
        kind = next((_KINDS[code] for code in codes_of(resource.get("type")) if code in _KINDS), ClaimKind.PROFESSIONAL)
        if not any(code in _KINDS for code in codes_of(resource.get("type"))):
            self._fault("kind-missing", "type has a code professional, institutional or oral", "type", severe=False)
        diagnoses = self._diagnoses()
        places = {sequence: n for n, (sequence, _) in enumerate(diagnoses, 1)}
        codes = tuple(code for _, code in diagnoses)
        lines = tuple(self._line(item, n, places, codes) for n, item in enumerate(members(resource, "item"), 1))
        if not lines:
            self._fault("line-missing", "A claim has at least one item", "item")
        coverage = self._coverage()
        period = object_of(resource.get("billablePeriod"))
        days = [line.dos for line in lines if line.dos]
        patient, subscriber = self._people(coverage)
        related = next(iter(members(resource, "related")), {})
        relation = next(iter(codes_of(related.get("relationship"))), "")
        return BilledClaim(
            id=self._id(),
            kind=kind,
            frequency=_FREQUENCIES.get(relation) or "1",
            charge=self._total(lines),
            place_of_service=next((line.place_of_service for line in lines if line.place_of_service), None),
            bill_type=self._information("typeofbill"),
            diagnoses=codes,
            dos=day_of(period.get("start")) or min(days, default=None),
            dos_to=day_of(period.get("end")) or max((x.dos_to for x in lines if x.dos_to), default=None),
            patient=patient,
            subscriber=subscriber,
            relationship="self" if "self" in codes_of(coverage.get("relationship")) else None,
            payer=self._payer(coverage),
            billing=self._provider(resource.get("provider")),
            rendering=self._team(_RENDERING),
            referring=self._team(_REFERRING),
            facility=self._provider(resource.get("facility")),
            authorization_number=self._authorization(),
            referral_number=identifier_of(self._resolved(resource.get("referral"))) or None,
            medical_record=number_of(self._resolved(resource.get("patient")), "MR"),
            original_number=text_of(object_of(related.get("reference")).get("value")),
            lines=lines,
            record=self._number,
            faults=tuple(self._faults),
        )

    def _fault(self, code: str, what: str, tag: str, *, severe: bool = True) -> None:
        self._faults.append(Fault(code, what, self._number, tag, severe=severe))

    def _id(self) -> str:
        for identifier in members(self._resource, "identifier"):
            if text_of(identifier.get("value")):
                return str(identifier["value"])
        return str(self._resource.get("id") or f"claim {self._number}")

    def _resolved(self, reference: Any) -> Resource:
        """The resource a reference points to, as far as it is here; else the reference itself."""
        if not isinstance(reference, dict):
            return {}
        target = str(reference.get("reference") or "")
        found = self._contained.get(target) or self._index.get("/".join(target.split("/")[-2:]))
        return found or reference

    def _diagnoses(self) -> list[tuple[int, str]]:
        found = []
        for n, entry in enumerate(members(self._resource, "diagnosis"), 1):
            coding = [c for c in codings(entry.get("diagnosisCodeableConcept")) if c.get("code")]
            chosen = next((c for c in coding if "icd" in str(c.get("system", ""))), coding[0] if coding else None)
            if chosen is None:
                self._fault("diagnosis-code-missing", "A diagnosis has an ICD-10-CM code", f"diagnosis[{n - 1}]")
                continue
            found.append(((numbers_of([entry.get("sequence")]) or [n])[0], _dotted(chosen)))
        found.sort()
        if not found:
            self._fault("diagnosis-missing", "A claim has diagnoses", "diagnosis")
        return found

    def _line(self, item: Resource, n: int, places: Mapping[int, int], codes: tuple[str, ...]) -> ServiceLine:
        tag = f"item[{n - 1}]"
        cpt = procedure_of(item.get("productOrService"))
        if cpt is None and not item.get("revenue"):
            self._fault("procedure-code-missing", "productOrService has a code", f"{tag}.productOrService")
        period = object_of(item.get("servicedPeriod"))
        first = day_of(item.get("servicedDate")) or day_of(period.get("start"))
        last = day_of(period.get("end")) or first
        if first is None:
            self._fault("date-missing", "An item has servicedDate or servicedPeriod", f"{tag}.serviced")
        quantity = object_of(item.get("quantity")).get("value")
        if not isinstance(quantity, (int, float)) or quantity <= 0:
            if cpt is not None:
                self._fault("units-missing", "quantity.value is a number above zero", f"{tag}.quantity")
            quantity = None
        pointers = []
        for sequence in numbers_of(item.get("diagnosisSequence")):
            if sequence in places:
                pointers.append(places[sequence])
            else:
                what = "diagnosisSequence points to a diagnosis the claim does not have"
                self._fault("pointer-dangling", what, f"{tag}.diagnosisSequence")
        modifiers = tuple(
            code for concept in members(item, "modifier") for code in codes_of(concept)[:1] if isinstance(code, str)
        )
        return ServiceLine(
            number=n,
            cpt=cpt,
            modifiers=modifiers,
            units=None if quantity is None else float(quantity),
            unit="MJ" if str(object_of(item.get("quantity")).get("code", "")).lower() in ("min", "mj") else "UN",
            charge=charge_of(item),
            dos=first,
            dos_to=last,
            place_of_service=next(iter(codes_of(item.get("locationCodeableConcept"))), None),
            pointers=tuple(pointers),
            dx=tuple(codes[p - 1] for p in pointers),
            revenue_code=revenue_of(item.get("revenue")),
            rendering_npi=self._line_rendering(item),
        )

    def _line_rendering(self, item: Resource) -> str | None:
        wanted = numbers_of(item.get("careTeamSequence"))
        for member in members(self._resource, "careTeam"):
            if member.get("sequence") in wanted and set(codes_of(member.get("role"))) & set(_RENDERING):
                found = self._provider(member.get("provider"))
                return found.npi if found else None
        return None

    def _team(self, roles: tuple[str, ...]) -> Provider | None:
        for member in members(self._resource, "careTeam"):
            if set(codes_of(member.get("role"))) & set(roles):
                return self._provider(member.get("provider"))
        return None

    def _provider(self, reference: Any) -> Provider | None:
        return provider_of(self._resolved(reference))

    def _coverage(self) -> Resource:
        entries = members(self._resource, "insurance")
        chosen = next((entry for entry in entries if entry.get("focal")), entries[0] if entries else {})
        return self._resolved(chosen.get("coverage"))

    def _authorization(self) -> str | None:
        for entry in members(self._resource, "insurance"):
            for number in entry.get("preAuthRef") or ():
                return str(number)
        return None

    def _payer(self, coverage: Resource) -> Payer | None:
        insurer = self._resolved(self._resource.get("insurer")) or self._resolved(
            next(iter(members(coverage, "payor")), None)
        )
        name = text_of(insurer.get("name")) or text_of(insurer.get("display")) or text_of(coverage.get("display"))
        filing = next((code for code in codes_of(coverage.get("type")) if len(code) == 2), None)
        id = identifier_of(insurer)
        return Payer(name=name, id=id, filing=filing) if name or id or filing else None

    def _people(self, coverage: Resource) -> tuple[Person | None, Person | None]:
        member = text_of(coverage.get("subscriberId"))
        described = self._resolved(self._resource.get("patient"))
        patient = person_of(described, number_of(described, "MB"))
        holder = person_of(self._resolved(coverage.get("subscriber")), member)
        is_self = "self" in codes_of(coverage.get("relationship"))
        if patient is not None and is_self:
            patient = Person(
                last_name=patient.last_name,
                first_name=patient.first_name,
                member_id=member or patient.member_id,
                birth_date=patient.birth_date,
                sex=patient.sex,
            )
            return patient, patient
        return patient, holder

    def _information(self, category: str) -> str | None:
        for entry in members(self._resource, "supportingInfo"):
            if category in codes_of(entry.get("category")):
                found = next(iter(codes_of(entry.get("code"))), None) or text_of(entry.get("valueString"))
                return found.lstrip("0") if found else None
        return None

    def _total(self, lines: tuple[ServiceLine, ...]) -> float | None:
        total = self._resource.get("total")
        if isinstance(total, dict) and isinstance(total.get("value"), (int, float)):
            return float(total["value"])
        for entry in members(self._resource, "total"):
            if "submitted" in codes_of(entry.get("category")):
                value = object_of(entry.get("amount")).get("value")
                return float(value) if isinstance(value, (int, float)) else None
        charges = [line.charge for line in lines if line.charge is not None]
        return round(sum(charges), 2) if lines and len(charges) == len(lines) else None


def _dotted(coding: Resource) -> str:
    edition = 9 if coding.get("system") == ICD9 else 10
    return dotted(str(coding["code"]).replace(".", ""), edition)
