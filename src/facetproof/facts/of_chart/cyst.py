"""A facet cyst, and earlier ruptures of it."""

from __future__ import annotations

from collections.abc import Callable

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.counting import Place, places
from facetproof.facts.history import Entry
from facetproof.facts.values import Value, count
from facetproof.model.chart import Assessment, Cyst

_FINDINGS = {
    "imaging_shows_compression": "imaging shows that the cyst compresses or displaces a nerve root",
    "symptomatic": "symptoms of the cyst",
}


def _cyst(name: str) -> Callable[[Case], Value]:
    path = f"assessment.cyst.{name}"

    def read(case: Case) -> Value:
        found: bool | None = getattr((case.chart.assessment or Assessment()).cyst or Cyst(), name)
        return case.silent(path) if found is None else Value(found, (path,))

    return read


for _name, _meaning in _FINDINGS.items():
    fact(f"cyst.{_name}", "truth", _meaning)(_cyst(_name))


@fact("cyst.repeats", "number", "repeats of the rupture, this session included")
def repeats(case: Case, per: str) -> Value:
    """Earlier ruptures of this cyst (`level_side`) or of any (`patient`); this session repeats the first of them."""
    certain, possible = places(case.joints, per, "by_code")
    ruptures = [entry for entry in case.earlier if "cyst" in entry.kinds]
    low = max((_sessions(ruptures, place, certainly=True) for place in certain), default=0)
    high = max((_sessions(ruptures, place, certainly=False) for place in (*certain, *possible)), default=0)
    return count(low, high, tuple(dict.fromkeys(entry.path for entry in ruptures)))


def _sessions(ruptures: list[Entry], place: Place, *, certainly: bool) -> int:
    """Sessions at a place: one a day, each without a date one of its own."""
    here = [e for e in ruptures if place(e) is True or (place(e) is None and not certainly)]
    return len({entry.date for entry in here if entry.date}) + sum(entry.date is None for entry in here)
