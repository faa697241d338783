"""A claim against the record: which rule owns which fault, and what cannot be told."""

from __future__ import annotations

from typing import Any

import pytest
from coding_charts import DAY, chart, joints, nerves, option

from facetproof.coding.billed import Comparison, compare
from facetproof.coding.engine import code_chart
from facetproof.coding.form import CPT, MEDICARE, Form
from facetproof.model.chart import BillingEntity
from facetproof.model.claim import Claim, ClaimLine

MEDICARE_FORM = Form.of(MEDICARE)
RULES = tuple(f"bl{n:02}" for n in range(1, 12))
TWO = {"targets": joints("right", "L4-5", "L5-S1")}
BOTH = {"targets": joints("bilateral", "L4-5", "L5-S1")}
PAIR = {"targets": joints("right", "T12-L1", "L1-2"), "intent": "therapeutic"}
RFA = {"technique": "thermal_rfa", "intent": None, "targets": joints("right", "L3-4", "L4-5", "L5-S1")}
SPLIT = {
    "intent": "therapeutic",
    "targets": [*joints("left", "L4-5"), *joints("bilateral", "L5-S1")],
}


def claim(text: str) -> Claim:
    """Lines written as `64493-RT-KX 64636*2-RT`."""
    lines = []
    for word in text.split():
        head, *modifiers = word.split("-")
        code, _, units = head.partition("*")
        lines.append(ClaimLine(cpt=code, units=float(units or 1), modifiers=tuple(modifiers)))
    return Claim(lines=tuple(lines))


def compared(text: str, session: dict[str, Any], form: Form = MEDICARE_FORM) -> Comparison:
    """The claim under Medicare's form unless another is given."""
    entity = BillingEntity(session.get("billing_entity", "professional"))
    given = chart(**session)
    assert given.session is not None
    dos = given.session.dos if "dos" in session else DAY
    return compare(claim(text), code_chart(given, form), form, dos, entity)


def faults(result: Comparison) -> set[str]:
    """Rules with a problem."""
    return {rule for rule in RULES if getattr(result, rule)}


def untold(result: Comparison) -> set[str]:
    """Rules that cannot be told."""
    return {rule for rule in RULES if getattr(result, rule) is None}


@pytest.mark.parametrize(
    ("session", "billed", "rules"),
    [
        (TWO, "64493-RT-KX 64494-RT-KX", set()),
        (BOTH, "64493-50-KX 64494-50-KX", set()),
        (RFA, "64635-RT 64636-RT", set()),
        # the codes
        (TWO, "64493-RT-KX 64494-RT-KX 64495-RT-KX", {"bl01", "bl07"}),
        (TWO, "64490-RT-KX 64491-RT-KX", {"bl01", "bl11"}),
        (RFA, "64635-RT 64636*2-RT", {"bl01"}),
        (TWO, "64635-RT 64636-RT", {"bl01", "bl11"}),
        ({}, "64494-RT-KX", {"bl01", "bl02", "bl11"}),
        ({}, "64493-RT-KX 64491-RT-KX", {"bl01", "bl02"}),
        (TWO, "64493-RT-KX", {"bl11"}),
        ({"guidance": "ultrasound"}, "0216T-RT-KX", {"bl01", "bl07"}),
        ({"guidance": "none"}, "64493-RT-KX", {"bl01"}),
        # the pair over T12
        (PAIR, "64490-RT 64494-RT", set()),
        (PAIR, "64490-RT 64493-RT", {"bl01", "bl11"}),
        (PAIR, "64493-RT 64494-RT", {"bl01", "bl11"}),
        # units
        (BOTH, "64493-50-KX 64494*2-50-KX", {"bl01", "bl03"}),
        (TWO, "64493-RT-KX 64493-RT-KX 64494-RT-KX", {"bl10"}),
        # sides and their form
        (BOTH, "64493-RT-KX 64493-LT-KX 64494-50-KX", {"bl03", "bl04"}),
        (BOTH, "64493-KX 64494-50-KX", {"bl04"}),
        (BOTH, "64493-RT-KX 64494-50-KX", {"bl04"}),
        (TWO, "64493-KX 64494-RT-KX", {"bl04"}),
        (TWO, "64493-50-KX 64494-RT-KX", {"bl04"}),
        (TWO, "64493-LT-KX 64494-LT-KX", {"bl08"}),
        (TWO, "64493-50-RT-KX 64494-RT-KX", {"bl04", "bl08"}),
        (SPLIT, "64493-LT 64494-50", set()),
        (SPLIT, "64493-50 64494-LT", set()),
        (SPLIT, "64493-50 64494-RT", {"bl04"}),
        (SPLIT, "64493-50 64494-50", {"bl04"}),
        # KX
        (TWO, "64493-RT-KX 64494-RT", {"bl05"}),
        ({"intent": "therapeutic"}, "64493-RT-KX", {"bl05"}),
        (RFA, "64635-RT-KX 64636-RT", {"bl05"}),
        # what is included
        ({}, "64493-RT-KX 77003-26", {"bl06"}),
        ({}, "64493-RT-KX 77003-59", {"bl06"}),
        ({}, "64493-RT-KX 99152", {"bl06"}),
        (RFA, "64635-RT 64636-RT 99152", set()),
        ({}, "64493-RT-KX 99213", {"bl06"}),
        ({}, "64493-RT-KX 99213-25", set()),
        (RFA, "64635-RT 64636-RT 64483", {"bl06"}),
        (RFA, "64635-RT 64636-RT 64483-59", set()),
        ({}, "64493-RT-KX 20552", {"bl06"}),
        ({}, "64493-RT-KX-59 20552", set()),
        ({}, "64493-RT-KX-59 77003", {"bl06", "bl08"}),
        ({}, "64493-RT-KX 99203", set()),
        ({}, "64493-RT-KX 62323", set()),
        # the grammar of modifiers
        (TWO, "64493-RT-KX 64494-RT-KX-51", {"bl08"}),
        (TWO, "64493-RT-KX 64494-RT-KX-59", {"bl08"}),
        (TWO, "64493-RT-KX 64494-RT-KX-76", {"bl08"}),
        (TWO, "64493-RT-LT-KX 64494-RT-KX", {"bl08"}),
        ({}, "64493-RT-KX-25", {"bl08"}),
        ({}, "64493-RT-KX-99X", {"bl09"}),
    ],
)
def test_one_fault_belongs_to_one_rule(session: dict[str, Any], billed: str, rules: set[str]) -> None:
    result = compared(billed, session)
    assert faults(result) == rules
    for rule in rules:
        for problem in getattr(result, rule):
            assert problem.why
            assert problem.line is None or problem.code == claim(billed).lines[problem.line].cpt


