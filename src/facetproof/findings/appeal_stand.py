"""How a record stands to a denied claim: line by line, rule by rule."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from facetproof.findings.appeal_answer import Point
from facetproof.findings.case import JudgedCase
from facetproof.findings.determine import rules_for
from facetproof.findings.evaluate import FactTable, evaluate
from facetproof.findings.judge import day_of, form_of
from facetproof.findings.scalar import truth
from facetproof.findings.shown import shown
from facetproof.model.chart import Chart
from facetproof.model.claim import Claim, ClaimLine
from facetproof.model.denial import Denial, DeniedLine
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Finding, Status
from facetproof.policy.appeals.codes import Code, reason, remark
from facetproof.policy.find import CORE
from facetproof.policy.language import OnAppeal, Term
from facetproof.policy.rule import PolicyVersion, Rule

#: More lines than these are tried all together or one by one, not in every combination.
_MOST_LINES = 6
#: Families in the order in which they are argued; all others come after them.
_FIRST = ("RF", "TX", "DX", "CY", "PA", "FQ", "NC")


class Stand(NamedTuple):
    """How the record stands to a claim with some of the denied lines on it.

    Attributes:
        points: rules that the denial touches, met.
        against: rules that stand in the way.
        open: rules not documented that the denial does not touch.
        questions: what coding must know before the lines can go out.
    """

    points: tuple[Point, ...] = ()
    against: tuple[Finding, ...] = ()
    open: tuple[Finding, ...] = ()
    questions: tuple[str, ...] = ()
    hold: bool = False

    @property
    def stands(self) -> bool:
        return self.argues and not self.against and not self.hold

    @property
    def argues(self) -> bool:
        return any(point.finding.consequence == "denial" for point in self.points)


class Question(NamedTuple):
    """One denial put to one record.

    Attributes:
        beside: lines of the claim that were not denied.
        argued: lines that an appeal could cure.
        denial: that names their codes.
    """

    chart: Chart
    policy: PolicyVersion
    beside: tuple[DeniedLine, ...]
    argued: tuple[DeniedLine, ...]
    denial: Denial


def codes_of(line: DeniedLine, denial: Denial) -> tuple[Code, ...]:
    """Codes of a line, its own before those of the claim, reasons before remarks."""
    reasons = dict.fromkeys((*line.carc, *denial.carc))
    remarks = dict.fromkeys((*line.rarc, *denial.rarc))
    return (*map(reason, reasons), *map(remark, remarks))


def touched_by(lines: Iterable[DeniedLine], denial: Denial) -> tuple[Code, ...]:
    """The codes of these lines, each once."""
    return tuple(dict.fromkeys(code for line in lines for code in codes_of(line, denial)))


def largest(question: Question, whole: Stand) -> tuple[tuple[DeniedLine, ...], Stand]:
    """As many of the denied lines as stand together, those named first in the claim before others."""
    argued = question.argued
    if not argued or whole.stands:
        return argued, whole
    for size in range(len(argued) - 1, 0, -1) if len(argued) <= _MOST_LINES else (1,):
        for kept in itertools.combinations(argued, size):
            stand = stand_of(question, kept)
            if stand.stands:
                return kept, stand
    return (), Stand()


def stand_of(question: Question, kept: Sequence[DeniedLine]) -> Stand:
    """How the record stands to the claim with these lines, and with those that were not denied."""
    chart, policy = question.chart, question.policy
    touching = touched_by(kept, question.denial)
    claim = chart.claim or Claim()
    billed = tuple(
        ClaimLine(cpt=one.cpt, modifiers=one.modifiers, units=one.units, dx=_dx(claim, one))
        for one in (*kept, *question.beside)
    )
    judged = msgspec.structs.replace(chart, claim=msgspec.structs.replace(claim, lines=billed))
    case = JudgedCase(judged, form_of(policy, day_of(chart) or dt.date.today()))
    rules = rules_for(case, policy)
    facts = FactTable(case)
    by_code = {rule.code: rule for rule in rules}
    findings = evaluate(case, rules)
    avoid = _not_shown(chart, findings)
    points: list[Point] = []
    against: list[Finding] = []
    unnamed: list[Finding] = []
    for found in findings:
        rule = by_code[found.rule]
        names = tuple(code.name for code in touching if code.touches(found.rule))
        reviewed = found.status is not Status.MET and _left_to_payer(rule.requirement.term, facts)
        if found.status is Status.MET or reviewed:
            general = rule.home.partition("/")[0] == CORE
            # what every record is asked for is argued only where the denial names it, not with a whole family
            named = any(found.rule in code.rules for code in touching) or not general
            argued = names and named and rule.confidence != "recalled"
            seen = shown(judged, found.facts, avoid=avoid) if argued else ()
            if seen:
                found = _on_appeal(found, rule) if reviewed else found
                points.append(Point(finding=found, facts=seen, codes=names, general=general, on_appeal=reviewed))
        elif found.consequence == "denial":
            decides = found.status is Status.NOT_MET or bool(names) or found.rule == "BL01"
            (against if decides else unnamed).append(found)
    hold = case.coded.hold
    return Stand(
        tuple(_ordered(points, touching)),
        tuple(against),
        tuple(unnamed),
        _held_by(case) if hold else (),
        hold,
    )


def _dx(claim: Claim, line: DeniedLine) -> tuple[str, ...] | None:
    """Diagnoses of the line of the claim with this code."""
    return next((one.dx for one in claim.lines if one.cpt == line.cpt), None)


def _ordered(points: Iterable[Point], touching: Sequence[Code]) -> list[Point]:
    """What a remark code names comes first, then the procedure's own rules, then how often, then the rest."""
    remarks = {code.name for code in touching if code.kind == "RARC"}

    def rank(point: Point) -> tuple[bool, bool, int]:
        family = point.finding.rule[:2]
        place = _FIRST.index(family) if family in _FIRST else len(_FIRST)
        return (not remarks & set(point.codes), point.finding.consequence != "denial", place)

    return sorted(points, key=rank)


def _not_shown(chart: Chart, findings: Iterable[Finding]) -> tuple[Evidence, ...]:
    """Words behind conflicts, vague statements and requirements that are not met."""
    conflicts = [span for conflict in chart.conflicts or () for span in conflict.evidence]
    vague = [span for told in chart.vague or () for span in told.evidence]
    unmet = [span for found in findings if found.status is Status.NOT_MET for span in found.evidence]
    return (*conflicts, *vague, *unmet)


def _on_appeal(found: Finding, rule: Rule) -> Finding:
    """The finding with the clause that leaves it to an appeal, where that is another than the rule's own."""
    cite = next((one for one in rule.citations if {"on_appeal", "appeal"} & set(one.covers)), None)
    if cite is None or found.source is None:
        return found
    source = msgspec.structs.replace(found.source, document=cite.document.id, version=cite.version, where=cite.where)
    return msgspec.structs.replace(found, source=source)


def _left_to_payer(term: Term, facts: FactTable) -> bool:
    """Whether the policy leaves a broken requirement to the payer on appeal, and the record gives the reason."""
    if isinstance(term, OnAppeal):
        return truth(term.term, facts.get) is False and truth(term.reason, facts.get) is True
    return any(_left_to_payer(child, facts) for child in term.children())


def _held_by(case: JudgedCase) -> tuple[str, ...]:
    """Why coding holds the lines: what must be asked, and what must not be billed."""
    asked = [query.text for query in case.coded.queries]
    return tuple(dict.fromkeys([*asked, *(f"{one.code}: {one.why}" for one in case.coded.not_billable)]))
