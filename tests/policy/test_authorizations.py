"""What is known of authorization beside the rules: every clause resolves, every policy named exists."""

from __future__ import annotations

import datetime as dt
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from facetproof.model.denial import Track
from facetproof.policy import authorizations as module
from facetproof.policy.authorizations import binds, clock_of, scope_of, tracks
from facetproof.policy.find import policy_ids, version
from facetproof.policy.rule import CONFIDENCES

TABLE: dict[str, Any] = yaml.safe_load(Path(module.__file__).with_name("authorizations.yaml").read_text())
CLAUSES = [
    value
    for entry in (*TABLE["scopes"], *(one for dated in TABLE["clocks"].values() for one in dated))
    for value in entry.values()
    if isinstance(value, dict) and "document" in value
]


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: str(clause["where"])[:30])
def test_a_clause_names_a_document_a_place_and_how_sure_it_is(clause: dict[str, str]) -> None:
    assert clause["document"] in TABLE["documents"]
    assert clause["where"]
    assert clause["confidence"] in CONFIDENCES


def test_every_document_is_used() -> None:
    used = {clause["document"] for clause in CLAUSES}
    assert used == set(TABLE["documents"])


@pytest.mark.parametrize("pattern", [pattern for entry in TABLE["scopes"] for pattern in entry["policies"]])
def test_a_scope_is_that_of_a_policy(pattern: str) -> None:
    assert any(fnmatchcase(id, pattern) for id in policy_ids())


def test_kinds_of_plan_are_those_of_denials() -> None:
    assert set(tracks()) <= set(get_args(Track))
    assert {track for entry in TABLE["scopes"] for track in entry.get("tracks", ())} <= set(get_args(Track))


def test_dated_clocks_follow_one_another() -> None:
    for dated in TABLE["clocks"].values():
        days = [entry["from"] for entry in dated]
        assert days == sorted(set(days))


@pytest.mark.parametrize(
    ("day", "days"), [(dt.date(2025, 12, 31), None), (dt.date(2026, 1, 1), 7), (dt.date(2027, 6, 1), 7)]
)
def test_a_clock_begins_on_its_day(day: dt.date, days: int | None) -> None:
    found = clock_of(version("uhc", day), day, expedited=False, track="medicare_advantage")
    assert (found and found.days) == days


def test_a_policy_without_a_scope_is_bound_and_grants_nothing() -> None:
    assert scope_of("uhc").exempt is None
    assert binds("uhc", "erisa")
    assert binds("medicare:ngs", None)
    assert not binds("medicare:ngs", "medicare_advantage")
