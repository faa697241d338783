"""From the record to the lines: what is told, what is asked, and codes of other times."""

from __future__ import annotations

from typing import Any

import pytest
from coding_charts import SESSION, coded, joints, nerves, refused, short

from facetproof.coding.engine import code_chart
from facetproof.coding.form import CPT, MEDICARE, Form
from facetproof.sources.chart_json import chart_from

MEDICARE_FORM = Form.of(MEDICARE)
SIDES = [{"side": "left", "joints": ["L4-5"]}, {"side": "bilateral", "joints": ["L5-S1"]}]


@pytest.mark.parametrize(
    ("session", "lines", "holds"),
    [
        ({"targets": joints(None, "L4-5")}, "64493", {"side"}),
        ({"targets": joints(None, "L4-5"), "intent": None}, "64493", {"side", "intent"}),
        ({"guidance": None}, "64493-RT-KX", {"guidance"}),
        ({"technique": None}, "", {"technique"}),
        ({"intent": None}, "64493-RT", {"intent"}),
        ({"targets": None}, "", {"joints", "side"}),
        ({"targets": [{"side": "right"}]}, "", {"joints"}),
        ({"targets": [{"side": "right", "joints": ["L3-S1"]}]}, "", {"joints"}),
        ({"targets": [{"side": "right", "nerves": ["L9"]}]}, "", {"joints"}),
        ({"targets": [{"side": "right", "landmarks": ["L4 transverse process", "sacral ala"]}]}, "", {"joints"}),
        ({"targets": [*joints("right", "L4-5"), *joints(None, "L5-S1")]}, "64493-RT-KX 64494-KX", {"side"}),
        ({"targets": joints("right", "C1-2")}, "64490-RT-KX", {"joints"}),
    ],
)
def test_what_the_record_leaves_out_holds_the_claim(session: dict[str, Any], lines: str, holds: set[str]) -> None:
    result = coded(MEDICARE_FORM, **session)
    expected = "64493-KX" if lines == "64493" and session.get("intent", "") is not None else lines
    assert short(result) == expected
    assert set(result.holds) == holds
    assert len(result.queries) >= 1


def test_questions_are_open_and_tied_to_a_path() -> None:
    result = coded(MEDICARE_FORM, targets=joints(None, "L4-5"), intent=None, guidance=None)
    assert {q.path for q in result.queries} == {"session.targets.0.side", "session.intent", "session.guidance"}
    for query in result.queries:
        assert query.text.endswith("?")
        assert not query.text.startswith(("Was ", "Is ", "Did ", "Can you confirm"))


@pytest.mark.parametrize(
    ("conflict", "holds"),
    [
        ({"path": "session.targets.0.side", "values": ["left", "right"]}, {"side"}),
        ({"path": "session.targets.0.joints", "values": ["L3-4", "L4-5"]}, {"joints"}),
        ({"path": "session.guidance", "values": ["ct", "ultrasound"]}, {"guidance"}),
        ({"path": "session.intent", "values": ["diagnostic", "therapeutic"]}, {"intent"}),
        ({"path": "assessment.pain.score", "values": [4, 7]}, set()),
    ],
)
def test_a_contradiction_on_which_lines_depend_holds_the_claim(conflict: dict[str, Any], holds: set[str]) -> None:
    assert set(coded(MEDICARE_FORM, rest={"conflicts": [conflict]}).holds) == holds


