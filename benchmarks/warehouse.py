"""A table of claim lines swept, against a query written by hand: `python benchmarks/warehouse.py [LINES] [ROUNDS]`.

The query (`warehouse.sql`) runs in DuckDB, in an interpreter named by DUCKDB_PYTHON that has the package `duckdb`;
without it only the sweep is timed. Both use two threads, read the same Parquet file and write the findings that are
not met or not documented; these are compared row for row, and the answers by rule in number. Exit code 1 where they
differ. Times are the best of the rounds, of whole processes without their start.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

THREADS = "2"
HERE = Path(__file__).parent
_SWEEP = """
import datetime as dt, json, sys, time
from facetproof.engines.local import sweep
from facetproof.sources.claim_table import read_claim_table
start, cpu = time.perf_counter(), time.process_time()
found = sweep(read_claim_table(sys.argv[1]).lines, "medicare:ngs", known_from=dt.date(2023, 1, 1))
found.findings.write_parquet(sys.argv[2])
counts = [(row["rule"], status, row[status]) for row in found.counts.iter_rows(named=True)
          for status in ("met", "not_documented", "not_met") if row[status]]
print(json.dumps({"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu, "counts": counts}))
"""


def best(command: list[str], rounds: int) -> dict[str, Any]:
    """The fastest of some runs of a program that prints its seconds as JSON."""
    environment = {**os.environ, "POLARS_MAX_THREADS": THREADS}
    runs = [
        subprocess.run(command, capture_output=True, text=True, check=False, env=environment) for _ in range(rounds)
    ]
    for run in runs:
        if run.returncode:
            sys.exit(run.stderr[-2000:])
    return min((json.loads(run.stdout) for run in runs), key=lambda told: float(told["seconds"]))


def main() -> int:
    """Makes the lines, runs both, compares; returns the exit code."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    duckdb = os.environ.get("DUCKDB_PYTHON")
    with tempfile.TemporaryDirectory() as folder:
        lines, ours, theirs = (str(Path(folder) / f"{name}.parquet") for name in ("lines", "ours", "theirs"))
        subprocess.run([sys.executable, str(HERE / "claim_lines.py"), str(count), lines], check=True)
        sweep = best([sys.executable, "-c", _SWEEP, lines, ours], rounds)
        print(f"sweep   {sweep['seconds']:6.2f} s  ({sweep['cpu']:.2f} s of processor)  {count:,} lines")
        if duckdb is None:
            print("duckdb  not compared: set DUCKDB_PYTHON to an interpreter with the package duckdb")
            return 0
        query = best([duckdb, str(HERE / "warehouse_duckdb.py"), lines, theirs, THREADS], rounds)
        print(f"duckdb  {query['seconds']:6.2f} s  ({query['cpu']:.2f} s of processor)")
        print(f"ratio   {sweep['seconds'] / query['seconds']:6.2f}    ({sweep['cpu'] / query['cpu']:.2f} of processor)")
        return compare(ours, theirs, sweep["counts"], query["counts"])


def compare(ours: str, theirs: str, our_counts: list[Any], their_counts: list[Any]) -> int:
    """Prints whether both found the same; returns the exit code."""
    import polars as pl

    columns = ["patient", "dos", "billing_entity", "rule", "status"]
    one, other = (pl.read_parquet(path).select(columns).sort(columns) for path in (ours, theirs))
    alike = one.equals(other)
    counted = sorted(map(tuple, our_counts)) == sorted(map(tuple, their_counts))
    print(f"findings {one.height:,} and {other.height:,}: {'the same' if alike else 'they DIFFER'}")
    print(f"answers by rule: {'the same' if counted else 'they DIFFER'}")
    if not alike:
        print(one.join(other, on=columns, how="anti", nulls_equal=True).head(5))
        print(other.join(one, on=columns, how="anti", nulls_equal=True).head(5))
    return 0 if alike and counted else 1


if __name__ == "__main__":
    sys.exit(main())
