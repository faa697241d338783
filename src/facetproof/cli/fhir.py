"""`facetproof fhir check`: FHIR resources against R4 and the profiles of prior authorization."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verb and its jobs."""
    p = verbs.add_parser("fhir", help="check FHIR resources: R4, and the profiles of prior authorization")
    jobs = p.add_subparsers(dest="job", metavar="JOB", required=True)
    c = jobs.add_parser("check", help="what a resource or Bundle breaks, each with its place and what to do")
    c.add_argument("files", nargs="+", metavar="FILE", help="JSON: a resource, a Bundle, or a CDS Hooks exchange")
    c.add_argument("--edition", metavar="N", help="edition of the guide, such as 1.1; default 2.0")
    c.add_argument("--questionnaire", metavar="FILE", help="the form that a response answers, or its package")
    c.add_argument("--json", action="store_true", help="print what was found as JSON")
    c.set_defaults(run=check)


def check(args: argparse.Namespace) -> int:
    """`facetproof fhir check`: 1 where something breaks a rule that binds, else 0."""
    from facetproof.cli.verbs import _color, _print_json, _width
    from facetproof.errors import InputError
    from facetproof.outputs.fhir_check import render_check
    from facetproof.sources.fhir_check import check as find
    from facetproof.sources.fhir_check import editions, form_in

    if args.edition is not None and args.edition not in editions():
        todo = f"Use one of {', '.join(editions())}."
        raise InputError("edition-unknown", f"No rules of edition `{args.edition}` are here", todo=todo)
    form = None
    if args.questionnaire:
        form = form_in(_json(args.questionnaire))
        if form is None:
            todo = "Give a Questionnaire, or a package that holds one."
            raise InputError("no-questionnaire", "No Questionnaire is here", where=args.questionnaire, todo=todo)
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


def _json(file: str) -> Any:
    from facetproof.sources.chart_json import parse_json
    from facetproof.sources.text import read_bytes

    return parse_json(read_bytes(Path(file), limit=40_000_000), where=file)
