"""Every value of the library traces to a document, a version and a place; what needs another look is told."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from facetproof.outputs.numbers import Checked, check_json, numbers_csv, numbers_json, render_check, render_numbers
from facetproof.policy.find import CORE, policy, policy_ids, version
from facetproof.policy.numbers import Bound, bound_values, totals, work_list

TODAY = dt.date(2026, 11, 24)
ALL = list(bound_values([CORE, *policy_ids()]))
NGS = [bound for bound in ALL if bound.policy == "medicare:ngs"]


def test_the_front_page_tells_no_more_than_there_is() -> None:
    text = " ".join((Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").split())
    told = re.search(r"At least (\d+) values, (\d+) of them numbers, out of (\d+) documents", text)
    assert told
    whole = totals(ALL)
    for said, found in zip(map(int, told.groups()), (whole.values, whole.numbers, whole.documents), strict=True):
        assert 0.8 * found <= said <= found


def one(**changes: object) -> Bound:
    found = next(bound for bound in NGS if bound.rule == "NC01" and bound.confidence == "primary")
    return replace(found, **changes)  # type: ignore[arg-type]


def test_every_value_has_a_document_a_place_and_a_confidence() -> None:
    for bound in ALL:
        assert bound.document
        assert bound.where
        assert bound.confidence
        assert bound.home


def test_a_value_that_holds_is_the_one_the_rule_judges_by() -> None:
    day = dt.date(2025, 6, 1)
    for rule in version("medicare:ngs", day).rules:
        for name, value in rule.values.items():
            if isinstance(value, (int, float, str)):
                found = [
                    bound.value
                    for bound in (*NGS, *(bound for bound in ALL if bound.policy == CORE))
                    if (bound.rule, bound.parameter) == (rule.code, name)
                    and (bound.since is None or bound.since <= day)
                    and (bound.until is None or bound.until >= day)
                ]
                assert found == [value]


@pytest.mark.parametrize("id", policy_ids())
def test_no_value_is_told_of_a_time_without_a_version(id: str) -> None:
    first = policy(id).starts[0]
    assert all(bound.since is None or bound.since >= first for bound in ALL if bound.policy == id)
    assert all(bound.until is None or bound.until >= first for bound in ALL if bound.policy == id)


def test_totals_count_numbers_documents_and_confidences() -> None:
    found = totals([one(), one(policy="x"), one(kind="list", value=["a"], confidence="recalled")])
    assert (found.policies, found.values, found.numbers, found.written) == (2, 3, 2, 2)
    assert found.by_confidence == {"primary": 2, "recalled": 1}
    whole = totals(ALL)
    assert whole.values == len(ALL) == sum(whole.by_confidence.values())


@pytest.mark.parametrize(
    ("bound", "stale"),
    [
        (one(checked=TODAY), None),
        (one(checked=TODAY - dt.timedelta(days=90)), None),
        (one(checked=TODAY - dt.timedelta(days=91)), True),
        (one(checked=TODAY, confidence="secondary"), False),
        (one(checked=TODAY - dt.timedelta(days=91), confidence="secondary"), True),
    ],
)
def test_old_values_and_those_not_read_at_the_source_are_work(bound: Bound, stale: bool | None) -> None:
    tasks = work_list([bound], today=TODAY)
    assert [task.stale for task in tasks] == ([] if stale is None else [stale])


def test_the_stale_come_first_then_the_least_sure() -> None:
    old = TODAY - dt.timedelta(days=200)
    tasks = work_list(
        [
            one(confidence="shared", document="a"),
            one(confidence="recalled", document="b"),
            one(checked=old, document="c"),
        ],
        today=TODAY,
    )
    assert [task.document for task in tasks] == ["c", "b", "a"]
    assert tasks[0].age == 200


def test_clauses_of_one_document_are_one_task() -> None:
    tasks = work_list(
        [one(confidence="shared", where="x"), one(confidence="shared", where="y", policy="p")], today=TODAY
    )
    assert [[clause.where for clause in task.clauses] for task in tasks] == [["x", "y"]]


def test_the_table_says_every_value_of_a_policy() -> None:
    text = render_numbers(NGS, totals(NGS), width=100, color=False)
    assert "min months 3" in " ".join(text.split())
    assert "TOTALS" in text
    assert f"{len(NGS)} values" in " ".join(text.split())


def test_csv_and_json_hold_every_value() -> None:
    rows = list(csv.DictReader(io.StringIO(numbers_csv(NGS))))
    assert len(rows) == len(NGS)
    assert rows[0]["document"]
    told = json.loads(json.dumps(numbers_json(NGS, totals(NGS))))
    assert len(told["values"]) == told["totals"]["values"] == len(NGS)


def test_a_check_with_nothing_to_do_says_so() -> None:
    assert "Every value" in render_check(Checked([]), width=80, color=False)
    assert Checked([]).fine


def test_a_check_tells_stale_values_untested_rules_and_drafts() -> None:
    tasks = work_list([one(checked=TODAY - dt.timedelta(days=100))], today=TODAY)
    checked = Checked(tasks, untested=["NC01"])
    assert not checked.fine
    text = render_check(checked, width=80, color=False)
    assert "TO CONFIRM AGAIN (1)" in text
    assert "RULES WITHOUT EXAMPLES (1)" in text
    told = json.loads(json.dumps(check_json(checked)))
    assert told["untested"] == ["NC01"]
    assert told["tasks"][0]["clauses"][0]["home"].endswith("NC01.yaml")
