"""The official tables by day: what is shipped, what a practice loads over it, and what is said of days beyond."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from cms_files import write_all
from coding_charts import coded, joints, option, short

from facetproof.coding import edits, tables
from facetproof.coding.holdings import about, holdings, wanted
from facetproof.coding.tables import codes
from facetproof.facts.icd10cm import validity
from facetproof.model.chart import BillingEntity
from facetproof.sources.cms.edition import Kind
from facetproof.sources.cms.official import read_official
from facetproof.sources.cms.store import save

PROFESSIONAL, ASC, HOSPITAL = BillingEntity.PROFESSIONAL, BillingEntity.ASC, BillingEntity.HOSPITAL_OUTPATIENT
SHIPPED = dt.date(2024, 8, 10)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one edition of each kind but the hospital's pairs."""
    monkeypatch.setenv("FACETPROOF_DATA", str(tmp_path / "data"))
    save(read_official(write_all(tmp_path / "download").values(), wanted()))
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACETPROOF_DATA", str(tmp_path / "empty"))


@pytest.mark.parametrize(
    ("one", "other", "day", "expected"),
    [
        ("64493", "99213", SHIPPED, ("64493", "99213", True)),
        ("99213", "64493", SHIPPED, ("64493", "99213", True)),
        ("62323", "64635", SHIPPED, ("64635", "62323", True)),
        ("64451", "64493", SHIPPED, ("64451", "64493", False)),
        ("64490", "64633", SHIPPED, ("64633", "64490", True)),
        ("64490", "64493", SHIPPED, None),
        ("64493", "99213", dt.date(2024, 6, 30), None),
        ("64493", "99213", dt.date(2024, 10, 1), None),
    ],
)
def test_a_pair_is_known_in_its_quarter_in_either_order(
    one: str, other: str, day: dt.date, expected: tuple[str, str, bool] | None
) -> None:
    found = edits.pair(one, other, day, PROFESSIONAL)
    assert (found and found[:3]) == expected


def test_shipped_pairs_agree_with_the_compact_table_of_the_same_quarter() -> None:
    compared = 0
    for other in tables.service_kinds():
        for facet in codes():
            compact = tables.inclusion(other, facet, SHIPPED)
            if compact is None or compact.kind == "imaging" or facet.endswith("T") or other.endswith("T"):
                continue
            now = edits.inclusion(other, facet, SHIPPED)
            assert now is not None, (other, facet)
            assert (now.kind, now.facet_first, now.modifier_allowed) == compact[:3], (other, facet)
            compared += 1
    assert compared > 150


def test_a_loaded_quarter_answers_for_its_days_and_back_to_where_ended_pairs_begin(own: Path) -> None:
    for day, allowed in ((dt.date(2026, 2, 1), False), (dt.date(2025, 6, 1), False)):
        found = edits.pair("62323", "64493", day, PROFESSIONAL)
        assert found is not None
        assert found.modifier_allowed is allowed
    assert edits.pair("62323", "64493", dt.date(2024, 12, 31), PROFESSIONAL) is None
    assert edits.in_force(Kind.PTP_PRACTITIONER, dt.date(2019, 12, 31)) is None
    assert edits.in_force(Kind.PTP_PRACTITIONER, dt.date(2026, 4, 1)) is None
    assert edits.pair("62323", "64493", dt.date(2026, 2, 1), HOSPITAL) is None


def test_loaded_limits_add_ons_days_and_indicators_come_before_the_shipped(own: Path) -> None:
    day = dt.date(2026, 2, 1)
    limit = edits.unit_limit("64636", PROFESSIONAL, day)
    assert limit is not None
    assert (limit.units, limit.indicator) == (3, "3")
    assert edits.unit_limit("64636", PROFESSIONAL, dt.date(2026, 4, 1)) == tables.unit_limit(
        "64636", PROFESSIONAL, dt.date(2026, 4, 1)
    )
    assert edits.unit_limit("64494", HOSPITAL, day) is None, "the loaded table has no such code"
    in_2025, before = edits.add_on("64494", dt.date(2025, 11, 1)), edits.add_on("64494", dt.date(2024, 1, 1))
    assert in_2025 is not None
    assert in_2025.primaries == {"64493"}
    assert before is not None
    assert before.source.startswith("NCCI add-on")
    assert edits.add_on("64493", day) is None
    assert edits.global_days("64635", day) == 14
    assert edits.global_days("64635", SHIPPED) == 10
    assert edits.global_days("64494", SHIPPED) is None
    assert edits.packaged("64494", dt.date(2026, 11, 1)) == "October 2026 ASC AA.csv"
    assert edits.packaged("64493", dt.date(2022, 1, 1)) is None
    assert edits.packaged("64494", dt.date(2020, 12, 31)) is None


