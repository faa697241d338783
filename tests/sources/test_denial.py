"""Denials from JSON, YAML and 835 remittances; what is no denial is refused with its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from facetproof.errors import InputError
from facetproof.model.denial import Denial
from facetproof.sources.denial import denial_from

HEADER = (
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260112*0900*^*00501*000000001*0*T*:~\n"
    "GS*HP*PAYER*PRACTICE*20260112*0900*1*X*005010X221A1~\n"
)
FOOTER = "GE*1*1~\nIEA*1*000000001~\n"


def remittance(*claims: str, track: str = "MB") -> bytes:
    body = (
        "ST*835*0001~\nBPR*I*0*C*NON************20260114~\nTRN*1*1*1~\nDTM*405*20260112~\n"
        "N1*PR*EXAMPLE PAYER~\nN3*PO BOX 1*SUITE 2~\nN4*SPRINGFIELD*KY*400000000~\nN1*PE*PRACTICE*XX*1234567893~\n"
        "N3*1 OTHER ROAD~\nLX*1~\n" + "".join(claims).replace("{track}", track) + "SE*20*0001~\n"
    )
    return (HEADER + body + FOOTER).encode()


DENIED = (
    "CLP*ACC1*4*900*0*0*{track}*PAYER1*11*1~\nNM1*QC*1*TESTCASE*ANN****MI*M100~\nMOA***MA01~\n"
    "SVC*HC:64635:50*600*0**0**1~\nDTM*472*20251125~\nCAS*CO*50*600~\nLQ*HE*N115~\n"
    "SVC*HC:64636:50*300*0**0**2~\nDTM*472*20251125~\nCAS*CO*50*200**151*100~\nCAS*PR*3*10~\n"
)
PAID = "CLP*ACC2*1*500*400*100*{track}*PAYER2*11*1~\nSVC*HC:64493:RT:KX*500*400**1~\nDTM*472*20251101~\nCAS*PR*2*100~\n"
REVERSED = "CLP*ACC3*22*-500*-400**{track}*PAYER3*11*1~\nSVC*HC:64493*-500*-400**1~\nDTM*472*20251101~\n"


def written(folder: Path, content: bytes | str, name: str = "denial.yaml") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_claim_of_a_remittance_is_read_with_its_lines_and_codes(tmp_path: Path) -> None:
    denial = denial_from(written(tmp_path, remittance(DENIED, PAID, REVERSED), "era.835"), claim="PAYER1")
    assert (denial.claim_number, denial.account_number, denial.track) == ("PAYER1", "ACC1", "original_medicare")
    assert (denial.patient, denial.member_id, denial.payer) == ("ANN TESTCASE", "M100", "EXAMPLE PAYER")
    assert denial.payer_address == ("PO BOX 1", "SUITE 2", "SPRINGFIELD, KY 40000")
    assert (denial.decision_date, denial.dos, denial.rarc) == (dt.date(2026, 1, 12), dt.date(2025, 11, 25), ("MA01",))
    first, second = denial.lines
    assert (first.cpt, first.modifiers, first.carc, first.rarc) == ("64635", ("50",), ("50",), ("N115",))
    assert (second.units, second.carc, second.groups) == (2, ("50", "151", "3"), ("CO", "PR"))


@pytest.mark.parametrize("number", ["PAYER2", "ACC2"])
def test_the_claim_is_chosen_by_either_number(tmp_path: Path, number: str) -> None:
    path = written(tmp_path, remittance(DENIED, PAID), "era.835")
    assert denial_from(path, claim=number).account_number == "ACC2"


@pytest.mark.parametrize(
    ("filing", "track"), [("MA", "original_medicare"), ("16", "medicare_advantage"), ("CI", "commercial"), ("WC", None)]
)
def test_the_filing_indicator_tells_the_track_where_it_does(tmp_path: Path, filing: str, track: str | None) -> None:
    assert denial_from(written(tmp_path, remittance(DENIED, track=filing), "era.835")).track == track


@pytest.mark.parametrize(
    ("content", "claim", "code"),
    [
        (remittance(DENIED, PAID), None, "denial-ambiguous"),
        (remittance(DENIED), "OTHER", "denial-absent"),
        (remittance(REVERSED), None, "denial-ambiguous"),
        ((HEADER + "ST*837*0001~\nSE*2*0001~\n" + FOOTER).encode(), None, "remittance-absent"),
    ],
)
def test_a_remittance_without_the_one_claim_is_refused(
    tmp_path: Path, content: bytes, claim: str | None, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        denial_from(written(tmp_path, content, "era.835"), claim=claim)
    assert caught.value.code == code


def test_codes_are_taken_with_or_without_their_group(tmp_path: Path) -> None:
    denial = denial_from(
        written(
            tmp_path,
            "claim_number: '1'\ndecision_date: 2026-01-12\ncarc: CO-50\nrarc: n115\n"
            "lines:\n- {cpt: '64493', modifiers: [RT], carc: [PR 96, b15], units: 2}\n",
        )
    )
    assert (denial.carc, denial.groups, denial.rarc) == (("50",), ("CO",), ("N115",))
    assert (denial.lines[0].carc, denial.lines[0].groups, denial.lines[0].units) == (("96", "B15"), ("PR",), 2)


def test_a_denial_written_out_reads_back(tmp_path: Path) -> None:
    denial = denial_from(written(tmp_path, remittance(DENIED), "era.835"))
    assert denial_from(written(tmp_path, msgspec.json.encode(denial), "denial.json")) == denial
    assert isinstance(denial, Denial)


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("carc: [50]", "denial-invalid", "denial.yaml"),
        ("decision_date: soon\ncarc: [50]", "denial-invalid", "decision_date"),
        ("decision_date: 2026-01-12", "denial-no-code", "denial.yaml"),
        ("decision_date: 2026-01-12\ncarc: [medical necessity]", "denial-invalid", "carc"),
        ("decision_date: 2026-01-12\ncarc: [50]\nlines: [{carc: [CO-x]}]", "denial-invalid", "lines.0.carc"),
        ("decision_date: 2026-01-12\ncarc: [50]\nlines: [{code: '64493'}]", "denial-invalid", "code"),
        ("decision_date: 2026-01-12\ncarc: [50]\ntrack: medicare", "denial-invalid", "track"),
        ("decision_date: 2026-01-12\ncarc: [50]\nreceived: 2026-01-01", "denial-invalid", "received"),
        ("decision_date: 2026-01-12\ncarc: [50]\nlines: [{cpt: '64493', units: -3}]", "denial-invalid", "units"),
        ("decision_date: 2026-01-12\ncarc: [50]\nlines: [{cpt: '64493', charge: nan}]", "denial-invalid", "charge"),
        ("decision_date: 2026-01-12\ncarc: [50]\nlines: [{cpt: facet}]", "denial-invalid", "cpt"),
        ("- 50", "denial-invalid", "denial.yaml"),
        ("{", "settings-unreadable", "line"),
        ("", "denial-invalid", "denial.yaml"),
    ],
)
def test_what_is_no_denial_is_refused_with_its_place(tmp_path: Path, content: str, code: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        denial_from(written(tmp_path, content))
    assert caught.value.code == code
    assert place in caught.value.where
    assert caught.value.todo
