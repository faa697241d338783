"""The official edit tables by day: which pairs, unit limits, add-ons, global days and payment indicators hold.

A practice's own editions come before the shipped ones. Where no edition speaks for the day, the compact tables of
`coding.tables` answer as far as they reach, and `beyond` says so in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from facetproof.coding import tables
from facetproof.coding.tables import AddOn, Inclusion, UnitLimit, codes
from facetproof.model.chart import BillingEntity
from facetproof.sources.cms.edition import NAMES, Edition, Kind, Row, quarter_name
from facetproof.sources.cms.store import from_text, own_editions

_SHIPPED = {Kind.PTP_PRACTITIONER: "ptp_practitioner", Kind.FEES: "fees", Kind.ASC: "asc"}
#: What a code is beside a facet code, by its first characters, where the compact tables do not say.
_KIND_OF = (("992", "evaluation"), ("00", "anaesthesia"), ("01", "anaesthesia"))


class Pair(NamedTuple):
    """Two codes of which the second is not paid beside the first, unless a modifier may tell them apart."""

    column1: str
    column2: str
    modifier_allowed: bool
    source: str


def editions(kind: Kind) -> tuple[Edition, ...]:
    """All editions of one table, the shipped one first."""
    return (*_shipped(kind), *own_editions(kind))


def in_force(kind: Kind, dos: dt.date) -> Edition | None:
    """The edition that speaks for a day: the latest of those that do, a practice's own before a shipped one."""
    latest: Edition | None = None
    for edition in editions(kind):
        if edition.first <= dos <= edition.last and (latest is None or edition.last >= latest.last):
            latest = edition
    return latest


def pair_table(entity: BillingEntity | None) -> Kind:
    """The pair table that a biller's claims are edited with; surgery centres by that of practitioners."""
    return Kind.PTP_OUTPATIENT if entity is BillingEntity.HOSPITAL_OUTPATIENT else Kind.PTP_PRACTITIONER


def pairs_loaded(dos: dt.date, entity: BillingEntity | None = None) -> bool:
    """Whether a pair table at hand speaks for that day."""
    return in_force(pair_table(entity), dos) is not None


def pair(one: str, other: str, dos: dt.date, entity: BillingEntity | None) -> Pair | None:
    """The pair that joins two codes on that day; None where there is none or no edition speaks for the day."""
    edition = in_force(pair_table(entity), dos)
    if edition is None:
        return None
    day = dos.isoformat()
    for column1, column2, indicator, start, end in _rows_of_pair(_Same(edition), one, other):
        if (not start or start <= day) and (not end or day <= end):
            return Pair(column1, column2, indicator == "1", edition.source)
    return None


def inclusion(other: str, facet: str, dos: dt.date, entity: BillingEntity | None = None) -> Inclusion | None:
    """How a service and a facet code stand to each other on that day; None where no edit is known.

    Imaging is part of the facet codes by their own definition, whatever the pairs of the quarter say.
    """
    known = tables.inclusion(other, facet, dos)
    if (known and known.kind == "imaging") or in_force(pair_table(entity), dos) is None:
        return known
    found = pair(other, facet, dos, entity)
    if found is None:
        return None
    kind = tables.service_kinds().get(other) or next((k for start, k in _KIND_OF if other.startswith(start)), "service")
    return Inclusion(kind, found.column1 == facet, found.modifier_allowed, found.source)


def unit_limit(code: str, entity: BillingEntity | None, dos: dt.date) -> UnitLimit | None:
    """The unit limit in force; None where no table covers the code, the day or the biller."""
    if entity is None:
        return None
    hospital = entity is BillingEntity.HOSPITAL_OUTPATIENT
    edition = in_force(Kind.MUE_OUTPATIENT if hospital else Kind.MUE_PRACTITIONER, dos)
    if edition is None:
        return tables.unit_limit(code, entity, dos)
    row = _by_code(edition).get(code)
    return UnitLimit(int(row[1]), row[2], edition.source, "primary") if row else None


def add_on(code: str, dos: dt.date | None) -> AddOn | None:
    """The primaries of an add-on on that day; None for a code that is none."""
    known = tables.add_ons().get(code)
    edition = in_force(Kind.ADD_ON, dos) if dos else None
    if known is None or edition is None or dos is None:
        return known
    day = dos.isoformat()
    primaries = {
        primary
        for one, primary, first, last in edition.rows
        if one == code and (not first or first <= day) and (not last or day <= last)
    }
    return AddOn(frozenset(primaries), known.thoracolumbar_primary, edition.source) if primaries else known


