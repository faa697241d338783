"""A whole table of claim lines against one policy, on this computer: the same rules as for one chart.

What a claim tells by its lines alone is judged once for all claims that are alike; what depends on the patient's other
claims is counted over the sorted table and judged as columns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from facetproof.engines.claims import Alike, Claims, claims_of
from facetproof.engines.history import Asked, Ledger, known
from facetproof.findings.claimed import RULES, ClaimCase, chart_of
from facetproof.findings.evaluate import FactTable, evaluate, evaluate_table, facts_read, standings
from facetproof.findings.facts import register_all
from facetproof.findings.judge import form_of
from facetproof.model.finding import Status
from facetproof.policy.language import FactRef
from facetproof.policy.rule import PolicyVersion, Rule

_HISTORY = "FQ"
_CLAIM = ("patient", "dos", "billing_entity")
_COLUMNS = (*_CLAIM, "kind", "rule", "status", "observed", "consequence", "version")
#: Rule, status, what the lines show, consequence.
_Answer = tuple[str, str, str | None, str]


class Swept(NamedTuple):
    """What a sweep found.

    Attributes:
        findings: one row a finding, in the order of the rules, then of the claims.
        counts: `rule`, `met`, `not_met`, `not_documented`, the claims with each answer.
        claims: claims that bill a facet code.
        patients: patients with such a claim.
    """

    findings: pl.DataFrame
    counts: pl.DataFrame
    claims: int
    patients: int


def sweep(lines: pl.DataFrame, payer: str, *, known_from: dt.date | None = None, everything: bool = False) -> Swept:
    """Judges every claim of a table.

    Args:
        lines: as `sources.claim_table` gives them.
        payer: policy id, or `medicare@TX`.
        known_from: day from which the table holds all facet claims of its patients; None: not known, so that no
            ceiling is proven, though one may be broken.
        everything: keep findings that are met, too.

    Raises:
        PolicyError: no such payer, or its limits cannot be counted from claims.
    """
    register_all()
    claims = claims_of(lines, payer)
    found = [*_by_lines(claims), *_by_history(claims, known_from)]
    findings = pl.concat(found, how="vertical") if found else _none()
    counts = _counts(findings)
    if not everything:
        findings = findings.filter(pl.col("status") != Status.MET.value)
    patients = claims.table["patient"].n_unique()
    return Swept(findings.sort("rule", maintain_order=True), counts, claims.table.height, patients)


def _by_lines(claims: Claims) -> list[pl.DataFrame]:
    """Rules that look at the lines of one claim: judged once for claims that are alike."""
    judged_once: dict[tuple[object, ...], tuple[_Answer, ...]] = {}
    rows = []
    for n, one in enumerate(claims.alike):
        if one.parts:
            key = (one.lines, one.entity, one.stretch, one.policy.id)
            if key not in judged_once:
                judged_once[key] = tuple(_answers(one))
            rows += [(n, *answer) for answer in judged_once[key]]
    schema = {
        "alike": pl.UInt32,
        "rule": pl.String,
        "status": pl.String,
        "observed": pl.String,
        "consequence": pl.String,
    }
    judged = pl.DataFrame(rows, schema=schema, orient="row")
    table = claims.table.join(_versions(claims.alike), on="alike", maintain_order="left")
    found = []
    for rule in judged["rule"].unique().sort():
        mine = judged.filter(pl.col("rule") == rule)
        answer = table.join(mine, on="alike", maintain_order="left")
        found.append(answer.with_columns(kind=pl.lit(None, dtype=pl.String)).select(_COLUMNS))
    return found


def _answers(one: Alike) -> Iterator[_Answer]:
    case, rules = _case(one), _rules(one.policy, history=False)
    answers = list(standings(FactTable(case), rules))
    faulty = [rule for rule, status in answers if status is not Status.MET]
    observed = {finding.rule: _words(finding.observed) for finding in evaluate(case, faulty)}
    for rule, status in answers:
        yield rule.code, status.value, observed.get(rule.code), str(rule.consequence)


def _by_history(claims: Claims, known_from: dt.date | None) -> list[pl.DataFrame]:
    """Rules that count the patient's sessions: facts over the sorted table, then the rules as columns."""
    told = [(n, part) for n, one in enumerate(claims.alike) for part in one.parts]
    parts = [part for _, part in told]
    links = pl.DataFrame(
        [(n, m, part.kind) for m, (n, part) in enumerate(told)],
        schema={"alike": pl.UInt32, "part": pl.UInt32, "kind": pl.String},
        orient="row",
    ).join(_versions(claims.alike), on="alike")
    patients = claims.table["patient"].cast(pl.Categorical).to_physical()
    numbered = claims.table.with_row_index("claim").with_columns(number=patients)
    rows = numbered.join(links, on="alike", maintain_order="left").with_row_index("row")
    sessions = rows.select("row", "part", "law", "kind", patient="number", day="dos")
    ledger = Ledger(sessions, parts)
    policies = {_law(one.policy): one.policy for one in claims.alike}
    return [
        answer
        for law, policy in policies.items()
        for answer in _under(policy, sessions.filter(pl.col("law") == law), ledger, rows, known_from)
    ]


