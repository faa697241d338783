"""Tests and values as short words for reports."""

from __future__ import annotations

from facetproof.facts.catalogue import catalogue
from facetproof.facts.values import Range, Value
from facetproof.model.finding import Json
from facetproof.policy.language import Test

_SIGNS = {"at_least": ">=", "more_than": ">", "at_most": "<="}


def required_text(test: Test) -> str:
    """What a test asks, such as `>= 80 percent`, `fluoroscopy or ct`, or `not: neurogenic claudication`."""
    entry = catalogue()[test.fact.name]
    unit, bound = entry.unit, test.bound
    sign = _SIGNS.get(test.op)
    if sign:
        return f"{sign} {number(bound)}{f' {unit}' if unit else ''}"
    if test.op == "given":
        return "documented"
    if test.op == "is_true":
        return entry.meaning
    if test.op == "is_false":
        return f"not: {entry.meaning}"
    words = [bound] if isinstance(bound, str) else list(bound) if isinstance(bound, tuple) else [str(bound)]
    if not words:
        return "none"
    if test.op == "none_of":
        return "none of " + _short(words)
    return ("only " if test.op == "only" else "") + _short(words)


def observed(value: Value) -> Json:
    """A value as it goes into a finding: a range becomes words."""
    found = value.value
    if isinstance(found, Range):
        return _range(found)
    return [str(word) for word in found] if isinstance(found, tuple) else found


def number(value: object) -> str:
    """A number without a needless decimal point."""
    return f"{value:g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)


def _range(found: Range) -> str:
    if found.high is None:
        return f"at least {number(found.low)}"
    if found.low is None:
        return f"at most {number(found.high)}"
    return f"{number(found.low)} to {number(found.high)}"


def _short(words: list[str]) -> str:
    if len(words) > 6:
        return ", ".join(words[:5]) + f" … ({len(words)} in all)"
    return " or ".join(words)
