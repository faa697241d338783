"""The payer's answer beside what is scheduled or billed: wherever the two differ, and the authorization for the chart.

Compared is only what the answer states. What the schedule does not tell is said to be open, never taken to fit.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from facetproof.findings.case import JudgedCase
from facetproof.findings.judge import form_of, policy_for
from facetproof.model.authorization import AnsweredLine, AuthorizationAnswer, Outcome
from facetproof.model.chart import Chart
from facetproof.model.claim import Authorization
from facetproof.model.claimfile import BilledClaim
from facetproof.model.finding import Out
from facetproof.model.spine import JointLevel, Side

What = Literal["decision", "code", "units", "side", "joint", "date", "provider", "place", "number"]
_GRANTS = (Outcome.APPROVED, Outcome.MODIFIED)
_DECISIONS: dict[Outcome, Literal["affirmed", "non_affirmed", "partial"]] = {
    Outcome.APPROVED: "affirmed",
    Outcome.MODIFIED: "partial",
    Outcome.DENIED: "non_affirmed",
}
_SIDES = {"RT": Side.RIGHT, "LT": Side.LEFT, "50": Side.BILATERAL}


class Scheduled(Out, frozen=True, kw_only=True):
    """What is to be done, or was billed.

    Attributes:
        units: by code.
        sides: treated; None where one is not told.
        joints: names of the joints treated; None where they are not all told.
        number: the authorization number on the claim.
    """

    units: dict[str, float]
    sides: frozenset[Side] | None = None
    joints: tuple[str, ...] | None = None
    dos: dt.date | None = None
    dos_to: dt.date | None = None
    provider_npi: str | None = None
    facility_npi: str | None = None
    place: str | None = None
    number: str | None = None
    claimed: bool = False


class Difference(Out, frozen=True, kw_only=True):
    """One thing in which the schedule differs from the answer, or that cannot be compared (`open`)."""

    what: What
    authorized: str
    scheduled: str
    open: bool = False


def scheduled_in_chart(chart: Chart) -> Scheduled:
    """What a chart plans or tells; its claim, where it has one, gives codes and units.

    Raises:
        InputError: the chart names no payer.
        PolicyError: the payer is not known.
    """
    session = chart.session
    dos = (session.dos if session else None) or (chart.plan.date if chart.plan else None)
    policy = policy_for(chart, dos)
    case = JudgedCase(chart, form_of(policy, dos or dt.date.today()))
    levels, claim = case.coded.levels, chart.claim
    units: Counter[str] = Counter()
    for line in (claim.lines if claim else ()) or ():
        units[line.cpt.strip().upper()] += round(line.units)
    for supported in case.coded.lines if not units else ():
        units[supported.cpt] += supported.units
    told: frozenset[Side] = frozenset().union(*levels.joints.values(), *levels.alone.values())
    return Scheduled(
        units={code: float(count) for code, count in units.items()},
        sides=told if told and levels.sided else None,
        joints=tuple(joint.name for joint in levels.joints) if levels.joints and levels.known else None,
        dos=dos,
        place=session.place_of_service if session else None,
        number=claim.authorization_number if claim else None,
        claimed=claim is not None,
    )


def scheduled_in_claim(claim: BilledClaim) -> Scheduled:
    """What a claim bills; it tells no joints, and a side only by its modifiers."""
    units: Counter[str] = Counter()
    sides: set[Side] = set()
    sided = True
    for line in claim.lines:
        if line.cpt is not None:
            units[line.cpt.strip().upper()] += round(1 if line.units is None else line.units)
            marked = {side for m in line.modifiers if m in _SIDES for side in _SIDES[m].sides}
            sides |= marked
            sided = sided and bool(marked)
    days = [line.dos for line in claim.lines if line.dos is not None] or [d for d in (claim.dos,) if d is not None]
    rendering = claim.rendering or claim.billing
    return Scheduled(
        units={code: float(count) for code, count in units.items()},
        sides=frozenset(sides) if sides and sided else None,
        dos=min(days, default=None),
        dos_to=max(days, default=None),
        provider_npi=rendering.npi if rendering else None,
        facility_npi=claim.facility.npi if claim.facility else None,
        place=claim.place_of_service,
        number=claim.authorization_number
        or next((line.authorization_number for line in claim.lines if line.authorization_number), None),
        claimed=True,
    )


def differences(
    answer: AuthorizationAnswer, plan: Scheduled, *, valid_days: int | None = None
) -> tuple[Difference, ...]:
    """Everything in which what is scheduled is not what was authorized, the decision first.

    Args:
        answer: the payer's.
        plan: what is scheduled or billed.
        valid_days: days from the decision for which it holds where the answer tells no last day.
    """
    return tuple(_differences(answer, plan, valid_days))


def _differences(answer: AuthorizationAnswer, plan: Scheduled, valid_days: int | None) -> Iterator[Difference]:
    if answer.outcome not in _GRANTS:
        yield Difference(what="decision", authorized=answer.outcome.value.replace("_", " "), scheduled=_codes(plan))
        return
    granted = [line for line in answer.lines if line.outcome in _GRANTS]
    if answer.lines:
        yield from _by_code(answer.lines, granted, plan)
    elif answer.outcome is Outcome.MODIFIED:
        yield Difference(what="code", authorized="changed, not told how", scheduled=_codes(plan), open=True)
    yield from _sides(granted, plan)
    yield from _joints(granted, plan)
    yield from _days(answer, granted, plan, valid_days)
    yield from _plain("provider", answer.servicing_npi, plan.provider_npi)
    yield from _plain("place", answer.facility_npi, plan.facility_npi)
    yield from _plain("place", answer.place_of_service, plan.place)
    numbers = [n for n in (answer.number, *(line.number_given for line in granted)) if n]
    if plan.claimed and numbers and _bare(plan.number) not in map(_bare, numbers):
        yield Difference(what="number", authorized=", ".join(dict.fromkeys(numbers)), scheduled=plan.number or "none")


def _codes(plan: Scheduled) -> str:
    return ", ".join(f"{code} x {units:g}" for code, units in plan.units.items()) or "codes not told"


def _by_code(answered: Iterable[AnsweredLine], granted: list[AnsweredLine], plan: Scheduled) -> Iterator[Difference]:
    allowed: dict[str, float | None] = {}
    for line in granted:
        code = (line.code or "").upper()
        before = allowed.get(code, 0.0)
        allowed[code] = None if line.units is None or before is None else before + line.units
    others = {(line.code or "").upper(): line.outcome for line in answered if line.outcome not in _GRANTS}
    if not plan.units:
        yield Difference(what="code", authorized=", ".join(allowed), scheduled="not told", open=True)
    # a line without a code answers for the whole request
    for code, units in plan.units.items() if "" not in allowed else ():
        if code not in allowed:
            told = others.get(code)
            yield Difference(what="code", authorized=told.value if told else "not authorized", scheduled=code)
            continue
        most = allowed[code]
        if most is not None and units > most:
            yield Difference(what="units", authorized=f"{code} x {most:g}", scheduled=f"{code} x {units:g}")


def _sides(granted: list[AnsweredLine], plan: Scheduled) -> Iterator[Difference]:
    told = [_side(line) for line in granted]
    if not told or any(side is None for side in told):
        return
    allowed: frozenset[Side] = frozenset().union(*(side.sides for side in told if side))
    shown = " and ".join(sorted(allowed))
    if plan.sides is None:
        yield Difference(what="side", authorized=shown, scheduled="not told", open=True)
    elif not plan.sides <= allowed:
        yield Difference(what="side", authorized=shown, scheduled=" and ".join(sorted(plan.sides)))


def _side(line: AnsweredLine) -> Side | None:
    return line.side or next((_SIDES[m] for m in line.modifiers if m in _SIDES), None)


def _joints(granted: list[AnsweredLine], plan: Scheduled) -> Iterator[Difference]:
    if not granted or not all(line.joints for line in granted):
        return
    stated = [name for line in granted for name in line.joints]
    shown = ", ".join(dict.fromkeys(stated))
    if plan.joints is None:
        yield Difference(what="joint", authorized=shown, scheduled="not told", open=True)
        return
    allowed = {JointLevel.parse(name) for name in stated}
    outside = [name for name in plan.joints if JointLevel.parse(name) not in allowed]
    if outside:
        yield Difference(what="joint", authorized=shown, scheduled=", ".join(outside))


def _days(
    answer: AuthorizationAnswer, granted: list[AnsweredLine], plan: Scheduled, valid_days: int | None
) -> Iterator[Difference]:
    spans = [
        (line.valid_from or line.dos or answer.valid_from, line.valid_to or line.dos_to or line.dos or answer.valid_to)
        for line in granted
        if line.valid_from or line.valid_to or line.dos
    ] or [(answer.valid_from, answer.valid_to)]
    # every line must hold on the day: the latest first day and the earliest last day count
    first = max((start for start, _ in spans if start), default=None)
    last = min((end for _, end in spans if end), default=None)
    if last is None and answer.decided is not None and valid_days is not None:
        last = answer.decided + dt.timedelta(days=valid_days)
    if first is None and last is None:
        return
    shown = f"{first or 'any day'} to {last or 'no last day told'}"
    if plan.dos is None:
        yield Difference(what="date", authorized=shown, scheduled="not told", open=True)
        return
    end = plan.dos_to or plan.dos
    if (first is not None and plan.dos < first) or (last is not None and end > last):
        day = plan.dos.isoformat() if end == plan.dos else f"{plan.dos} to {end}"
        yield Difference(what="date", authorized=shown, scheduled=day)


def _plain(what: What, authorized: str | None, scheduled: str | None) -> Iterator[Difference]:
    if authorized is None or authorized == scheduled:
        return
    yield Difference(what=what, authorized=authorized, scheduled=scheduled or "not told", open=scheduled is None)


def _bare(number: str | None) -> str:
    return "".join(c for c in (number or "").upper() if c.isalnum())


def authorization_of(answer: AuthorizationAnswer, *, requested: dt.date | None = None) -> Authorization:
    """The answer as the chart keeps it, so that the rules PA01 to PA03 judge by it.

    Codes, units, side and joints are those of the lines granted; what the answer leaves open stays open.
    """
    granted = [line for line in answer.lines if line.outcome in _GRANTS]
    coded = [line for line in granted if line.code]
    units: dict[str, float] = {}
    for line in coded:
        units[line.code or ""] = units.get(line.code or "", 0.0) + (line.units or 0.0)
    stated = [_side(line) for line in granted]
    sides = {side for one in stated if one is not None for side in one.sides}
    joints = tuple(dict.fromkeys(name for line in granted for name in line.joints))
    return Authorization(
        number=answer.number or next((line.number_given for line in granted if line.number_given), None),
        codes=tuple(dict.fromkeys(line.code or "" for line in coded)) if coded and len(coded) == len(granted) else None,
        side=None if not sides or None in stated else Side.BILATERAL if len(sides) > 1 else next(iter(sides)),
        joints=joints if joints and all(line.joints for line in granted) else None,
        units=units if coded and all(line.units is not None for line in coded) else None,
        valid_from=answer.valid_from or _first(line.valid_from for line in granted),
        valid_to=answer.valid_to or _first(line.valid_to for line in granted),
        decision=_DECISIONS.get(answer.outcome),
        requested=requested,
        decided=answer.decided,
    )


def _first(days: Iterable[dt.date | None]) -> dt.date | None:
    """The day that all lines tell; None where they differ."""
    found = set(days)
    return next(iter(found)) if len(found) == 1 else None
