"""Windows of time that frequency limits look back over, and whole months between two days."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from facetproof.model.dates import months_before

_ROLLING = re.compile(r"rolling_(\d+)_months")
_ONE_DAY = dt.timedelta(days=1)


class Window(NamedTuple):
    """The first day that counts: one day, or somewhere between two where the chart does not tell the year's start."""

    earliest: dt.date
    latest: dt.date


def window(name: str, dos: dt.date, *, edge: str = "excluded", year_from: dt.date | None = None) -> Window:
    """The window that ends on the date of service.

    Args:
        name: `rolling_12_months` (any number of months), `calendar_year`, or `plan_year` and `from_first_approved`,
            which begin on `year_from`: without it they reach back at most twelve months.
        dos: date of service, counted in.
        edge: whether the day exactly that many months earlier is `included` or `excluded`.
        year_from: first day of the payer's year that `dos` lies in, where it is known.

    Raises:
        ValueError: no such window or edge.
    """
    if edge not in ("included", "excluded"):
        raise ValueError(f"an edge is included or excluded, not {edge}")
    if name == "calendar_year":
        start = dt.date(dos.year, 1, 1)
        return Window(start, start)
    rolling = _ROLLING.fullmatch(name)
    if rolling is None and name not in ("plan_year", "from_first_approved"):
        raise ValueError(f"no such window: {name}")
    if rolling is None and year_from is not None and months_before(dos, 12) < year_from <= dos:
        return Window(year_from, year_from)
    before = months_before(dos, int(rolling[1]) if rolling else 12)
    start = before if edge == "included" else before + _ONE_DAY
    return Window(start, start if rolling else dos)


def covered(span: Window, known_from: dt.date | None) -> bool:
    """Whether a history known to be complete from `known_from` on covers the window."""
    return known_from is not None and known_from <= span.earliest


def whole_months(day: dt.date, dos: dt.date) -> int:
    """Whole calendar months from `day` to `dos`, counted back from `dos`: the most that do not lead past `day`."""
    months = (dos.year - day.year) * 12 + dos.month - day.month
    while months > 0 and months_before(dos, months) < day:
        months -= 1
    return max(months, 0)
