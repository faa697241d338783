"""The PAS request: what is written keeps every rule of ours and of independent models, and nothing in it is made up."""

from __future__ import annotations

import base64
import datetime as dt
import json
import os
from typing import Any

import fhir_r4_models
import msgspec
import pytest
from random_requests import DAY, full_request, notes, with_holes
from sound_charts import with_holes as with_holes_of_a_chart

from facetproof.errors import InputError
from facetproof.findings.template import template
from facetproof.model.authorization import AuthorizationRequest, Provider
from facetproof.model.chart import Chart
from facetproof.outputs.pas_parties import Addresses
from facetproof.outputs.pas_request import pas_missing, pas_request
from facetproof.outputs.questionnaire_fill import Context, fill
from facetproof.outputs.request_278 import with_control_numbers
from facetproof.outputs.template_fhir import questionnaire
from facetproof.sources.fhir_check import check

SENT = dt.datetime(2025, 6, 2, 9, 30, tzinfo=dt.UTC)
SEEDS = int(os.environ.get("FACETPROOF_SEEDS", "120"))


def written(request: AuthorizationRequest, **more: Any) -> dict[str, Any]:
    bundle = pas_request(request, sent=SENT, documents=notes(), **more)
    return json.loads(json.dumps(bundle))  # type: ignore[no-any-return]


def conforms(bundle: dict[str, Any]) -> None:
    assert check(bundle, where="x") == []
    fhir_r4_models.model("Bundle").model_validate(bundle)
    for entry in bundle["entry"]:
        fhir_r4_models.model(entry["resource"]["resourceType"]).model_validate(entry["resource"])


def held(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind]


def test_random_requests_conform_to_the_profiles_and_to_independent_models() -> None:
    for seed in range(SEEDS):
        request = full_request(seed)
        assert pas_missing(request) == ()
        conforms(written(request, packet=b"%PDF-1.7" if seed % 2 else None))


def test_a_request_with_holes_is_written_or_refused_with_the_names_of_what_lacks() -> None:
    refused = 0
    for seed in range(SEEDS):
        request = with_holes(seed)
        missing = pas_missing(request)
        if not missing:
            conforms(written(request))
            continue
        refused += 1
        with pytest.raises(InputError) as error:
            written(request)
        assert error.value.code == "pas-incomplete"
        assert error.value.where == ", ".join(missing)
    assert refused > SEEDS / 4


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("trace", "trace"),
        ("patient.sex", "patient.sex"),
        ("coverage.payer_id", "coverage.payer_id"),
        ("servicing", "servicing.npi, servicing.name"),
        ("lines", "lines"),
        ("place_of_service", "place_of_service"),
    ],
)
def test_what_lacks_is_named_and_never_filled_in(path: str, named: str) -> None:
    tree = msgspec.to_builtins(full_request(3))
    *above, last = path.split(".")
    node = tree
    for part in above:
        node = node[part]
    del node[last]
    with pytest.raises(InputError) as error:
        written(msgspec.convert(tree, AuthorizationRequest))
    assert error.value.where == named


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    if isinstance(value, (list, tuple)):
        return [leaf for inner in value for leaf in leaves(inner)]
    return [str(value)]


def test_every_name_number_and_day_in_the_bundle_is_given() -> None:
    """Whatever stands in a place for data of the case is in the request; the rest are codes and addresses."""
    for seed in range(30):
        request = full_request(seed)
        bundle = written(request)
        given = set(leaves(msgspec.to_builtins(request)))
        for entry in bundle["entry"]:
            resource = entry["resource"]
            for name in ("name", "birthDate", "address", "telecom"):
                told = resource.get(name, [])
                found = {leaf for leaf in leaves(told) if leaf not in ("phone", "fax", "email")}
                assert found <= given | {"Example, Pat", "Example"}, (seed, name)
            for identifier in resource.get("identifier", []):
                value = identifier["value"]
                assert value in given or value.rpartition("-")[0] in given


def test_the_claim_says_what_is_asked() -> None:
    request = full_request(5)
    bundle = written(request)
    claim = bundle["entry"][0]["resource"]
    assert claim["use"] == "preauthorization"
    assert [i["productOrService"]["coding"][0]["code"] for i in claim["item"]] == [x.code for x in request.lines]
    assert [i["quantity"]["value"] for i in claim["item"]] == [x.units for x in request.lines]
    assert [[m["coding"][0]["code"] for m in i.get("modifier", [])] for i in claim["item"]] == [
        list(x.modifiers) for x in request.lines
    ]
    for item, line in zip(claim["item"], request.lines, strict=True):
        first = item.get("servicedDate") or item["servicedPeriod"]["start"]
        assert first == (line.dos or request.dos).isoformat()  # type: ignore[union-attr]
        pointed = [request.diagnoses[n - 1] for n in item.get("diagnosisSequence", [])]
        assert pointed == list(line.diagnoses)
        words = json.dumps(bundle)
        assert all(joint in words for joint in line.joints)


