"""The few words a criterion is written in.

A criterion is data: a small tree of tests over named facts. Two compilers read it, neither of which knows any rule:
`findings.scalar` for one chart and `findings.columns` for many. Truth has three values; None is "not documented".

    all_of, any_of, at_least_of   Kleene logic
    term.only_if(proof)           a ceiling is proven only where `proof` holds, but broken by what is known
    term.unless(excuse)           an exception nobody wrote down is none: the only place where None becomes False
    term.on_appeal(reason)        as `unless`, but a documented reason leaves it open: the payer decides, not the record
    term.vouched_by(letter)       silence is made good where `letter` holds; what the record contradicts stays broken
    choose(test, then, other)     numbers that depend on what kind of session it is
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Op = Literal["at_least", "more_than", "at_most", "is_true", "is_false", "equals", "one_of", "none_of", "only", "given"]


@dataclass(frozen=True, slots=True)
class Term:
    """A node of the tree."""

    def unless(self, excuse: Term) -> Unless:
        """Met where this is met or `excuse` is documented."""
        return Unless(self, excuse)

    def on_appeal(self, reason: Term) -> OnAppeal:
        """Met where this is met; undecided, not excused, where it is broken and `reason` is documented."""
        return OnAppeal(self, reason)

    def vouched_by(self, letter: Term) -> Vouched:
        """Met too where the record says nothing and `letter` holds."""
        return Vouched(self, letter)

    def only_if(self, proof: Term) -> OnlyIf:
        """Met only where `proof` holds too; not met wherever this is not met."""
        return OnlyIf(self, proof)

    def __and__(self, other: Term) -> All:
        return All((self, other))

    def __or__(self, other: Term) -> Any:
        return Any((self, other))

    def children(self) -> tuple[Term, ...]:
        """The terms below this one."""
        return ()

    def appealable(self) -> bool:
        """Whether a documented reason can leave the answer to the payer."""
        return True in {child.appealable() for child in self.children()}

    def tests(self) -> Iterator[Test]:
        """All tests in the tree, left to right."""
        for child in self.children():
            yield from child.tests()


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact by name with its parameters; the comparisons below make tests of it."""

    name: str
    params: tuple[tuple[str, Hashable], ...] = ()
    # every test of every chart looks its fact up: the hash of the parameters is worked out once
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.name, self.params)))

    def __hash__(self) -> int:
        return self._hash

    @property
    def key(self) -> str:
        """Name and parameters as one column name."""
        if not self.params:
            return self.name
        return f"{self.name}({', '.join(f'{k}={_show(v)}' for k, v in self.params)})"

    def at_least(self, bound: float) -> Test:
        """The number is `bound` or more."""
        return Test(self, "at_least", bound)

    def more_than(self, bound: float) -> Test:
        """The number is above `bound`."""
        return Test(self, "more_than", bound)

    def at_most(self, bound: float) -> Test:
        """The number is `bound` or less."""
        return Test(self, "at_most", bound)

    def within(self, low: float, high: float) -> All:
        """The number lies between both bounds, ends included."""
        return All((self.at_least(low), self.at_most(high)))

    def is_true(self) -> Test:
        """The record says so."""
        return Test(self, "is_true", True)

    def is_false(self) -> Test:
        """The record says that it is not so."""
        return Test(self, "is_false", False)

    def equals(self, word: str) -> Test:
        """The word is exactly this one."""
        return Test(self, "equals", word)

    def one_of(self, words: Iterable[str]) -> Test:
        """The word is one of these."""
        return Test(self, "one_of", tuple(words))

    def none_of(self, words: Iterable[str]) -> Test:
        """The word is not among these; for a set of words: none of them is."""
        return Test(self, "none_of", tuple(words))

    def only(self, words: Iterable[str]) -> Test:
        """Every word of the set is among these."""
        return Test(self, "only", tuple(words))

    def given(self) -> Test:
        """Something is documented, whatever it says. Never false: silence stays unknown."""
        return Test(self, "given", None)


