"""Synthetic FHIR resources of prior authorization that keep every rule, for tests that break one at a time."""

from __future__ import annotations

import copy
from typing import Any

PAS = "http://hl7.org/fhir/us/davinci-pas/StructureDefinition"
DTR = "http://hl7.org/fhir/us/davinci-dtr/StructureDefinition"
CRD = "http://hl7.org/fhir/us/davinci-crd/StructureDefinition"
X12 = "https://codesystem.x12.org/005010"
NPI = "http://hl7.org/fhir/sid/us-npi"
TEMP = "http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes"
PLACES = "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set"
NOTES = "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category"
LIBRARY = "http://hl7.org/fhir/StructureDefinition/cqf-library"
USES = "http://hl7.org/fhir/us/davinci-crd/CodeSystem/temp"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
REASONS = "https://codesystem.x12.org/external/886"
CPT = "http://www.ama-assn.org/go/cpt"
BASE = "https://ehr.example.org/fhir"


def concept(system: str, code: str) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code}]}


def extension(name: str, **value: Any) -> dict[str, Any]:
    return {"url": f"{PAS}/extension-{name}", **value}


def entry(resource: dict[str, Any]) -> dict[str, Any]:
    return {"fullUrl": f"{BASE}/{resource['resourceType']}/{resource['id']}", "resource": resource}


def made(kind: str, id: str, profile: str, **more: Any) -> dict[str, Any]:
    return {"resourceType": kind, "id": id, "meta": {"profile": [f"{PAS}/{profile}"]}, **more}


def organization(id: str, profile: str, kind: str, name: str, npi: str) -> dict[str, Any]:
    return made(
        "Organization", id, profile, identifier=[{"system": NPI, "value": npi}], active=True,
        type=[concept(f"{X12}/98", kind)], name=name,
    )  # fmt: skip


def claim(profile: str = "profile-claim") -> dict[str, Any]:
    return made(
        "Claim", "request", profile,
        extension=[extension("levelOfServiceCode", valueCodeableConcept=concept(f"{X12}/1338", "U"))],
        identifier=[{"system": "urn:example:requests", "value": "R-1"}],
        status="active", type=concept("http://terminology.hl7.org/CodeSystem/claim-type", "professional"),
        use="preauthorization", patient={"reference": "Patient/ann"}, created="2025-06-02T09:00:00Z",
        insurer={"reference": "Organization/plan"}, provider={"reference": "Organization/clinic"},
        priority=concept("http://terminology.hl7.org/CodeSystem/processpriority", "normal"),
        careTeam=[{"extension": [extension("careTeamClaimScope", valueBoolean=True)], "sequence": 1,
                   "provider": {"reference": "Practitioner/doctor"}}],
        supportingInfo=[{"sequence": 1, "category": concept(TEMP, "additionalInformation"),
                         "valueReference": {"reference": "DocumentReference/note"}}],
        diagnosis=[{"sequence": 1, "diagnosisCodeableConcept": concept(ICD, "M47.816")}],
        insurance=[{"sequence": 1, "focal": True, "coverage": {"reference": "Coverage/cover"}}],
        item=[{
            "extension": [
                extension("itemTraceNumber", valueIdentifier={"system": "urn:example:items", "value": "1"}),
                extension("authorizationNumber", valueString="A1"),
                extension("administrationReferenceNumber", valueString="B1"),
                extension("serviceItemRequestType", valueCodeableConcept=concept(f"{X12}/1525", "HS")),
                extension("certificationType", valueCodeableConcept=concept(f"{X12}/1322", "I")),
                extension("requestedService", valueReference={"reference": "ServiceRequest/order"}),
            ],
            "sequence": 1, "careTeamSequence": [1], "diagnosisSequence": [1], "informationSequence": [1],
            "category": concept(f"{X12}/1365", "2"),
            "productOrService": concept(CPT, "64493"),
            "servicedDate": "2025-06-20",
            "locationCodeableConcept": concept(PLACES, "11"),
            "quantity": {"value": 1},
        }],
    )  # fmt: skip


