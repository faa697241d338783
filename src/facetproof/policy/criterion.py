"""A criterion: payer-neutral logic under a code that is never reused."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from facetproof.policy.language import Term

Consequence = Literal["denial", "warning"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a criterion asks (`term`) and when it is asked at all (`when`): no finding unless `when` is met."""

    term: Term
    when: Term


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of the rules.

    Attributes:
        code: such as `DX02`.
        name: such as `first-block-positive`.
        consequence: what follows where it is not met, unless the binding says otherwise.
        build: parameters of a binding -> Requirement.
        parameters: names of all parameters that a binding may give.
        required: names of those that it must give.
        page: the docstring: what it checks, why payers ask, how it shows in notes, known limits.
    """

    code: str
    name: str
    consequence: Consequence
    build: Callable[..., Requirement]
    parameters: frozenset[str]
    required: frozenset[str]
    page: str

    @property
    def family(self) -> str:
        """The two letters of the family."""
        return self.code[:2]


_CRITERIA: dict[str, Criterion] = {}


def criterion(
    code: str, name: str, *, consequence: Consequence = "denial"
) -> Callable[[Callable[..., Requirement]], Callable[..., Requirement]]:
    """Registers a criterion. The function's keyword-only parameters are what a binding must or may give."""

    def register(build: Callable[..., Requirement]) -> Callable[..., Requirement]:
        if code in _CRITERIA:
            raise ValueError(f"the criterion {code} is registered twice")
        signature = inspect.signature(build).parameters.values()
        _CRITERIA[code] = Criterion(
            code,
            name,
            consequence,
            build,
            frozenset(p.name for p in signature),
            frozenset(p.name for p in signature if p.default is inspect.Parameter.empty),
            inspect.cleandoc(build.__doc__ or ""),
        )
        return build

    return register


@cache
def criteria() -> Mapping[str, Criterion]:
    """All criteria by code, in order."""
    package = importlib.import_module("facetproof.policy.criteria")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return dict(sorted(_CRITERIA.items()))
