"""The dated code tables: families of codes, add-on edits, unit limits, what a facet code includes, modifiers.

Each row in `tables/*.csv` says from when to when it holds and where it was read. A day outside a table is answered
with None, never with the nearest row.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from facetproof.model.chart import BillingEntity
from facetproof.model.spine import JointLevel, Region


class CodeRow(NamedTuple):
    """One facet code: its family, region and place in the family, and the days on which it exists (`last` or open)."""

    code: str
    family: str
    region: Region
    role: str
    first: dt.date
    last: dt.date
    source: str
    confidence: str


class AddOn(NamedTuple):
    """The primaries that an add-on may follow, and the one it may follow for the joint pair over T12 only."""

    primaries: frozenset[str]
    thoracolumbar_primary: str | None
    source: str


class UnitLimit(NamedTuple):
    """Most units of one code for one patient and day; indicator 2 and 3 are limits of a day, 2 without appeal."""

    units: int
    indicator: str
    source: str
    confidence: str


class Inclusion(NamedTuple):
    """Two services of which one includes the other.

    Attributes:
        kind: imaging, sedation, evaluation, block, ablation or facet.
        facet_first: whether the facet code is the comprehensive one (column 1) and the other is not paid beside it.
        modifier_allowed: whether a modifier that tells the two apart opens the edit.
    """

    kind: str
    facet_first: bool
    modifier_allowed: bool
    source: str


class ServiceDays(NamedTuple):
    """The days on which the code of another service exists, and what was billed at another time."""

    first: dt.date
    last: dt.date
    otherwise: str
    source: str


class Family(NamedTuple):
    """The codes of one family and region on one day, by their place in it."""

    name: str
    region: Region
    codes: Mapping[str, str]


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = (files("facetproof.coding") / "tables" / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _day(text: str, default: dt.date) -> dt.date:
    return dt.date.fromisoformat(text) if text else default


@cache
def codes() -> Mapping[str, CodeRow]:
    """All facet codes, the earlier ones too, without the unlisted code."""
    return {
        r["code"]: CodeRow(
            r["code"],
            r["family"],
            Region(r["region"]),
            r["role"],
            _day(r["first_day"], dt.date.min),
            _day(r["last_day"], dt.date.max),
            r["source"],
            r["confidence"],
        )
        for r in _rows("codes.csv")
    }


@cache
def family(name: str, region: Region, dos: dt.date) -> Family | None:
    """The codes of a family in a region on that day; None where it has none."""
    found = {
        row.role: row.code
        for row in codes().values()
        if row.family == name and row.region is region and row.first <= dos <= row.last
    }
    return Family(name, region, found) if found else None


@cache
def add_ons() -> Mapping[str, AddOn]:
    """The add-on codes with their primaries."""
    return {
        r["add_on"]: AddOn(frozenset(r["primaries"].split()), r["thoracolumbar_primary"] or None, r["source"])
        for r in _rows("add_ons.csv")
    }


@cache
def unit_limit(code: str, entity: BillingEntity | None, dos: dt.date) -> UnitLimit | None:
    """The unit limit in force; None where the table does not cover the code, the day or the biller.

    Surgery centres are edited with the practitioner table.
    """
    if entity is None:
        return None
    table = "outpatient_hospital" if entity is BillingEntity.HOSPITAL_OUTPATIENT else "practitioner"
    for r in _rows("mue.csv"):
        within = _day(r["first_day"], dt.date.min) <= dos <= _day(r["last_day"], dt.date.max)
        if r["table"] == table and code in r["codes"].split() and within:
            return UnitLimit(int(r["units"]), r["indicator"], r["source"], r["confidence"])
    return None


@cache
def limits_span(table: str) -> tuple[dt.date, dt.date, str]:
    """First and last day of the shipped unit limits of one table, and where they were read."""
    rows = [r for r in _rows("mue.csv") if r["table"] == table]
    days = [(_day(r["first_day"], dt.date.min), _day(r["last_day"], dt.date.max)) for r in rows]
    return min(first for first, _ in days), max(last for _, last in days), rows[0]["source"]


@cache
def _inclusions() -> Mapping[tuple[str, str], tuple[tuple[dt.date, Inclusion], ...]]:
    found: dict[tuple[str, str], list[tuple[dt.date, Inclusion]]] = {}
    for r in _rows("included.csv"):
        edit = Inclusion(r["kind"], r["facet_column"] == "1", r["indicator"] == "1", r["source"])
        for other in r["others"].split():
            for facet in r["facet_codes"].split():
                found.setdefault((other, facet), []).append((_day(r["first_day"], dt.date.min), edit))
    return {pair: tuple(rows) for pair, rows in found.items()}


def inclusion(other: str, facet: str, dos: dt.date) -> Inclusion | None:
    """How a service and a facet code stand to each other on that day; None where no edit is known."""
    return next((edit for first, edit in _inclusions().get((other, facet), ()) if first <= dos), None)


@cache
def service_days(code: str) -> ServiceDays | None:
    """The days of a service that goes with facet work and came or went; None for one of which nothing is known."""
    for r in _rows("services.csv"):
        if code in r["codes"].split():
            first, last = _day(r["first_day"], dt.date.min), _day(r["last_day"], dt.date.max)
            return ServiceDays(first, last, r["otherwise"], r["source"])
    return None


@cache
def kind_of_service(code: str) -> str | None:
    """The kind of another service by its code alone; None for codes of several uses, such as 64450."""
    return next((r["kind"] for r in _rows("kinds.csv") if code in r["codes"].split()), None)


@cache
def service_kinds() -> Mapping[str, str]:
    """What each service of the compact table is beside a facet code: imaging, sedation, evaluation, block …"""
    return {other: r["kind"] for r in _rows("included.csv") for other in r["others"].split()}


@cache
def code_region(joint: JointLevel, dos: dt.date) -> Region:
    """The region of the code family for a joint on that day; T12-L1 changed sides once."""
    for r in _rows("joint_regions.csv"):
        within = _day(r["first_day"], dt.date.min) <= dos <= _day(r["last_day"], dt.date.max)
        if r["joint"] == joint.name and within:
            return Region(r["region"])
    return joint.code_region


@cache
def modifiers() -> Mapping[str, tuple[dt.date, str]]:
    """Known modifiers: the day from which they exist, and what they are used for."""
    return {
        name: (_day(r["first_day"], dt.date.min), r["use"])
        for r in _rows("modifiers.csv")
        for name in r["modifiers"].split()
    }
