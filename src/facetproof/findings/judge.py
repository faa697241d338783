"""The main job: a chart under its payer's policy → a determination."""

from __future__ import annotations

import datetime as dt

import msgspec

from facetproof.errors import InputError
from facetproof.findings.case import JudgedCase
from facetproof.findings.determine import verdict
from facetproof.findings.evaluate import evaluate
from facetproof.findings.facts import register_all
from facetproof.findings.queries import questions
from facetproof.model.chart import Chart, Technique
from facetproof.model.finding import Determination, Status, Verdict
from facetproof.policy.find import resolve, version
from facetproof.policy.rule import PolicyVersion, Rule

#: The families that `code` reports: levels, billing, imaging.
CODING_FAMILIES = frozenset({"LV", "BL", "IM"})
#: Coding convention when a payer has no version in force on the day (contract, section 5).
CONVENTION = "cpt"


def audit(chart: Chart) -> Determination:
    """Judges a chart rule by rule under the policy of its payer on its date of service.

    Raises:
        InputError: the chart names no payer.
        PolicyError: the payer is not known.
    """
    return _judge(chart, only=None)


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


def _judge(chart: Chart, *, only: frozenset[str] | None) -> Determination:
    register_all()
    dos = (chart.session.dos if chart.session else None) or (chart.plan.date if chart.plan else None)
    policy = policy_for(chart, dos)
    form = policy.form if policy.start else version(CONVENTION, dos or dt.date.today()).form
    case = JudgedCase(chart, form)
    nothing = case.session is None or case.technique is Technique.NOT_FACET
    rules = [rule for rule in policy.rules if only is None or rule.criterion.family in only]
    if nothing:
        rules = _only_wrong_codes(case, rules)
    findings = evaluate(case, rules)
    warnings = list(policy.notes)
    if policy.start is None:
        warnings.append(
            f"No version of {policy.id} is in force on this date of service: no coverage rule was judged, "
            "the lines follow the coding convention."
        )
    if dos is None and not nothing:
        warnings.append("The date of service is not documented: the rules of today were used.")
    if nothing and not findings:
        return Determination(
            id=chart.id,
            policy=policy.id,
            version=_iso(policy.start),
            determination=Verdict.NOT_APPLICABLE,
            warnings=tuple(warnings),
        )
    coded = case.coded
    open_rules = {finding.rule for finding in findings if finding.status is Status.NOT_DOCUMENTED}
    appeal = [rule for rule in rules if rule.code in open_rules and rule.requirement.term.appealable()]
    hold = coded.hold or policy.start is None or bool(appeal)
    return Determination(
        id=chart.id,
        policy=policy.id,
        version=_iso(policy.start),
        determination=verdict(findings, hold=hold),
        lines=coded.lines,
        not_billable=coded.not_billable,
        hold=hold,
        queries=questions(case, findings),
        findings=findings,
        warnings=(*warnings, *coded.warnings),
    )


def _only_wrong_codes(case: JudgedCase, rules: list[Rule]) -> list[Rule]:
    """Where no facet procedure was done, only a claim that bills one is wrong (BL01)."""
    if case.billed is None or not case.billed.facet_lines:
        return []
    return [rule for rule in rules if rule.code == "BL01"]


def _iso(day: dt.date | None) -> str | None:
    return None if day is None or day == dt.date.min else day.isoformat()


def encode(determination: Determination) -> bytes:
    """The determination as one line of JSON."""
    return msgspec.json.encode(determination)
