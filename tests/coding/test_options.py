"""Every value of every coding option: what it does, where it is written down, and that some code reads it."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from coding_charts import coded, joints, nerves, option, refused, short

from facetproof.coding.form import Form
from facetproof.model.chart import Options

ROOT = Path(__file__).parents[2]
THREE = joints("right", "L3-4", "L4-5", "L5-S1")
BOTH = joints("bilateral", "L4-5", "L5-S1")
ESI = [{"code": "62323", "kind": "epidural", "region": "lumbar"}]
SI = [{"code": "64625", "kind": "sacroiliac", "region": "sacral"}]
SEDATED = [{"code": "99152", "kind": "sedation"}]
LEFT_BEFORE = {"history": [{"dos": "2025-03-03", "technique": "thermal_rfa", "targets": joints("left", "L4-5")}]}

#: One case for each option, and what every value makes of it: lines | holds | codes refused.
VIEWS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "level_naming": (
        {"targets": [{"side": "left", "joints": ["L3-4"]}, {"side": "left", "nerves": ["L4", "L5"]}]},
        {
            "nerve_ok": "64493-LT 64494-LT||",
            "ask": "|joints|",
            "joint_required": "|joints|",
        },
    ),
    "single_nerve": (
        {"targets": nerves("left", "L4")},
        {"hold": "|nerve|", "52": "64493-LT-52||", "unlisted": "64999||"},
    ),
    "bilateral_style": (
        {"targets": joints("bilateral", "L4-5")},
        {
            "mod50_one_line": "64493-50||",
            "rt_lt_two_lines": "64493-RT 64493-LT||",
            "line_plus_50": "64493 64493-50||",
        },
    ),
    "bilateral_addon_style": (
        {"targets": BOTH},
        {
            "mod50": "64493-50 64494-50||",
            "twice_rt_lt": "64493-50 64494-RT 64494-LT||",
            "units2": "64493-50 64494*2||",
        },
    ),
    "asc_facility_bilateral": (
        {"targets": joints("bilateral", "L4-5"), "billing_entity": "asc"},
        {"rt_lt_two_lines": "64493-RT 64493-LT||", "mod50_one_line": "64493-50||"},
    ),
    "t12l1_rule": (
        {"targets": joints("right", "T12-L1", "L1-2")},
        {"cpt": "64490-RT 64493-RT||", "mac_one_region": "64490-RT 64494-RT||"},
    ),
    "multi_region": (
        {"targets": joints("right", "C5-6", "L4-5")},
        {"hold": "64490-RT|region|64493", "bill_59": "64490-RT 64493-RT-59||"},
    ),
    "third_level": (
        {"targets": THREE},
        {
            "block": "64493-RT 64494-RT||64495",
            "bill_ga": "64493-RT 64494-RT 64495-RT-GA||",
            "bill_gz": "64493-RT 64494-RT 64495-RT-GZ||",
            "allow": "64493-RT 64494-RT 64495-RT||",
        },
    ),
    "contralateral_modifier": (
        {"technique": "thermal_rfa", "intent": None, "rest": LEFT_BEFORE},
        {"79": "64635-RT-79||", "58": "64635-RT-58||"},
    ),
    "l5dr_overlap": (
        {"technique": "thermal_rfa", "targets": nerves("right", "L4", "L5"), "same_day": SI},
        {"hold": "64635-RT|overlap|", "allow_59": "64635-RT||"},
    ),
    "pulsed": (
        {"technique": "pulsed_rfa"},
        {"64999": "64999||64635", "deny": "||64635"},
    ),
    "cyst_code": (
        {"technique": "cyst_rupture", "intent": None},
        {"64493": "64493-RT||", "64999": "64999||64493", "hold": "|cyst|64493"},
    ),
    "ton": (
        {"targets": nerves("right", "TON", "C3", "C4")},
        {"facet": "64490-RT 64491-RT||", "peripheral": "64490-RT||64490"},
    ),
    "no_imaging": (
        {"guidance": "none"},
        {"hold": "|no_imaging|64493", "tpi": "||64493"},
    ),
    "us_guided": (
        {"guidance": "ultrasound"},
        {"cat3": "0216T-RT||", "deny": "||0216T 64493"},
    ),
    "multi_block": (
        {"same_day": ESI},
        {"hold": "64493-RT|blocks|", "warn": "64493-RT||", "allow": "64493-RT||"},
    ),
    "kx": ({}, {"medicare_diag": "64493-RT-KX||", "off": "64493-RT||"}),
    "extra_unit_modifier": (
        {"technique": "thermal_rfa", "intent": None, "targets": THREE},
        {
            "none": "64635-RT 64636*2-RT||",
            "59": "64635-RT 64636-RT 64636-RT-59||",
            "76": "64635-RT 64636-RT 64636-RT-76||",
        },
    ),
    "sedation_rule": (
        {"same_day": SEDATED},
        {"deny_with_injection": "64493-RT||99152", "allow": "64493-RT||"},
    ),
    "endoscopic": ({"technique": "endoscopic"}, {"hold": "|endoscopic|64635"}),
}
#: Read where sessions are counted, and tested there.
ELSEWHERE = {"session_unit": ROOT / "tests" / "findings" / "test_of_coding.py"}


def values() -> list[tuple[str, str]]:
    """Each option with each value that a payer's form and a chart may give it."""
    hints = get_type_hints(Form)
    own = {"asc_facility_bilateral": {"as_professional"}, "bilateral_addon_style": {"line_plus_50"}}
    return [
        (key, value)
        for key in Options.__struct_fields__
        for value in get_args(hints[key])
        if value not in own.get(key, set())
    ]


