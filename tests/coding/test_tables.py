"""The dated tables: what holds on a day, and that a day outside is unknown."""

from __future__ import annotations

import csv
import datetime as dt
from importlib.resources import files

import pytest

from facetproof.coding.tables import add_ons, code_region, codes, family, inclusion, modifiers, unit_limit
from facetproof.model.chart import BillingEntity
from facetproof.model.spine import JointLevel, Region

PROFESSIONAL, ASC, HOSPITAL = BillingEntity.PROFESSIONAL, BillingEntity.ASC, BillingEntity.HOSPITAL_OUTPATIENT
T12_L1 = JointLevel("T12", "L1")


@pytest.mark.parametrize(
    ("code", "entity", "day", "units"),
    [
        ("64493", PROFESSIONAL, "2024-06-30", None),
        ("64493", PROFESSIONAL, "2024-07-01", 1),
        ("64493", ASC, "2025-06-01", 1),
        ("64494", HOSPITAL, "2025-06-01", 1),
        ("64636", PROFESSIONAL, "2026-10-15", 4),
        ("64636", HOSPITAL, "2024-08-01", 4),
        ("64636", PROFESSIONAL, "2027-01-01", None),
        ("0216T", PROFESSIONAL, "2024-09-30", 1),
        ("0216T", PROFESSIONAL, "2024-10-01", None),
        ("64475", PROFESSIONAL, "2025-06-01", None),
        ("64493", None, "2025-06-01", None),
    ],
)
def test_a_unit_limit_is_known_only_within_its_table(
    code: str, entity: BillingEntity | None, day: str, units: int | None
) -> None:
    limit = unit_limit(code, entity, dt.date.fromisoformat(day))
    assert (limit.units if limit else None) == units


@pytest.mark.parametrize(
    ("name", "day", "known"),
    [
        ("injection", "2009-12-31", False),
        ("injection", "2010-01-01", True),
        ("injection_before_2010", "2009-12-31", True),
        ("injection_before_2010", "2010-01-01", False),
        ("ablation_per_nerve", "2011-12-31", True),
        ("ablation_per_nerve", "2012-01-01", False),
        ("ablation", "2012-01-01", True),
    ],
)
def test_each_family_has_its_days(name: str, day: str, known: bool) -> None:
    assert (family(name, Region.LUMBAR_SACRAL, dt.date.fromisoformat(day)) is not None) is known


def test_on_each_day_one_family_of_injections_and_one_of_ablations_is_in_force() -> None:
    for day in (dt.date(2000, 1, 1) + dt.timedelta(days=n) for n in range(0, 12_000, 31)):
        in_force = {row.family for row in codes().values() if row.first <= day <= row.last}
        assert len(in_force & {"injection", "injection_before_2010"}) == 1
        assert len(in_force & {"ablation", "ablation_per_nerve"}) == 1


def test_every_add_on_has_primaries_of_its_own_family_and_region() -> None:
    assert set(add_ons()) == {code for code, row in codes().items() if row.role != "first"}
    for code, edit in add_ons().items():
        for primary in edit.primaries:
            assert (codes()[primary].family, codes()[primary].region) == (codes()[code].family, codes()[code].region)


def test_only_the_lumbar_add_ons_may_follow_a_thoracic_primary() -> None:
    over_t12 = {code: edit.thoracolumbar_primary for code, edit in add_ons().items() if edit.thoracolumbar_primary}
    assert over_t12 == {"64494": "64490", "64636": "64633"}


@pytest.mark.parametrize(
    ("day", "region"), [("2010-06-01", Region.LUMBAR_SACRAL), ("2025-01-01", Region.CERVICAL_THORACIC)]
)
def test_t12_l1_changed_its_code_region_once(day: str, region: Region) -> None:
    assert code_region(T12_L1, dt.date.fromisoformat(day)) is region
    assert code_region(JointLevel("L1", "L2"), dt.date.fromisoformat(day)) is Region.LUMBAR_SACRAL


def test_an_inclusion_holds_from_its_first_day() -> None:
    assert inclusion("77003", "64493", dt.date(2009, 12, 31)) is None
    edit = inclusion("77003", "64493", dt.date(2014, 11, 15))
    assert edit is not None
    assert (edit.kind, edit.facet_first) == ("imaging", True)


def test_the_modifiers_of_2015_are_dated() -> None:
    assert modifiers()["XS"][0] == dt.date(2015, 1, 1)
    assert modifiers()["59"][0] == dt.date.min


@pytest.mark.parametrize(
    "name", ["codes.csv", "mue.csv", "add_ons.csv", "included.csv", "joint_regions.csv", "services.csv"]
)
def test_every_row_says_where_it_was_read_and_how_sure_it_is(name: str) -> None:
    text = (files("facetproof.coding") / "tables" / name).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        assert row["source"]
        assert row["confidence"] in {"primary", "shared", "secondary", "recalled"}
