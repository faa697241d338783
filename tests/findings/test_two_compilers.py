"""The same rules over the same charts, one at a time and as columns: 100,000 random charts with holes."""

from __future__ import annotations

import collections

import pytest
from random_charts import PAYERS, Maker

from facetproof.findings.case import JudgedCase
from facetproof.findings.evaluate import evaluate, evaluate_columns, statuses
from facetproof.findings.facts import register_all
from facetproof.findings.judge import policy_for
from facetproof.policy.rule import PolicyVersion
from facetproof.sources.chart_json import chart_from

CHUNKS, SIZE = 20, 5_000
#: Each chunk has every fifth payer, so that each payer comes in several chunks and a chunk has few versions.
STEP = 5


def judged(
    seed: int, size: int, payers: list[str] = PAYERS
) -> dict[tuple[str, str], tuple[PolicyVersion, list[JudgedCase]]]:
    """Random cases grouped by the policy version that is in force for them."""
    register_all()
    maker = Maker(seed, payers=payers)
    grouped: dict[tuple[str, str], tuple[PolicyVersion, list[JudgedCase]]] = {}
    for _ in range(size):
        chart, _warnings = chart_from(maker.chart(), where="random")
        assert chart.session is not None
        policy = policy_for(chart, chart.session.dos)
        key = (policy.id, str(policy.start))
        grouped.setdefault(key, (policy, []))[1].append(JudgedCase(chart, policy.form))
    return grouped


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_one_chart_and_many_columns_give_the_same_findings(chunk: int) -> None:
    total = 0
    for policy, cases in judged(seed=chunk, size=SIZE, payers=PAYERS[chunk % STEP :: STEP]).values():
        table = evaluate_columns(cases, policy.rules)
        for case, row in zip(cases, table.iter_rows(named=True), strict=True):
            one = {code: status.value for code, status in statuses(case, policy.rules).items()}
            many = {code: status for code, status in row.items() if status is not None}
            assert one == many, (policy.id, policy.start)
            total += 1
        told = {finding.rule: finding.status.value for finding in evaluate(cases[0], policy.rules)}
        assert told == {code: status for code, status in table.row(0, named=True).items() if status is not None}
    assert total == SIZE


def test_the_random_charts_reach_every_answer_of_most_rules() -> None:
    """A property test over charts that never reach a rule would prove nothing."""
    seen: dict[str, set[str]] = collections.defaultdict(set)
    asked: set[str] = set()
    for policy, cases in judged(seed=99, size=3_000).values():
        asked |= {rule.code for rule in policy.rules}
        for case in cases:
            for rule, status in statuses(case, policy.rules).items():
                seen[rule].add(status)
    assert len(seen) >= 0.8 * len(asked), sorted(asked - set(seen))
    assert sum(len(found) >= 2 for found in seen.values()) >= 0.6 * len(asked)


def test_order_and_splitting_do_not_change_a_finding() -> None:
    for policy, cases in judged(seed=7, size=600).values():
        whole = evaluate_columns(cases, policy.rules).rows()
        backwards = evaluate_columns(cases[::-1], policy.rules).rows()
        assert backwards[::-1] == whole
        half = len(cases) // 2
        parts = [part for part in (cases[:half], cases[half:]) if part]
        assert [row for part in parts for row in evaluate_columns(part, policy.rules).rows()] == whole
