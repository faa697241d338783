"""Small faults put into bindings and criteria, one at a time: an example of the rule must notice each."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from facetproof.errors import LibraryError
from facetproof.findings.examples import look_up, outcome
from facetproof.findings.scalar import Lookup
from facetproof.policy import language
from facetproof.policy.cases import RuleCase, read_cases
from facetproof.policy.compare import compare
from facetproof.policy.entry import ENTRY_KEYS
from facetproof.policy.files import read_yaml
from facetproof.policy.find import CORE, folders, policy, policy_ids, version
from facetproof.policy.language import AtLeastOf, Choose, OnAppeal, OnlyIf, Term, Unless, Vouched
from facetproof.policy.load import Dated, bound_by, rule_files
from facetproof.policy.rule import Rule, in_force

#: A number inside a word, such as rolling_12_months.
NUMBER = re.compile(r"(?<=_)\d+(?=_)")


class Example(NamedTuple):
    """An example under one policy, its facts ready to be asked again and again."""

    case: RuleCase
    look: Lookup


@cache
def takers() -> Mapping[Path, tuple[str, ...]]:
    """Ids of the policies that take each file of a rule."""
    found: dict[Path, tuple[str, ...]] = {}
    for id in (CORE, *policy_ids()):
        for path in rule_files(folders()[id]).values():
            found[path] = (*found.get(path, ()), id)
    return dict(sorted(found.items()))


@cache
def examples(id: str, path: Path) -> tuple[Example, ...]:
    """The examples beside a file of a rule that hold for a policy."""
    beside = path.with_name(f"{path.stem}.cases.yaml")
    cases = [case for case in read_cases(beside) if case.payer in (None, id)]
    return tuple(Example(case, look_up(case, id, version(id, case.dos).form)) for case in cases)


def noticed(id: str, path: Path, dated: Dated) -> bool:
    """Whether an example comes out otherwise than it says when the file binds this."""
    first, last = policy(id).starts[0], policy(id).end
    for case, look in examples(id, path):
        held = first <= case.dos and (last is None or case.dos <= last)
        if outcome(in_force(dated, case.dos) if held else None, look) != case.expect:
            return True
    return False


# numbers of bindings


def number_mutants(data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The binding with one number off by one step of its unit, and what was changed."""
    for key, entry in data["values"].items():
        for place, value in _numbers({k: v for k, v in (entry or {}).items() if k in _parameters(entry)}):
            for other in off_by_one(value):
                changed = copy.deepcopy(dict(data))
                _put(changed["values"][key], place, other)
                yield f"{key} {'.'.join(map(str, place))}: {value} → {other}", changed


