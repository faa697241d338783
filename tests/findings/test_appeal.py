"""A denial against a record: the outcome by code and line, what stands in the way, and by when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from denied_charts import chart_of, denial_of, documented, told
from sound_charts import KINDS, remove

from facetproof.errors import InputError
from facetproof.findings.appeal import appeal
from facetproof.findings.appeal_answer import Appeal
from facetproof.findings.shown import fact_words, shown
from facetproof.model.chart import Conflict
from facetproof.model.denial import Denial, DeniedLine

ASKED = dt.date(2025, 8, 1)
SMALL = DeniedLine(cpt="64635", modifiers=("RT",), charge=100.0, carc=("50",))


def found(tree: dict[str, Any], **more: Any) -> Appeal:
    asked = more.pop("asked", ASKED)
    return appeal(chart_of(tree), denial_of(chart_of(told("ablation")), **more), asked=asked)


@pytest.mark.parametrize("kind", KINDS)
def test_a_supported_claim_denied_as_not_necessary_stands_on_every_line(kind: str) -> None:
    chart = chart_of(told(kind))
    answer = appeal(chart, denial_of(chart), asked=ASKED)
    assert answer.outcome == "letter"
    assert {state.state for state in answer.lines} == {"appealed"}
    assert all(point.facts for point in answer.points)


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("history.0.relief.percent", "RF01"),
        ("session.ablation", "RF03"),
        ("assessment.other_cause", "NC08"),
        ("assessment.disability", "NC04"),
    ],
)
def test_a_gap_that_the_denial_touches_leaves_no_letter_and_is_named(path: str, rule: str) -> None:
    tree = told("ablation")
    remove(tree, path)
    answer = found(tree)
    assert answer.outcome == "not_supported"
    assert rule in {one.rule for one in answer.against}
    assert answer.needed is not None
    needed = {need.path for needs in answer.needed.sets for need in needs}
    assert any(one.startswith(path) or path.startswith(one) for one in needed)


def test_a_gap_that_the_denial_does_not_touch_is_a_caution() -> None:
    tree = told("ablation")
    remove(tree, "assessment.disability")
    answer = found(tree, carc=("151",))
    assert answer.outcome == "letter"
    assert {point.finding.rule for point in answer.points} == {"FQ03", "LV02"}
    assert any(caution.startswith("NC04 is not documented") for caution in answer.cautions)


def test_what_the_record_contradicts_leaves_no_letter_whatever_the_denial_says() -> None:
    tree = told("ablation")
    tree["session"]["guidance"] = "ultrasound"
    answer = found(tree, carc=("151",))
    assert answer.outcome == "not_supported"
    assert "IM01" in {one.rule for one in answer.against}


def test_only_the_lines_that_stand_are_argued() -> None:
    tree = told("ablation")
    chart = chart_of(tree)
    denial = denial_of(chart)
    wrong = DeniedLine(cpt="64634", modifiers=("RT",), charge=100, carc=("50",))
    answer = appeal(chart, msgspec.structs.replace(denial, lines=(wrong, *denial.lines)), asked=ASKED)
    assert answer.outcome == "letter_in_part"
    assert [state.state for state in answer.lines] == ["not_supported", "appealed", "appealed"]
    assert "BL01" in {one.rule for one in answer.against}


def test_a_claim_that_was_written_wrongly_is_to_be_corrected_first() -> None:
    chart = chart_of(told("ablation"))
    wrong = tuple(msgspec.structs.replace(line, modifiers=("LT",)) for line in denial_of(chart).lines)
    answer = appeal(chart, denial_of(chart, lines=wrong), asked=ASKED)
    assert answer.outcome == "not_supported"
    assert [step.way for step in answer.steps] == ["corrected_claim"]
    assert {one.rule[:2] for one in answer.against} == {"BL"}
    assert answer.needed is None


def test_a_code_of_one_line_does_not_hold_back_another() -> None:
    tree = told("ablation")
    del tree["history_from"]
    chart = chart_of(tree)
    first, second = denial_of(chart).lines
    often = msgspec.structs.replace(second, carc=("50", "151"))
    answer = appeal(chart, denial_of(chart, lines=(first, often)), asked=ASKED)
    assert [state.state for state in answer.lines] == ["appealed", "not_supported"]
    assert {name for point in answer.points for name in point.codes} == {"CARC 50"}


def test_lines_that_were_paid_stay_on_the_claim_and_others_are_not_judged() -> None:
    chart = chart_of(told("ablation"))
    first, second = denial_of(chart).lines
    paid = msgspec.structs.replace(first, carc=("45",), paid=300.0)
    visit = DeniedLine(cpt="99213", carc=("97",))
    answer = appeal(chart, denial_of(chart, lines=(paid, second, visit)), asked=ASKED)
    assert [state.state for state in answer.lines] == ["not_denied", "appealed", "not_ours"]
    assert answer.outcome == "letter"


@pytest.mark.parametrize(
    ("carc", "rarc", "way"),
    [
        (("16",), ("M51", "MA130"), "corrected_claim"),
        (("4",), (), "corrected_claim"),
        (("18",), (), "reopening"),
        (("29",), (), "timely_filing"),
        (("236",), (), "corrected_claim"),
        (("226",), ("M127",), "records"),
        (("109",), (), "other_payer"),
        (("96",), (), "by_remark"),
        (("B7",), (), "enrolment"),
        (("286",), (), "appeal_time"),
        (("45", "2"), (), "none"),
        (("50",), ("MA130",), "corrected_claim"),
        (("50", "16"), (), "corrected_claim"),
    ],
)
def test_codes_that_no_appeal_cures_lead_to_the_right_way(carc: Any, rarc: Any, way: str) -> None:
    answer = found(told("ablation"), carc=carc, rarc=rarc)
    assert answer.outcome == "other_way"
    assert answer.points == ()
    assert way in {step.way for step in answer.steps}


def test_an_authorization_that_fits_is_argued_and_one_that_is_absent_is_settled_otherwise() -> None:
    tree = told("ablation")
    tree["session"]["billing_entity"] = "hospital_outpatient"
    tree["claim"] = {"lines": [{"cpt": "64635", "modifiers": ["RT"]}], "bill_type": "131"}
    absent = found(tree, carc=("197",))
    assert absent.outcome == "not_supported"
    assert [step.way for step in absent.steps] == ["authorization"]
    tree["claim"]["authorization_number"] = "UT1"
    tree["authorization"] = {"number": "UT1", "decision": "affirmed", "codes": ["64635", "64636"]}
    answer = found(tree, carc=("197",))
    assert answer.outcome == "letter"
    assert "PA01" in {point.finding.rule for point in answer.points}


def three_levels() -> dict[str, Any]:
    """Three levels in a year in which a third went through on appeal only, with a reason."""
    tree = told("first_block")
    tree = msgspec.json.decode(msgspec.json.encode(tree).replace(b"2025-", b"2023-").replace(b"2024-", b"2022-"))
    tree["session"]["targets"][0]["joints"] = ["L3-4", "L4-5", "L5-S1"]
    tree["options"] = {"third_level": "bill_ga"}
    tree["plan"]["third_level_reason"] = "three adjacent joints are tender"
    return documented({name: value for name, value in tree.items() if name not in ("documents", "evidence")})


def third(*codes: str) -> tuple[DeniedLine, ...]:
    return tuple(DeniedLine(cpt=code, modifiers=("RT", "KX"), carc=("150",)) for code in codes)


def test_what_a_policy_leaves_to_an_appeal_is_argued_with_the_clause_that_does_so() -> None:
    tree = three_levels()
    denial = Denial(decision_date=dt.date(2023, 7, 2), lines=third("64493", "64494", "64495"))
    answer = appeal(chart_of(tree), denial, asked=ASKED)
    assert answer.outcome == "letter"
    point = next(point for point in answer.points if point.finding.rule == "LV02")
    assert point.on_appeal
    assert "plan.third_level_reason" in {fact.path for fact in point.facts}
    assert point.finding.source is not None
    assert "only on appeal" in (point.finding.source.where or "")
    del tree["plan"]["third_level_reason"]
    assert appeal(chart_of(tree), denial, asked=ASKED).outcome == "not_supported"


def test_lines_that_the_denial_does_not_name_are_taken_from_the_claim() -> None:
    tree = three_levels()
    denial = Denial(decision_date=dt.date(2023, 7, 2), lines=third("64495"))
    alone = appeal(chart_of(tree), denial, asked=ASKED)
    assert alone.outcome == "not_supported"
    assert any("--claim" in caution for caution in alone.cautions)
    lines = [{"cpt": code, "modifiers": ["RT", "KX"]} for code in ("64493", "64494", "64495")]
    assert appeal(chart_of(tree | {"claim": {"lines": lines}}), denial, asked=ASKED).outcome == "letter"


def test_a_remark_puts_its_rules_first() -> None:
    chart = chart_of(told("first_block"))
    answer = appeal(chart, denial_of(chart, rarc=("N683",)), asked=ASKED)
    assert answer.points[0].finding.rule == "NC05"
    assert answer.points[0].codes == ("CARC 50", "RARC N683")


def test_a_remark_that_names_nothing_asked_is_told() -> None:
    answer = found(told("ablation"), rarc=("N683",))
    assert any(caution.startswith("RARC N683") for caution in answer.cautions)


def test_a_day_without_a_policy_gives_no_clause() -> None:
    tree = told("ablation")
    tree["session"]["dos"] = "2009-06-02"
    answer = found(tree, dos=None)
    assert answer.outcome in ("no_clause", "not_supported")
    assert answer.points == ()


@pytest.mark.parametrize(
    ("more", "level", "left"),
    [
        ({}, "original_medicare/redetermination", 95),
        ({"decided": "redetermination"}, "original_medicare/reconsideration", 155),
        ({"track": "medicare_advantage"}, "medicare_advantage/plan_reconsideration", 35),
        (
            {"decision_date": dt.date(2025, 6, 3), "asked": dt.date(2025, 11, 3)},
            "original_medicare/redetermination",
            -28,
        ),
    ],
)
def test_the_next_level_and_the_days_left(more: dict[str, Any], level: str, left: int) -> None:
    clock = found(told("ablation"), **more).clock
    assert clock is not None
    assert (clock.level, clock.days_left, clock.passed) == (level, left, left < 0)


@pytest.mark.parametrize(
    ("more", "caution"),
    [
        ({}, "The track was not told"),
        ({"track": "medicare_advantage"}, "recalled"),
        (
            {"decision_date": dt.date(2025, 6, 3), "asked": dt.date(2025, 11, 3)},
            "has passed. The contractor may extend the time for good cause",
        ),
        ({"track": "aca"}, "does not go with the payer"),
        ({"track": "aca"}, "Counted from the date of receipt"),
        ({"decided": "reconsideration", "lines": (SMALL,)}, "least amount"),
        (
            {"decision_date": dt.date(2025, 6, 3), "asked": dt.date(2025, 10, 5)},
            "Only 1 day is left; the request counts",
        ),
        ({"carc": ("216",)}, "peer-to-peer"),
        ({"patient": None}, "patient"),
        ({"groups": ("PR",)}, "Group code PR"),
    ],
)
def test_cautions(more: dict[str, Any], caution: str) -> None:
    assert any(caution in one for one in found(told("ablation"), **more).cautions)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"decided": "council"}, "A letter does not open a court case"),
        ({"decided": "court"}, "The last level of this track is decided"),
        ({"track": "medicare_advantage", "decided": "plan_reconsideration"}, "The plan sends the case on by itself"),
    ],
)
def test_no_letter_is_written_for_a_level_that_none_opens(more: dict[str, Any], why: str) -> None:
    answer = found(told("ablation"), **more)
    assert (answer.outcome, answer.points) == ("other_way", ())
    assert [step.why for step in answer.steps if step.why.startswith(why)]


def test_a_commercial_payer_without_known_levels_gets_a_letter_without_a_time() -> None:
    chart = chart_of(told("ablation"))
    answer = appeal(chart, denial_of(chart, track="commercial"), asked=ASKED)
    assert (answer.outcome, answer.clock) == ("letter", None)


def test_without_a_track_no_time_limit_is_guessed() -> None:
    answer = found(told("ablation", "wellmark"))
    assert answer.clock is None
    assert any("The track is not told" in caution for caution in answer.cautions)


def test_a_payers_own_process_runs_beside_the_statutory_one() -> None:
    answer = found(told("ablation", "aetna"), track="erisa")
    assert answer.clock is not None
    assert [answer.clock.level, *(clock.level for clock in answer.others)] == [
        "erisa/internal_appeal",
        "payer:aetna/provider_reconsideration",
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda tree: tree.pop("session"), "session-missing"),
        (lambda tree: tree.pop("payer"), "payer-missing"),
        (lambda tree: tree["session"].pop("dos"), "day-missing"),
        (lambda tree: tree["session"].update(dos="2025-06-03"), "denial-other-day"),
    ],
)
def test_a_record_that_is_not_the_denials_is_refused(change: Any, code: str) -> None:
    tree = told("ablation")
    change(tree)
    with pytest.raises(InputError) as caught:
        found(tree)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("decided", "code"), [(dt.date(2025, 6, 1), "denial-other-day"), (dt.date(2025, 8, 2), "asked-too-early")]
)
def test_a_denial_before_the_service_or_after_the_asking_is_refused(decided: dt.date, code: str) -> None:
    with pytest.raises(InputError) as caught:
        found(told("ablation"), decision_date=decided)
    assert caught.value.code == code


def test_a_denial_without_lines_takes_those_of_the_claim() -> None:
    denial = Denial(decision_date=dt.date(2025, 7, 2), carc=("50",))
    chart = chart_of(told("ablation"))
    with pytest.raises(InputError) as caught:
        appeal(chart, denial, asked=ASKED)
    assert caught.value.code == "denial-no-lines"
    lines = [{"cpt": one.cpt, "modifiers": list(one.modifiers)} for one in denial_of(chart).lines]
    answer = appeal(chart_of(told("ablation") | {"claim": {"lines": lines}}), denial, asked=ASKED)
    assert answer.outcome == "letter"
    with pytest.raises(InputError) as caught:
        appeal(chart, msgspec.structs.replace(denial_of(chart), decided="recourse"), asked=ASKED)
    assert caught.value.code == "level-unknown"


def test_facts_are_shown_in_whole_phrases_and_never_with_what_conflicts() -> None:
    text = (
        "Axial low back pain for 14 months; radiates, per intake form. No leg pain.\n- 05/01/2025: block, 85% relief.\n"
    )

    def span(quote: str) -> dict[str, Any]:
        start = text.index(quote)
        return {"start": start, "end": start + len(quote), "quote": quote, "document": "n"}

    chart = chart_of(
        {
            "assessment": {"pain": {"months": 14, "radicular": False}},
            "history": [{"dos": "2025-05-01", "relief": {"percent": 85}}],
            "documents": [{"id": "n", "text": text}],
            "evidence": {
                "assessment.pain.months": [span("14 months")],
                "assessment.pain.radicular": [span("No leg pain")],
                "history.0.relief.percent": [span("85% relief")],
                "history.0.dos": [span("05/01/2025")],
            },
        }
    )
    first, second = shown(chart, ["assessment.pain.months", "assessment.pain.radicular"])
    assert [q.quote for q in first.quotes] == ["Axial low back pain for 14 months"]
    assert [q.quote for q in second.quotes] == ["No leg pain."]
    # an earlier session is shown with its day, by the whole line
    percent, day = shown(chart, ["history.0.relief.percent"])
    assert [q.quote for q in percent.quotes] == [q.quote for q in day.quotes] == ["05/01/2025: block, 85% relief."]
    avoid = shown(chart, ["history.0.dos"])[0].quotes
    (alone,) = shown(chart, ["assessment.pain.months"], avoid=avoid)
    assert alone == first
    conflicting = Conflict(path="assessment.pain", values=("yes", "no"))
    assert shown(chart.replace(conflicts=(conflicting,)), ["assessment.pain"]) == ()


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("assessment.pain.months", 14.0, "assessment, pain, months: 14 months"),
        ("history.1.relief.percent", 85.0, "earlier session 2, relief, percent: 85 percent"),
        ("assessment.other_cause", (), "assessment, other cause: none"),
        ("session.contrast", True, "session, contrast: yes"),
        ("diagnoses", ("M47.816", "M54.50"), "diagnoses: M47.816; M54.50"),
        ("session.relief", {}, ""),
    ],
)
def test_a_value_in_words(path: str, value: Any, words: str) -> None:
    assert fact_words(path, value) == words


def test_nothing_is_shown_of_words_that_do_not_stand_in_the_document() -> None:
    chart = chart_of(
        {
            "assessment": {"pain": {"months": 14}},
            "documents": [{"id": "n", "text": "14 months"}],
            "evidence": {"assessment.pain.months": [{"start": 0, "end": 8, "quote": "99 month", "document": "n"}]},
        }
    )
    (fact,) = shown(chart, ["assessment.pain.months", "assessment.pain.axial"])
    assert fact.quotes == ()


def test_words_of_an_only_document_need_not_name_it() -> None:
    span = {"start": 0, "end": 9, "quote": "14 months"}
    chart = chart_of(
        {
            "assessment": {"pain": {"months": 14}},
            "documents": [{"id": "note.txt", "text": "14 months of pain."}],
            "evidence": {"assessment.pain.months": [span]},
        }
    )
    (fact,) = shown(chart, ["assessment.pain.months"])
    assert [(q.document, q.quote) for q in fact.quotes] == [("note.txt", "14 months of pain.")]