def test_the_global_period_is_that_of_the_schedule(own: Path) -> None:
    earlier = {"history": [{"dos": "2026-02-01", "technique": "thermal_rfa", "targets": joints("left", "L4-5")}]}
    lines = {
        day: short(coded(technique="thermal_rfa", intent=None, dos=day, rest=earlier))
        for day in ("2026-02-15", "2026-02-16")
    }
    assert lines == {"2026-02-15": "64635-RT-79", "2026-02-16": "64635-RT"}


def test_a_loaded_list_of_diagnoses_answers_for_its_year(own: Path) -> None:
    day = dt.date(2026, 11, 1)
    assert validity("M47.816", day) == "valid"
    assert validity("M47.81", day) == "incomplete"
    assert validity("M47.817", day) == "not_a_code"
    assert validity("M47.817", dt.date(2026, 9, 30)) == "valid"


@pytest.mark.parametrize(
    ("session", "said"),
    [
        ({"dos": "2024-08-10"}, []),
        ({"dos": "2025-03-10"}, ["NCCI pairs, practitioner (used: 2024 Q3)"]),
        ({"dos": "2024-06-30"}, ["NCCI pairs, practitioner (used: 2024 Q3)", "unit limits (none used)"]),
        ({"dos": "2024-08-10", "billing_entity": "hospital_outpatient"}, ["NCCI pairs, hospital outpatient"]),
        ({"dos": "2025-03-10", "technique": "thermal_rfa"}, ["physician fee schedule indicators (used: 2024 Q3)"]),
        ({"dos": "2026-11-01", "billing_entity": "asc"}, ["surgery centre payment indicators (none used)"]),
        ({"dos": None}, []),
        ({"technique": "endoscopic"}, []),
    ],
)
def test_a_day_beyond_the_tables_is_told_with_what_was_used(session: dict[str, Any], said: list[str]) -> None:
    told = [text for text in coded(**session).warnings if text.startswith("No edit table loaded")]
    assert len(told) == bool(said)
    for words in said:
        assert words in told[0]
        assert "facetproof codes update" in told[0]


def test_no_warning_where_the_loaded_quarter_speaks(own: Path) -> None:
    assert not any("No edit table" in text for text in coded(dos="2026-02-01").warnings)


def test_what_is_held_is_listed_with_its_days(own: Path) -> None:
    held = holdings()
    assert {h.kind for h in held if h.own} == set(Kind) - {Kind.PTP_OUTPATIENT}
    assert {h.kind for h in held if not h.own} >= {Kind.PTP_PRACTITIONER, Kind.FEES, Kind.ASC, Kind.MUE_PRACTITIONER}
    assert all(h.first <= h.last and h.source for h in held)


