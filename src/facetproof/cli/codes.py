"""`facetproof codes …`: the dated code tables at hand, and loading the official files of a new quarter."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The jobs of the verb and their options."""
    p = verbs.add_parser("codes", help="list the dated code tables, or load the official files of a new quarter")
    jobs = p.add_subparsers(dest="job", metavar="JOB", required=True)
    update = jobs.add_parser("update", help="load official CMS files as downloaded; earlier quarters are kept")
    update.add_argument("files", nargs="+", metavar="FILE", help="see docs/codes.md; ZIP files too")
    update.set_defaults(run=run_update)
    listing = jobs.add_parser("list", help="every table at hand, with the days that it speaks for and its source")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=run_list)
    show = jobs.add_parser("show", help="what the tables say of one code on a date of service")
    show.add_argument("code", metavar="CODE")
    show.add_argument("--dos", metavar="DATE", help="default today")
    show.set_defaults(run=run_show)


def run_update(args: argparse.Namespace) -> int:
    """`facetproof codes update`. Nothing is kept unless all the files can be read."""
    from facetproof.coding.holdings import wanted
    from facetproof.sources.cms.edition import NAMES
    from facetproof.sources.cms.official import read_official
    from facetproof.sources.cms.store import save

    editions = read_official([Path(name) for name in args.files], wanted())
    written = save(editions)
    for edition, path in zip(editions, written, strict=True):
        print(f"{NAMES[edition.kind]}: {edition.first} to {edition.last}, {len(edition.rows)} rows → {path}")
    return 0


def run_list(args: argparse.Namespace) -> int:
    """`facetproof codes list`."""
    from facetproof.coding.holdings import holdings
    from facetproof.sources.cms.store import data_folder

    held = holdings()
    if args.json:
        import msgspec

        rows = [{"table": h.kind, "first": h.first, "last": h.last, "source": h.source, "own": h.own} for h in held]
        print(msgspec.json.encode(rows).decode())
        return 0
    width = max(len(h.table) for h in held)
    for h in held:
        print(f"{h.table:<{width}}  {h.first} to {h.last}  {'yours' if h.own else 'shipped'}  {h.source}")
    print(f"\nYour own editions are kept in {data_folder() / 'codes'}.")
    return 0


def run_show(args: argparse.Namespace) -> int:
    """`facetproof codes show`."""
    from facetproof.cli.verbs import _day
    from facetproof.coding.holdings import about

    day = _day(args.dos, "--dos") or dt.date.today()
    found = about(args.code.upper(), day)
    for name, told in found:
        print(f"{name}: {told}")
    if not found:
        print(f"No table at hand knows {args.code.upper()} on {day}.")
    return 0 if found else 1