@pytest.mark.parametrize(
    ("targets", "lines"),
    [
        (SIDES, "64493-LT-KX 64494-50-KX"),
        ([*joints("left", "L4-5"), *joints("right", "L4-5")], "64493-50-KX"),
        ([*joints("left", "L4-5"), *joints("right", "L5-S1")], "64493-LT-KX 64494-RT-KX"),
        ([*nerves("left", "L3"), *nerves("left", "L4"), *nerves("left", "L5")], "64493-LT-KX 64494-LT-KX"),
        (nerves("left", "L2", "L3", "L4", "L5"), "64493-LT-KX 64494-LT-KX"),
        (nerves("left", "T12", "L1", "L3", "L4"), "64493-LT-KX 64494-LT-KX"),
        ([{"side": "left", "joints": ["L4-5"], "nerves": ["L3", "L4"], "text": "L4, L5"}], "64493-LT-KX"),
        ([{"side": "left", "joints": ["L5-S1"], "nerves": ["L4", "L5", "S1"]}], "64493-LT-KX"),
        ([{"side": "left", "joints": ["C2-3"], "nerves": ["C3"]}], "64490-LT-KX"),
    ],
)
def test_targets_add_up_side_by_side(targets: list[dict[str, Any]], lines: str) -> None:
    assert short(coded(MEDICARE_FORM, targets=targets)) == lines


@pytest.mark.parametrize(
    "target",
    [
        {"joints": ["L4-5"], "nerves": ["L4", "L5"]},
        {"joints": ["L4-5"], "nerves": ["L3"]},
        {"joints": ["L4-5"], "nerves": ["L3", "L4", "L5"]},
        {"joints": ["L3-4", "L4-5"], "nerves": ["L2", "L3"]},
        {"joints": ["L4-5"], "nerves": ["L1", "L2"]},
    ],
)
def test_joints_and_nerves_that_disagree_are_asked_not_guessed(target: dict[str, Any]) -> None:
    result = coded(MEDICARE_FORM, targets=[{"side": "right", **target}])
    assert short(result) == ""
    assert set(result.holds) == {"joints"}
    assert not result.codes_known
    assert result.levels.gaps[0].reason == "conflicting"


@pytest.mark.parametrize(
    ("dos", "session", "lines"),
    [
        ("2009-12-31", {"targets": joints("right", "L4-5", "L5-S1")}, "64475-RT 64476-RT"),
        ("2009-12-31", {"targets": joints("right", "C3-4", "C4-5", "C5-6")}, "64470-RT 64472*2-RT"),
        ("2009-12-31", {"guidance": None}, "64475-RT"),
        ("2010-01-01", {"targets": joints("right", "L4-5", "L5-S1")}, "64493-RT 64494-RT"),
        (
            "2011-12-31",
            {"technique": "thermal_rfa", "targets": nerves("right", "L3", "L4", "L5")},
            "64622-RT 64623*2-RT",
        ),
        ("2011-12-31", {"technique": "thermal_rfa", "targets": nerves("right", "L4")}, "64622-RT"),
        ("2011-12-31", {"technique": "thermal_rfa", "targets": nerves("right", "C4", "C5")}, "64626-RT 64627-RT"),
        ("2012-01-01", {"technique": "thermal_rfa", "targets": nerves("right", "L3", "L4", "L5")}, "64635-RT 64636-RT"),
    ],
)
def test_codes_are_those_of_the_day(dos: str, session: dict[str, Any], lines: str) -> None:
    result = coded(dos=dos, **session)
    assert short(result) == lines
    assert not result.hold


def test_joints_alone_do_not_tell_the_nerves_that_were_counted_before_2012() -> None:
    result = coded(dos="2011-06-01", technique="thermal_rfa")
    assert short(result) == "64622-RT 64623-RT"
    assert result.holds == ("nerves",)


def test_a_day_before_all_tables_is_unknown() -> None:
    result = coded(dos="1998-06-01")
    assert (short(result), result.holds) == ("", ("date",))


@pytest.mark.parametrize(
    ("other", "lines"),
    [
        ({"technique": "medial_branch_block", "targets": nerves("right", "L3", "L4")}, "64493-RT"),
        ({"technique": "medial_branch_block", "targets": nerves("left", "L3", "L4")}, "64493-50"),
        ({"technique": "medial_branch_block", "targets": joints("right", "L5-S1")}, "64493-RT 64494-RT"),
        ({"technique": "thermal_rfa", "targets": joints("right", "L4-5")}, "64635-RT"),
        ({"technique": "thermal_rfa", "targets": joints("left", "L4-5")}, "64635-LT 64493-RT"),
        ({"technique": "thermal_rfa", "targets": joints("right", "L2-3")}, "64635-RT 64493-RT"),
    ],
)
def test_other_facet_work_of_the_day_is_one_session(other: dict[str, Any], lines: str) -> None:
    result = coded(technique="intra_articular", same_day=[{"kind": "facet", **other}])
    assert short(result) == lines
    assert not result.hold


