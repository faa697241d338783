"""The main job: a chart under its payer's policy → a determination."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from facetproof.coding.choices import choices, stated
from facetproof.errors import InputError
from facetproof.findings.case import JudgedCase
from facetproof.findings.determine import held, is_empty, rules_for, verdict
from facetproof.findings.evaluate import evaluate
from facetproof.findings.facts import register_all
from facetproof.findings.queries import questions
from facetproof.model.chart import Chart
from facetproof.model.finding import Determination, Verdict
from facetproof.policy.find import resolve, version
from facetproof.policy.rule import PolicyVersion

#: The families that `code` reports: levels, billing, imaging.
CODING_FAMILIES = frozenset({"LV", "BL", "IM"})
#: Coding convention when a payer has no version in force on the day (contract, section 5).
CONVENTION = "cpt"


def audit(chart: Chart, *, as_of: dt.date | None = None) -> Determination:
    """Judges a chart rule by rule under the policy of its payer on its date of service.

    Args:
        chart: the chart.
        as_of: judge by the policy in force on this day instead; what the chart says keeps its dates.

    Raises:
        InputError: the chart names no payer.
        PolicyError: the payer is not known.
    """
    return _judge(chart, only=None, as_of=as_of)


def code(chart: Chart) -> Determination:
    """The claim lines that the record supports, with the findings of families LV, BL and IM only."""
    return _judge(chart, only=CODING_FAMILIES)


def policy_for(chart: Chart, dos: dt.date | None) -> PolicyVersion:
    """The version in force for the chart's payer; without a date of service the latest that is known."""
    if not chart.payer:
        raise InputError(
            "payer-missing",
            "The chart names no payer",
            todo="Add `payer`, or --payer medicare:ngs, --payer medicare@TX.",
        )
    day = dos or dt.date.today()
    return version(resolve(chart.payer, day), day)


def day_of(chart: Chart) -> dt.date | None:
    """The date of service, or the day of the plan where nothing was done yet."""
    return (chart.session.dos if chart.session else None) or (chart.plan.date if chart.plan else None)


def form_of(policy: PolicyVersion, day: dt.date) -> Mapping[str, str]:
    """How the payer wants claims written; the coding convention where no version is in force."""
    return policy.form if policy.start else version(CONVENTION, day).form


def _judge(chart: Chart, *, only: frozenset[str] | None, as_of: dt.date | None = None) -> Determination:
    register_all()
    dos = day_of(chart)
    law = as_of or dos
    policy = policy_for(chart, law)
    form = form_of(policy, law or dt.date.today())
    case = JudgedCase(chart, form)
    nothing = is_empty(case)
    rules = [rule for rule in rules_for(case, policy) if only is None or rule.criterion.family in only]
    findings = evaluate(case, rules)
    warnings = list(policy.notes)
    if policy.start is None:
        when = f"on {as_of.isoformat()}" if as_of else "on this date of service"
        warnings.append(
            f"No version of {policy.id} is in force {when}: no coverage rule was judged, "
            "the lines follow the coding convention."
        )
    if as_of is not None and as_of != dos:
        warnings.append(f"Judged by the policy of {as_of.isoformat()}, not by that of the date of service.")
    elif dos is None and not nothing:
        warnings.append("The date of service is not documented: the rules of today were used.")
    if nothing and not findings:
        return Determination(
            id=chart.id,
            policy=policy.id,
            version=iso(policy.start),
            determination=Verdict.NOT_APPLICABLE,
            warnings=tuple(warnings),
        )
    coded = case.coded
    hold = held(case, policy, rules, findings)
    return Determination(
        id=chart.id,
        policy=policy.id,
        version=iso(policy.start),
        determination=verdict(findings, hold=hold),
        lines=coded.lines,
        not_billable=coded.not_billable,
        hold=hold,
        queries=questions(case, findings),
        findings=findings,
        warnings=(*warnings, *coded.warnings),
        same_day=coded.same_day,
        choices=choices(chart, case.form, coded, settled={*form, *stated(chart.options)}),
    )


def iso(day: dt.date | None) -> str | None:
    """The first day of a version as it is told; None for none and for always."""
    return None if day is None or day == dt.date.min else day.isoformat()


def encode(determination: Determination) -> bytes:
    """The determination as one line of JSON."""
    return msgspec.json.encode(determination)