@pytest.mark.parametrize(("key", "value"), [(k, v) for k, v in values() if k not in ELSEWHERE])
def test_each_value_of_an_option_does_what_is_written_here(key: str, value: str) -> None:
    session, views = VIEWS[key]
    chosen: dict[str, Any] = {key: value}
    given = coded(option(**chosen), **session)
    held = " ".join(given.holds)
    assert f"{short(given)}|{held}|{' '.join(sorted(refused(given)))}" == views[value]


@pytest.mark.parametrize(
    ("key", "value", "word"),
    [
        ("multi_block", "warn", "without a reason of its own"),
        ("l5dr_overlap", "allow_59", "must not be billed twice"),
        ("contralateral_modifier", "58", "modifier 58"),
    ],
)
def test_a_view_that_lets_pass_says_what_it_lets_pass(key: str, value: str, word: str) -> None:
    session, _ = VIEWS[key]
    chosen: dict[str, Any] = {key: value}
    assert any(word in text for text in coded(option(**chosen), **session).warnings)
    allowed = coded(option(multi_block="allow"), **VIEWS["multi_block"][0])
    assert not any("reason of its own" in text for text in allowed.warnings)


def test_a_value_tested_elsewhere_is_tested_there() -> None:
    for key, value in values():
        if key in ELSEWHERE:
            assert f'{{"{key}": "{value}"}}' in ELSEWHERE[key].read_text(encoding="utf-8")


def test_naming_asked_for_keeps_what_nerves_tell_and_naming_required_does_not() -> None:
    session, _ = VIEWS["level_naming"]
    told = {v: coded(option(level_naming=v), **session).levels.joints for v in ("ask", "joint_required")}
    assert [j.name for j in told["ask"]] == ["L3-4", "L5-S1"]
    assert [j.name for j in told["joint_required"]] == ["L3-4"]


def test_no_option_is_dead() -> None:
    read: set[str] = set()
    for path in (ROOT / "src" / "facetproof").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        read |= {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, (ast.Name, ast.Attribute))
            and ast.unparse(node.value) in ("form", "setting.form", "self.form")
        }
    assert {key for key, _ in values()} <= read
    assert set(Options.__struct_fields__) == set(Form.__struct_fields__)


def test_every_option_and_value_stands_on_the_page_with_who_holds_it() -> None:
    page = (ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:-1] for line in page.splitlines() if re.match(r"\| \d+ \|", line)]
    assert [int(row[0]) for row in rows] == list(range(1, 27))
    assert all(len(row[2].split()) >= 4 for row in rows), "each question says who holds which view"
    options = " ".join(row[4] for row in rows)
    missing = [f"{key}: {value}" for key, value in values() if not re.search(rf"`{key}`[^|]*`{value}`", options)]
    assert missing == []
