"""`facetproof appeal`: a denial against the record, and the letter where the record carries one."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

_FILES = ("docx", "pdf")


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verb and its options."""
    p = verbs.add_parser("appeal", help="what can be done about a denial; the letter where the record carries it")
    p.add_argument(
        "files", nargs="+", metavar="NOTE|CHART", help="notes of one patient (files or a folder), or one chart (JSON)"
    )
    p.add_argument("--denial", metavar="FILE", required=True, help="the denial as JSON or YAML, or an 835 remittance")
    p.add_argument("--claim-number", metavar="N", help="which claim of the 835, by the payer's number or yours")
    p.add_argument("--payer", metavar="ID", help="policy id such as medicare:ngs, or medicare@TX for the state")
    p.add_argument("--claim", metavar="FILE", help="what was billed")
    p.add_argument("--history-from", metavar="DATE", help="the day from which the history given is complete")
    p.add_argument("--format", choices=("text", "json", *_FILES), default="text")
    p.add_argument("--out", metavar="FILE", help="write the letter to this file")
    p.add_argument("--letterhead", metavar="FILE", help="practice, address, phone, fax, npi and signer as YAML or JSON")
    p.add_argument("--dated", metavar="DATE", help="day of the letter, from which days left are counted; default today")
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """`facetproof appeal`; 0 with a letter, 1 without one."""
    from facetproof.cli.paper import put
    from facetproof.cli.verbs import _color, _day, _from_files, _print_json, _width
    from facetproof.findings.appeal import appeal
    from facetproof.outputs.appeal import render_appeal
    from facetproof.outputs.letter import write_letter
    from facetproof.sources.denial import denial_from
    from facetproof.sources.settings import letterhead_from

    day = _day(args.dated, "--dated") or dt.date.today()
    denial = denial_from(Path(args.denial), claim=args.claim_number)
    head = letterhead_from(Path(args.letterhead)) if args.letterhead else None
    chart, warnings = _from_files(args)
    for warning in warnings:
        sys.stderr.write(f"facetproof: {warning}\n")
    found = appeal(chart, denial, asked=day)
    letter = write_letter(found, chart, denial, head=head, day=day) if found.points else None
    report = render_appeal(found, width=_width(), color=_color())
    if args.format == "json":
        _json(args, {"appeal": found, "letter": letter}, _print_json)
    elif letter is None:
        sys.stdout.write(report)
    elif args.format in _FILES or args.out:
        sys.stdout.write(report + "\n")
        put(_written(args.format, letter), args.out or f"appeal.{args.format}")
    else:
        sys.stderr.write(report + "\n")
        put(_written("text", letter), None)
    return 0 if letter else 1


def _json(args: argparse.Namespace, value: Any, show: Any) -> None:
    import msgspec

    from facetproof.cli.paper import put

    if args.out:
        put(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n", args.out)
    else:
        show(value)


def _written(form: str, letter: Any) -> bytes:
    from facetproof.outputs import letter_paper

    if form == "docx":
        return letter_paper.letter_docx(letter)
    if form == "pdf":
        return letter_paper.letter_pdf(letter)
    return letter_paper.letter_text(letter).encode()
