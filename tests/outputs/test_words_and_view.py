"""Statuses in words, and findings arranged without judging anew."""

from __future__ import annotations

import msgspec
import pytest

from facetproof.model.chart import Chart, Document, Plan, Technique
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Determination, Finding, Json, Reason, Status, Verdict
from facetproof.outputs import words
from facetproof.outputs.sessions import session_text
from facetproof.outputs.view import around, deciding, groups, line_pairs


def test_every_status_verdict_and_reason_has_words() -> None:
    assert set(words.SIGNS) == set(Status)
    assert set(words.VERDICTS) == set(Verdict)
    assert set(words.REASONS) == set(Reason)
    assert len({sign.symbol for sign in (*words.SIGNS.values(), words.WARNING)}) == 4


@pytest.mark.parametrize(
    ("verdict", "wrong", "missing", "told"),
    [
        (Verdict.SUPPORTED, 0, 0, "meets every requirement"),
        (Verdict.NOT_SUPPORTED, 1, 0, "1 requirement is not met. Do not send"),
        (Verdict.NOT_SUPPORTED, 2, 3, "2 requirements are not met, 3 more are not documented"),
        (Verdict.NEEDS_DOCUMENTATION, 0, 1, "1 requirement is not documented"),
        (Verdict.NEEDS_DOCUMENTATION, 0, 0, "on hold"),
        (Verdict.NOT_APPLICABLE, 0, 0, "no facet joint procedure"),
    ],
)
def test_headline_counts_and_says_what_to_do(
    determination: Determination, verdict: Verdict, wrong: int, missing: int, told: str
) -> None:
    judged = msgspec.structs.replace(determination, determination=verdict)
    assert told in words.headline(judged, wrong=wrong, missing=missing)


@pytest.mark.parametrize(
    ("observed", "required", "shown"),
    [
        (9, ">= 14 days", "9 days"),
        (85.0, ">= 80 percent", "85 percent"),
        (True, "yes", "yes"),
        (True, ">= 1 block", "yes"),
        ("medial_branch_block", "", "medial branch block"),
        (["L4-5", "L5-S1"], "", "L4-5, L5-S1"),
        (["yes", "", "yes"], "", "yes"),
        ([], "none", "none found"),
        ([], "", "none"),
        (2, ">= 1 session; <= 4 sessions", "2"),
    ],
)
def test_a_bare_number_takes_the_unit_that_is_asked(observed: Json, required: str, shown: str) -> None:
    finding = Finding(rule="XX01", name="x", status=Status.NOT_MET, observed=observed, required=required)
    assert words.observed_text(finding) == shown


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        (("assessment.pain.radicular",), "radicular: no"),
        (("session.signed", "session.dos"), "no"),
        (("session.targets.0",), "no"),
        ((), "no"),
    ],
)
def test_a_bare_no_says_what_it_is_about(facts: tuple[str, ...], shown: str) -> None:
    finding = Finding(rule="NC06", name="no-untreated-radiculopathy", status=Status.MET, observed=False, facts=facts)
    assert words.observed_text(finding) == shown


def test_silence_is_told_as_silence_and_never_as_no() -> None:
    finding = Finding(rule="XX01", name="x", status=Status.NOT_DOCUMENTED, reason=Reason.ABSENT)
    assert words.observed_text(finding) == "nothing about this"


def test_groups_keep_every_finding_once_and_warnings_out_of_what_decides(determination: Determination) -> None:
    wrong, missing, warnings, fine = groups(determination)
    assert [f.rule for f in wrong.findings] == ["DX03"]
    assert [f.rule for f in missing.findings] == ["NC05"]
    assert [f.rule for f in warnings.findings] == ["IM02"]
    assert [f.rule for f in fine.findings] == ["DX02", "NC01", "FQ01"]
    assert deciding(determination) == ("DX03",)


def test_lines_stand_beside_the_supported_line_of_their_code(chart: Chart, determination: Determination) -> None:
    pairs = line_pairs(chart, determination)
    assert [
        (p.billed.cpt if p.billed else None, p.supported.cpt if p.supported else None, p.remark) for p in pairs
    ] == [
        ("64493", "64493", "same"),
        ("64494", "64494", "units and modifiers differ"),
        ("77003", None, "not billable, see below"),
        ("99213", None, "on the claim only"),
        (None, "64490", "not on the claim"),
    ]


def test_without_a_claim_supported_lines_are_not_called_missing_from_it(
    chart: Chart, determination: Determination
) -> None:
    pairs = line_pairs(msgspec.structs.replace(chart, claim=None), determination)
    assert {(p.remark, p.differs) for p in pairs} == {("", False)}


def test_a_planned_procedure_is_told_as_planned(chart: Chart) -> None:
    planned = msgspec.structs.replace(chart, session=None, plan=Plan(technique=Technique.MEDIAL_BRANCH_BLOCK))
    assert session_text(planned) == "planned · medial branch block"


@pytest.mark.parametrize(
    ("text", "quote", "reach", "shown"),
    [
        ("Diagnostic RIGHT L4-5 block", "RIGHT", 40, "Diagnostic RIGHT L4-5 block"),
        ("A diagnostic RIGHT L4-5 medial branch block", "RIGHT", 12, "diagnostic RIGHT L4-5"),
        ("one line\nRIGHT side\nanother", "RIGHT", 40, "RIGHT side"),
        ("RIGHT", "RIGHT", 40, ""),
    ],
)
def test_words_around_a_quote_stay_in_its_line_and_are_cut_between_words(
    text: str, quote: str, reach: int, shown: str
) -> None:
    start = text.index(quote)
    found = Evidence(start, start + len(quote), quote, "a")
    assert around(found, (Document(id="a", text=text),), reach) == shown


def test_words_around_a_quote_that_is_not_in_the_text_are_none() -> None:
    assert around(Evidence(0, 4, "left", "a"), (Document(id="a", text="right side"),), 10) == ""
