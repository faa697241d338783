"""Corrected 837 files: only what a correction names changes, and what comes out is read back as meant."""

from __future__ import annotations

import io
import random

import pytest
from msgspec.structs import replace
from sample_837 import INSTITUTIONAL, PROFESSIONAL, written

from facetproof.findings.correction import Correction, applied
from facetproof.model.claimfile import BilledClaim, Fault, ServiceLine
from facetproof.outputs.claim_837 import write_837
from facetproof.sources.x12_837 import read_837

FORMS = {
    "lines": {"end": "~\n"},
    "one line": {"end": "~"},
    "windows": {"end": "~\r\n"},
    "other separators": {"element": "|", "component": ">", "end": "'\n"},
    "line ends only": {"element": "*", "component": ":", "end": "\n"},
}


def claims_of(data: bytes) -> dict[str, BilledClaim]:
    return {item.id: item for item in read_837(data) if isinstance(item, BilledClaim)}


def faults_of(data: bytes) -> list[Fault]:
    items = list(read_837(data))
    return [i for i in items if isinstance(i, Fault)] + [
        f for i in items if isinstance(i, BilledClaim) for f in i.faults
    ]


def corrected(data: bytes, id: str, correction: Correction) -> bytes:
    out = io.BytesIO()
    write_837(data, {claims_of(data)[id].record: [correction]}, out)
    return out.getvalue()


def bare(line: ServiceLine) -> ServiceLine:
    return replace(line, number=0)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("base", [PROFESSIONAL, INSTITUTIONAL], ids=["professional", "institutional"])
def test_without_corrections_every_byte_stays(base: tuple[str, ...], form: dict[str, str]) -> None:
    data = b"\xef\xbb\xbf" + written(base, **form) + b"\n\n"
    out = io.BytesIO()
    assert write_837(data, {}, out) == 0
    assert out.getvalue() == data


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_changed_modifier_changes_nothing_else(form: dict[str, str]) -> None:
    data = written(PROFESSIONAL, **form)
    line = claims_of(data)["T-1"].lines[0]
    fixed = replace(line, modifiers=("RT", "KX"))
    result = corrected(data, "T-1", Correction(replaced=(1,), lines=(fixed,)))
    mark = form.get("component", ":")
    old, new = (mark.join(["64493", *mods]).encode() for mods in (("50", "KX"), ("RT", "KX")))
    assert result == data.replace(old, new)
    assert faults_of(result) == []


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_line_taken_out_leaves_counts_charge_and_numbers_right(form: dict[str, str]) -> None:
    data = written(PROFESSIONAL, **form)
    before = claims_of(data)
    result = corrected(data, "T-1", Correction(replaced=(2,)))
    after = claims_of(result)
    assert faults_of(result) == []
    assert after["T-1"].charge == 587
    assert [line.cpt for line in after["T-1"].lines] == ["64493", "99213"]
    assert [line.number for line in after["T-1"].lines] == [1, 2]
    assert after["T-2"].lines == before["T-2"].lines


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_line_added_is_numbered_dated_and_counted(form: dict[str, str], place: int) -> None:
    data = written(PROFESSIONAL, **form)
    billed = claims_of(data)["T-1"].lines
    new = replace(billed[0], number=0, cpt="64494", modifiers=("LT", "KX"), charge=100.5, control_number=None)
    result = corrected(data, "T-1", Correction(replaced=(place,), lines=(billed[place - 1], new)))
    claim = claims_of(result)["T-1"]
    assert faults_of(result) == []
    assert claim.charge == 893.5
    assert bare(claim.lines[place]) == new
    assert [line.number for line in claim.lines] == [1, 2, 3, 4]


def test_the_last_line_of_the_last_claim_can_be_corrected() -> None:
    data = written(PROFESSIONAL)
    line = claims_of(data)["T-2"].lines[0]
    added = replace(line, number=0, cpt="64634", charge=90.0)
    result = corrected(data, "T-2", Correction(replaced=(1,), lines=(replace(line, units=2.0, charge=1620.0), added)))
    claim = claims_of(result)["T-2"]
    assert faults_of(result) == []
    assert [(line.cpt, line.units, line.charge) for line in claim.lines] == [("64633", 2, 1620), ("64634", 1, 90)]
    assert claim.lines[1].dos == line.dos


