"""FHIR claims: what an EHR or a payer sends becomes the same claim as an 837; requests are no claims."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from facetproof.errors import InputError
from facetproof.model.claimfile import BilledClaim, ClaimKind
from facetproof.sources.fhir_claim import read_fhir_claims

NPI = "http://hl7.org/fhir/sid/us-npi"


def concept(code: str, system: str = "x") -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code}]}


def resource(**more: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "resourceType": "Claim",
        "id": "c1",
        "identifier": [{"value": "T-1"}],
        "use": "claim",
        "type": concept("professional"),
        "patient": {"reference": "Patient/p1"},
        "provider": {"reference": "#org"},
        "contained": [
            {"resourceType": "Organization", "id": "org", "name": "TEST PAIN GROUP",
             "identifier": [{"system": NPI, "value": "1234567893"}], "address": [{"state": "TX"}]},
        ],
        "insurance": [
            {"focal": False, "coverage": {"display": "other"}},
            {"focal": True, "coverage": {"reference": "Coverage/cov"}, "preAuthRef": ["AH12345678901A"]},
        ],
        "careTeam": [
            {"sequence": 1, "role": concept("performing"),
             "provider": {"identifier": {"type": concept("NPI"), "value": "1245319599"}, "display": "Doctor"}},
        ],
        "diagnosis": [
            {"sequence": 7, "diagnosisCodeableConcept": concept("M47.817", "http://hl7.org/fhir/sid/icd-10-cm")},
            {"sequence": 3, "diagnosisCodeableConcept": concept("M47816", "http://hl7.org/fhir/sid/icd-10-cm")},
        ],
        "item": [
            {"sequence": 1, "careTeamSequence": [1], "diagnosisSequence": [3, 7], "quantity": {"value": 1},
             "productOrService": concept("64493"), "modifier": [concept("50"), concept("KX")],
             "servicedDate": "2025-03-10", "locationCodeableConcept": concept("11"), "net": {"value": 412}},
        ],
        "total": {"value": 412, "currency": "USD"},
    }  # fmt: skip
    return {key: value for key, value in (base | more).items() if value is not None}


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "entry": [{"resource": entry} for entry in resources]}


PATIENT = {
    "resourceType": "Patient",
    "id": "p1",
    "name": [{"family": "TESTCASE", "given": ["ANN", "B"]}],
    "gender": "female",
    "birthDate": "1950-01-02",
}
COVERAGE = {
    "resourceType": "Coverage",
    "id": "cov",
    "subscriberId": "1TEST0000001",
    "relationship": concept("self"),
    "payor": [{"display": "TEST PAYER"}],
}


def one(*resources: dict[str, Any]) -> BilledClaim:
    (claim,) = read_fhir_claims(bundle(*resources), where="test")
    return claim


def item(**more: Any) -> dict[str, Any]:
    (base,) = resource()["item"]
    return resource(item=[{key: value for key, value in (base | more).items() if value is not None}])


def test_a_claim_in_a_bundle_is_read_with_what_it_refers_to() -> None:
    claim = one(resource(), PATIENT, COVERAGE)
    assert claim.faults == ()
    assert (claim.id, claim.kind, claim.charge, claim.place_of_service) == ("T-1", ClaimKind.PROFESSIONAL, 412, "11")
    assert claim.authorization_number == "AH12345678901A"
    assert claim.diagnoses == ("M47.816", "M47.817")
    assert claim.patient is not None
    assert claim.patient == claim.subscriber
    assert (claim.patient.first_name, claim.patient.member_id, claim.patient.sex) == ("ANN", "1TEST0000001", "F")
    assert claim.payer is not None
    assert claim.payer.name == "TEST PAYER"
    assert claim.billing is not None
    assert (claim.billing.npi, claim.billing.state) == ("1234567893", "TX")
    (line,) = claim.lines
    assert (line.cpt, line.modifiers, line.units, line.charge) == ("64493", ("50", "KX"), 1, 412)
    assert (line.dos, line.pointers, line.dx) == (dt.date(2025, 3, 10), (1, 2), ("M47.816", "M47.817"))
    assert line.rendering_npi == "1245319599"


def test_a_claim_alone_keeps_silent_about_what_is_not_there() -> None:
    (claim,) = read_fhir_claims(resource(), where="test")
    assert (claim.patient, claim.payer, claim.relationship) == (None, None, None)


def test_an_explanation_of_benefit_tells_submitted_amounts() -> None:
    submitted = [{"category": concept("submitted"), "amount": {"value": 400}}]
    benefit = item(net=None, adjudication=submitted) | {"resourceType": "ExplanationOfBenefit", "total": submitted}
    claim = one(benefit)
    assert (claim.charge, claim.lines[0].charge) == (400, 400)


def test_an_institutional_claim_tells_its_bill_type_and_revenue_codes() -> None:
    info = [{"category": concept("typeofbill"), "code": concept("0131")}]
    value = item(revenue=concept("0360"), locationCodeableConcept=None)
    claim = one(value | {"type": concept("institutional"), "supportingInfo": info})
    assert (claim.kind, claim.bill_type, claim.lines[0].revenue_code) == (ClaimKind.INSTITUTIONAL, "131", "0360")
    assert claim.place_of_service is None


@pytest.mark.parametrize(
    ("value", "code", "tag"),
    [
        (resource(item=None), "line-missing", "item"),
        (resource(diagnosis=None), "diagnosis-missing", "diagnosis"),
        (resource(type=None), "kind-missing", "type"),
        (item(productOrService=None), "procedure-code-missing", "item[0].productOrService"),
        (item(servicedDate=None), "date-missing", "item[0].serviced"),
        (item(servicedDate="10 March"), "date-missing", "item[0].serviced"),
        (item(quantity=None), "units-missing", "item[0].quantity"),
        (item(quantity={"value": 0}), "units-missing", "item[0].quantity"),
        (item(diagnosisSequence=[9]), "pointer-dangling", "item[0].diagnosisSequence"),
        (resource(diagnosis=[{"sequence": 1}]), "diagnosis-code-missing", "diagnosis[0]"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(value: dict[str, Any], code: str, tag: str) -> None:
    assert (code, tag) in {(fault.code, fault.tag) for fault in one(value).faults}


@pytest.mark.parametrize("value", [{}, [], bundle(PATIENT), resource(use="preauthorization"), "text", None, 3])
def test_what_holds_no_claim_is_refused(value: Any) -> None:
    with pytest.raises(InputError) as refusal:
        read_fhir_claims(value, where="test")
    assert refusal.value.code == "not-a-claim-resource"


@pytest.mark.parametrize("broken", [3, "x", None, [], {}, [3], [{"coding": 3}], {"coding": [{"code": 5}]}])
@pytest.mark.parametrize("field", sorted(set(resource()) - {"resourceType", "use"}))
def test_a_field_of_the_wrong_shape_stops_nothing(field: str, broken: Any) -> None:
    assert len(read_fhir_claims(resource(**{field: broken}), where="test")) == 1


@pytest.mark.parametrize("broken", [3, "x", None, [], {}, [3], {"value": "x"}, {"coding": [{"code": 5}]}, {"start": 3}])
@pytest.mark.parametrize(
    "field", sorted({**resource()["item"][0], "servicedPeriod": 1, "adjudication": 1, "revenue": 1})
)
def test_a_field_of_an_item_of_the_wrong_shape_stops_nothing(field: str, broken: Any) -> None:
    assert len(read_fhir_claims(item(**{field: broken}), where="test")) == 1
