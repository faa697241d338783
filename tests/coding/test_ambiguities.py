"""The questions on which sources disagree: the careful default, and each other view as an option.

The numbers are those of the table in docs/coding.md.
"""

from __future__ import annotations

from typing import Any

import pytest
from coding_charts import coded, joints, nerves, option, refused, short

from facetproof.coding.form import CPT, MEDICARE, Form

BOTH = joints("bilateral", "L4-5", "L5-S1")
ESI = [{"code": "62323", "kind": "epidural", "region": "lumbar"}]
SI = [{"code": "64625", "kind": "sacroiliac", "region": "sacral"}]
#: Number, options (MEDICARE taken as base where "medicare" is set), session, expected lines, expected hold.
TABLE: list[tuple[int, dict[str, Any], dict[str, Any], str, bool]] = [
    (1, {}, {"targets": nerves("left", "L3", "L4", "L5")}, "64493-LT 64494-LT", False),
    (1, {}, {"targets": [{"side": "left", "text": "L3, L4, L5"}]}, "", True),
    (1, {"level_naming": "ask"}, {"targets": nerves("left", "L3", "L4", "L5")}, "", True),
    (1, {"level_naming": "joint_required"}, {"targets": nerves("left", "L3", "L4", "L5")}, "", True),
    (1, {}, {"targets": [{"side": "left", "joints": ["L3-4", "L4-5"], "nerves": ["L3", "L4", "L5"]}]}, "", True),
    (2, {}, {"technique": "intra_articular", "targets": joints("left", "L3-4", "L4-5")}, "64493-LT 64494-LT", False),
    (3, {}, {"targets": nerves("left", "L4")}, "", True),
    (3, {"single_nerve": "52"}, {"targets": nerves("left", "L4")}, "64493-LT-52", False),
    (3, {"single_nerve": "unlisted"}, {"targets": nerves("left", "L4")}, "64999", False),
    (3, {}, {"targets": nerves("left", "L2", "L3", "L5")}, "64493-LT", True),
    (4, {}, {"targets": joints("bilateral", "L4-5")}, "64493-50", False),
    (4, {"bilateral_style": "rt_lt_two_lines"}, {"targets": joints("bilateral", "L4-5")}, "64493-RT 64493-LT", False),
    (4, {"bilateral_style": "line_plus_50"}, {"targets": joints("bilateral", "L4-5")}, "64493 64493-50", False),
    (5, {}, {"targets": BOTH}, "64493-50 64494-RT 64494-LT", False),
    (5, {"bilateral_addon_style": "mod50"}, {"targets": BOTH}, "64493-50 64494-50", False),
    (5, {"bilateral_addon_style": "units2"}, {"targets": BOTH}, "64493-50 64494*2", False),
    (5, {"bilateral_style": "mod50_one_line"}, {"targets": BOTH}, "64493-50 64494-50", False),
    (
        5,
        {"bilateral_style": "line_plus_50"},
        {"targets": BOTH},
        "64493 64493-50 64494 64494-50",
        False,
    ),
    (6, {"medicare": 1}, {"targets": BOTH, "billing_entity": "professional"}, "64493-50-KX 64494-50-KX", False),
    (
        6,
        {"medicare": 1},
        {"targets": BOTH, "billing_entity": "asc"},
        "64493-RT-KX 64493-LT-KX 64494-RT-KX 64494-LT-KX",
        False,
    ),
    (6, {"medicare": 1}, {"targets": BOTH, "billing_entity": "hospital_outpatient"}, "64493-50-KX 64494-50-KX", False),
    (
        6,
        {"medicare": 1, "asc_facility_bilateral": "mod50_one_line"},
        {"targets": BOTH, "billing_entity": "asc"},
        "64493-50-KX 64494-50-KX",
        False,
    ),
    (7, {}, {"targets": joints("right", "T12-L1", "L1-2")}, "64490-RT 64493-RT", False),
    (7, {"medicare": 1}, {"targets": joints("right", "T12-L1", "L1-2")}, "64490-RT-KX 64494-RT-KX", False),
    (7, {"medicare": 1}, {"targets": joints("right", "T12-L1")}, "64490-RT-KX", False),
    (7, {"medicare": 1}, {"targets": joints("right", "T11-12", "T12-L1")}, "64490-RT-KX 64491-RT-KX", True),
    (7, {}, {"dos": "2010-02-01", "targets": joints("right", "T12-L1")}, "64493-RT", False),
    (8, {}, {"targets": joints("right", "T11-12", "T12-L1", "L1-2")}, "64490-RT 64491-RT 64493-RT", False),
    (8, {"multi_region": "hold"}, {"targets": joints("right", "T12-L1", "L1-2")}, "64490-RT", True),
    (9, {}, {"targets": joints("right", "C7-T1", "T1-2")}, "64490-RT 64491-RT", False),
    (10, {}, {"targets": joints("right", "L3-4", "L4-5", "L5-S1")}, "64493-RT 64494-RT 64495-RT", False),
    (
        10,
        {"third_level": "block"},
        {"targets": joints("right", "L3-4", "L4-5", "L5-S1")},
        "64493-RT 64494-RT",
        False,
    ),
    (
        10,
        {"third_level": "bill_ga"},
        {"targets": joints("right", "L3-4", "L4-5", "L5-S1")},
        "64493-RT 64494-RT 64495-RT-GA",
        False,
    ),
    (
        10,
        {"third_level": "bill_gz"},
        {"targets": joints("right", "L3-4", "L4-5", "L5-S1")},
        "64493-RT 64494-RT 64495-RT-GZ",
        False,
    ),
    (
        11,
        {"medicare": 1},
        {"technique": "thermal_rfa", "targets": joints("right", "L3-4", "L4-5", "L5-S1")},
        "64635-RT 64636-RT",
        False,
    ),
    (
        11,
        {"medicare": 1, "third_level": "allow"},
        {"technique": "thermal_rfa", "targets": joints("right", "L3-4", "L4-5", "L5-S1")},
        "64635-RT 64636*2-RT",
        False,
    ),
    (14, {}, {"technique": "thermal_rfa", "targets": nerves("right", "L4", "L5", "S1", "S2")}, "64635-RT", False),
    (15, {}, {"technique": "thermal_rfa", "targets": nerves("right", "L4", "L5"), "same_day": SI}, "64635-RT", True),
    (
        15,
        {"l5dr_overlap": "allow_59"},
        {"technique": "thermal_rfa", "targets": nerves("right", "L4", "L5"), "same_day": SI},
        "64635-RT",
        False,
    ),
    (16, {}, {"technique": "pulsed_rfa", "targets": BOTH}, "64999", False),
    (16, {"pulsed": "deny"}, {"technique": "pulsed_rfa", "targets": BOTH}, "", False),
    (16, {"pulsed": "deny"}, {"technique": "chemical", "targets": BOTH}, "", False),
    (16, {}, {"technique": "chemical", "targets": joints("left", "L4-5")}, "64635-LT", False),
    (17, {}, {"technique": "cyst_rupture"}, "", True),
    (17, {"cyst_code": "64999"}, {"technique": "cyst_rupture"}, "64999", False),
    (17, {"medicare": 1}, {"technique": "cyst_rupture", "intent": None}, "64493-RT", False),
    (18, {}, {"targets": nerves("right", "TON")}, "64490-RT", False),
    (18, {}, {"technique": "thermal_rfa", "targets": nerves("right", "TON", "C3", "C4")}, "64633-RT 64634-RT", False),
    (18, {"ton": "peripheral"}, {"targets": nerves("right", "TON", "C3", "C4")}, "64490-RT", False),
    (19, {}, {"guidance": "none"}, "", True),
    (19, {"no_imaging": "tpi"}, {"guidance": "none"}, "", False),
    (20, {}, {"guidance": "ultrasound", "targets": joints("left", "L4-5", "L5-S1")}, "0216T-LT 0217T-LT", False),
    (20, {"us_guided": "deny"}, {"guidance": "ultrasound"}, "", False),
    (21, {}, {"same_day": ESI}, "64493-RT", True),
    (21, {}, {"same_day": [{**ESI[0], "reason": "leg pain of its own"}]}, "64493-RT", False),
    (21, {}, {"same_day": [{**ESI[0], "region": "cervical"}]}, "64493-RT", False),
    (21, {"multi_block": "warn"}, {"same_day": ESI}, "64493-RT", False),
    (21, {"multi_block": "allow"}, {"same_day": ESI}, "64493-RT", False),
    (22, {}, {"targets": joints("right", "C5-6", "L4-5")}, "64490-RT 64493-RT-59", False),
    (22, {"medicare": 1}, {"targets": joints("right", "C5-6", "L4-5")}, "64490-RT-KX", True),
    (23, {"kx": "medicare_diag"}, {}, "64493-RT-KX", False),
    (23, {"kx": "medicare_diag"}, {"intent": "therapeutic"}, "64493-RT", False),
    (23, {"kx": "medicare_diag"}, {"intent": None}, "64493-RT", True),
    (23, {"kx": "medicare_diag"}, {"technique": "thermal_rfa", "intent": None}, "64635-RT", False),
    (23, {}, {"intent": None}, "64493-RT", False),
    (
        24,
        {},
        {"technique": "thermal_rfa", "targets": joints("left", "L2-3", "L3-4", "L4-5")},
        "64635-LT 64636*2-LT",
        False,
    ),
    (
        24,
        {"extra_unit_modifier": "59"},
        {"technique": "thermal_rfa", "targets": joints("left", "L2-3", "L3-4", "L4-5")},
        "64635-LT 64636-LT 64636-LT-59",
        False,
    ),
    (
        24,
        {"extra_unit_modifier": "76"},
        {"technique": "thermal_rfa", "targets": joints("left", "L2-3", "L3-4", "L4-5")},
        "64635-LT 64636-LT 64636-LT-76",
        False,
    ),
    (26, {}, {"technique": "endoscopic"}, "", True),
]


