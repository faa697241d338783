"""`facetproof policy …`: what a policy asks, what changes, and whom that hits."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from itertools import chain
from typing import TYPE_CHECKING

from facetproof.cli import import_verbs, library_verbs

if TYPE_CHECKING:
    from facetproof.findings.impact import Law


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
    _impact(jobs)
    library_verbs.add_parsers(jobs)
    import_verbs.add_parsers(jobs)


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


def _impact(jobs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = jobs.add_parser("impact", help="which cases a change of policy hits, from what to what, and why")
    p.add_argument("charts", nargs="+", metavar="CHARTS.jsonl", help="one chart (JSON) a line; - for standard input")
    p.add_argument("--from", dest="before", metavar="[ID@]DATE", required=True, help="judge by the policy of this day")
    p.add_argument("--to", dest="after", metavar="[ID@]DATE", required=True, help="and by the policy of this one")
    p.add_argument("--payer", metavar="ID", help="judge all charts by this policy; default: each by its own payer")
    p.add_argument("--all", action="store_true", help="list every case that is hit")
    p.add_argument("--json", action="store_true", help="print the result as JSON")
    p.set_defaults(run=impact)


def impact(args: argparse.Namespace) -> int:
    """`facetproof policy impact`: 1 where a case is hit, 2 where a line could not be judged."""
    from facetproof.cli import batch
    from facetproof.cli.verbs import _color, _print_json, _width
    from facetproof.errors import FacetproofError
    from facetproof.findings.impact import Tally
    from facetproof.findings.impact import impact as judge
    from facetproof.outputs.impact import render_impact

    before, after = _law(args.before, args.payer), _law(args.after, args.payer)
    tally = Tally()
    for chart in chain.from_iterable(map(batch.charts, args.charts)):
        try:
            if isinstance(chart, FacetproofError):
                raise chart
            tally.add(judge(chart, before, after))
        except FacetproofError as error:
            tally.unusable += 1
            sys.stderr.write(f"facetproof: {error.message}\n")
    found = tally.done()
    if args.json:
        _print_json(found)
    else:
        title = f"{_told(before)} → {_told(after)}"
        sys.stdout.write(render_impact(found, title=title, every=args.all, width=_width(), color=_color()))
    return 2 if found.unusable else 1 if found.hit else 0


def _law(text: str, payer: str | None) -> Law:
    from facetproof.findings.impact import Law

    id, _, day = text.rpartition("@")
    return Law(id or payer, _day(day, text))


def _told(law: Law) -> str:
    return f"{law.payer or 'The policy of each payer'} on {law.day.isoformat()}"


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
