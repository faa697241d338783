"""Sessions in a window for many claims at once: the counting of `facts.counting` over claims in order of time.

Every earlier session of a claim has its day, so that a count is the difference of two running totals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from facetproof.errors import PolicyError
from facetproof.facts.windows import Window, covered, window
from facetproof.findings.claimed import Part
from facetproof.model.spine import Region
from facetproof.policy.language import FactRef

#: One patient, one place: so many days of their own, from 0001 on.
_DAYS = 4_000_000
_EPOCH = dt.date.min
_ANYWHERE = "patient"


class Asked(NamedTuple):
    """What one fact asks to be counted."""

    kinds: frozenset[str]
    per: str
    thoracolumbar: str
    window: str
    edge: str

    @classmethod
    def of(cls, ref: FactRef) -> Asked:
        """The parameters of a `history.sessions` fact.

        Raises:
            PolicyError: it counts by joint level, which claims do not tell.
        """
        given = dict(ref.params)
        per = str(given["per"])
        if per not in ("region", "patient"):
            raise PolicyError(
                "sweep-per-level",
                f"This policy counts sessions by {per}, and claims do not tell the joints",
                todo="Sweep with a policy that counts by region, or judge charts with `facetproof audit`.",
            )
        kinds = given["kinds"]
        assert isinstance(kinds, tuple)  # noqa: S101  - as the fact is declared
        return cls(
            frozenset(str(kind) for kind in kinds),
            per,
            str(given.get("thoracolumbar", "one_lumbar_session")),
            str(given["window"]),
            str(given.get("edge", "excluded")),
        )


class Ledger:
    """All sessions of a table of claims, ready to be counted.

    Args:
        sessions: `patient` (any whole number), `day` (date), `part` (index into `parts`), one row a part of a claim.
        parts: what the sessions tell.
    """

    def __init__(self, sessions: pl.DataFrame, parts: Sequence[Part]) -> None:
        self._sessions = sessions
        self._parts = parts
        self._totals: dict[tuple[frozenset[str], str, str], tuple[pl.Series, pl.Series, pl.Series]] = {}

    def count(self, asked: Asked, rows: pl.DataFrame) -> pl.DataFrame:
        """Earlier sessions that count together with each of these rows: `row`, `low`, `high`.

        Args:
            asked: what is counted.
            rows: `row`, `patient`, `day`, `part` as in `sessions`.
        """
        ids, certain, possible = self._running(asked)
        spans = _spans(rows["day"], asked)
        here = rows.join(_places(self._parts, asked), on="part").join(spans, on="day")
        start = _id(here, "day")
        before = ids.search_sorted(start, side="left")
        from_first = ids.search_sorted(_id(here, "earliest"), side="left")
        from_last = ids.search_sorted(_id(here, "latest"), side="left")
        sure = pl.max_horizontal(pl.lit(certain.gather(before)) - pl.lit(certain.gather(from_last)), 0)
        counted = here.with_columns(
            low=sure, high=pl.lit(possible.gather(before)) - pl.lit(possible.gather(from_first))
        )
        return counted.group_by("row").agg(
            pl.when(pl.col("sure").any())
            .then(pl.col("low").filter(pl.col("sure")).max())
            .otherwise(pl.col("low").min())
            .alias("low"),
            pl.col("high").max(),
        )

    def _running(self, asked: Asked) -> tuple[pl.Series, pl.Series, pl.Series]:
        """Days by patient and place in order, with the certain and the possible sessions before each of them."""
        key = (asked.kinds, asked.per, asked.thoracolumbar)
        if key not in self._totals:
            told = _places(self._parts, asked, kinds=asked.kinds)
            found = self._sessions.join(told, on="part")
            days = found.select(_id_of("day").alias("id"), "sure").group_by("id").agg(pl.col("sure").any()).sort("id")
            certain = _before(days["sure"].cast(pl.Int32))
            possible = pl.int_range(0, days.height + 1, dtype=pl.Int32, eager=True)
            self._totals[key] = days["id"], certain, possible
        return self._totals[key]


def known(rows: pl.DataFrame, name: str, edge: str, known_from: dt.date | None) -> pl.Series:
    """Whether a history complete from `known_from` on covers the window of each row's `day`; null where not known."""
    days = rows["day"].unique()
    found = [covered(window(name, day, edge=edge), known_from) or None for day in days]
    table = pl.DataFrame({"day": days, "covered": pl.Series(found, dtype=pl.Boolean)})
    return rows.join(table, on="day", how="left", maintain_order="left")["covered"]


def _places(parts: Sequence[Part], asked: Asked, kinds: frozenset[str] | None = None) -> pl.DataFrame:
    """The places of each part, and whether it surely is one; of sessions that count, where `kinds` are given."""
    found: list[tuple[int, int, bool]] = []
    for n, part in enumerate(parts):
        if kinds is not None and not part.kinds & kinds:
            continue
        fits = kinds is None or part.kinds <= kinds
        if asked.per == _ANYWHERE:
            found.append((n, 0, fits))
            continue
        certain, possible = part.joints.regions(thoracolumbar=asked.thoracolumbar)
        found += [(n, place, fits and region in certain) for place, region in enumerate(Region) if region in possible]
    schema = {"part": pl.UInt32, "place": pl.Int64, "sure": pl.Boolean}
    return pl.DataFrame(found, schema=schema, orient="row")


def _spans(days: pl.Series, asked: Asked) -> pl.DataFrame:
    found: dict[dt.date, Window] = {day: window(asked.window, day, edge=asked.edge) for day in days.unique()}
    return pl.DataFrame(
        {
            "day": list(found),
            "earliest": [span.earliest for span in found.values()],
            "latest": [span.latest for span in found.values()],
        },
        schema={"day": pl.Date, "earliest": pl.Date, "latest": pl.Date},
    )


def _id_of(day: str) -> pl.Expr:
    number = pl.col(day).cast(pl.Int32).cast(pl.Int64) + (dt.date(1970, 1, 1) - _EPOCH).days
    return (pl.col("patient").cast(pl.Int64) * len(Region) + pl.col("place")) * _DAYS + number


def _id(rows: pl.DataFrame, day: str) -> pl.Series:
    return rows.select(_id_of(day)).to_series()


def _before(counts: pl.Series) -> pl.Series:
    return pl.concat([pl.Series([0], dtype=pl.Int32), counts.cum_sum().cast(pl.Int32)])
