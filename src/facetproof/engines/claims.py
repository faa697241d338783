"""Claim lines → claims, and the few different kinds of claims among them.

A claim is what one biller bills for one patient and day. What its lines tell depends on nothing but the lines, the
biller, and the stretch of time between two changes of a table or a policy: claims alike in these are judged once.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import polars as pl

from facetproof.coding.change_days import change_days
from facetproof.findings.claimed import Part, parts
from facetproof.findings.judge import form_of
from facetproof.model.chart import BillingEntity
from facetproof.model.claim import ClaimLine
from facetproof.model.spine import Region
from facetproof.policy.find import policy, resolve, version
from facetproof.policy.rule import PolicyVersion

_LINE = ("cpt", "modifiers", "units", "region")
_CLAIM = ("patient", "dos", "billing_entity")


class Alike(NamedTuple):
    """Claims that are judged alike.

    Attributes:
        stretch: number of the stretch of time that they lie in.
        dos: the first day of service among them.
        policy: the version in force for them.
        parts: what they tell about the session.
    """

    lines: tuple[ClaimLine, ...]
    entity: BillingEntity | None
    stretch: int
    dos: dt.date
    policy: PolicyVersion
    parts: tuple[Part, ...]


class Claims(NamedTuple):
    """Facet claims (`patient`, `dos`, `billing_entity`, `alike`), one a row, and what `alike` points to."""

    table: pl.DataFrame
    alike: tuple[Alike, ...]


def claims_of(lines: pl.DataFrame, payer: str) -> Claims:
    """The claims that bill a facet code, in the order in which they first appear.

    Args:
        lines: as `sources.claim_table` gives them.
        payer: policy id.
    """
    numbered = lines.select(_LINE).unique().sort(_LINE).with_row_index("line")
    numbered = numbered.with_columns(pl.struct("cpt", "modifiers").rle_id().alias("service"))
    lines = lines.join(numbered, on=_LINE, how="left", nulls_equal=True, maintain_order="left")
    # the order of lines matters among those of one service only: which of them repeats the other
    lines = lines.select(*_CLAIM, "line", "service").sort("service", maintain_order=True)
    claims = lines.group_by(_CLAIM, maintain_order=True).agg(pl.col("line"))
    claims = claims.select(
        *_CLAIM,
        pl.col("line").cast(pl.List(pl.String)).list.join(" ").alias("shape"),
    )
    claims = claims.join(_stretches(claims, payer), on="dos", how="left", maintain_order="left")
    key = ("shape", "stretch", "billing_entity")
    kinds = claims.group_by(key, maintain_order=True).agg(pl.col("dos").min().alias("first")).with_row_index("alike")
    claims = claims.join(kinds.select(*key, "alike"), on=key, how="left", nulls_equal=True, maintain_order="left")
    reader = _Reader(payer, [_line(row) for row in numbered.select(_LINE).iter_rows()])
    alike = tuple(reader.alike(*row) for row in kinds.select("shape", "billing_entity", "stretch", "first").iter_rows())
    facet = pl.Series("facet", [bool(one.parts) for one in alike], dtype=pl.Boolean)
    return Claims(claims.select(*_CLAIM, "alike").filter(facet.gather(claims["alike"])), alike)


def _stretches(claims: pl.DataFrame, payer: str) -> pl.DataFrame:
    """Each day of service with the stretch of time that it lies in."""
    days = claims["dos"].unique().sort()
    ids = {resolve(payer, day) for day in days} if "@" in payer else {payer}
    changes = sorted(change_days() | {day for id in ids for day in _policy_days(id)} | _moves(payer, days))
    return pl.DataFrame(
        {"dos": days, "stretch": pl.Series([bisect_right(changes, day) for day in days], dtype=pl.UInt32)}
    )


def _policy_days(id: str) -> Iterable[dt.date]:
    found = policy(id)
    yield from found.starts
    if found.end is not None and found.end < dt.date.max:
        yield found.end + dt.timedelta(days=1)
    for dated in (*found.bindings.values(), *policy("core").bindings.values(), found.forms):
        yield from (day for day, _ in dated)


def _moves(payer: str, days: pl.Series) -> set[dt.date]:
    """Days of service on which a state has another contractor than on the day of service before."""
    if "@" not in payer:
        return set()
    ids = [(day, resolve(payer, day)) for day in days]
    return {day for (_, before), (day, id) in pairwise(ids) if id != before}


def _line(row: tuple[str, str, float, str | None]) -> tuple[ClaimLine, Region | None]:
    cpt, modifiers, units, region = row
    return ClaimLine(cpt=cpt, units=units, modifiers=tuple(modifiers.split())), Region(region) if region else None


class _Reader:
    """Reads the different kinds of claims; what several of them share is made once.

    Args:
        payer: policy id.
        known: the lines that shapes name by number.
    """

    def __init__(self, payer: str, known: list[tuple[ClaimLine, Region | None]]) -> None:
        self._payer = payer
        self._known = known
        self._told: dict[tuple[str, bool], tuple[tuple[ClaimLine, ...], tuple[Part, ...]]] = {}

    def alike(self, shape: str, entity: str | None, stretch: int, first: dt.date) -> Alike:
        """One kind of claims."""
        law = version(resolve(self._payer, first), first)
        key = shape, form_of(law, first).get("kx") == "medicare_diag"
        if key not in self._told:
            told = [self._known[int(n)] for n in shape.split()]
            lines = tuple(line for line, _ in told)
            self._told[key] = lines, parts(lines, [region for _, region in told], kx_asked=key[1])
        return Alike(
            self._told[key][0], BillingEntity(entity) if entity else None, stretch, first, law, self._told[key][1]
        )