def test_a_block_of_an_ablated_joint_is_part_of_the_ablation() -> None:
    other = {"kind": "facet", "technique": "thermal_rfa", "targets": joints("right", "L4-5")}
    assert refused(coded(same_day=[other])) == {"64493"}


def test_ablation_by_two_techniques_is_asked() -> None:
    targets = [*joints("right", "L4-5"), {**joints("right", "L5-S1")[0], "technique": "pulsed_rfa"}]
    assert coded(technique="thermal_rfa", targets=targets).holds == ("mixed",)


@pytest.mark.parametrize(
    ("first", "second", "held"),
    [
        (("L3", 80), ("L4", 44), ("mixed",)),
        (("L3", 80), ("L4", 80), ()),
        (("L3", 80), ("L4", None), ()),
        (("L2", 80), ("L5", 44), ("nerve",)),
    ],
)
def test_a_joint_whose_nerves_were_lesioned_at_different_temperatures_is_asked_about(
    first: tuple[str, float | None], second: tuple[str, float | None], held: tuple[str, ...]
) -> None:
    targets = [{"side": "left", "nerves": [nerve], "ablation": {"celsius": heat}} for nerve, heat in (first, second)]
    assert coded(technique="thermal_rfa", targets=targets).holds == held


@pytest.mark.parametrize("guidance", ["none", "mri", "ultrasound"])
def test_ablation_without_fluoroscopy_or_ct_has_no_code_of_its_own(guidance: str) -> None:
    assert short(coded(technique="thermal_rfa", guidance=guidance)) == "64999"
    assert short(coded(MEDICARE_FORM, technique="thermal_rfa", guidance=guidance)) == ""


def test_no_facet_work_gives_nothing_and_holds_nothing() -> None:
    result = coded(technique="not_facet", targets=[{"side": "right", "text": "sacroiliac joint"}])
    assert (result.lines, result.hold, result.queries) == ((), False, ())


def test_a_plan_is_coded_as_planned_without_asking_for_guidance() -> None:
    plan = {
        "technique": "thermal_rfa",
        "targets": joints("bilateral", "L4-5"),
        "date": "2025-06-01",
        "setting": "asc",
    }
    found, _ = chart_from({"plan": plan}, where="test")
    result = code_chart(found, MEDICARE_FORM)
    assert (short(result), result.hold) == ("64635-RT 64635-LT", False)


def test_lines_point_to_the_diagnoses_of_their_region() -> None:
    rest = {"diagnoses": ["M47.812", "M47.816", "G89.4"]}
    result = coded(targets=joints("right", "C5-6", "L4-5"), rest=rest)
    assert [line.dx for line in result.lines] == [("M47.812",), ("M47.816",)]
    assert coded(rest={"diagnoses": ["G89.4", "M54.2"]}).lines[0].dx == ("G89.4", "M54.2")


def test_the_sessions_region_is_not_the_region_of_its_code() -> None:
    pair = coded(MEDICARE_FORM, targets=joints("right", "T12-L1", "L1-2"))
    assert {str(r) for r in pair.regions} == {"lumbar_sacral"}
    by_convention = coded(Form.of(CPT), targets=joints("right", "T12-L1", "L1-2"))
    assert len(by_convention.regions) == 2
    unclear = coded(MEDICARE_FORM, targets=joints("right", "T11-12", "T12-L1"))
    assert not unclear.regions_certain


def test_the_session_given_is_not_changed() -> None:
    before = repr(SESSION)
    coded()
    assert repr(SESSION) == before
