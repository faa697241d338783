"""The days on which what coding knows may change: between two of them, the same claim is judged alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from facetproof.coding import tables
from facetproof.coding.edits import editions
from facetproof.sources.cms.edition import Kind

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TABLES = ("codes.csv", "mue.csv", "included.csv", "services.csv", "joint_regions.csv", "modifiers.csv", "add_ons.csv")
_ONE_DAY = dt.timedelta(days=1)


def change_days() -> frozenset[dt.date]:
    """First days of every row of every table at hand, and the days after the last ones, a practice's own included."""
    found: set[dt.date] = set()
    for name in _TABLES:
        for row in tables._rows(name):
            _add(found, row.values())
    for kind in Kind:
        for edition in editions(kind):
            _add(found, (edition.first.isoformat(), edition.last.isoformat()))
            for cells in edition.rows:
                _add(found, cells)
    return frozenset(found)


def _add(found: set[dt.date], cells: Iterable[str]) -> None:
    for cell in cells:
        if _DAY.fullmatch(cell):
            day = dt.date.fromisoformat(cell)
            found.add(day)
            if day < dt.date.max:
                found.add(day + _ONE_DAY)
