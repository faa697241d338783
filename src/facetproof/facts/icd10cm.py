"""Which ICD-10-CM codes of the spine and its pain are valid and complete on a day.

Two public copies of the tabular list were compared (one of 2022, one of April 2026); the dates of the changes between
them are those of the fiscal years' addenda. Outside the categories and the span of the table nothing is said.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from facetproof.sources.cms.edition import Kind
from facetproof.sources.cms.store import own_table

Validity = Literal["valid", "incomplete", "not_a_code", "not_in_force"]

#: ICD-10-CM replaced ICD-9-CM for encounters from this day on.
FIRST_DAY = dt.date(2015, 10, 1)
#: Span of days for which the table is known to hold.
CHECKED_FROM, CHECKED_TO = dt.date(2019, 10, 1), dt.date(2026, 9, 30)

_TABLES = Path(__file__).parent / "tables"
_SHAPE = re.compile(r"[A-TV-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?")


class _Span(NamedTuple):
    first: dt.date
    last: dt.date


def written(code: str) -> str:
    """The code in capitals with its point: `m47816` → `M47.816`."""
    bare = code.strip().upper().replace(".", "")
    return bare if len(bare) <= 3 else f"{bare[:3]}.{bare[3:]}"


def validity(code: str, day: dt.date) -> Validity | None:
    """Whether a code may stand on a claim of this day; None where the table does not reach.

    `incomplete` is a header that needs more characters, `not_in_force` one that came later or had ended.
    """
    if not _SHAPE.fullmatch(code.strip().upper()):
        return "not_a_code" if day >= FIRST_DAY else None
    if day < FIRST_DAY:
        return "not_in_force"
    bare = written(code).replace(".", "")
    if bare[:3] not in _categories() or day < CHECKED_FROM:
        return None
    told = _in_own_edition(bare, day)
    if told is not None:
        return told
    span = _complete().get(bare)
    if span is None:
        return "incomplete" if bare in _headers() else "not_a_code"
    if day < span.first:
        return "not_in_force"
    if day > span.last:
        return "incomplete" if bare in _headers() else "not_in_force"
    return "valid" if day <= CHECKED_TO else None


def _in_own_edition(bare: str, day: dt.date) -> Validity | None:
    """The answer of an official list that a practice has loaded for that day; None where it has none."""
    table = own_table(Kind.ICD10CM, day)
    if table is None:
        return None
    row = table.get(bare)
    return "not_a_code" if row is None else "valid" if row[1] == "1" else "incomplete"


def categories() -> frozenset[str]:
    """The three-character categories that the table covers."""
    return _categories()


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (_TABLES / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _categories() -> frozenset[str]:
    return frozenset(row["category"] for row in _rows("icd10cm.csv"))


@cache
def _complete() -> Mapping[str, _Span]:
    """Complete codes without their point, with the span of days."""
    always = _Span(FIRST_DAY, dt.date.max)
    table = {row["category"] + e: always for row in _rows("icd10cm.csv") for e in row["endings"].split() or [""]}
    for row in _rows("icd10cm_changes.csv"):
        first = dt.date.fromisoformat(row["first"]) if row["first"] else FIRST_DAY
        table[row["code"]] = _Span(first, dt.date.fromisoformat(row["last"]) if row["last"] else dt.date.max)
    return table


@cache
def _headers() -> frozenset[str]:
    """Every beginning of a complete code that is longer than a category."""
    return frozenset(code[:n] for code in _complete() for n in range(3, len(code)))
