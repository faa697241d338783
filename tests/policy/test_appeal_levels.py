"""Levels of appeal and codes of denials: each entry is cited, each way resolves, days are counted as the rules say."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from facetproof.model.denial import Track
from facetproof.policy.appeals.codes import APPEAL, NONE, all_codes, reason, remark, ways
from facetproof.policy.appeals.levels import Level, level_at, levels, next_level, own_levels
from facetproof.policy.criterion import criteria
from facetproof.policy.find import policy_ids
from facetproof.policy.rule import CONFIDENCES, Document

TRACKS: tuple[Track, ...] = get_args(Track)
PAYERS = ("aetna", "uhc", "cigna")
ALL = [level for track in TRACKS for level in levels(track)] + [
    level for payer in PAYERS for level in own_levels(payer)
]


@pytest.mark.parametrize("level", ALL, ids=lambda level: level.key)
def test_every_level_is_cited_with_confidence_and_a_day_of_checking(level: Level) -> None:
    assert level.document.id
    assert level.where
    assert level.confidence in CONFIDENCES
    assert level.checked <= dt.date(2026, 12, 31)
    assert level_at(level.key) is level
    if level.numbers:
        number = level.number_on(dt.date(2026, 1, 1))
        assert str(number) in level.where, "the clause tells the number"


def test_payers_with_a_process_of_their_own_are_policies_of_the_library() -> None:
    assert set(PAYERS) <= set(policy_ids())


@pytest.mark.parametrize(
    ("track", "decided", "notice", "received", "last"),
    [
        ("original_medicare", None, "2026-01-12", None, "2026-05-17"),
        ("original_medicare", None, "2026-01-12", "2026-01-20", "2026-05-20"),
        ("original_medicare", "redetermination", "2026-01-12", None, "2026-07-16"),
        ("original_medicare", "reconsideration", "2026-01-12", None, "2026-03-18"),
        ("original_medicare", "hearing", "2026-01-12", None, "2026-03-18"),
        ("medicare_advantage", None, "2024-12-31", None, "2025-03-01"),
        ("medicare_advantage", None, "2025-01-01", None, "2025-03-07"),
        ("medicare_advantage", "plan_reconsideration", "2025-01-01", None, None),
        ("erisa", None, "2026-01-12", "2026-01-15", "2026-07-14"),
        ("erisa", None, "2026-01-12", None, "2026-07-11"),
        ("aca", "internal_appeal", "2025-10-31", None, "2026-02-28"),
        ("aca", "internal_appeal", "2023-10-31", None, "2024-02-29"),
        ("medicaid_managed_care", None, "2026-01-12", None, "2026-03-13"),
    ],
)
def test_the_last_day(track: Track, decided: str | None, notice: str, received: str | None, last: str | None) -> None:
    level = next_level(levels(track), decided)
    assert level is not None
    day = level.last_day(dt.date.fromisoformat(notice), dt.date.fromisoformat(received) if received else None)
    assert day == (dt.date.fromisoformat(last) if last else None)


def test_after_the_last_level_there_is_none_and_a_level_of_another_track_is_unknown() -> None:
    assert next_level(levels("original_medicare"), "court") is None
    assert next_level(levels("commercial", "wellmark"), None) is None
    with pytest.raises(KeyError):
        next_level(levels("aca"), "redetermination")


def test_amounts_in_controversy_are_those_of_the_day_of_the_request() -> None:
    hearing = level_at("original_medicare/hearing")
    assert hearing is not None
    found = [hearing.amount_on(dt.date(year, 6, 1)) for year in (2024, 2025, 2026)]
    assert [amount and amount.dollars for amount in found] == [None, 190, 200]


def test_business_days_leave_out_weekends() -> None:
    level = Level("t", "x", "x", "x", Document("d"), "5", "primary", dt.date(2026, 1, 1), "business_days")
    level = Level(**{name: getattr(level, name) for name in Level.__slots__} | {"numbers": ((dt.date.min, 5),)})
    assert level.last_day(dt.date(2026, 1, 2)) == dt.date(2026, 1, 9)


def test_every_code_leads_somewhere_and_names_rules_that_exist() -> None:
    families = {code[:2] for code in criteria()}
    for code in all_codes():
        assert code.label
        assert code.route in {*ways(), APPEAL, ""}
        assert code.kind == "RARC" or code.route, code.name
        assert set(code.rules) <= {*criteria(), *families}, code.name
        assert bool(code.rules) or code.route != APPEAL, code.name


@pytest.mark.parametrize(
    ("code", "way"),
    [("16", "corrected_claim"), ("18", "reopening"), ("29", "timely_filing"), ("236", "corrected_claim"), ("45", NONE)],
)
def test_codes_that_no_appeal_cures_lead_elsewhere(code: str, way: str) -> None:
    assert reason(code).route == way
    assert ways()[way].why


def test_a_code_that_is_not_known_touches_nothing() -> None:
    assert not reason("999").touches("NC05")
    assert not remark("N9999").touches("NC05")
    assert remark("N683").touches("NC05")
    assert reason("50").touches("NC05")
    assert not reason("151").touches("NC05")


def test_a_rule_touched_by_a_code_is_one_that_decides_somewhere() -> None:
    assert {code.code for code in all_codes() if code.touches("FQ01")} >= {"151", "119", "M86", "N640"}
