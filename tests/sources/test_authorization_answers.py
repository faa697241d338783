"""An answer of any format is told by its content; what holds none is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facetproof.errors import InputError
from facetproof.model.authorization import Outcome
from facetproof.sources.authorization_answers import answers_from

EXAMPLE = Path(__file__).parents[2] / "examples" / "authorization" / "answer.json"
FHIR = {"resourceType": "ClaimResponse", "status": "active", "use": "preauthorization", "outcome": "complete"}
X12 = (
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *250602*1200*^*00501*000000001*0*T*:~"
    "GS*HI*PAYER*CLINIC*20250602*1200*1*X*005010X217~ST*278*0001*005010X217~BHT*0007*11*1*20250602*1200~"
    "HL*1**20*1~NM1*X3*2*EXAMPLE PAYER*****46*00001~HL*2*1*21*1~NM1*1P*2*EXAMPLE CLINIC*****XX*1234567893~"
    "HL*3*2*22*1~NM1*IL*1*TESTCASE*ANN****MI*M1~HL*4*3*EV*0~UM*HS*I~HCR*A3~SE*12*0001~GE*1*1~IEA*1*000000001~"
)


def test_our_own_json_is_read() -> None:
    (found,) = answers_from(EXAMPLE).answers
    assert found.outcome is Outcome.MODIFIED
    assert [one.outcome for one in found.lines] == [Outcome.APPROVED, Outcome.DENIED]


@pytest.mark.parametrize(
    ("content", "format", "outcome"), [(X12, "x12-278", Outcome.DENIED), (json.dumps(FHIR), "fhir", Outcome.UNKNOWN)]
)
def test_the_format_is_told_by_the_content(tmp_path: Path, content: str, format: str, outcome: Outcome) -> None:
    path = tmp_path / "answer"
    path.write_text(content)
    (found,) = answers_from(path).answers
    assert found.format == format
    assert found.outcome is outcome


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Dear practice, your request was approved.",
        "{}",
        "[]",
        '{"outcome": "approved"}',
        '{"format": "json", "outcome": "yes"}',
        '{"resourceType": "Patient"}',
        X12.replace("BHT*0007*11", "BHT*0007*13").replace("HCR*A3~", "").replace("SE*12", "SE*11"),
        "{not json",
    ],
)
def test_what_holds_no_answer_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "answer"
    path.write_text(content)
    with pytest.raises(InputError) as caught:
        answers_from(path)
    assert caught.value.todo
