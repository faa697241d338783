"""Which reasons for sedation count, told apart by the words that a binding lists."""

from __future__ import annotations

import datetime as dt

import pytest

from facetproof.facts.case import Case
from facetproof.facts.of_chart.sedation import reason_sufficient
from facetproof.model.chart import Chart, Session
from facetproof.policy.find import version

RULE = version("medicare:ngs", dt.date(2026, 5, 12)).rule("IM07")
assert RULE is not None
LISTS = {name: tuple(words) for name, words in RULE.values["reasons"].items()}  # type: ignore[attr-defined]


def counts(reason: str | None) -> object:
    return reason_sufficient(Case(Chart(session=Session(sedation_reason=reason))), **LISTS).value


@pytest.mark.parametrize(
    "reason",
    [
        "anxiety",
        "Patient is very anxious.",
        "severe procedural anxiety",
        "anxious, prefers to be asleep",
        "patient preference",
        "per patient request",
        "needle phobia",
        "nervous about the needles and the procedure",
        "for patient comfort",
        "fear of needles; would like to be asleep",
        "anxiety, able to lie still",
        "anxiety (documented)",
        "history of anxiety disorder",
        "routine for this procedure",
    ],
)
def test_anxiety_or_preference_alone_is_none(reason: str) -> None:
    assert counts(reason) is False


@pytest.mark.parametrize(
    "reason",
    [
        "cannot lie still",
        "unable to remain motionless because of tremor",
        "long-standing inability to cooperate",
        "Parkinson's disease",
        "anxiety and dementia, cannot follow commands",
        "severe anxiety with involuntary movements",
        "uncontrolled muscle spasms",
        "anxiety; also uncontrolled hypertension when awake under local anaesthesia",
        "developmental delay",
        "not able to hold still",
        "obstructive sleep apnoea",
    ],
)
def test_a_reason_of_another_kind_counts(reason: str) -> None:
    assert counts(reason) is True


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_no_reason_is_silence(reason: str | None) -> None:
    assert counts(reason) is None
