"""A denial against the record: what it claims, whether the record answers it line by line, and by when to say so.

A line stands where the record meets every rule that its denial touches, breaks none that decides, and leaves nothing
open that would change the claim. Only such lines are argued; everything said is one of the product's own findings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from facetproof.coding.tables import codes as facet_codes
from facetproof.errors import InputError
from facetproof.findings.appeal_answer import Appeal, LineState, Outcome, Step
from facetproof.findings.appeal_clock import clocks
from facetproof.findings.appeal_stand import Question, Stand, codes_of, largest, stand_of, touched_by
from facetproof.findings.facts import register_all
from facetproof.findings.judge import iso, policy_for
from facetproof.findings.repair import Repair, repair
from facetproof.model.chart import Chart
from facetproof.model.denial import Denial, DeniedLine
from facetproof.model.finding import Finding
from facetproof.policy.appeals.codes import APPEAL, NONE, UNKNOWN, Code, ways

_COUNSEL = "Read the last decision for what is left, and ask counsel."
_MOST_NEEDS, _MOST_TRIES, _MOST_SETS = 12, 1500, 4


def appeal(chart: Chart, denial: Denial, *, asked: dt.date) -> Appeal:
    """What can be done about a denial, on this record.

    Args:
        chart: the record with its payer; its claim is what was billed.
        denial: the payer's decision on that claim.
        asked: the day of asking, from which the days left are counted.

    Raises:
        InputError: the chart lacks payer, session or its day; the denial is of another day or has no lines.
        PolicyError: the payer is not known.
    """
    register_all()
    if chart.session is None:
        raise InputError("session-missing", "The record tells of no session", todo="Give the note of the procedure.")
    day = chart.session.dos
    if day is None:
        raise InputError("day-missing", "The record does not tell the day of the session", todo="Give the signed note.")
    _check_days(denial, day, asked)
    policy = policy_for(chart, day)
    told = [_state(line, denial) for line in _denied_lines(denial, chart)]
    argued = tuple(state.line for state in told if state.state == "appealed")
    asked_of = Question(chart, policy, _beside(told, chart), argued, denial)
    time = clocks(denial, policy.id, asked, _amount(argued))
    whole = stand_of(asked_of, argued)
    kept, stand = largest(asked_of, whole)
    told = [_settled(state, kept) for state in told]
    outcome = _outcome(argued, kept, whole)
    failing = outcome in ("not_supported", "letter_in_part")
    against = whole.against if failing else ()
    # a claim written wrongly is mended on the claim, not in the record
    miswritten = [found.rule for found in against] if all(found.rule[:2] == "BL" for found in against) else []
    steps = _steps(told, denial, miswritten)
    if kept and time.shut:
        outcome, kept = "other_way", ()
        steps.append(Step(way="level", title="No letter opens what is left", codes=(), why=time.shut, todo=_COUNSEL))
    return Appeal(
        outcome=outcome,
        policy=policy.id,
        version=iso(policy.start),
        asked=asked,
        clock=time.clock,
        others=time.others,
        lines=tuple(told),
        points=stand.points if kept else (),
        steps=tuple(steps),
        against=against,
        questions=whole.questions if failing else (),
        needed=_needed(chart) if outcome == "not_supported" and not miswritten else None,
        cautions=(
            *time.cautions,
            *_partial(chart, against),
            *_cautions(denial, asked_of, kept, stand),
        ),
    )


def _check_days(denial: Denial, day: dt.date, asked: dt.date) -> None:
    """Service, decision and asking follow one another, and the service is the record's."""
    if denial.dos and denial.dos != day:
        what = f"The denial is about {denial.dos.isoformat()}, the record about {day.isoformat()}"
        raise InputError("denial-other-day", what, todo="Give the notes of the day of service, or the right denial.")
    if denial.decision_date < day:
        what = f"It was decided on {denial.decision_date.isoformat()}, before the service on {day.isoformat()}"
        raise InputError("denial-other-day", what, todo="Check the dates of the denial and of the notes.")
    if asked < denial.decision_date:
        what = f"The day of asking lies before the decision of {denial.decision_date.isoformat()}"
        raise InputError("asked-too-early", what, todo="Correct decision_date, or --dated.")


def _denied_lines(denial: Denial, chart: Chart) -> tuple[DeniedLine, ...]:
    """The lines that were decided; the claim's where the notice names none."""
    if denial.lines:
        return denial.lines
    billed = chart.claim.lines if chart.claim else ()
    if not billed:
        raise InputError(
            "denial-no-lines",
            "Neither the denial nor a claim names the lines that were denied",
            todo="Add `lines` to the denial, or give the claim with --claim.",
        )
    return tuple(DeniedLine(cpt=one.cpt, modifiers=one.modifiers, units=one.units, charge=one.charge) for one in billed)


def _beside(told: Sequence[LineState], chart: Chart) -> tuple[DeniedLine, ...]:
    """Facet lines of the claim that were not denied, those that the denial does not name among them."""
    named = {state.line.cpt for state in told}
    billed = chart.claim.lines if chart.claim else ()
    others = (one for one in billed if one.cpt in facet_codes() and one.cpt not in named)
    return (
        *(state.line for state in told if state.state == "not_denied"),
        *(DeniedLine(cpt=one.cpt, modifiers=one.modifiers, units=one.units) for one in others),
    )


