"""Which version of a policy is in force on a day, and which contractor a place belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from facetproof.errors import PolicyError
from facetproof.findings.facts import register_all
from facetproof.policy.find import contractor_of, contractors, policy, policy_ids, resolve, version
from facetproof.policy.rule import CONFIDENCES, Policy

register_all()
TODAY = dt.date(2026, 11, 24)
HORIZON = TODAY.replace(year=TODAY.year + 2)
DAY = dt.timedelta(days=1)
MEDICARE = [id for id in policy_ids() if id.startswith("medicare")]
STATES = sorted(contractors()["states"])


def days(found: Policy) -> Iterator[dt.date]:
    """Every boundary with its neighbours, every fortieth day between, and the horizon."""
    changes = {day for dated in found.bindings.values() for day, _ in dated if day > dt.date(1990, 1, 1)}
    for day in sorted(changes | set(found.starts)):
        yield from (day - DAY, day, day + DAY)
    first = found.starts[0]
    yield from (first + DAY * n for n in range(0, (HORIZON - first).days, 40))
    yield HORIZON


@pytest.mark.parametrize("id", policy_ids())
def test_exactly_one_version_is_in_force_from_the_first_day_on(id: str) -> None:
    found = policy(id)
    assert list(found.starts) == sorted(set(found.starts))
    for day in days(found):
        in_force = found.on(day)
        ended = found.end is not None and day > found.end
        if day < found.starts[0] or ended:
            assert in_force is None
            continue
        assert in_force is not None
        assert in_force.start == max(start for start in found.starts if start <= day)
        codes = [rule.code for rule in in_force.rules]
        assert len(set(codes)) == len(codes)
        assert all(rule.since <= day for rule in in_force.rules)


@pytest.mark.parametrize("id", policy_ids())
def test_every_change_of_a_rule_starts_a_version(id: str) -> None:
    """Two charts judged under one version are judged alike."""
    found = policy(id)
    changes = {day for dated in found.bindings.values() for day, _ in dated}
    assert {day for day in changes if day >= found.starts[0]} <= set(found.starts)


@pytest.mark.parametrize("id", policy_ids())
def test_the_neutral_rules_run_before_the_first_version(id: str) -> None:
    before = version(id, policy(id).starts[0] - DAY)
    assert before.start is None
    assert {rule.code for rule in before.rules} == {
        "LV01", "LV04", "DG03", "NT01", "NT02", "NT03", "NT04", "NT05", "BL09",
    }  # fmt: skip


@pytest.mark.parametrize("id", policy_ids())
def test_every_rule_says_where_it_is_written_and_how_sure_that_is(id: str) -> None:
    found = policy(id)
    for dated in found.bindings.values():
        for _, rule in dated:
            if rule is None:
                continue
            assert rule.citations
            assert all(cite.where and cite.document.id for cite in rule.citations)
            assert rule.confidence in CONFIDENCES
            assert rule.confidence != "recalled" or rule.consequence == "warning"
            assert rule.remedy["not_met"]
            assert rule.remedy["not_documented"]
            assert rule.checked <= TODAY


@pytest.mark.parametrize(
    ("id", "day", "document"),
    [
        ("medicare:noridian-jf", "2026-04-15", "L38803"),
        ("medicare:noridian-jf", "2026-04-16", "L38801"),
        ("medicare:noridian-je", "2026-04-15", "L38801"),
        ("medicare:ngs", "2022-01-01", "L35936"),
        ("medicare:cgs", "2021-05-02", "L38773"),
        ("medicare:palmetto", "2024-07-07", "L38765"),
        ("medicare:wps", "2024-07-14", "L38841"),
        ("medicare:fcso", "2024-08-11", "L33930"),
        ("medicare:novitas", "2024-08-11", "L34892"),
    ],
)
def test_the_document_cited_is_the_one_in_force(id: str, day: str, document: str) -> None:
    rule = version(id, dt.date.fromisoformat(day)).rule("LV02")
    assert rule is not None
    assert rule.citations[0].document.id == document


@pytest.mark.parametrize(
    ("id", "day", "confidence"),
    [
        ("medicare:ngs", "2022-01-01", "secondary"),
        ("medicare:ngs", "2026-01-01", "primary"),
        ("medicare:novitas", "2026-01-01", "shared"),
        ("medicare:novitas", "2022-01-01", "secondary"),
    ],
)
def test_a_text_that_was_not_read_is_never_primary(id: str, day: str, confidence: str) -> None:
    rule = version(id, dt.date.fromisoformat(day)).rule("NC02")
    assert rule is not None
    assert rule.confidence == confidence


def test_only_recalled_rules_are_demoted_with_a_note() -> None:
    rule = version("medicare:ngs", TODAY).rule("IM02")
    assert rule is not None
    assert rule.consequence == "warning"
    assert "recalled" in rule.note.casefold()


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_contractor_with_a_version_in_force(state: str) -> None:
    id = resolve(f"medicare@{state}", TODAY)
    assert id in MEDICARE
    assert version(id, TODAY).start is not None


def test_all_states_and_territories_with_medicare_are_there() -> None:
    assert len(STATES) == 50 + len({"DC", "PR", "VI", "GU", "AS", "MP"})
    assert {contractor_of(state, TODAY) for state in STATES} == set(MEDICARE) - {"medicare"}


@pytest.mark.parametrize(
    ("place", "id"),
    [
        ("TX", "medicare:novitas"),
        ("ky", "medicare:cgs"),
        ("AZ", "medicare:noridian-jf"),
        ("22202", "medicare:novitas"),  # Arlington, Virginia
        ("VA/Arlington", "medicare:novitas"),
        ("va/fairfax county", "medicare:novitas"),
        ("VA/Henrico", "medicare:palmetto"),
        ("VA", "medicare:palmetto"),
        ("TX/Harris", "medicare:novitas"),
        ("23220", "medicare:palmetto"),  # Richmond, Virginia
        ("43215", "medicare:cgs"),
        ("10001-1234", "medicare:ngs"),
    ],
)
def test_a_state_or_a_zip_code_stands_for_its_contractor(place: str, id: str) -> None:
    assert resolve(f"medicare@{place}", TODAY) == id


@pytest.mark.parametrize(
    ("payer", "code"),
    [("medicare@XX", "state-unknown"), ("medicare@00001", "zip-unknown"), ("aetna@TX", "payer-unknown")],
)
def test_a_place_without_a_contractor_is_an_error_for_people(payer: str, code: str) -> None:
    with pytest.raises(PolicyError) as caught:
        resolve(payer, TODAY)
    assert caught.value.code == code
    assert "medicare" in caught.value.message


def test_zip_ranges_do_not_overlap_and_name_known_contractors() -> None:
    ranges: list[Any] = contractors()["zips"]
    ends = [end for first, last, _ in ranges for end in (first, last)]
    assert ends == sorted(ends)
    assert {id for _, _, id in ranges} <= set(MEDICARE)


def test_a_place_that_moved_follows_the_date(monkeypatch: pytest.MonkeyPatch) -> None:
    moved = {"states": {"ZZ": {dt.date(2020, 1, 1): "medicare:wps", dt.date(2025, 1, 1): "medicare:cgs"}}, "zips": []}
    monkeypatch.setattr("facetproof.policy.find.contractors", lambda: moved)
    assert contractor_of("ZZ", dt.date(2019, 1, 1)) == "medicare:wps"
    assert contractor_of("ZZ", dt.date(2024, 12, 31)) == "medicare:wps"
    assert contractor_of("ZZ", dt.date(2025, 1, 1)) == "medicare:cgs"
