"""The 278 request: what is in it and where, what is refused, and that it reads back as it was."""

from __future__ import annotations

import datetime as dt
import io
import os
import random
from typing import Any

import msgspec
import pytest
import pyx12.x12file  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from sendable_requests import carried, requests

from facetproof.errors import InputError
from facetproof.model.authorization import (
    Address,
    Attachment,
    AuthorizationRequest,
    Contact,
    Coverage,
    Individual,
    Outcome,
    Provider,
    RequestedLine,
    SupportingFact,
)
from facetproof.model.spine import Side
from facetproof.outputs.request_278 import Envelope, missing_278, with_control_numbers, write_278
from facetproof.sources.x12_278 import read_278

#: More for a single long run; the suite needs few, as each request has many parts.
COUNT = int(os.environ.get("FACETPROOF_278_COUNT", "150"))
ENVELOPE = Envelope(sender="TESTSENDER", sent=dt.datetime(2026, 3, 1, 8, 30))
REQUEST = AuthorizationRequest(
    policy="medicare:novitas",
    trace="REQ-1",
    created=dt.date(2026, 3, 1),
    urgency="expedited",
    patient=Individual(
        last_name="Testcase", first_name="Ann", birth_date=dt.date(1950, 1, 2), sex="F", medical_record="MR-7"
    ),
    coverage=Coverage(payer="TEST PAYER", payer_id="04412", member_id="1TEST0000001", relationship="self"),
    requesting=Provider(
        name="Test Pain Group",
        npi="1234567893",
        tax_id="00-0000001",
        address=Address(lines=("1 Test Street",), city="Testville", state="TX", zip="75001-0000"),
    ),
    contact=Contact(name="Office", phone="(555) 010-0100 x 12", fax="555-010-0101"),
    servicing=Provider(last_name="Doctor", first_name="Dora", npi="1245319599", taxonomy="208VP0014X"),
    place_of_service="24",
    dos=dt.date(2026, 3, 20),
    diagnoses=("M47.816", "M47.817"),
    lines=(
        RequestedLine(
            number=1,
            code="64493",
            modifiers=("50",),
            side=Side.BILATERAL,
            joints=("L4-5",),
            dos=dt.date(2026, 3, 20),
            dos_to=dt.date(2026, 4, 20),
            diagnoses=("M47.816",),
        ),
        RequestedLine(number=2, code="64494", units=2, joints=("L5-S1",), diagnoses=("M47.817", "M47.816")),
    ),
    facts=(
        SupportingFact(path="assessment.pain.claudication", value=False),
        SupportingFact(path="history.0.dos", value="2025-09-23"),
        SupportingFact(path="history.0.relief.percent", value=85.0, unit="percent"),
        SupportingFact(path="history.0.targets.0.joints", value=["L4-5", "L5-S1"]),
        SupportingFact(path="history.0.technique", value="medial_branch_block"),
        SupportingFact(path="assessment.pain.months", value=6, unit="months"),
        SupportingFact(path="assessment.other_cause", value=[]),
        SupportingFact(path="assessment.note", value="10:30"),
        SupportingFact(path="plan.targets.0.side", value="left"),
    ),
    attachments=(Attachment(id="n", title="Note: visit of 03/01*", pages=2),),
)
WRITTEN = """\
ST*278*0001*005010X217
BHT*0007*13*REQ-1*20260301*0830
HL*1**20*1
NM1*X3*2*TEST PAYER*****PI*04412
HL*2*1*21*1
NM1*1P*2*Test Pain Group*****XX*1234567893
REF*EI*000000001
N3*1 Test Street
N4*Testville*TX*750010000
PER*IC*Office*TE*5550100100*EX*12*FX*5550100101
HL*3*2*22*1
NM1*IL*1*Testcase*Ann****MI*1TEST0000001
REF*EJ*MR-7
DMG*D8*19500102*F
INS*Y*18
HL*4*3*EV*1
TRN*1*REQ-1*1000000001
UM*HS*I*2*24:B**U
DTP*AAH*D8*20260320
HI*ABK:M47816*ABF:M47817
PWK*M1*FX***AC*REQ-1-A01*Note visit of 03/01
MSG*Record 2025-09-23 medial branch block L4-5 L5-S1 relief percent 85 / pain claudication no \
/ pain months 6 / other cause none
NM1*SJ*1*Doctor*Dora****XX*1245319599
PRV*PE*PXC*208VP0014X
HL*5*4*SS*0
TRN*1*REQ-1-1*1000000001
DTP*472*RD8*20260320-20260420
SV1*HC:64493:50::::bilateral L4-5**UN*1***1
HL*6*4*SS*0
TRN*1*REQ-1-2*1000000001
DTP*472*D8*20260320
SV1*HC:64494:::::L5-S1**UN*2***2:1
SE*33*0001
"""


def changed(**parts: Any) -> AuthorizationRequest:
    return msgspec.structs.replace(REQUEST, **parts)


def of_coverage(**parts: Any) -> AuthorizationRequest:
    return changed(coverage=msgspec.structs.replace(REQUEST.coverage, **parts))


