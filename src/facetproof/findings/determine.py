"""Findings → determination (contract, section 2). Warnings never decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from facetproof.findings.case import JudgedCase
from facetproof.model.chart import Technique
from facetproof.model.finding import Status, Verdict
from facetproof.policy.rule import PolicyVersion, Rule


class Judged(Protocol):
    """What decides: a finding, or less."""

    @property
    def rule(self) -> str:
        """Code of the rule."""

    @property
    def status(self) -> Status:
        """How the record stands to it."""

    @property
    def consequence(self) -> str:
        """`denial` or `warning`."""


class Standing(NamedTuple):
    """How a record stands to one rule, without the words of a finding."""

    rule: str
    status: Status
    consequence: str


def verdict(findings: Iterable[Judged], *, hold: bool) -> Verdict:
    """Not supported if any denial rule is not met; else needs documentation if one is not documented, or on hold."""
    statuses = {finding.status for finding in findings if finding.consequence == "denial"}
    if Status.NOT_MET in statuses:
        return Verdict.NOT_SUPPORTED
    if hold or Status.NOT_DOCUMENTED in statuses:
        return Verdict.NEEDS_DOCUMENTATION
    return Verdict.SUPPORTED


def is_empty(case: JudgedCase) -> bool:
    """Whether nothing was done that these rules are about."""
    return case.session is None or case.technique is Technique.NOT_FACET


def rules_for(case: JudgedCase, policy: PolicyVersion) -> list[Rule]:
    """The rules to ask; where no facet procedure was done, only whether a claim bills one (BL01)."""
    if not is_empty(case):
        return list(policy.rules)
    if case.billed is None or not case.billed.facet_lines:
        return []
    return [rule for rule in policy.rules if rule.code == "BL01"]


def held(case: JudgedCase, policy: PolicyVersion, rules: Sequence[Rule], findings: Iterable[Judged]) -> bool:
    """Whether the lines must wait: for a fact that would change them, for a policy, or for the payer's own decision."""
    undecided = {finding.rule for finding in findings if finding.status is Status.NOT_DOCUMENTED}
    appeal = [rule for rule in rules if rule.code in undecided and rule.requirement.term.appealable()]
    return case.coded.hold or policy.start is None or bool(appeal)
