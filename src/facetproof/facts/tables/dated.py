# ruff: noqa: E501 - one pattern a line
"""A log of procedures: lines that each begin with a date and name what was done that day.

Only the line marked as today's, or of the note's own date, tells of this session; the others are earlier treatment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from facetproof.facts.gates import Anchored
from facetproof.facts.sections import Kind, Section

_ROW = re.compile(
    r"^[ \t]*(?:[-*\u2022>#]+[ \t]*|\(?\d{1,2}[.)][ \t]+)?(?:[^\n,:]{1,40} , *)?(?P<today>today,?[ :]+)?"
    r"(?P<date>[\dOIlSB]{1,2}[/.-][\dOIlSB]{1,2}[/.-](?:[\dOIlSB]{4}|[\dOIlSB]{2})|\d{4}-\d\d-\d\d)(?P<rest>(?![\d/])[^\n]*)",
    re.MULTILINE | re.IGNORECASE,
)
_SOME_DATE = Anchored(
    r"[\dOIlSB][/.-][\dOIlSB]{1,2}[/.-][\dOIlSB]{2}", r"[/.-](?<=[\dOIlSB].)(?=[\dOIlSB]{1,2}[/.-])", back=1
)
_PROCEDURE = re.compile(
    r"\b(?:[lct]?mbbs?|(?:facet|medial branch|joint|branch|nerve)\b[^\n]{0,40}\b(?:blocks?|inj\w*|ablation|rf\w*)|rfa?|"
    r"rftc|rfn|ablation|rhizotomy|neurotomy|denervation|radiofrequency|[ct]?l?esi|tfesi|injections?|facet inj|ia facet)\b",
    re.IGNORECASE,
)
_NEAR = 60
_TODAY = re.compile(r"\btoday\b(?!')|\bthis (?:visit|session|encounter)\b", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"\b(?:plan\w*|schedul\w*|to be|pending|denied|cancel\w*|declin\w*|request\w*|auth\w*|consult\w*|"
    r"visit|phone|called|seen|returns?|follow)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:dos|date of (?:service|procedure|operation))\s*[:=-]?\s*(?P<date>[\d/.-]{6,10})", re.IGNORECASE
)
_MAY_HOLD_ROWS = frozenset(
    {
        Kind.TITLE,
        Kind.HEADER,
        Kind.PROCEDURE,
        Kind.FIELD,
        Kind.INDICATION,
        Kind.HISTORY,
        Kind.TREATMENT,
        Kind.DESCRIPTION,
        Kind.ASSESSMENT,
        Kind.OTHER,
    }
)


class Row(NamedTuple):
    """One line of the log, at `text[start:end]`."""

    start: int
    end: int
    is_today: bool


def rows_of(text: str) -> list[Row]:
    """The lines of a log of procedures; none where fewer than two lines are such."""
    if sum(1 for _ in islice(_SOME_DATE.finditer(text), 2)) < 2:
        return []
    found = [m for m in _ROW.finditer(text) if _PROCEDURE.search(m[0][:_NEAR]) and not _NOT_DONE.search(m[0][:_NEAR])]
    if len(found) < 2:
        return []
    dated = _DATED.search(text)
    own = dated["date"] if dated else None
    return [Row(m.start(), m.end(), bool(m["today"] or _TODAY.search(m["rest"]) or m["date"] == own)) for m in found]


def with_rows(text: str, found: list[Section], past: Iterable[tuple[int, int]] = ()) -> list[Section]:
    """The sections with the lines of a log as sections of their own: the procedure of today, or earlier treatment.

    Args:
        text: of the note.
        found: its sections.
        past: lines of tables that tell of earlier procedures.
    """
    rows = rows_of(text)
    told = [Row(start, end, False) for start, end in past if not any(r.start < end and start < r.end for r in rows)]
    rows = sorted([*rows, *told])
    if not rows:
        return found
    result: list[Section] = []
    for section in found:
        if section.kind not in _MAY_HOLD_ROWS:
            result.append(section)
            continue
        at = section.start
        for row in rows:
            if not section.start <= row.start < section.end:
                continue
            if row.start > at:
                result.append(_part(section, at, row.start))
            end = min(row.end, section.end)
            kind = Kind.PROCEDURE if row.is_today else Kind.TREATMENT
            result.append(
                Section(kind, "procedure" if row.is_today else "procedures before", row.start, row.start, end)
            )
            at = end
        if at < section.end:
            result.append(_part(section, at, section.end))
    return result


def _part(section: Section, start: int, end: int) -> Section:
    return section._replace(start=start, body=min(max(section.body, start), end), end=end)
