"""Claims written as FHIR Claim and as a CMS-1500 page: what is read back is what was written."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any

import pypdf
import pytest
from msgspec.structs import replace
from sample_837 import INSTITUTIONAL, PROFESSIONAL, written

from facetproof.errors import InputError
from facetproof.findings.correction import Correction, applied
from facetproof.model.claimfile import BilledClaim, ServiceLine
from facetproof.outputs.claim_837 import write_837
from facetproof.outputs.claim_cms1500 import boxes, write_cms1500
from facetproof.outputs.claim_fhir import fhir_claim
from facetproof.sources.cms1500 import read_cms1500
from facetproof.sources.fhir_claim import read_fhir_claims
from facetproof.sources.x12_837 import read_837


def claims() -> list[BilledClaim]:
    data = written(PROFESSIONAL) + written(INSTITUTIONAL)
    return [item for item in read_837(data) if isinstance(item, BilledClaim)]


def told(claim: BilledClaim) -> BilledClaim:
    """The claim as FHIR can tell it: each line with its place, without the biller's own line numbers."""
    lines = tuple(
        replace(line, place_of_service=line.place_of_service or claim.place_of_service, control_number=None)
        for line in claim.lines
    )
    return replace(claim, lines=lines, span=(0, 0), record=1)


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.id)
def test_a_claim_survives_fhir(claim: BilledClaim) -> None:
    text = json.dumps(fhir_claim(claim, created="2025-04-01"))
    assert read_fhir_claims(json.loads(text), where="test") == [told(claim)]


