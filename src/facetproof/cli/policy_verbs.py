"""`facetproof policy …`: what a policy asks, what changes, whom that hits, and how sure the library is."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from typing import Any

Jobs = Any


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The jobs of the verb and their options."""
    p = verbs.add_parser("policy", help="list, show and compare policies; see what a change does; check the library")
    jobs = p.add_subparsers(dest="job", metavar="JOB", required=True)
    listing = jobs.add_parser("list", help="all policies with their versions")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run="policy_list")
    show = jobs.add_parser("show", help="the rules of one policy on a date of service")
    show.add_argument("payer", metavar="ID")
    show.add_argument("--dos", metavar="DATE", help="default today")
    show.add_argument("--json", action="store_true")
    show.set_defaults(run="policy_show")
    _diff(jobs)


def _diff(jobs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = jobs.add_parser("diff", help="compare two policies, or two days of one, rule by rule")
    p.add_argument("before", metavar="ID[@DATE]", help="such as medicare:ngs@2023-01-01; without a date, today")
    p.add_argument("after", metavar="ID[@DATE]")
    form = p.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the differences as JSON")
    form.add_argument("--html", metavar="FILE", help="write them as one HTML page")
    p.set_defaults(run=diff)


def diff(args: argparse.Namespace) -> int:
    """`facetproof policy diff`."""
    from facetproof.cli.verbs import _color, _print_json, _width, _write
    from facetproof.outputs.policy_diff import diff_json, render_diff, render_diff_page
    from facetproof.policy.compare import compare

    found = compare(_side(args.before), _side(args.after))
    if args.json:
        _print_json(diff_json(found))
    elif args.html:
        _write(args.html, render_diff_page(found))
    else:
        sys.stdout.write(render_diff(found, width=_width(), color=_color()))
    return 0


def _side(text: str) -> tuple[str, dt.date]:
    """A policy and a day: `medicare:ngs@2024-01-01`, `medicare@TX@2024-01-01`, or without a day."""
    payer, at, last = text.rpartition("@")
    if at and last[:1].isdigit() and "-" in last:
        return payer, _day(last, text)
    return text, dt.date.today()


def _day(text: str, where: str) -> dt.date:
    from facetproof.errors import InputError

    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(
            "date-invalid", f"`{text}` is no date", where=where, todo="Write it as year-month-day, such as 2025-03-10."
        ) from None
