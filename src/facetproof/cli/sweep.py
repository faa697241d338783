"""`facetproof sweep`: the rules that claims by themselves can be held to, over a whole warehouse."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facetproof.engines.local import Swept
    from facetproof.outputs.sweep import Summary


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The options of the verb."""
    p = verbs.add_parser("sweep", help="judge the claim lines of a whole warehouse")
    p.add_argument(
        "tables", nargs="+", metavar="TABLE", help="Parquet or CSV of claim lines (columns: docs/sweep.md), or 837"
    )
    p.add_argument("--payer", metavar="ID", required=True, help="policy id such as medicare:ngs, or medicare@TX")
    p.add_argument("--history-from", metavar="DATE", help="day from which the tables hold all facet claims")
    p.add_argument("--out", metavar="FILE", help="write the findings as .parquet, .csv or .jsonl")
    p.add_argument("--all", action="store_true", help="keep findings that are met, too")
    p.add_argument("--json", action="store_true", help="print the summary as JSON")
    p.set_defaults(run=sweep)


def sweep(args: argparse.Namespace) -> int:
    """Runs the sweep; returns the exit code of the contract."""
    import polars as pl

    from facetproof.cli.verbs import _color, _day, _width
    from facetproof.engines import local
    from facetproof.outputs.sweep import check_target, render_sweep, write_findings
    from facetproof.sources.claim_table import read_claim_table

    known_from = _day(args.history_from, "--history-from")
    if args.out:
        check_target(args.out, args.tables)
    read = [read_claim_table(path) for path in args.tables]
    lines = pl.concat([table.lines for table in read])
    found = local.sweep(lines, args.payer, known_from=known_from, everything=args.all)
    refused = [f"{path}:{row}" for path, table in zip(args.tables, read, strict=True) for row in table.refused]
    summary = _summary(args, found, lines.height, refused)
    if args.out:
        write_findings(found.findings, args.out)
    if args.json:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(summary), indent=2) + b"\n")
    else:
        sys.stdout.write(render_sweep(summary, width=_width(), color=_color()))
        if args.out:
            print(f"\n{found.findings.height:,} findings in {args.out}")
    return 0 if summary.fine else 1


def _summary(args: argparse.Namespace, found: Swept, lines: int, refused: list[str]) -> Summary:
    from facetproof.outputs.sweep import RuleCount, Summary
    from facetproof.policy.criterion import criteria

    return Summary(
        policy=args.payer,
        tables=args.tables,
        lines=lines,
        refused_rows=len(refused),
        refused=refused[:100],
        claims=found.claims,
        patients=found.patients,
        history_from=args.history_from,
        rules=[RuleCount(name=criteria()[row["rule"]].name, **row) for row in found.counts.iter_rows(named=True)],
    )
