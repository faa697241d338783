"""Dates as notes write them: 03/14/2025, 3/14/25, 2025-03-14, March 14, 2025, 14 Mar 2025, 29 August, Monday 3/12,
03/2024, 2021."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.gates import Anchored, openings

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FOREIGN = {"janvier": 1, "fevrier": 2, "f\u00e9vrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7}
_FOREIGN |= {
    "aout": 8,
    "ao\u00fbt": 8,
    "septembre": 9,
    "octobre": 10,
    "novembre": 11,
    "decembre": 12,
    "d\u00e9cembre": 12,
}
_NAME = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|sept|"
    rf"jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec|{'|'.join(_FOREIGN)})\b\.?"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?<![\w/.#-])(?:(?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})"
    rf"|(?P<us>\d{{1,2}}(?P<mark>[/.-])\d{{1,2}}(?P=mark)(?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}} / \d{{1,2}} / (?:\d{{4}}|\d{{2}}))"
    rf"|(?P<month>{_NAME})(?: ?(?P<d1>{_DAY})(?![\d/]|:\d))?(?:,? of|,)? ?(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<month_day>{_NAME}) (?P<d2>{_DAY})(?![\d/]|:\d)"
    rf"|(?P<d3>{_DAY})(?: of)?[ -](?P<day_month>{_NAME})(?! \d{{1,2}},? (?:19|20)\d\d)(?:,?[ -](?P<y3>(?:19|20)\d\d))?"
    rf"|(?:(?<=day )|(?<=day, ))(?P<weekday>(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9]))(?![\d/])"
    rf"|(?:(?<=date:)|(?<=date: )|(?<=dos:)|(?<=dos: ))(?P<compact>20\d\d(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9]))"
    rf"|(?P<month_year>(?:1[0-2]|0?[1-9])/(?:19|20)\d\d)"
    rf"|(?<=in )(?P<year>(?:19|20)\d\d))(?![\w/])"
)


def _opening() -> str:
    """What a date may begin with: a digit, or the first two letters of a month."""
    firsts, seconds = openings((*_MONTHS, *_FOREIGN))
    return rf"[\d{firsts}](?<![\w/.#-].)(?:(?<=\d)|{seconds})"


_DATES = Anchored(_DATE, _opening())
_DIGIT = re.compile(r"\d")
_DAY_FIRST = re.compile(r"(?<![\d.])(?:1[3-9]|2\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:\d{4}|\d{2})(?![\d.])")
"""A date with full stops that can only be day first: all dates with full stops of that text are."""
_MONTH_FIRST = re.compile(r"(?<![\d.])(?:0?[1-9]|1[0-2])\.(?:1[3-9]|2\d|3[01])\.(?:\d{4}|\d{2})(?![\d.])")
"""One that can only be month first; without either, a date with full stops may mean two days, and tells none."""


class WrittenDate(NamedTuple):
    """A date at `lower[start:end]`, as far as it is told."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int

    @property
    def date(self) -> dt.date | None:
        """The day, where the record gives it in full."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return dt.date(self.year, self.month, self.day)

    @property
    def earliest(self) -> dt.date | None:
        """The first day that it may mean; None without a year."""
        return None if self.year is None else dt.date(self.year, self.month or 1, self.day or 1)

    def before(self, later: dt.date) -> dt.date | None:
        """The day; one told without its year is the last such day not after `later`."""
        if self.date is not None or self.year is not None or self.month is None or self.day is None:
            return self.date
        year = later.year if (self.month, self.day) <= (later.month, later.day) else later.year - 1
        return dt.date(year, self.month, self.day) if _possible(year, self.month, self.day) else None


def written_dates(lower: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDate]:
    """Dates in a lower-case text, left to right; impossible ones are left out. Slashed dates are month first, but
    for those that can only be day first (15/03/2025)."""
    stop = len(lower) if end is None else end
    if _DIGIT.search(lower, start, stop) is None:
        return
    for m in _DATES.finditer(lower, start, stop):
        if m["mark"] == "." and _has_two_readings(m):
            continue
        year, month, day = _parts(m)
        if _possible(*(default if part is None else part for part, default in ((year, 2000), (month, 1), (day, 1)))):
            yield WrittenDate(year, month, day, m.start(), m.end())


def _has_two_readings(m: re.Match[str]) -> bool:
    """Whether a date with full stops may be month or day first, and nothing else in the text tells which."""
    first, second, _ = (int(part) for part in m["us"].split("."))
    if first == second or first > 12 or second > 12:
        return False
    text = m.string
    if _DAY_FIRST.search(text) or _MONTH_FIRST.search(text):
        return False
    month_first = _parts(m)
    return not any(other["mark"] != "." and _parts(other) == month_first for other in _DATE.finditer(text))


def _parts(m: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    match m.lastgroup:
        case "iso":
            year, month, day = (int(part) for part in m["iso"].split("-"))
            return year, month, day
        case "compact":
            return int(m["compact"][:4]), int(m["compact"][4:6]), int(m["compact"][6:])
        case "mark" | "us":
            month, day, year = (int(part) for part in re.split(r"[/.-]", m["us"]))
            if month > 12 >= day or (m["mark"] == "." and month != day and _DAY_FIRST.search(m.string)):
                month, day = day, month
            return year if year > 99 else 2000 + year, month, day
        case "weekday":
            month, day = (int(part) for part in m["weekday"].split("/"))
            return None, month, day
        case "month_year":
            month, year = (int(part) for part in m["month_year"].split("/"))
            return year, month, None
        case "year":
            return int(m["year"]), None, None
        case _:
            name = m["month"] or m["month_day"] or m["day_month"]
            day_text, year_text = m["d1"] or m["d2"] or m["d3"], m["y1"] or m["y3"]
            return (
                int(year_text) if year_text else None,
                _FOREIGN.get(name.rstrip(".")) or _MONTHS.index(name[:3]) + 1,
                int(day_text.rstrip("stndrh")) if day_text else None,
            )


def _possible(year: int, month: int, day: int) -> bool:
    try:
        return 1900 <= dt.date(year, month, day).year <= 2100
    except ValueError:
        return False
