"""Claim lines of a warehouse: patients with courses of blocks and ablations over three years, a few faults among them.

python benchmarks/claim_lines.py 1000000 lines.parquet
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator

import polars as pl

_FIRST = dt.date(2023, 1, 1)
_ENTITIES = ("professional", "professional", "professional", "asc", "hospital_outpatient")
_SIDES = ("50", "RT", "LT")
_FAMILIES = (("64493", "64494", "64495"), ("64490", "64491", "64492"), ("64635", "64636", ""), ("64633", "64634", ""))
#: Region as a warehouse may tell it from its own scheduling data; for most lines it does not.
_REGIONS = {"64490": "cervical_thoracic", "64491": "cervical_thoracic", "64633": "cervical_thoracic"}
Row = tuple[str, dt.date, str, str, float, str, str | None]


def rows(count: int, seed: int = 1) -> Iterator[Row]:
    """At least so many lines, patient by patient, the same for the same seed."""
    rng = random.Random(seed)
    made = patient = 0
    while made < count:
        patient += 1
        for row in _patient(f"P{patient:07d}", rng):
            made += 1
            yield row


def _patient(name: str, rng: random.Random) -> Iterator[Row]:
    day = _FIRST + dt.timedelta(days=rng.randint(0, 400))
    region, told = rng.choice((0, 0, 1)), rng.random() < 0.5
    for n in range(rng.choice((1, 2, 3, 3, 4, 6, 9))):
        ablation = n % 3 == 2
        first, second, third = _FAMILIES[region + 2 if ablation else region]
        side = rng.choice(_SIDES)
        kx = " KX" if not ablation and rng.random() < 0.7 else ""
        place = _REGIONS.get(first) if told else None
        entity = rng.choice(_ENTITIES)
        if rng.random() < 0.99:
            yield name, day, first, side + kx, 1.0, entity, place
        if rng.random() < 0.7:
            units = 2.0 if rng.random() < 0.05 else 1.0
            yield name, day, second, side + kx, units, entity, place
        if third and rng.random() < 0.03:
            yield name, day, third, side + kx, 1.0, entity, place
        if rng.random() < 0.04:
            yield name, day, rng.choice(("77003", "99213", "20553", "99152")), "", 1.0, entity, None
        if rng.random() < 0.01:
            yield name, day, second, rng.choice(("59", "51 RT", "76", side)) + kx, 1.0, entity, place
        day += dt.timedelta(days=rng.choice((14, 21, 30, 45, 90, 180, 365)))


def table(count: int, seed: int = 1) -> pl.DataFrame:
    """The lines in an order of their own, so that nothing is sorted beforehand."""
    schema = {
        "patient": pl.String,
        "dos": pl.Date,
        "cpt": pl.String,
        "modifiers": pl.String,
        "units": pl.Float64,
        "billing_entity": pl.String,
        "region": pl.String,
    }
    return pl.DataFrame(rows(count, seed), schema=schema, orient="row").sample(fraction=1, shuffle=True, seed=seed)


if __name__ == "__main__":
    table(int(sys.argv[1])).write_parquet(sys.argv[2])
