"""Counts over random timelines against a brute-force oracle that tries every reading, and the order of a history."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from typing import Any, NamedTuple

import pytest

from facetproof.facts.case import Case
from facetproof.facts.counting import in_window, places
from facetproof.facts.history import Entry, earlier
from facetproof.facts.joints import Joints, everywhere
from facetproof.facts.responses import NO_RESPONSE
from facetproof.facts.windows import covered, window
from facetproof.model.chart import Chart, Intent, SameDay, Session, Target, Technique
from facetproof.model.spine import JointLevel, Side

TIMELINES = 20_000
LUMBAR, CERVICAL = JointLevel("L4", "L5"), JointLevel("C5", "C6")
DAYS_OF_SERVICE = [
    dt.date(2024, 2, 29),
    dt.date(2025, 2, 28),
    dt.date(2025, 3, 1),
    dt.date(2024, 3, 1),
    dt.date(2025, 8, 31),
]
SILENT = Case(Chart()).silent


class Told(NamedTuple):
    """One earlier session as a record tells it; None is not told."""

    day: dt.date | None
    joint: JointLevel | None
    kind: str | None


def timeline(rng: random.Random, dos: dt.date) -> list[Told]:
    edge = dos.replace(year=dos.year - 1) if (dos.month, dos.day) != (2, 29) else dt.date(dos.year - 1, 2, 28)
    found: list[Any] = []
    for _ in range(rng.randint(0, 5)):
        near = edge + dt.timedelta(days=rng.randint(-2, 2))
        anywhere = dos - dt.timedelta(days=rng.randint(1, 500))
        found.append(
            Told(
                rng.choice([near, anywhere, anywhere, found[-1].day if found else anywhere, None]),
                rng.choice([LUMBAR, LUMBAR, CERVICAL, None]),
                rng.choice(["diagnostic", "diagnostic", "therapeutic", "ablation", None]),
            )
        )
    return found


def in_last_twelve_months(day: dt.date, dos: dt.date) -> bool:
    """Later than the same day of the year before; a day that the month lacks there is its last one."""
    same_day_of_month = dos.day
    while True:
        try:
            before = dt.date(dos.year - 1, dos.month, same_day_of_month)
        except ValueError:
            same_day_of_month -= 1
        else:
            return before < day <= dos


def readings(told: Told, dos: dt.date, own_day: int) -> list[tuple[object, bool]]:
    """Every (day, counts) that this session may stand for; a day of its own where none is told."""
    inside = [told.day] if told.day else [f"unknown {own_day}", None]
    here = [True, False] if told.joint is None else [told.joint == LUMBAR]
    kinds = [True, False] if told.kind is None else [told.kind == "diagnostic"]
    found: list[Any] = []
    for day, place, kind in itertools.product(inside, here, kinds):
        counts = place and kind and day is not None
        if isinstance(day, dt.date):
            counts = counts and in_last_twelve_months(day, dos)
        found.append((day, counts))
    return found


def brute_force(story: list[Told], dos: dt.date) -> tuple[int, int]:
    counts = [
        len({day for day, counted in world if counted})
        for world in itertools.product(*(readings(told, dos, n) for n, told in enumerate(story)))
    ]
    return min(counts), max(counts)


def entry(told: Told) -> Entry:
    known = {} if told.joint is None else {told.joint: Side.BILATERAL.sides}
    kinds = frozenset({"diagnostic", "therapeutic"} if told.kind is None else {told.kind})
    joints = Joints(known, frozenset(), frozenset() if known else everywhere())
    return Entry("history.0", told.day, kinds, Technique.MEDIAL_BRANCH_BLOCK, joints, NO_RESPONSE)


def test_the_count_agrees_with_every_reading_of_random_timelines() -> None:
    rng = random.Random(64493)
    judged = Joints({LUMBAR: Side.BILATERAL.sides}, frozenset(), frozenset())
    (place,), _ = places(judged, "region", "one_lumbar_session")
    spans = {dos: window("rolling_12_months", dos) for dos in DAYS_OF_SERVICE}
    open_ones = 0
    for _ in range(TIMELINES):
        dos = rng.choice(DAYS_OF_SERVICE)
        story = timeline(rng, dos)
        found = in_window(map(entry, story), spans[dos], frozenset({"diagnostic"}), place)
        assert (found.low, found.high) == brute_force(story, dos), (dos, story)
        open_ones += found.low != found.high
    assert open_ones > TIMELINES / 10


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
