"""Services of the day of which the record tells the code alone are answered as those it names in words."""

from __future__ import annotations

import csv
import datetime as dt
from importlib.resources import files

import msgspec
import pytest

from facetproof.coding.tables import kind_of_service
from facetproof.findings.judge import audit
from facetproof.model.chart import Chart, Guidance, SameDay, Session, Target, Technique
from facetproof.model.spine import Side


def chart(other: SameDay, payer: str = "cpt") -> Chart:
    return Chart(
        payer=payer,
        session=Session(
            dos=dt.date(2024, 8, 10),
            technique=Technique.THERMAL_RFA,
            guidance=Guidance.FLUOROSCOPY,
            targets=(Target(side=Side.RIGHT, joints=("L4-5", "L5-S1")),),
            same_day=(other,),
        ),
    )


def rows() -> list[dict[str, str]]:
    text = (files("facetproof.coding") / "tables" / "kinds.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_each_code_has_one_kind_and_each_kind_is_one_of_the_chart() -> None:
    found = [code for row in rows() for code in row["codes"].split()]
    assert len(found) == len(set(found))
    for row in rows():
        chart(msgspec.convert({"kind": row["kind"]}, SameDay))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("62323", "epidural"),
        ("64483", "transforaminal_epidural"),
        ("27096", "sacroiliac"),
        ("64625", "sacroiliac"),
        ("20553", "trigger_point"),
        ("64520", "sympathetic"),
    ],
)
def test_a_code_alone_is_answered_as_with_its_kind(code: str, kind: str) -> None:
    alone, named = (
        audit(chart(msgspec.convert(value, SameDay))) for value in ({"code": code}, {"code": code, "kind": kind})
    )
    assert alone.hold
    assert (alone.hold, alone.same_day, alone.queries) == (named.hold, named.same_day, named.queries)
    explained = audit(chart(SameDay(code=code, reason="another pain of its own")))
    assert explained.hold is (code == "64625")


def test_a_code_of_several_uses_has_no_kind_of_its_own() -> None:
    assert [kind_of_service(code) for code in ("64450", "64640", "99213", "J3301")] == [None] * 4


def test_a_kind_told_by_the_record_stands_above_that_of_the_code() -> None:
    assert not audit(chart(SameDay(code="62323", kind="other"))).hold