def global_days(code: str, dos: dt.date) -> int | None:
    """Days after a procedure in which another one needs a modifier; None where the schedule tells none.

    Beyond the editions the shipped one is carried: the indicators of the facet codes are not known to have changed.
    """
    edition = in_force(Kind.FEES, dos) or _shipped(Kind.FEES)[0]
    row = _by_code(edition).get(code)
    return int(row[2]) if row and row[2].isdigit() else None


def fee_indicators(code: str, dos: dt.date) -> Row | None:
    """Code, status, global days, multiple-procedure and bilateral indicator on that day; None where none is known."""
    edition = in_force(Kind.FEES, dos)
    return _by_code(edition).get(code) if edition else None


def surgery_centre_indicator(code: str, dos: dt.date) -> tuple[str, str] | None:
    """Payment indicator of Addendum AA on that day, and its source; None where none is known."""
    edition = in_force(Kind.ASC, dos)
    row = _by_code(edition).get(code) if edition else None
    return (row[2], edition.source) if edition and row else None


def packaged(code: str, dos: dt.date) -> str | None:
    """The source that pays a surgery centre nothing apart for a code (indicator N1); None where none says so."""
    found = surgery_centre_indicator(code, dos)
    return found[1] if found and found[0] == "N1" else None


def beyond(entity: BillingEntity | None, dos: dt.date, billed: Iterable[str]) -> str | None:
    """Which tables that the codes depend on speak for no such day, and what was used instead; None where all do."""
    billed = [code for code in billed if code in codes()]
    if not billed:
        return None
    table = pair_table(entity)
    missing: list[str] = []
    if not pairs_loaded(dos, entity):
        missing.append(f"{NAMES[table]} (used: {_loaded(table)})")
    if entity is not None and unit_limit(billed[0], entity, dos) is None:
        missing.append("unit limits (none used)")
    ablated = any(code in ("64633", "64635") for code in billed)
    if ablated and entity in (None, BillingEntity.PROFESSIONAL) and in_force(Kind.FEES, dos) is None:
        missing.append(f"{NAMES[Kind.FEES]} (used: {_loaded(Kind.FEES)})")
    if entity is BillingEntity.ASC and in_force(Kind.ASC, dos) is None:
        missing.append(f"{NAMES[Kind.ASC]} (none used)")
    if not missing:
        return None
    return (
        f"No edit table loaded speaks for {dos.isoformat()}: {'; '.join(missing)}. "
        "Load the official files of that quarter with `facetproof codes update`."
    )


def _loaded(kind: Kind) -> str:
    """The edition that answers in place of a missing one."""
    if kind is Kind.PTP_OUTPATIENT:
        return "the pairs of practitioners, 2024 Q3"
    return quarter_name(_shipped(kind)[0].last)


@cache
def _shipped(kind: Kind) -> tuple[Edition, ...]:
    name = _SHIPPED.get(kind)
    if name is None:
        return ()
    path = files("facetproof.coding") / "tables" / "editions" / f"{name}.csv"
    return (from_text(name, path.read_text(encoding="utf-8")),)


class _Same:
    """An edition as the key of a cache: the object, not its thousands of rows."""

    __slots__ = ("edition",)

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __hash__(self) -> int:
        return id(self.edition)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.edition is self.edition


def _by_code(edition: Edition) -> Mapping[str, Row]:
    return _code_index(_Same(edition))


@cache
def _code_index(held: _Same) -> Mapping[str, Row]:
    return {row[0]: row for row in held.edition.rows}


@cache
def _rows_of_codes(held: _Same) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for n, row in enumerate(held.edition.rows):
        for code in (*row[0].split(), *row[1].split()):
            found.setdefault(code, set()).add(n)
    return {code: frozenset(places) for code, places in found.items()}


@lru_cache(maxsize=1 << 16)
def _rows_of_pair(held: _Same, one: str, other: str) -> tuple[Row, ...]:
    """The rows of an edition that join two codes, these two alone in the columns in which they stand."""
    places = _rows_of_codes(held)
    found: list[Row] = []
    for n in sorted(places.get(one, frozenset()) & places.get(other, frozenset())):
        first, second, *rest = held.edition.rows[n]
        if one in first.split() and other in second.split():
            found.append((one, other, *rest))
        elif other in first.split() and one in second.split():
            found.append((other, one, *rest))
    return tuple(found)
