"""Answers of the 278: decisions by code and level, numbers, days, reasons; and what is never taken as an approval."""

from __future__ import annotations

import datetime as dt

import pytest
from sample_278 import APPROVED_LINE, DENIED, DENIED_LINE, EVENT, HEAD, PARTIAL, REJECTED, replaced, written

from facetproof.errors import InputError
from facetproof.model.authorization import AuthorizationAnswer, Outcome
from facetproof.sources.kinds import tell
from facetproof.sources.x12_278 import read_278


def answer(*body: str) -> AuthorizationAnswer:
    (found,) = read_278(written(*body)).answers
    return found


def test_a_partial_approval_is_read_line_by_line() -> None:
    found = answer(*PARTIAL)
    assert (found.outcome, found.number, found.review_number) == (Outcome.MODIFIED, "15A00000000336", "CASE-9")
    assert (found.trace, found.payer, found.member_id) == ("REQ-1", "TEST PAYER", "1TEST0000001")
    assert found.patient is not None
    assert (found.patient.last_name, found.patient.birth_date) == ("TESTCASE", dt.date(1950, 1, 2))
    assert found.decided == dt.date(2026, 2, 28)
    assert (found.valid_from, found.valid_to) == (dt.date(2026, 3, 1), dt.date(2026, 6, 29))
    assert (found.servicing_npi, found.place_of_service) == ("1245319599", "24")
    first, second = found.lines
    assert (first.outcome, first.code, first.modifiers, first.units, first.number) == (
        Outcome.APPROVED,
        "64493",
        ("50",),
        1,
        1,
    )
    assert (second.outcome, second.code, second.number_given, second.number) == (Outcome.DENIED, "64494", None, 2)
    (reason,) = second.reasons
    assert (reason.code, reason.list, reason.label) == ("0F", "X12 886", "not seen as medically necessary")
    assert (second.place, reason.place) == ("27 HCR01", "27 HCR03")
    assert found.messages == ("PART OF THE REQUEST IS APPROVED", "SECOND JOINT NOT SUPPORTED")
    assert not found.faults


@pytest.mark.parametrize(
    ("code", "event", "line"),
    [
        ("A1", Outcome.APPROVED, Outcome.APPROVED),
        ("A2", Outcome.MODIFIED, Outcome.UNKNOWN),
        ("A3", Outcome.DENIED, Outcome.DENIED),
        ("A4", Outcome.PENDED, Outcome.PENDED),
        ("A6", Outcome.MODIFIED, Outcome.MODIFIED),
        ("C", Outcome.CANCELLED, Outcome.CANCELLED),
        ("CT", Outcome.UNKNOWN, Outcome.UNKNOWN),
        ("NA", Outcome.NOT_REQUIRED, Outcome.NOT_REQUIRED),
        ("A9", Outcome.UNKNOWN, Outcome.UNKNOWN),
        ("", Outcome.UNKNOWN, Outcome.UNKNOWN),
    ],
)
def test_the_decision_of_the_event_holds_for_lines_without_their_own(code: str, event: Outcome, line: Outcome) -> None:
    body = replaced(DENIED, "HCR*A3*15A00000000337*0F", f"HCR*{code}*NUMBER")
    # a partial approval does not say which line is meant
    expected = event if code != "A2" else Outcome.MODIFIED
    found = answer(*body)
    assert (found.outcome, found.lines[0].outcome) == (expected, line)
    assert ("call the payer: the answer decides nothing" in found.follow_up) == (code == "CT")


def test_lines_alone_decide_where_the_event_has_no_decision() -> None:
    silent = tuple(text for text in EVENT if not text.startswith("HCR"))
    assert answer(*HEAD, *silent, *APPROVED_LINE, *DENIED_LINE).outcome is Outcome.MODIFIED
    assert answer(*HEAD, *silent, *APPROVED_LINE).outcome is Outcome.APPROVED
    assert answer(*HEAD, *silent, *APPROVED_LINE).number == "15A00000000336"
    pended = replaced(DENIED_LINE, "HCR*A3**0F", "HCR*A4")
    assert answer(*HEAD, *silent, *APPROVED_LINE, *pended).outcome is Outcome.PENDED
    undecided = replaced(DENIED_LINE, "HCR*A3**0F")
    assert answer(*HEAD, *silent, *APPROVED_LINE, *undecided).outcome is Outcome.UNKNOWN
    assert answer(*HEAD, *silent).outcome is Outcome.UNKNOWN