#: What the profile marks must-support or requires, and two that nothing else can say.
OF_THE_PROFILE = {
    "": "resourceType id meta extension identifier status type use patient created insurer provider priority careTeam "
    "supportingInfo diagnosis insurance item billablePeriod",
    "careTeam": "extension sequence provider role qualification",
    "supportingInfo": "sequence category timingDate timingPeriod valueString valueReference",
    "diagnosis": "sequence diagnosisCodeableConcept",
    "insurance": "sequence focal coverage",
    "item": "extension sequence careTeamSequence diagnosisSequence informationSequence category productOrService "
    "modifier servicedDate servicedPeriod locationCodeableConcept quantity",
}


def test_the_claim_holds_elements_of_the_profile_only() -> None:
    for seed in range(40):
        claim = written(full_request(seed))["entry"][0]["resource"]
        assert set(claim) <= set(OF_THE_PROFILE[""].split())
        for name in ("careTeam", "supportingInfo", "diagnosis", "insurance", "item"):
            for entry in claim.get(name, []):
                assert set(entry) <= set(OF_THE_PROFILE[name].split())


def test_only_documents_listed_are_sent_word_for_word() -> None:
    request = msgspec.structs.replace(full_request(1), attachments=())
    assert held(written(request), "DocumentReference") == []
    listed = next(full_request(n) for n in range(50) if len(full_request(n).attachments) == 2)
    sheets = held(written(listed, packet=b"%PDF-1.7 x"), "DocumentReference")
    contents = [base64.b64decode(s["content"][0]["attachment"]["data"]) for s in sheets]
    assert contents == [b"Facet joint block. \xc3\x84.", b"Relief of 80 %.", b"%PDF-1.7 x"]
    numbered = with_control_numbers(listed)
    sheets = held(written(numbered), "DocumentReference")
    assert [s["identifier"][0]["value"] for s in sheets] == [a.control_number for a in numbered.attachments]


def test_the_same_request_gives_the_same_bundle_and_another_shares_no_address() -> None:
    one, two = written(full_request(7)), written(full_request(8))
    assert one == written(full_request(7))
    assert not {e["fullUrl"] for e in one["entry"]} & {e["fullUrl"] for e in two["entry"]}


def test_who_has_two_roles_is_one_resource() -> None:
    clinic = Provider(name="Test Pain Group", npi="1234567893")
    request = msgspec.structs.replace(full_request(2), requesting=clinic, servicing=clinic, facility=clinic)
    bundle = written(request)
    assert len(held(bundle, "Organization")) == 2
    team = bundle["entry"][0]["resource"]["careTeam"]
    assert {member["provider"]["reference"] for member in team} == {Addresses(request).of("requestor")}
    conforms(bundle)


def test_an_expedited_request_is_marked_and_a_revised_one_refused() -> None:
    urgent = msgspec.structs.replace(full_request(2), urgency="expedited")
    claim = written(urgent)["entry"][0]["resource"]
    assert claim["extension"][0]["valueCodeableConcept"]["coding"][0]["code"] == "U"
    with pytest.raises(InputError, match="marks each line"):
        written(msgspec.structs.replace(urgent, kind="revised"))


def test_the_time_of_sending_is_that_given() -> None:
    assert written(full_request(2))["timestamp"] == "2025-06-02T09:30:00+00:00"


def test_an_answered_form_goes_along_and_points_into_the_bundle() -> None:
    form = questionnaire(template("ablation", "medicare:ngs", DAY))
    for seed in range(20):
        request, chart = full_request(seed), msgspec.convert(with_holes_of_a_chart(seed), Chart)
        at = Addresses(request)
        about = Context(at.of("patient"), (at.of("order-1"), at.of("coverage")))
        response = fill(form, chart, authored=DAY, context=about).response
        bundle = written(request, responses=[response])
        conforms(bundle)
        (sent,) = held(bundle, "QuestionnaireResponse")
        urls = {e["fullUrl"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Patient"}
        assert sent["subject"]["reference"] in urls
