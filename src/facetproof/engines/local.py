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


class _Found(NamedTuple):
    """Frames of findings, and of `rule`, `status`, `claims`."""

    findings: list[pl.DataFrame]
    counts: list[pl.DataFrame]


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
    kept = list(Status) if everything else [status for status in Status if status is not Status.MET]
    by_lines, by_history = _by_lines(claims, kept), _by_history(claims, known_from, kept)
    found = [*by_lines.findings, *by_history.findings]
    findings = pl.concat(found, how="vertical") if found else _none()
    patients = claims.table["patient"].n_unique()
    counts = _summed([*by_lines.counts, *by_history.counts])
    return Swept(findings.sort("rule", maintain_order=True), counts, claims.table.height, patients)


def _by_lines(claims: Claims, kept: Sequence[Status]) -> _Found:
    """Rules that look at the lines of one claim: judged once for claims that are alike."""
    judged_once: dict[tuple[object, ...], tuple[_Answer, ...]] = {}
    policies = {_law(one.policy): one.policy for one in claims.alike}
    rules = {law: _rules(policy, history=False) for law, policy in policies.items()}
    rows = []
    for n, one in enumerate(claims.alike):
        if one.parts:
            key = (one.lines, one.entity, one.stretch, one.policy.id)
            if key not in judged_once:
                judged_once[key] = tuple(_answers(one, rules[_law(one.policy)]))
            rows += [(n, *answer) for answer in judged_once[key]]
    schema = {
        "alike": pl.UInt32,
        "rule": pl.String,
        "status": pl.String,
        "observed": pl.String,
        "consequence": pl.String,
    }
    judged = pl.DataFrame(rows, schema=schema, orient="row")
    weights = claims.table.group_by("alike").len("claims")
    counts = judged.join(weights, on="alike").group_by("rule", "status").agg(pl.col("claims").sum().cast(pl.Int64))
    judged = judged.filter(_is_kept(kept)).join(_versions(claims.alike), on="alike")
    found = []
    for rule in judged["rule"].unique().sort():
        answer = claims.table.join(judged.filter(pl.col("rule") == rule), on="alike", maintain_order="left")
        found.append(answer.with_columns(kind=pl.lit(None, dtype=pl.String)).select(_COLUMNS))
    return _Found(found, [counts])


def _answers(one: Alike, rules: Sequence[Rule]) -> Iterator[_Answer]:
    case = _case(one)
    answers = list(standings(FactTable(case), rules))
    faulty = [rule for rule, status in answers if status is not Status.MET]
    observed = {finding.rule: _words(finding.observed) for finding in evaluate(case, faulty)}
    for rule, status in answers:
        yield rule.code, status.value, observed.get(rule.code), str(rule.consequence)


def _by_history(claims: Claims, known_from: dt.date | None, kept: Sequence[Status]) -> _Found:
    """Rules that count the patient's sessions: facts over the sorted table, then the rules as columns."""
    parts = {id(part): part for one in claims.alike for part in one.parts}
    numbers = {name: n for n, name in enumerate(parts)}
    links = pl.DataFrame(
        [(n, numbers[id(part)], part.kind) for n, one in enumerate(claims.alike) for part in one.parts],
        schema={"alike": pl.UInt32, "part": pl.UInt32, "kind": pl.String},
        orient="row",
    ).join(_versions(claims.alike), on="alike")
    patients = claims.table["patient"].cast(pl.Categorical).to_physical()
    numbered = claims.table.with_columns(number=patients)
    rows = numbered.join(links, on="alike", maintain_order="left").with_row_index("row")
    sessions = rows.select("row", "part", "law", "kind", "billing_entity", patient="number", day="dos")
    ledger = Ledger(sessions, list(parts.values()))
    found = _Found([], [])
    for law, policy in {_law(one.policy): one.policy for one in claims.alike}.items():
        _under(policy, sessions.filter(pl.col("law") == law), ledger, rows, known_from, kept, found)
    return found


def _under(
    policy: PolicyVersion,
    table: pl.DataFrame,
    ledger: Ledger,
    rows: pl.DataFrame,
    known_from: dt.date | None,
    kept: Sequence[Status],
    found: _Found,
) -> None:
    """Adds what the rules of one policy version find about its sessions."""
    rules = _rules(policy, history=True)
    if not rules or table.is_empty():
        return
    for ref in facts_read(rules):
        table = _with_fact(table, ref, ledger, known_from)
    statuses = evaluate_table(table, rules)
    for rule in rules:
        counted = next(ref for ref in facts_read([rule]) if ref.name == "history.sessions")
        low, high = (pl.col(f"{counted.key}|{end}").cast(pl.Int32) for end in ("low", "high"))
        one = pl.when(low == high).then(low.cast(pl.String)).otherwise(pl.format("{} to {}", low, high))
        about = {"rule": pl.lit(rule.code), "consequence": pl.lit(str(rule.consequence))}
        answer = table.select("row", one.alias("observed"), statuses[rule.code].alias("status"), **about)
        answer = answer.filter(pl.col("status").is_not_null())
        found.counts.append(answer.group_by("rule", "status").agg(pl.len().cast(pl.Int64).alias("claims")))
        answer = answer.filter(_is_kept(kept))
        found.findings.append(answer.join(rows, on="row", maintain_order="left").select(_COLUMNS))


def _with_fact(table: pl.DataFrame, ref: FactRef, ledger: Ledger, known_from: dt.date | None) -> pl.DataFrame:
    """The table with the columns of one fact, this session included in what is counted."""
    if ref.name == "session.kind":
        return table.with_columns(pl.col("kind").alias(ref.key))
    if ref.name == "session.billing_entity":
        return table.with_columns(pl.col("billing_entity").alias(ref.key))
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


def _is_kept(kept: Sequence[Status]) -> pl.Expr:
    return pl.col("status").is_in([status.value for status in kept])


def _summed(counts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """One row a rule, one column a status."""
    names = [status.value for status in Status]
    if not counts:
        return pl.DataFrame(schema={"rule": pl.String(), **dict.fromkeys(names, pl.Int64())})
    claims = (pl.col("claims").filter(pl.col("status") == name).sum().alias(name) for name in names)
    return pl.concat(counts).group_by("rule").agg(claims).sort("rule")


def _none() -> pl.DataFrame:
    types = dict.fromkeys(_COLUMNS, pl.String())
    return pl.DataFrame(schema={**types, "dos": pl.Date()})