def test_fhir_has_the_elements_that_r4_requires() -> None:
    for claim in claims():
        value = fhir_claim(claim, created="2025-04-01")
        for name in ("status", "type", "use", "patient", "created", "provider", "priority", "insurance"):
            assert value[name], name
        assert all({"sequence", "productOrService"} <= set(item) for item in value["item"])
        assert all({"sequence", "focal", "coverage"} <= set(entry) for entry in value["insurance"])
        contained = {f"#{entry['id']}" for entry in value["contained"]}
        assert references(value) <= contained


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["reference"]} if isinstance(value.get("reference"), str) else set()
        return own.union(*(references(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(references(item) for item in value))
    return set()


def page_texts(claim: BilledClaim) -> list[str]:
    out = io.BytesIO()
    write_cms1500(claim, out)
    return [page.extract_text() for page in pypdf.PdfReader(out).pages]


def test_the_page_holds_every_box_of_the_claim() -> None:
    (text,) = page_texts(claims()[0])
    for expected in (
        "TESTCASE, ANN", "1TEST0000001", "01 02 1950", "M47816", "M47817", "AH12345678901A", "03/10/25-03/10/25",
        "64493 50 KX", "412.00", "793.00", "T-1", "000000001", "1234567893", "1245319599", "Medicare",
    ):  # fmt: skip
        assert expected in text, expected


def test_more_than_six_lines_go_on_a_second_page_and_the_total_on_the_last() -> None:
    claim = claims()[0]
    lines = tuple(replace(claim.lines[0], number=n, charge=float(100 + n)) for n in range(1, 9))
    first, second = page_texts(replace(claim, lines=lines, charge=836.0))
    assert "106.00" in first
    assert "107.00" not in first
    assert "CONTINUED" in first
    assert "108.00" in second
    assert "836.00" in second


def test_what_the_claim_does_not_tell_stays_empty() -> None:
    bare = BilledClaim(id="T-9", lines=(ServiceLine(number=1),))
    filled = [box.value for row in boxes(bare) for box in row if box.value]
    assert filled == ["T-9"]


def test_an_institutional_claim_has_no_cms1500() -> None:
    with pytest.raises(InputError, match="837I"):
        write_cms1500(claims()[2], io.BytesIO())


def test_long_content_is_kept_within_its_box() -> None:
    claim = replace(claims()[0], notes=("A VERY LONG NOTE " * 20,))
    (text,) = page_texts(claim)
    assert "A VERY LONG NOTE" in text


def test_the_boxes_read_back_as_the_claim() -> None:
    claim = claims()[0]
    values = {f"box {box.number}": box.value for row in boxes(claim) for box in row}
    values |= {"box 6": "Self", "box 33": "TEST PAIN GROUP\nTESTVILLE TX 75001"}
    rows = [
        {"A": "03/10/25", "B": "11", "D": " ".join([line.cpt or "", *line.modifiers]), "F": line.charge,
         "E": "".join("ABCDEFGHIJKL"[p - 1] for p in line.pointers), "G": line.units}
        for line in claim.lines
    ]  # fmt: skip
    (back,) = read_cms1500(json.dumps(values | {"24": rows}), where="test")
    assert back.faults == ()
    assert (back.id, back.charge, back.diagnoses) == (claim.id, claim.charge, claim.diagnoses)
    assert back.authorization_number == claim.authorization_number
    assert [(x.cpt, x.modifiers, x.charge, x.dx) for x in back.lines] == [
        (x.cpt, x.modifiers, x.charge, x.dx) for x in claim.lines
    ]
    assert back.patient is not None
    assert back.patient.birth_date == dt.date(1950, 1, 2)


def test_numbers_of_record_member_and_lines_survive_fhir() -> None:
    claim = claims()[1]
    assert claim.patient is not None
    assert claim.relationship is None
    lines = tuple(replace(line, authorization_number="LINENUMBER1") for line in claim.lines)
    own = replace(claim, medical_record="MR-7", patient=replace(claim.patient, member_id="3TEST0000003"), lines=lines)
    (back,) = read_fhir_claims(json.loads(json.dumps(fhir_claim(own, created="2025-04-01"))), where="test")
    assert back.medical_record == "MR-7"
    assert back.patient == own.patient
    assert back.subscriber == own.subscriber
    assert back.authorization_number == "LINENUMBER1"


@pytest.mark.parametrize(
    ("code", "year", "system"),
    [
        ("M47.816", 2025, "icd-10-cm"),
        ("E11.9", 2025, "icd-10-cm"),
        ("V12.3", 2025, "icd-10-cm"),
        ("V12.3", 2014, "icd-9-cm"),
        ("721.3", 2014, "icd-9-cm"),
        ("E888.8", 2014, "icd-9-cm"),
    ],
)
def test_a_diagnosis_names_its_edition(code: str, year: int, system: str) -> None:
    claim = replace(claims()[0], diagnoses=(code,), lines=(), dos=dt.date(year, 1, 2))
    value = fhir_claim(claim, created="2025-04-01")
    (coding,) = value["diagnosis"][0]["diagnosisCodeableConcept"]["coding"]
    assert coding["system"].endswith(system)
    (back,) = read_fhir_claims(value, where="test")
    assert back.diagnoses == (code,)


def test_a_number_of_the_payer_makes_no_replacement() -> None:
    for frequency in ("1", "7"):
        claim = replace(claims()[0], frequency=frequency, original_number="PAYER123")
        (back,) = read_fhir_claims(fhir_claim(claim, created="2025-04-01"), where="test")
        assert (back.frequency, back.original_number) == (frequency, "PAYER123")


@pytest.mark.parametrize("kind", ["professional", "institutional"])
def test_the_authorization_number_stands_in_its_place_in_every_form(kind: str) -> None:
    """REF G1 of the claim in both guides (for a hospital that is the number of its decision), box 23, preAuthRef."""
    data = written(PROFESSIONAL if kind == "professional" else INSTITUTIONAL)
    claim = next(item for item in read_837(data) if isinstance(item, BilledClaim) and not item.authorization_number)
    correction = Correction(authorization_number="A1B2C3D4E5F6G7")
    out = io.BytesIO()
    write_837(data, {claim.record: [correction]}, out)
    segments = [segment.strip() for segment in out.getvalue().decode().split("~")]
    begin = segments.index(next(s for s in segments if s.startswith(f"CLM*{claim.id}*")))
    number, line = segments.index("REF*G1*A1B2C3D4E5F6G7", begin), segments.index("LX*1", begin)
    assert begin < number < line
    corrected = applied(claim, [correction])
    assert fhir_claim(corrected, created="2025-04-01")["insurance"][0]["preAuthRef"] == ["A1B2C3D4E5F6G7"]
    if kind == "professional":
        assert ("23", "A1B2C3D4E5F6G7") in {(box.number, box.value) for row in boxes(corrected) for box in row}
