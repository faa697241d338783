"""Ways to write the claim that nothing settles: ranked, the lines' own first, those that bill less before the rest."""

from __future__ import annotations

from typing import Any

import pytest
from coding_charts import chart, joints, nerves

from facetproof.coding.choices import choices, stated
from facetproof.coding.engine import code_chart
from facetproof.coding.form import CPT, MEDICARE, Form
from facetproof.findings.judge import code
from facetproof.model.chart import Options
from facetproof.model.finding import Choice

SAID_TWICE = {"conflicts": [{"path": "session.guidance", "values": ["fluoroscopy", "ultrasound"]}]}


def found(
    session: dict[str, Any], settled: tuple[str, ...] = (), rest: dict[str, Any] | None = None
) -> tuple[Choice, ...]:
    made = chart(rest=rest, **session)
    form = Form.of(CPT)
    return choices(made, form, code_chart(made, form), settled)


@pytest.mark.parametrize(
    ("session", "rest", "ways"),
    [
        (
            {"targets": nerves("left", "L4")},
            None,
            ["", "64493-LT-52 by single_nerve: 52", "64999 by single_nerve: unlisted"],
        ),
        (
            {"targets": joints("bilateral", "L4-5")},
            None,
            [
                "64493-50",
                "64493 64493-50 by bilateral_style: line_plus_50",
                "64493-RT 64493-LT by bilateral_style: rt_lt_two_lines",
            ],
        ),
        (
            {"targets": joints("right", "T12-L1", "L1-2")},
            None,
            [
                "64490-RT 64493-RT",
                "64490-RT 64494-RT by t12l1_rule: mac_one_region",
                "64490-RT by multi_region: hold",
            ],
        ),
        ({"technique": "cyst_rupture"}, None, ["", "64493-RT by cyst_code: 64493", "64999 by cyst_code: 64999"]),
        (
            {"guidance": None},
            SAID_TWICE,
            ["64493-RT", "0216T-RT by guidance: ultrasound", "64493-RT by guidance: fluoroscopy"],
        ),
        (
            {"targets": [{"side": "left", "text": "L3, L4 and L5"}]},
            None,
            ["", "64493-LT 64494-LT by read as nerves; or read as vertebrae"],
        ),
        ({"targets": [{"side": "left", "text": "L3-S1"}]}, None, []),
        ({"targets": joints("right", "L4-5")}, None, []),
    ],
)
def test_the_ways_that_nothing_settles_are_ranked(
    session: dict[str, Any], rest: dict[str, Any] | None, ways: list[str]
) -> None:
    ranked = found(session, rest=rest)
    assert [c.rank for c in ranked] == list(range(1, len(ways) + 1))
    told = [" ".join(c.lines) + (f" by {c.by}" if c.rank > 1 else "") for c in ranked]
    assert told[:1] == ways[:1]
    assert sorted(told[1:]) == sorted(ways[1:])
    assert all(c.why for c in ranked)


def test_those_that_bill_less_come_first_and_what_waits_comes_last() -> None:
    ranked = found({"targets": joints("right", "C5-6", "L4-5")})
    assert [(c.lines, c.hold) for c in ranked] == [
        (("64490-RT", "64493-RT-59"), False),
        (("64490-RT",), True),
    ]


def test_what_the_payer_or_the_chart_states_leaves_no_choice() -> None:
    both = {"targets": joints("bilateral", "L4-5", "L5-S1")}
    assert found(both)
    assert not found(both, ("bilateral_style", "bilateral_addon_style"))
    assert stated(Options(single_nerve="52")) == {"single_nerve"}
    assert stated(None) == set()
    made = chart(rest={"payer": "medicare:ngs"}, **both)
    assert code(made).choices == ()
    assert set(MEDICARE) >= {"bilateral_style", "bilateral_addon_style", "t12l1_rule"}


def test_a_chart_on_hold_shows_its_choices_in_the_determination() -> None:
    told = code(chart(rest={"payer": "cpt"}, targets=nerves("left", "L4")))
    assert told.hold
    assert [c.by for c in told.choices[1:]] == ["single_nerve: 52", "single_nerve: unlisted"]
