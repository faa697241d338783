"""The command line: one verb a job. Nothing is imported before the verb is known, so that `--help` is instant."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from facetproof.cli import appeals, codes, fhir, packet, paper, policy_verbs, reading, scrub, sweep, way

EXAMPLES = """\
examples:
  facetproof audit note.txt --claim claim.json --payer medicare@TX
  facetproof audit visit.txt block1.txt rfa.txt --payer medicare:ngs --html report.html
  facetproof read note.txt
  facetproof bench read examples/reading/gold.jsonl
  facetproof code chart.json --json
  facetproof explain DX02 --payer medicare:ngs --dos 2025-03-10
  facetproof audit chart.json --payer all
  facetproof policy list
  facetproof policy diff medicare:ngs medicare:cgs
  facetproof policy impact --from 2024-07-06 --to 2024-09-01 charts.jsonl
  facetproof --policies my-policies policy check
  facetproof codes update ccipra-v323r0-f*.zip
  facetproof scrub batch.837 --charts charts.jsonl --out corrected.837
  facetproof sweep lines.parquet --payer medicare:ngs --history-from 2023-01-01 --out findings.parquet
  facetproof repair note.txt --payer medicare:ngs
  facetproof query note.txt --payer medicare:ngs --as docx --out questions.docx
  facetproof packet visit.txt --payer medicare:ngs --practice practice.yaml --request request.yaml --format pdf
  facetproof packet answer answer.278 --scheduled chart.json
  facetproof template ablation --payer medicare:ngs --as pdf
  facetproof appeal notes/ --denial remittance.835 --claim-number 1234 --payer medicare:ngs --format pdf
  facetproof fhir check bundle.json

exit codes: 0 all supported; 1 something is not supported or needs documentation; 2 the input or the command was wrong
"""

ASSIST = "also ask the language model set by FACETPROOF_ASSIST_URL and _MODEL (see docs/assist.md)"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code of the contract."""
    parser = _parser()
    args = parser.parse_args(argv)
    if args.verb is None:
        parser.print_help()
        return 2
    from facetproof.cli import verbs
    from facetproof.errors import FacetproofError

    try:
        run = args.run if callable(args.run) else getattr(verbs, args.run)
        if not args.policies:
            return int(run(args))
        from facetproof.policy.find import using

        with using(args.policies):
            return int(run(args))
    except FacetproofError as error:
        print(f"facetproof: {error.message}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # the reader of our output went away (`| head`): no fault of the input
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="facetproof",
        description="Judges facet joint procedure notes and claims against dated payer policy.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version="facetproof 0.1.0")
    parser.add_argument("--policies", metavar="DIR", action="append", help="a folder of policies of your own")
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND")
    _audit(verbs)
    _code(verbs)
    _read(verbs)
    reading.add_parser(verbs)
    _explain(verbs)
    policy_verbs.add_parser(verbs)
    _schema(verbs)
    scrub.add_parser(verbs)
    sweep.add_parser(verbs)
    paper.add_parser(verbs)
    packet.add_parser(verbs)
    appeals.add_parser(verbs)
    way.add_parser(verbs)
    fhir.add_parser(verbs)
    codes.add_parser(verbs)
    _policies_anywhere(verbs)
    return parser


def _policies_anywhere(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Lets --policies stand after the command as well; it is told once, in the help of the program."""
    for parser in set(verbs.choices.values()):
        jobs = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
        for below in jobs:
            _policies_anywhere(below)
        if not jobs:
            parser.add_argument("--policies", action="append", default=argparse.SUPPRESS, help=argparse.SUPPRESS)


def _audit(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = verbs.add_parser("audit", help="judge notes or a chart, with the claim, rule by rule")
    p.add_argument(
        "files", nargs="*", metavar="NOTE|CHART", help="notes of one patient (files or a folder), or one chart (JSON)"
    )
    p.add_argument("--claim", metavar="FILE", help='what was billed: {"lines": [{"cpt": …, "modifiers": […]}]}')
    p.add_argument("--payer", metavar="ID", help="policy id such as medicare:ngs, medicare@TX for the state, or all")
    p.add_argument("--as-of", metavar="DATE", help="judge by the policy of this day, not of the date of service")
    p.add_argument("--history-from", metavar="DATE", help="the day from which the history given is complete")
    p.add_argument("--html", metavar="FILE", help="also write the report as one HTML page")
    p.add_argument("--assist", action="store_true", help=ASSIST)
    _outputs(p, "audit", "one determination")


def _code(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = verbs.add_parser("code", help="work out the claim lines that a chart or note supports")
    p.add_argument(
        "files", nargs="*", metavar="NOTE|CHART", help="notes of one patient (files or a folder), or one chart (JSON)"
    )
    p.add_argument("--claim", metavar="FILE", help="what was billed, to compare")
    p.add_argument("--payer", metavar="ID", help="policy id such as medicare:ngs, or cpt")
    _outputs(p, "code", "lines, queries and findings")


def _read(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = verbs.add_parser("read", help="read notes into a chart, each value with its words")
    p.add_argument("files", nargs="*", metavar="NOTE", help="notes of one patient: files or a folder")
    p.add_argument("--assist", action="store_true", help=ASSIST)
    p.add_argument("--jobs", type=int, default=1, metavar="N", help="with --jsonl FILE or FOLDER: so many processes")
    _outputs(p, "read", "one chart with evidence")


def _outputs(p: argparse.ArgumentParser, run: str, what: str) -> None:
    form = p.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=f"print {what} as JSON")
    form.add_argument("--jsonl", metavar="FILE", help="a file (or -) of one JSON object a line; one line out for each")
    p.set_defaults(run=run)


def _explain(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = verbs.add_parser("explain", help="what a rule asks, since when, where it is written, how sure that is")
    p.add_argument("rule", metavar="RULE", help="code of a rule such as DX02")
    p.add_argument("--payer", metavar="ID", help="its numbers under this policy")
    p.add_argument("--dos", metavar="DATE", help="on this date of service; default today")
    p.set_defaults(run="explain")


def _schema(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = verbs.add_parser("schema", help="the JSON Schema of what goes in or comes out")
    p.add_argument("what", choices=("chart", "determination"))
    p.set_defaults(run="schema")


if __name__ == "__main__":
    sys.exit(main())
