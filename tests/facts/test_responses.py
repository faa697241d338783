"""The response to a session as the record tells it, and whether it is enough."""

from __future__ import annotations

import pytest

from facetproof.facts.case import Case
from facetproof.facts.responses import Response, earned, response
from facetproof.facts.values import UNKNOWN, Range, Value
from facetproof.model.chart import Chart, Conflict, Relief, Score, Session
from facetproof.model.finding import Reason

SILENT = Case(Chart()).silent


def nrs(score: float | None, scale: str | None = "NRS") -> Score:
    return Score(scale=scale, score=score)


@pytest.mark.parametrize(
    ("relief", "before", "after", "percent", "reason"),
    [
        (Relief(percent=85), None, None, 85, None),
        (Relief(percent=80, bound="at_least"), None, None, Range(80, None), None),
        (Relief(percent=50, bound="at_most"), None, None, Range(None, 50), None),
        (Relief(percent=70, low=70, high=80), None, None, Range(70, 80), None),
        (None, nrs(8), nrs(2), 75, None),
        (None, nrs(8), nrs(2, "VAS"), None, Reason.ABSENT),
        (None, nrs(8, None), nrs(2, None), None, Reason.ABSENT),
        (None, nrs(0), nrs(0), None, Reason.ABSENT),
        (None, nrs(8), nrs(None), None, Reason.ABSENT),
        (Relief(percent=80), nrs(8), nrs(2), 80, None),
        (Relief(percent=81), nrs(8), nrs(2), Range(75, 81), Reason.CONFLICTING),
        (Relief(percent=50, bound="at_least"), nrs(8), nrs(0), Range(50, None), None),
        (Relief(hours=5), None, None, None, Reason.ABSENT),
    ],
)
def test_percent_is_stated_or_worked_out_and_must_not_contradict_itself(
    relief: Relief | None, before: Score | None, after: Score | None, percent: object, reason: Reason | None
) -> None:
    told = Session(relief=relief, pain_before=before, pain_after=after)
    found = response(told, "history.0", SILENT).percent
    assert (found.value, found.reason) == (percent, reason)


def test_relief_that_goes_on_is_a_lower_bound() -> None:
    found = response(Session(relief=Relief(hours=500, ongoing=True)), "history.0", SILENT)
    assert found.hours.value == Range(500, None)


def test_a_conflict_in_the_record_is_the_reason_why_there_is_no_number() -> None:
    chart = Chart(conflicts=(Conflict(path="history.0.relief.percent", values=(50, 90)),))
    found = response(Session(), "history.0", Case(chart).silent)
    assert found.percent.reason is Reason.CONFLICTING


def number(value: object) -> Value:
    return UNKNOWN if value is None else Value(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("percent", "hours", "function", "answer"),
    [
        (50, 4380, None, True),
        (49, 4380, None, None),
        (49, 4380, 20, False),
        (90, 4379, 20, False),
        (90, None, 20, None),
        (40, None, 20, False),
        (None, None, 55, True),
        (None, 5000, 20, None),
        (None, 100, 20, False),
        (Range(40, 60), 5000, 20, None),
    ],
)
def test_relief_and_time_or_function_earn_a_repeat(
    percent: object, hours: object, function: object, answer: bool | None
) -> None:
    found = Response(number(percent), number(hours), number(function))
    assert earned(found, min_relief=50, min_hours=4380, min_function=50) is answer


def test_without_a_functional_arm_function_earns_nothing() -> None:
    found = Response(number(40), number(5000), number(90))
    assert earned(found, min_relief=50, min_hours=4380, min_function=None) is False


def test_an_open_bound_is_not_reached_by_the_number_itself() -> None:
    found = Response(number(50), number(5000), UNKNOWN)
    assert earned(found, min_relief=50, min_hours=4380, min_function=None, above=True) is False