def _form(options: dict[str, Any]) -> Form:
    own = {key: value for key, value in options.items() if key != "medicare"}
    return option(dict(MEDICARE if "medicare" in options else CPT), **own)


@pytest.mark.parametrize(("number", "options", "session", "lines", "hold"), TABLE)
def test_each_view_of_a_disputed_question_gives_its_lines(
    number: int, options: dict[str, Any], session: dict[str, Any], lines: str, hold: bool
) -> None:
    result = coded(_form(options), **session)
    assert short(result) == lines
    assert result.hold is hold


def test_what_is_not_billed_is_refused_with_its_joint() -> None:
    third = coded(option(third_level="block"), targets=joints("right", "L3-4", "L4-5", "L5-S1"))
    assert [(item.code, item.joint) for item in third.not_billable] == [("64495", "L5-S1")]
    fourth = coded(targets=joints("right", "L2-3", "L3-4", "L4-5", "L5-S1"))
    assert [(item.code, item.joint) for item in fourth.not_billable] == [("64495", "L5-S1")]
    assert "fourth" in fourth.not_billable[0].why
    assert refused(coded(option(us_guided="deny"), guidance="ultrasound")) == {"64493", "0216T"}
    assert refused(coded(guidance="mri")) == {"64493"}
    assert refused(coded(technique="endoscopic")) == {"64635"}
    assert refused(coded(option(ton="peripheral"), targets=nerves("right", "TON"))) == {"64490"}