@pytest.mark.parametrize(
    ("session", "billed", "rules"),
    [
        ({"targets": joints(None, "L4-5", "L5-S1")}, "64493 64494", {"bl04"}),
        ({"targets": [{"side": "right", "text": "L3-S1"}]}, "64493-RT-KX", {"bl01", "bl11"}),
        ({"targets": nerves("right", "L4")}, "64493-RT-KX", {"bl01", "bl11"}),
        ({"intent": None}, "64493-RT", {"bl05"}),
        ({"guidance": None}, "64493-RT-KX", {"bl01", "bl11"}),
        ({"dos": "2019-06-03"}, "64493-RT-KX", {"bl03"}),
        ({"dos": None}, "64493-RT-KX", {"bl03", "bl06", "bl09"}),
        ({"billing_entity": "asc", **BOTH}, "64493-RT-KX 64493-LT-KX 64494-RT-KX 64494-LT-KX", {"bl03"}),
        ({}, "64493-RT-KX-Q4", {"bl09"}),
    ],
)
def test_what_cannot_be_told_is_neither_right_nor_wrong(session: dict[str, Any], billed: str, rules: set[str]) -> None:
    result = compared(billed, session)
    assert rules <= untold(result)
    assert not faults(result) & rules


@pytest.mark.parametrize(
    ("options", "session", "billed", "rules"),
    [
        ({}, BOTH, "64493-50 64494-RT 64494-LT", set()),
        ({}, BOTH, "64493-50 64494-50", {"bl04"}),
        ({"bilateral_addon_style": "units2"}, BOTH, "64493-50 64494*2", set()),
        ({"bilateral_addon_style": "units2"}, BOTH, "64493-50 64494-50", {"bl04"}),
        ({"bilateral_style": "rt_lt_two_lines"}, BOTH, "64493-RT 64493-LT 64494-RT 64494-LT", set()),
        ({"bilateral_style": "line_plus_50"}, BOTH, "64493 64493-50 64494 64494-50", set()),
        ({"bilateral_style": "line_plus_50"}, BOTH, "64493-50 64494-50", {"bl04"}),
        ({}, RFA, "64635-RT 64636*2-RT", set()),
        ({}, {"targets": joints("right", "L3-4", "L4-5", "L5-S1")}, "64493-RT 64494-RT 64495-RT", set()),
        ({"third_level": "bill_ga"}, {"targets": joints("right", "L3-4", "L4-5", "L5-S1")},
         "64493-RT 64494-RT 64495-RT-GA", set()),
        ({"third_level": "bill_ga"}, {"targets": joints("right", "L3-4", "L4-5", "L5-S1")},
         "64493-RT 64494-RT 64495-RT", {"bl07"}),
        ({}, {}, "64493-RT-KX", {"bl05"}),
        ({}, {"technique": "pulsed_rfa"}, "64999", set()),
        ({}, {"technique": "pulsed_rfa"}, "64635-RT", {"bl01", "bl11"}),
        ({}, PAIR, "64490-RT 64494-RT", {"bl01", "bl02", "bl11"}),
        ({"sedation_rule": "allow"}, {}, "64493-RT 99152", set()),
        ({}, {"targets": joints("right", "C5-6", "L4-5")}, "64490-RT 64493-RT-59", set()),
        ({}, {"dos": "2009-03-02"}, "64493-RT", {"bl01", "bl09", "bl11"}),
        ({}, {"dos": "2009-03-02"}, "64475-RT", set()),
        ({}, {"dos": "2014-03-03"}, "64493-RT-XS", {"bl08", "bl09"}),
    ],
)  # fmt: skip
def test_the_payers_own_form_is_what_counts(
    options: dict[str, Any], session: dict[str, Any], billed: str, rules: set[str]
) -> None:
    assert faults(compared(billed, session, option(dict(CPT), **options))) == rules


def test_a_facet_code_on_a_claim_is_seen_even_where_nothing_facet_was_done() -> None:
    result = compared("64493-RT 20552", {"technique": "not_facet", "targets": []})
    assert [line.code for line in result.facet_lines] == ["64493"]
    assert "bl01" in faults(result)


def test_lower_case_modifiers_and_blanks_are_read() -> None:
    given = Claim(lines=(ClaimLine(cpt=" 64493 ", modifiers=("rt", "kx ")),))
    result = compare(given, code_chart(chart(), MEDICARE_FORM), MEDICARE_FORM, DAY, BillingEntity.PROFESSIONAL)
    assert faults(result) == set()
