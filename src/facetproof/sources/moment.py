"""Dates as the standards write them: `20250310093000-0500` of HL7 v2 and CDA, `2025-03-10T09:30:00Z` of FHIR."""

from __future__ import annotations

import datetime as dt
import re

_TIME = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:T?(\d{2}):?(\d{2}))?)?)?")


def said(value: object) -> str:
    """The moment in words a note would use, as exact as given; empty where there is none."""
    match = _TIME.match(value) if isinstance(value, str) else None
    if match is None:
        return ""
    day = "-".join(part for part in match.group(1, 2, 3) if part)
    return f"{day} {match[4]}:{match[5]}" if match[5] else day


def day_of(value: object) -> dt.date | None:
    """The day; None where only a year or month is given, or no possible day."""
    match = _TIME.match(value) if isinstance(value, str) else None
    if match is None or not match[3]:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
