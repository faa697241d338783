"""What differs between two policies, or two days of one."""

from __future__ import annotations

import datetime as dt

import pytest

from facetproof.errors import PolicyError
from facetproof.policy.compare import Change, changes, compare, effective, rule_change
from facetproof.policy.find import policy_ids, version

NGS, CGS = "medicare:ngs", "medicare:cgs"
TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize("id", policy_ids())
def test_a_policy_does_not_differ_from_itself(id: str) -> None:
    found = compare((id, TODAY), (id, TODAY))
    assert found.rules == ()
    assert found.form == ()
    assert set(found.same) == {rule.code for rule in version(id, TODAY).rules}


@pytest.mark.parametrize(
    ("first", "second"), [((NGS, TODAY), (CGS, TODAY)), ((NGS, dt.date(2022, 1, 1)), (NGS, TODAY))]
)
def test_turned_round_it_tells_the_same_the_other_way(first: tuple[str, dt.date], second: tuple[str, dt.date]) -> None:
    there, back = compare(first, second), compare(second, first)
    other = {"added": "removed", "removed": "added"}
    assert [(c.rule, other.get(c.kind, c.kind)) for c in there.rules] == [(c.rule, c.kind) for c in back.rules]
    forth = {(c.rule, v.name, str(v.before), str(v.after)) for c in there.rules for v in c.values}
    assert forth == {(c.rule, v.name, str(v.after), str(v.before)) for c in back.rules for v in c.values}


def test_contractors_differ_where_their_texts_do() -> None:
    found = {change.rule: change for change in compare((NGS, TODAY), (CGS, TODAY)).rules if change.kind == "changed"}
    assert [(v.name, v.before, v.after) for v in found["DX06"].values] == [("stale.combine", "or", "and")]
    assert [(v.name, v.before, v.after) for v in found["RF01"].values] == [("same_side", False, True)]
    assert "remedy when not met" in {w.name for w in found["RF01"].words}
    assert "NC01" not in found


def test_a_rule_that_only_one_side_asks_is_added_or_removed_with_its_values() -> None:
    found = compare((NGS, dt.date(2022, 1, 1)), (NGS, TODAY))
    added = next(change for change in found.rules if change.rule == "PA02")
    assert added.kind == "added"
    assert added.clauses_before == ()
    assert ("valid_days", None, 120) in [(v.name, v.before, v.after) for v in added.values]


def test_before_the_first_version_only_the_neutral_rules_are_the_same() -> None:
    found = compare((NGS, dt.date(1999, 1, 1)), (NGS, TODAY))
    assert found.before.version is None
    assert "LV01" in found.same
    assert {change.kind for change in found.rules} == {"added"}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"n": 2}, {"n": 2}, []),
        ({"n": 2}, {"n": 3}, [Change("n", 2, 3)]),
        ({"n": 2}, {}, [Change("n", 2, None)]),
        ({"n": ["a", "b"]}, {"n": ["b", "a"]}, []),
        ({"n": ["a", "b"]}, {"n": ("b", "c")}, [Change("n", ["a", "b"], ("b", "c"), ("c",), ("a",))]),
        ({"n": "abc"}, {"n": "abd"}, [Change("n", "abc", "abd")]),
    ],
)
def test_values_differ_by_number_word_or_member(
    before: dict[str, object], after: dict[str, object], told: list[Change]
) -> None:
    assert list(changes(before, after)) == told


def test_a_default_is_not_told_beside_the_values_of_each_kind_of_session() -> None:
    rule = version("uhc", dt.date(2020, 1, 1)).rule("IM01")
    assert rule is not None
    assert set(effective(rule)) == {"ablation: allowed", "otherwise: allowed"}
    aetna = version("aetna", TODAY).rule("NC01")
    assert aetna is not None
    assert "every_session" not in effective(aetna)
    assert effective(aetna)["ablation: every_session"] is True


def test_a_default_counts_where_the_binding_says_nothing() -> None:
    rule = version(NGS, TODAY).rule("NC01")
    assert rule is not None
    assert effective(rule) == {"min_months": 3, "above": False, "every_session": False}


def test_what_neither_side_asks_is_no_difference() -> None:
    assert rule_change(None, None) is None


def test_an_unknown_payer_is_an_error_for_people() -> None:
    with pytest.raises(PolicyError, match="medicare:nobody"):
        compare(("medicare:nobody", TODAY), (NGS, TODAY))
