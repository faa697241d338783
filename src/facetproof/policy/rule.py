"""A rule: a criterion bound to one policy's dated numbers and citations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from facetproof.policy.criterion import Consequence, Criterion, Requirement

T = TypeVar("T")

Confidence = Literal["primary", "shared", "secondary", "recalled"]
#: From the surest to the least sure. What is only recalled may warn, never deny.
CONFIDENCES: tuple[Confidence, ...] = ("primary", "shared", "secondary", "recalled")


#: From the one that outweighs all others to the one that all others outweigh.
AUTHORITIES = ("statute", "benefit", "plan", "guideline")


@dataclass(frozen=True, slots=True)
class Document:
    """A payer's document, such as an LCD, an article or a bulletin.

    `authority` is told where several bodies write a payer's rules: statute, member benefit, the plan's own policy, or a
    guideline of a benefit manager that the plan adopts.
    """

    id: str
    title: str = ""
    url: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a value is written: `covers` names the values of the binding that this clause carries."""

    document: Document
    version: str
    where: str
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What one policy asks under one criterion from `since` on.

    Attributes:
        values: the bound parameters.
        checked: last day on which somebody confirmed that nothing had changed.
        remedy: what to do, by status (`not_documented`, `not_met`).
        note: a caution shown with every finding, such as an unsettled reading.
        kinds: kinds of session that it bears on; empty for all.
        settings: billing entities that it bears on; empty for all.
        home: the file it is written in, folder and name.
    """

    criterion: Criterion
    since: dt.date
    values: Mapping[str, object]
    requirement: Requirement
    consequence: Consequence
    confidence: Confidence
    citations: tuple[Citation, ...]
    checked: dt.date
    remedy: Mapping[str, str]
    note: str = ""
    kinds: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    home: str = ""

    @property
    def code(self) -> str:
        """Code of the criterion."""
        return self.criterion.code

    @property
    def name(self) -> str:
        """Name of the criterion."""
        return self.criterion.name


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """What one policy asks on the dates of service from `start` until the next version.

    `start` is None where no version of the policy is in force: only the payer-neutral rules are left then.
    """

    id: str
    title: str
    start: dt.date | None
    rules: tuple[Rule, ...]
    form: Mapping[str, str]
    notes: tuple[str, ...] = ()

    def rule(self, code: str) -> Rule | None:
        """The rule under this code, if the policy asks it."""
        return next((rule for rule in self.rules if rule.code == code), None)


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """One payer's requirements over time.

    Attributes:
        bindings: by code, each dated binding in order; a `Rule` asks, None ends the asking from that day on.
        forms: by first day, how this payer wants claims written (keys of the coding options).
        starts: first day of every version, in order; `end` is the last day of the last one, if it ended.
        notes: (first day, last day, text) told with every determination of that time.
    """

    id: str
    title: str
    documents: Mapping[str, Document]
    bindings: Mapping[str, tuple[tuple[dt.date, Rule | None], ...]] = field(repr=False)
    forms: tuple[tuple[dt.date, Mapping[str, str]], ...]
    starts: tuple[dt.date, ...]
    end: dt.date | None = None
    notes: tuple[tuple[dt.date, dt.date | None, str], ...] = ()

    def on(self, dos: dt.date) -> PolicyVersion | None:
        """The version in force on a date of service; None before the first and after the last."""
        start = latest(self.starts, dos)
        if start is None or (self.end is not None and dos > self.end):
            return None
        rules = [rule for dated in self.bindings.values() if (rule := in_force(dated, dos)) is not None]
        notes = tuple(text for first, last, text in self.notes if first <= dos and (last is None or dos <= last))
        return PolicyVersion(self.id, self.title, start, tuple(rules), in_force(self.forms, dos) or {}, notes)


def in_force(dated: tuple[tuple[dt.date, T], ...], day: dt.date) -> T | None:
    """The entry with the latest first day not after `day`."""
    found: T | None = None
    for first, entry in dated:
        if first > day:
            break
        found = entry
    return found


def latest(starts: tuple[dt.date, ...], day: dt.date) -> dt.date | None:
    """The latest start not after `day`."""
    return max((start for start in starts if start <= day), default=None)
