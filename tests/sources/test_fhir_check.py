"""FHIR checks: samples that keep every rule pass; each rule, broken alone, is named at its place."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fhir_samples as samples
import pytest
from fhir_samples import CRD, PAS, concept, extension, origin

import facetproof.sources.fhir_check as package
from facetproof.cli import main
from facetproof.errors import InputError
from facetproof.sources.fhir_check import check, editions, form_in
from facetproof.sources.fhir_check.profiles import book

GOOD: dict[str, Callable[[], dict[str, Any]]] = {
    name: getattr(samples, name)
    for name in (
        "request",
        "update",
        "inquiry",
        "answer",
        "form",
        "response",
        "package",
        "asked",
        "covered_order",
        "crd_order",
        "hook",
        "cards",
    )
}
DROP = object()
CLAIM = "entry.0.resource"
ITEM = f"{CLAIM}.item.0"
#: Entries of the sample request by what they are.
CLINIC, PLAN, COVER, PATIENT, DOCTOR, ORDER, NOTE = (f"entry.{n}.resource" for n in range(1, 8))
PACKED = "parameter.0.resource.entry"
ASSERTED = "extension.0.extension"


def found(sample: str, value: Any, **more: Any) -> list[Any]:
    form = samples.form() if sample == "response" else None
    return check(value, where="x", questionnaire=form, **more)


def changed(value: Any, path: str, new: Any) -> Any:
    """A copy with one element set, appended (`+`) or dropped."""
    value = copy.deepcopy(value)
    node = value
    *above, last = path.split(".")
    for part in above:
        node = node[int(part)] if isinstance(node, list) else node[part]
    if last == "+":
        node.append(new)
    elif new is DROP:
        del node[int(last) if isinstance(node, list) else last]
    elif isinstance(node, list):
        node[int(last)] = new
    else:
        node[last] = new
    return value


@pytest.mark.parametrize("sample", GOOD)
def test_a_sample_that_keeps_every_rule_passes(sample: str) -> None:
    assert found(sample, GOOD[sample]()) == []


def twice(sample: str, path: str) -> Any:
    node: Any = GOOD[sample]()
    for part in path.split("."):
        node = node[int(part)] if isinstance(node, list) else node[part]
    return node


#: (rule, sample, element, what it becomes); None as the sample's element is dropped.
CASES: list[tuple[str, str, str, Any]] = [
    ("r4-required", "request", f"{CLAIM}.type", DROP),
    ("r4-element", "request", f"{CLAIM}.colour", "red"),
    ("r4-value", "request", f"{CLAIM}.created", "yesterday"),
    ("r4-value", "request", f"{CLAIM}.created", "2025-02-30"),
    ("r4-value", "request", f"{ITEM}.sequence", 0),
    ("r4-value", "request", f"{ITEM}.quantity", 1),
    ("r4-code", "request", f"{CLAIM}.status", "running"),
    ("r4-spaces", "request", f"{ITEM}.productOrService.coding.0.code", " 64493"),
    ("r4-cardinality", "request", f"{CLAIM}.item", {"sequence": 1}),
    ("r4-empty", "request", f"{CLAIM}.diagnosis", []),
    ("r4-empty", "request", f"{ITEM}.quantity", {}),
    ("r4-choice", "request", f"{ITEM}.servicedPeriod", {"start": "2025-06-20"}),
    ("r4-type", "request", f"{NOTE}.resourceType", 5),
    ("r4-object", "request", NOTE, "text"),
    ("r4-unknown", "request", f"{NOTE}.resourceType", "MolecularSequence"),
    ("pas-bundle-type", "request", "type", "batch"),
    ("pas-bundle-timestamp", "request", "timestamp", DROP),
    ("pas-bundle-entry", "request", "entry", DROP),
    ("pas-bundle-identifier", "request", "identifier", DROP),
    ("pas-entry-url", "request", "entry.1.fullUrl", DROP),
    ("pas-entry-resource", "request", "entry.1.resource", DROP),
    ("pas-entry-search", "request", "entry.1.search", {"mode": "match"}),
    ("pas-entry-request", "request", "entry.1.request", {"method": "POST", "url": "Claim"}),
    ("pas-entry-response", "request", "entry.1.response", {"status": "200"}),
    ("pas-first-entry", "request", "entry.0", DROP),
    ("pas-first-entry", "answer", "entry.0", DROP),
    ("pas-one-claim", "request", "entry.+", samples.entry(samples.claim() | {"id": "other"})),
    ("pas-full-url", "request", "entry.7.fullUrl", "urn:uuid:1"),
    ("pas-full-url-once", "request", "entry.7.fullUrl", "https://ehr.example.org/fhir/Claim/request"),
    ("pas-resource-once", "request", "entry.+", twice("request", "entry.4")),
    ("pas-reference", "request", "entry.5", DROP),
    ("pas-reference", "answer", "entry.1", DROP),
    ("pas-supporting", "request", f"{CLAIM}.supportingInfo", DROP),
    ("pas-pointer", "request", f"{ITEM}.diagnosisSequence", [9]),
    ("pas-sequence-once", "request", f"{CLAIM}.supportingInfo.+", twice("request", f"{CLAIM}.supportingInfo.0")),
    ("pas-claim-identifier", "request", f"{CLAIM}.identifier", DROP),
    ("pas-claim-identifier", "request", f"{CLAIM}.identifier.+", {"value": "2"}),
    ("pas-claim-status", "request", f"{CLAIM}.status", "draft"),
    ("pas-claim-use", "request", f"{CLAIM}.use", "claim"),
    ("pas-claim-insurer", "request", f"{CLAIM}.insurer", DROP),
    ("pas-claim-insurer", "request", f"{CLAIM}.insurer", {"reference": "Patient/ann"}),
    ("pas-claim-patient", "request", f"{CLAIM}.patient", {"reference": "Organization/plan"}),
    ("pas-claim-provider", "request", f"{CLAIM}.provider", {"reference": "Patient/ann"}),
    ("pas-level-of-service", "request", f"{CLAIM}.extension.+", twice("request", f"{CLAIM}.extension.0")),
    ("pas-level-of-service", "request", f"{CLAIM}.extension.0", extension("levelOfServiceCode", valueString="U")),
    ("pas-team-scope", "request", f"{CLAIM}.careTeam.0.extension", DROP),
    ("pas-team-provider", "request", f"{CLAIM}.careTeam.0.provider", {"reference": "Patient/ann"}),
    ("pas-diagnosis-code", "request", f"{CLAIM}.diagnosis.0",
     {"sequence": 1, "diagnosisReference": {"reference": "Patient/ann"}}),
    ("pas-diagnosis-recorded", "request", f"{CLAIM}.diagnosis.0.extension",
     [extension("diagnosisRecordedDate", valueDate="2025-01-01")] * 2),
    (
        "pas-diagnosis-type",
        "request",
        f"{CLAIM}.diagnosis.0.type",
        [{"text": "principal"}, {"text": "admitting"}],
    ),
    ("pas-update-related", "update", f"{CLAIM}.related", DROP),
    ("pas-update-changed", "update", f"{ITEM}.extension.0", extension("infoChanged", valueString="added")),
    ("pas-update-cancelled", "update", f"{ITEM}.modifierExtension",
     [{"url": f"{PAS}/modifierextension-infoCancelled", "valueString": "yes"}]),
    ("pas-insurance-focal", "request", f"{CLAIM}.insurance.0.focal", False),
    ("pas-insurance-coverage", "request", f"{CLAIM}.insurance.0.coverage", {"reference": "Patient/ann"}),
    ("pas-accident-location", "request", f"{CLAIM}.accident",
     {"date": "2025-01-01", "locationReference": {"reference": "Patient/ann"}}),
    ("pas-claim-item", "request", f"{CLAIM}.item", DROP),
    ("pas-item-category", "request", f"{ITEM}.category", DROP),
    ("pas-item-category", "request", f"{ITEM}.category", concept("urn:example:own", "2")),
    ("pas-item-location", "request", f"{ITEM}", {k: v for k, v in twice("request", ITEM).items()
     if k != "locationCodeableConcept"} | {"locationReference": {"reference": "Patient/ann"}}),
    ("pas-item-trace", "request", f"{ITEM}.extension.0", extension("itemTraceNumber", valueString="1")),
    ("pas-item-authorization", "request", f"{ITEM}.extension.1", extension("authorizationNumber", valueInteger=1)),
    ("pas-item-administration", "request", f"{ITEM}.extension.+", twice("request", f"{ITEM}.extension.2")),
    ("pas-item-request-type", "request", f"{ITEM}.extension.3",
     extension("serviceItemRequestType", valueCodeableConcept=concept("urn:example:own", "HS"))),
    ("pas-item-certification", "request", f"{ITEM}.extension.4",
     extension("certificationType", valueCodeableConcept={"text": "initial"})),
    ("pas-item-service", "request", f"{ITEM}.extension.5",
     extension("requestedService", valueReference={"reference": "Patient/ann"})),
    ("pas-info-category", "request", f"{CLAIM}.supportingInfo.0.category", DROP),
    ("pas-inquiry-identifier", "inquiry", f"{CLAIM}.identifier.+", {"value": "2"}),
    ("pas-inquiry-patient", "inquiry", f"{CLAIM}.patient", {"reference": "Organization/plan"}),
    ("pas-inquiry-insurer", "inquiry", f"{CLAIM}.insurer", DROP),
    ("pas-inquiry-provider", "inquiry", f"{CLAIM}.provider", {"reference": "Patient/ann"}),
    ("pas-inquiry-review", "inquiry", f"{ITEM}.extension.+", extension("reviewActionCode", valueString="A1")),
    ("pas-response-status", "answer", f"{CLAIM}.status", "draft"),
    ("pas-response-use", "answer", f"{CLAIM}.use", "claim"),
    ("pas-response-patient", "answer", f"{CLAIM}.patient", {"reference": "Organization/plan"}),
    ("pas-response-insurer", "answer", f"{CLAIM}.insurer", {"reference": "Patient/ann"}),
    ("pas-response-requestor", "answer", f"{CLAIM}.requestor", {"reference": "Patient/ann"}),
    ("pas-response-adjudication", "answer", f"{ITEM}.adjudication", DROP),
    ("pas-response-review", "answer", f"{ITEM}.adjudication.0.extension.+",
     twice("answer", f"{ITEM}.adjudication.0.extension.0")),
    ("pas-response-review-code", "answer", f"{ITEM}.adjudication.0.extension.0.extension.1",
     extension("reviewActionCode", valueString="A1")),
    ("pas-response-number", "answer", f"{ITEM}.adjudication.0.extension.0.extension.0",
     {"url": "number", "valueInteger": 1}),
    ("pas-response-issued", "answer", f"{ITEM}.extension.0", extension("itemPreAuthIssueDate", valueString="today")),
    ("pas-response-period", "answer", f"{ITEM}.extension.1", extension("itemPreAuthPeriod", valueDate="2025-06-03")),
    ("pas-response-error", "answer", f"{CLAIM}.error.0", {"extension": [extension("errorElement", valueString="x")]}),
    ("pas-response-error", "answer", f"{CLAIM}.error.0.code", concept("urn:example:own", "04")),
    ("pas-patient-identifier", "request", f"{PATIENT}.identifier", DROP),
    ("pas-patient-name", "request", f"{PATIENT}.name", DROP),
    ("pas-patient-gender", "request", f"{PATIENT}.gender", DROP),
    ("pas-organization-active", "request", f"{CLINIC}.active", False),
    ("pas-organization-name", "request", f"{PLAN}.name", DROP),
    ("pas-organization-identifier", "request", f"{CLINIC}.identifier.0.system", DROP),
    ("pas-organization-type", "request", f"{PLAN}.type.0", {"text": "payer"}),
    ("pas-practitioner-identifier", "request", f"{DOCTOR}.identifier", DROP),
    ("pas-practitioner-name", "request", f"{DOCTOR}.name.0", {"text": "Doctor"}),
    ("pas-coverage-status", "request", f"{COVER}.status", "cancelled"),
    ("pas-coverage-beneficiary", "request", f"{COVER}.beneficiary", {"reference": "Organization/plan"}),
    ("pas-coverage-subscriber", "request", f"{COVER}.subscriber", {"reference": "Organization/plan"}),
    ("pas-coverage-payor", "request", f"{COVER}.payor", DROP),
    ("pas-coverage-relationship", "request", f"{COVER}.relationship", {"text": "self"}),
    ("pas-service-intent", "request", f"{ORDER}.intent", "plan"),
    ("pas-service-code", "request", f"{ORDER}.code", DROP),
    ("pas-service-quantity", "request", f"{ORDER}", {k: v for k, v in twice("request", ORDER).items()
     if k != "quantityQuantity"} | {"quantityRange": {"low": {"value": 1}}}),
    ("pas-service-occurrence", "request", f"{ORDER}.occurrenceDateTime", "2025-06-20"),
    ("pas-service-subject", "request", f"{ORDER}.subject", {"reference": "Organization/plan"}),
    ("pas-document-content", "request", f"{NOTE}.content", DROP),
    ("pas-document-data", "request", f"{NOTE}.content.0.attachment.data", DROP),
    ("pas-document-url", "request", f"{NOTE}.content.0.attachment.url", "https://ehr.example.org/note"),
    ("pas-document-kind", "request", f"{NOTE}.content.0.attachment.contentType", DROP),
    ("pas-document-type", "request", f"{NOTE}.type", DROP),
    ("pas-document-category", "request", f"{NOTE}.category", DROP),
    ("pas-document-subject", "request", f"{NOTE}.subject", DROP),
    ("dtr-response-questionnaire", "response", "questionnaire", DROP),
    ("dtr-response-subject", "response", "subject", DROP),
    ("dtr-response-authored", "response", "authored", DROP),
    ("dtr-response-item", "response", "item", DROP),
    ("dtr-response-context", "response", "extension.0", DROP),
    ("dtr-response-context-kind", "response", "extension.0.valueReference", DROP),
    ("dtr-response-use", "response", "extension.2", DROP),
    ("dtr-origin", "response", "item.0.item.1.answer.0.extension", DROP),
    ("dtr-origin-source", "response", "item.0.item.1.answer.0.extension.0", origin("guessed")),
    ("dtr-origin-author", "response", "item.0.item.0.answer.0.extension.0", origin("manual")),
    ("dtr-answer", "response", "item.0.item.1.answer", DROP),
    ("qrs-1", "response", "item.0.item.1.item", [{"linkId": "1.3"}]),
    ("qr-link", "response", "item.0.item.1.linkId", "9"),
    ("qr-type", "response", "item.0.item.1.answer.0", {"extension": [origin("auto")], "valueString": "80"}),
    ("qr-option", "response", "item.0.item.0.answer.0.valueCoding.code", "ever"),
    ("qr-repeats", "response", "item.0.item.1.answer.+", {"extension": [origin("auto")], "valueDecimal": 8}),
    ("qr-required", "response", "item.0.item.2", DROP),
    ("dtr-form-subject", "form", "subjectType", ["Group"]),
    ("sdc-form-url", "form", "", {"meta": {"profile": ["http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire"]},
     "resourceType": "Questionnaire", "status": "draft"}),
    ("sdc-form-status", "form", "", {"meta": {"profile": ["http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire"]},
     "resourceType": "Questionnaire", "url": "urn:example:form"}),
    ("que-1", "form", "item.0.item", DROP),
    ("que-2", "form", "item.1.linkId", "1"),
    ("que-3", "form", "item.1.required", True),
    ("que-4", "form", "item.0.item.0.answerValueSet", "urn:example:set"),
    ("que-5", "form", "item.0.item.0.type", "boolean"),
    ("que-7", "form", "item.0.item.2.enableWhen.1", {"question": "1.2", "operator": "exists", "answerString": "x"}),
    ("que-8", "form", "item.1.initial", [{"valueString": "x"}]),
    ("que-10", "form", "item.0.item.0.maxLength", 5),
    ("que-11", "form", "item.0.item.0.initial", [{"valueCoding": {"code": "short"}}]),
    ("que-12", "form", "item.0.item.2.enableBehavior", DROP),
    ("que-13", "form", "item.0.item.1.initial", [{"valueDecimal": 1}, {"valueDecimal": 2}]),
    ("que-enable", "form", "item.0.item.2.enableWhen.0.question", "9"),
    ("dtr-package-parameter", "asked", "parameter", DROP),
    ("dtr-package-coverage", "asked", "parameter.0", DROP),
    ("dtr-1", "asked", "parameter.1", DROP),
    ("dtr-package-resource", "asked", "parameter.1.resource", DROP),
    ("dtr-package-library", "package", "parameter.0.resource.entry.1", DROP),
    ("dtr-package-first", "package", "parameter.0.resource.entry.0", DROP),
    ("dtr-package-one", "package", "parameter.0.resource.entry.+", {"resource": samples.form()}),
    ("dtr-package-type", "package", "parameter.0.resource.type", "batch"),
    ("dtr-package-draft", "package", "parameter.0.resource.entry.2", DROP),
    ("dtr-package-draft", "package", "parameter.0.resource.entry.2.resource.questionnaire", "urn:example:other"),
    ("dtr-package-version", "package", f"{PACKED}.0.resource.extension.0.valueCanonical",
     "urn:example:library"),
    ("dtr-package-library-once", "package", f"{PACKED}.+", twice("package", f"{PACKED}.1")),
    ("dtr-package-library-name", "package", "parameter.0.resource.entry.+",
     {"resource": twice("package", "parameter.0.resource.entry.1.resource") | {"url": "urn:example:other"}}),
    ("dtr-library-data", "package", "parameter.0.resource.entry.1.resource.content.0.data", DROP),
    ("dtr-library-content", "package", "parameter.0.resource.entry.1.resource.content.1", DROP),
    ("dtr-hidden", "form", "item.0.item.1.readOnly", True),
    ("dtr-hidden", "form", "item.0.item.1.extension.+",
     {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", "valueBoolean": True}),
    ("crd-required", "covered_order", f"{ASSERTED}.6", DROP),
    ("crd-once", "covered_order", f"{ASSERTED}.+", twice("covered_order", f"{ASSERTED}.6")),
    ("crd-code", "covered_order", f"{ASSERTED}.1", {"url": "covered", "valueCode": "perhaps"}),
    ("crd-type", "covered_order", f"{ASSERTED}.0", {"url": "coverage", "valueString": "x"}),
    ("crd-ci-q1", "covered_order", f"{ASSERTED}.3", DROP),
    ("crd-ci-q2", "covered_order", f"{ASSERTED}.1", {"url": "covered", "valueCode": "not-covered"}),
    ("crd-ci-q3", "covered_order", f"{ASSERTED}.1", {"url": "covered", "valueCode": "covered"}),
    ("crd-ci-q4", "covered_order", f"{ASSERTED}.+", {"url": "doc-purpose", "valueCode": "withpa"}),
    ("crd-ci-q5", "covered_order", f"{ASSERTED}.8", DROP),
    ("crd-order-code", "crd_order", "entry.0.resource.code", DROP),
    ("crd-order-authored", "crd_order", "entry.0.resource.authoredOn", DROP),
    ("crd-order-requester", "crd_order", "entry.0.resource.requester", DROP),
    ("crd-coverage-cost", "crd_order", "entry.1.resource.costToBeneficiary", [{"valueMoney": {"value": 1}}]),
    ("cds-hook", "hook", "hook", DROP),
    ("cds-instance", "hook", "hookInstance", "1"),
    ("cds-context", "hook", "context.draftOrders", DROP),
    ("cds-context", "hook", "context.draftOrders", "text"),
    ("cds-context", "hook", "hook", "order-dispatch"),
    ("cds-user", "hook", "context.userId", "Patient/ann"),
    ("cds-status", "hook", "context.draftOrders.entry.0.resource.status", "active"),
    ("cds-server", "hook", "fhirAuthorization", {"access_token": "x"}),
    ("cds-summary", "cards", "cards.0.summary", "x" * 140),
    ("cds-indicator", "cards", "cards.0.indicator", "urgent"),
    ("cds-source", "cards", "cards.0.source", DROP),
    ("cds-selection", "cards", "cards.0.selectionBehavior", DROP),
    ("cds-service", "cards", "", {"services": [{"hook": "order-sign", "id": "a"}]}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "sample", "path", "new"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)])
def test_a_rule_broken_alone_is_named_at_its_place(rule: str, sample: str, path: str, new: Any) -> None:
    value = changed(GOOD[sample](), path, new) if path else new
    faults = found(sample, value)
    named = [fault for fault in faults if fault.rule == rule]
    assert named, [(fault.rule, fault.place) for fault in faults]
    assert all(fault.place and fault.what and fault.todo for fault in faults)


def rules_in_code() -> set[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in Path(package.__file__).parent.glob("*.py"))
    stated = {rule.id for profile in book().profiles.values() for rule in profile.rules}
    return (
        stated
        | set(re.findall(r'"((?:r4|pas|dtr|crd|cds|que|qrs?)-[a-z0-9-]+)", ', text)) - set(book().profiles)
        | {"dtr-1"}
    )


def test_each_rule_is_broken_by_a_case() -> None:
    known = {rule for rule, *_ in CASES}
    keys = set(book().profiles)
    assert rules_in_code() - keys - known == set()


def test_a_fault_quotes_nothing_of_the_resource() -> None:
    secret = "Testcase-Secret"
    bundle = changed(samples.request(), f"{PATIENT}.gender", secret)
    bundle = changed(bundle, f"{PATIENT}.birthDate", secret)
    bundle = changed(bundle, f"{PATIENT}.{secret}", secret)
    words = repr(found("request", bundle))
    assert "r4-code" in words
    assert secret not in words


def test_rules_of_a_later_edition_leave_an_earlier_one_alone() -> None:
    bundle = changed(samples.request(), f"{ITEM}.category", DROP)
    assert {fault.rule for fault in found("request", bundle)} == {"pas-item-category"}
    assert found("request", bundle, edition="1.1") == []
    named = changed(bundle, "meta.profile", [f"{PAS}/profile-pas-request-bundle|1.1.0"])
    assert found("request", named) == []
    assert "1.1" in editions()


def test_a_resource_by_itself_is_checked_by_the_profile_it_claims() -> None:
    resource = samples.claim()
    assert check(resource, where="x") == []
    assert {f.rule for f in check(changed(resource, "identifier", DROP), where="x")} == {"pas-claim-identifier"}


def test_a_draft_may_leave_required_questions_open_and_an_answer_disabled_is_not_asked() -> None:
    value = changed(samples.response(), "item.0.item.2", DROP)
    assert [f.rule for f in found("response", value)] == ["qr-required"]
    assert found("response", value | {"status": "in-progress"}) == []
    short = changed(value, "item.0.item.0.answer.0.valueCoding.code", "short")
    assert found("response", short) == []


def test_the_form_is_found_in_a_package_and_beside_the_response() -> None:
    assert form_in(samples.package()) == samples.form()
    assert form_in(samples.hook()) is None
    bundle = samples.package()["parameter"][0]["resource"]
    bundle["entry"].append({"resource": changed(samples.response(), "item.0.item.1.linkId", "9")})
    assert "qr-link" in {fault.rule for fault in check(bundle, where="x")}


def test_an_answer_of_an_error_alone_needs_no_decision() -> None:
    outcome = {"resourceType": "OperationOutcome", "id": "o", "issue": [{"severity": "error", "code": "invalid"}]}
    bundle = samples.answer() | {"entry": [samples.entry(outcome)]}
    assert found("answer", bundle) == []


@pytest.mark.parametrize("value", [{}, [], {"a": 1}, "text", None, 5])
def test_json_without_a_resource_is_refused(value: Any) -> None:
    with pytest.raises(InputError) as error:
        check(value, where="x.json")
    assert error.value.code == "not-fhir"


def test_a_resource_nested_too_deep_is_refused() -> None:
    item: dict[str, Any] = {"linkId": "x"}
    for n in range(3000):
        item = {"linkId": str(n), "item": [item]}
    with pytest.raises(InputError) as error:
        check({"resourceType": "QuestionnaireResponse", "status": "completed", "item": [item]}, where="x")
    assert error.value.code == "fhir-deep"


def test_the_command_tells_what_to_correct(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    good, bad, form = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "form.json"
    good.write_text(json.dumps(samples.request()))
    bad.write_text(json.dumps(changed(samples.request(), f"{CLAIM}.insurer", DROP)))
    form.write_text(json.dumps(samples.package()))
    assert main(["fhir", "check", str(good)]) == 0
    assert "nothing is wrong" in capsys.readouterr().out
    assert main(["fhir", "check", str(good), str(bad)]) == 1
    assert "Bundle.entry[0].resource.insurer" in capsys.readouterr().out
    assert main(["fhir", "check", str(bad), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[str(bad)][0]["rule"].startswith("pas-")
    answered = tmp_path / "response.json"
    answered.write_text(json.dumps(changed(samples.response(), "item.0.item.2", DROP)))
    assert main(["fhir", "check", str(answered)]) == 0
    assert main(["fhir", "check", str(answered), "--questionnaire", str(form)]) == 1
    assert main(["fhir", "check", str(answered), "--questionnaire", str(good)]) == 2
    assert main(["fhir", "check", str(good), "--edition", "9"]) == 2
    marked, xml = tmp_path / "marked.json", tmp_path / "claim.xml"
    marked.write_bytes(b"\xef\xbb\xbf" + good.read_bytes())
    xml.write_text('<Claim xmlns="http://hl7.org/fhir"/>')
    assert main(["fhir", "check", str(marked)]) == 0
    assert main(["fhir", "check", str(xml)]) == 2
    assert "as JSON" in capsys.readouterr().err


@pytest.mark.parametrize("sample", GOOD)
def test_a_spoilt_resource_is_told_or_refused_never_a_crash(sample: str) -> None:
    told = 0
    for seed in range(150):
        value = samples.spoilt(GOOD[sample](), seed)
        try:
            told += bool(found(sample, value))
        except InputError as error:
            assert error.code == "not-fhir"  # noqa: PT017
    assert told > 70


def test_extensions_named_by_rules_are_addresses() -> None:
    assert all(url.startswith("http") for url in book().extensions.values())
    assert f"{CRD}/ext-coverage-information" == samples.covered_order()["extension"][0]["url"]
