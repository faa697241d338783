"""`facetproof pathway`: from which day each next procedure is open."""

from __future__ import annotations

import argparse
import sys


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verb and its options."""
    p = verbs.add_parser("pathway", help="from which day each next procedure is open, and why not before")
    p.add_argument("files", nargs="+", metavar="NOTE|CHART", help="notes of one patient, or one chart (JSON)")
    p.add_argument("--payer", metavar="ID", help="policy id such as medicare:ngs, or medicare@TX for the state")
    p.add_argument("--history-from", metavar="DATE", help="the day from which the history given is complete")
    p.add_argument("--from", dest="start", metavar="DATE", help="first day looked at; default the day after the record")
    p.add_argument("--svg", metavar="FILE", help="also draw it")
    p.add_argument("--json", action="store_true", help="print it as JSON")
    p.set_defaults(run=pathway)


def pathway(args: argparse.Namespace) -> int:
    """`facetproof pathway`: 0 where every next procedure is open on a day, else 1."""
    from facetproof.cli.verbs import _color, _day, _from_files, _print_json, _width, _write
    from facetproof.findings.pathway import pathway as find
    from facetproof.outputs.pathway import render_pathway

    chart, warnings = _from_files(args)
    for warning in warnings:
        sys.stderr.write(f"facetproof: {warning}\n")
    found = find(chart, start=_day(args.start, "--from"))
    if args.svg:
        from facetproof.outputs.timeline import timeline

        _write(args.svg, timeline(chart, found))
    if args.json:
        _print_json(found)
    else:
        sys.stdout.write(render_pathway(found, width=_width(), color=_color()))
    return 0 if found.steps and {step.outcome for step in found.steps} == {"open"} else 1
