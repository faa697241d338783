"""Official CMS files: read whole, refused at the right place, kept by quarter."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from cms_files import ADD_ONS, DIAGNOSES, FEES, PAIRS, PAIRS_HEAD, SURGERY, UNITS, pair_lines, write_all, zipped

from facetproof.errors import InputError
from facetproof.sources.cms.edition import Edition, Kind, quarter, quarter_name
from facetproof.sources.cms.official import Wanted, read_official
from facetproof.sources.cms.store import as_text, data_folder, from_text, own_editions, save

FACET = frozenset({"64490", "64493", "64494", "64634", "64635", "64636"})
WANTED = Wanted(FACET, FACET, frozenset({"M47"}))


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return write_all(tmp_path / "download")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FACETPROOF_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def read(*paths: Path) -> dict[Kind, Edition]:
    return {edition.kind: edition for edition in read_official(paths, WANTED)}


def test_every_official_file_is_read_into_what_matters(files: dict[str, Path]) -> None:
    found = read(*files.values())
    assert set(found) == set(Kind) - {Kind.PTP_OUTPATIENT}
    assert found[Kind.PTP_PRACTITIONER].rows == (
        ("00100", "64490", "1", "2010-01-01", ""),
        ("20552", "64493", "1", "2010-01-01", ""),
        ("62323", "64493", "0", "2025-01-01", ""),
        ("64490", "36000", "0", "2010-01-01", "2019-12-31"),
        ("64493", "36000", "0", "2010-01-01", ""),
        ("64493", "99213", "1", "2013-01-01", ""),
    )
    assert found[Kind.MUE_PRACTITIONER].rows == (("64493", "1", "2"), ("64636", "3", "3"))
    assert found[Kind.ADD_ON].rows == (
        ("64494", "64490", "2013-04-01", "2025-03-31"),
        ("64494", "64493", "2013-04-01", ""),
    )
    assert found[Kind.FEES].rows == (("64493", "A", "000", "2", "1"), ("64635", "A", "014", "2", "1"))
    assert found[Kind.ASC].rows == (("64493", "Y", "G2", "", ""), ("64494", "N", "N1", "", ""))
    assert found[Kind.ICD10CM].rows == (("M4781", "0"), ("M47816", "1"))


def test_each_edition_knows_its_days(files: dict[str, Path]) -> None:
    spans = {kind: (e.first.isoformat(), e.last.isoformat()) for kind, e in read(*files.values()).items()}
    assert spans == {
        Kind.PTP_PRACTITIONER: ("2020-01-01", "2026-03-31"),
        Kind.MUE_PRACTITIONER: ("2026-01-01", "2026-03-31"),
        Kind.MUE_OUTPATIENT: ("2026-01-01", "2026-03-31"),
        Kind.ADD_ON: ("2025-10-01", "2025-12-31"),
        Kind.FEES: ("2026-01-01", "2026-03-31"),
        Kind.ASC: ("2026-10-01", "2026-12-31"),
        Kind.ICD10CM: ("2026-10-01", "2027-09-30"),
    }


def test_no_descriptor_and_no_rationale_is_kept(files: dict[str, Path]) -> None:
    kept = "".join(as_text(edition) for edition in read(*files.values()).values())
    assert "not kept" not in kept
    assert "Standards" not in kept
    assert "Spondylosis" not in kept


def test_files_in_a_zip_are_read_like_files(files: dict[str, Path]) -> None:
    folder = files["PPRRVU26_JAN.csv"].parent
    path = zipped(folder, "ccipra-v320r0-f1.TXT", "ccipra-v320r0-f2.TXT", "PPRRVU26_JAN.csv")
    apart = read(*(files[n] for n in ("ccipra-v320r0-f1.TXT", "ccipra-v320r0-f2.TXT", "PPRRVU26_JAN.csv")))
    assert read(path) == apart


GOOD = pair_lines(PAIRS)
CUT = GOOD[: GOOD.index("99213")]


@pytest.mark.parametrize(
    ("name", "text", "code", "where"),
    [
        ("readme.txt", "hello", "codes-file-unknown", "readme.txt"),
        ("ccipra-v320r0-f1.xlsx", "PK", "codes-file-unknown", ".xlsx"),
        ("ccipra-v320r0-f1.txt", PAIRS_HEAD.replace("Deletion", "Ended") + GOOD, "codes-file-layout", "f1.txt"),
        ("ccipra-v320r0-f1.txt", PAIRS_HEAD + GOOD.replace("\t", ","), "codes-file-layout", "f1.txt"),
        ("ccipra-v320r0-f1.txt", PAIRS_HEAD + CUT, "codes-file-layout", "line 12"),
        ("ccipra-v320r0-f1.txt", PAIRS_HEAD + GOOD.replace("20250101", "01/2025"), "codes-file-layout", "line 9"),
        ("ccipra-v320r0-f1.txt", PAIRS_HEAD + GOOD.replace("*\t0", "*\t5"), "codes-file-layout", "line 9"),
        ("ccipra-v320r0-f2.txt", PAIRS_HEAD + GOOD, "codes-file-parts", "ccipra-v320"),
        ("ccipra-v320r0-f1.txt", PAIRS_HEAD + pair_lines(PAIRS[:3]), "codes-file-parts", "ccipra-v320"),
        ("ccipra-v325r0-f1.txt", PAIRS_HEAD + GOOD, "codes-file-layout", "ccipra-v325"),
        (
            "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv",
            UNITS.format(service="Outpatient Hospital"),
            "codes-file-layout",
            "MCR_MUE",
        ),
        (
            "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv",
            UNITS.format(service="Practitioner").replace("64636,3", "64636,three"),
            "codes-file-layout",
            "line 7",
        ),
        (
            "MCR_MUE_PractitionerServices_Eff_02-01-2026.csv",
            UNITS.format(service="Practitioner"),
            "codes-file-layout",
            "02-01-2026",
        ),
        ("AOC_V2025Q4-MCR.txt", ADD_ONS.replace("Primary_Code", "Parent"), "codes-file-layout", "AOC"),
        ("AOC_V2025Q4-MCR.txt", ADD_ONS.replace("2025090", "2025-03-31"), "codes-file-layout", "line 4"),
        ("PPRRVU26_JAN.csv", FEES.replace("GLOB", "WORLD"), "codes-file-layout", "PPRRVU26"),
        ("AA.csv", SURGERY.replace("October 2026 Payment Indicator", "Indicator"), "codes-file-layout", "AA.csv"),
        ("icd10cm_order_2027.txt", DIAGNOSES + "M47816 lumbar", "codes-file-layout", "line 4"),
    ],
)
def test_what_does_not_match_is_refused_with_its_place_and_a_cure(
    tmp_path: Path, name: str, text: str, code: str, where: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="cp1252", newline="")
    with pytest.raises(InputError) as refused:
        read_official([path], WANTED)
    assert refused.value.code == code
    assert where in refused.value.where
    assert refused.value.todo


def test_a_zip_without_a_known_file_and_a_missing_file_are_refused(files: dict[str, Path], tmp_path: Path) -> None:
    for path in (zipped(files["PPRRVU26_JAN.csv"].parent), tmp_path / "nowhere.zip"):
        with pytest.raises(InputError, match="Known are"):
            read_official([path], WANTED)


def test_an_edition_is_written_and_read_back_the_same(files: dict[str, Path]) -> None:
    for edition in read(*files.values()).values():
        assert from_text("test", as_text(edition)) == edition


def test_earlier_quarters_stay_and_the_same_quarter_takes_its_place(files: dict[str, Path], store: Path) -> None:
    editions = read(*files.values())
    save(editions.values())
    units = editions[Kind.MUE_PRACTITIONER]
    later = units._replace(first=dt.date(2026, 4, 1), last=dt.date(2026, 6, 30))
    save([later, units._replace(source="reissued")])
    assert [(e.first, e.source == "reissued") for e in own_editions(Kind.MUE_PRACTITIONER)] == [
        (dt.date(2026, 1, 1), True),
        (dt.date(2026, 4, 1), False),
    ]
    assert data_folder() == store
    assert own_editions(Kind.PTP_OUTPATIENT) == ()


def test_a_strange_file_in_the_data_folder_is_named(store: Path) -> None:
    (store / "codes").mkdir(parents=True)
    (store / "codes" / "fees_2026-01-01.csv").write_text("something else\n")
    with pytest.raises(InputError, match="fees_2026-01-01"):
        own_editions(Kind.FEES)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FACETPROOF_DATA", str(tmp_path / "file"))
    with pytest.raises(InputError, match="FACETPROOF_DATA"):
        save([])


def test_a_quarter_has_its_first_and_last_day() -> None:
    assert quarter(2024, 3) == (dt.date(2024, 7, 1), dt.date(2024, 9, 30))
    assert quarter(2024, 4) == (dt.date(2024, 10, 1), dt.date(2024, 12, 31))
    assert quarter_name(dt.date(2024, 12, 31)) == "2024 Q4"
