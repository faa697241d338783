"""Whether a request for prior authorization is needed for this payer, setting, codes and day, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal

from facetproof.findings.explain import source
from facetproof.model.finding import Out, Source
from facetproof.model.practice import Exemption
from facetproof.policy.authorizations import Clause, binds, scope_of
from facetproof.policy.find import policy as policy_of
from facetproof.policy.rule import PolicyVersion, Rule

_ON_FILE = "PA01"
_SETTINGS = {
    "hospital_outpatient": "a hospital outpatient department",
    "asc": "a surgery centre",
    "office": "an office",
}


class Need(Out, frozen=True, kw_only=True):
    """Whether a request is needed.

    Attributes:
        answer: `unknown` where neither the library nor what is given tells it.
        why: in a sentence.
        rule: the rule it rests on; None where the library holds none.
        source: the clause.
        codes: codes asked about that need authorization.
        asks: what to give or look up where it is unknown.
    """

    answer: Literal["needed", "not_needed", "exempt", "unknown"]
    why: str
    rule: str | None = None
    source: Source | None = None
    codes: tuple[str, ...] = ()
    asks: str = ""


def need_of(
    policy: PolicyVersion,
    day: dt.date,
    codes: Sequence[str],
    *,
    setting: str | None,
    place: str | None,
    bill_type: str | None = None,
    exemption: Exemption | None = None,
    track: str | None = None,
) -> Need:
    """Whether a request is needed.

    Args:
        policy: the version in force on the day of service.
        day: of service.
        codes: that are to be billed; empty where the record does not tell them.
        setting: who bills: `professional`, `asc` or `hospital_outpatient`.
        place: two-digit place of service.
        bill_type: type of bill, where one is told.
        exemption: of the facility.
        track: kind of plan, where one is told.
    """
    if policy.start is None:
        return Need(
            answer="unknown",
            why=f"No version of {policy.id} is in force on {day.isoformat()}.",
            asks="Ask the payer whether it wants authorization.",
        )
    if not binds(policy.id, track):
        return Need(
            answer="unknown",
            why=f"The authorization rules of {policy.id} do not bind a plan of this kind; it has its own.",
            asks="Ask the plan whether it wants authorization.",
        )
    rule = policy.rule(_ON_FILE)
    if rule is None:
        return _without_rule(policy, day)
    where = _where(policy, rule, setting, place, bill_type)
    if where is not None:
        return where
    listed: Any = rule.values["codes"]
    needed = tuple(code for code in dict.fromkeys(codes) if code in listed)
    if not codes:
        return _told(rule, "unknown", "The record does not tell the codes.", asks="Document what is to be done, where.")
    if not needed:
        return _unlisted(policy, rule, codes)
    exempt = scope_of(policy.id).exempt
    if exempt is not None and exemption is not None and _covers(exemption, day):
        why = f"The facility is exempt on {day.isoformat()} by its notice{_of(exemption)}."
        return Need(answer="exempt", why=why, rule=rule.code, source=clause_source(exempt), codes=needed)
    return _told(rule, "needed", f"{policy.id} asks authorization for {', '.join(needed)}.", codes=needed)


def _without_rule(policy: PolicyVersion, day: dt.date) -> Need:
    """No rule on the day: not needed only where a later rule's own clause names its first day."""
    dated = policy_of(policy.id).bindings.get(_ON_FILE, ())
    later = next((rule for start, rule in dated if rule is not None and start > day), None)
    if later is not None and later.since.isoformat() in later.citations[0].where:
        return _told(later, "not_needed", f"Asked for from {later.since.isoformat()} only.")
    return Need(
        answer="unknown",
        why=f"The library holds no authorization rule of {policy.id}; that does not mean that none is needed.",
        asks="Ask the payer whether it wants authorization.",
    )


def _where(
    policy: PolicyVersion, rule: Rule, setting: str | None, place: str | None, bill_type: str | None
) -> Need | None:
    """The answer where the place or the bill decides; None where it does not stand in the way."""
    if not rule.settings:
        return None
    scope = scope_of(policy.id)
    asked = " or ".join(_SETTINGS.get(name, name) for name in rule.settings)
    if place is not None and place in scope.places:
        told: str | None = scope.places[place]
    else:
        # who bills as a professional may work anywhere: then the place must be told
        told = None if setting == "professional" else setting
    types: Any = rule.values.get("bill_types")
    if bill_type and types and not bill_type.lstrip("0").startswith(tuple(types)):
        return _told(rule, "not_needed", f"Type of bill {bill_type} is not one for which it is asked.")
    if told is None:
        return _told(
            rule,
            "unknown",
            f"It is needed in {asked}; where the service is to be given is not told.",
            asks="Give the place of service or the setting.",
        )
    if told not in rule.settings:
        clause = scope.places_clause
        why = f"It is asked for in {asked} only, and the service is planned in {_SETTINGS.get(told, told)}."
        if clause is None:
            return _told(rule, "not_needed", why)
        return Need(answer="not_needed", why=why, rule=rule.code, source=clause_source(clause))
    return None


def _unlisted(policy: PolicyVersion, rule: Rule, codes: Sequence[str]) -> Need:
    clause = scope_of(policy.id).complete
    if clause is not None:
        why = f"{', '.join(codes)} is not on the list of codes that need authorization."
        return Need(answer="not_needed", why=why, rule=rule.code, source=clause_source(clause))
    return _told(
        rule,
        "unknown",
        f"The clause read asks it for other codes; of {', '.join(codes)} it says nothing that was read.",
        asks="Ask the payer whether it wants authorization for these codes.",
    )


def _told(
    rule: Rule,
    answer: Literal["needed", "not_needed", "unknown"],
    why: str,
    *,
    asks: str = "",
    codes: tuple[str, ...] = (),
) -> Need:
    return Need(answer=answer, why=why, rule=rule.code, source=source(rule), asks=asks, codes=codes)


def clause_source(clause: Clause) -> Source:
    """A clause as it is shown beside a finding."""
    cite = clause.citation
    return Source(
        document=cite.document.id, version=cite.version or None, where=cite.where, confidence=clause.confidence
    )


def _covers(exemption: Exemption, day: dt.date) -> bool:
    return exemption.start <= day and (exemption.to is None or day <= exemption.to)


def _of(exemption: Exemption) -> str:
    return f" ({exemption.notice})" if exemption.notice else ""
