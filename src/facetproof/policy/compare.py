"""What differs between two policies, or between two days of one: rule by rule."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from facetproof.policy.criterion import Criterion
from facetproof.policy.find import resolve, version
from facetproof.policy.rule import Citation, PolicyVersion, Rule

#: asked by one side only, asked with other values or words, or the same out of another clause.
Kind = Literal["added", "removed", "changed", "source"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: a policy on a day. `version` is the first day of what is in force; None where none is known."""

    policy: str
    title: str
    day: dt.date
    version: dt.date | None


@dataclass(frozen=True, slots=True)
class Change:
    """One value or wording that differs.

    Attributes:
        name: of the parameter, parts of a mapping after a dot; or of the wording, such as `remedy when not met`.
        before: on the first side; None where it is not asked.
        after: on the second side.
        added: members that only the second list has.
        removed: members that only the first list has.
    """

    name: str
    before: object
    after: object
    added: tuple[object, ...] = ()
    removed: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule that is not the same on both sides, with the clauses of each."""

    rule: str
    name: str
    kind: Kind
    values: tuple[Change, ...] = ()
    words: tuple[Change, ...] = ()
    clauses_before: tuple[Citation, ...] = ()
    clauses_after: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyDiff:
    """Two sides and what differs.

    Attributes:
        before: first side.
        after: second side.
        rules: in order of their codes; same ones left out.
        same: codes of the rules that are the same on both sides.
        form: how claims are written.
        notes_before: cautions told on the first side only.
        notes_after: cautions told on the second side only.
    """

    before: Side
    after: Side
    rules: tuple[RuleChange, ...]
    same: tuple[str, ...]
    form: tuple[Change, ...]
    notes_before: tuple[str, ...]
    notes_after: tuple[str, ...]


def compare(before: tuple[str, dt.date], after: tuple[str, dt.date]) -> PolicyDiff:
    """Compares two policies, each given as payer (id, or `medicare@TX`) and day.

    Raises:
        PolicyError: a payer is not known.
    """
    first, second = (version(resolve(payer, day), day) for payer, day in (before, after))
    found: list[RuleChange] = []
    same: list[str] = []
    for code in sorted({rule.code for rule in (*first.rules, *second.rules)}):
        change = rule_change(first.rule(code), second.rule(code))
        if change is None:
            same.append(code)
        else:
            found.append(change)
    return PolicyDiff(
        before=_side(first, before[1]),
        after=_side(second, after[1]),
        rules=tuple(found),
        same=tuple(same),
        form=tuple(changes(first.form, second.form)),
        notes_before=tuple(note for note in first.notes if note not in second.notes),
        notes_after=tuple(note for note in second.notes if note not in first.notes),
    )


def rule_change(before: Rule | None, after: Rule | None) -> RuleChange | None:
    """How a rule differs; None where it does not, or where neither side asks it."""
    if before is None or after is None:
        one = before or after
        if one is None:
            return None
        given = {name: value for name, value in effective(one).items() if value is not None}
        nothing: dict[str, object] = {}
        return RuleChange(
            rule=one.code,
            name=one.name,
            kind="added" if before is None else "removed",
            values=tuple(changes(nothing, given) if before is None else changes(given, nothing)),
            clauses_before=before.citations if before else (),
            clauses_after=after.citations if after else (),
        )
    values = tuple(changes(effective(before), effective(after)))
    words = tuple(changes(_words(before), _words(after)))
    sources = tuple(changes(_sources(before), _sources(after)))
    if not (values or words or sources):
        return None
    return RuleChange(
        rule=before.code,
        name=before.name,
        kind="changed" if values or words else "source",
        values=values,
        words=words + sources,
        clauses_before=before.citations,
        clauses_after=after.citations,
    )


def effective(rule: Rule) -> dict[str, object]:
    """The values that count, mappings taken apart: what the binding gives, else what the criterion takes itself."""
    # a value for one kind of session is named `ablation: min_months`; what the others take is bound beside it
    bound = {name.rpartition(": ")[2] for name in rule.values}
    own = {name: value for name, value in defaults(rule.criterion).items() if name not in bound}
    return dict(flat({**own, **rule.values}))


def defaults(criterion: Criterion) -> Mapping[str, object]:
    """What a criterion takes where a binding says nothing; None asks nothing."""
    parameters = inspect.signature(criterion.build).parameters.values()
    return {p.name: p.default for p in parameters if p.default is not inspect.Parameter.empty}


def flat(values: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Values by dotted name, the parts of a mapping one by one."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def changes(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Change]:
    """The values that differ; lists differ by their members, whatever the order."""
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if isinstance(old, Sequence) and isinstance(new, Sequence) and not isinstance(old, str):
            added = tuple(one for one in new if one not in old)
            removed = tuple(one for one in old if one not in new)
            if added or removed:
                yield Change(name, old, new, added, removed)
        elif old != new:
            yield Change(name, old, new)


def _words(rule: Rule) -> dict[str, object]:
    return {
        "consequence": rule.consequence,
        "kinds of session": list(rule.kinds) or ["all"],
        "who bills": list(rule.settings) or ["all"],
        "remedy when not documented": rule.remedy["not_documented"].strip(),
        "remedy when not met": rule.remedy["not_met"].strip(),
        "caution": rule.note,
    }


def _sources(rule: Rule) -> dict[str, object]:
    clauses = [f"{cite.document.id}, {cite.where}" for cite in rule.citations]
    return {"confidence": rule.confidence, "clauses": clauses}


def _side(found: PolicyVersion, day: dt.date) -> Side:
    return Side(found.id, found.title, day, None if found.start == dt.date.min else found.start)
