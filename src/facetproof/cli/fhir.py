"""`facetproof fhir check` and `fill`: FHIR resources checked; a payer's form answered from the record."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verb and its jobs."""
    p = verbs.add_parser(
        "fhir", help="check FHIR resources against R4 and the authorization profiles; fill in a payer's form"
    )
    jobs = p.add_subparsers(dest="job", metavar="JOB", required=True)
    c = jobs.add_parser("check", help="what a resource or Bundle breaks, each with its place and what to do")
    c.add_argument(
        "files", nargs="+", metavar="FILE", help="JSON: a resource, a Bundle, a CDS Hooks exchange; - is standard input"
    )
    c.add_argument("--edition", metavar="N", help="edition of the guide, such as 1.1; default 2.0")
    c.add_argument("--questionnaire", metavar="FILE", help="the form that a response answers, or its package")
    c.add_argument("--json", action="store_true", help="print what was found as JSON")
    c.set_defaults(run=check)
    f = jobs.add_parser("fill", help="answer a Questionnaire, or a package with one, from notes or a chart")
    f.add_argument("form", metavar="FORM.json", help="a form of ours, or a payer's")
    f.add_argument("files", nargs="+", metavar="NOTE|CHART", help="notes of one patient, or one chart (JSON)")
    f.add_argument("--subject", metavar="REF", help="reference to the patient, such as Patient/1")
    f.add_argument("--about", metavar="REF", action="append", help="reference to the order or the coverage; repeat it")
    f.add_argument("--request", metavar="FILE", help="patient and coverage, as for `facetproof packet` (YAML)")
    f.add_argument("--authored", metavar="DATE", help="day of filling; default today")
    f.add_argument("--out", metavar="FILE", help="write the response to this file")
    f.set_defaults(run=fill, payer=None, claim=None, history_from=None)


def check(args: argparse.Namespace) -> int:
    """`facetproof fhir check`: 1 where something breaks a rule that binds, else 0."""
    from facetproof.cli.verbs import _color, _print_json, _width
    from facetproof.errors import InputError
    from facetproof.outputs.fhir_check import render_check
    from facetproof.sources.fhir_check import check as find
    from facetproof.sources.fhir_check import editions

    if args.edition is not None and args.edition not in editions():
        todo = f"Use one of {', '.join(editions())}."
        raise InputError("edition-unknown", f"No rules of edition `{args.edition}` are here", todo=todo)
    form = _form(args.questionnaire) if args.questionnaire else None
    found = {
        file: find(_json(file), where=file, edition=args.edition, questionnaire=form)
        for file in dict.fromkeys(args.files)
    }
    if args.json:
        _print_json(found)
    else:
        for file, faults in found.items():
            sys.stdout.write(render_check(file, faults, width=_width(), color=_color()))
    return 1 if any(fault.severe for faults in found.values() for fault in faults) else 0


def fill(args: argparse.Namespace) -> int:
    """`facetproof fhir fill`: a draft for a person to complete; 1 where questions are left open."""
    import datetime as dt

    import msgspec

    from facetproof.cli.paper import put
    from facetproof.cli.verbs import _day, _from_files
    from facetproof.outputs.questionnaire_fill import Context
    from facetproof.outputs.questionnaire_fill import fill as answer
    from facetproof.sources.practice import asked_from

    form = _form(args.form)
    chart, warnings = _from_files(args)
    for warning in warnings:
        sys.stderr.write(f"facetproof: {warning}\n")
    day = _day(args.authored, "--authored") or dt.date.today()
    asked = asked_from(Path(args.request)) if args.request else None
    about = Context(args.subject, tuple(args.about or ()))
    found = answer(form, chart, authored=day, context=about, request=asked)
    put(msgspec.json.format(msgspec.json.encode(found.response), indent=2) + b"\n", args.out)
    if found.left:
        sys.stderr.write(f"facetproof: {len(found.left)} left open: {', '.join(found.left)}\n")
    return 1 if found.left else 0


def _form(file: str) -> dict[str, Any]:
    from facetproof.errors import InputError
    from facetproof.sources.fhir_check import form_in

    form = form_in(_json(file))
    if form is None:
        todo = "Give a Questionnaire, or a package that holds one."
        raise InputError("no-questionnaire", "No Questionnaire is here", where=file, todo=todo)
    return form


def _json(file: str) -> Any:
    """The JSON of a file, or of standard input for `-`."""
    from facetproof.errors import InputError
    from facetproof.sources.chart_json import parse_json
    from facetproof.sources.text import read_bytes

    data = sys.stdin.buffer.read() if file == "-" else read_bytes(Path(file), limit=40_000_000)
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.lstrip()[:1] == b"<":
        raise InputError("fhir-xml", "This is XML", where=file, todo="Give the resource as JSON.")
    return parse_json(data, where=file)
