"""Random claim lines with the faults that the rules look for, and days on both sides of every change that matters."""

from __future__ import annotations

import datetime as dt
import random

import polars as pl

CODES = ["64490", "64491", "64492", "64493", "64493", "64494", "64495", "64633", "64634", "64635", "64635", "64636"]
OTHERS = ["77003", "76942", "20553", "99213", "99152", "99155", "62323", "64451", "64625", "J1030", "64622", "0216T"]
MODIFIERS = [
    "",
    "",
    "KX",
    "KX",
    "50",
    "50 KX",
    "RT",
    "LT KX",
    "RT 59",
    "51",
    "RT LT",
    "50 RT",
    "25",
    "76",
    "GA",
    "ZZ",
    "X",
]
TURNS = [dt.date(2021, 4, 25), dt.date(2024, 7, 1), dt.date(2024, 7, 7), dt.date(2024, 10, 1), dt.date(2025, 1, 1)]


def lines(seed: int, patients: int, claims: int) -> pl.DataFrame:
    """So many claims of so many patients, one to five lines each, in the order of a warehouse: none."""
    rng = random.Random(seed)
    rows: list[tuple[str, dt.date, str, str, float, str | None, str | None]] = []
    days: dict[str, list[dt.date]] = {}
    for _ in range(claims):
        patient = f"P{rng.randrange(patients):05d}"
        dos = _day(rng, days.setdefault(patient, []))
        entity = rng.choice(["professional", "professional", "asc", "hospital_outpatient", None])
        codes = [rng.choice(CODES), *(rng.choice(CODES + OTHERS) for _ in range(rng.choice([0, 0, 1, 1, 2, 4])))]
        kx = rng.choice(["", " KX", " KX", None])
        for code in codes:
            own = rng.choice(MODIFIERS)
            modifiers = own if kx is None else own.replace(" KX", "").replace("KX", "") + kx
            region = rng.choice(
                [None, None, None, "lumbar_sacral" if code in ("64493", "64635") else "cervical_thoracic"]
            )
            rows.append((patient, dos, code, modifiers.strip(), rng.choice([1.0, 1.0, 1.0, 2.0, 5.0]), entity, region))
    schema = {
        "patient": pl.String,
        "dos": pl.Date,
        "cpt": pl.String,
        "modifiers": pl.String,
        "units": pl.Float64,
        "billing_entity": pl.String,
        "region": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row").sample(fraction=1, shuffle=True, seed=seed)


def _day(rng: random.Random, before: list[dt.date]) -> dt.date:
    turn = rng.choice(TURNS) + dt.timedelta(days=rng.randint(-2, 2))
    anywhere = dt.date(2023, 6, 1) + dt.timedelta(days=rng.randint(0, 900))
    day = rng.choice([turn, anywhere, anywhere])
    if before and rng.random() < 0.4:
        last = rng.choice(before)
        # a year apart to the day, or nearly; 29 February has no such day
        if (last.month, last.day) != (2, 29) and last.year < 2026:
            day = last.replace(year=last.year + 1) + dt.timedelta(days=rng.randint(-1, 1))
        if rng.random() < 0.3:
            day = last
    before.append(day)
    return day
