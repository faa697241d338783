"""What the product says: findings and the determination they add up to (contract, section 2)."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec

from facetproof.model.evidence import Evidence

Json = str | float | int | bool | list[str] | None


class Status(StrEnum):
    """The three answers. "Does not apply" is an absent finding, not a fourth answer."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_DOCUMENTED = "not_documented"


class Reason(StrEnum):
    """Why a requirement is not documented."""

    ABSENT = "absent"
    VAGUE = "vague"
    CONFLICTING = "conflicting"
    HISTORY_INCOMPLETE = "history_incomplete"
    UNMAPPED = "unmapped"


class Verdict(StrEnum):
    """The determination of a whole chart."""

    SUPPORTED = "supported"
    NEEDS_DOCUMENTATION = "needs_documentation"
    NOT_SUPPORTED = "not_supported"
    NOT_APPLICABLE = "not_applicable"


class Out(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of what is written out."""


class Source(Out, frozen=True, kw_only=True):
    """The clause a finding rests on. `confidence`: primary, shared, secondary or recalled.

    `authority`, where several bodies write a payer's rules: statute, benefit, plan or guideline.
    """

    document: str
    version: str | None = None
    where: str | None = None
    confidence: str | None = None
    authority: str | None = None


class Finding(Out, frozen=True, kw_only=True, omit_defaults=False):
    """One requirement and how the record stands to it.

    Attributes:
        rule: code of the criterion, such as `DX02`.
        name: its name, such as `first-block-positive`.
        consequence: `denial` or `warning`; warnings never decide.
        observed: what the record says, None where it says nothing.
        required: what the policy asks, in short.
        facts: chart paths of the values that decided.
        evidence: the words, where the chart came from a note.
        remedy: what to do.
        note: a caution about the rule itself, such as "recalled only, warns".
    """

    rule: str
    name: str
    status: Status
    reason: Reason | None = None
    consequence: Literal["denial", "warning"] = "denial"
    observed: Json = None
    required: str = ""
    source: Source | None = None
    facts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    remedy: str = ""
    note: str | None = None


class SupportedLine(Out, frozen=True, kw_only=True, omit_defaults=False):
    """A claim line that the record supports; `joint` is the joint level it stands for."""

    cpt: str
    units: int = 1
    modifiers: tuple[str, ...] = ()
    joint: str | None = None
    dx: tuple[str, ...] = ()


class NotBillable(Out, frozen=True, kw_only=True):
    """A code or service that must not be billed, and why."""

    code: str
    why: str
    joint: str | None = None


class SameDayAnswer(Out, frozen=True, kw_only=True):
    """What becomes of another service of the same day.

    Attributes:
        service: its code, else its kind in words, such as `epidural` or `other side`.
        answer: `part_of` the facet code and not billed; `with_modifier`, billed beside it with `modifier`; `apart`,
            billed without one; `not_together`, no modifier lets both be paid; `hold`, something must be told first;
            `unknown`, nothing at hand tells.
        modifier: the modifier that tells the two apart.
        on: the code that carries it.
        beside: the facet code that it was looked at with.
        decided_by: what decided: `pair table`, `definition of the code`, `payer's rule`, `global period`,
            `code of another time` or `nothing`.
        why: in a sentence.
    """

    service: str
    answer: Literal["part_of", "with_modifier", "apart", "not_together", "hold", "unknown"]
    modifier: str | None = None
    on: str | None = None
    beside: str | None = None
    decided_by: str
    why: str


class Choice(Out, frozen=True, kw_only=True):
    """One way to write the claim where neither the record nor the payer settles which.

    Attributes:
        rank: 1 is what the lines of the determination follow.
        lines: the lines of this way, as `64493-50`.
        hold: whether it still must wait.
        by: the option or the reading that leads to it, such as `single_nerve: 52`.
        why: who holds this view, or where in the record it stands.
    """

    rank: int
    lines: tuple[str, ...]
    hold: bool
    by: str
    why: str


class Determination(Out, frozen=True, kw_only=True, omit_defaults=False):
    """The answer for one chart (contract, section 2)."""

    id: str | None
    policy: str
    version: str | None
    determination: Verdict
    lines: tuple[SupportedLine, ...] = ()
    not_billable: tuple[NotBillable, ...] = ()
    hold: bool = False
    queries: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    same_day: tuple[SameDayAnswer, ...] = ()
    choices: tuple[Choice, ...] = ()
