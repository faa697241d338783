"""Windows of time, defined once."""

from __future__ import annotations

import calendar
import datetime as dt


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day `months` calendar months earlier; a day that month lacks becomes its last day (29 Feb -> 28 Feb)."""
    return months_after(day, -months)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day `months` calendar months later; a day that month lacks becomes its last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def business_days_after(day: dt.date, count: int) -> dt.date:
    """The day `count` business days later: Monday to Friday, holidays counted as business days."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= day.weekday() < 5
    return day
