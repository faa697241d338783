"""`facetproof repair`, `query`, `answer`, `template`: from a finding to the paper that closes it."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

_NOTES = "notes of one patient (files or a folder), or one chart (JSON)"


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verbs and their options."""
    _repair(verbs)
    _query(verbs)
    _answer(verbs)


def _files(p: argparse.ArgumentParser) -> None:
    p.add_argument("files", nargs="+", metavar="NOTE|CHART", help=_NOTES)
    p.add_argument("--payer", metavar="ID", help="policy id such as medicare:ngs, or medicare@TX for the state")
    p.add_argument("--claim", metavar="FILE", help="what was billed")
    p.add_argument("--history-from", metavar="DATE", help="the day from which the history given is complete")


def _repair(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = verbs.add_parser("repair", help="the fewest facts whose documentation would make a chart supported")
    _files(p)
    p.add_argument("--rule", metavar="RULE", help="settle this rule only, such as NC05")
    p.add_argument("--most", metavar="N", type=int, default=12, help="largest set looked for; default 12")
    p.add_argument("--json", action="store_true", help="print the sets as JSON")
    p.set_defaults(run=repair)


def _query(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = verbs.add_parser("query", help="one form of open questions to the author of the record")
    _files(p)
    p.add_argument("--as", dest="form", choices=("text", "json", "docx"), default="text")
    p.add_argument("--asked", metavar="DATE", help="day of asking; default today")
    p.add_argument("--out", metavar="FILE", help="write it to this file")
    p.set_defaults(run=query)


def _answer(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = verbs.add_parser("answer", help="add the answers to a form to its chart, as an addendum")
    p.add_argument("form", metavar="QUERY.json", help="the form, as `facetproof query --as json` wrote it")
    p.add_argument(
        "answers", metavar="ANSWERS.json", help='{"author": …, "written": …, "answers": {"q1": {"text": …}}}'
    )
    p.add_argument("--out", metavar="FILE", help="write the chart with the addendum to this file")
    p.add_argument("--json", action="store_true", help="print the chart as JSON")
    p.set_defaults(run=answer)


def repair(args: argparse.Namespace) -> int:
    """`facetproof repair`."""
    from facetproof.cli.verbs import _color, _from_files, _print_json, _width
    from facetproof.findings.repair import repair as search
    from facetproof.outputs.repair import render_repair

    chart, warnings = _from_files(args)
    _tell(warnings)
    found = search(chart, rule=args.rule, most_facts=args.most)
    if args.json:
        _print_json(found)
    else:
        sys.stdout.write(render_repair(found, width=_width(), color=_color()))
    return 0 if found.outcome == "none_needed" else 1


def query(args: argparse.Namespace) -> int:
    """`facetproof query`."""
    import msgspec

    from facetproof.cli.verbs import _color, _day, _from_files, _width
    from facetproof.findings.inquiry import inquire
    from facetproof.outputs.query import form_docx, render_form

    chart, warnings = _from_files(args)
    _tell(warnings)
    form = inquire(chart, asked=_day(args.asked, "--asked") or dt.date.today())
    if args.form == "docx":
        put(form_docx(form), args.out or "questions.docx")
    elif args.form == "json":
        put(msgspec.json.format(msgspec.json.encode(form), indent=2) + b"\n", args.out)
    else:
        color = _color() and not args.out
        put(render_form(form, width=_width(), color=color).encode(), args.out)
    return 1 if form.questions else 0


def answer(args: argparse.Namespace) -> int:
    """`facetproof answer`."""
    import msgspec

    from facetproof.cli.verbs import _print_json
    from facetproof.facts.addendum import add_answers
    from facetproof.sources.query_json import answers_from, form_from

    form = form_from(Path(args.form))
    added = add_answers(form, answers_from(Path(args.answers)), now=dt.datetime.now().astimezone())
    if args.out:
        put(msgspec.json.format(msgspec.json.encode(added.chart), indent=2) + b"\n", args.out)
    if args.json:
        _print_json(added.chart)
    else:
        sys.stdout.write((added.document.text or "") + "\n")
        if added.open:
            sys.stdout.write(f"Still open: {', '.join(added.open)}\n")
    return 1 if added.open else 0


def put(content: bytes, out: str | None) -> None:
    """Writes to a file, or to the terminal where none is named."""
    from facetproof.errors import InputError

    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        raise InputError(
            "file-unwritable", f"The file cannot be written ({error.strerror})", where=out, todo="Check the folder."
        ) from None
    print(f"written to {out}")


def _tell(warnings: list[Any]) -> None:
    for warning in warnings:
        sys.stderr.write(f"facetproof: {warning}\n")
