"""Runs `warehouse.sql` with DuckDB in an interpreter of its own: TABLE OUT THREADS; prints the seconds it took."""

import csv
import datetime as dt
import json
import sys
import time
from pathlib import Path

import duckdb  # type: ignore[import-not-found,unused-ignore]

TABLES = Path(__file__).parents[1] / "src" / "facetproof" / "coding" / "tables"
FIRST, LAST = "0001-01-01", "9999-12-31"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one shipped table."""
    return list(csv.DictReader((TABLES / name).read_text(encoding="utf-8").splitlines()))


def load(db: "duckdb.DuckDBPyConnection") -> None:
    """The dated edit tables, one code or pair a row."""
    db.execute(
        "CREATE TABLE codes (code TEXT, family TEXT, region TEXT, role TEXT, first_day DATE, last_day DATE,"
        " injection BOOLEAN)"
    )
    db.executemany(
        "INSERT INTO codes VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                r["code"],
                r["family"],
                r["region"],
                r["role"],
                r["first_day"] or FIRST,
                r["last_day"] or LAST,
                r["family"].startswith("injection"),
            )
            for r in rows("codes.csv")
        ],
    )
    db.execute("CREATE TABLE add_ons (add_on TEXT, primaries TEXT[], thoracolumbar TEXT)")
    db.executemany(
        "INSERT INTO add_ons VALUES (?, ?, ?)",
        [(r["add_on"], r["primaries"].split(), r["thoracolumbar_primary"] or None) for r in rows("add_ons.csv")],
    )
    db.execute("CREATE TABLE mue (tab TEXT, code TEXT, units_limit INT, first_day DATE, last_day DATE)")
    db.executemany(
        "INSERT INTO mue VALUES (?, ?, ?, ?, ?)",
        [
            (r["table"], code, int(r["units"]), r["first_day"] or FIRST, r["last_day"] or LAST)
            for r in rows("mue.csv")
            for code in r["codes"].split()
        ],
    )
    db.execute(
        "CREATE TABLE compact (other TEXT, facet TEXT, kind TEXT, facet_first BOOLEAN, allowed BOOLEAN, first_day DATE)"
    )
    db.executemany(
        "INSERT INTO compact VALUES (?, ?, ?, ?, ?, ?)",
        [
            (other, facet, r["kind"], r["facet_column"] == "1", r["indicator"] == "1", r["first_day"] or FIRST)
            for r in rows("included.csv")
            for other in r["others"].split()
            for facet in r["facet_codes"].split()
        ],
    )
    lines = (TABLES / "editions" / "ptp_practitioner.csv").read_text(encoding="utf-8").splitlines()
    _, first, last, _ = next(csv.reader(lines[:1]))
    facets = {r["code"] for r in rows("codes.csv")}
    pairs: dict[tuple[str, str], tuple[bool, bool, str, str]] = {}
    for r in csv.DictReader(lines[1:]):
        for one in r["column1"].split():
            for two in r["column2"].split():
                told = (r["indicator"] == "1", r["first_day"] or FIRST, r["last_day"] or LAST)
                if one in facets:
                    pairs.setdefault((two, one), (True, *told))
                if two in facets:
                    pairs.setdefault((one, two), (False, *told))
    db.execute(
        "CREATE TABLE pairs (other TEXT, facet TEXT, facet_first BOOLEAN, allowed BOOLEAN, first_day DATE,"
        " last_day DATE)"
    )
    kept = ("64490 64491 64492 64493 64494 64495 64633 64634 64635 64636 77003 99213 20553 99152").split()
    db.executemany(
        "INSERT INTO pairs VALUES (?, ?, ?, ?, ?, ?)",
        [(*pair, *told) for pair, told in pairs.items() if pair[0] in kept],
    )
    db.execute("SET VARIABLE modifiers = ?", [[m for r in rows("modifiers.csv") for m in r["modifiers"].split()]])
    db.execute("SET VARIABLE edition_first = ?", [dt.date.fromisoformat(first)])
    db.execute("SET VARIABLE edition_last = ?", [dt.date.fromisoformat(last)])
    db.execute("SET VARIABLE known_from = ?", [dt.date(2023, 1, 1)])


def main() -> None:
    """Loads the tables, runs the query, writes what is not met or not documented."""
    table, out, threads = sys.argv[1:4]
    db = duckdb.connect()
    db.execute(f"SET threads = {int(threads)}")
    load(db)
    start = time.perf_counter()
    cpu = time.process_time()
    db.execute(
        f"CREATE TEMP VIEW read_lines AS SELECT file_row_number AS n, * FROM read_parquet('{table}',"  # noqa: S608
        " file_row_number = true)"
    )
    db.execute((Path(__file__).parent / "warehouse.sql").read_text(encoding="utf-8"))
    counts = db.execute("SELECT rule, status, count(*) FROM answers GROUP BY ALL ORDER BY ALL").fetchall()
    db.execute(f"COPY (SELECT * FROM answers WHERE status <> 'met') TO '{out}' (FORMAT parquet)")  # noqa: S608
    print(json.dumps({"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu, "counts": counts}))


if __name__ == "__main__":
    main()
