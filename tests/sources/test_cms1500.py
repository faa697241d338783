"""CMS-1500 boxes: whatever the columns are called, the claim is the same; what is wrong is named by its box."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest

from facetproof.errors import InputError
from facetproof.model.claimfile import BilledClaim
from facetproof.sources.cms1500 import read_cms1500, read_day

FORM: dict[str, Any] = {
    "1": "Medicare",
    "1a": "1TEST0000001",
    "2": "TESTCASE, ANN",
    "3": {"date": "01/02/1950", "sex": "F"},
    "6": "Self",
    "11c": "TEST PAYER",
    "19": "SEE NOTE",
    "21": {"A": "M47.816", "B": "M47817"},
    "23": "AH12345678901A",
    "24": [
        {"A": "03/10/2025", "B": "11", "D": "64493 50 KX", "E": "AB", "F": "412.00", "G": "1", "J": "1245319599"},
        {"A": {"from": "03 10 25", "to": "03 10 25"}, "B": "11", "D": {"code": "64494", "mod1": "50", "mod2": "KX"},
         "E": "A,B", "F": "$206", "G": 1},
    ],
    "25": "000000001",
    "26": "T-1",
    "28": "618.00",
    "33": "TEST PAIN GROUP\n1 TEST STREET\nTESTVILLE TX 75001",
    "33a": "1234567893",
}  # fmt: skip


def one(value: dict[str, Any]) -> BilledClaim:
    (claim,) = read_cms1500(json.dumps(value), where="test")
    return claim


def flat() -> dict[str, str]:
    return {
        "Box 1": "MEDICARE", "Box 1a": "1TEST0000001", "Box 2": "TESTCASE, ANN", "Box 3": "01/02/1950",
        "Box 3 sex": "F", "Box 6": "Self", "Box 11c": "TEST PAYER", "Box 19": "SEE NOTE", "Box 21A": "M47.816",
        "Box 21.b": "M47.817", "Box 23": "AH12345678901A", "24A_1_from": "03/10/2025", "24A_1_to": "03/10/2025",
        "24B_1": "11", "24D_1": "64493", "24D_1_mod1": "50", "24D_1_mod2": "KX", "24E_1": "AB", "24F_1": "412",
        "24G_1": "1", "24J_1": "1245319599", "24A_2": "031025", "24B_2": "11", "24D_2": "64494-50-KX", "24E_2": "12",
        "24F_2": "206", "24G_2": "1", "25": "000000001", "26": "T-1", "28": "618",
        "33": "TEST PAIN GROUP\n1 TEST STREET\nTESTVILLE TX 75001", "33a": "1234567893",
    }  # fmt: skip


def as_csv(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_a_form_is_read_in_full() -> None:
    claim = one(FORM)
    assert claim.faults == ()
    assert (claim.id, claim.charge, claim.authorization_number, claim.frequency) == ("T-1", 618, "AH12345678901A", "1")
    assert claim.diagnoses == ("M47.816", "M47.817")
    assert claim.patient is not None
    assert (claim.patient.last_name, claim.patient.sex) == ("TESTCASE", "F")
    assert claim.patient.birth_date == dt.date(1950, 1, 2)
    assert claim.payer is not None
    assert (claim.payer.name, claim.payer.filing) == ("TEST PAYER", "MB")
    assert claim.billing is not None
    assert (claim.billing.name, claim.billing.npi, claim.billing.tax_id, claim.billing.state) == (
        "TEST PAIN GROUP", "1234567893", "000000001", "TX",
    )  # fmt: skip
    assert [(x.cpt, x.modifiers, x.units, x.charge, x.pointers) for x in claim.lines] == [
        ("64493", ("50", "KX"), 1, 412, (1, 2)),
        ("64494", ("50", "KX"), 1, 206, (1, 2)),
    ]
    assert {line.dos for line in claim.lines} == {dt.date(2025, 3, 10)}
    assert claim.lines[0].dx == ("M47.816", "M47.817")


def test_flat_names_of_boxes_give_the_same_claim() -> None:
    assert one(flat()) == one(FORM)


def test_a_row_of_a_table_is_a_form() -> None:
    second = flat() | {"26": "T-2"}
    claims = read_cms1500(as_csv(flat(), second).encode("utf-8-sig"), where="test")
    assert [claim.id for claim in claims] == ["T-1", "T-2"]
    assert claims[0] == one(FORM)


def test_rows_of_one_account_are_the_lines_of_one_form() -> None:
    shared = {"1a": "X", "21A": "M47.816", "26": "T-1", "33a": "1234567893", "24A": "2025-03-10", "24B": "11"}
    rows = [shared | {"24D": code, "24E": "A", "24F": "100", "24G": "1"} for code in ("64493", "64494")]
    claims = read_cms1500(as_csv(*rows, rows[0] | {"26": "T-9"}), where="test")
    assert [(claim.id, [line.cpt for line in claim.lines]) for claim in claims] == [
        ("T-1", ["64493", "64494"]),
        ("T-9", ["64493"]),
    ]


def test_forms_may_come_as_a_list_or_one_a_line() -> None:
    second = FORM | {"26": "T-2"}
    assert len(read_cms1500(json.dumps([FORM, second]), where="test")) == 2
    assert len(read_cms1500(f"{json.dumps(FORM)}\n{json.dumps(second)}\n", where="test")) == 2


def line_with(**cells: Any) -> dict[str, Any]:
    first = {key: value for key, value in (FORM["24"][0] | cells).items() if value is not None}
    return FORM | {"24": [first], "28": None}


@pytest.mark.parametrize(
    ("form", "code", "place"),
    [
        (FORM | {"1a": None}, "member-id-missing", "box 1a"),
        (FORM | {"3": {"date": "01/02/50"}}, "date-wrong", "box 3"),
        (FORM | {"21": {"A": "47.816"}}, "diagnosis-code-wrong", "box 21A"),
        (FORM | {"21": None}, "diagnosis-missing", "box 21"),
        (FORM | {"22": "7"}, "original-number-missing", "box 22"),
        (FORM | {"24": None}, "line-missing", "box 24"),
        (line_with(A="13/40/2025"), "date-wrong", "box 24A line 1"),
        (line_with(A={"from": "03/12/2025", "to": "03/10/2025"}), "date-span-reversed", "box 24A line 1"),
        (line_with(B="office"), "place-of-service-wrong", "box 24B line 1"),
        (line_with(D="6449"), "procedure-code-wrong", "box 24D line 1"),
        (line_with(D="64493 50X"), "modifier-wrong", "box 24D line 1"),
        (line_with(D="64493 50 KX 59 GA RT"), "modifier-wrong", "box 24D line 1"),
        (line_with(E="C"), "pointer-dangling", "box 24E line 1"),
        (line_with(E=None), "pointer-missing", "box 24E line 1"),
        (line_with(F="dear"), "number-wrong", "box 24F line 1"),
        (line_with(G="0"), "units-wrong", "box 24G line 1"),
        (line_with(J="12345"), "npi-wrong", "box 24J line 1"),
        (FORM | {"26": None}, "account-number-missing", "box 26"),
        (FORM | {"28": "600"}, "charge-mismatch", "box 28"),
        (FORM | {"33a": None}, "npi-missing", "box 33a"),
        (FORM | {"33a": "1234567890"}, "npi-wrong", "box 33a"),
    ],
)
def test_a_wrong_box_is_named(form: dict[str, Any], code: str, place: str) -> None:
    assert (code, place) in {(fault.code, fault.tag) for fault in one(form).faults}


def test_a_replacement_names_the_claim_before() -> None:
    for value in ({"code": "7", "original": "ICN1"}, "7 ICN1", "7|ICN1"):
        claim = one(FORM | {"22": value})
        assert (claim.frequency, claim.original_number) == ("7", "ICN1")


def test_a_dependent_is_a_person_beside_the_insured() -> None:
    claim = one(FORM | {"4": "TESTCASE, BOB", "6": "Child"})
    assert claim.relationship is None
    assert claim.patient is not None
    assert claim.subscriber is not None
    assert (claim.patient.first_name, claim.subscriber.first_name) == ("ANN", "BOB")


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "{}", "[]", '{"name": "x"}'])
def test_what_has_no_box_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="No box"):
        read_cms1500(text, where="test")


def test_faults_carry_no_text_of_the_form() -> None:
    claim = one(line_with(D="SECRETNAME", E="Z", F="SECRETNAME") | {"3": "SECRETNAME", "21": {"A": "SECRETNAME"}})
    assert claim.faults
    assert not any("SECRETNAME" in fault.what for fault in claim.faults)


def test_a_birth_year_of_two_digits_is_not_guessed() -> None:
    assert read_day("01/02/50", full_year=True) is None
    assert read_day("01/02/25") == dt.date(2025, 1, 2)
