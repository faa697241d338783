"""`facetproof packet answer`: what the payer decided, kept, and held against what is scheduled or billed."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facetproof.errors import InputError

if TYPE_CHECKING:
    from facetproof.findings.authorization_fit import Scheduled
    from facetproof.model.authorization import AuthorizationAnswer
    from facetproof.model.chart import Chart


def answer(args: argparse.Namespace) -> int:
    """`facetproof packet answer FILE`: 0 where all is approved and nothing scheduled differs, else 1."""
    from facetproof.cli.verbs import _color, _print_json, _width
    from facetproof.findings.authorization_fit import differences
    from facetproof.model.authorization import Outcome
    from facetproof.outputs.packet_answer import render_answer
    from facetproof.policy.authorizations import scope_of
    from facetproof.sources.authorization_answers import answers_from

    if len(args.files) != 2:
        raise InputError("nothing-given", "Name one answer", todo="facetproof packet answer FILE.")
    if args.format not in ("text", "json"):
        raise InputError("format-unknown", "An answer is told as text or json", todo="Leave out --format.")
    found = answers_from(Path(args.files[1]))
    chart, plan = _scheduled(args)
    payer = (chart.payer if chart else None) or args.payer or ""
    days = _valid_days(payer, plan.dos if plan else None)
    rows = [(one, None if plan is None else differences(one, plan, valid_days=days)) for one in found.answers]
    if args.format == "json":
        _print_json([{"answer": one, "differences": rest} for one, rest in rows])
    for one, rest in rows if args.format == "text" else ():
        word = scope_of(payer).number
        sys.stdout.write(render_answer(one, rest, number_word=word, width=_width(), color=_color()))
    for fault in found.faults:
        sys.stderr.write(f"facetproof: {fault.place}: {fault.what}\n")
    if found.not_read:
        sys.stderr.write(f"facetproof: not read, look there: {', '.join(found.not_read)}\n")
    if args.out:
        _keep(args, chart, found.answers)
    fine = all(one.outcome in (Outcome.APPROVED, Outcome.NOT_REQUIRED) for one in found.answers)
    return 0 if fine and not any(rest for _, rest in rows) else 1


def _scheduled(args: argparse.Namespace) -> tuple[Chart | None, Scheduled | None]:
    import msgspec

    from facetproof.findings.authorization_fit import scheduled_in_chart, scheduled_in_claim
    from facetproof.sources.practice import practice_from
    from facetproof.sources.text import read_bytes

    if not args.scheduled:
        return None, None
    data = read_bytes(Path(args.scheduled), limit=40_000_000)
    if _is_claim(data):
        from facetproof.model.claimfile import BilledClaim
        from facetproof.sources.claims import read_claims

        claims = [item for item in read_claims(data, where=args.scheduled) if isinstance(item, BilledClaim)]
        if len(claims) != 1:
            what = f"The file holds {len(claims)} claims, an answer is compared with one"
            raise InputError("claim-ambiguous", what, where=args.scheduled, todo="Give the one claim.")
        return None, scheduled_in_claim(claims[0])
    from facetproof.cli.verbs import _from_files

    files = argparse.Namespace(files=[args.scheduled], payer=args.payer, history_from=args.history_from)
    chart, warnings = _from_files(files)
    for warning in warnings:
        sys.stderr.write(f"facetproof: {warning}\n")
    # without a payer the lines follow the coding convention
    plan = scheduled_in_chart(chart if chart.payer else chart.replace(payer="cpt"))
    if args.practice:
        practice = practice_from(Path(args.practice))
        own = {"provider_npi": practice.servicing.npi, "facility_npi": practice.facility.npi}
        plan = msgspec.structs.replace(plan, place=plan.place or practice.place_of_service, **own)
    return chart, plan


def _is_claim(data: bytes) -> bool:
    from facetproof.sources.claims import HEAD, is_837

    return is_837(data[:HEAD]) or (b'"resourceType"' in data[:HEAD] and b'"Claim"' in data)


def _valid_days(payer: str, dos: dt.date | None) -> int | None:
    from facetproof.policy.find import resolve, version

    if not payer:
        return None
    day = dos or dt.date.today()
    rule = version(resolve(payer, day), day).rule("PA02")
    days: Any = rule.values.get("valid_days") if rule else None
    return None if days is None else int(days)


def _keep(args: argparse.Namespace, chart: Chart | None, answers: tuple[AuthorizationAnswer, ...]) -> None:
    import msgspec

    from facetproof.cli.paper import put
    from facetproof.findings.authorization_fit import authorization_of

    if chart is None:
        raise InputError("chart-absent", "Only a chart can keep the answer", todo="Give it with --scheduled.")
    if len(answers) != 1:
        what = f"The file holds {len(answers)} answers, a chart keeps one"
        raise InputError("answer-ambiguous", what, where=args.files[1], todo="Give the one answer.")
    kept = chart.replace(authorization=authorization_of(answers[0]))
    put(msgspec.json.format(msgspec.json.encode(kept), indent=2) + b"\n", args.out)
