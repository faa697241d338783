"""Chart + what the practice gives → a request for prior authorization, whether it is needed, and how it stands.

The request is about what is still to be done: the plan where the record holds one, with the session as history; the
session itself where it is the only thing told, or lies ahead. Every row of it is a finding of the audit.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import msgspec

from facetproof.findings.authorization_facts import unnamed
from facetproof.findings.authorization_need import Need, clause_source, need_of
from facetproof.findings.authorization_request import listed, needed, request_of
from facetproof.findings.case import JudgedCase
from facetproof.findings.judge import audit, day_of, form_of, policy_for
from facetproof.findings.pathway import as_history
from facetproof.findings.repair import Repair
from facetproof.findings.repair import repair as smallest_repair
from facetproof.model.authorization import AuthorizationRequest, not_given
from facetproof.model.chart import BillingEntity, Chart, Technique
from facetproof.model.claim import Authorization
from facetproof.model.dates import business_days_after
from facetproof.model.finding import Finding, Out, Source, Status
from facetproof.model.practice import Asked, Practice
from facetproof.policy.authorizations import clock_of, scope_of
from facetproof.policy.rule import PolicyVersion

#: Of the claim and of the authorization itself; a request comes before both.
_NOT_YET = frozenset({"PA", "BL"})
_NOTHING = "The record tells of no facet joint procedure that is planned or was done."
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
        cautions: about this request, such as a place that the record tells otherwise; `warnings` are the policy's.
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
    cautions: tuple[str, ...] = ()
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
    given = asked
    if _done(chart, created):
        asked = msgspec.structs.replace(asked, dos=None, dos_to=None)
    subject = subject_of(chart, created, asked, practice)
    day = day_of(subject)
    policy = policy_for(subject, day or created)
    judged = audit(subject, as_of=None if day else created)
    findings = tuple(f for f in judged.findings if f.rule[:2] not in _NOT_YET)
    case = JudgedCase(subject, form_of(policy, day or created))
    request = request_of(subject, case, judged, findings, practice, asked, created)
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
    nothing = case.session is None or case.technique is Technique.NOT_FACET
    if nothing and need.answer == "unknown" and policy.start is not None:
        need = Need(answer="unknown", why=_NOTHING, asks="Give the note that holds the plan.")
    cautions: list[str] = []
    if given.dos is not None and asked.dos is None:
        cautions.append("The record holds no plan, only a procedure already done: the planned day given was not used.")
    told = case.session.place_of_service if case.session else None
    if told and told != request.place_of_service:
        cautions.append(f"The record tells place of service {told}, the settings {request.place_of_service}.")
    request = listed(request, need, cautions)
    late, clause = _late(request, created), scope_of(policy.id).late
    if late and clause is None:
        cautions.append(f"{late} Whether {policy.id} still takes the request was not read.")
    failing, open_ = (
        tuple(f for f in findings if f.status is status and f.consequence == "denial")
        for status in (Status.NOT_MET, Status.NOT_DOCUMENTED)
    )
    nothing = nothing or policy.start is None
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
        missing=not_given(request, needed(request)),
        unnamed=unnamed(subject, request.patient, request.attachments),
        number_word=scope_of(policy.id).number,
        cautions=tuple(cautions),
        warnings=judged.warnings,
    )


def _done(chart: Chart, created: dt.date) -> bool:
    """Whether the record tells only of a session before the day of the request."""
    session, plan = chart.session, chart.plan
    planned = plan is not None and plan.technique is not None
    return not planned and session is not None and session.dos is not None and session.dos < created


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


def _late(request: AuthorizationRequest, created: dt.date) -> str:
    last = request.dos_to or request.dos
    if last is None or last >= created:
        return ""
    return f"The day of service {last.isoformat()} lies before the request of {created.isoformat()}."


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
