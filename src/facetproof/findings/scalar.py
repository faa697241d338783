"""One chart: the tree of a criterion → true, false or None, with the tests that decided.

Knows no rule. Agrees with `findings.columns` on every chart (property test).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from facetproof.facts.values import Range, Value
from facetproof.policy.language import (
    All,
    Any,
    AtLeastOf,
    Choose,
    FactRef,
    OnAppeal,
    OnlyIf,
    Term,
    Test,
    Unless,
    Vouched,
)

Truth = bool | None
Lookup = Callable[[FactRef], Value]


class Answer(NamedTuple):
    """A truth and the tests that made it so."""

    truth: Truth
    tests: tuple[tuple[Test, Value], ...]


def truth(term: Term, look: Lookup) -> Truth:
    """Whether the term holds; None where the record does not say.

    The short way of `answer`: stops as soon as the rest cannot matter and keeps no tests.
    """
    if isinstance(term, Test):
        return _test(term, look(term.fact))
    if isinstance(term, (All, Any)):
        ender = isinstance(term, Any)
        unknown = False
        for part in term.terms:
            found = truth(part, look)
            if found is ender:
                return ender
            unknown = unknown or found is None
        return None if unknown else not ender
    if isinstance(term, AtLeastOf):
        found_all = [truth(part, look) for part in term.terms]
        if found_all.count(True) >= term.count:
            return True
        return None if len(found_all) - found_all.count(False) >= term.count else False
    if isinstance(term, OnlyIf):
        base = truth(term.term, look)
        return base if base is False or truth(term.proof, look) is True else None
    if isinstance(term, Unless):
        base = truth(term.term, look)
        return base if base is True or truth(term.excuse, look) is not True else True
    if isinstance(term, OnAppeal):
        base = truth(term.term, look)
        return None if base is False and truth(term.reason, look) is True else base
    if isinstance(term, Vouched):
        base = truth(term.term, look)
        return True if base is None and truth(term.letter, look) is True else base
    if isinstance(term, Choose):
        chosen = truth(term.test, look)
        if chosen is not None:
            return truth(term.then if chosen else term.other, look)
        then, other = truth(term.then, look), truth(term.other, look)
        return then if then is other else None
    raise TypeError(f"no such term: {type(term).__name__}")


def answer(term: Term, look: Lookup) -> Answer:
    """The term's truth with its deciding tests: those that broke it, else those that are unknown, else all."""
    if isinstance(term, Test):
        value = look(term.fact)
        return Answer(_test(term, value), ((term, value),))
    if isinstance(term, All):
        return _all([answer(t, look) for t in term.terms])
    if isinstance(term, Any):
        return _any([answer(t, look) for t in term.terms])
    if isinstance(term, AtLeastOf):
        return _at_least(term.count, [answer(t, look) for t in term.terms])
    if isinstance(term, OnlyIf):
        base, proof = answer(term.term, look), answer(term.proof, look)
        if base.truth is False or proof.truth is True:
            return base
        return Answer(None, base.tests + proof.tests)
    if isinstance(term, Unless):
        base = answer(term.term, look)
        if base.truth is True:
            return base
        excuse = answer(term.excuse, look)
        return excuse if excuse.truth is True else base
    if isinstance(term, OnAppeal):
        base = answer(term.term, look)
        reason = answer(term.reason, look) if base.truth is False else base
        return Answer(None, base.tests + reason.tests) if base.truth is False and reason.truth is True else base
    if isinstance(term, Vouched):
        base = answer(term.term, look)
        letter = answer(term.letter, look) if base.truth is None else base
        return letter if base.truth is None and letter.truth is True else base
    if isinstance(term, Choose):
        test = answer(term.test, look)
        if test.truth is not None:
            return answer(term.then if test.truth else term.other, look)
        then, other = answer(term.then, look), answer(term.other, look)
        # which of the two is asked is not documented: they decide only where they agree
        agreed = then.truth if then.truth is other.truth else None
        return Answer(agreed, test.tests + then.tests + other.tests)
    raise TypeError(f"no such term: {type(term).__name__}")


def _test(test: Test, value: Value) -> Truth:
    found, bound = value.value, test.bound
    if found is None:
        return None
    if test.op == "given":
        return True
    if test.op in ("at_least", "more_than", "at_most"):
        return _compare(test, value)
    if test.op in ("is_true", "is_false"):
        return found is bound
    words = set(found) if isinstance(found, tuple) and not isinstance(found, Range) else {found}
    allowed = {bound} if isinstance(bound, str) else set(bound if isinstance(bound, tuple) else ())
    if test.op == "none_of":
        return not words & allowed
    return words <= allowed


def _compare(test: Test, value: Value) -> Truth:
    bounds, limit = value.bounds(), test.bound
    if bounds is None or not isinstance(limit, (int, float)):
        return None
    low, high = bounds
    if test.op == "more_than":
        return True if low > limit else False if high <= limit else None
    if test.op == "at_least":
        return True if low >= limit else False if high < limit else None
    return True if high <= limit else False if low > limit else None


def _all(parts: list[Answer]) -> Answer:
    return _first(parts, False) or _first(parts, None) or Answer(True, _tests(parts))


def _any(parts: list[Answer]) -> Answer:
    return _first(parts, True) or _first(parts, None) or Answer(False, _tests(parts))


def _at_least(count: int, parts: list[Answer]) -> Answer:
    known = [p for p in parts if p.truth is True]
    possible = [p for p in parts if p.truth is not False]
    if len(known) >= count:
        return Answer(True, _tests(known))
    if len(possible) < count:
        return Answer(False, _tests([p for p in parts if p.truth is False]))
    return Answer(None, _tests([p for p in parts if p.truth is None]))


def _first(parts: list[Answer], wanted: Truth) -> Answer | None:
    """All parts with this truth joined, or None when there is none."""
    found = [p for p in parts if p.truth is wanted]
    return Answer(wanted, _tests(found)) if found else None


def _tests(parts: list[Answer]) -> tuple[tuple[Test, Value], ...]:
    return tuple(pair for part in parts for pair in part.tests)
