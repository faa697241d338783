# ruff: noqa: E501 - one pattern a line
"""Numbers, spans of time and percentages as people write them: "six", "70-75%", "five months", "a week and a half".

All functions work on a short piece of text (a sentence); none of them guesses a number from a word such as "several".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from facetproof.facts.beginnings import opening
from facetproof.facts.gates import Anchored, Gated

# fmt: off
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
# fmt: on
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS: dict[str, float] = {word: n for n, word in enumerate(_ONES)} | _TENS | {"hundred": 100.0, "a hundred": 100.0}

_TENS_PATTERN = "|".join(_TENS)
NUMBER_WORD = (
    rf"(?:(?:{_TENS_PATTERN})(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
    rf"|(?:a |one )?hundred|{'|'.join(reversed(_ONES))})"
)
"""A number in words, as a piece of a pattern over lower-case text."""
NUMBER = rf"(?:\d+(?:\.\d+)?|\.\d+|{NUMBER_WORD}\b)"
"""A number in digits or words, as a piece of a pattern over lower-case text."""

_AMOUNT = rf"(?:{NUMBER}|an?(?= )|half an?|a couple of|a half)"
_UNIT = r"(?:hours?|hrs?\.?|h|minutes?|mins?\.?|days?|d|weeks?|wks?\.?|w|months?|mos?\.?|years?|yrs?\.?|y)"
_TO = r"\s*(?:-|–|to|or)\s*"
_DURATION = Anchored(
    rf"(?:(?<![\w./-])|(?<=\bx))(?P<low>{_AMOUNT})(?:{_TO}(?P<high>{_AMOUNT}))?(?P<half1>\s+and a half|[ -]?1/2|\u00bd)?\+?"
    rf"[\s-]*(?P<unit>{_UNIT})(?![\w/-]*\w|/)(?P<half2>\s+and a half)?",
    rf"{opening(re.compile(_AMOUNT))}(?:(?<![\w./-].)|(?<=\bx.))",
)
_MORE = (
    "at least|no less than|not less than|greater than|more than|better than|in excess of|upwards? of|over|above|"
    ">=|≥|(?<!-)>"
)
_LESS = "<=|≤|<(?!-)|less than|under|below|no more than|at most|up to"
_PERCENT = Gated(
    rf"(?P<bound>(?:{_MORE}|{_LESS})\s*(?:or equal to\s*)?(?:about |approximately |an? |~)?)?"
    rf"(?<![\w./])(?P<low>{NUMBER})(?:\s{{0,2}}%)?(?:{_TO}(?P<high>{NUMBER}))?(?P<plus>\+)?\s{{0,2}}(?:%|percent\b|per cent\b|pct\b)"
    rf"(?P<after>\s*(?:or (?:more|better|greater|higher)|\+|plus\b|and (?:above|more)))?"
)
_BETWEEN = re.compile(rf"\bbetween (?P<low>{NUMBER})\s*(?:%|percent)? and $")
"""Before the upper end of "between 80 and 90 percent"."""
_WIDEST = 30
_AT_MOST = ("<", "≤", "less than", "under", "below", "no more", "at most", "up to")

HOURS_OF: dict[str, float] = {"minute": 1 / 60, "hour": 1, "day": 24, "week": 168, "month": 730, "year": 8760}
"""Hours in a unit; a month is 730 hours (contract: 3 months = 2190)."""
_DAYS_A_MONTH = 30.4
_MOST = 100


class Duration(NamedTuple):
    """A span of time; `high` equals `low` where one number is given. `unit`: minute, hour, day, week, month, year."""

    low: float
    high: float
    unit: str
    start: int
    end: int

    @property
    def hours(self) -> float:
        """The lower end in hours."""
        return round(self.low * HOURS_OF[self.unit], 2)

    @property
    def weeks(self) -> float:
        """The lower end in weeks."""
        if self.unit == "month":
            return round(self.low * 52 / 12, 2)
        return round(self.low * HOURS_OF[self.unit] / 168, 2) if self.unit != "year" else self.low * 52

    @property
    def months(self) -> float:
        """The lower end in months; days count 30.4 to a month."""
        if self.unit in {"month", "year"}:
            return self.low * (12 if self.unit == "year" else 1)
        return round(self.low * HOURS_OF[self.unit] / 24 / _DAYS_A_MONTH, 2)


class Percent(NamedTuple):
    """A percentage: one number (`low` = `high`), a range, or a bound."""

    low: float
    high: float
    bound: Literal["at_least", "at_most"] | None
    start: int
    end: int


_OF_FORM = re.compile(r"(?:%|\bpercent) (?:pain )?(?:relief|improvement)\s*[:=]\s*(\d{1,3})(?![\d/%]|\.\d| ?%)")
"""A field with its unit in the label: "% relief: 90"."""


def number(text: str) -> float | None:
    """The number written in digits or words; None for anything else."""
    written = " ".join(text.strip().lower().replace("-", " ").split())
    try:
        return float(written)
    except ValueError:
        pass
    if written in _WORDS:
        return float(_WORDS[written])
    if written == "one hundred":
        return 100.0
    tens, _, ones = written.partition(" ")
    if tens in _TENS and ones in _WORDS:
        return float(_TENS[tens] + _WORDS[ones])
    return None


def durations(text: str) -> Iterator[Duration]:
    """Spans of time in `text` (lower case), left to right; ages ("63-year-old") are none.

    A span told in two units ("2 yrs and 3 months", "1 h 30 min") is one.
    """
    before: Duration | None = None
    for duration in _simple_durations(text):
        if before is None:
            before = duration
        elif _goes_on(text, before, duration):
            part = HOURS_OF[duration.unit] / HOURS_OF[before.unit]
            low, high = before.low + duration.low * part, before.high + duration.high * part
            yield before._replace(low=round(low, 4), high=round(high, 4), end=duration.end)
            before = None
        else:
            yield before
            before = duration
    if before is not None:
        yield before


_SMALLER = {"year": "month", "month": "week", "week": "day", "day": "hour", "hour": "minute"}
_AND = re.compile(r",? (?:and )?|, ?| ?& ?")


def _goes_on(text: str, first: Duration, second: Duration) -> bool:
    """Whether a span of time is the rest of the one before it, in the next smaller unit."""
    return (
        _SMALLER.get(first.unit) == second.unit
        and first.low == first.high
        and second.high * HOURS_OF[second.unit] < HOURS_OF[first.unit]
        and _AND.fullmatch(text, first.end, second.start) is not None
    )


def _simple_durations(text: str) -> Iterator[Duration]:
    for m in _DURATION.finditer(text):
        unit = _unit(m["unit"])
        low = _amount(m["low"])
        if unit is None or low is None or text.startswith(("-old", " old", " of age"), m.end()):
            continue
        high = _amount(m["high"]) if m["high"] else low
        extra = 0.5 if m["half1"] or m["half2"] else 0.0
        yield Duration(low + extra, (high or low) + extra, unit, m.start(), m.end())


def percents(text: str) -> Iterator[Percent]:
    """Percentages in `text` (lower case), left to right."""
    for m in _PERCENT.finditer(text):
        low = number(m["low"])
        high = number(m["high"]) if m["high"] else low
        if low is None or high is None:
            continue
        if high < low:
            if low <= _MOST or high > _MOST:
                continue
            # "2026 - 80 %": a year and a dash
            yield Percent(high, high, "at_least" if m["after"] or m["plus"] else None, m.start("high"), m.end())
            continue
        between = _BETWEEN.search(text, max(0, m.start() - _WIDEST), m.start()) if m["high"] is None else None
        if between is not None and (first := number(between["low"])) is not None and first < high:
            yield Percent(first, high, None, between.start(), m.end())
            continue
        words = (m["bound"] or "").strip()
        bound: Literal["at_least", "at_most"] | None = None
        if words:
            bound = "at_most" if words.startswith(_AT_MOST) else "at_least"
        elif m["after"] or m["plus"]:
            bound = "at_least"
        yield Percent(low, high, bound, m.start(), m.end())
    for m in _OF_FORM.finditer(text) if "%" in text or "percent" in text else ():
        yield Percent(float(m[1]), float(m[1]), None, m.start(), m.end())


def _amount(text: str) -> float | None:
    match text.strip():
        case "a" | "an":
            return 1.0
        case "half a" | "half an" | "a half":
            return 0.5
        case "a couple of":
            return 2.0
        case other:
            return number(other)


def _unit(text: str) -> str | None:
    match text[0]:
        case "h":
            return "hour"
        case "d":
            return "day"
        case "w":
            return "week"
        case "y":
            return "year"
        case _:
            return "minute" if text.startswith("mi") else "month"
