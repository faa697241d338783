"""What a fact can be: a value with the places it was read from, or a reason why there is none."""

from __future__ import annotations

from typing import NamedTuple

from facetproof.model.finding import Reason


class Range(NamedTuple):
    """A number known within bounds. `None` at an end means that nothing bounds it there.

    One shape for a range in a note ("70 to 80 %"), a bound ("at least 80 %") and a count whose last items may or may
    not belong ("two sessions, and one without a date").
    """

    low: float | None
    high: float | None


Plain = float | int | bool | str | tuple[str, ...] | Range


class Value(NamedTuple):
    """One fact about one chart.

    Attributes:
        value: None where the record does not say.
        paths: dotted chart paths it was read from, the keys under which evidence is kept.
        reason: why it is None, or why a `Range` is no single number.
    """

    value: Plain | None
    paths: tuple[str, ...] = ()
    reason: Reason | None = None

    def bounds(self) -> tuple[float, float] | None:
        """The number as (lowest, highest), infinite where nothing bounds it; None where there is none."""
        found = self.value
        if found is None or isinstance(found, (str, bool)):
            return None
        if isinstance(found, Range):
            low = float("-inf") if found.low is None else found.low
            high = float("inf") if found.high is None else found.high
            return (low, high)
        if isinstance(found, tuple):
            return None
        return (found, found)


UNKNOWN = Value(None, (), Reason.ABSENT)


def count(low: int, high: int | None, paths: tuple[str, ...] = (), reason: Reason | None = None) -> Value:
    """A count that is at least `low` and at most `high` (None: no upper bound known)."""
    if low == high:
        return Value(low, paths)
    return Value(Range(low, high), paths, reason or Reason.UNMAPPED)