def test_an_approved_event_with_a_changed_line_is_a_changed_approval() -> None:
    event = replaced(EVENT, "HCR*A2*15A00000000336", "HCR*A1*N")
    changed = replaced(APPROVED_LINE, "HCR*A1*15A00000000336", "HCR*A6*N")
    found = answer(*HEAD, *event, *changed)
    assert (found.outcome, found.lines[0].outcome, found.faults) == (Outcome.MODIFIED, Outcome.MODIFIED, ())


@pytest.mark.parametrize(("given", "number"), [("REQ-1-7", 7), ("OTHER-7", None), ("REQ-1", None), ("REQ-1-x", None)])
def test_only_our_own_number_given_back_tells_the_line(given: str, number: int | None) -> None:
    line = replaced(APPROVED_LINE, "TRN*2*REQ-1-1*1000000001", f"TRN*2*{given}*1000000001")
    assert answer(*HEAD, *EVENT, *line).lines[0].number == number


def test_a_rejection_is_no_denial_and_tells_what_to_do() -> None:
    found = answer(*REJECTED)
    assert found.outcome is Outcome.UNKNOWN
    (reason,) = found.reasons
    assert (reason.code, reason.label, reason.place) == ("75", "member not found", "11 AAA03")
    assert found.follow_up == ("correct the request and send it again",)


def contradictions() -> list[tuple[str, tuple[str, ...], str]]:
    granted = replaced(PARTIAL, "HCR*A2*15A00000000336", "HCR*A1*15A00000000336")
    refused = replaced(PARTIAL, "HCR*A2*15A00000000336", "HCR*A3")
    none = replaced(PARTIAL, "HCR*A1*15A00000000336", "HCR*A3")
    twice = replaced(DENIED, "HCR*A3*15A00000000337*0F", "HCR*A1*N", "HCR*A3")
    services = replaced(DENIED, "HCR*A3*15A00000000337*0F", "HCR*A1*N")
    rejected = replaced(services, "HL*4*3*EV*1", "AAA*N**75*C", "HL*4*3*EV*1")
    return [
        ("event granted, line refused", granted, "decision-contradicted"),
        ("event refused, line granted", refused, "decision-contradicted"),
        ("event granted in part, all lines refused", none, "decision-contradicted"),
        ("two decisions", twice, "decision-repeated"),
        ("two services in one line", (*services, "SV1*HC:64494**UN*1"), "decision-contradicted"),
        ("granted and turned back", rejected, "decision-contradicted"),
    ]


@pytest.mark.parametrize(("name", "body", "code"), contradictions(), ids=[name for name, _, _ in contradictions()])
def test_what_contradicts_itself_is_no_approval(name: str, body: tuple[str, ...], code: str) -> None:
    found = answer(*body)
    assert found.outcome is not Outcome.APPROVED
    assert code in [fault.code for fault in found.faults]
    if name == "event refused, line granted":
        assert all(line.outcome in (Outcome.UNKNOWN, Outcome.DENIED) for line in found.lines)


def damages() -> list[tuple[str, str, str]]:
    whole = written(*replaced(DENIED, "HCR*A3*15A00000000337*0F", "HCR*A1*N"))
    return [
        ("a segment lost", whole.replace("SV1*HC:64493:50**UN*1~\n", ""), "count-wrong"),
        ("a segment more", whole.replace("SV1*", "MSG*X~\nSV1*"), "count-wrong"),
        ("cut off", whole[: whole.index("\nSE*")], "transaction-not-closed"),
        ("cut within a segment", whole[: whole.index("**UN")], "segment-not-terminated"),
        ("level lost", whole.replace("HL*2*1*21*1~\n", ""), "hierarchy-number-wrong"),
        ("parent unknown", whole.replace("HL*5*4*SS", "HL*5*9*SS"), "hierarchy-parent-wrong"),
        ("name of a segment lost", whole.replace("UM*HS", "U*HS"), "segment-unknown"),
        ("sets mixed up", whole.replace("0001~\nGE", "0002~\nGE"), "control-number-mismatch"),
    ]


@pytest.mark.parametrize(("name", "text", "code"), damages(), ids=[name for name, _, _ in damages()])
def test_an_approval_in_a_damaged_set_is_not_taken_as_one(name: str, text: str, code: str) -> None:
    (found,) = read_278(text).answers
    codes = [fault.code for fault in found.faults]
    assert code in codes
    assert "approval-doubtful" in codes
    assert found.outcome is Outcome.UNKNOWN
    assert all(line.outcome is Outcome.UNKNOWN for line in found.lines)


