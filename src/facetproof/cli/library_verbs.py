"""`facetproof policy numbers | check | new`: what the library rests on, and a practice's own part of it."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path


def add_parsers(jobs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The jobs that look at the library itself."""
    numbers_ = jobs.add_parser("numbers", help="every value with its document, version, place and confidence")
    numbers_.add_argument("--payer", metavar="ID", help="of this policy only")
    form = numbers_.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print values and totals as JSON")
    form.add_argument("--csv", action="store_true", help="print the values as CSV")
    form.add_argument("--totals", action="store_true", help="print the totals only")
    numbers_.set_defaults(run=numbers)

    check_ = jobs.add_parser("check", help="values to confirm again or to read at the source, as a work list")
    check_.add_argument("--folder", metavar="DIR", help="a policy folder of your own: also run its examples")
    check_.add_argument("--days", type=int, metavar="N", help="how old a check may be; default 90")
    check_.add_argument("--json", action="store_true", help="print the result as JSON")
    check_.set_defaults(run=check)

    new_ = jobs.add_parser("new", help="make a policy folder of your own")
    new_.add_argument("name", metavar="NAME", help="small letters, digits and hyphens; the id becomes private:NAME")
    new_.add_argument("--in", dest="parent", metavar="DIR", default="policies", help="where; default ./policies")
    new_.add_argument("--extends", metavar="ID", default="cpt", help="the policy whose rules it takes; default cpt")
    new_.add_argument("--rules", metavar="CODE", nargs="+", default=[], help="rules to make drafts for, such as NC01")
    new_.set_defaults(run=new)


def numbers(args: argparse.Namespace) -> int:
    """`facetproof policy numbers`."""
    from facetproof.cli.verbs import _color, _print_json, _width
    from facetproof.outputs.numbers import numbers_csv, numbers_json, render_numbers, totals_text
    from facetproof.policy.find import CORE, policy_ids
    from facetproof.policy.numbers import bound_values, totals

    found = list(bound_values([args.payer] if args.payer else [CORE, *policy_ids()]))
    if args.json:
        _print_json(numbers_json(found, totals(found)))
    elif args.csv:
        sys.stdout.write(numbers_csv(found))
    elif args.totals:
        print(totals_text(totals(found)))
    else:
        sys.stdout.write(render_numbers(found, totals(found), width=_width(), color=_color()))
    return 0


def check(args: argparse.Namespace) -> int:
    """`facetproof policy check`: 1 where a value is stale, or an example is missing or comes out otherwise."""
    from facetproof.cli.verbs import _color, _print_json, _width
    from facetproof.findings.examples import told, untested
    from facetproof.outputs.numbers import Checked, check_json, render_check
    from facetproof.policy.find import CORE, folders, policy_ids, using
    from facetproof.policy.numbers import FRESH_DAYS, bound_values, work_list
    from facetproof.policy.scaffold import drafts

    days = FRESH_DAYS if args.days is None else args.days
    with using([args.folder] if args.folder else []):
        known = folders()
        root = Path(args.folder or ".")
        own = _inside(known, root) if args.folder else {}
        tasks = work_list(bound_values(own or [CORE, *policy_ids()]), today=dt.date.today(), fresh_days=days)
        checked = Checked(
            tasks,
            examples=[one for id, folder in own.items() for one in told(folder, id, root)],
            untested=[code for folder in own.values() for code in untested(folder, root)],
            drafts=[path for folder in own.values() for path in drafts(folder)],
        )
    if args.json:
        _print_json(check_json(checked))
    else:
        sys.stdout.write(render_check(checked, width=_width(), color=_color()))
    return 0 if checked.fine else 1


def _inside(known: Mapping[str, Path], parent: Path) -> dict[str, Path]:
    from facetproof.policy.find import BASE

    root = parent.resolve()
    found = {id: folder for id, folder in known.items() if root in (folder.resolve(), *folder.resolve().parents)}
    return {id: folder for id, folder in found.items() if not id.startswith(BASE)}


def new(args: argparse.Namespace) -> int:
    """`facetproof policy new`."""
    from facetproof.policy.scaffold import scaffold

    for path in scaffold(args.name, Path(args.parent), base=args.extends, rules=args.rules, today=dt.date.today()):
        print(path)
    return 0
