"""The pre-bill check: what a claim can be blamed for alone, what needs the record, and what is corrected from it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace

from facetproof.findings.correction import corrected
from facetproof.findings.prebill import Prebill
from facetproof.model.chart import Chart, Guidance, Intent, Session, Target, Technique
from facetproof.model.claim import Authorization
from facetproof.model.claimfile import BilledClaim, ClaimKind, Payer, Provider, ServiceLine
from facetproof.model.finding import SupportedLine, Verdict
from facetproof.model.spine import Side

DOS = dt.date(2025, 3, 10)


def line(
    number: int, cpt: str, *modifiers: str, units: float = 1, charge: float | None = 100, dos: dt.date = DOS
) -> ServiceLine:
    return ServiceLine(
        number=number, cpt=cpt, modifiers=modifiers, units=units, charge=charge, dos=dos, pointers=(1,), dx=("M47.816",)
    )


def claim(*lines: ServiceLine, state: str | None = "TX", filing: str = "MB", **more: object) -> BilledClaim:
    base = BilledClaim(
        id="T-1",
        record=9,
        place_of_service="11",
        diagnoses=("M47.816",),
        payer=Payer(filing=filing),
        billing=Provider(npi="1234567893", state=state),
        lines=lines,
    )
    return replace(base, **more)


def record(*joints: str, side: Side = Side.BILATERAL, **more: object) -> Chart:
    session = Session(
        dos=DOS,
        technique=Technique.MEDIAL_BRANCH_BLOCK,
        intent=Intent.DIAGNOSTIC,
        guidance=Guidance.FLUOROSCOPY,
        targets=(Target(side=side, joints=joints),),
    )
    return replace(Chart(id="T-1", payer="medicare:novitas", session=session, diagnoses=("M47.816",)), **more)


def rules_of(*lines: ServiceLine) -> set[str]:
    (result,) = Prebill().check(claim(*lines))
    return {finding.rule for finding in result.findings}


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ((line(1, "64494", "50", "KX"),), "BL02"),
        ((line(1, "64493", "KX", units=3),), "BL03"),
        ((line(1, "64493", "50", "KX"), line(2, "77003")), "BL06"),
        ((line(1, "64493", "50", "KX"), line(2, "64494", "50", "KX"), line(3, "64495", "50", "KX")), "BL07"),
        ((line(1, "64493", "50", "RT", "KX"),), "BL08"),
        ((line(1, "64493", "Q9X", "KX"),), "BL09"),
        ((line(1, "64493", "50", "KX"), line(2, "64493", "50", "KX")), "BL10"),
    ],
)
def test_the_claim_alone_is_blamed_for(lines: tuple[ServiceLine, ...], rule: str) -> None:
    assert rule in rules_of(*lines)


def test_a_clean_claim_without_a_chart_has_no_verdict() -> None:
    (result,) = Prebill().check(claim(line(1, "64493", "50", "KX"), line(2, "99213", "25")))
    assert (result.findings, result.verdict, result.wrong, result.matched) == ((), None, False, False)
    assert result.charge == 100


def test_rules_of_the_record_are_silent_without_one() -> None:
    assert rules_of(line(1, "64493", "RT")) == set()


@pytest.mark.parametrize(
    ("state", "filing", "policy"),
    [
        ("TX", "MB", "medicare:novitas"),
        ("NY", "MB", "medicare:ngs"),
        (None, "MB", "medicare"),
        ("QQ", "MA", "medicare"),
        ("TX", "CI", "cpt"),
    ],
)
def test_the_payer_is_the_claim_s_own_unless_given(state: str | None, filing: str, policy: str) -> None:
    billed = claim(line(1, "64493", "50", "KX"), state=state, filing=filing)
    assert Prebill().check(billed)[0].policy == policy
    assert Prebill(payer="medicare:cgs").check(billed)[0].policy == "medicare:cgs"


def test_claims_without_facet_codes_are_passed_over() -> None:
    assert Prebill().check(claim(line(1, "99213", "25"))) == ()


def test_each_day_of_a_claim_is_judged_by_itself() -> None:
    later = DOS + dt.timedelta(days=30)
    results = Prebill().check(claim(line(1, "64493", "50", "KX"), line(2, "64494", "50", "KX", dos=later)))
    assert [(result.dos, bool(result.findings)) for result in results] == [(DOS, False), (later, True)]


def test_the_record_decides_where_a_chart_is_given() -> None:
    billed = claim(line(1, "64493", "RT", "KX"))
    (result,) = Prebill([record("L4-5", "L5-S1")]).check(billed)
    assert result.matched
    assert {"BL04", "BL11"} <= {finding.rule for finding in result.findings}
    assert result.verdict in (Verdict.NOT_SUPPORTED, Verdict.NEEDS_DOCUMENTATION)


def test_a_chart_of_another_day_is_not_used_and_said_so() -> None:
    billed = claim(line(1, "64493", "50", "KX", dos=DOS + dt.timedelta(days=1)))
    (result,) = Prebill([record("L4-5")]).check(billed)
    assert not result.matched
    assert result.note is not None
    assert "another date" in result.note


def test_a_claim_without_its_chart_is_told_among_charts() -> None:
    (result,) = Prebill([replace(record("L4-5"), id="T-2")]).check(claim(line(1, "64493", "50", "KX")))
    assert result.note == "No chart of this claim was given."


def test_a_chart_may_be_named_by_the_medical_record_number() -> None:
    charts = [replace(record("L4-5"), id="MRN-7")]
    billed = claim(line(1, "64493", "50", "KX"), medical_record="MRN-7")
    assert Prebill(charts).check(billed)[0].matched
    assert not Prebill(charts).check(replace(billed, medical_record="MRN-8"))[0].matched


def test_two_charts_of_one_claim_and_day_decide_nothing() -> None:
    (result,) = Prebill([record("L4-5"), record("L3-4")]).check(claim(line(1, "64493", "50", "KX")))
    assert not result.matched


def test_the_correction_is_what_the_record_supports() -> None:
    billed = claim(line(1, "64493", "RT", "KX", charge=100), line(2, "64493", "LT", "KX", charge=100))
    (result,) = Prebill([record("L4-5")]).check(billed)
    assert result.correction is not None
    assert [(x.cpt, x.modifiers, x.units, x.charge) for x in result.correction.lines] == [
        ("64493", ("50", "KX"), 1, 200)
    ]
    assert result.correction.replaced == (1, 2)


def test_nothing_is_corrected_while_the_record_is_on_hold() -> None:
    chart = record("L4-5")
    assert chart.session is not None
    unknown = replace(chart, session=replace(chart.session, intent=None))
    (result,) = Prebill([unknown]).check(claim(line(1, "64493", "RT")))
    assert result.hold
    assert result.correction is None


def supported(cpt: str, *modifiers: str, units: int = 1) -> SupportedLine:
    return SupportedLine(cpt=cpt, modifiers=modifiers, units=units, dx=("M47.816",))


def test_equal_lines_in_another_order_need_no_correction() -> None:
    billed = (line(1, "64494", "KX", "50"), line(2, "64493", "50", "KX"))
    assert (
        corrected(claim(*billed), billed, (supported("64493", "50", "KX"), supported("64494", "50", "KX")), {}) is None
    )


def test_a_charge_follows_sides_and_units() -> None:
    billed = (line(1, "64493", "50", charge=200), line(2, "64494", "RT", units=2, charge=100))
    found = corrected(claim(*billed), billed, (supported("64493", "RT"), supported("64494", "RT")), {})
    assert found is not None
    assert [x.charge for x in found.lines] == [100, 50]
    assert found.changes == (
        "line 1 (64493): modifiers 50 → RT, charge 200.00 → 100.00",
        "line 2 (64494): units 2 → 1, charge 100.00 → 50.00",
    )


def test_a_line_that_was_not_billed_needs_a_fee() -> None:
    billed = (line(1, "64493", "50", "KX", charge=200),)
    wanted = (supported("64493", "50", "KX"), supported("64494", "50", "KX"))
    without = corrected(claim(*billed), billed, wanted, {})
    assert without is not None
    assert without.blocked == "no charge is known for 64494; give a fee list"
    with_fee = corrected(claim(*billed), billed, wanted, {"64494": 60.0})
    assert with_fee is not None
    assert with_fee.blocked is None
    assert [(x.number, x.cpt, x.charge) for x in with_fee.lines] == [(1, "64493", 200), (0, "64494", 120)]
    assert with_fee.changes == ("64494-50-KX, 1 unit, added at 120.00",)


@pytest.mark.parametrize("modifier", ["GC", "Q6", "SG", "GA", "KX"])
def test_modifiers_that_say_something_else_stay(modifier: str) -> None:
    billed = (line(1, "64493", "RT", modifier),)
    found = corrected(claim(*billed), billed, (supported("64493", "50"),), {})
    assert found is not None
    assert found.lines[0].modifiers == ("50", modifier)


def test_modifiers_of_form_go_where_the_record_does_not_support_them() -> None:
    billed = (line(1, "64493", "RT", "59", "51"),)
    found = corrected(claim(*billed), billed, (supported("64493", "LT"),), {})
    assert found is not None
    assert found.lines[0].modifiers == ("LT",)


def test_nothing_is_rewritten_where_no_rule_of_billing_is_broken() -> None:
    (result,) = Prebill([record("L4-5", payer="cpt")]).check(claim(line(1, "64493", "50", "KX"), filing="CI"))
    assert not any(f.rule.startswith("BL") for f in result.findings)
    assert result.correction is None


def test_lines_without_support_are_taken_out() -> None:
    billed = (line(1, "64493", "50", "KX"), line(2, "64495", "50", "KX"))
    found = corrected(claim(*billed), billed, (supported("64493", "50", "KX"),), {})
    assert found is not None
    assert (found.replaced, [x.number for x in found.lines]) == ((1, 2), [1])
    assert found.changes == ("line 2 (64495-50-KX) taken out",)


@pytest.mark.parametrize("decision", ["affirmed", "partial", None])
def test_an_authorization_number_on_file_is_put_on_the_claim(decision: str | None) -> None:
    billed = (line(1, "64635", "RT"),)
    held = Authorization(number="AH00000000001A", decision=decision)  # type: ignore[arg-type]
    bill = claim(*billed, kind=ClaimKind.INSTITUTIONAL, bill_type="131", place_of_service=None)
    found = corrected(bill, billed, (supported("64635", "RT"),), {}, held)
    assert found is not None
    assert (found.authorization_number, found.lines) == ("AH00000000001A", ())
    has_one = replace(bill, authorization_number="AH00000000009Z")
    assert corrected(has_one, billed, (supported("64635", "RT"),), {}, held) is None


def test_the_number_of_a_non_affirmed_request_is_not_put_on_the_claim() -> None:
    billed = (line(1, "64635", "RT"),)
    held = Authorization(number="AH00000000001A", decision="non_affirmed")
    assert corrected(claim(*billed), billed, (supported("64635", "RT"),), {}, held) is None


@pytest.mark.parametrize(
    ("kind", "payer", "written"),
    [
        (ClaimKind.INSTITUTIONAL, "medicare:novitas", True),
        (ClaimKind.PROFESSIONAL, "medicare:novitas", False),
        (ClaimKind.PROFESSIONAL, "cpt", True),
    ],
)
def test_a_number_goes_on_the_claim_for_which_the_payer_asks_it(kind: ClaimKind, payer: str, written: bool) -> None:
    place: dict[str, Any] = {"bill_type": "131", "place_of_service": None} if kind is ClaimKind.INSTITUTIONAL else {}
    held = Authorization(number="A1B2C3D4E5F6G7", decision="affirmed", codes=("64493",))
    chart = record("L4-5", payer=payer, authorization=held)
    (result,) = Prebill([chart]).check(claim(line(1, "64493", "50", "KX"), kind=kind, **place))
    number = result.correction.authorization_number if result.correction else None
    assert number == ("A1B2C3D4E5F6G7" if written else None)


@pytest.mark.parametrize("extra", ["77003", "77012", "99152"])
def test_what_is_part_of_the_procedure_is_taken_out(extra: str) -> None:
    billed = claim(line(1, "64493", "50", "KX", charge=200), line(2, extra, "26"), line(3, "99213", "25"))
    (result,) = Prebill([record("L4-5")]).check(billed)
    assert result.correction is not None
    assert result.correction.replaced == (2,)
    assert result.correction.changes == (f"line 2 ({extra}-26) taken out: already included",)


def test_an_evaluation_without_25_is_named_but_stays() -> None:
    billed = claim(line(1, "64493", "50", "KX", charge=200), line(2, "99213"))
    (result,) = Prebill([record("L4-5")]).check(billed)
    assert "BL06" in {finding.rule for finding in result.findings}
    assert result.correction is None


def test_a_line_added_beside_a_line_taken_out_is_priced_from_the_list() -> None:
    billed = claim(line(1, "64493", "50", "KX", charge=200), line(2, "77003", "26"))
    (result,) = Prebill([record("L4-5", "L5-S1")], fees={"64494": 50.0}).check(billed)
    assert result.correction is not None
    assert result.correction.replaced == (1, 2)
    assert [(x.number, x.cpt, x.charge) for x in result.correction.lines] == [(1, "64493", 200), (0, "64494", 100)]
