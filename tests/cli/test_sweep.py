"""`facetproof sweep`: the table read, the findings written, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from sample_837 import PROFESSIONAL

from facetproof.cli import main

HEADER = "patient,dos,cpt,modifiers,units,billing_entity,region\n"
#: Five diagnostic sessions in eleven months, the fifth one too many.
FIVE = "".join(
    f"A,{day},64493,50:KX,1,professional,\n"
    for day in ("2025-01-10", "2025-03-10", "2025-05-10", "2025-08-10", "2025-12-10")
)


def written(folder: Path, rows: str, name: str = "lines.csv") -> str:
    path = folder / name
    path.write_text(HEADER + rows, encoding="utf-8")
    return str(path)


def summary(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, dict[str, dict[str, object]]]:
    code = main(["sweep", *args, "--payer", "medicare:ngs", "--json"])
    return code, {rule["rule"]: rule for rule in json.loads(capsys.readouterr().out)["rules"]}


def test_a_fifth_diagnostic_session_is_one_too_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, rules = summary(capsys, written(tmp_path, FIVE), "--history-from", "2023-01-01")
    assert code == 1
    assert (rules["FQ01"]["met"], rules["FQ01"]["not_met"], rules["FQ01"]["not_documented"]) == (4, 1, 0)


def test_without_a_known_first_day_a_limit_is_broken_but_never_proven(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, rules = summary(capsys, written(tmp_path, FIVE))
    assert (rules["FQ01"]["met"], rules["FQ01"]["not_met"], rules["FQ01"]["not_documented"]) == (0, 1, 4)


def test_a_session_exactly_a_year_earlier_has_left_the_window(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = FIVE.replace("2025-12-10", "2026-01-10")
    _, rules = summary(capsys, written(tmp_path, rows), "--history-from", "2023-01-01")
    assert (rules["FQ01"]["met"], rules["FQ01"]["not_met"]) == (5, 0)


def test_two_billers_of_one_day_are_one_session(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = FIVE.replace("2025-12-10", "2025-08-10").replace(
        "2025-08-10,64493,50:KX,1,professional", "2025-08-10,64493,50:KX,1,asc", 1
    )
    _, rules = summary(capsys, written(tmp_path, rows), "--history-from", "2023-01-01")
    assert (rules["FQ01"]["met"], rules["FQ01"]["not_met"]) == (5, 0)


def test_the_first_thoracic_code_alone_leaves_the_region_open_unless_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    thoracic = FIVE.replace("64493", "64490")
    _, rules = summary(capsys, written(tmp_path, thoracic), "--history-from", "2023-01-01")
    assert (rules["FQ01"]["not_met"], rules["FQ01"]["not_documented"]) == (0, 1)
    told = thoracic.replace("professional,\n", "professional,cervical_thoracic\n")
    _, rules = summary(capsys, written(tmp_path, told), "--history-from", "2023-01-01")
    assert (rules["FQ01"]["not_met"], rules["FQ01"]["not_documented"]) == (1, 0)


def test_rows_that_cannot_be_read_are_left_out_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = "A,10.3.2025,64493,,1,,\nA,2025-03-10,64493,,many,,\n,2025-03-10,64493,,1,,\nA,2025-03-10,64493,,1,clinic,\n"
    table = written(tmp_path, FIVE + bad)
    assert main(["sweep", table, "--payer", "medicare:ngs", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["refused"] == [f"{table}:{n}" for n in (6, 7, 8, 9)]
    assert (found["lines"], found["claims"]) == (5, 5)


@pytest.mark.parametrize("kind", ["parquet", "csv", "jsonl"])
def test_findings_are_written_in_the_kind_that_the_name_tells(kind: str, tmp_path: Path) -> None:
    out = tmp_path / f"findings.{kind}"
    table = written(tmp_path, FIVE + "A,2025-03-10,77003,,1,professional,\n")
    assert main(["sweep", table, "--payer", "medicare:ngs", "--history-from", "2023-01-01", "--out", str(out)]) == 1
    rows = pl.read_parquet(out) if kind == "parquet" else pl.read_csv(out) if kind == "csv" else pl.read_ndjson(out)
    assert sorted(rows["rule"]) == ["BL06", "FQ01"]
    assert rows.filter(rule="FQ01")["observed"].cast(pl.String).to_list() == ["5"]


def test_parquet_with_lists_of_modifiers_is_read_as_the_same_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = written(tmp_path, FIVE)
    listed = tmp_path / "lines.parquet"
    table = pl.read_csv(plain, try_parse_dates=True).with_columns(pl.col("modifiers").str.split(":"))
    table.drop("region").write_parquet(listed)
    assert summary(capsys, plain) == summary(capsys, str(listed))


@pytest.mark.parametrize(
    ("rows", "args", "told"),
    [
        (None, [], "no such table"),
        ("", ["--out", "findings.xlsx"], "Parquet, CSV or JSONL"),
        ("", ["--payer", "medicare:nowhere"], "medicare:nowhere"),
        ("A,2025-01-10,64493,,1,,\n", ["--payer", "bcbs-ms"], "do not tell the joints"),
    ],
    ids=["no table", "kind of output", "payer", "limits by joint level"],
)
def test_what_cannot_be_swept_is_refused(
    rows: str | None, args: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = str(tmp_path / "none.csv") if rows is None else written(tmp_path, rows)
    assert main(["sweep", table, "--payer", "medicare:ngs", *args]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(("frequency", "lines", "claims", "refused"), [("1", 4, 2, 0), ("7", 1, 1, 1), ("8", 1, 1, 1)])
def test_an_837_is_swept_without_replaced_and_void_claims(
    frequency: str, lines: int, claims: int, refused: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "claims.837"
    segments = "~\n".join(PROFESSIONAL).replace("11:B:1*", f"11:B:{frequency}*")
    path.write_text(f"{segments}~\n", encoding="ascii")
    main(["sweep", str(path), "--payer", "medicare:ngs", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (found["lines"], found["claims"], found["patients"]) == (lines, claims, claims)
    assert found["refused_rows"] == refused


def test_a_table_without_a_column_is_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lines.csv"
    path.write_text("patient,dos,cpt\nA,2025-01-10,64493\n", encoding="utf-8")
    assert main(["sweep", str(path), "--payer", "medicare:ngs"]) == 2
    assert "modifiers, units, billing_entity" in capsys.readouterr().err
