"""One chart under every policy: what each would say, rule by rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable

from facetproof.findings.case import JudgedCase
from facetproof.findings.determine import Standing, held, is_empty, rules_for, verdict
from facetproof.findings.evaluate import FactTable, standings
from facetproof.findings.facts import register_all
from facetproof.findings.judge import day_of, form_of, iso
from facetproof.model.chart import Chart
from facetproof.model.finding import Out, Status, Verdict
from facetproof.policy.find import policy_ids, version


class UnderPolicy(Out, frozen=True, kw_only=True, omit_defaults=False):
    """The answer of one policy.

    Attributes:
        policy: its id.
        version: first day of the version in force; None where none is.
        determination: what it comes to.
        statuses: by code of each rule that bears on the chart.
        warnings: codes of those rules that warn only.
    """

    policy: str
    version: str | None
    determination: Verdict
    statuses: dict[str, Status]
    warnings: tuple[str, ...] = ()


class Matrix(Out, frozen=True, kw_only=True, omit_defaults=False):
    """One chart under many policies on one day."""

    id: str | None
    day: str
    policies: tuple[UnderPolicy, ...]
    warnings: tuple[str, ...] = ()


def matrix(chart: Chart, *, as_of: dt.date | None = None, payers: Iterable[str] | None = None) -> Matrix:
    """Judges a chart under every policy.

    Args:
        chart: the chart; the payer it names does not matter.
        as_of: the day whose policies are asked; the date of service where none is given, today where that is missing.
        payers: ids of the policies; all where none are given.
    """
    register_all()
    day = as_of or day_of(chart) or dt.date.today()
    tables: dict[Hashable, tuple[JudgedCase, FactTable]] = {}
    rows = []
    for id in payers if payers is not None else policy_ids():
        policy = version(id, day)
        form = form_of(policy, day)
        key = tuple(sorted(form.items()))
        if key not in tables:
            case = JudgedCase(chart, form)
            tables[key] = case, FactTable(case)
        case, facts = tables[key]
        rules = rules_for(case, policy)
        found = [Standing(rule.code, status, rule.consequence) for rule, status in standings(facts, rules)]
        empty = is_empty(case) and not found
        rows.append(
            UnderPolicy(
                policy=id,
                version=iso(policy.start),
                determination=Verdict.NOT_APPLICABLE
                if empty
                else verdict(found, hold=held(case, policy, rules, found)),
                statuses={one.rule: one.status for one in found},
                warnings=tuple(one.rule for one in found if one.consequence == "warning"),
            )
        )
    undated = as_of is None and day_of(chart) is None
    told = ("The date of service is not documented: the rules of today were used.",) if undated else ()
    return Matrix(id=chart.id, day=day.isoformat(), policies=tuple(rows), warnings=told)
