"""837 files: what is read, whatever separators, line ends, interchanges and chunk sizes they come in."""

from __future__ import annotations

import datetime as dt

import pytest
from sample_837 import INSTITUTIONAL, PROFESSIONAL, with_segment, written

from facetproof.errors import InputError
from facetproof.model.claimfile import BilledClaim, ClaimKind, Fault
from facetproof.sources.x12_837 import read_837


def claims_of(data: bytes, chunk: int = 8 << 20) -> list[BilledClaim]:
    return [item for item in read_837(data, chunk) if isinstance(item, BilledClaim)]


def faults_of(data: bytes) -> set[str]:
    return {item.code for item in read_837(data) if isinstance(item, Fault)}


def content(claim: BilledClaim) -> BilledClaim:
    """The claim without its place in the file."""
    from msgspec.structs import replace

    return replace(claim, span=(0, 0), record=0)


def test_a_professional_claim_is_read_in_full() -> None:
    claim = claims_of(written(PROFESSIONAL))[0]
    assert (claim.id, claim.kind, claim.charge, claim.place_of_service) == ("T-1", ClaimKind.PROFESSIONAL, 793, "11")
    assert claim.authorization_number == "AH12345678901A"
    assert claim.diagnoses == ("M47.816", "M47.817")
    assert claim.payer is not None
    assert (claim.payer.id, claim.payer.filing) == ("04412", "MB")
    assert claim.billing is not None
    assert (claim.billing.npi, claim.billing.tax_id, claim.billing.taxonomy) == (
        "1234567893",
        "000000001",
        "208VP0014X",
    )
    assert claim.rendering is not None
    assert claim.rendering.npi == "1245319599"
    line = claim.lines[0]
    assert (line.cpt, line.modifiers, line.units, line.charge) == ("64493", ("50", "KX"), 1, 412)
    assert (line.dos, line.dx, line.control_number) == (dt.date(2025, 3, 10), ("M47.816", "M47.817"), "LINE-1")
    assert claim.lines[2].dx == ("M47.816",)
    assert claim.readable


def test_the_patient_below_a_subscriber_is_a_person_of_their_own() -> None:
    first, second = claims_of(written(PROFESSIONAL))
    assert first.relationship == "self"
    assert first.patient == first.subscriber
    assert second.relationship is None
    assert second.patient is not None
    assert second.subscriber is not None
    assert (second.patient.first_name, second.subscriber.first_name) == ("CARLA", "BOB")
    assert second.patient.birth_date == dt.date(1980, 7, 8)


def test_an_institutional_claim_has_a_bill_type_and_no_place_of_service() -> None:
    claim = claims_of(written(INSTITUTIONAL))[0]
    assert (claim.kind, claim.bill_type, claim.place_of_service) == (ClaimKind.INSTITUTIONAL, "131", None)
    assert (claim.lines[0].revenue_code, claim.lines[0].cpt, claim.lines[0].modifiers) == ("0360", "64635", ("RT",))


def test_a_line_without_a_day_takes_the_statement_s_only_where_that_is_one_day() -> None:
    one, _ = with_segment(INSTITUTIONAL, "DTP*472", None)
    assert claims_of(written(one))[0].lines[0].dos == dt.date(2025, 3, 10)
    span, _ = with_segment(tuple(one), "DTP*434", "DTP*434*RD8*20250310-20250312")
    assert claims_of(written(span))[0].lines[0].dos is None


@pytest.mark.parametrize(
    ("element", "component", "end"),
    [
        ("*", ":", "~"),
        ("*", ":", "~\r\n"),
        ("|", ">", "~\n"),
        ("*", "<", "\n"),
        ("*", ":", "\r\n"),
        ("~", "^", "'"),
        ("+", ":", "\x1c"),
        ("\x1d", "\x1f", "\x1c\n"),
    ],
)
def test_separators_are_those_the_file_declares(element: str, component: str, end: str) -> None:
    plain = [content(claim) for claim in claims_of(written(PROFESSIONAL))]
    data = written(PROFESSIONAL, element=element, component=component, end=end)
    assert [content(claim) for claim in claims_of(data)] == plain
    assert faults_of(data) == set()


@pytest.mark.parametrize("chunk", [1, 7, 106, 107, 108, 600, 1024])
def test_the_size_of_a_read_changes_nothing(chunk: int) -> None:
    data = written(PROFESSIONAL) + written(PROFESSIONAL, element="|", component=">", end="\r\n")
    assert list(read_837(data, chunk)) == list(read_837(data))


def test_several_interchanges_each_keep_their_separators() -> None:
    data = written(PROFESSIONAL) + b"\n\n" + written(INSTITUTIONAL, element="|", component=">", end="'\n")
    assert [claim.id for claim in claims_of(data)] == ["T-1", "T-2", "H-1"]
    assert faults_of(data) == set()


def test_the_span_of_a_claim_is_its_bytes_in_the_file() -> None:
    data = written(PROFESSIONAL)
    for claim in claims_of(data):
        piece = data[slice(*claim.span)].decode()
        assert piece.strip().startswith(f"CLM*{claim.id}*")
        assert piece.count("LX*") == len(claim.lines)
        assert "HL*" not in piece
        assert "SE*" not in piece


def test_a_byte_order_mark_is_told_and_passed_over() -> None:
    data = b"\xef\xbb\xbf" + written(PROFESSIONAL)
    assert len(claims_of(data)) == 2
    assert faults_of(data) == {"text-before-interchange"}


def test_names_in_utf_8_and_latin_1_are_both_read() -> None:
    for encoding in ("utf-8", "latin-1"):
        data = written(PROFESSIONAL).decode().replace("*TESTCASE*ANN*", "*MUÑOZ*ANN*").encode(encoding)
        patient = claims_of(data)[0].patient
        assert patient is not None
        assert patient.last_name == "MUÑOZ"


def test_other_transactions_beside_claims_are_told_and_skipped() -> None:
    other = ["ST*835*0002", "BPR*I*100*C*CHK", "SE*3*0002"]
    place = next(n for n, segment in enumerate(PROFESSIONAL) if segment.startswith("GE"))
    segments = [*PROFESSIONAL[:place], *other, "GE*2*1", PROFESSIONAL[-1]]
    assert len(claims_of(written(segments))) == 2
    assert faults_of(written(segments)) == {"transaction-not-claim"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"a note about a patient", "not-x12"),
        (b"\x89PNG\r\n\x1a\n" + bytes(300), "not-x12"),
        (written([PROFESSIONAL[0], "IEA*0*000000001"]), "not-a-claim-file"),
        (written([*PROFESSIONAL[:2], "ST*835*0001", "SE*2*0001", "GE*1*1", "IEA*1*000000001"]), "not-a-claim-file"),
    ],
)
def test_what_is_no_claim_file_is_refused_with_the_reason(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refusal:
        list(read_837(data))
    assert refusal.value.code == code


def test_the_refusal_of_another_transaction_names_it() -> None:
    data = written([PROFESSIONAL[0], PROFESSIONAL[1], "ST*835*0001", "SE*2*0001", "GE*1*1", "IEA*1*000000001"])
    with pytest.raises(InputError, match="835"):
        list(read_837(data))


def test_faults_carry_no_text_of_the_file() -> None:
    segments, _ = with_segment(
        PROFESSIONAL, "SV1*HC:64494", "SV1*SECRETNAME:SECRETNAME*SECRETNAME*SECRETNAME*SECRETNAME"
    )
    for item in read_837(written(segments)):
        faults = item.faults if isinstance(item, BilledClaim) else (item,)
        assert not any("SECRETNAME" in fault.what + fault.tag for fault in faults)
