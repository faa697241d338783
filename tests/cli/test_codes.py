"""`facetproof codes`: official files go in, tables and their days come out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cms_files import write_all

from facetproof.cli import main
from facetproof.sources.cms import official

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FACETPROOF_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_files_loaded_are_listed_as_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = write_all(tmp_path / "download")
    assert main(["codes", "update", *map(str, files.values())]) == 0
    assert "NCCI pairs, practitioner: 2020-01-01 to 2026-03-31" in capsys.readouterr().out
    assert main(["codes", "list"]) == 0
    assert len(re.findall(r"  yours  ", capsys.readouterr().out)) == 7
    assert main(["codes", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"table": "fees", "first": "2024-07-01", "last": "2024-09-30"}.items() <= next(
        row for row in rows if row["table"] == "fees" and not row["own"]
    ).items()
    assert main(["codes", "show", "64635", "--dos", "2026-02-01"]) == 0
    assert "global days 014" in capsys.readouterr().out


def test_one_file_refused_keeps_all_out(tmp_path: Path, data_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = write_all(tmp_path / "download")
    bad = tmp_path / "PPRRVU26_APR.csv"
    bad.write_text("HCPCS,MOD\n64493,\n")
    assert main(["codes", "update", str(files["AOC_V2025Q4_01-MCR.txt"]), str(bad)]) == 2
    told = capsys.readouterr().err
    assert "PPRRVU26_APR.csv" in told
    assert "GLOB DAYS" in told
    assert not data_folder.exists()


def test_an_unknown_code_and_a_wrong_date_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codes", "show", "99999", "--dos", "2024-08-10"]) == 1
    assert "No table at hand knows 99999" in capsys.readouterr().out
    assert main(["codes", "show", "64493", "--dos", "soon"]) == 2


def test_each_file_name_on_the_page_is_one_that_is_known() -> None:
    page = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8")
    table = page.split("| file | table |")[1].split("\n\n")[0]
    cells = [row.split("|")[1] for row in table.splitlines()[1:]]
    names = [name for cell in cells for name in re.findall(r"`([\w.-]+\.(?:txt|csv))`", cell)]
    assert len(names) >= 8
    assert [name for name in names if not official.is_known(name)] == []
