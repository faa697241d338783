"""Counts over random timelines against a brute-force oracle that tries every reading, and the order of a history."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from random_timelines import brute_force, engine, timelines

from facetproof.facts.case import Case
from facetproof.facts.history import Entry, earlier
from facetproof.facts.windows import covered, window
from facetproof.model.chart import Chart, Intent, SameDay, Session, Target, Technique
from facetproof.model.spine import Side

TIMELINES = 20_000
SILENT = Case(Chart()).silent


def test_the_count_agrees_with_every_reading_of_random_timelines() -> None:
    open_ones = covered_ones = 0
    for asked in timelines(random.Random(64493), TIMELINES):
        expected = brute_force(asked)
        assert engine(asked) == expected, asked
        open_ones += expected.low != expected.high
        covered_ones += expected.covered
    assert TIMELINES / 10 < open_ones < TIMELINES * 0.9
    assert TIMELINES / 10 < covered_ones < TIMELINES * 0.9


@pytest.mark.parametrize(
    ("dos", "known_from", "covers"),
    [
        ("2025-03-10", "2024-03-10", True),
        ("2025-03-10", "2024-03-11", True),
        ("2025-03-10", "2024-03-12", False),
        ("2024-02-29", "2023-03-01", True),
        ("2024-02-29", "2023-03-02", False),
        ("2025-02-28", "2024-02-29", True),
        ("2025-02-28", "2024-03-01", False),
        ("2025-03-10", None, False),
    ],
)
def test_a_history_covers_the_window_from_the_day_after_the_edge(
    dos: str, known_from: str | None, covers: bool
) -> None:
    span = window("rolling_12_months", dt.date.fromisoformat(dos))
    assert covered(span, dt.date.fromisoformat(known_from) if known_from else None) is covers


def session(day: str | None, technique: Technique | None = Technique.MEDIAL_BRANCH_BLOCK, **told: object) -> Session:
    found: dict[str, object] = {
        "dos": dt.date.fromisoformat(day) if day else None,
        "technique": technique,
        "intent": Intent.DIAGNOSTIC,
        **told,
    }
    return Session(**found)  # type: ignore[arg-type]


def rows(*sessions: Session) -> tuple[Entry, ...]:
    return earlier(sessions, dt.date(2025, 3, 10), SILENT)


def test_sessions_come_in_order_of_time_those_without_a_date_last() -> None:
    found = rows(session("2025-01-02"), session(None), session("2024-05-06"))
    assert [row.path for row in found] == ["history.2", "history.0", "history.1"]


@pytest.mark.parametrize(
    "told",
    [
        session("2025-03-10"),
        session("2025-03-11"),
        session("2025-01-02", completed=False),
        session("2025-01-02", Technique.NOT_FACET),
    ],
    ids=["on the day itself", "after it", "not done", "no facet procedure"],
)
def test_what_is_no_earlier_facet_session_makes_no_row(told: Session) -> None:
    assert rows(told) == ()


def test_two_blocks_told_in_one_entry_are_two_sessions_of_which_one_has_the_date() -> None:
    found = rows(session("2025-01-02", count=2))
    assert [row.date for row in found] == [dt.date(2025, 1, 2), None]
    assert {row.path for row in found} == {"history.0"}


@pytest.mark.parametrize(
    ("technique", "intent", "kinds"),
    [
        (Technique.MEDIAL_BRANCH_BLOCK, None, {"diagnostic", "therapeutic"}),
        (Technique.INTRA_ARTICULAR, Intent.THERAPEUTIC, {"therapeutic"}),
        (Technique.THERMAL_RFA, None, {"ablation"}),
        (Technique.PULSED_RFA, Intent.THERAPEUTIC, {"ablation"}),
        (Technique.CYST_RUPTURE, Intent.THERAPEUTIC, {"cyst"}),
        (None, Intent.DIAGNOSTIC, {"diagnostic"}),
        (None, None, {"diagnostic", "therapeutic"}),
    ],
)
def test_an_unstated_intent_may_be_either_injection_and_never_an_ablation(
    technique: Technique | None, intent: Intent | None, kinds: set[str]
) -> None:
    (found,) = rows(session("2025-01-02", technique, intent=intent))
    assert found.kinds == kinds


def test_targets_of_two_techniques_make_two_rows() -> None:
    block = Target(side=Side.LEFT, joints=("L4-5",))
    burnt = Target(side=Side.LEFT, joints=("L2-3",), technique=Technique.THERMAL_RFA)
    found = rows(session("2025-01-02", targets=(block, burnt)))
    assert [(row.technique, [j.name for j in row.joints.known]) for row in found] == [
        (Technique.MEDIAL_BRANCH_BLOCK, ["L4-5"]),
        (Technique.THERMAL_RFA, ["L2-3"]),
    ]


def test_another_facet_procedure_of_the_same_day_makes_a_row_of_its_own() -> None:
    other = SameDay(kind="facet", technique=Technique.THERMAL_RFA, targets=(Target(joints=("C5-6",)),))
    found = rows(session("2025-01-02", same_day=(other, SameDay(kind="evaluation"))))
    assert [row.kinds for row in found] == [{"diagnostic"}, {"ablation"}]
    assert found[1].path == "history.0.same_day.0"
