"""Which editions of the code tables are at hand, and what is kept of a new one."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from facetproof.coding import tables
from facetproof.coding.edits import editions
from facetproof.facts import icd10cm
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