SAME_DAY: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"code": "77003", "kind": "imaging"}, {}, "part_of by definition of the code"),
    ({"code": "76942", "kind": "imaging"}, {}, "part_of by definition of the code"),
    ({"code": "99152", "kind": "sedation"}, {}, "part_of by payer's rule"),
    ({"code": "99156", "kind": "sedation"}, {}, "part_of by pair table"),
    ({"code": "99213", "kind": "evaluation"}, {}, "with_modifier 25 on 99213 by pair table"),
    ({"code": "62323", "kind": "epidural", "region": "lumbar"}, {}, "hold by payer's rule"),
    ({"code": "62323", "kind": "epidural", "region": "lumbar", "reason": "leg pain"}, {}, "apart by pair table"),
    (
        {"code": "62323", "kind": "epidural", "region": "lumbar", "reason": "leg pain"},
        {"technique": "thermal_rfa"},
        "with_modifier 59 on 62323 by pair table",
    ),
    ({"code": "64483", "kind": "transforaminal_epidural", "region": "cervical"}, {}, "apart by pair table"),
    ({"kind": "trigger_point", "region": "cervical"}, {}, "unknown by nothing"),
    (
        {"code": "20552", "kind": "trigger_point", "reason": "muscle pain"},
        {},
        "with_modifier 59 on 64493 by pair table",
    ),
    ({"code": "64451", "kind": "sacroiliac", "reason": "own pain"}, {}, "not_together by pair table"),
    (
        {"code": "64625", "kind": "sacroiliac"},
        {"technique": "thermal_rfa", "targets": joints("right", "L5-S1")},
        "hold by payer's rule",
    ),
    ({"code": "99213", "kind": "evaluation"}, {"dos": "2012-05-01"}, "unknown by nothing"),
    (
        {"code": "64640", "kind": "sacroiliac"},
        {"dos": "2019-05-01", "technique": "thermal_rfa", "targets": joints("right", "L5-S1")},
        "hold by payer's rule",
    ),
    (
        {"code": "64625", "kind": "sacroiliac"},
        {"dos": "2019-12-31", "technique": "thermal_rfa", "targets": joints("right", "L5-S1")},
        "unknown by code of another time",
    ),
    ({"code": "62311", "kind": "epidural", "reason": "leg pain"}, {}, "unknown by code of another time"),
    ({"code": "97110", "kind": "other"}, {"dos": "2025-05-01"}, "unknown by nothing"),
]


@pytest.mark.parametrize(("service", "session", "expected"), SAME_DAY)
def test_each_service_of_the_day_is_answered_with_what_decided(
    service: dict[str, Any], session: dict[str, Any], expected: str
) -> None:
    answers = coded(same_day=[service], **{"dos": "2024-08-10", **session}).same_day
    assert len(answers) == 1
    told = answers[0]
    on = f" {told.modifier}" + (f" on {told.on}" if told.on else "") if told.modifier else ""
    assert f"{told.answer}{on} by {told.decided_by}" == expected
    assert told.why


@pytest.mark.parametrize(
    ("form", "session", "rest", "expected"),
    [
        ({}, {"targets": joints("right", "C5-6", "L4-5")}, {}, ("second region", "with_modifier", "59")),
        ({"multi_region": "hold"}, {"targets": joints("right", "C5-6", "L4-5")}, {}, ("second region", "hold", None)),
        (
            {"contralateral_modifier": "58"},
            {"technique": "thermal_rfa"},
            {"history": [{"dos": "2025-03-03", "technique": "thermal_rfa", "targets": joints("left", "L4-5")}]},
            ("other side", "with_modifier", "58"),
        ),
    ],
)
def test_a_second_region_and_the_other_side_are_answered_too(
    form: dict[str, Any], session: dict[str, Any], rest: dict[str, Any], expected: tuple[str, str, str | None]
) -> None:
    answers = coded(option(**form), rest=rest, **session).same_day
    assert [(a.service, a.answer, a.modifier) for a in answers] == [expected]


@pytest.mark.parametrize(("entity", "warned"), [("asc", True), ("professional", False)])
def test_a_surgery_centre_is_told_which_lines_are_packaged(entity: str, warned: bool) -> None:
    result = coded(dos="2024-08-10", billing_entity=entity, targets=joints("right", "L4-5", "L5-S1"))
    told = [text for text in result.warnings if "N1" in text]
    assert bool(told) is warned
    assert all("64494" in text for text in told)


def test_what_the_tables_say_of_a_code_is_told_with_its_source() -> None:
    found = dict(about("64635", SHIPPED))
    assert set(found) == {
        "code",
        "units a day, practitioner",
        "units a day, hospital",
        "fee schedule",
        "surgery centre",
    }
    assert "global days 010" in found["fee schedule"]
    assert "does not exist" in dict(about("64635", dt.date(2011, 12, 31)))["code"]
    assert "after 64635" in dict(about("64636", SHIPPED))["add-on"]
    assert about("99999", SHIPPED) == ()