def test_the_undamaged_answer_of_that_test_is_an_approval() -> None:
    whole = answer(*replaced(DENIED, "HCR*A3*15A00000000337*0F", "HCR*A1*N"))
    assert (whole.outcome, whole.number, whole.faults) == (Outcome.APPROVED, "N", ())


def test_a_denial_stays_one_in_a_damaged_set() -> None:
    (found,) = read_278(written(*DENIED).replace("SV1*HC:64493:50**UN*1~\n", "")).answers
    assert found.outcome is Outcome.DENIED


def test_the_days_of_the_event_stand_in_for_those_of_the_certification_only_where_something_is_granted() -> None:
    granted = replaced(DENIED, "HCR*A3*15A00000000337*0F", "HCR*A1*N", "DTP*AAH*RD8*20260301-20260401")
    assert (answer(*granted).valid_from, answer(*granted).valid_to) == (dt.date(2026, 3, 1), dt.date(2026, 4, 1))
    refused = replaced(granted, "HCR*A1*N", "HCR*A3")
    assert (answer(*refused).valid_from, answer(*refused).valid_to) == (None, None)
    bounds = replaced(granted, "DTP*AAH*RD8*20260301-20260401", "DTP*007*D8*20260302", "DTP*036*D8*20260502")
    assert (answer(*bounds).valid_from, answer(*bounds).valid_to) == (dt.date(2026, 3, 2), dt.date(2026, 5, 2))


def test_days_that_are_none_are_faults_and_stay_open() -> None:
    body = replaced(DENIED, "HCR*A3*15A00000000337*0F", "HCR*A1*N", "DTP*007*RD8*20260301-20269999")
    found = answer(*body)
    assert (found.valid_from, found.valid_to) == (None, None)
    assert ("date-wrong", "16 DTP03") in [(fault.code, fault.place) for fault in found.faults]


def test_the_number_of_a_reference_is_taken_only_with_a_fault() -> None:
    body = replaced(DENIED, "HCR*A3*15A00000000337*0F", "HCR*A1", "REF*BB*EARLIER")
    found = answer(*body)
    assert (found.number, [fault.code for fault in found.faults]) == ("EARLIER", ["number-from-reference"])
    assert answer(*replaced(body, "HCR*A1", "HCR*A1*OWN")).number == "OWN"
    assert answer(*replaced(body, "HCR*A1", "HCR*A3")).number is None


def test_several_events_are_several_answers_and_other_sets_are_told() -> None:
    second = [
        text.replace("HL*4*3", "HL*6*3").replace("HL*5*4", "HL*7*6").replace("A3*", "A1*") for text in DENIED[11:]
    ]
    found = read_278(written(*DENIED, *second))
    assert [a.outcome for a in found.answers] == [Outcome.DENIED, Outcome.APPROVED]
    other = written(*DENIED).replace("GE*1*7", "ST*997*0002~\nAK1*HI*1~\nSE*3*0002~\nGE*2*7")
    found = read_278(other)
    assert [a.outcome for a in found.answers] == [Outcome.DENIED]
    assert "transaction-other" in [fault.code for fault in found.faults]


def test_what_the_model_has_no_room_for_is_named_and_kept() -> None:
    body = replaced(DENIED, "UM*HS*I*2*24:B", "UM*HS*I*2*24:B", "HSD*VS*1", "CL1*2")
    found = read_278(written(*body))
    assert found.not_read == ("16 CL1",)
    assert [one.elements for one in found.kept] == [("2",)]
    assert {"NM1 1P=1234567893", "HSD*VS*1"} <= set(found.answers[0].raw)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file-empty"),
        ("not a file of this kind", "not-x12"),
        (written(*DENIED).replace("ST*278", "ST*835"), "review-absent"),
    ],
)
def test_files_without_a_review_are_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read_278(text)
    assert refused.value.code == code


@pytest.mark.parametrize("kind", ["837", "835", "278", "999", "277"])
def test_among_notes_the_file_is_refused_by_its_name(kind: str) -> None:
    text = written(*DENIED).replace("ST*278", f"ST*{kind}")
    with pytest.raises(InputError) as refused:
        tell(text.encode(), "answer.txt", where="answer.txt")
    assert refused.value.code == "format-refused"
    assert f"({kind})" in refused.value.what
