"""A table of claims judged as a whole and claim by claim: the same findings."""

from __future__ import annotations

import collections
import datetime as dt
from typing import NamedTuple

import polars as pl
import pytest
from random_lines import lines

from facetproof.engines.local import sweep
from facetproof.facts.history import Entry
from facetproof.findings.claimed import RULES, ClaimCase, Part, chart_of, parts
from facetproof.findings.evaluate import evaluate
from facetproof.findings.facts import register_all
from facetproof.findings.judge import form_of
from facetproof.model.chart import BillingEntity
from facetproof.model.claim import ClaimLine
from facetproof.model.spine import Region
from facetproof.policy.find import version

Key = tuple[str, dt.date, str | None]


class Billed(NamedTuple):
    """One claim as the plain way reads it."""

    lines: list[ClaimLine]
    parts: tuple[Part, ...]


def claims(table: pl.DataFrame, payer: str) -> dict[Key, Billed]:
    """Claims by patient, day and biller, in Python alone."""
    rows: dict[Key, list[dict[str, object]]] = collections.defaultdict(list)
    for row in table.iter_rows(named=True):
        rows[row["patient"], row["dos"], row["billing_entity"]].append(row)
    found: dict[Key, Billed] = {}
    for key, group in rows.items():
        billed = [
            ClaimLine(cpt=str(r["cpt"]), units=float(str(r["units"])), modifiers=tuple(str(r["modifiers"]).split()))
            for r in group
        ]
        regions = [Region(str(r["region"])) if r["region"] else None for r in group]
        law = version(payer, key[1])
        kx = form_of(law, key[1]).get("kx") == "medicare_diag"
        found[key] = Billed(billed, parts(billed, regions, kx_asked=kx))
    return found


def one_by_one(table: pl.DataFrame, payer: str, known_from: dt.date | None) -> collections.Counter[tuple[object, ...]]:
    """Every finding as the rules give it for one claim and one part at a time."""
    register_all()
    billed = claims(table, payer)
    histories: dict[str, list[Entry]] = collections.defaultdict(list)
    for (patient, day, _), claim in billed.items():
        histories[patient] += [part.entry(day, "history") for part in claim.parts]
    found: collections.Counter[tuple[object, ...]] = collections.Counter()
    for (patient, day, entity), claim in billed.items():
        law = version(payer, day)
        chart = chart_of(claim.lines, day, BillingEntity(entity) if entity else None, known_from=known_from)
        for n, part in enumerate(claim.parts):
            case = ClaimCase(chart, form_of(law, day), part, histories[patient])
            asked = [r for r in law.rules if r.code in RULES and (r.criterion.family == "FQ" or n == 0)]
            for finding in evaluate(case, asked):
                found[patient, day, entity, finding.rule, finding.status.value] += 1
    return found


def whole(table: pl.DataFrame, payer: str, known_from: dt.date | None) -> collections.Counter[tuple[object, ...]]:
    found = sweep(table, payer, known_from=known_from, everything=True).findings
    return collections.Counter(found.select("patient", "dos", "billing_entity", "rule", "status").iter_rows())


@pytest.mark.parametrize("payer", ["medicare:ngs", "medicare:novitas", "medicare", "anthem", "uhc", "cpt"])
@pytest.mark.parametrize("known_from", [None, dt.date(2024, 1, 15)], ids=["unknown", "known"])
def test_a_table_is_judged_as_each_claim_by_itself(payer: str, known_from: dt.date | None) -> None:
    for seed in range(2):
        table = lines(seed, patients=20, claims=300)
        assert whole(table, payer, known_from) == one_by_one(table, payer, known_from)


def test_the_random_lines_reach_every_answer_of_the_rules() -> None:
    found = sweep(lines(7, patients=40, claims=2_500), "medicare:ngs", known_from=dt.date(2023, 1, 1)).counts
    rows = {row["rule"]: row for row in found.iter_rows(named=True)}
    assert set(rows) == set(RULES)
    assert all(row["met"] and row["not_met"] for row in rows.values()), rows
    assert all(rows[code]["not_documented"] for code in ("FQ01", "FQ02", "FQ03"))


def test_a_state_is_judged_by_its_contractor_of_the_day() -> None:
    table = lines(11, patients=20, claims=300)
    told = [
        sweep(table, payer, everything=True).findings.drop("version") for payer in ("medicare@TX", "medicare:novitas")
    ]
    assert told[0].equals(told[1])


def test_the_order_of_other_claims_changes_nothing() -> None:
    table = lines(3, patients=25, claims=400).with_row_index("n")
    turned = table.sort(pl.col("patient"), "n", descending=[True, False])
    told = [whole(each.drop("n"), "medicare:ngs", None) for each in (table, turned)]
    assert told[0] == told[1]
