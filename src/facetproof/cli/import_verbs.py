"""`facetproof policy import | sign`: bindings proposed from a payer's text, none active before a person signed it."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path


def add_parsers(jobs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The jobs that turn a text into bindings."""
    import_ = jobs.add_parser("import", help="propose bindings from a policy text, each value with its sentence")
    import_.add_argument("file", metavar="FILE", help="the policy: HTML, PDF, DOCX or text")
    import_.add_argument("--name", metavar="NAME", help="write drafts into a new folder; the id becomes private:NAME")
    import_.add_argument("--in", dest="parent", metavar="DIR", default="policies", help="where; default ./policies")
    import_.add_argument("--extends", metavar="ID", default="cpt", help="the policy whose rules it takes; default cpt")
    import_.add_argument("--from", dest="since", metavar="DATE", help="takes effect on; default as the text says")
    import_.add_argument("--json", action="store_true", help="print the proposals as JSON")
    import_.set_defaults(run=propose)

    sign_ = jobs.add_parser("sign", help="make a draft that you have read and completed a binding")
    sign_.add_argument("folder", metavar="FOLDER", help="of the policy")
    sign_.add_argument("rule", metavar="CODE", help="such as NC01")
    sign_.add_argument("--name", metavar="NAME", required=True, help="your name; it goes into the file with the date")
    sign_.set_defaults(run=sign)


def propose(args: argparse.Namespace) -> int:
    """`facetproof policy import`."""
    from facetproof.cli.verbs import _color, _day, _print_json, _width
    from facetproof.errors import InputError
    from facetproof.outputs.proposals import proposals_json, render_proposals
    from facetproof.policy.proposals.drafts import draft_files
    from facetproof.policy.proposals.propose import effective_day, proposals
    from facetproof.policy.scaffold import DOCUMENT, scaffold
    from facetproof.sources.policy_text import policy_text

    path = Path(args.file)
    text = policy_text(path)
    found = proposals(text)
    since = _day(args.since, "--from") or effective_day(text)
    written: list[Path] = []
    if args.name:
        if since is None:
            raise InputError(
                "date-missing", "The text names no single day on which it takes effect", todo="Give it with --from."
            )
        today = dt.date.today()
        files = draft_files(found, source=path.name, since=since, today=today, document=DOCUMENT)
        written = scaffold(
            args.name, Path(args.parent), base=args.extends, rules=(), today=since, document=path.name, files=files
        )
    if args.json:
        _print_json(proposals_json(found, since, written))
    else:
        sys.stdout.write(render_proposals(found, since, written, width=_width(), color=_color()))
    return 0 if found else 1


def sign(args: argparse.Namespace) -> int:
    """`facetproof policy sign`."""
    from facetproof.policy.proposals.drafts import sign as write

    print(write(Path(args.folder), args.rule, name=args.name, today=dt.date.today()))
    return 0
