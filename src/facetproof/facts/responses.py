"""The response to one session: how much relief, for how long, how much function; and whether that is enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from facetproof.facts.values import UNKNOWN, Plain, Range, Value
from facetproof.model.chart import Relief, Score, Session
from facetproof.model.finding import Reason

#: Percent stated and percent worked out from the scores may differ by this much before they contradict each other.
TOLERANCE = 5.0
Silent = Callable[..., Value]


class Response(NamedTuple):
    """Percent of pain relieved, hours that it lasted, percent of function gained; each with its paths."""

    percent: Value
    hours: Value
    function: Value


NO_RESPONSE = Response(UNKNOWN, UNKNOWN, UNKNOWN)


def response(session: Session, path: str, silent: Silent) -> Response:
    """What the record says of the response to `session`.

    Args:
        session: the session.
        path: its path in the chart.
        silent: paths -> the value for what is not told (`Case.silent`).
    """
    relief = session.relief or Relief()
    at = f"{path}.relief"
    function = relief.function_percent
    return Response(
        _percent(session, relief, path, silent),
        _hours(relief, at, silent),
        silent(f"{at}.function_percent") if function is None else Value(function, (f"{at}.function_percent",)),
    )


def derived_percent(session: Session) -> float | None:
    """Percent relief from single scores before and after on one named scale; None where that cannot be worked out."""
    before, after = session.pain_before or Score(), session.pain_after or Score()
    if not before.scale or before.scale != after.scale or not before.score or after.score is None:
        return None
    return 100 * (before.score - after.score) / before.score


def reaches(value: Value, least: float, *, above: bool = False) -> bool | None:
    """Whether the number is `least` or more (`above`: more); None where it is unknown or its range straddles it."""
    bounds = value.bounds()
    if bounds is None:
        return None
    low, high = ((bound > least if above else bound >= least) for bound in bounds)
    return True if low else None if high else False


def earned(
    found: Response, *, min_relief: float, min_hours: float | None, min_function: float | None, above: bool = False
) -> bool | None:
    """Whether enough relief lasted long enough, or enough function was gained where `min_function` opens that arm."""
    arm = both(
        reaches(found.percent, min_relief, above=above),
        True if min_hours is None else reaches(found.hours, min_hours),
    )
    return arm if min_function is None else either(arm, reaches(found.function, min_function, above=above))


def both(*truths: bool | None) -> bool | None:
    """Kleene and."""
    return False if False in truths else None if None in truths else True


def either(*truths: bool | None) -> bool | None:
    """Kleene or."""
    return True if True in truths else None if None in truths else False


def agreed(truths: list[bool | None]) -> bool | None:
    """The truth on which every reading agrees; None where they differ or there is none."""
    return truths[0] if truths and all(truth is truths[0] for truth in truths) else None


def _percent(session: Session, relief: Relief, path: str, silent: Silent) -> Value:
    at = f"{path}.relief.percent"
    derived = derived_percent(session)
    scores = (f"{path}.pain_before", f"{path}.pain_after")
    stated = _stated(relief)
    if stated is None:
        if derived is None:
            return silent(at)
        return Value(round(derived, 1), scores)
    value = Value(stated, (at,))
    bounds = value.bounds()
    if derived is None or bounds is None or bounds[0] - TOLERANCE <= derived <= bounds[1] + TOLERANCE:
        return value
    return Value(Range(min(bounds[0], derived), max(bounds[1], derived)), (at, *scores), Reason.CONFLICTING)


def _stated(relief: Relief) -> Plain | None:
    """The percentage as stated: a number, or a range where it is a bound or a range."""
    low = relief.low if relief.low is not None else relief.percent
    if relief.bound == "at_least" and low is not None:
        return Range(low, None)
    if relief.bound == "at_most" and (relief.percent is not None or relief.high is not None):
        return Range(None, relief.percent if relief.percent is not None else relief.high)
    if relief.high is not None:
        return Range(low, relief.high)
    return low


def _hours(relief: Relief, at: str, silent: Silent) -> Value:
    if relief.hours is None:
        return silent(f"{at}.hours")
    if relief.ongoing:
        return Value(Range(relief.hours, None), (f"{at}.hours", f"{at}.ongoing"))
    return Value(relief.hours, (f"{at}.hours",))
