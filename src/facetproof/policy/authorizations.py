"""What is known of prior authorization beside a policy's rules: how far its list reaches, exemption, time to decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from facetproof.policy.rule import Citation, Document, PolicyVersion

_TABLE = Path(__file__).with_name("authorizations.yaml")


class Clause(NamedTuple):
    """A clause with how sure it is: primary, shared, secondary or recalled."""

    citation: Citation
    confidence: str


class Scope(NamedTuple):
    """How far a policy's authorization rule reaches.

    Attributes:
        complete: the clause that says that codes not listed need no authorization; None where none says so.
        places: setting by place of service, `places_clause` its clause.
        tracks: kinds of plan that the rule binds; empty for all.
        number: what the payer calls its number.
        exempt: the clause under which a provider may be exempt.
        late: the clause under which a request after the service is turned away.
    """

    complete: Clause | None = None
    places: Mapping[str, str] = {}
    places_clause: Clause | None = None
    tracks: tuple[str, ...] = ()
    number: str = "authorization number"
    exempt: Clause | None = None
    late: Clause | None = None


class Clock(NamedTuple):
    """Time to decide, in days; `words` where the document counts otherwise, such as `72 hours`."""

    days: int
    business: bool
    clause: Clause
    words: str = ""


def scope_of(policy: str) -> Scope:
    """The scope of the rule of this policy id; of a policy that the table does not tell, nothing is known."""
    for entry in _table()["scopes"]:
        if any(fnmatchcase(policy, pattern) for pattern in entry["policies"]):
            return Scope(
                complete=_clause(entry.get("complete")),
                places=entry.get("places", {}),
                places_clause=_clause(entry.get("places_cite")),
                tracks=tuple(entry.get("tracks", ())),
                number=entry.get("number", Scope().number),
                exempt=_clause(entry.get("exempt")),
                late=_clause(entry.get("late")),
            )
    return Scope()


def binds(policy: str, track: str | None) -> bool:
    """Whether the authorization rules of a policy bind this kind of plan; one that is not told is taken as bound."""
    bound = scope_of(policy).tracks
    return track is None or not bound or track in bound


def tracks() -> tuple[str, ...]:
    """Kinds of plan whose time to decide is known."""
    return tuple(_table()["clocks"])


def clock_of(policy: PolicyVersion, day: dt.date, *, expedited: bool, track: str | None) -> Clock | None:
    """Time to decide a request received on a day: the policy's own, else that of the kind of plan; None if unknown.

    Args:
        policy: the version in force on that day.
        day: of receipt.
        expedited: whether an expedited decision is asked for.
        track: kind of plan, where it is told.
    """
    rule = policy.rule("PA03")
    if rule is not None and binds(policy.id, track):
        values: Mapping[str, Any] = rule.values
        days = values["expedited_days"] if expedited else values["max_days"]
        business = values.get("expedited_business", True) if expedited else values.get("business", False)
        cite = next((c for c in rule.citations if {"max_days", "expedited_days"} & {*c.covers}), rule.citations[0])
        return Clock(int(days), bool(business), Clause(cite, rule.confidence))
    dated = _table()["clocks"].get(track or "", ())
    entry = next((entry for entry in reversed(dated) if entry["from"] <= day), None)
    if entry is None:
        return None
    clause = _clause(entry["cite"])
    assert clause is not None  # noqa: S101 - every entry has one
    words = entry.get("expedited_words", "") if expedited else ""
    return Clock(int(entry["expedited" if expedited else "standard"]), False, clause, words)


def _clause(entry: Mapping[str, str] | None) -> Clause | None:
    if entry is None:
        return None
    document = Document(**_table()["documents"][entry["document"]])
    return Clause(Citation(document, "", entry["where"]), entry["confidence"])


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return table