def _state(line: DeniedLine, denial: Denial) -> LineState:
    """Where the codes of a line lead, before the record is looked at."""
    found = codes_of(line, denial)
    names = tuple(code.name for code in found)
    routes = {code.route for code in found} - {"", NONE}
    if line.cpt not in facet_codes():
        return LineState(line=line, state="not_ours", codes=names)
    if not routes:
        return LineState(line=line, state="not_denied", codes=names)
    # a fault that no appeal mends stands in the way of one, whatever else the payer says
    blocked = routes - {APPEAL, UNKNOWN, "by_remark"} or (APPEAL not in routes and not _by_remark(found))
    return LineState(line=line, state="other_way" if blocked else "appealed", codes=names)


def _by_remark(found: Iterable[Code]) -> bool:
    """A reason code that leaves the reason to the remark, with a remark that tells one."""
    codes = tuple(found)
    return any(code.route == "by_remark" for code in codes) and any(
        code.kind == "RARC" and code.rules for code in codes
    )


def _settled(state: LineState, kept: Sequence[DeniedLine]) -> LineState:
    if state.state != "appealed" or any(state.line is line for line in kept):
        return state
    return msgspec.structs.replace(state, state="not_supported")


def _outcome(argued: Sequence[DeniedLine], kept: Sequence[DeniedLine], whole: Stand) -> Outcome:
    if not argued:
        return "other_way"
    if kept:
        return "letter" if len(kept) == len(argued) else "letter_in_part"
    return "not_supported" if whole.against or whole.hold else "no_clause"


def _steps(told: Sequence[LineState], denial: Denial, miswritten: list[str]) -> list[Step]:
    """The ways on of codes that no appeal cures, of codes whose rules the record does not answer, of a wrong claim."""
    by_way: dict[str, list[str]] = {"corrected_claim": miswritten} if miswritten else {}
    for state in told:
        if state.state in ("not_denied", "not_ours"):
            continue
        for code in codes_of(state.line, denial):
            way = code.route
            if way == APPEAL:
                way = code.otherwise if state.state == "not_supported" else ""
            if way == "by_remark" and state.state == "appealed":
                way = ""
            if way in ways() and way != NONE:
                by_way.setdefault(way, []).append(code.name)
    if not by_way and all(state.state in ("not_denied", "not_ours") for state in told):
        by_way[NONE] = [name for state in told for name in state.codes if state.state == "not_denied"]
    return [
        Step(
            way=way,
            title=ways()[way].title,
            codes=tuple(dict.fromkeys(names)),
            why=ways()[way].why,
            todo=ways()[way].todo,
            document=_clause(way),
        )
        for way, names in by_way.items()
    ]


def _clause(way: str) -> str:
    found = ways()[way]
    return f"{found.document.id}, {found.where}" if found.document else ""


def _partial(chart: Chart, against: Sequence[Finding]) -> Iterator[str]:
    if chart.claim is None and any(found.rule == "BL02" for found in against):
        yield "The denial may name only some lines of the claim: give the whole claim with --claim."


def _needed(chart: Chart) -> Repair:
    return repair(chart, most_facts=_MOST_NEEDS, most_sets=_MOST_SETS, most_tries=_MOST_TRIES)


def _amount(lines: Sequence[DeniedLine]) -> float | None:
    """The denied amount in dollars; None unless every line gives its charge."""
    charges = [line.charge for line in lines if line.charge is not None]
    return sum(charges) - sum(line.paid or 0 for line in lines) if lines and len(charges) == len(lines) else None


def _cautions(denial: Denial, question: Question, kept: Sequence[DeniedLine], stand: Stand) -> Iterator[str]:
    touching = touched_by(kept or question.argued, denial)
    if question.policy.start is None:
        yield f"No version of {question.policy.id} is in force on the date of service: no clause of it can be cited."
    for code in touching:
        if code.first:
            yield f"{code.name}: {code.first}"
    if "PR" in (*denial.groups, *(group for line in denial.lines for group in line.groups)):
        yield "Group code PR: the payer leaves an amount to the patient; where a waiver was signed, see to it first."
    if not kept:
        return
    missing = [
        name
        for name, value in (
            ("claim number", denial.claim_number or denial.account_number),
            ("patient", denial.patient),
            ("member id", denial.member_id),
            ("payer's address", denial.payer_address),
        )
        if not value
    ]
    if missing:
        yield f"Not given, so not in the letter: {', '.join(missing)}."
    argued = {name for point in stand.points for name in point.codes}
    for code in touching:
        if code.rules and code.name not in argued:
            yield f"{code.name} ({code.label}) names nothing that this policy asks of this session: see the notice."
    for found in stand.open:
        yield f"{found.rule} is not documented and the denial does not name it: the payer may raise it."
    second = [p.finding.rule for p in stand.points if p.finding.source and p.finding.source.confidence == "secondary"]
    if second:
        yield f"The clauses of {', '.join(second)} were read second-hand: compare them before sending."
    silent = [p.finding.rule for p in stand.points if not any(fact.quotes for fact in p.facts)]
    if silent:
        yield f"The facts behind {', '.join(silent)} come without words of a document: name the page before sending."