@pytest.mark.parametrize(
    ("session", "option_given", "codes"),
    [
        ({"same_day": [{"code": "99152", "kind": "sedation"}]}, {}, {"99152"}),
        ({"same_day": [{"code": "99152", "kind": "sedation"}]}, {"sedation_rule": "allow"}, set()),
        ({"same_day": [{"code": "99152", "kind": "sedation"}], "technique": "thermal_rfa"}, {}, set()),
        ({"same_day": [{"code": "77003", "kind": "imaging"}]}, {}, {"77003"}),
        ({"same_day": [{"code": "77003", "kind": "imaging"}], "dos": "2009-06-01"}, {}, set()),
    ],
)
def test_sedation_and_imaging_of_the_day_are_refused_where_they_are_included(
    session: dict[str, Any], option_given: dict[str, Any], codes: set[str]
) -> None:
    """Question 25, and the imaging that the codes of 2010 took in."""
    assert refused(coded(option(**option_given), **session)) == codes


@pytest.mark.parametrize(
    ("earlier", "change", "lines"),
    [
        ({"dos": "2025-03-03", "side": "left"}, {}, "64635-RT-79"),
        ({"dos": "2025-03-03", "side": "left"}, {"contralateral_modifier": "58"}, "64635-RT-58"),
        ({"dos": "2025-02-28", "side": "left"}, {}, "64635-RT-79"),
        ({"dos": "2025-02-27", "side": "left"}, {}, "64635-RT"),
        ({"dos": "2025-03-03", "side": "right"}, {}, "64635-RT"),
        ({"dos": "2025-03-03", "side": "left", "joint": "C4-5"}, {}, "64635-RT"),
        ({"dos": "2025-03-03", "side": "left", "technique": "medial_branch_block"}, {}, "64635-RT"),
        ({"dos": "2025-03-03", "side": "left", "completed": False}, {}, "64635-RT"),
    ],
)
def test_the_other_side_within_ten_days_takes_its_modifier(
    earlier: dict[str, Any], change: dict[str, Any], lines: str
) -> None:
    """Questions 12 and 13: sides on two days are two sessions; the second lies in the first one's global period."""
    side, joint = earlier.pop("side"), earlier.pop("joint", "L4-5")
    history = [{"technique": "thermal_rfa", "targets": joints(side, joint), **earlier}]
    result = coded(option(**change), technique="thermal_rfa", intent=None, rest={"history": history})
    assert short(result) == lines
    facility = coded(technique="thermal_rfa", intent=None, billing_entity="asc", rest={"history": history})
    assert short(facility) == "64635-RT"
