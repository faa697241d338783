"""Random timelines of earlier sessions, and what a count over them may be: every reading tried.

Two regions, both sides, three kinds; dates around the edge of the window and around leap days, dates that an edit
moved, days, places, sides and kinds that nobody told, and histories known from some day on or not at all.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from typing import NamedTuple

from facetproof.facts.case import Case
from facetproof.facts.of_chart.frequency import covers, sessions
from facetproof.facts.values import Value
from facetproof.model.chart import Chart, Intent, Session, Target, Technique
from facetproof.model.spine import Side

LUMBAR, CERVICAL = "L4-5", "C5-6"
DAYS_OF_SERVICE = [
    dt.date(2024, 2, 28),
    dt.date(2024, 2, 29),
    dt.date(2024, 3, 1),
    dt.date(2025, 2, 28),
    dt.date(2025, 3, 1),
    dt.date(2025, 8, 31),
    dt.date(2026, 1, 1),
]
WINDOW = "rolling_12_months"
QUESTIONS = [("diagnostic",), ("therapeutic",), ("ablation",), ("diagnostic", "therapeutic")]
_SIDES = [Side.LEFT, Side.RIGHT, Side.BILATERAL, None]


class Told(NamedTuple):
    """One earlier session as a record tells it; None is not told."""

    day: dt.date | None
    joint: str | None
    side: Side | None
    kind: str | None


class Timeline(NamedTuple):
    """Earlier sessions, and what is asked of them: how many of these kinds lie in the window, where."""

    story: tuple[Told, ...]
    dos: dt.date
    known_from: dt.date | None
    kinds: tuple[str, ...]
    per: str
    side: Side


class Answer(NamedTuple):
    """Sessions at least and at most, this one not among them, and whether the history covers the window."""

    low: int
    high: int
    covered: bool


def timelines(rng: random.Random, count: int) -> list[Timeline]:
    """So many timelines; every other one is the one before it with a date edited."""
    found: list[Timeline] = []
    for _ in range(count):
        before = found[-1] if found and found[-1].story and rng.random() < 0.5 else None
        found.append(_edited(rng, before) if before else _new(rng))
    return found


def _new(rng: random.Random) -> Timeline:
    dos = rng.choice(DAYS_OF_SERVICE)
    story: list[Told] = []
    for _ in range(rng.randint(0, 5)):
        same_day = story[-1].day if story and rng.random() < 0.25 else _day(rng, dos)
        joint = rng.choice([LUMBAR, LUMBAR, LUMBAR, CERVICAL, None])
        # a side is told with the joint: a session of which only the side is known may count on either side
        side = rng.choice(_SIDES) if joint else None
        kind = rng.choice(["diagnostic", "diagnostic", "therapeutic", "ablation", None])
        story.append(Told(same_day, joint, side, kind))
    known_from = rng.choice([None, _edge(dos) + dt.timedelta(days=rng.randint(-3, 3)), dt.date(2020, 1, 1), dos])
    question = rng.choice(QUESTIONS), rng.choice(["region", "level_side"]), rng.choice([Side.LEFT, Side.RIGHT])
    return Timeline(tuple(story), dos, known_from, *question)


def _edited(rng: random.Random, before: Timeline) -> Timeline:
    story = list(before.story)
    n = rng.randrange(len(story))
    story[n] = story[n]._replace(day=_day(rng, before.dos))
    return before._replace(story=tuple(story))


def _day(rng: random.Random, dos: dt.date) -> dt.date | None:
    near = _edge(dos) + dt.timedelta(days=rng.randint(-2, 2))
    anywhere = dos - dt.timedelta(days=rng.randint(-2, 500))
    return rng.choice([near, anywhere, anywhere, None])


def _edge(dos: dt.date) -> dt.date:
    return dos.replace(year=dos.year - 1) if (dos.month, dos.day) != (2, 29) else dt.date(dos.year - 1, 2, 28)


def in_last_twelve_months(day: dt.date, dos: dt.date) -> bool:
    """Later than the same day of the year before, a day that the month lacks there being its last one; before `dos`."""
    same_day_of_month = dos.day
    while True:
        try:
            before = dt.date(dos.year - 1, dos.month, same_day_of_month)
        except ValueError:
            same_day_of_month -= 1
        else:
            return before < day < dos


def _days_counted(told: Told, asked: Timeline, own_day: int) -> set[object]:
    """The day on which this session counts under each reading of what is not told, None where it does not."""
    if told.day is None:
        days: list[object] = [f"unknown {own_day}", None]
    else:
        days = [told.day if in_last_twelve_months(told.day, asked.dos) else None]
    joints = [LUMBAR, CERVICAL] if told.joint is None else [told.joint]
    sides = [{Side.LEFT}, {Side.RIGHT}] if told.side is None else [set(told.side.sides)]
    kinds = ["diagnostic", "therapeutic"] if told.kind is None else [told.kind]
    found: set[object] = set()
    for day, joint, side, kind in itertools.product(days, joints, sides, kinds):
        here = joint == LUMBAR and (asked.per == "region" or asked.side in side)
        found.add(day if here and kind in asked.kinds else None)
    return found


def brute_force(asked: Timeline) -> Answer:
    """The fewest and the most sessions over all readings, and whether every day of the window lies in the history."""
    readings = [_days_counted(told, asked, n) for n, told in enumerate(asked.story)]
    counts = [len({day for day in world if day is not None}) for world in itertools.product(*readings)]
    around = [asked.dos - dt.timedelta(days=n) for n in range(360, 370)]
    first = min(day for day in around if in_last_twelve_months(day, asked.dos))
    return Answer(min(counts), max(counts), asked.known_from is not None and asked.known_from <= first)


def engine(asked: Timeline) -> Answer:
    """The same from the facts of a chart that tells this timeline."""
    history = tuple(_session(told) for told in asked.story)
    judged = Session(
        dos=asked.dos,
        technique=Technique.MEDIAL_BRANCH_BLOCK,
        intent=Intent.DIAGNOSTIC,
        targets=(Target(side=asked.side, joints=(LUMBAR,)),),
    )
    case = Case(Chart(session=judged, history=history, history_from=asked.known_from))
    bounds = sessions(case, kinds=asked.kinds, per=asked.per, window=WINDOW).bounds()
    assert bounds is not None
    return Answer(int(bounds[0]) - 1, int(bounds[1]) - 1, _true(covers(case, window=WINDOW)))


def _true(value: Value) -> bool:
    return value.value is True


def _session(told: Told) -> Session:
    ablation = told.kind == "ablation"
    return Session(
        dos=told.day,
        technique=Technique.THERMAL_RFA if ablation else Technique.MEDIAL_BRANCH_BLOCK,
        intent=None if ablation or told.kind is None else Intent(told.kind),
        targets=None if told.joint is None else (Target(side=told.side, joints=(told.joint,)),),
    )
