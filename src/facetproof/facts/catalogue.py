"""The facts that rules may name: dotted name, kind, unit, meaning, and the one function that works each out.

A criterion asks for a fact by name, with parameters that its binding fills in (`window`, `min_relief` …). The function
gets the case and the parameters and returns a `Value`; what the record does not say is `UNKNOWN`, never a default.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Literal, NamedTuple

from facetproof.facts.values import Value

Kind = Literal["number", "truth", "word", "words", "text"]
FactFunction = Callable[..., Value]


class FactEntry(NamedTuple):
    """One row of the catalogue.

    Attributes:
        name: dotted name.
        kind: `number` (a number or a range), `truth`, `word` (one of a list), `words` (a set), `text` (free words).
        unit: of a number, such as months, percent, hours; empty for a bare count.
        meaning: one line.
        function: (case, **parameters) -> Value.
    """

    name: str
    kind: Kind
    unit: str
    meaning: str
    function: FactFunction


_CATALOGUE: dict[str, FactEntry] = {}


def fact(name: str, kind: Kind, meaning: str, *, unit: str = "") -> Callable[[FactFunction], FactFunction]:
    """Registers a fact function under its dotted name; a name has one home."""

    def register(function: FactFunction) -> FactFunction:
        if name in _CATALOGUE:
            raise ValueError(f"the fact {name} is registered twice")
        _CATALOGUE[name] = FactEntry(name, kind, unit, meaning, function)
        return function

    return register


def catalogue() -> Mapping[str, FactEntry]:
    """All registered facts by name. Import `facetproof.findings.facts` to have every module registered."""
    return _CATALOGUE


def look_up(case: Any, name: str, params: tuple[tuple[str, Hashable], ...]) -> Value:
    """The fact for this case. A name that is not in the catalogue is a programming error (KeyError)."""
    return _CATALOGUE[name].function(case, **dict(params))
