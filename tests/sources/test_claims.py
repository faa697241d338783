"""Claim files of any kind: the kind is told by the content, and one claim is chosen only where it is clear which."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from sample_837 import INSTITUTIONAL, PROFESSIONAL, written

from facetproof.errors import InputError
from facetproof.model.claimfile import BilledClaim
from facetproof.sources.claims import one_claim, read_claims

FHIR = {
    "resourceType": "Claim",
    "use": "claim",
    "identifier": [{"value": "F-1"}],
    "item": [{"sequence": 1, "productOrService": {"coding": [{"code": "64493"}]}, "servicedDate": "2025-03-10"}],
}
BOXES = {"1a": "X", "21A": "M47.816", "24A_1": "03/10/2025", "24D_1": "64493 RT", "24G_1": "1", "26": "B-1"}


def ids(data: bytes) -> list[str]:
    return [item.id for item in read_claims(data) if isinstance(item, BilledClaim)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (written(PROFESSIONAL), ["T-1", "T-2"]),
        (b"\xef\xbb\xbf\r\n" + written(INSTITUTIONAL), ["H-1"]),
        (json.dumps(FHIR).encode(), ["F-1"]),
        (json.dumps([FHIR, FHIR]).encode(), ["F-1", "F-1"]),
        (f"{json.dumps(FHIR)}\n{json.dumps(FHIR)}\n".encode(), ["F-1", "F-1"]),
        (json.dumps(BOXES).encode(), ["B-1"]),
        (b"\xef\xbb\xbf" + json.dumps(BOXES).encode(), ["B-1"]),
        (b"1a,21A,24A_1,24D_1,24G_1,26\nX,M47.816,2025-03-10,64493,1,C-1\n", ["C-1"]),
    ],
)
def test_the_kind_is_told_by_the_content(data: bytes, expected: list[str]) -> None:
    assert ids(data) == expected


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "file-empty"), (b"a note", "cms1500-invalid"), (b"{]", "not-json"), (b"%PDF-1.7", "pdf-broken")],
)
def test_what_is_no_claim_file_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refusal:
        ids(data)
    assert refusal.value.code == code


def test_our_own_shape_is_taken_as_it_is() -> None:
    data = json.dumps({"lines": [{"cpt": "64493", "modifiers": ["RT"]}]}).encode()
    claim, warnings = one_claim(data, where="test", id=None, dos=None)
    assert ([line.cpt for line in claim.lines], warnings) == (["64493"], [])


def test_the_claim_of_the_day_is_chosen_and_only_its_lines() -> None:
    claim, _ = one_claim(written(PROFESSIONAL), where="test", id=None, dos=dt.date(2025, 3, 11))
    assert [line.cpt for line in claim.lines] == ["64633"]


def test_among_several_claims_the_one_with_the_chart_s_number_is_chosen() -> None:
    data = written(PROFESSIONAL).replace(b"RD8*20250311-20250311", b"D8*20250310")
    claim, _ = one_claim(data, where="test", id="T-1", dos=dt.date(2025, 3, 10))
    assert claim.authorization_number == "AH12345678901A"
    with pytest.raises(InputError, match="2 claims"):
        one_claim(data, where="test", id="other", dos=dt.date(2025, 3, 10))


def test_no_claim_of_the_day_is_an_error() -> None:
    with pytest.raises(InputError) as refusal:
        one_claim(written(PROFESSIONAL), where="test", id="T-1", dos=dt.date(2024, 3, 10))
    assert refusal.value.code == "claim-absent"


def test_faults_of_the_chosen_claim_are_warnings() -> None:
    data = written(INSTITUTIONAL).replace(b"*1200*UN", b"*1100*UN")
    _, warnings = one_claim(data, where="test", id=None, dos=None)
    assert len(warnings) == 1
    assert "CLM02" in warnings[0]