def of_patient(**parts: Any) -> AuthorizationRequest:
    return changed(patient=msgspec.structs.replace(REQUEST.patient, **parts))


def body(text: str) -> list[str]:
    segments = [part.strip() for part in text.split("~")]
    return segments[2:-3]


def test_every_segment_stands_where_the_guide_has_it() -> None:
    assert body(write_278(REQUEST, ENVELOPE)) == WRITTEN.splitlines()


def test_the_envelope_has_fixed_widths_and_numbers_of_its_own() -> None:
    text = write_278(REQUEST, ENVELOPE)
    isa = text.splitlines()[0]
    assert len(isa) == 106
    assert [len(part) for part in isa[:-1].split("*")[1:]] == [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1]
    assert text == write_278(REQUEST, ENVELOPE)
    assert write_278(changed(trace="REQ-2"), ENVELOPE).splitlines()[0] != isa
    given = write_278(REQUEST, msgspec.structs.replace(ENVELOPE, control=42, receiver="CLEARING", test=True))
    assert given.splitlines()[0].endswith("*^*00501*000000042*0*T*:~")
    assert "GS*HI*TESTSENDER*CLEARING*20260301*0830*42*X*005010X217~" in given
    assert given.endswith("GE*1*42~\nIEA*1*000000042~\n")


def test_a_hospital_asks_with_institutional_lines_and_its_type_of_bill() -> None:
    segments = body(write_278(changed(bill_type="131"), ENVELOPE))
    assert "UM*HS*I*2*13:A**U" in segments
    assert "SV2**HC:64493:50::::bilateral L4-5**UN*1" in segments
    assert not any(text.startswith("SV1") for text in segments)


def test_a_dependent_has_a_level_below_the_subscriber() -> None:
    subscriber = Individual(last_name="Testcase", first_name="Bob")
    segments = body(write_278(of_coverage(relationship="child", subscriber=subscriber), ENVELOPE))
    place = segments.index("HL*4*3*23*1")
    assert segments[place - 2 : place + 2] == [
        "HL*3*2*22*1",
        "NM1*IL*1*Testcase*Bob****MI*1TEST0000001",
        "HL*4*3*23*1",
        "NM1*QC*1*Testcase*Ann",
    ]
    assert "INS*N*19" in segments
    assert "HL*5*4*EV*1" in segments


def test_a_trace_needs_the_number_of_who_gave_it() -> None:
    silent = changed(requesting=msgspec.structs.replace(REQUEST.requesting, tax_id=None))
    text = write_278(silent, ENVELOPE)
    assert "TRN" not in text
    assert read_278(text).requests[0].trace == "REQ-1"


@pytest.mark.parametrize(
    ("request_", "missing"),
    [
        (changed(trace=None), ("trace",)),
        (changed(created=None), ("created",)),
        (of_patient(birth_date=None), ("patient.birth_date",)),
        (of_patient(first_name=" "), ("patient.first_name",)),
        (of_coverage(payer_id=None, member_id=None), ("coverage.payer_id", "coverage.member_id")),
        (changed(requesting=Provider()), ("requesting.name", "requesting.npi")),
        (changed(place_of_service=None), ("place_of_service",)),
        (changed(diagnoses=()), ("diagnoses",)),
        (changed(lines=()), ("lines",)),
        (changed(dos=None), ("lines.1.dos",)),
        (of_coverage(relationship="spouse"), ("coverage.subscriber.last_name",)),
        (of_coverage(relationship=None, subscriber=Individual(last_name="X")), ("coverage.relationship",)),
    ],
)
def test_what_is_missing_is_listed_and_nothing_is_written(
    request_: AuthorizationRequest, missing: tuple[str, ...]
) -> None:
    assert missing_278(request_) == missing
    with pytest.raises(InputError) as refused:
        write_278(request_, ENVELOPE)
    assert (refused.value.code, refused.value.where) == ("request-incomplete", ", ".join(missing))


def test_the_sender_is_missing_like_any_other_field() -> None:
    assert missing_278(REQUEST, msgspec.structs.replace(ENVELOPE, sender="")) == ("sender",)


@pytest.mark.parametrize(
    ("request_", "code", "where"),
    [
        (of_patient(last_name="Test*case"), "character-unsendable", "patient.last_name"),
        (of_patient(last_name="Тест"), "character-unsendable", "patient.last_name"),
        (of_patient(medical_record="1~2"), "character-unsendable", "patient.medical_record"),
        (of_patient(last_name="X" * 61), "element-length", "patient.last_name"),
        (of_coverage(payer_id="1"), "element-length", "coverage.payer_id"),
        (changed(servicing=Provider(name="X", npi="1234567890")), "npi-wrong", "servicing.npi"),
        (changed(diagnoses=tuple(f"M47.{n}" for n in range(10, 23))), "request-too-long", "diagnoses"),
        (changed(attachments=REQUEST.attachments * 11), "request-too-long", "attachments"),
        (of_coverage(subscriber=Individual(last_name="X")), "request-contradictory", "coverage.relationship"),
        (changed(place_of_service="2:4"), "character-unsendable", "place_of_service"),
        (changed(bill_type="1"), "element-length", "bill_type"),
        (changed(lines=(msgspec.structs.replace(REQUEST.lines[0], units=0),)), "units-wrong", "lines.0.units"),
    ],
)
def test_what_cannot_be_sent_is_refused_without_its_text(request_: AuthorizationRequest, code: str, where: str) -> None:
    with pytest.raises(InputError) as refused:
        write_278(request_, ENVELOPE)
    assert (refused.value.code, refused.value.where) == (code, where)
    assert "Тест" not in refused.value.message


