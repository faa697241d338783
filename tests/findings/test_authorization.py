"""Requests for prior authorization: whether one is needed, how it stands, and what its rows rest on."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

import msgspec
import pytest
from random_charts import Maker
from sound_charts import KINDS, REMOVABLE, remove, sound

from facetproof.findings.authorization import Preparation, prepare
from facetproof.model.chart import Chart
from facetproof.model.finding import Status
from facetproof.model.practice import Asked, Exemption, Practice
from facetproof.policy.authorizations import tracks
from facetproof.sources.chart_json import chart_from

TODAY = dt.date(2025, 5, 20)
HOSPITAL = Practice(setting="hospital_outpatient")
#: Raised for a long run: `FACETPROOF_PACKETS=10000 pytest tests/findings/test_authorization.py`.
COUNT = int(os.environ.get("FACETPROOF_PACKETS", "200"))


def chart(value: dict[str, Any]) -> Chart:
    return chart_from(value, where="test")[0]


def prepared(value: dict[str, Any], practice: Practice = HOSPITAL, **asked: Any) -> Preparation:
    return prepare(chart(value), practice=practice, asked=Asked(**asked), today=TODAY)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_record_supports_is_ready_to_be_asked_for(kind: str) -> None:
    found = prepared(sound(kind))
    assert (found.need.answer, found.prospect) == ("needed", "ready")
    assert not found.failing
    assert not found.open
    assert found.repair is None
    assert {line.side for line in found.request.lines} == {"right"}
    assert [line.number for line in found.request.lines] == list(range(1, len(found.request.lines) + 1))


@pytest.mark.parametrize(
    ("payer", "day", "practice", "asked", "answer", "words"),
    [
        ("medicare:ngs", "2025-06-02", Practice(setting="asc"), {}, "not_needed", "surgery centre"),
        ("medicare:ngs", "2025-06-02", Practice(setting="professional"), {}, "unknown", "not told"),
        (
            "medicare:ngs",
            "2025-06-02",
            Practice(setting="professional", place_of_service="22"),
            {},
            "needed",
            "asks authorization",
        ),
        (
            "medicare:ngs",
            "2025-06-02",
            Practice(setting="professional", place_of_service="11"),
            {},
            "not_needed",
            "office",
        ),
        ("medicare:ngs", "2025-06-02", HOSPITAL, {"bill_type": "851"}, "not_needed", "851"),
        ("medicare:ngs", "2025-06-02", HOSPITAL, {"bill_type": "0131"}, "needed", "64635"),
        ("medicare:ngs", "2023-06-30", HOSPITAL, {}, "not_needed", "2023-07-01"),
        ("medicare:ngs", "2023-07-01", HOSPITAL, {}, "needed", "64635"),
        ("uhc", "2025-06-02", HOSPITAL, {}, "unknown", "holds no authorization rule"),
        ("al-medicaid", "2020-06-02", HOSPITAL, {}, "unknown", "No version"),
        ("bcbs-nc", "2025-06-02", Practice(setting="professional"), {}, "needed", "64635"),
    ],
)
def test_whether_a_request_is_needed(
    payer: str, day: str, practice: Practice, asked: dict[str, Any], answer: str, words: str
) -> None:
    value = sound("ablation") | {"payer": payer}
    value["session"]["dos"] = day
    found = prepared(value, practice, created=dt.date.fromisoformat(day), **asked)
    assert found.need.answer == answer
    assert words in found.need.why
    if answer != "unknown":
        assert found.need.source is not None
        assert found.need.source.where


def test_a_code_that_a_complete_list_lacks_needs_none_and_another_list_tells_nothing_of_it() -> None:
    value = sound("first_block")
    assert prepared(value | {"payer": "bcbs-nc"}).need.answer == "unknown"
    assert prepared(value | {"payer": "bcbs-nc"}).need.asks


@pytest.mark.parametrize(
    ("start", "to", "answer"),
    [("2025-05-01", None, "exempt"), ("2025-06-03", None, "needed"), ("2024-05-01", "2025-05-01", "needed")],
)
def test_an_exemption_holds_on_its_days(start: str, to: str | None, answer: str) -> None:
    days = Exemption(start=dt.date.fromisoformat(start), to=dt.date.fromisoformat(to) if to else None)
    practice = Practice(setting="hospital_outpatient", exemption=days)
    assert prepared(sound("ablation"), practice).need.answer == answer


def test_an_exemption_counts_only_where_a_clause_grants_one() -> None:
    practice = Practice(setting="hospital_outpatient", exemption=Exemption(start=dt.date(2020, 1, 1)))
    assert prepared(sound("ablation") | {"payer": "bcbs-nc"}, practice).need.answer == "needed"


@pytest.mark.parametrize(
    ("created", "urgency", "track", "payer", "due"),
    [
        ("2025-05-20", "standard", None, "medicare:ngs", "2025-05-27"),
        ("2025-05-23", "expedited", None, "medicare:ngs", "2025-05-27"),
        ("2024-12-02", "standard", None, "medicare:ngs", "2024-12-16"),
        ("2026-03-02", "expedited", "medicare_advantage", "uhc", "2026-03-05"),
        ("2025-03-02", "standard", "medicare_advantage", "uhc", None),
        ("2025-03-02", "standard", None, "uhc", None),
    ],
)
def test_when_the_decision_is_due(created: str, urgency: str, track: str | None, payer: str, due: str | None) -> None:
    day = dt.date.fromisoformat(created)
    found = prepared(sound("ablation") | {"payer": payer}, created=day, urgency=urgency, track=track)
    assert [one.due.isoformat() for one in found.dues] == ([due] if due else [])
    assert all(one.presumed and one.source.document for one in found.dues)


def test_the_rules_of_original_medicare_do_not_bind_a_plan_of_another_kind() -> None:
    found = prepared(sound("ablation"), track="medicare_advantage", created=dt.date(2026, 1, 5))
    assert found.need.answer == "unknown"
    assert [due.due for due in found.dues] == [dt.date(2026, 1, 12)]
    assert found.dues[0].source.document == "CMS-0057-F"
    assert prepared(sound("ablation"), track="original_medicare").need.answer == "needed"


@pytest.mark.parametrize(
    ("held", "answer"),
    [
        ({"number": "A1", "decision": "affirmed", "codes": ["64635", "64636"], "valid_to": "2025-07-01"}, "not_needed"),
        ({"number": "A1", "decision": "affirmed", "codes": ["64635"], "valid_to": "2025-07-01"}, "needed"),
        ({"number": "A1", "decision": "affirmed", "valid_to": "2025-06-01"}, "needed"),
        ({"number": "A1", "decision": "partial"}, "needed"),
        ({"number": "A1", "decision": "non_affirmed"}, "needed"),
    ],
)
def test_what_is_affirmed_already_needs_no_request(held: dict[str, Any], answer: str) -> None:
    found = prepared(sound("ablation") | {"authorization": held})
    assert found.need.answer == answer
    assert ("A1" in found.need.why) is (answer == "not_needed")


def test_every_kind_of_plan_with_a_clock_has_a_clause_behind_it() -> None:
    for track in tracks():
        (due,) = prepared(sound("ablation") | {"payer": "uhc"}, created=dt.date(2026, 2, 2), track=track).dues
        assert due.source.document
        assert due.source.confidence in ("primary", "shared", "secondary", "recalled")


def test_a_request_that_would_surely_be_refused_says_which_rules_fail() -> None:
    value = sound("first_block")
    value["assessment"]["pain"]["months"] = 1
    found = prepared(value)
    assert found.prospect == "refused"
    assert "NC01" in [finding.rule for finding in found.failing]


def test_a_gap_comes_with_the_smallest_repair() -> None:
    value = sound("first_block")
    del value["assessment"]["pain"]["months"]
    found = prepared(value)
    assert found.prospect == "gaps"
    assert found.repair is not None
    assert [[need.path for need in one] for one in found.repair.sets] == [["assessment.pain.months"]]


def test_a_request_after_the_service_is_refused_where_a_clause_says_so_and_a_warning_elsewhere() -> None:
    late = prepared(sound("ablation"), created=dt.date(2025, 6, 3))
    assert late.prospect == "refused"
    assert late.late_source is not None
    other = prepared(sound("ablation") | {"payer": "bcbs-nc"}, created=dt.date(2025, 6, 3))
    assert not other.late
    assert any("lies before the request" in warning for warning in other.cautions)


def test_what_is_planned_is_asked_for_and_what_was_done_is_history() -> None:
    value = sound("second_block")
    value["plan"] = {
        "technique": "thermal_rfa",
        "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"]}],
        "date": "2025-07-01",
        "rfa_intended": True,
    }
    value["session"]["relief"] = {"percent": 90, "hours": 6}
    found = prepared(value, created=dt.date(2025, 6, 10))
    assert [line.code for line in found.request.lines] == ["64635", "64636"]
    assert found.request.dos == dt.date(2025, 7, 1)
    assert any(fact.path.startswith("history.1") for fact in found.request.facts)


def test_missing_fields_are_told_by_name_and_given_ones_are_not() -> None:
    bare = prepared(sound("ablation"))
    assert {"patient.last_name", "contact.phone", "facility.npi", "place_of_service"} <= {*bare.missing}
    assert "setting" not in bare.missing
    at_hospital = prepared(sound("ablation"), Practice(setting="professional", place_of_service="22"))
    assert "facility.npi" in at_hospital.missing
    in_office = prepared(sound("ablation"), Practice(setting="professional", place_of_service="11"))
    assert "facility.npi" not in in_office.missing
    more = prepared(sound("ablation"), kind="renewal", urgency="expedited")
    assert {"earlier_number", "urgency_reason"} <= {*more.missing}


def test_what_was_done_is_not_asked_for_as_if_it_lay_ahead() -> None:
    found = prepared(
        sound("ablation"), created=dt.date(2025, 7, 1), dos=dt.date(2025, 8, 1), dos_to=dt.date(2025, 9, 1)
    )
    assert found.prospect == "refused"
    assert found.request.dos == dt.date(2025, 6, 2)
    assert found.request.dos_to is None
    assert any("was not used" in warning for warning in found.cautions)


def test_a_place_that_the_record_tells_otherwise_is_a_warning() -> None:
    value = sound("ablation")
    value["session"]["place_of_service"] = "11"
    assert any("place of service 11" in w for w in prepared(value, place_of_service="22").cautions)
    assert not any("place of service 11" in w for w in prepared(value, place_of_service="11").cautions)


def test_a_record_without_a_facet_procedure_says_so() -> None:
    found = prepared({"payer": "medicare:ngs", "session": {"technique": "not_facet", "dos": "2025-06-02"}})
    assert found.need.answer == "unknown"
    assert "no facet joint procedure" in found.need.why
    assert found.prospect == "not_judged"


def test_what_is_given_stands_on_the_request_of_an_empty_record_too() -> None:
    found = prepared({"payer": "medicare:ngs"}, dos=dt.date(2025, 6, 2))
    assert found.prospect == "not_judged"
    assert found.request.setting == "hospital_outpatient"
    assert found.request.dos == dt.date(2025, 6, 2)
    assert {"lines", "diagnoses"} <= {*found.missing}


@pytest.mark.parametrize("kind", KINDS)
def test_a_fact_taken_out_of_the_chart_is_in_no_row(kind: str) -> None:
    whole = sound(kind)
    paths = {fact.path for fact in prepared(whole).request.facts}
    for gone in REMOVABLE:
        value = msgspec.json.decode(msgspec.json.encode(whole))
        remove(value, gone)
        left = prepare(chart(value), practice=HOSPITAL, today=TODAY, repairs=False)
        here = {fact.path for fact in left.request.facts}
        # a session taken out of the history moves the others up, so the whole list is looked at elsewhere
        assert not {path for path in here if f"{path}.".startswith(f"{gone}.")}
    assert paths


def test_rows_of_random_charts_rest_on_the_chart() -> None:
    for seed in range(COUNT):
        given = chart(Maker(seed, hole=0.15).chart() | {"payer": "medicare:ngs" if seed % 2 else "al-medicaid"})
        found = prepare(given, practice=HOSPITAL, today=TODAY, repairs=seed % 10 == 0)
        request = found.request
        paths = {fact.path for fact in request.facts}
        for row in request.criteria:
            assert row.source is not None
            assert row.source.document
            assert row.source.where
            if row.status is Status.MET:
                # what is met without a fact rests on the history: nothing in it stands against the requirement
                assert row.facts or given.history_from or given.history is not None, row.rule
        for fact in request.facts:
            assert fact.rules
            assert fact.value is not None
        for quote in [q for row in request.criteria for q in row.quotes]:
            texts = {document.id: document.text or "" for document in given.documents or ()}
            assert texts[quote.document][quote.start : quote.end] == quote.text
        assert len(paths) == len(request.facts)
        assert msgspec.json.encode(found)
