"""A chart under the law of another day, and under every policy at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from random_charts import Maker

from facetproof.findings.judge import audit
from facetproof.findings.matrix import matrix
from facetproof.model.chart import Chart
from facetproof.model.finding import Status, Verdict
from facetproof.outputs.matrix import render_matrix
from facetproof.policy.find import policy_ids
from facetproof.sources.chart_json import chart_from

TODAY = dt.date(2026, 11, 24)


def chart(**changes: Any) -> Chart:
    """A diagnostic block of three joint levels on one side, before the third was no longer covered."""
    session = {
        "dos": "2023-05-10",
        "billing_entity": "professional",
        "technique": "medial_branch_block",
        "intent": "diagnostic",
        "guidance": "fluoroscopy",
        "sedation": "none",
        "targets": [{"side": "right", "joints": ["L3-4", "L4-5", "L5-S1"]}],
        "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
        **changes,
    }
    return chart_from({"id": "c1", "payer": "medicare:ngs", "session": session}, where="test")[0]


def test_a_chart_is_judged_by_the_policy_of_another_day() -> None:
    own = audit(chart())
    later = audit(chart(), as_of=TODAY)
    assert own.version < later.version  # type: ignore[operator]
    assert any("2026-11-24" in warning for warning in later.warnings)
    assert not any("Judged by the policy of" in warning for warning in own.warnings)


def test_the_day_of_service_itself_is_no_other_day() -> None:
    assert audit(chart(), as_of=dt.date(2023, 5, 10)) == audit(chart())


def test_a_day_before_every_policy_leaves_the_neutral_rules() -> None:
    found = audit(chart(), as_of=dt.date(1999, 1, 1))
    assert found.version is None
    assert any("on 1999-01-01" in warning for warning in found.warnings)


def test_an_undated_chart_is_judged_by_the_day_asked_for() -> None:
    found = audit(chart(dos=None), as_of=dt.date(2022, 1, 3))
    assert found.version == audit(chart(), as_of=dt.date(2022, 1, 3)).version
    assert not any("not documented" in warning for warning in found.warnings)


@pytest.mark.parametrize("seed", range(8))
def test_every_row_is_what_an_audit_of_that_policy_says(seed: int) -> None:
    one = chart_from(Maker(seed=seed).chart(), where="test")[0]
    for as_of in (None, dt.date(2022, 2, 2)):
        found = matrix(one, as_of=as_of)
        assert [row.policy for row in found.policies] == policy_ids()
        for row in found.policies:
            alone = audit(msgspec.structs.replace(one, payer=row.policy), as_of=as_of)
            assert row.determination is alone.determination
            assert row.version == alone.version
            assert row.statuses == {finding.rule: finding.status for finding in alone.findings}
            assert set(row.warnings) == {f.rule for f in alone.findings if f.consequence == "warning"}


def test_a_note_of_something_else_is_not_applicable_everywhere() -> None:
    found = matrix(chart(technique="not_facet"))
    assert {row.determination for row in found.policies} == {Verdict.NOT_APPLICABLE}


def test_a_chart_without_a_day_is_told() -> None:
    found = matrix(chart(dos=None), payers=["medicare:ngs"])
    assert found.warnings
    assert found.day == dt.date.today().isoformat()


def test_the_text_has_a_line_a_policy_with_the_rules_in_the_way() -> None:
    found = matrix(chart(), payers=["medicare:ngs", "cpt"], as_of=TODAY)
    ngs = found.policies[0]
    text = render_matrix(found, width=110, color=False)
    for code, status in ngs.statuses.items():
        assert (code in text) is (status is not Status.MET)
    assert "(IM02)" in text
    assert "2026-11-24" in text
    assert "\033" not in text
