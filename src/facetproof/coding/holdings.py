"""Which editions of the code tables are at hand, and what is kept of a new one."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from facetproof.coding import edits, tables
from facetproof.coding.edits import editions
from facetproof.facts import icd10cm
from facetproof.model.chart import BillingEntity
from facetproof.sources.cms.edition import NAMES, Kind
from facetproof.sources.cms.official import Wanted
from facetproof.sources.cms.store import own_editions

#: Services of the same day of which limits and indicators are kept besides the facet codes.
_BESIDE = "27096 62320 62321 62322 62323 64451 64479 64480 64483 64484 64625 64999 20552 20553"


class Held(NamedTuple):
    """One edition at hand: its table, the days that it speaks for, where it comes from, whether it is one's own."""

    kind: Kind
    table: str
    first: dt.date
    last: dt.date
    source: str
    own: bool


def wanted() -> Wanted:
    """What is kept of official files: pairs with facet codes, limits and indicators of the codes that go with them."""
    facet = frozenset(tables.codes())
    return Wanted(facet, facet | frozenset(_BESIDE.split()), icd10cm.categories())


def holdings() -> tuple[Held, ...]:
    """Every edition at hand, by table and day."""
    found = [
        Held(kind, NAMES[kind], e.first, e.last, e.source, e in own_editions(kind))
        for kind in Kind
        for e in editions(kind)
    ]
    for kind, name in ((Kind.MUE_PRACTITIONER, "practitioner"), (Kind.MUE_OUTPATIENT, "outpatient_hospital")):
        first, last, source = tables.limits_span(name)
        found.append(Held(kind, NAMES[kind], first, last, source, False))
    span = icd10cm.CHECKED_FROM, icd10cm.CHECKED_TO
    found.append(Held(Kind.ICD10CM, NAMES[Kind.ICD10CM], *span, "public copies of the tabular list, compared", False))
    order = list(Kind)
    return tuple(sorted(found, key=lambda held: (order.index(held.kind), held.first, held.last)))


def about(code: str, dos: dt.date) -> tuple[tuple[str, str], ...]:
    """What the tables say of one code on one day, each with its source; a table that says nothing is not listed.

    Args:
        code: a facet code, or one that goes with them.
        dos: date of service.
    """
    found: list[tuple[str, str]] = []
    row = tables.codes().get(code)
    if row is not None:
        exists = "exists" if row.first <= dos <= row.last else "does not exist"
        found.append(("code", f"{exists} on this day: {row.family}, {row.region}, {row.role} level ({row.source})"))
    added = edits.add_on(code, dos)
    if added is not None:
        found.append(("add-on", f"after {' or '.join(sorted(added.primaries))} ({added.source})"))
    for entity, name in ((BillingEntity.PROFESSIONAL, "practitioner"), (BillingEntity.HOSPITAL_OUTPATIENT, "hospital")):
        limit = edits.unit_limit(code, entity, dos)
        if limit is not None:
            told = f"{limit.units}, adjudication indicator {limit.indicator} ({limit.source}; {limit.confidence})"
            found.append((f"units a day, {name}", told))
    fees = edits.fee_indicators(code, dos)
    if fees is not None:
        _, status, days, multiple, bilateral = fees
        told = f"status {status}, global days {days}, multiple procedures {multiple}, bilateral {bilateral}"
        found.append(("fee schedule", told))
    indicator = edits.surgery_centre_indicator(code, dos)
    if indicator is not None:
        found.append(("surgery centre", f"payment indicator {indicator[0]} ({indicator[1]})"))
    return tuple(found)
