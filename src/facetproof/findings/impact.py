"""Which cases a change of policy hits: the same charts judged by two laws, what flips, and why."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple

import msgspec

from facetproof.findings.judge import audit, policy_for
from facetproof.model.chart import Chart
from facetproof.model.finding import Determination, Finding, Json, Out, Source, Status, SupportedLine, Verdict
from facetproof.policy.compare import changes, rule_change

#: Families whose answers hang on how the payer wants claims written.
_BY_FORM = frozenset({"BL", "LV"})


class Law(NamedTuple):
    """A day whose policy judges; `payer` None: that of each chart."""

    payer: str | None
    day: dt.date


class Reason(Out, frozen=True, kw_only=True, omit_defaults=False):
    """A bound value that differs between the two laws; None where it is not asked."""

    name: str
    before: object
    after: object


class Flip(Out, frozen=True, kw_only=True, omit_defaults=False):
    """One rule whose answer differs; a status is None where the rule does not bear.

    Attributes:
        rule: code of the criterion.
        name: its name.
        consequence: under the later law, or the earlier one where only that asks.
        before: status under the first law.
        after: status under the second law.
        observed: what the record says to it.
        required_before: what the first law asks.
        required_after: what the second law asks.
        why: the values that differ; empty where only the other law asks the rule at all.
        source_before: clause of the first law.
        source_after: clause of the second law.
    """

    rule: str
    name: str
    consequence: str
    before: Status | None
    after: Status | None
    observed: Json
    required_before: str
    required_after: str
    why: tuple[Reason, ...]
    source_before: Source | None
    source_after: Source | None


class CaseImpact(Out, frozen=True, kw_only=True, omit_defaults=False):
    """One chart under both laws.

    Attributes:
        id: of the chart.
        policy_before: policy id of the first law.
        policy_after: policy id of the second law.
        before: determination under the first law.
        after: determination under the second law.
        flips: the rules whose answers differ; those that are met on one side and not asked on the other left out.
        lines_before: the supported claim lines under the first law; empty where they are the same.
        lines_after: the same under the second law.
    """

    id: str | None
    policy_before: str
    policy_after: str
    before: Verdict
    after: Verdict
    flips: tuple[Flip, ...] = ()
    lines_before: tuple[SupportedLine, ...] = ()
    lines_after: tuple[SupportedLine, ...] = ()

    @property
    def hit(self) -> bool:
        """Whether anything differs for this chart."""
        return self.before is not self.after or bool(self.flips or self.lines_before or self.lines_after)


def impact(chart: Chart, before: Law, after: Law) -> CaseImpact:
    """Judges a chart by both laws and tells what differs.

    Raises:
        InputError: the chart names no payer and the law names none.
        PolicyError: a payer is not known.
    """
    first, second = _judged(chart, before), _judged(chart, after)
    old = {finding.rule: finding for finding in first.findings}
    new = {finding.rule: finding for finding in second.findings}
    codes = [code for code in sorted({*old, *new}) if _weighs(_status(old.get(code)), _status(new.get(code)))]
    same_lines = first.lines == second.lines
    return CaseImpact(
        id=chart.id,
        policy_before=first.policy,
        policy_after=second.policy,
        before=first.determination,
        after=second.determination,
        flips=tuple(_flip(chart, old.get(code), new.get(code), before, after) for code in codes),
        lines_before=() if same_lines else first.lines,
        lines_after=() if same_lines else second.lines,
    )


class RuleImpact(Out, frozen=True, kw_only=True, omit_defaults=False):
    """One rule over all charts: how often it went from what to what (`met → not_met`; `not asked`)."""

    rule: str
    name: str
    cases: int
    moves: dict[str, int]


class Impact(Out, frozen=True, kw_only=True, omit_defaults=False):
    """A change of policy over many charts.

    Attributes:
        cases: charts judged.
        unusable: lines that could not be judged.
        hit: charts for which anything differs.
        verdicts: how often the determination went from what to what, unchanged ones left out.
        rules: by rule, those that hit most charts first.
        changed: the charts that were hit, those with another determination first.
    """

    cases: int
    unusable: int
    hit: int
    verdicts: dict[str, int]
    rules: tuple[RuleImpact, ...]
    changed: tuple[CaseImpact, ...]


class Tally:
    """Adds charts up to an `Impact`."""

    def __init__(self) -> None:
        self.cases = 0
        self.unusable = 0
        self._changed: list[CaseImpact] = []

    def add(self, one: CaseImpact) -> None:
        """Counts one chart."""
        self.cases += 1
        if one.hit:
            self._changed.append(one)

    def done(self) -> Impact:
        """What came of it."""
        verdicts = Counter(f"{c.before} → {c.after}" for c in self._changed if c.before is not c.after)
        moves: dict[str, Counter[str]] = {}
        names: dict[str, str] = {}
        for case in self._changed:
            for flip in case.flips:
                names[flip.rule] = flip.name
                moves.setdefault(flip.rule, Counter())[f"{_word(flip.before)} → {_word(flip.after)}"] += 1
        rules = sorted(moves, key=lambda code: (-moves[code].total(), code))
        return Impact(
            cases=self.cases,
            unusable=self.unusable,
            hit=len(self._changed),
            verdicts=dict(verdicts.most_common()),
            rules=tuple(
                RuleImpact(
                    rule=code, name=names[code], cases=moves[code].total(), moves=dict(moves[code].most_common())
                )
                for code in rules
            ),
            changed=tuple(sorted(self._changed, key=lambda case: case.before is case.after)),
        )


def _judged(chart: Chart, law: Law) -> Determination:
    return audit(_under(chart, law), as_of=law.day)


def _under(chart: Chart, law: Law) -> Chart:
    return chart if law.payer is None else msgspec.structs.replace(chart, payer=law.payer)


def _status(finding: Finding | None) -> Status | None:
    return None if finding is None else finding.status


def _weighs(before: Status | None, after: Status | None) -> bool:
    """Whether the answers differ in a way that matters: a requirement that is met hits nobody by coming or going."""
    return before is not after and bool({before, after} - {None, Status.MET})


def _word(status: Status | None) -> str:
    return "not asked" if status is None else status.value


def _flip(chart: Chart, old: Finding | None, new: Finding | None, before: Law, after: Law) -> Flip:
    one = new or old
    if one is None:
        raise ValueError("a flip has a finding on one side at least")
    return Flip(
        rule=one.rule,
        name=one.name,
        consequence=one.consequence,
        before=_status(old),
        after=_status(new),
        observed=one.observed,
        required_before=old.required if old else "",
        required_after=new.required if new else "",
        why=_why(one.rule, chart, before, after),
        source_before=old.source if old else None,
        source_after=new.source if new else None,
    )


def _why(code: str, chart: Chart, before: Law, after: Law) -> tuple[Reason, ...]:
    first, second = (policy_for(_under(chart, law), law.day) for law in (before, after))
    old, new = first.rule(code), second.rule(code)
    found = rule_change(old, new)
    told = [*found.values, *(word for word in found.words if word.name in _BEARING)] if found and old and new else []
    if not told and code[:2] in _BY_FORM and old and new:
        told = list(changes(first.form, second.form))
    return tuple(Reason(name=one.name, before=one.before, after=one.after) for one in told)


#: Wordings of a rule that decide whether it bears at all.
_BEARING = frozenset({"kinds of session", "who bills", "consequence"})
