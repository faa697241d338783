"""`facetproof bench read`, and what `facetproof read` offers a reviewer: why, a page to correct, corrections kept."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verb `bench`, and more options of `read`."""
    bench = verbs.add_parser("bench", help="measure the product on notes of your own")
    jobs = bench.add_subparsers(dest="job", metavar="JOB", required=True)
    p = jobs.add_parser("read", help="precision, recall and F1 of reading, against charts that a person found")
    p.add_argument("gold", nargs="+", metavar="GOLD.jsonl", help="one {id, text or file, chart} a line")
    p.add_argument("--notes", metavar="DIR", help="folder of the notes named by `file`; default that of the gold file")
    p.add_argument("--show", action="store_true", help="also each value that differs")
    p.add_argument("--bar", type=float, metavar="F1", help="exit code 1 below this F1 in any set")
    p.add_argument("--json", action="store_true", help="print the figures as JSON")
    p.set_defaults(run=bench_read)
    read = verbs.choices["read"]
    read.add_argument("--explain", action="store_true", help="with each value: which reader and which cue gave it")
    read.add_argument("--review", metavar="FILE", help="write a page on which a person confirms or corrects each fact")
    read.add_argument("--accept", metavar="FILE", help="keep the corrections saved from that page as gold rows")
    read.add_argument("--into", metavar="FOLDER", help="the folder in which --accept keeps them")
    read.set_defaults(run=read_more)


def bench_read(args: argparse.Namespace) -> int:
    """`facetproof bench read`: 1 for a trap, an invented value, a quote not verbatim or an F1 below the bar."""
    from facetproof.cli.verbs import _color, _print_json, _width
    from facetproof.facts.bench.measure import measure
    from facetproof.sources.gold import gold_rows

    notes = Path(args.notes) if args.notes else None
    sets = [measure(name, gold_rows(Path(name), notes)) for name in args.gold]
    if args.json:
        _print_json({"sets": sets})
    else:
        from facetproof.outputs.bench import render_bench

        sys.stdout.write(render_bench(sets, width=_width(), color=_color(), show=args.show))
    bad = [found for found in sets if found.traps or found.invented or found.quotes_not_verbatim]
    low = [found for found in sets if args.bar is not None and (found.overall.f1 or 0) < args.bar]
    return 1 if bad or low else 0


def read_more(args: argparse.Namespace) -> int:
    """`facetproof read` with or without the options of this module."""
    from facetproof.cli import verbs

    if args.accept or args.into:
        return _accept(args)
    if not (args.explain or args.review):
        return verbs.read(args)
    chart, warnings = verbs._from_files(args)
    for warning in warnings:
        sys.stderr.write(f"facetproof: {warning}\n")
    if args.review:
        from facetproof.outputs.review import render_review

        verbs._write(args.review, render_review(chart))
    if not args.explain:
        if args.json:
            verbs._print_json(chart)
        else:
            sys.stdout.write(f"{args.review} is written. Open it in a browser; nothing leaves this computer.\n")
        return 0
    from facetproof.facts.cues_fired import cues_fired

    fired = cues_fired(chart)
    if args.json:
        verbs._print_json([told._asdict() for told in fired])
        return 0
    from facetproof.outputs.facts import render_facts

    sys.stdout.write(render_facts(chart, width=verbs._width(), color=verbs._color(), why=fired))
    return 0


def _accept(args: argparse.Namespace) -> int:
    from facetproof.errors import InputError
    from facetproof.sources.gold import gold_rows, keep

    if not (args.accept and args.into):
        raise InputError("accept-into", "--accept and --into go together", todo="Name the folder with --into FOLDER.")
    path, new, renewed = keep(gold_rows(Path(args.accept)), Path(args.into))
    print(f"{path}: {new} notes added, {renewed} renewed. It holds patients' notes; measure with `bench read {path}`.")
    return 0
