"""The payer's answer: each decision as the model has it; what is not surely an approval is none."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import fhir_samples as samples
import pytest
from fhir_samples import X12, concept, extension, review, spoilt

from facetproof.errors import InputError
from facetproof.model.authorization import AuthorizationAnswer, Outcome
from facetproof.model.spine import Side
from facetproof.sources.fhir_claim_response import is_claim_response, read_claim_responses
from facetproof.sources.x12_278_codes import ACTIONS, CALL_PAYER, SECOND_OPINION


def item(number: int, *adjudications: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"itemSequence": number, "adjudication": list(adjudications)} | more


def bundle(*items: dict[str, Any], request: bool = False, **more: Any) -> dict[str, Any]:
    value = copy.deepcopy(samples.answer())
    response = value["entry"][0]["resource"]
    response["item"] = list(items)
    del response["error"]
    response |= more
    if request:
        value["entry"].append(samples.entry(samples.claim()))
        response["request"] = {"reference": "Claim/request"}
    return value


def read(*items: dict[str, Any], **more: Any) -> AuthorizationAnswer:
    (found,) = read_claim_responses(bundle(*items, **more), where="x")
    return found


@pytest.mark.parametrize(("code", "outcome"), ACTIONS.items())
def test_an_action_code_is_one_outcome(code: str, outcome: Outcome) -> None:
    found = read(item(1, review(code, "N1")))
    assert found.outcome is found.lines[0].outcome is outcome
    assert found.lines[0].raw == (f"action={code}",)
    assert found.faults == ()


def test_an_approval_keeps_number_validity_units_and_who() -> None:
    detail = extension("itemAuthorizedDetail", extension=[
        {"url": "productOrServiceCode", "valueCodeableConcept": concept(samples.CPT, "64494")},
        {"url": "modifier", "valueCodeableConcept": concept(samples.CPT, "RT")},
        {"url": "quantity", "valueQuantity": {"value": 2}},
    ])  # fmt: skip
    period = extension("itemPreAuthPeriod", valuePeriod={"start": "2025-06-03", "end": "2025-09-03"})
    service = extension("itemRequestedServiceDate", valuePeriod={"start": "2025-06-20", "end": "2025-06-21"})
    who = extension("itemAuthorizedProvider", extension=[
        {"url": "provider", "valueReference": {"reference": "Organization/clinic"}}])  # fmt: skip
    found = read(item(1, review("A1", "AUTH1"), extension=[detail, period, service, who]))
    assert (found.number, found.outcome) == ("AUTH1", Outcome.APPROVED)
    assert (found.valid_from, found.valid_to) == (dt.date(2025, 6, 3), dt.date(2025, 9, 3))
    assert (found.trace, found.payer, found.member_id) == (None, "Test Health Plan", "M-1")
    assert found.servicing_npi == "1234567893"
    assert found.patient is not None
    assert found.patient.last_name == "Testcase"
    line = found.lines[0]
    assert (line.code, line.units, line.modifiers, line.side) == ("64494", 2, ("RT",), Side.RIGHT)
    assert (line.dos, line.dos_to) == (dt.date(2025, 6, 20), dt.date(2025, 6, 21))
    assert line.place == "Bundle.entry[0].resource.item[0]"


def test_what_was_asked_names_the_service_and_its_units_where_the_answer_is_an_approval_in_full() -> None:
    full, part = (read(item(1, review(code)), request=True).lines[0] for code in ("A1", "A6"))
    assert (full.code, full.units) == ("64493", 1)
    assert (part.code, part.units) == ("64493", None)


def test_the_first_edition_puts_the_review_on_the_item() -> None:
    found = read(item(1, extension=review("A3", reason="0M")["extension"]))
    assert found.outcome is Outcome.DENIED
    assert [(r.code, r.list, r.label) for r in found.lines[0].reasons] == [("0M", "X12 886", "service not covered")]


@pytest.mark.parametrize(
    ("stated", "codes", "outcome"),
    [
        ("complete", ("A1", "A1"), Outcome.APPROVED),
        ("complete", ("A1", "A3"), Outcome.MODIFIED),
        ("complete", ("A1", "A4"), Outcome.PENDED),
        ("complete", ("A1", "ZZ"), Outcome.UNKNOWN),
        ("complete", (), Outcome.UNKNOWN),
        ("queued", ("A1",), Outcome.PENDED),
        ("partial", ("A1",), Outcome.PENDED),
        ("error", ("A1",), Outcome.UNKNOWN),
    ],
)
def test_only_what_is_surely_decided_on_every_service_is_an_approval(
    stated: str, codes: tuple[str, ...], outcome: Outcome
) -> None:
    assert read(*(item(n, review(c)) for n, c in enumerate(codes, 1)), outcome=stated).outcome is outcome


def test_a_service_that_is_not_answered_is_not_decided() -> None:
    value = bundle(item(1, review("A1", "N1")), request=True)
    value["entry"][-1]["resource"]["item"].append({"sequence": 2, "productOrService": concept(samples.CPT, "64494")})
    (found,) = read_claim_responses(value, where="x")
    assert (found.outcome, [fault.code for fault in found.faults]) == (Outcome.UNKNOWN, ["item-unanswered"])
    part = {"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED"}]}
    assert read(item(1, review("A1", "N1")), meta=part).outcome is Outcome.UNKNOWN


def test_what_the_payer_asks_to_do_is_told() -> None:
    wanted = review("A4")
    wanted["extension"][0]["extension"].append({"url": "secondSurgicalOpinionFlag", "valueBoolean": True})
    found = read(item(1, wanted), item(2, review("CT")), communicationRequest=[{"reference": "CommunicationRequest/1"}])
    assert set(found.follow_up) == {CALL_PAYER, SECOND_OPINION, "send what the payer asks for"}


def test_two_reviews_of_one_item_decide_nothing() -> None:
    found = read(item(1, review("A1", "N1"), review("A3")))
    assert (found.outcome, found.number) == (Outcome.UNKNOWN, None)
    assert [fault.code for fault in found.faults] == ["action-twice"]


def test_an_item_without_a_review_is_told_with_its_place() -> None:
    (fault,) = read({"itemSequence": 1}).faults
    assert (fault.code, fault.tag) == ("action-missing", "Bundle.entry[0].resource.item[0]")


def test_a_number_of_a_denial_is_no_authorization() -> None:
    found = read(item(1, review("A3", "R9")))
    assert (found.number, found.review_number) == (None, "R9")
    assert read(item(1, review("A1", "N1")), item(2, review("A1", "N2"))).number is None
    assert read(item(1, review("A1")), preAuthRef="P1").number == "P1"
    refused = read(item(1, review("A3")), preAuthRef="P1")
    assert (refused.number, refused.review_number) == (None, "P1")


@pytest.mark.parametrize(("code", "units", "outcome"), [
    ("64493", 1, Outcome.APPROVED),
    ("64493", 2, Outcome.MODIFIED),
    ("64490", 1, Outcome.MODIFIED),
])  # fmt: skip
def test_an_approval_of_something_else_is_one_with_changes(code: str, units: int, outcome: Outcome) -> None:
    detail = extension("itemAuthorizedDetail", extension=[
        {"url": "productOrServiceCode", "valueCodeableConcept": concept(samples.CPT, code)},
        {"url": "quantity", "valueQuantity": {"value": units}},
    ])  # fmt: skip
    found = read(item(1, review("A1", "N1"), extension=[detail]), request=True)
    assert (found.outcome, found.lines[0].code, found.lines[0].units) == (outcome, code, units)


@pytest.mark.parametrize(("name", "word", "outcome"), [
    ("use", "predetermination", Outcome.UNKNOWN),
    ("use", "claim", Outcome.UNKNOWN),
    ("status", "entered-in-error", Outcome.UNKNOWN),
    ("status", "draft", Outcome.UNKNOWN),
    ("status", "cancelled", Outcome.CANCELLED),
])  # fmt: skip
def test_an_answer_that_is_void_grants_nothing(name: str, word: str, outcome: Outcome) -> None:
    found = read(item(1, review("A1", "N1")), **{name: word})
    assert (found.outcome, found.number, len(found.faults)) == (outcome, None, 1)


def test_two_action_codes_in_one_review_decide_nothing() -> None:
    both = review("A1")
    both["extension"][0]["extension"].append(review("A3")["extension"][0]["extension"][-1])
    assert read(item(1, both)).outcome is Outcome.UNKNOWN


def test_what_is_pended_has_no_day_of_decision() -> None:
    assert read(item(1, review("A4"))).decided is None
    assert read(item(1, review("A1"))).decided == dt.date(2025, 6, 3)


def test_errors_say_where_why_and_what_to_do() -> None:
    error = {
        "code": concept(f"{X12}/901", "57"),
        "extension": [
            extension("errorPath", valueString="Claim.item[0].servicedDate"),
            extension("errorFollowupAction", valueCodeableConcept=concept(f"{X12}/889", "C")),
        ],
    }
    found = read(outcome="error", error=[error], processNote=[{"text": "See policy"}], disposition="Not read")
    assert [(r.code, r.list, r.place) for r in found.reasons] == [("57", "X12 901", "Claim.item[0].servicedDate")]
    assert found.reasons[0].label
    assert found.follow_up == ("correct the request and send it again",)
    assert found.messages == ("Not read", "See policy")


def test_a_resource_alone_a_list_and_an_inquiry_of_several_are_read() -> None:
    response = samples.answer()["entry"][0]["resource"]
    assert len(read_claim_responses(response, where="x")) == 1
    assert len(read_claim_responses([response, samples.answer()], where="x")) == 2
    assert is_claim_response(samples.answer())
    assert not is_claim_response(samples.request())


def test_a_bundle_of_errors_is_refused_as_such() -> None:
    outcome = {"resourceType": "OperationOutcome", "id": "o", "issue": [{"severity": "error", "code": "invalid"}]}
    with pytest.raises(InputError, match="refused the message"):
        read_claim_responses(samples.answer() | {"entry": [samples.entry(outcome)]}, where="x")
    with pytest.raises(InputError, match="No ClaimResponse"):
        read_claim_responses(samples.request(), where="x")


def test_a_spoilt_answer_is_read_or_refused_never_a_crash_nor_a_new_approval() -> None:
    for seed in range(400):
        value = spoilt(copy.deepcopy(bundle(item(1, review("A3", "R9")), request=True)), seed)
        try:
            found = read_claim_responses(value, where="x")
        except InputError:
            continue
        assert all(answer.outcome is not Outcome.APPROVED for answer in found), seed