def switch_mutants(data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The binding with one yes turned to no, one `and` to `or`, or one member of a short list left out."""
    for key, entry in data["values"].items():
        read = _parameters(entry or {}) | {"for", "settings"}
        for place, what, other in _switches({k: v for k, v in (entry or {}).items() if k in read}):
            changed = copy.deepcopy(dict(data))
            _put(changed["values"][key], place, other)
            yield f"{key} {'.'.join(map(str, place))}: {what}", changed


#: Longer lists are lists of codes, joints or words of a text.
_SHORT = 6


def _switches(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str, Any]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _switches(one, (*place, key))
    elif isinstance(value, list):
        if 1 < len(value) <= _SHORT and {type(one) for one in value} == {str}:
            for n, one in enumerate(value):
                yield place, f"without {one}", [*value[:n], *value[n + 1 :]]
        for n, one in enumerate(value):
            yield from _switches(one, (*place, n))
    elif isinstance(value, bool):
        yield place, f"{value} → {not value}", not value
    elif value in ("and", "or"):
        yield place, "and/or swapped", "or" if value == "and" else "and"


def surviving_switches(path: Path) -> list[str]:
    """Turned switches and shortened lists of a file that no example notices under any policy that takes it."""
    return [what for what, data in switch_mutants(read_yaml(path)) if not _binding_noticed(path, data)]


def _parameters(entry: Mapping[str, Any]) -> set[str]:
    return (set(entry) - ENTRY_KEYS) | {"by_kind"}


def _numbers(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _numbers(one, (*place, key))
    elif isinstance(value, list):
        for n, one in enumerate(value):
            yield from _numbers(one, (*place, n))
    elif not isinstance(value, bool) and (isinstance(value, (int, float)) or NUMBER.search(str(value))):
        yield place, value


def off_by_one(value: Any) -> list[Any]:
    if isinstance(value, str):
        numbers = [int(found) for found in NUMBER.findall(value)]
        return [NUMBER.sub(str(numbers[0] + step), value) for step in (-1, 1)]
    if isinstance(value, int) or float(value).is_integer():
        return [value - 1, value + 1]
    step = 10 ** -len(f"{value}".partition(".")[2])
    return [round(value - step, 6), round(value + step, 6)]


def _put(entry: Any, place: tuple[Any, ...], value: Any) -> None:
    for part in place[:-1]:
        entry = entry[part]
    entry[place[-1]] = value


def surviving_numbers(path: Path) -> list[str]:
    """Changes of the numbers in a file that no example notices under any policy that takes it."""
    return [what for what, data in number_mutants(read_yaml(path)) if not _binding_noticed(path, data)]


def _binding_noticed(path: Path, data: Mapping[str, Any]) -> bool:
    for id in takers()[path]:
        try:
            dated = bound_by(folders()[id], path, data)
        except LibraryError:
            return True
        if noticed(id, path, dated):
            return True
    return False


# days on which versions begin


def surviving_days(id: str) -> list[str]:
    """First days of a policy's versions that could lie a day earlier or later without an example noticing.

    Days on which only a clause or a confidence changes alter no answer and are left out.
    """
    found = []
    for day in policy(id).starts:
        eve = day - dt.timedelta(days=1)
        if any(change.kind != "source" for change in compare((id, eve), (id, day)).rules):
            for dos, other, what in ((day, eve, "later"), (eve, day, "earlier")):
                if not _day_noticed(id, dos, other):
                    found.append(f"{day.isoformat()} a day {what}")
    return found


def _day_noticed(id: str, dos: dt.date, other: dt.date) -> bool:
    """Whether an example of a date of service comes out otherwise by the rules of another day."""
    rules = version(id, other)
    return any(
        case.dos == dos and outcome(rules.rule(path.stem), look) != case.expect
        for path in rule_files(folders()[id]).values()
        for case, look in examples(id, path)
    )


# logic of criteria


class Fault(NamedTuple):
    """One change of a tree: where, what, and the tree with it."""

    what: str
    term: Term


def faults(term: Term) -> Iterator[Fault]:
    """The tree with one comparison flipped, one `and` or `or` swapped, or one ending left out."""
    yield from _own_faults(term)
    for n, (child, put) in enumerate(_below(term)):
        for fault in faults(child):
            yield Fault(f"{type(term).__name__}{n}.{fault.what}", put(fault.term))


_FLIPPED: dict[str, tuple[str, ...]] = {
    "at_least": ("more_than", "at_most"),
    "more_than": ("at_least", "at_most"),
    "at_most": ("at_least",),
    "is_true": ("is_false",),
    "is_false": ("is_true",),
    "equals": ("none_of",),
    "one_of": ("none_of",),
    "none_of": ("one_of",),
    "only": ("none_of",),
}


def _own_faults(term: Term) -> Iterator[Fault]:
    if isinstance(term, language.Test):
        for op in _FLIPPED.get(term.op, ()):
            bound = term.bound
            if op == "none_of" and isinstance(bound, str):
                bound = (bound,)
            if op in ("is_true", "is_false"):
                bound = op == "is_true"
            yield Fault(f"{term.fact.name} {term.op} → {op}", replace(term, op=op, bound=bound))  # type: ignore[arg-type]
        if term.op == "at_most":
            yield Fault(f"{term.fact.name} at_most → below", replace(term, bound=float(str(term.bound)) - 1e-6))
    elif isinstance(term, language.All):
        yield Fault(f"and → or: {_facts(term)}", language.Any(term.terms))
    elif isinstance(term, language.Any):
        yield Fault(f"or → and: {_facts(term)}", language.All(term.terms))
    elif isinstance(term, AtLeastOf):
        for count in (term.count - 1, term.count + 1):
            if 1 <= count <= len(term.terms):
                yield Fault(f"{term.count} → {count} of: {_facts(term)}", replace(term, count=count))
    elif isinstance(term, OnlyIf):
        yield Fault(f"only_if left out: {_facts(term.proof)}", term.term)
    elif isinstance(term, Unless):
        yield Fault(f"unless left out: {_facts(term.excuse)}", term.term)
    elif isinstance(term, OnAppeal):
        yield Fault(f"on_appeal left out: {_facts(term.reason)}", term.term)
    elif isinstance(term, Vouched):
        yield Fault(f"vouched_by left out: {_facts(term.letter)}", term.term)
    elif isinstance(term, Choose):
        yield Fault(f"choice turned round: {_facts(term.test)}", replace(term, then=term.other, other=term.then))


def _below(term: Term) -> Iterator[tuple[Term, Callable[[Term], Term]]]:
    """Each child with the way to put another one in its place."""
    if isinstance(term, (language.All, language.Any, AtLeastOf)):
        for n, child in enumerate(term.terms):

            def put(new: Term, n: int = n, term: Any = term) -> Term:
                return replace(term, terms=(*term.terms[:n], new, *term.terms[n + 1 :]))  # type: ignore[no-any-return]

            yield child, put
        return
    names = {
        OnlyIf: ("term", "proof"),
        Unless: ("term", "excuse"),
        OnAppeal: ("term", "reason"),
        Vouched: ("term", "letter"),
        Choose: ("test", "then", "other"),
    }.get(type(term), ())
    for name in names:

        def put_named(new: Term, name: str = name, term: Any = term) -> Term:
            return replace(term, **{name: new})  # type: ignore[no-any-return]

        yield getattr(term, name), put_named


def _facts(term: Term) -> str:
    return ", ".join(sorted({test.fact.name for test in term.tests()}))


def surviving_faults(code: str) -> list[str]:
    """Changes of a criterion's logic that no example notices, under any policy that binds it."""
    open_faults: dict[str, None] = {}
    killed: set[str] = set()
    for path, ids in takers().items():
        if path.stem != code:
            continue
        for id in ids:
            dated = policy(id).bindings[code]
            for n, (_, rule) in enumerate(dated):
                if rule is not None:
                    for part, fault in _faults_of(rule):
                        key = f"{part}: {fault.what}"
                        open_faults[key] = None
                        if key not in killed and noticed(id, path, _with(dated, n, rule, part, fault.term)):
                            killed.add(key)
    return [key for key in open_faults if key not in killed]


def _faults_of(rule: Rule) -> Iterator[tuple[str, Fault]]:
    for part in ("term", "when"):
        for fault in faults(getattr(rule.requirement, part)):
            yield part, fault


def _with(dated: Dated, n: int, rule: Rule, part: str, term: Term) -> tuple[tuple[dt.date, Rule | None], ...]:
    changed = replace(rule, requirement=replace(rule.requirement, **{part: term}))
    return (*dated[:n], (dated[n][0], changed), *dated[n + 1 :])
