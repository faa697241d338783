"""Every bound value of the library with its document, version, place and confidence; and what needs another look."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from facetproof.policy.compare import flat
from facetproof.policy.find import policy
from facetproof.policy.rule import CONFIDENCES, Citation, Confidence, Rule

Kind = Literal["number", "list", "word", "yes or no", "asked"]
#: Days after which somebody should look again whether a value still stands.
FRESH_DAYS = 90


@dataclass(frozen=True, slots=True)
class Bound:
    """One value that a policy asks for, over one span of days.

    Attributes:
        policy: id of the policy.
        rule: code of the rule.
        name: of the rule.
        since: first day; None where there is none.
        until: last day; None while it holds.
        parameter: what is bound, parts of a mapping after a dot; empty where the rule asks without a value.
        value: as it stands in the binding; None where the rule asks without a value.
        kind: number, list, word, yes or no, or asked (without a value).
        document: the document cited.
        version: its version.
        where: the place in it.
        url: its address, if known.
        confidence: primary, shared, secondary or recalled.
        checked: the day on which somebody last confirmed it.
        home: file it is written in.
    """

    policy: str
    rule: str
    name: str
    since: dt.date | None
    until: dt.date | None
    parameter: str
    value: object
    kind: Kind
    document: str
    version: str
    where: str
    url: str
    confidence: Confidence
    checked: dt.date
    home: str


def bound_values(ids: Iterable[str]) -> Iterator[Bound]:
    """Every value of these policies, by policy, rule, day and parameter; what no version ever holds left out."""
    for id in ids:
        found = policy(id)
        for dated in found.bindings.values():
            for n, (day, rule) in enumerate(dated):
                last = dated[n + 1][0] - dt.timedelta(days=1) if n + 1 < len(dated) else found.end
                if rule is not None and (last is None or last >= found.starts[0]):
                    yield from _of_rule(id, rule, max(day, found.starts[0]), last)


def _of_rule(id: str, rule: Rule, day: dt.date, last: dt.date | None) -> Iterator[Bound]:
    for parameter, value in dict(flat(rule.values)).items() or (("", None),):
        cite = _citation(rule, parameter.rpartition(": ")[2].partition(".")[0])
        yield Bound(
            policy=id,
            rule=rule.code,
            name=rule.name,
            since=None if day == dt.date.min else day,
            until=last,
            parameter=parameter,
            value=value,
            kind=_kind(parameter, value),
            document=cite.document.id,
            version=cite.version,
            where=cite.where,
            url=cite.document.url,
            confidence=rule.confidence,
            checked=rule.checked,
            home=rule.home,
        )


def _citation(rule: Rule, parameter: str) -> Citation:
    return next((cite for cite in rule.citations if parameter in cite.covers), rule.citations[0])


def _kind(parameter: str, value: object) -> Kind:
    if not parameter:
        return "asked"
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, (int, float)):
        return "number"
    return "list" if isinstance(value, (list, tuple)) else "word"


@dataclass(frozen=True, slots=True)
class Totals:
    """How much is bound.

    Attributes:
        policies: that bind anything.
        values: of all policies; one that several policies take counts for each of them.
        numbers: those of the values that are numbers.
        written: values as they stand in the files, each once.
        documents: that are cited.
        by_confidence: values by how sure they are.
    """

    policies: int
    values: int
    numbers: int
    written: int
    documents: int
    by_confidence: dict[str, int]


def totals(bounds: Iterable[Bound]) -> Totals:
    """Counts values, numbers, documents and confidences."""
    found = list(bounds)
    sure = Counter(bound.confidence for bound in found)
    return Totals(
        policies=len({bound.policy for bound in found}),
        values=len(found),
        numbers=sum(bound.kind == "number" for bound in found),
        written=len({(bound.home, bound.parameter, bound.where, str(bound.value)) for bound in found}),
        documents=len({bound.document for bound in found}),
        by_confidence={word: sure[word] for word in CONFIDENCES if sure[word]},
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """A place in a document with the values that hang on it and the file that they are written in."""

    home: str
    rule: str
    where: str
    parameters: tuple[str, ...]
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A document that a policy analyst should open: its values are old, or nobody read them at their source.

    Attributes:
        document: to read.
        version: of it.
        url: its address, if known.
        confidence: how sure its values are.
        checked: the day on which somebody last confirmed the oldest of them.
        age: days since then.
        stale: whether that is too long ago.
        clauses: what to look for.
    """

    document: str
    version: str
    url: str
    confidence: Confidence
    checked: dt.date
    age: int
    stale: bool
    clauses: tuple[Clause, ...]


def work_list(bounds: Iterable[Bound], *, today: dt.date, fresh_days: int = FRESH_DAYS) -> list[Task]:
    """What is older than `fresh_days` or not from a primary source: the stale first, then the least sure."""
    found: dict[tuple[str, str, Confidence], list[Bound]] = {}
    for bound in bounds:
        if bound.confidence != CONFIDENCES[0] or (today - bound.checked).days > fresh_days:
            found.setdefault((bound.document, bound.version, bound.confidence), []).append(bound)
    tasks = [_task(together, today, fresh_days) for together in found.values()]
    return sorted(tasks, key=lambda t: (not t.stale, -CONFIDENCES.index(t.confidence), t.document, t.version))


def _task(found: list[Bound], today: dt.date, fresh_days: int) -> Task:
    one = found[0]
    checked = min(bound.checked for bound in found)
    age = (today - checked).days
    places: dict[tuple[str, str, str], list[Bound]] = {}
    for bound in found:
        places.setdefault((bound.home, bound.rule, bound.where), []).append(bound)
    return Task(
        document=one.document,
        version=one.version,
        url=one.url,
        confidence=one.confidence,
        checked=checked,
        age=age,
        stale=age > fresh_days,
        clauses=tuple(
            Clause(
                home=home,
                rule=rule,
                where=where,
                parameters=tuple(dict.fromkeys(bound.parameter for bound in together if bound.parameter)),
                policies=tuple(dict.fromkeys(bound.policy for bound in together)),
            )
            for (home, rule, where), together in sorted(places.items())
        ),
    )