def test_a_control_number_of_ten_digits_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        write_278(REQUEST, msgspec.structs.replace(ENVELOPE, control=1_000_000_000))
    assert refused.value.code == "control-number-wrong"


def test_days_of_certification_stand_in_for_a_planned_day() -> None:
    lines = tuple(msgspec.structs.replace(line, dos=None, dos_to=None) for line in REQUEST.lines)
    asked = changed(dos=None, lines=lines, certified_from=dt.date(2026, 3, 10), certified_to=dt.date(2026, 7, 8))
    days = [text for text in body(write_278(asked, ENVELOPE)) if text.startswith("DTP")]
    assert days == ["DTP*AAH*RD8*20260310-20260708"]


def test_requests_damaged_at_random_are_read_or_refused_and_answer_nothing() -> None:
    random_ = random.Random(278)
    whole = write_278(REQUEST, ENVELOPE)
    for _ in range(300):
        text = whole
        for _ in range(random_.randint(1, 6)):
            start, end = random_.randrange(len(text)), random_.randint(0, 60)
            piece = random_.choice(("", "~", "*", ":", "HL*9**EV*1~", "SV1*~", "\xff", "9" * 20))
            text = text[:start] + piece + text[start + end :] or "~"
        try:
            found = read_278(text)
        except InputError:
            continue
        assert all(answer.outcome is Outcome.UNKNOWN for answer in found.answers)


def test_letters_with_accents_and_printers_marks_are_sent_plain() -> None:
    segments = body(write_278(of_patient(last_name="Muñoz\u2013O\u2019Neil", first_name="  José  "), ENVELOPE))
    assert "NM1*IL*1*Munoz-O'Neil*Jose****MI*1TEST0000001" in segments


def test_a_message_holds_whole_statements_only_and_says_that_there_is_more() -> None:
    facts = tuple(SupportingFact(path=f"pain.x{n}", value="v" * 70) for n in range(9))
    (message,) = [text for text in body(write_278(changed(facts=facts), ENVELOPE)) if text.startswith("MSG")]
    said = message.removeprefix("MSG*Record ").split(" / ")
    assert said == [*(f"x{n} {'v' * 70}" for n in range(3)), "more in the record"]
    assert len(message) <= len("MSG*") + 264


def test_a_fact_taken_out_takes_its_statement_along() -> None:
    for n, fact in enumerate(REQUEST.facts):
        rest = changed(facts=(*REQUEST.facts[:n], *REQUEST.facts[n + 1 :]))
        (message,) = [text for text in body(write_278(rest, ENVELOPE)) if text.startswith("MSG")]
        said = str(fact.value[0] if isinstance(fact.value, list) and fact.value else fact.path.rpartition(".")[2])
        assert said.replace("_", " ") not in message
    assert not any(text.startswith("MSG") for text in body(write_278(changed(facts=()), ENVELOPE)))


def test_control_numbers_given_stay_and_the_others_follow_the_trace() -> None:
    found = (Attachment(id="a", title="A", control_number="OWN-1"), Attachment(id="b", title="B"))
    assert [a.control_number for a in with_control_numbers(changed(attachments=found)).attachments] == [
        "OWN-1",
        "REQ-1-A02",
    ]


@settings(max_examples=COUNT, deadline=None, suppress_health_check=list(HealthCheck))
@given(requests())
def test_a_request_reads_back_as_it_was_written(request_: AuthorizationRequest) -> None:
    text = write_278(request_, ENVELOPE)
    found = read_278(text)
    assert found.faults == ()
    assert found.requests == (carried(request_),)
    assert found.not_read == ()


@settings(max_examples=COUNT // 3, deadline=None, suppress_health_check=list(HealthCheck))
@given(requests())
def test_an_independent_reader_finds_segments_and_envelope_in_order(request_: AuthorizationRequest) -> None:
    text = write_278(request_, ENVELOPE)
    reader = pyx12.x12file.X12Reader(io.StringIO(text))
    tags = [segment.get_seg_id() for segment in reader]
    reader.cleanup()
    assert reader.pop_errors() == []
    assert tags == [part.strip().partition("*")[0] for part in text.split("~") if part.strip()]


@pytest.mark.parametrize(("said", "code"), [("", "certification-type-missing"), ("3", "certification-type-other")])
def test_a_request_that_tells_no_kind_is_not_silently_a_first_one(said: str, code: str) -> None:
    text = write_278(REQUEST, ENVELOPE)
    assert "UM*HS*I" in text
    changed = text.replace("UM*HS*I", f"UM*HS*{said}")
    assert code in [fault.code for fault in read_278(changed).faults]
    assert code not in [fault.code for fault in read_278(text).faults]
