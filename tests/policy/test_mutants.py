"""A number off by one, a comparison flipped, `and` and `or` swapped: an example of the rule notices each."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from mutants import (
    Fault,
    faults,
    number_mutants,
    off_by_one,
    surviving_days,
    surviving_faults,
    surviving_numbers,
    surviving_switches,
    switch_mutants,
    takers,
)

from facetproof.policy.criterion import criteria
from facetproof.policy.find import policy_ids
from facetproof.policy.language import Term, all_of, any_of, fact

#: Changes that no chart can tell from what is bound, each with the reason.
EQUIVALENT = {
    ("aetna", "LV02"): {
        "text-2026 max_injections: 6 → 7": "three levels, bound beside it, are never more than six injections"
    },
    ("bcbs_nd", "RF01"): {
        "undated different_days: True → False": "what is done on one day is one session, so that it never counts twice"
    },
}


@pytest.mark.parametrize("path", takers(), ids=lambda path: f"{path.parent.name} {path.stem}")
def test_every_number_of_a_binding_has_an_example_on_each_side(path: Path) -> None:
    assert surviving_numbers(path) == [what for what in known(path) if re.search(r"\d → \d", what)]


@pytest.mark.parametrize("path", takers(), ids=lambda path: f"{path.parent.name} {path.stem}")
def test_every_switch_of_a_binding_has_an_example_that_turns_with_it(path: Path) -> None:
    assert surviving_switches(path) == [what for what in known(path) if not re.search(r"\d → \d", what)]


def known(path: Path) -> list[str]:
    return list(EQUIVALENT.get((path.parent.name, path.stem), {}))


@pytest.mark.parametrize("id", policy_ids())
def test_every_first_day_of_a_version_has_an_example_on_it_and_on_the_day_before(id: str) -> None:
    assert surviving_days(id) == []


@pytest.mark.parametrize("code", criteria())
def test_the_logic_of_a_criterion_is_held_by_examples(code: str) -> None:
    assert surviving_faults(code) == []


def test_every_change_that_cannot_be_told_is_explained() -> None:
    homes = {(path.parent.name, path.stem) for path in takers()}
    assert set(EQUIVALENT) <= homes
    assert all(reason for changes in EQUIVALENT.values() for reason in changes.values())


@pytest.mark.parametrize(
    ("value", "others"),
    [
        (80, [79, 81]),
        (3.0, [2.0, 4.0]),
        (0.5, [0.4, 0.6]),
        (0.95, [0.94, 0.96]),
        ("rolling_12_months", ["rolling_11_months", "rolling_13_months"]),
    ],
)
def test_a_number_is_moved_by_one_step_of_its_unit(value: Any, others: list[Any]) -> None:
    assert off_by_one(value) == others


def test_only_parameters_are_changed_and_nothing_of_the_original() -> None:
    data = {
        "values": {
            "always": {
                "legs": [{"weeks": 4, "waived": True}],
                "by_kind": [{"for": ["ablation"], "count": 2}],
                "cite": [{"document": "lcd", "version": 2021}],
            }
        }
    }
    before = copy.deepcopy(data)
    assert [what for what, _ in number_mutants(data)] == [
        "always legs.0.weeks: 4 → 3",
        "always legs.0.weeks: 4 → 5",
        "always by_kind.0.count: 2 → 1",
        "always by_kind.0.count: 2 → 3",
    ]
    assert data == before


def test_switches_are_turned_and_short_lists_shortened() -> None:
    data = {"values": {"always": {"above": True, "for": ["ablation", "cyst"], "stale": {"combine": "or"}, "n": 2}}}
    assert [what for what, _ in switch_mutants(data)] == [
        "always above: True → False",
        "always for: without ablation",
        "always for: without cyst",
        "always stale.combine: and/or swapped",
    ]


def told(term: Term) -> list[str]:
    return [fault.what for fault in faults(term)]


def test_comparisons_are_flipped_and_joints_swapped() -> None:
    relief, weeks = fact("a").at_least(80), fact("b").is_true()
    assert told(all_of(relief, weeks)) == [
        "and → or: a, b",
        "All0.a at_least → more_than",
        "All0.a at_least → at_most",
        "All1.b is_true → is_false",
    ]
    swapped = next(faults(all_of(relief, weeks)))
    assert swapped == Fault("and → or: a, b", any_of(relief, weeks))


def test_endings_are_left_out() -> None:
    term = fact("a").is_true()
    assert "unless left out: b" in told(term.unless(fact("b").given()))
    assert "only_if left out: b" in told(term.only_if(fact("b").given()))
    assert "on_appeal left out: b" in told(term.on_appeal(fact("b").given()))
    assert "vouched_by left out: b" in told(term.vouched_by(fact("b").given()))