def fact(name: str, **params: object) -> FactRef:
    """A fact of the catalogue, with parameters in a fixed order. Lists become tuples."""
    return FactRef(name, tuple(sorted((k, _freeze(v)) for k, v in params.items() if v is not None)))


@dataclass(frozen=True, slots=True)
class Test(Term):
    """One comparison of one fact with one bound."""

    fact: FactRef
    op: Op
    bound: float | bool | str | tuple[str, ...] | None

    def tests(self) -> Iterator[Test]:
        yield self


@dataclass(frozen=True, slots=True)
class All(Term):
    """Kleene and."""

    terms: tuple[Term, ...]

    def children(self) -> tuple[Term, ...]:
        return self.terms


@dataclass(frozen=True, slots=True)
class Any(Term):
    """Kleene or."""

    terms: tuple[Term, ...]

    def children(self) -> tuple[Term, ...]:
        return self.terms


@dataclass(frozen=True, slots=True)
class AtLeastOf(Term):
    """At least `count` of the terms hold; undecided while the unknown ones could still decide."""

    count: int
    terms: tuple[Term, ...]

    def children(self) -> tuple[Term, ...]:
        return self.terms


@dataclass(frozen=True, slots=True)
class OnlyIf(Term):
    """`term` where `proof` holds; without proof a broken term stays broken and a kept one is unknown."""

    term: Term
    proof: Term

    def children(self) -> tuple[Term, ...]:
        return (self.term, self.proof)


@dataclass(frozen=True, slots=True)
class Unless(Term):
    """`term`, or `excuse` where the excuse is documented."""

    term: Term
    excuse: Term

    def children(self) -> tuple[Term, ...]:
        return (self.term, self.excuse)


@dataclass(frozen=True, slots=True)
class OnAppeal(Term):
    """`term`; where it is broken and a reason is documented, nobody but the payer can say."""

    term: Term
    reason: Term

    def appealable(self) -> bool:
        return True

    def children(self) -> tuple[Term, ...]:
        return (self.term, self.reason)


@dataclass(frozen=True, slots=True)
class Vouched(Term):
    """`term`; where the record is silent, `letter` stands in for it."""

    term: Term
    letter: Term

    def children(self) -> tuple[Term, ...]:
        return (self.term, self.letter)


@dataclass(frozen=True, slots=True)
class Choose(Term):
    """`then` where `test` holds, `other` where it does not; where it is not documented, what both agree on."""

    test: Term
    then: Term
    other: Term

    def children(self) -> tuple[Term, ...]:
        return (self.test, self.then, self.other)


def choose(test: Term, then: Term, other: Term) -> Choose:
    """`then` where `test` holds, else `other`."""
    return Choose(test, then, other)


def all_of(*terms: Term) -> Term:
    """Every term holds. One term is itself; none is a mistake."""
    return _joined(All, terms)


def any_of(*terms: Term) -> Term:
    """At least one term holds."""
    return _joined(Any, terms)


def at_least_of(count: int, *terms: Term) -> Term:
    """At least `count` of the terms hold."""
    if not 1 <= count <= len(terms):
        raise ValueError(f"at least {count} of {len(terms)} terms can never be asked")
    return AtLeastOf(count, terms)


def _joined(kind: type[All] | type[Any], terms: tuple[Term, ...]) -> Term:
    if not terms:
        raise ValueError("a criterion needs at least one term")
    return terms[0] if len(terms) == 1 else kind(terms)


def _freeze(value: object) -> Hashable:
    if isinstance(value, dict):
        return tuple((k, _freeze(v)) for k, v in value.items())
    if isinstance(value, (list, tuple)):
        return tuple(map(_freeze, value))
    if isinstance(value, (set, frozenset)):
        return tuple(sorted(value))
    return value if isinstance(value, Hashable) else str(value)


def _show(value: Hashable) -> str:
    return "+".join(map(str, value)) if isinstance(value, tuple) else str(value)
