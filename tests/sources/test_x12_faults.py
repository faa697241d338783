# ruff: noqa: E501 - one damage a line reads best
"""Damage to an 837, one kind at a time: each is named at its segment and element, none stops the reading.

The list is shown to users in docs/claims.md; a test below keeps the two together.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from sample_837 import INSTITUTIONAL, PROFESSIONAL, counted, with_segment, written

from facetproof.model.claimfile import BilledClaim, Fault
from facetproof.sources.x12_837 import read_837


class Damage(NamedTuple):
    """One segment replaced (None: left out), and the fault that must be named: code, element, how far from it."""

    name: str
    old: str
    new: str | None
    code: str
    element: int = 0
    away: int = 0
    nth: int = 1
    recount: bool = True
    base: tuple[str, ...] = PROFESSIONAL


DAMAGES = (
    # the envelope
    Damage("ISA element of the wrong width", "ISA", PROFESSIONAL[0].replace("TESTSENDER     ", "TESTSENDER"), "element-length", 6),
    Damage("ISA control number differs from IEA", "IEA", "IEA*1*000000002", "control-number-mismatch", 2),
    Damage("IEA counts the groups wrongly", "IEA", "IEA*2*000000001", "count-wrong", 1),
    Damage("IEA missing", "IEA", None, "interchange-not-closed", away=-1),
    Damage("ISA version unknown", "ISA", PROFESSIONAL[0].replace("00501", "00301"), "version-wrong", 12),
    Damage("ISA usage neither test nor production", "ISA", PROFESSIONAL[0].replace("*T*", "*X*"), "code-wrong", 15),
    Damage("ISA16 not the separator used", "ISA", PROFESSIONAL[0][:-1] + ">", "component-separator-mismatch", 16),
    Damage("ISA16 empty", "ISA", PROFESSIONAL[0][:-1], "component-separator-missing", 16),
    Damage("GS missing", "GS", None, "group-missing"),
    Damage("GS date impossible", "GS", PROFESSIONAL[1].replace("20250401", "20251341"), "date-wrong", 4),
    Damage("GS functional code of no use", "GS", PROFESSIONAL[1].replace("GS*HC", "GS*QQ"), "code-wrong", 1),
    Damage("GE missing", "GE", None, "group-not-closed"),
    Damage("GE counts the sets wrongly", "GE", "GE*3*1", "count-wrong", 1),
    Damage("GE control number differs from GS", "GE", "GE*1*7", "control-number-mismatch", 2),
    Damage("SE missing", "SE", None, "transaction-not-closed"),
    Damage("SE counts the segments wrongly", "SE", "SE*12*0001", "count-wrong", 1, recount=False),
    Damage("SE count not a number", "SE", "SE*XX*0001", "number-wrong", 1, recount=False),
    Damage("SE control number differs from ST", "SE", "SE*49*9999", "control-number-mismatch", 2),
    Damage("guide unknown", "ST", "ST*837*0001*005010X999", "guide-unknown", 3),
    Damage("guide of ST differs from GS", "ST", "ST*837*0001*005010X222A2", "guide-mismatch", 3),
    Damage("ST without control number", "ST", "ST*837**005010X222A1", "element-missing", 2),
    Damage("interchange sent before", "ISA", f"{PROFESSIONAL[0]}~IEA*0*000000001~{PROFESSIONAL[0]}", "control-number-repeated", 13, away=2),
    Damage("authorization qualifier of ISA unknown", "ISA", PROFESSIONAL[0].replace("ISA*00", "ISA*99"), "code-wrong", 1),
    Damage("sender qualifier of ISA unknown", "ISA", PROFESSIONAL[0].replace("*ZZ*TESTSENDER", "*QQ*TESTSENDER"), "code-wrong", 5),
    Damage("ISA date not six digits", "ISA", PROFESSIONAL[0].replace("*250401*", "*25O401*"), "number-wrong", 9),
    # the header
    Damage("BHT missing", "BHT", None, "segment-missing", away=-1),
    Damage("BHT purpose unknown", "BHT", "BHT*0019*99*1*20250401*0800*CH", "code-wrong", 2),
    Damage("submitter missing", "NM1*41", None, "segment-missing", away=-2),
    Damage("receiver missing", "NM1*40", None, "segment-missing", away=-4),
    Damage("submitter's contact missing", "PER", None, "segment-missing", away=-3),
    # the hierarchy and the parties
    Damage("HL number out of sequence", "HL*2", "HL*7*1*22*0", "hierarchy-number-wrong", 1),
    Damage("HL with an unknown parent", "HL*2", "HL*2*9*22*0", "hierarchy-parent-wrong", 2),
    Damage("HL of unknown kind", "HL*2", "HL*2*1*29*0", "code-wrong", 3),
    Damage("HL promises a patient and none comes", "HL*2", "HL*2*1*22*1", "hierarchy-child-wrong", 4),
    Damage("HL denies the patient that comes", "HL*3", "HL*3*1*22*0", "hierarchy-child-wrong", 4),
    Damage("billing provider missing", "NM1*85", None, "segment-missing", away=-2),
    Damage("billing provider without NPI", "NM1*85", "NM1*85*2*TEST PAIN GROUP", "npi-missing", 9),
    Damage("NPI with a wrong check digit", "NM1*85", "NM1*85*2*TEST PAIN GROUP*****XX*1234567890", "npi-wrong", 9),
    Damage("rendering NPI too short", "NM1*82", "NM1*82*1*DOCTOR*DORA****XX*12345", "npi-wrong", 9),
    Damage("billing address missing", "N3*1", None, "segment-missing", away=-1),
    Damage("billing city missing", "N4*", None, "segment-missing", away=-2),
    Damage("billing tax number missing", "REF*EI", None, "segment-missing", away=-3),
    Damage("address line empty", "N3*1", "N3*", "element-missing", 1),
    Damage("entity that does not belong there", "NM1*85", "NM1*ZZ*2*TEST PAIN GROUP*****XX*1234567893", "code-wrong", 1),
    Damage("entity neither person nor organisation", "NM1*IL", "NM1*IL*3*TESTCASE*ANN****MI*1TEST0000001", "code-wrong", 2),
    Damage("identifier of unknown kind", "NM1*IL", "NM1*IL*1*TESTCASE*ANN****M1*1TEST0000001", "code-wrong", 8),
    Damage("subscriber segment missing", "SBR", None, "segment-missing", away=-1),
    Damage("payer responsibility unknown", "SBR", "SBR*Q*18*******MB", "code-wrong", 1),
    Damage("relationship unknown", "SBR", "SBR*P*77*******MB", "code-wrong", 2),
    Damage("filing indicator unknown", "SBR", "SBR*P*18*******QQ", "code-wrong", 9),
    Damage("subscriber's name missing", "NM1*IL", None, "segment-missing", away=-2),
    Damage("member number missing", "NM1*IL", "NM1*IL*1*TESTCASE*ANN", "member-id-missing", 9),
    Damage("payer missing", "NM1*PR", None, "segment-missing", away=-6),
    Damage("payer without number", "NM1*PR", "NM1*PR*2*TEST PAYER", "payer-id-missing", 9),
    Damage("birth date and sex missing", "DMG", None, "segment-missing", away=-3),
    Damage("birth date impossible", "DMG", "DMG*D8*19500230*F", "date-wrong", 2),
    Damage("birth date after the service", "DMG", "DMG*D8*20500102*F", "birth-after-service", 2),
    Damage("sex of unknown code", "DMG", "DMG*D8*19500102*X", "code-wrong", 3),
    Damage("patient segment missing", "PAT", None, "segment-missing", away=-1),
    Damage("patient's relationship missing", "PAT", "PAT**", "element-missing", 1),
    Damage("patient's name missing", "NM1*QC", None, "segment-missing", away=-2),
    Damage("state unknown", "N4*", "N4*TESTVILLE*QQ*75001", "state-wrong", 2),
    Damage("ZIP code of four digits", "N4*", "N4*TESTVILLE*TX*7500", "zip-wrong", 3),
    Damage("identifier without its kind", "NM1*82", "NM1*82*1*DOCTOR*DORA*****1245319599", "element-pair", 8),
    Damage("kind without its identifier", "NM1*82", "NM1*82*1*DOCTOR*DORA****XX", "element-pair", 9),
    Damage("patient's address missing", "N3*2", None, "segment-missing", away=-1),
    Damage("patient's city missing", "N4*", None, "segment-missing", away=-2, nth=2),
    Damage("subscriber without a claim", "CLM*T-2", "REF*G1*X", "hierarchy-empty", away=-6),
    Damage("state of three letters", "N4*", "N4*TESTVILLE*TEX*75001", "element-length", 2),
    # the claim
    Damage("claim number missing", "CLM", "CLM**793***11:B:1*Y*A*Y*Y", "element-missing", 1),
    Damage("claim number too long", "CLM", f"CLM*{'T' * 39}*793***11:B:1*Y*A*Y*Y", "element-length", 1),
    Damage("claim charge not a number", "CLM", "CLM*T-1*7O3***11:B:1*Y*A*Y*Y", "number-wrong", 2),
    Damage("claim charge not the sum of the lines", "CLM", "CLM*T-1*700***11:B:1*Y*A*Y*Y", "charge-mismatch", 2),
    Damage("place of service missing", "CLM", "CLM*T-1*793****Y*A*Y*Y", "element-missing", 5),
    Damage("place of service unknown", "CLM", "CLM*T-1*793***98:B:1*Y*A*Y*Y", "place-of-service-wrong", 5),
    Damage("signature missing", "CLM", "CLM*T-1*793***11:B:1**A*Y*Y", "element-missing", 6),
    Damage("release of information missing", "CLM", "CLM*T-1*793***11:B:1*Y*A*Y", "element-missing", 9),
    Damage("place of service not two digits", "CLM", "CLM*T-1*793***1:B:1*Y*A*Y*Y", "place-of-service-wrong", 5),
    Damage("facility qualifier of the other bill", "CLM", "CLM*T-1*793***11:A:1*Y*A*Y*Y", "code-wrong", 5),
    Damage("facility qualifier of the other bill, institutional", "CLM", "CLM*H-1*1200***13:B:1**A*Y*Y", "code-wrong", 5, base=INSTITUTIONAL),
    Damage("frequency missing", "CLM", "CLM*T-1*793***11:B*Y*A*Y*Y", "code-wrong", 5),
    Damage("replacement without the number replaced", "CLM", "CLM*T-1*793***11:B:7*Y*A*Y*Y", "original-number-missing", 5),
    Damage("assignment of unknown code", "CLM", "CLM*T-1*793***11:B:1*Y*Q*Y*Y", "code-wrong", 7),
    Damage("surplus elements", "CL1", "CL1*3*1*01*X", "element-surplus", 4, base=INSTITUTIONAL),
    Damage("reference of unknown kind", "REF*G1", "REF*GG1*AH12345678901A", "code-wrong", 1),
    Damage("authorization number empty", "REF*G1", "REF*G1", "element-missing", 2),
    Damage("diagnoses missing", "HI", None, "diagnosis-missing", away=-2),
    Damage("diagnosis qualifier unknown", "HI", "HI*ABZ:M47816*ABF:M47817", "code-wrong", 1),
    Damage("principal diagnosis not first", "HI", "HI*ABF:M47816*ABF:M47817", "diagnosis-order", 1),
    Damage("two principal diagnoses", "HI", "HI*ABK:M47816*ABK:M47817", "diagnosis-order", 2),
    Damage("diagnosis written with a dot", "HI", "HI*ABK:M47.816*ABF:M47817", "diagnosis-dotted", 1),
    Damage("diagnosis that is no code", "HI", "HI*ABK:47816M*ABF:M47817", "diagnosis-code-wrong", 1),
    Damage("diagnosis without separator", "HI", "HI*ABKM47816*ABF:M47817", "composite-wrong", 1),
    Damage("diagnoses of the ninth edition after 2015", "HI", "HI*BK:72142*BF:7242", "code-set-wrong", 1),
    Damage("statement dates missing", "DTP*434", None, "date-missing", away=-1, base=INSTITUTIONAL),
    # the lines
    Damage("line number out of sequence", "LX*2", "LX*5", "line-number-wrong", 1),
    Damage("line number missing", "LX*2", "LX", "element-missing", 1),
    Damage("LX missing", "LX*2", None, "service-repeated"),
    Damage("service missing", "SV1*HC:64494", None, "service-missing", away=-1),
    Damage("institutional service in a professional claim", "SV1*HC:64494", "SV2*0360*HC:64494:50:KX*206*UN*1", "service-kind-wrong"),
    Damage("professional service in an institutional claim", "SV2", "SV1*HC:64635:RT*1200*UN*1***1", "service-kind-wrong", base=INSTITUTIONAL),
    Damage("procedure qualifier unknown", "SV1*HC:64494", "SV1*XX:64494:50:KX*206*UN*1***1:2", "code-wrong", 1),
    Damage("procedure code of four digits", "SV1*HC:64494", "SV1*HC:6449:50:KX*206*UN*1***1:2", "procedure-code-wrong", 1),
    Damage("procedure code missing", "SV1*HC:64494", "SV1*HC*206*UN*1***1:2", "composite-wrong", 1),
    Damage("procedure missing", "SV1*HC:64494", "SV1**206*UN*1***1:2", "element-missing", 1),
    Damage("modifier of three characters", "SV1*HC:64494", "SV1*HC:64494:50X:KX*206*UN*1***1:2", "modifier-wrong", 1),
    Damage("modifier in small letters", "SV1*HC:64494", "SV1*HC:64494:50:kx*206*UN*1***1:2", "modifier-wrong", 1),
    Damage("modifier twice", "SV1*HC:64494", "SV1*HC:64494:50:50*206*UN*1***1:2", "modifier-repeated", 1),
    Damage("five modifiers", "SV1*HC:64494", "SV1*HC:64494:50:KX:GA:59:RT*206*UN*1***1:2", "modifier-surplus", 1),
    Damage("line charge not a number", "SV1*HC:64494", "SV1*HC:64494:50:KX*2x6*UN*1***1:2", "number-wrong", 2),
    Damage("line charge negative", "SV1*HC:64494", "SV1*HC:64494:50:KX*-206*UN*1***1:2", "amount-negative", 2),
    Damage("unit neither UN nor MJ", "SV1*HC:64494", "SV1*HC:64494:50:KX*206*EA*1***1:2", "code-wrong", 3),
    Damage("units missing", "SV1*HC:64494", "SV1*HC:64494:50:KX*206*UN****1:2", "element-missing", 4),
    Damage("units zero", "SV1*HC:64494", "SV1*HC:64494:50:KX*206*UN*0***1:2", "units-wrong", 4),
    Damage("units not a number", "SV1*HC:64494", "SV1*HC:64494:50:KX*206*UN*one***1:2", "number-wrong", 4),
    Damage("line's place of service wrong", "SV1*HC:64494", "SV1*HC:64494:50:KX*206*UN*1*1A**1:2", "place-of-service-wrong", 5),
    Damage("pointer missing", "SV1*HC:64494", "SV1*HC:64494:50:KX*206*UN*1", "pointer-missing", 7),
    Damage("pointer to a diagnosis that is not there", "SV1*HC:64494", "SV1*HC:64494:50:KX*206*UN*1***1:3", "pointer-dangling", 7),
    Damage("pointer a letter", "SV1*HC:64494", "SV1*HC:64494:50:KX*206*UN*1***A", "pointer-wrong", 7),
    Damage("five pointers", "SV1*HC:64494", "SV1*HC:64494:50:KX*206*UN*1***1:2:3:4:5", "pointer-surplus", 7),
    Damage("composite with a foreign separator", "SV1*HC:64494", "SV1*HC>64494>50>KX*206*UN*1***1:2", "composite-wrong", 1),
    Damage("date of service missing", "DTP*472", None, "date-missing", away=-2, nth=2),
    Damage("date of service impossible", "DTP*472", "DTP*472*D8*20250231", "date-wrong", 3, nth=2),
    Damage("date of service of six digits", "DTP*472", "DTP*472*D8*250310", "date-wrong", 3, nth=2),
    Damage("date in American order", "DTP*472", "DTP*472*D8*03102025", "date-wrong", 3, nth=2),
    Damage("span that ends before it begins", "DTP*472", "DTP*472*RD8*20250312-20250310", "date-span-reversed", 3, nth=2),
    Damage("span with one day", "DTP*472", "DTP*472*RD8*20250310", "date-wrong", 3, nth=2),
    Damage("date format unknown", "DTP*472", "DTP*472*DD*20250310", "code-wrong", 2, nth=2),
    Damage("date of unknown meaning", "DTP*472", "DTP*999*D8*20250310", "code-wrong", 1, nth=2),
    Damage("service after the file was made", "DTP*472", "DTP*472*D8*20260310", "date-in-future", 3, nth=2),
    Damage("service date twice", "REF*6R", "DTP*472*D8*20250311", "segment-repeated", 1),
    Damage("revenue code wrong", "SV2", "SV2*36*HC:64635:RT*1200*UN*1", "revenue-code-wrong", 1, base=INSTITUTIONAL),
    # segments as such
    Damage("segment of unknown name", "REF*6R", "QQQ*1*2", "segment-unknown"),
    Damage("segment name in small letters", "REF*6R", "ref*6R*LINE-1", "segment-unknown"),
    Damage("segment without name", "REF*6R", "*6R*LINE-1", "segment-unknown"),
    Damage("segment where it does not belong", "REF*6R", "CL1*3*1*01", "segment-misplaced"),
    Damage("control character in a segment", "REF*6R", "REF*6R*LINE\x0b1", "character-wrong"),
    Damage("empty segment", "REF*6R", "", "segment-empty"),
    Damage("empty elements at the end", "REF*6R", "REF*6R*LINE-1**", "trailing-separator"),
    Damage("line outside a claim", "HL*3", "LX*9", "line-number-wrong", 1),
    Damage("claim outside a subscriber", "HL*2", None, "subscriber-missing", away=6),
    Damage("authorization number twice", "REF*G1", "REF*G1*AH12345678901A~REF*G1*AH12345678901B", "segment-repeated", 1, away=1),
    Damage("terminator lost between two segments", "LX*2", "LX*2*SV1*HC:64494:50:KX*206*UN*1***1:2", "element-surplus", 2),
)  # fmt: skip


def everything(data: bytes, chunk: int = 8 << 20) -> tuple[list[BilledClaim], list[Fault]]:
    items = list(read_837(data, chunk))
    claims = [item for item in items if isinstance(item, BilledClaim)]
    faults = [item for item in items if isinstance(item, Fault)]
    return claims, faults + [fault for claim in claims for fault in claim.faults]


def damaged(damage: Damage) -> tuple[bytes, int]:
    segments, number = with_segment(damage.base, damage.old, damage.new, nth=damage.nth)
    return written(counted(segments) if damage.recount else segments), number + damage.away


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_damage_is_named_at_its_segment_and_element(damage: Damage) -> None:
    data, number = damaged(damage)
    _, faults = everything(data)
    assert (damage.code, number, damage.element) in {(f.code, f.number, f.element) for f in faults}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_no_damage_loses_a_claim(damage: Damage) -> None:
    data, _ = damaged(damage)
    claims, _ = everything(data)
    assert len(claims) == data.count(b"~\nCLM")


@pytest.mark.parametrize("base", [PROFESSIONAL, INSTITUTIONAL], ids=["professional", "institutional"])
def test_the_undamaged_file_has_no_fault(base: tuple[str, ...]) -> None:
    assert everything(written(base))[1] == []


@pytest.mark.parametrize("base", [PROFESSIONAL, INSTITUTIONAL], ids=["professional", "institutional"])
def test_a_file_cut_off_anywhere_is_read_as_far_as_it_goes(base: tuple[str, ...]) -> None:
    data = written(base)
    for cut in range(data.index(b"ST*837*") + 8, len(data) - 2):
        head = data[:cut]
        claims, faults = everything(head)
        assert len(claims) == head.count(b"~\nCLM"), cut
        assert {"interchange-not-closed", "segment-not-terminated"} & {fault.code for fault in faults}, cut


def test_the_documentation_lists_every_damage() -> None:
    page = (Path(__file__).parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")
    missing = [damage.name for damage in DAMAGES if f"| {damage.name} | `{damage.code}` |" not in page]
    assert not missing