def request() -> dict[str, Any]:
    """A request Bundle that keeps every rule."""
    patient = made(
        "Patient", "ann", "profile-beneficiary", identifier=[{"system": "urn:example:members", "value": "M-1"}],
        name=[{"family": "Testcase", "given": ["Ann"]}], gender="female",
    )  # fmt: skip
    cover = made(
        "Coverage", "cover", "profile-coverage", status="active", subscriberId="M-1",
        beneficiary={"reference": "Patient/ann"}, relationship=concept(f"{X12}/1069", "18"),
        payor=[{"reference": "Organization/plan"}],
    )  # fmt: skip
    doctor = made(
        "Practitioner", "doctor", "profile-practitioner", identifier=[{"system": NPI, "value": "1245319599"}],
        name=[{"family": "Example"}],
    )  # fmt: skip
    order = made(
        "ServiceRequest", "order", "profile-servicerequest", status="active", intent="order",
        code=concept(CPT, "64493"), subject={"reference": "Patient/ann"},
        quantityQuantity={"value": 1},
    )  # fmt: skip
    note = made(
        "DocumentReference", "note", "profile-documentreference", status="current",
        type=concept("http://loinc.org", "11506-3"),
        category=[concept(NOTES, "clinical-note")],
        subject={"reference": "Patient/ann"},
        content=[{"attachment": {"contentType": "text/plain", "data": "VGV4dA=="}}],
    )  # fmt: skip
    entries = [
        claim(), organization("clinic", "profile-requestor", "1P", "Test Pain Group", "1234567893"),
        organization("plan", "profile-insurer", "PR", "Test Health Plan", "1245319599"),
        cover, patient, doctor, order, note,
    ]  # fmt: skip
    return {
        "resourceType": "Bundle", "id": "b", "meta": {"profile": [f"{PAS}/profile-pas-request-bundle"]},
        "identifier": {"system": "urn:example:bundles", "value": "B-1"}, "type": "collection",
        "timestamp": "2025-06-02T09:00:00Z", "entry": [entry(resource) for resource in entries],
    }  # fmt: skip


def update() -> dict[str, Any]:
    """A Bundle that changes an earlier request, and keeps every rule."""
    bundle = copy.deepcopy(request())
    claim = bundle["entry"][0]["resource"]
    claim["meta"]["profile"] = [f"{PAS}/profile-claim-update"]
    claim["related"] = [{"reference": {"value": "R-0"}}]
    claim["item"][0]["extension"].insert(0, extension("infoChanged", valueCode="changed"))
    return bundle


def inquiry() -> dict[str, Any]:
    """An inquiry Bundle that keeps every rule."""
    bundle = copy.deepcopy(request())
    bundle["meta"]["profile"] = [f"{PAS}/profile-pas-inquiry-request-bundle"]
    bundle["entry"][0]["resource"]["meta"]["profile"] = [f"{PAS}/profile-claim-inquiry"]
    return bundle


def review(code: str, number: str | None = None, reason: str | None = None) -> dict[str, Any]:
    """The adjudication of an item: what the payer decided."""
    parts: list[dict[str, Any]] = [{"url": "number", "valueString": number}] if number else []
    if reason:
        parts.append({"url": "reasonCode", "valueCodeableConcept": concept(REASONS, reason)})
    parts.append(extension("reviewActionCode", valueCodeableConcept=concept(f"{X12}/306", code)))
    return {
        "extension": [{"url": f"{PAS}/extension-reviewAction", "extension": parts}],
        "category": concept("http://terminology.hl7.org/CodeSystem/adjudication", "submitted"),
    }


