"""Chart + what the practice gives → a request for prior authorization, whether it is needed, and how it stands.

The request is about what is still to be done: the plan where the record holds one, with the session as history; the
session itself where it is the only thing told, or lies ahead. Every row of it is a finding of the audit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from facetproof.findings.authorization_facts import attachments_of, criteria_of, facts_of, unnamed
from facetproof.findings.authorization_need import Need, clause_source, need_of
from facetproof.findings.case import JudgedCase
from facetproof.findings.judge import audit, day_of, form_of, policy_for
from facetproof.findings.pathway import as_history
from facetproof.findings.repair import Repair
from facetproof.findings.repair import repair as smallest_repair
from facetproof.model.authorization import AuthorizationRequest, Provider, RequestedLine, not_given
from facetproof.model.chart import BillingEntity, Chart, Technique
from facetproof.model.claim import Authorization
from facetproof.model.dates import business_days_after
from facetproof.model.finding import Determination, Finding, Out, Source, Status, SupportedLine
from facetproof.model.practice import Asked, Practice
from facetproof.model.spine import JointLevel, Side
from facetproof.policy.authorizations import clock_of, scope_of
from facetproof.policy.rule import PolicyVersion

#: Of the claim and of the authorization itself; a request comes before both.
_NOT_YET = frozenset({"PA", "BL"})
#: What a payer's form asks of every request, by path.
NEEDED = (
    "patient.last_name",
    "patient.first_name",
    "patient.birth_date",
    "patient.sex",
    "coverage.payer",
    "coverage.payer_id",
    "coverage.member_id",
    "requesting.shown",
    "requesting.npi",
    "servicing.shown",
    "servicing.npi",
    "contact.name",
    "contact.phone",
    "contact.fax",
    "place_of_service",
    "setting",
    "dos",
    "created",
    "diagnoses",
    "lines",
    "lines.*.side",
)
_AT_FACILITY = ("facility.name", "facility.npi")
_SIDES = {"RT": Side.RIGHT, "LT": Side.LEFT, "50": Side.BILATERAL}
_REPAIR_FACTS, _REPAIR_TRIES = 4, 800


class Due(Out, frozen=True, kw_only=True):
    """The last day on which the payer's decision is due.

    Attributes:
        counted_from: day of receipt, `presumed` where it is the day of the request for want of another.
        words: the time allowed, such as `7 calendar days`.
    """

    urgency: Literal["standard", "expedited"]
    counted_from: dt.date
    presumed: bool
    words: str
    due: dt.date
    source: Source


class Preparation(Out, frozen=True, kw_only=True):
    """A request and what to know before it is sent.

    Attributes:
        prospect: `refused`: a denial rule is not met, or it comes too late; `gaps`: something is not documented;
            `ready`: every requirement judged is met; `not_judged`: nothing to judge, or no policy in force.
        failing: denial rules not met; `open`: those not documented.
        late: why the request comes too late; empty where it does not.
        repair: the smallest sets of facts that would close the gaps, where there are any.
        dues: when the decision is due, for the urgency asked for.
        missing: administrative fields not given, by path.
        unnamed: documents that tell neither the patient's name nor the birth date.
        number_word: what this payer calls its number.
    """

    request: AuthorizationRequest
    need: Need
    prospect: Literal["ready", "gaps", "refused", "not_judged"]
    failing: tuple[Finding, ...] = ()
    open: tuple[Finding, ...] = ()
    late: str = ""
    late_source: Source | None = None
    questions: tuple[str, ...] = ()
    repair: Repair | None = None
    dues: tuple[Due, ...] = ()
    missing: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    number_word: str = "authorization number"
    warnings: tuple[str, ...] = ()


def prepare(
    chart: Chart,
    *,
    practice: Practice | None = None,
    asked: Asked | None = None,
    today: dt.date,
    repairs: bool = True,
) -> Preparation:
    """The request for what the chart plans, whether it is needed, and how it would stand.

    Args:
        chart: the chart, with its payer.
        practice: what is the same for every request of the practice.
        asked: what belongs to this request.
        today: day of the request where `asked` tells none.
        repairs: whether to look for the smallest repair where something fails or is open.

    Raises:
        InputError: the chart names no payer.
        PolicyError: the payer is not known.
    """
    practice, asked = practice or Practice(), asked or Asked()
    created = asked.created or today
    subject = subject_of(chart, created, asked, practice)
    day = day_of(subject)
    policy = policy_for(subject, day or created)
    judged = audit(subject, as_of=None if day else created)
    findings = tuple(f for f in judged.findings if f.rule[:2] not in _NOT_YET)
    case = JudgedCase(subject, form_of(policy, day or created))
    request = _request(subject, case, judged, findings, practice, asked, created)
    need = need_of(
        policy,
        day or created,
        [line.code for line in request.lines],
        setting=request.setting,
        place=request.place_of_service,
        bill_type=request.bill_type,
        exemption=practice.exemption,
        track=asked.track,
    )
    need = _on_file(chart, subject) or need
    warnings = [*judged.warnings]
    request = _listed(request, need, warnings)
    late, clause = _late(request, created), scope_of(policy.id).late
    if late and clause is None:
        warnings.append(f"{late} Whether {policy.id} still takes the request was not read.")
    failing, open_ = (
        tuple(f for f in findings if f.status is status and f.consequence == "denial")
        for status in (Status.NOT_MET, Status.NOT_DOCUMENTED)
    )
    nothing = policy.start is None or case.session is None or case.technique is Technique.NOT_FACET
    gaps = bool(open_) or judged.hold
    return Preparation(
        request=request,
        need=need,
        prospect="not_judged"
        if nothing
        else "refused"
        if failing or (late and clause)
        else "gaps"
        if gaps
        else "ready",
        failing=failing,
        open=open_,
        late=late if clause else "",
        late_source=clause_source(clause) if clause and late else None,
        questions=tuple(query.text for query in case.coded.queries),
        repair=_repair(subject) if repairs and not nothing and (failing or gaps) else None,
        dues=_dues(policy_for(subject, created), asked, created),
        missing=not_given(request, _needed(request)),
        unnamed=unnamed(subject, request.patient, request.attachments),
        number_word=scope_of(policy.id).number,
        warnings=tuple(warnings),
    )


def subject_of(chart: Chart, created: dt.date, asked: Asked, practice: Practice) -> Chart:
    """The chart of what is still to be done on the day of the request; claim and authorization left out."""
    session, plan = chart.session, chart.plan
    ahead = session is not None and session.dos is not None and session.dos >= created
    same_day = session is not None and plan is not None and plan.date is not None and plan.date == session.dos
    if session is not None and plan is not None and plan.technique is not None and not ahead and not same_day:
        chart = as_history(chart).replace(documents=chart.documents, plan=plan)
        session = None
    changes: dict[str, Any] = {"claim": None, "authorization": None}
    setting = asked.setting or practice.setting
    if session is None and plan is not None:
        changes["plan"] = plan.replace(date=asked.dos or plan.date, setting=setting or plan.setting)
    elif session is not None:
        entity = BillingEntity(setting) if setting else session.billing_entity
        changes["session"] = session.replace(dos=asked.dos or session.dos, billing_entity=entity)
    return chart.replace(**changes)


def _on_file(chart: Chart, subject: Chart) -> Need | None:
    """That authorization is affirmed already for what is to be done, by the rules PA01 and PA02; else None."""
    held = chart.authorization
    if held is None:
        return None
    found = {f.rule: f for f in audit(subject.replace(authorization=held)).findings if f.rule in ("PA01", "PA02")}
    if "PA01" not in found or {f.status for f in found.values()} != {Status.MET}:
        return None
    until = f", valid to {held.valid_to.isoformat()}" if held.valid_to else ""
    return Need(
        answer="not_needed",
        why=f"It is on file and affirmed: {held.number or 'number not told'}{until}.",
        rule="PA01",
        source=found["PA01"].source,
    )


def _request(
    chart: Chart,
    case: JudgedCase,
    judged: Determination,
    findings: Sequence[Finding],
    practice: Practice,
    asked: Asked,
    created: dt.date,
) -> AuthorizationRequest:
    criteria = criteria_of(chart, findings)
    session = case.session
    setting: Any = (session.billing_entity if session else None) or (chart.plan.setting if chart.plan else None)
    setting = str(setting) if setting in set(BillingEntity) else asked.setting or practice.setting
    place = asked.place_of_service or practice.place_of_service or (session.place_of_service if session else None)
    return AuthorizationRequest(
        policy=judged.policy,
        version=judged.version,
        trace=asked.trace,
        created=created,
        kind=asked.kind,
        urgency=asked.urgency,
        urgency_reason=asked.urgency_reason,
        earlier_number=asked.earlier_number,
        patient=asked.patient,
        coverage=asked.coverage,
        requesting=_one(asked.requesting, practice.requesting),
        servicing=_one(asked.servicing, practice.servicing),
        facility=_one(asked.facility, practice.facility),
        contact=asked.contact or practice.contact,
        setting=setting,
        place_of_service=place,
        bill_type=asked.bill_type,
        dos=case.dos or asked.dos,
        dos_to=asked.dos_to,
        certified_from=asked.certified_from,
        certified_to=asked.certified_to,
        diagnoses=chart.diagnoses or (),
        lines=tuple(_line(n, line, case, asked) for n, line in enumerate(judged.lines, 1)),
        criteria=criteria,
        facts=facts_of(chart, findings),
        attachments=attachments_of(chart, criteria),
    )


def _one(own: Provider | None, practice: Provider) -> Provider:
    return practice if own is None else own


def _line(number: int, line: SupportedLine, case: JudgedCase, asked: Asked) -> RequestedLine:
    told = {_SIDES[m] for m in line.modifiers if m in _SIDES}
    treated = {*case.coded.levels_of.get(line.cpt, ())} or {*case.coded.levels.joints.values()}
    side = next(iter(told)) if len(told) == 1 else None
    if side is None and len(treated) == 1:
        sides = next(iter(treated))
        side = Side.BILATERAL if len(sides) == 2 else next(iter(sides), None)
    joint = JointLevel.parse(line.joint) if line.joint else None
    regions = {j.code_region for j in ([joint] if joint else case.coded.levels.joints)}
    return RequestedLine(
        number=number,
        code=line.cpt,
        units=line.units,
        modifiers=line.modifiers,
        side=side,
        joints=(line.joint,) if line.joint else (),
        region=str(next(iter(regions))) if len(regions) == 1 else None,
        dos=case.dos,
        dos_to=asked.dos_to,
        diagnoses=line.dx,
    )


def _listed(request: AuthorizationRequest, need: Need, warnings: list[str]) -> AuthorizationRequest:
    """The request for those codes alone that need authorization, where it is known which do."""
    if not need.codes:
        return request
    left = [line.code for line in request.lines if line.code not in need.codes]
    if left:
        warnings.append(f"Not asked for, because not on the payer's list: {', '.join(dict.fromkeys(left))}.")
    kept = [line for line in request.lines if line.code in need.codes]
    lines = tuple(msgspec.structs.replace(line, number=n) for n, line in enumerate(kept, 1))
    return msgspec.structs.replace(request, lines=lines)


def _late(request: AuthorizationRequest, created: dt.date) -> str:
    last = request.dos_to or request.dos
    if last is None or last >= created:
        return ""
    return f"The day of service {last.isoformat()} lies before the request of {created.isoformat()}."


def _needed(request: AuthorizationRequest) -> list[str]:
    paths = list(NEEDED)
    if request.setting in ("asc", "hospital_outpatient"):
        paths += _AT_FACILITY
    if request.urgency == "expedited":
        paths.append("urgency_reason")
    if request.kind != "initial":
        paths.append("earlier_number")
    if request.coverage.relationship not in (None, "self"):
        paths += ["coverage.subscriber.last_name", "coverage.subscriber.first_name"]
    return paths


def _dues(policy: PolicyVersion, asked: Asked, created: dt.date) -> tuple[Due, ...]:
    received = asked.received or created
    clock = clock_of(policy, received, expedited=asked.urgency == "expedited", track=asked.track)
    if clock is None:
        return ()
    kind = "business" if clock.business else "calendar"
    words = clock.words or f"{clock.days} {kind} day{'' if clock.days == 1 else 's'}"
    due = business_days_after(received, clock.days) if clock.business else received + dt.timedelta(days=clock.days)
    return (
        Due(
            urgency=asked.urgency,
            counted_from=received,
            presumed=asked.received is None,
            words=words,
            due=due,
            source=clause_source(clock.clause),
        ),
    )


def _repair(chart: Chart) -> Repair:
    """The smallest repair of the record. An authorization is supposed for the while; it is what is asked for."""
    supposed = Authorization(decision="affirmed", number="supposed")
    bare = chart.replace(authorization=supposed, documents=None, evidence=None)
    return smallest_repair(bare, most_facts=_REPAIR_FACTS, most_tries=_REPAIR_TRIES)
