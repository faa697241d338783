"""Remittances: claims, lines, adjustments, remarks and sums; damage is named and never stops the reading."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from facetproof.errors import InputError
from facetproof.model.claimfile import Fault
from facetproof.model.remittance import Adjustment, Remittance, RemittedClaim
from facetproof.sources.remitted import remitted
from facetproof.sources.x12_835 import read_835

REMITTANCE = (
    "ISA*00*          *00*          *ZZ*TESTPAYER      *ZZ*TESTSENDER     *260301*0800*^*00501*000000009*0*P*:",
    "GS*HP*TESTPAYER*TESTSENDER*20260301*0800*9*X*005010X221A1",
    "ST*835*0001",
    "BPR*I*290*C*CHK************20260302",
    "TRN*1*CHECK-1*1999999999",
    "DTM*405*20260301",
    "N1*PR*TEST PAYER*XV*04412",
    "N3*PO BOX 1",
    "N4*TESTVILLE*TX*750010000",
    "PER*CX**TE*5550100100",
    "N1*PE*TEST PAIN GROUP*XX*1234567893",
    "LX*1",
    "CLP*T-1*1*793*300*75*MB*PAYER-1*11*1",
    "NM1*QC*1*TESTCASE*ANN*Q***MI*1TEST0000001",
    "NM1*82*1*DOCTOR*DORA****XX*1245319599",
    "MOA***MA01*N22",
    "DTM*050*20260215",
    "SVC*HC:64493:50:KX*412*300**1",
    "DTM*472*20260210",
    "CAS*CO*45*37",
    "CAS*PR*1*50**2*25",
    "REF*6R*LINE-1",
    "AMT*B6*375",
    "SVC*HC:64494:50:KX*381*0**0*HC:64495:50*1",
    "DTM*472*20260210",
    "CAS*CO*50*300**45*81",
    "REF*0K*L36920",
    "LQ*HE*N115",
    "LQ*HE*M25",
    "CLP*T-2*4*100*0**16*PAYER-2*11*1",
    "CAS*CO*197*100",
    "NM1*QC*1*TESTCASE*BOB****MI*2TEST0000002",
    "NM1*74*1*TESTCASE*BOB****C*2TEST0000003",
    "DTM*232*20260211",
    "PLB*1234567893*20261231*WO:PAYER-0*10",
)


def written(*body: str) -> str:
    return "".join(f"{text}~\n" for text in (*body, f"SE*{len(body) - 1}*0001", "GE*1*9", "IEA*1*000000009"))


def read(*body: str) -> Remittance:
    (found,) = [item for item in read_835(written(*body)) if isinstance(item, Remittance)]
    return found


def damaged(old: str, *new: str) -> tuple[str, ...]:
    place = next(n for n, text in enumerate(REMITTANCE) if text.startswith(old))
    return (*REMITTANCE[:place], *new, *REMITTANCE[place + 1 :])


def faults(found: Remittance) -> list[tuple[str, str]]:
    return [(f.code, f.place) for f in (*found.faults, *(f for claim in found.claims for f in claim.faults))]


def test_everything_an_appeal_needs_is_read_and_the_sums_come_out() -> None:
    found = read(*REMITTANCE)
    assert faults(found) == []
    assert found.payer is not None
    assert (found.payer.name, found.payer.id) == ("TEST PAYER", "04412")
    assert found.payer_address == ("PO BOX 1", "TESTVILLE, TX 75001")
    assert found.payee is not None
    assert found.payee.npi == "1234567893"
    assert (found.amount, found.method, found.trace) == (290, "CHK", "CHECK-1")
    assert (found.paid_on, found.produced) == (dt.date(2026, 3, 2), dt.date(2026, 3, 1))
    assert [(a.reason, a.reference, a.amount) for a in found.provider_adjustments] == [("WO", "PAYER-0", 10)]
    assert found.not_read == ("10 PER",)
    first, second = found.claims
    assert (first.account_number, first.claim_number, first.status, first.filing) == ("T-1", "PAYER-1", "1", "MB")
    assert (first.charge, first.paid, first.patient_share) == (793, 300, 75)
    assert (first.remarks, first.received) == (("MA01", "N22"), dt.date(2026, 2, 15))
    assert first.rendering is not None
    assert first.rendering.npi == "1245319599"
    paid, refused = first.lines
    assert (paid.code, paid.modifiers, paid.units, paid.allowed, paid.control_number) == (
        "64493",
        ("50", "KX"),
        1,
        375,
        "LINE-1",
    )
    assert paid.adjustments == (
        Adjustment(group="CO", reason="45", amount=37, place="20 CAS02"),
        Adjustment(group="PR", reason="1", amount=50, place="21 CAS02"),
        Adjustment(group="PR", reason="2", amount=25, place="21 CAS05"),
    )
    assert (refused.code, refused.billed_code, refused.units, refused.billed_units) == ("64494", "64495", 0, 1)
    assert (refused.policy, refused.remarks, refused.dos) == ("L36920", ("N115", "M25"), dt.date(2026, 2, 10))
    assert [(a.group, a.reason, a.amount) for a in second.adjustments] == [("CO", "197", 100)]
    assert (second.corrected_member_id, second.dos) == ("2TEST0000003", dt.date(2026, 2, 11))


def test_an_appeal_gets_each_claim_with_its_codes() -> None:
    first, second = remitted(written(*REMITTANCE).encode())
    assert (first.decision_date, first.dos, first.track) == (
        dt.date(2026, 3, 1),
        dt.date(2026, 2, 10),
        "original_medicare",
    )
    assert (first.patient, first.payer, first.rarc) == ("ANN Q TESTCASE", "TEST PAYER", ("MA01", "N22"))
    assert [(line.cpt, line.groups, line.carc, line.rarc) for line in first.lines] == [
        ("64493", ("CO", "PR"), ("45", "1", "2"), ()),
        ("64494", ("CO",), ("50", "45"), ("N115", "M25")),
    ]
    assert (second.carc, second.member_id, second.track) == (("197",), "2TEST0000003", "medicare_advantage")
    taken_back = damaged("CLP*T-2", "CLP*T-2*22*100*0**16*PAYER-2*11*1")
    assert [denial.account_number for denial in remitted(written(*taken_back).encode())] == ["T-1"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (damaged("BPR", "BPR*I*300*C*CHK************20260302"), ("payment-unbalanced", "4 BPR02")),
        (damaged("CAS*CO*45*37", "CAS*CO*45*36"), ("line-unbalanced", "18 SVC03")),
        (damaged("CAS*CO*45*37", "CAS*CO*45*36"), ("claim-unbalanced", "13 CLP04")),
        (damaged("CAS*CO*197*100"), ("claim-unbalanced", "30 CLP04")),
        (damaged("CLP*T-1", "CLP*T-1*1*793*300*70*MB*PAYER-1*11*1"), ("patient-share-mismatch", "13 CLP05")),
        (damaged("CLP*T-1", "CLP*T-1*99*793*300*75*MB*PAYER-1*11*1"), ("code-wrong", "13 CLP02")),
        (damaged("CLP*T-1", "CLP*T-1*1*X*300*75*MB*PAYER-1*11*1"), ("number-wrong", "13 CLP03")),
        (damaged("CAS*CO*45*37", "CAS*CX*45*37"), ("code-wrong", "20 CAS01")),
        (damaged("CAS*CO*45*37", "CAS*CO*45"), ("element-missing", "20 CAS03")),
        (damaged("SVC*HC:64493", "SVC*64493*412*300**1"), ("composite-wrong", "18 SVC01")),
        (damaged("DTM*472", "DTM*472*20261399"), ("date-wrong", "19 DTM02")),
        (damaged("LQ*HE*N115", "LX2*HE*N115"), ("segment-unknown", "28 LX2")),
    ],
)
def test_what_is_wrong_is_named_at_its_place(body: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert expected in faults(read(*body))


def test_a_separator_other_than_the_declared_one_is_told_and_used() -> None:
    text = written(*(text.replace(":", ">") if n else text for n, text in enumerate(REMITTANCE)))
    items = list(read_835(text))
    assert [item.code for item in items if isinstance(item, Fault)] == ["component-separator-mismatch"]
    (found,) = [item for item in items if isinstance(item, Remittance)]
    assert [line.code for claim in found.claims for line in claim.lines] == ["64493", "64494"]


def test_sums_of_what_cannot_be_read_are_not_held_against_the_file() -> None:
    body = damaged("CLP*T-2", "CLP*T-2*4*100*X**16*PAYER-2*11*1")
    assert {code for code, _ in faults(read(*body))} == {"number-wrong"}


def test_counts_and_other_sets_are_told_and_a_file_without_a_remittance_is_refused() -> None:
    text = written(*REMITTANCE).replace("SE*34", "SE*30")
    (found,) = [item for item in read_835(text) if isinstance(item, Remittance)]
    assert faults(found) == [("count-wrong", "36 SE01")]
    with pytest.raises(InputError) as refused:
        list(read_835(written(*REMITTANCE).replace("ST*835", "ST*277")))
    assert refused.value.code == "remittance-absent"


def test_files_damaged_at_random_are_read_or_refused_and_lose_no_claim_silently() -> None:
    random_ = random.Random(835)
    whole = written(*REMITTANCE)
    for _ in range(400):
        text = whole
        for _ in range(random_.randint(1, 5)):
            start, end = random_.randrange(len(text)), random_.randint(1, 60)
            piece = random_.choice(("", "~", "*", ":", "CLP*~", "SVC*~", "CAS*CO*1~", "\xff", "9" * 20))
            text = text[:start] + piece + text[start + random_.choice((0, end)) :] or "~"
        try:
            items = list(read_835(text))
            remitted(text.encode())
        except InputError:
            continue
        claims: list[RemittedClaim] = [c for item in items if isinstance(item, Remittance) for c in item.claims]
        assert len(claims) >= min(1, text.count("~CLP*"))