def _under(
    policy: PolicyVersion, sessions: pl.DataFrame, ledger: Ledger, rows: pl.DataFrame, known_from: dt.date | None
) -> list[pl.DataFrame]:
    rules = _rules(policy, history=True)
    if not rules or sessions.is_empty():
        return []
    table = sessions
    for ref in facts_read(rules):
        table = _with_fact(table, ref, ledger, known_from)
    statuses = evaluate_table(table, rules)
    found = []
    for rule in rules:
        counts = next(ref for ref in facts_read([rule]) if ref.name == "history.sessions")
        low, high = (pl.col(f"{counts.key}|{end}").cast(pl.Int32) for end in ("low", "high"))
        answer = pl.DataFrame([table["row"], statuses[rule.code].alias("status")]).with_columns(
            table.select(
                observed=pl.when(low == high).then(low.cast(pl.String)).otherwise(pl.format("{} to {}", low, high))
            )
        )
        answer = answer.filter(pl.col("status").is_not_null())
        joined = answer.join(rows, on="row", maintain_order="left")
        found.append(
            joined.with_columns(rule=pl.lit(rule.code), consequence=pl.lit(str(rule.consequence))).select(_COLUMNS)
        )
    return found


def _with_fact(table: pl.DataFrame, ref: FactRef, ledger: Ledger, known_from: dt.date | None) -> pl.DataFrame:
    """The table with the columns of one fact, this session included in what is counted."""
    if ref.name == "session.kind":
        return table.with_columns(pl.col("kind").alias(ref.key))
    if ref.name == "history.covers":
        given = dict(ref.params)
        covers = known(table, str(given["window"]), str(given.get("edge", "excluded")), known_from)
        return table.with_columns(covers.alias(ref.key))
    if ref.name != "history.sessions":
        raise KeyError(f"no column of the fact {ref.name}")
    counted = ledger.count(Asked.of(ref), table.select("row", "patient", "day", "part"))
    low, high = ((pl.col(end) + 1).cast(pl.Float64).alias(f"{ref.key}|{end}") for end in ("low", "high"))
    return table.join(counted.select("row", low, high), on="row", how="left", maintain_order="left")


def _rules(policy: PolicyVersion, *, history: bool) -> list[Rule]:
    return [rule for rule in policy.rules if rule.code in RULES and (rule.criterion.family == _HISTORY) is history]


def _case(one: Alike) -> ClaimCase:
    return ClaimCase(chart_of(one.lines, one.dos, one.entity), form_of(one.policy, one.dos), one.parts[0])


def _versions(alike: Sequence[Alike]) -> pl.DataFrame:
    starts = [_start(one.policy) for one in alike]
    return pl.DataFrame(
        {
            "alike": pl.int_range(len(alike), dtype=pl.UInt32, eager=True),
            "version": pl.Series(starts, dtype=pl.String),
            "law": pl.Series([_law(one.policy) for one in alike], dtype=pl.String),
        }
    )


def _start(policy: PolicyVersion) -> str | None:
    return policy.start.isoformat() if policy.start else None


def _law(policy: PolicyVersion) -> str:
    return f"{policy.id} {_start(policy)}"


def _words(observed: object) -> str | None:
    if observed is None or observed == []:
        return None
    return "; ".join(map(str, observed)) if isinstance(observed, (list, tuple)) else str(observed)


def _counts(findings: pl.DataFrame) -> pl.DataFrame:
    return (
        findings.group_by("rule")
        .agg((pl.col("status") == status.value).sum().cast(pl.Int64).alias(status.value) for status in Status)
        .sort("rule")
    )


def _none() -> pl.DataFrame:
    types = dict.fromkeys(_COLUMNS, pl.String())
    return pl.DataFrame(schema={**types, "dos": pl.Date()})
