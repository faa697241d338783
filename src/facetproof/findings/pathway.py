"""The way on: from which day each next procedure is open to a patient, and why not before.

Every answer is that of the payer's own rules, asked about a plan for each day to come. No rule is written twice here:
a day on which no rule is broken is open, the rules broken on the days before are the reasons.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import msgspec

from facetproof.facts.joints import joints_of
from facetproof.facts.reads import reads_of
from facetproof.findings.case import JudgedCase
from facetproof.findings.evaluate import FactTable, evaluate, standings
from facetproof.findings.facts import register_all
from facetproof.findings.judge import form_of, iso, policy_for
from facetproof.model.chart import Chart, Injectate, Intent, Plan, Relief, Score, Session, Target, Technique
from facetproof.model.finding import Finding, Out, Status
from facetproof.model.spine import Region, Side
from facetproof.policy.rule import PolicyVersion, Rule

#: How far the way on looks. Three years hold the longest interval that a policy of the library asks for.
HORIZON_DAYS = 1100
#: Most recent places (region and side) that are looked at.
MOST_PLACES = 4
#: Blocks that a way to an ablation may lead over.
MOST_BLOCKS = 2

Procedure = Literal["diagnostic", "therapeutic", "ablation"]
Outcome = Literal["open", "needs_documentation", "not_open"]
PROCEDURES: dict[Procedure, tuple[Technique, Intent | None]] = {
    "diagnostic": (Technique.MEDIAL_BRANCH_BLOCK, Intent.DIAGNOSTIC),
    "therapeutic": (Technique.INTRA_ARTICULAR, Intent.THERAPEUTIC),
    "ablation": (Technique.THERMAL_RFA, None),
}
_REPEATS = ("RF02", "TX03")
#: What a note, a claim or the session's own technique decides: not the day.
_NOT_BY_DAY = frozenset({"LV", "BL", "IM", "NT", "PA", "DG"})
#: Reasons given for one session only.
_OF_ONE_SESSION = ("early_repeat_reason", "multiple_blocks_reason", "third_level_reason")


class Wait(Out, frozen=True, kw_only=True):
    """A rule that is broken until a day: `until` is the first day on which it no longer is.

    A finding that is not documented stands for relief that cannot have lasted long enough before, whatever is told.
    """

    until: dt.date
    finding: Finding


class Step(Out, frozen=True, kw_only=True, omit_defaults=False):
    """One next procedure at one place.

    Attributes:
        outcome: `open`: every rule that bears on a plan is met; `needs_documentation`: none is broken, some are not
            documented; `not_open`: on every day looked at a rule is broken.
        earliest: first day on which no rule is broken.
        latest: last day of that window, where a rule closes it again within the days looked at.
        waits: why not before, the longest wait first.
        closing: the rules broken on the day after `latest`.
        against: where it is not open, the rules broken on the day with the fewest.
        to_document: rules that the record leaves open on the earliest day; denial rules first.
        repeat: whether a repeat is earned, where this would be one.
        repeat_from: first day by which relief that the record leaves open can have lasted long enough; before it only
            a gain in function can earn the repeat, where the policy counts one.
        over: days of further diagnostic blocks that would open it, if every one of them is positive.
    """

    procedure: Procedure
    region: Region
    side: Side | None
    joints: tuple[str, ...]
    outcome: Outcome
    version: str | None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    waits: tuple[Wait, ...] = ()
    closing: tuple[Finding, ...] = ()
    against: tuple[Finding, ...] = ()
    to_document: tuple[Finding, ...] = ()
    repeat: Literal["earned", "not_earned", "not_documented"] | None = None
    repeat_from: dt.date | None = None
    over: tuple[dt.date, ...] = ()


class Pathway(Out, frozen=True, kw_only=True, omit_defaults=False):
    """The way on of one patient.

    Attributes:
        start: first day looked at.
        end: last day looked at.
        steps: three for each place, or none where the record names no joints.
        warnings: of the policy.
    """

    id: str | None
    policy: str
    start: dt.date
    end: dt.date
    steps: tuple[Step, ...] = ()
    warnings: tuple[str, ...] = ()


class _Place(NamedTuple):
    region: Region
    side: Side | None
    joints: tuple[str, ...]
    targets: tuple[Target, ...]


def pathway(chart: Chart, *, start: dt.date | None = None, days: int = HORIZON_DAYS) -> Pathway:
    """From which day each next procedure is open, at each place where the patient was treated or is to be.

    Args:
        chart: the chart; what was done in its session counts as history from the next day on.
        start: first day looked at; default the day after the last one that the record tells of.
        days: how many days are looked at.

    Raises:
        InputError: the chart names no payer.
        PolicyError: the payer is not known.
    """
    register_all()
    record = as_history(chart)
    first = start or _last_day(record) + dt.timedelta(days=1)
    policy = policy_for(record, first)
    steps = [
        step
        for place in _places(chart)
        for procedure in PROCEDURES
        for step in [_way(record, place, procedure, first, days)]
    ]
    return Pathway(
        id=chart.id,
        policy=policy.id,
        start=first,
        end=first + dt.timedelta(days=days - 1),
        steps=tuple(steps),
        warnings=policy.notes,
    )


def as_history(chart: Chart) -> Chart:
    """The chart once its session is over: the session is the last entry of the history, the claim is left out."""
    session, plan = chart.session, chart.plan or Plan()
    changes: dict[str, Any] = {"session": None, "claim": None, "documents": None, "authorization": None}
    if session is not None:
        changes["plan"] = plan.replace(**dict.fromkeys(_OF_ONE_SESSION))
    if session is None or session.technique in (None, Technique.NOT_FACET):
        return chart.replace(**changes)
    history = (*(chart.history or ()), session)
    root = f"history.{len(history) - 1}"

    def moved(path: str) -> str:
        return root + path.removeprefix("session") if path == "session" or path.startswith("session.") else path

    changes["history"] = history
    changes["conflicts"] = chart.conflicts and tuple(c.replace(path=moved(c.path)) for c in chart.conflicts)
    changes["vague"] = chart.vague and tuple(v.replace(path=moved(v.path)) for v in chart.vague)
    changes["evidence"] = chart.evidence and {moved(path): found for path, found in chart.evidence.items()}
    return chart.replace(**changes)


def _last_day(record: Chart) -> dt.date:
    told = [session.dos for session in record.history or ()]
    told.append(record.assessment.date if record.assessment else None)
    return max((day for day in told if day), default=dt.date.today() - dt.timedelta(days=1))


def _places(chart: Chart) -> list[_Place]:
    """Region and side of what is planned or was done, the latest targets of each."""
    done = sorted(
        (s for s in chart.history or () if s.completed is not False), key=lambda s: s.dos or dt.date.min, reverse=True
    )
    sources = [chart.session, chart.plan, *done] if chart.session else [chart.plan, *done]
    found: dict[tuple[Region, Side | None], _Place] = {}
    for source in sources:
        for place in _of(source.targets or () if source else ()):
            found.setdefault(place[:2], place)
    return list(found.values())[:MOST_PLACES]


def _of(targets: tuple[Target, ...]) -> Iterator[_Place]:
    for region in Region:
        here = [t for t in targets if joints_of([t]).regions(thoracolumbar="one_lumbar_session")[0] == {region}]
        if not here:
            continue
        plain = tuple(t.replace(technique=None, ablation=None) for t in here)
        joints = joints_of(plain)
        sides = {side for _, side in joints.places(by_side=True)} if not joints.unsided else set()
        side = None if not sides else next(iter(sides)) if len(sides) == 1 else Side.BILATERAL
        yield _Place(region, side, tuple(joint.name for joint in joints.known), plain)


def _way(record: Chart, place: _Place, procedure: Procedure, first: dt.date, days: int) -> Step:
    """The step, over further blocks where only they open an ablation."""
    step = _step(record, place, procedure, first, days)
    over: tuple[dt.date, ...] = ()
    while procedure != "diagnostic" and step.outcome == "not_open" and len(over) < MOST_BLOCKS:
        block = _step(record, place, "diagnostic", first, days)
        if block.earliest is None:
            return step
        over = (*over, block.earliest)
        record = record.replace(history=(*(record.history or ()), _positive(block.earliest, place)))
        days -= (block.earliest - first).days + 1
        first = block.earliest + dt.timedelta(days=1)
        later = _step(record, place, procedure, first, days)
        if later.outcome != "not_open":
            return msgspec.structs.replace(
                step, over=over, earliest=later.earliest, latest=later.latest, to_document=later.to_document
            )
    return step


def _positive(day: dt.date, place: _Place) -> Session:
    """A block as it would have to be: no fact of the record, and never shown as one."""
    return Session(
        dos=day,
        technique=Technique.MEDIAL_BRANCH_BLOCK,
        intent=Intent.DIAGNOSTIC,
        targets=place.targets,
        injectates=(Injectate(agent="bupivacaine"),),
        pain_before=Score(scale="NRS", score=8),
        pain_after=Score(scale="NRS", score=0),
        relief=Relief(percent=100, hours=12, movements_possible=True),
    )


def _step(record: Chart, place: _Place, procedure: Procedure, first: dt.date, days: int) -> Step:
    broken: dict[dt.date, frozenset[str]] = {}
    earliest: dt.date | None = None
    closed: dt.date | None = None
    for day, codes in _broken(record, place, procedure, first, days):
        broken[day] = codes
        if earliest is None and not codes:
            earliest = day
        elif earliest is not None and codes:
            closed = day
            break
    best = earliest or min(broken, key=lambda day: (len(broken[day]), day), default=first)
    policy, findings = _judged(record, place, procedure, best)
    gaps = [f for f in findings if f.status is Status.NOT_DOCUMENTED]
    repeat = next((f for f in findings if f.rule in _REPEATS), None)
    open_ = [f for f in gaps if f.consequence == "denial"]
    return Step(
        procedure=procedure,
        region=place.region,
        side=place.side,
        joints=place.joints,
        outcome="not_open" if earliest is None else "needs_documentation" if open_ else "open",
        version=iso(policy.start),
        earliest=earliest,
        latest=closed and closed - dt.timedelta(days=1),
        waits=_waits(record, place, procedure, {day: broken[day] for day in broken if earliest and day < earliest}),
        closing=_of_rules(record, place, procedure, closed, broken[closed]) if closed else (),
        against=() if earliest else tuple(f for f in findings if f.rule in broken.get(best, frozenset())),
        to_document=tuple(sorted(gaps, key=lambda f: f.consequence != "denial")),
        repeat=_REPEAT_WORDS[repeat.status] if repeat else None,
        repeat_from=_repeat_from(record, place, procedure, first, days)
        if repeat and repeat.status is Status.NOT_DOCUMENTED
        else None,
    )


def _repeat_from(record: Chart, place: _Place, procedure: Procedure, first: dt.date, days: int) -> dt.date | None:
    for number in range(days):
        day = first + dt.timedelta(days=number)
        chart = _at_best(_planned(record, place, procedure, day), day, function=0)
        policy = policy_for(chart, day)
        rules = [rule for rule in policy.rules if rule.code in _REPEATS]
        if not _not_met(JudgedCase(chart, form_of(policy, day)), rules):
            return day
    return None


_REPEAT_WORDS: dict[Status, Literal["earned", "not_earned", "not_documented"]] = {
    Status.MET: "earned",
    Status.NOT_MET: "not_earned",
    Status.NOT_DOCUMENTED: "not_documented",
}


def _waits(
    record: Chart, place: _Place, procedure: Procedure, broken: dict[dt.date, frozenset[str]]
) -> tuple[Wait, ...]:
    last = {code: day for day in sorted(broken) for code in broken[day]}
    waits = [
        Wait(until=day + dt.timedelta(days=1), finding=found)
        for code, day in last.items()
        for found in _of_rules(record, place, procedure, day, frozenset({code}))
    ]
    return tuple(sorted(waits, key=lambda wait: (wait.until, wait.finding.rule), reverse=True))


def _of_rules(
    record: Chart, place: _Place, procedure: Procedure, day: dt.date, codes: frozenset[str]
) -> tuple[Finding, ...]:
    return tuple(f for f in _judged(record, place, procedure, day)[1] if f.rule in codes)


def _at_best(chart: Chart, day: dt.date, *, function: float | None = None) -> Chart:
    """Relief of earlier treatments that the record leaves open, as good as it can have been by this day.

    What the record tells is kept. Diagnostic blocks are left alone: their relief says nothing about how long to wait.
    """
    history = []
    for session in chart.history or ():
        relief = session.relief or Relief()
        blind = session.technique in (None, Technique.MEDIAL_BRANCH_BLOCK) or session.intent is Intent.DIAGNOSTIC
        unsaid = relief.hours is None or relief.ongoing is True
        if session.dos and unsaid and (session.intent is Intent.THERAPEUTIC or not blind):
            hours = max(relief.hours or 0, (day - session.dos).days * 24)
            percent = 100 if relief.percent is None else relief.percent
            told = relief.function_percent
            relief = relief.replace(
                hours=hours, percent=percent, ongoing=None, function_percent=function if told is None else told
            )
            session = session.replace(relief=relief)
        history.append(session)
    return chart.replace(history=tuple(history))


def _planned(record: Chart, place: _Place, procedure: Procedure, day: dt.date) -> Chart:
    technique, intent = PROCEDURES[procedure]
    plan = record.plan or Plan()
    return record.replace(plan=plan.replace(technique=technique, intent=intent, targets=place.targets, date=day))


def _asked(policy: PolicyVersion) -> list[Rule]:
    return [rule for rule in policy.rules if rule.criterion.family not in ("BL", "NT")]


def _judged(
    record: Chart, place: _Place, procedure: Procedure, day: dt.date
) -> tuple[PolicyVersion, tuple[Finding, ...]]:
    """Every rule that bears on the plan, on one day."""
    chart = _planned(record, place, procedure, day)
    policy = policy_for(chart, day)
    return policy, evaluate(JudgedCase(chart, form_of(policy, day)), _asked(policy))


def _broken(
    record: Chart, place: _Place, procedure: Procedure, first: dt.date, days: int
) -> Iterator[tuple[dt.date, frozenset[str]]]:
    """Denial rules broken on each day. What the day cannot change is asked once for each version of the policy."""
    seen: dt.date | None = None
    lasting: frozenset[str] = frozenset()
    by_day: list[Rule] = []
    repeats: list[Rule] = []
    fresh = True
    for number in range(days):
        day = first + dt.timedelta(days=number)
        chart = _planned(record, place, procedure, day)
        policy = policy_for(chart, day)
        case = JudgedCase(chart, form_of(policy, day))
        if fresh or policy.start != seen:
            rules = [rule for rule in _asked(policy) if rule.consequence == "denial"]
            repeats = [rule for rule in rules if rule.code in _REPEATS]
            by_day = [rule for rule in rules if _changes_by_day(rule) and rule not in repeats]
            lasting = _not_met(case, [rule for rule in rules if rule not in by_day and rule not in repeats])
            seen, fresh = policy.start, False
        hoped = JudgedCase(_at_best(chart, day), form_of(policy, day)) if repeats else case
        yield day, lasting | _not_met(case, by_day) | _not_met(hoped, repeats)


def _not_met(case: JudgedCase, rules: list[Rule]) -> frozenset[str]:
    return frozenset(rule.code for rule, status in standings(FactTable(case), rules) if status is Status.NOT_MET)


def _changes_by_day(rule: Rule) -> bool:
    if rule.criterion.family in _NOT_BY_DAY:
        return False
    tests = (*rule.requirement.term.tests(), *rule.requirement.when.tests())
    return bool({"plan.dos"} & {path for test in tests for path in reads_of(test.fact.name, "plan").every})