def answer() -> dict[str, Any]:
    """A response Bundle that keeps every rule."""
    response = made(
        "ClaimResponse", "answer", "profile-claimresponse", status="active",
        type=concept("http://terminology.hl7.org/CodeSystem/claim-type", "professional"), use="preauthorization",
        patient={"reference": "Patient/ann"}, created="2025-06-03T09:00:00Z",
        insurer={"reference": "Organization/plan"},
        requestor={"reference": "Organization/clinic"}, outcome="complete",
        item=[{
            "extension": [
                extension("itemPreAuthIssueDate", valueDate="2025-06-03"),
                extension("itemPreAuthPeriod", valuePeriod={"start": "2025-06-03", "end": "2025-09-03"}),
            ],
            "itemSequence": 1, "adjudication": [review("A1", "AUTH1")],
        }],
        error=[{"code": concept(f"{X12}/901", "04")}],
    )  # fmt: skip
    others = [e["resource"] for e in request()["entry"] if e["resource"]["id"] in ("ann", "plan", "clinic")]
    return {
        "resourceType": "Bundle", "id": "r", "meta": {"profile": [f"{PAS}/profile-pas-response-bundle"]},
        "type": "collection", "timestamp": "2025-06-03T09:00:00Z",
        "entry": [entry(resource) for resource in (response, *others)],
    }  # fmt: skip


def origin(source: str, author: bool = False) -> dict[str, Any]:
    parts: list[dict[str, Any]] = [{"url": "source", "valueCode": source}]
    if author:
        person = {"url": "practitioner", "valueReference": {"reference": "Practitioner/doctor"}}
        parts.append({"url": "author", "extension": [person]})
    return {"url": f"{DTR}/information-origin", "extension": parts}


def form() -> dict[str, Any]:
    """A Questionnaire that keeps every rule."""
    initial = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression"
    return {
        "resourceType": "Questionnaire", "id": "form", "meta": {"profile": [f"{DTR}/dtr-std-questionnaire"]},
        "extension": [{"url": LIBRARY, "valueCanonical": "urn:example:library|1"}],
        "url": "urn:example:form", "version": "1", "status": "active", "subjectType": ["Patient"],
        "item": [
            {"linkId": "1", "type": "group", "text": "Relief", "item": [
                {"linkId": "1.1", "type": "choice", "text": "Lasted", "required": True,
                 "answerOption": [{"valueCoding": {"code": "short"}}, {"valueCoding": {"code": "long"}}]},
                {"linkId": "1.2", "type": "decimal", "text": "Percent", "extension": [
                    {"url": initial, "valueExpression": {"language": "text/cql", "expression": "x"}}]},
                {"linkId": "1.3", "type": "string", "text": "How long", "required": True, "maxLength": 80,
                 "enableWhen": [{"question": "1.1", "operator": "=", "answerCoding": {"code": "long"}},
                                {"question": "1.2", "operator": "exists", "answerBoolean": True}],
                 "enableBehavior": "all"},
            ]},
            {"linkId": "2", "type": "display", "text": "Thank you"},
        ],
    }  # fmt: skip


def response() -> dict[str, Any]:
    """A DTR response to the form that keeps every rule."""
    return {
        "resourceType": "QuestionnaireResponse", "meta": {"profile": [f"{DTR}/dtr-questionnaireresponse"]},
        "extension": [
            {"url": f"{DTR}/qr-context", "valueReference": {"reference": "ServiceRequest/order"}},
            {"url": f"{DTR}/qr-context", "valueReference": {"reference": "Coverage/cover"}},
            {"url": f"{DTR}/intendedUse", "valueCodeableConcept": concept(USES, "withpa")},
        ],
        "questionnaire": "urn:example:form|1", "status": "completed", "subject": {"reference": "Patient/ann"},
        "authored": "2025-06-02",
        "item": [{"linkId": "1", "text": "Relief", "item": [
            {"linkId": "1.1", "text": "Lasted", "answer": [
                {"extension": [origin("manual", True)], "valueCoding": {"code": "long"}}]},
            {"linkId": "1.2", "text": "Percent", "answer": [{"extension": [origin("auto")], "valueDecimal": 80}]},
            {"linkId": "1.3", "text": "How long", "answer": [
                {"extension": [origin("override", True)], "valueString": "all day"}]},
        ]}],
    }  # fmt: skip


