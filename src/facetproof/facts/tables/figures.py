"""Figures in the cells of a table, whose unit may stand in the heading: "85" under "Relief (%)", "6" under "Hours"."""

from __future__ import annotations

import re

from facetproof.facts.quantities import Duration, Percent, durations, percents

_NUMBER = re.compile(r"\s*(?:about |~|approx\.? )?(?P<low>\d{1,3}(?:\.\d)?)\s*")
_PERCENT = re.compile(r"%|percent|pct")
_UNIT = re.compile(r"\b(?P<unit>minute|hour|hr|day|week|wk|month|mo|year)")
_WHOLE = {"hr": "hour", "wk": "week", "mo": "month"}


def percent_in(said: str, heading: str) -> Percent | None:
    """The percentage that a cell tells, at most a hundred; places count in `said`.

    Args:
        said: the cell in lower case.
        heading: likewise.
    """
    found = next(iter(percents(said)), None)
    if found is None and _PERCENT.search(heading) and (m := _NUMBER.fullmatch(said)) is not None:
        value = float(m["low"])
        found = Percent(value, value, None, *m.span("low"))
    return found if found is not None and found.high <= 100 else None


def duration_in(said: str, heading: str) -> Duration | None:
    """The span of time that a cell tells, in the unit of the heading where it has none of its own.

    Args:
        said: the cell in lower case.
        heading: likewise; empty where a bare number is no time.
    """
    found = next(iter(durations(said)), None)
    unit = _UNIT.search(heading)
    if found is None and unit is not None and (m := _NUMBER.fullmatch(said)) is not None:
        value = float(m["low"])
        found = Duration(value, value, _WHOLE.get(unit["unit"], unit["unit"]), *m.span("low"))
    return found
