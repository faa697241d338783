"""Acknowledgements of a 278: taken in or turned back, with the place in the request; never a decision."""

from __future__ import annotations

import pytest
from sample_278 import HEAD

from facetproof.errors import InputError
from facetproof.model.authorization import AuthorizationAnswer, Outcome
from facetproof.sources.x12_278 import read_278
from facetproof.sources.x12_999 import TURNED_BACK

START = (HEAD[0], "GS*FA*TESTPAYER*TESTSENDER*20260301*0800*7*X*005010X231A1", "ST*999*0001*005010X231A1")
TURNED = (
    "AK1*HI*42*005010X217",
    "AK2*278*0001*005010X217",
    "IK3*HI*18*2000*8",
    "CTX*SITUATIONAL TRIGGER",
    "IK4*1:2*1271*7*M4",
    "IK3*NM1*12*2010*3",
    "IK5*R*5",
    "AK9*R*1*1*0",
)


def written(*body: str) -> str:
    return "".join(f"{t}~" for t in (*START, *body, f"SE*{len(body) + 2}*0001", "GE*1*7", "IEA*1*000000007"))


def answer(*body: str) -> AuthorizationAnswer:
    (found,) = read_278(written(*body)).answers
    return found


def test_a_request_turned_back_is_no_decision_and_the_place_is_that_of_the_request() -> None:
    found = answer(*TURNED)
    assert (found.format, found.outcome, found.follow_up) == ("x12-999", Outcome.UNKNOWN, (TURNED_BACK,))
    assert [(r.code, r.list, r.label) for r in found.reasons] == [
        ("7", "X12 IK403", "code not allowed: HI (segment 18 from ST), element 1-2"),
        ("3", "X12 IK304", "segment missing: NM1 (segment 12 from ST)"),
    ]
    assert found.raw == ("IK501=R",)


@pytest.mark.parametrize("code", ["A", "E", "R", "P", "M", "W", "X", "?"])
def test_only_what_was_taken_in_is_said_to_be(code: str) -> None:
    found = answer("AK1*HI*42*005010X217", "AK2*278*0001*005010X217", f"IK5*{code}", f"AK9*{code}*1*1*1")
    assert found.outcome is Outcome.UNKNOWN
    assert (found.follow_up == (TURNED_BACK,)) == (code not in "AE")


def test_a_whole_group_turned_back_is_told_once() -> None:
    assert answer("AK1*HI*42*005010X217", "AK9*R*1*1*0*4").follow_up == (TURNED_BACK,)


def test_a_damaged_acknowledgement_says_nothing() -> None:
    text = written(*TURNED).replace("AK9*R*1*1*0~", "")
    (found,) = read_278(text).answers
    assert found.follow_up == ()
    assert [fault.code for fault in found.faults] == ["count-wrong"]


def test_an_acknowledgement_of_claims_is_no_answer_to_a_request() -> None:
    with pytest.raises(InputError) as refused:
        read_278(written("AK1*HC*42*005010X222A1", "AK2*837*0001", "IK5*A", "AK9*A*1*1*1"))
    assert refused.value.code == "review-absent"