def package() -> dict[str, Any]:
    """The parameters around a package with the form, its library and a draft of the response."""
    library = {
        "resourceType": "Library", "id": "library", "url": "urn:example:library", "name": "Example", "status": "active",
        "type": concept("http://terminology.hl7.org/CodeSystem/library-type", "logic-library"),
        "content": [{"contentType": kind, "data": "eA=="} for kind in ("text/cql", "application/elm+json")],
    }  # fmt: skip
    entries = [{"resource": form()}, {"resource": library}, {"resource": response()}]
    return {
        "resourceType": "Parameters", "meta": {"profile": [f"{DTR}/dtr-qpackage-output-parameters"]},
        "parameter": [
            {"name": "packagebundle", "resource": {"resourceType": "Bundle", "type": "collection", "entry": entries}}],
    }  # fmt: skip


def asked() -> dict[str, Any]:
    """The parameters that ask for a package."""
    held = {e["resource"]["id"]: e["resource"] for e in request()["entry"]}
    return {
        "resourceType": "Parameters", "meta": {"profile": [f"{DTR}/dtr-qpackage-input-parameters"]},
        "parameter": [{"name": "coverage", "resource": held["cover"]}, {"name": "order", "resource": held["order"]}],
    }  # fmt: skip


def covered_order() -> dict[str, Any]:
    """An order with what the payer asserts about it."""
    parts: list[dict[str, Any]] = [
        {"url": "coverage", "valueReference": {"reference": "Coverage/cover"}},
        {"url": "covered", "valueCode": "conditional"},
        {"url": "pa-needed", "valueCode": "satisfied"},
        {"url": "doc-needed", "valueCode": "clinical"},
        {"url": "info-needed", "valueCode": "location"},
        {"url": "questionnaire", "valueCanonical": "urn:example:form"},
        {"url": "date", "valueDate": "2025-06-02"},
        {"url": "coverage-assertion-id", "valueString": "1"},
        {"url": "satisfied-pa-id", "valueString": "A1"},
    ]
    return {
        "resourceType": "ServiceRequest", "status": "draft", "intent": "order", "subject": {"reference": "Patient/ann"},
        "extension": [{"url": f"{CRD}/ext-coverage-information", "extension": parts}],
    }  # fmt: skip


def crd_order() -> dict[str, Any]:
    """An order and a coverage of the CRD profiles, in a Bundle."""
    order = covered_order() | {
        "meta": {"profile": [f"{CRD}/profile-servicerequest"]}, "code": concept(CPT, "64493"),
        "authoredOn": "2025-06-02", "requester": {"reference": "Practitioner/doctor"},
    }  # fmt: skip
    cover = {
        "resourceType": "Coverage", "meta": {"profile": [f"{CRD}/profile-coverage"]}, "status": "active",
        "beneficiary": {"reference": "Patient/ann"}, "payor": [{"reference": "Organization/plan"}],
    }  # fmt: skip
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": order}, {"resource": cover}]}


def hook() -> dict[str, Any]:
    """A request of CDS Hooks with an order in it."""
    orders = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": covered_order()}]}
    return {
        "hook": "order-sign", "hookInstance": "0aa4a1c3-0a7b-4d6c-9a8e-000000000001",
        "context": {"userId": "Practitioner/doctor", "patientId": "ann", "draftOrders": orders},
    }  # fmt: skip


def cards() -> dict[str, Any]:
    """A response of CDS Hooks."""
    card = {
        "summary": "Authorization is needed", "indicator": "info", "source": {"label": "Test Health Plan"},
        "suggestions": [{"label": "Open the form"}], "selectionBehavior": "any",
    }  # fmt: skip
    return {"cards": [card], "systemActions": [{"type": "update", "resource": covered_order()}]}


def spoilt(value: Any, seed: int) -> Any:
    """The JSON with what a place holds replaced by something else."""
    kinds: tuple[Any, ...] = (None, [], {}, "x", 5, [1], [None], {"a": 1}, True)
    paths: list[tuple[Any, ...]] = []

    def walk(node: Any, path: tuple[Any, ...]) -> None:
        for key, inner in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
            paths.append((*path, key))
            walk(inner, (*path, key))

    walk(value, ())
    node = value
    path = paths[(seed * 7919) % len(paths)]
    for part in path[:-1]:
        node = node[part]
    node[path[-1]] = kinds[seed % len(kinds)]
    return value