def test_an_authorization_number_goes_before_the_diagnoses() -> None:
    for data, id in ((written(PROFESSIONAL), "T-2"), (written(INSTITUTIONAL, end="~"), "H-1")):
        result = corrected(data, id, Correction(authorization_number="AH00000000001A"))
        assert faults_of(result) == []
        assert claims_of(result)[id].authorization_number == "AH00000000001A"
        assert result.decode().replace("\n", "").index("REF*G1*AH00000000001A~") < result.decode().index(
            "HI*", result.index(id.encode())
        )


def test_an_institutional_line_keeps_its_revenue_code() -> None:
    data = written(INSTITUTIONAL)
    line = claims_of(data)["H-1"].lines[0]
    added = replace(line, number=0, cpt="64636", charge=300.0)
    claim = claims_of(corrected(data, "H-1", Correction(replaced=(1,), lines=(line, added))))["H-1"]
    assert [(line.cpt, line.revenue_code, line.charge) for line in claim.lines] == [
        ("64635", "0360", 1200),
        ("64636", "0360", 300),
    ]


def test_a_description_after_the_modifiers_stays_in_its_place() -> None:
    data = written(PROFESSIONAL).replace(b"HC:64493:50:KX*", b"HC:64493:50:KX:::a note*")
    line = claims_of(data)["T-1"].lines[0]
    assert line.note == "a note"
    result = corrected(data, "T-1", Correction(replaced=(1,), lines=(replace(line, modifiers=("RT",)),)))
    assert b"SV1*HC:64493:RT::::a note*412*" in result


def test_a_blocked_correction_is_not_written() -> None:
    data = written(PROFESSIONAL)
    out = io.BytesIO()
    count = write_837(data, {claims_of(data)["T-1"].record: [Correction(replaced=(1,), blocked="no charge")]}, out)
    assert (count, out.getvalue()) == (0, data)


def test_a_new_line_stands_after_the_line_that_stays_not_where_one_goes() -> None:
    data = written(PROFESSIONAL)
    lines = claims_of(data)["T-1"].lines
    new = replace(lines[0], number=0, cpt="64495", charge=10.0, control_number=None)
    claim = claims_of(corrected(data, "T-1", Correction(replaced=(1, 3), lines=(lines[0], new))))["T-1"]
    assert [line.cpt for line in claim.lines] == ["64493", "64495", "64494"]
    assert claim.faults == ()


def test_a_new_line_may_take_the_place_of_the_only_one() -> None:
    data = written(PROFESSIONAL)
    (old,) = claims_of(data)["T-2"].lines
    new = replace(old, number=0, cpt="64635", charge=99.0)
    claim = claims_of(corrected(data, "T-2", Correction(replaced=(1,), lines=(new,))))["T-2"]
    assert [(line.cpt, line.dos, line.charge) for line in claim.lines] == [("64635", old.dos, 99)]
    assert (claim.charge, claim.faults) == (99, ())


def random_correction(claim: BilledClaim, random_: random.Random) -> Correction:
    billed = [line for line in claim.lines if random_.random() < 0.7]
    lines = [
        replace(
            line,
            modifiers=tuple(random_.sample(["50", "KX", "RT", "GC"], random_.randint(0, 3))),
            units=float(random_.randint(1, 3)),
            charge=random_.choice([line.charge, 0.5, 1234.56]),
        )
        for line in billed
        if random_.random() < 0.7
    ]
    added = [
        replace(claim.lines[0], number=0, cpt=code, charge=10.25, control_number=None, note=None)
        for code in random_.sample(["64494", "64495", "64636"], random_.randint(0, 2))
    ]
    number = random_.choice([None, "AH00000000001A"]) if not claim.authorization_number else None
    replaced = tuple(line.number for line in billed)
    return Correction(replaced=replaced, lines=(*lines, *added), authorization_number=number)


@pytest.mark.parametrize("seed", range(60))
def test_the_file_written_reads_back_as_the_claim_corrected(seed: int) -> None:
    random_ = random.Random(seed)
    form = random_.choice(list(FORMS.values()))
    data = written(random_.choice((PROFESSIONAL, INSTITUTIONAL)), **form)
    before = [item for item in read_837(data) if isinstance(item, BilledClaim)]
    corrections = {claim.record: [random_correction(claim, random_)] for claim in before}
    if any(len(applied(claim, corrections[claim.record]).lines) == 0 for claim in before):
        return
    out = io.BytesIO()
    write_837(data, corrections, out)
    after = [item for item in read_837(out.getvalue()) if isinstance(item, BilledClaim)]
    assert faults_of(out.getvalue()) == []
    for old, new in zip(before, after, strict=True):
        wanted = applied(old, corrections[old.record])
        assert replace(new, span=(0, 0), record=0) == replace(wanted, span=(0, 0), record=0)
