"""Levels of appeal: what each is called, to whom it goes, and the last day for it."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from facetproof.model.denial import Track
from facetproof.policy.files import mapping_in, refuse
from facetproof.policy.rule import CONFIDENCES, Confidence, Document

FILE = Path(__file__).with_name("levels.yaml")
Unit = Literal["days", "business_days", "months"]
_KEYS = {
    "id", "name", "to", "unit", "counted_from", "presumed_days", "filed", "decides_days", "note", "late", "days",
    "dated", "cite", "confidence", "checked", "amounts", "by_letter",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """The least amount in controversy, in dollars, for requests from `since` on."""

    since: dt.date
    dollars: float
    document: Document
    where: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Level:
    """One level of appeal.

    Attributes:
        track: it belongs to; `payer:aetna` for a payer's own process.
        numbers: (first day of decision, how many units); empty where no time runs.
        counted_from: `notice`, the date on the decision, or `receipt`, the day on which it came in.
        presumed_days: receipt is presumed so many days after the date on the decision; None where no rule says so.
        filed: when a request counts as filed.
        decides_days: days within which it is decided.
        late: what can be done after the last day.
        note: a caution.
        by_letter: whether a letter of the provider opens it.
    """

    track: str
    id: str
    name: str
    to: str
    document: Document
    where: str
    confidence: Confidence
    checked: dt.date
    unit: Unit = "days"
    counted_from: Literal["notice", "receipt"] = "notice"
    numbers: tuple[tuple[dt.date, int], ...] = ()
    presumed_days: int | None = None
    filed: str = ""
    decides_days: int | None = None
    late: str = ""
    note: str = ""
    amounts: tuple[Amount, ...] = ()
    by_letter: bool = True

    @property
    def key(self) -> str:
        """`original_medicare/redetermination`."""
        return f"{self.track}/{self.id}"

    def number_on(self, decided: dt.date) -> int | None:
        """How many units from a decision of this day on; the first number holds before its day as well."""
        found = [number for since, number in self.numbers if since <= decided] or [n for _, n in self.numbers[:1]]
        return found[-1] if found else None

    def first_day(self, decided: dt.date, received: dt.date | None) -> dt.date:
        """The day from which the time is counted; without a known or presumed receipt the date of the decision."""
        if self.counted_from == "notice":
            return decided
        return received or decided + dt.timedelta(days=self.presumed_days or 0)

    def last_day(self, decided: dt.date, received: dt.date | None = None) -> dt.date | None:
        """The last day for the request; None where no time runs."""
        number = self.number_on(decided)
        return None if number is None else _moved(self.first_day(decided, received), number, self.unit)

    def amount_on(self, day: dt.date) -> Amount | None:
        """The least amount in controversy for a request of this day, as far as it is known."""
        found = [amount for amount in self.amounts if amount.since <= day]
        return found[-1] if found else None


def levels(track: Track, payer: str | None = None) -> tuple[Level, ...]:
    """The levels of a track in order; for a commercial plan those of the payer's own process, where it is known.

    Args:
        track: what kind of plan it is.
        payer: id of the policy, such as `aetna` or `medicare:ngs`.
    """
    return own_levels(payer) if track == "commercial" else _read()[track]


def own_levels(payer: str | None) -> tuple[Level, ...]:
    """A payer's own process for providers; empty where none is known."""
    return _read().get(f"payer:{(payer or '').partition(':')[0]}", ())


def next_level(found: tuple[Level, ...], decided: str | None) -> Level | None:
    """The level after the one decided last, the first where none was; None after the last one.

    Raises:
        KeyError: there is no such level.
    """
    if decided is None:
        return found[0] if found else None
    names = [level.id for level in found]
    if decided not in names:
        raise KeyError(decided)
    return next(iter(found[names.index(decided) + 1 :]), None)


def level_at(key: str) -> Level | None:
    """The level under its key, such as `original_medicare/redetermination`."""
    return next((level for found in _read().values() for level in found if level.key == key), None)


@cache
def _read() -> Mapping[str, tuple[Level, ...]]:
    data = mapping_in(FILE)
    documents = documents_in(data)
    groups = {track: data["tracks"].get(track, {}).get("levels", []) for track in get_args(Track)}
    groups |= {f"payer:{payer}": given for payer, given in data["payers"].items()}
    return {name: tuple(_level(name, one, documents) for one in given) for name, given in groups.items()}


def documents_in(data: Mapping[str, Any]) -> Mapping[str, Document]:
    """The documents of a file by the name that it cites them under."""
    return {name: Document(**given) for name, given in data["documents"].items()}


def _level(track: str, given: Mapping[str, Any], documents: Mapping[str, Document]) -> Level:
    rest = dict(given)
    if set(rest) - _KEYS:
        raise refuse(FILE, f"Unknown keys {sorted(set(rest) - _KEYS)}", f"{track}/{rest.get('id')}")
    cite, confidence = rest.pop("cite"), rest["confidence"]
    if confidence not in CONFIDENCES:
        raise refuse(FILE, "Unknown confidence", f"{track}/{rest['id']}")
    days = rest.pop("days", None)
    dated = rest.pop("dated", None) or ([{"since": dt.date.min, "days": days}] if days is not None else [])
    amounts = tuple(
        Amount(one["since"], one["dollars"], documents[one["document"]], one["where"], one["confidence"])
        for one in rest.pop("amounts", ())
    )
    return Level(
        track=track,
        document=documents[cite["document"]],
        where=cite["where"],
        numbers=tuple((one["since"], one["days"]) for one in dated),
        amounts=amounts,
        **rest,
    )


def _moved(day: dt.date, number: int, unit: Unit) -> dt.date:
    if unit == "days":
        return day + dt.timedelta(days=number)
    if unit == "business_days":
        for _ in range(number):
            day += dt.timedelta(days=1)
            while day.weekday() > 4:
                day += dt.timedelta(days=1)
        return day
    months = day.month - 1 + number
    year, month = day.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
