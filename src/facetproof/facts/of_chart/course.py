"""Earlier diagnostic blocks of the course that a diagnostic session goes on with."""

from __future__ import annotations

from collections.abc import Callable

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.history import Entry, same_scale
from facetproof.facts.responses import agreed, both, either, reaches
from facetproof.facts.values import Range, Value, count
from facetproof.model.chart import Score
from facetproof.model.finding import Reason


@fact("session.opens_course", "truth", "a diagnostic session, or the first facet session in the history")
def opens_course(case: Case) -> Value:
    """Every diagnostic session, and any session with no earlier one in the history."""
    if case.kind == "diagnostic":
        return Value(True, (f"{case.root}.intent",))
    if not case.earlier:
        return Value(True)
    return Value(None, (), Reason.ABSENT) if case.kind is None else Value(False, (f"{case.root}.technique",))


@fact("course.goes_on", "truth", "an earlier diagnostic block belongs to the same course")
def goes_on(case: Case) -> Value:
    """True where an earlier block belongs or may belong to the course: then this is not its first."""
    course = case.course
    return Value(bool(course.certain or course.possible), _paths(case))


@fact("course.relief", "number", "relief that the block before this one gave", unit="percent")
def relief(case: Case) -> Value:
    """Relief of the block before this one; at its worst entry where a day has several."""
    bounds, paths, reasons = [], [], []
    for group in case.course.candidates:
        found = [entry.response.percent for entry in group]
        known = [b for value in found if (b := value.bounds())]
        paths += [path for value in found for path in value.paths]
        reasons += [value.reason for value in found if value.reason]
        low = min((b[0] for b in known), default=float("-inf"))
        bounds.append((low if len(known) == len(found) else float("-inf"), min((b[1] for b in known), default=None)))
    return _readings(case, [(b[0], float("inf") if b[1] is None else b[1]) for b in bounds], paths, reasons)


@fact("course.days_since", "number", "days since the block before this one", unit="days")
def days_since(case: Case) -> Value:
    """Days from the block before this one to this session."""
    groups = case.course.candidates
    days = [(case.dos - g[0].date).days if case.dos and g[0].date else None for g in groups]
    bounds = [(float("-inf"), float("inf")) if day is None else (float(day), float(day)) for day in days]
    return _readings(case, bounds, [f"{e.path}.dos" for g in groups for e in g], [Reason.UNMAPPED])


@fact("course.same_joints", "truth", "every joint of this session was blocked in the block before it")
def same_joints(case: Case, same_side: bool = False) -> Value:
    """Every joint, and side where `same_side`, of this session was blocked in the block before it."""
    places = case.joints.places(by_side=same_side)
    open_ = [None] if case.joints.possible else []

    def covered(group: tuple[Entry, ...]) -> bool | None:
        here = [either(*(entry.joints.covers(joint, side) for entry in group)) for joint, side in places]
        return both(*here, *open_)

    return _truth(case, covered, ".targets", Reason.UNMAPPED)


@fact("course.response_recorded", "truth", "the response to the block before this one is recorded")
def response_recorded(case: Case) -> Value:
    """A percentage, or pain before and after on one named scale; true where there is no earlier block."""
    if not case.course.candidates:
        return Value(True)

    def recorded(group: tuple[Entry, ...]) -> bool | None:
        told = [True if entry.response.percent.bounds() else entry.scored for entry in group]
        return both(*told)

    return _truth(case, recorded, ".relief", Reason.ABSENT)


@fact("course.relief_fits_agent", "truth", "relief of the block before this one lasted as long as its agent should")
def relief_fits_agent(case: Case, expected_hours: tuple[tuple[str, float], ...] = ()) -> Value:
    """Whether the hours reach the longest expected of the agents given; for an agent without one, hours are enough."""
    expected = dict(expected_hours)

    def fits(group: tuple[Entry, ...]) -> bool | None:
        return both(*(_outlasts(entry, expected) for entry in group))

    return _truth(case, fits, ".relief.hours", Reason.ABSENT)


@fact("course.movements_possible", "truth", "after the block before this one the painful movements were possible")
def movements_possible(case: Case) -> Value:
    """What the record says of movements that hurt before."""

    def possible(group: tuple[Entry, ...]) -> bool | None:
        return both(*(entry.movements_possible for entry in group))

    return _truth(case, possible, ".relief.movements_possible", Reason.ABSENT)


@fact("course.follows_result", "truth", "joints are chosen by the result of the block before this one")
def follows_result(case: Case, min_relief: float) -> Value:
    """After a positive block the same joints, after a negative one at least one other joint."""
    places = case.joints.places(by_side=False)

    def follows(group: tuple[Entry, ...]) -> bool | None:
        positive = both(*(reaches(entry.response.percent, min_relief) for entry in group))
        covered = [either(*(entry.joints.covers(joint, side) for entry in group)) for joint, side in places]
        same = both(*covered, *([None] if case.joints.possible else []))
        return None if positive is None or same is None else positive is same

    return _truth(case, follows, ".targets", Reason.ABSENT)


@fact("course.blocks", "number", "diagnostic sessions of the course, this one included")
def blocks(case: Case) -> Value:
    """Sessions of the course; without an upper bound where nothing says since when the history is complete."""
    certain = {entry.date for entry in case.course.certain if entry.date}
    others = {entry.date for entry in case.course.possible if entry.date} - certain
    undated = [entry for entry in (*case.course.certain, *case.course.possible) if entry.date is None]
    low = 1 + len(certain) + sum(entry.is_a("diagnostic") is True for entry in undated if entry in case.course.certain)
    if case.chart.history_from is None:
        return count(low, None, _paths(case), Reason.HISTORY_INCOMPLETE)
    return count(low, 1 + len(certain) + len(others) + len(undated), _paths(case))


@fact("session.response_due", "truth", "the response to this session should stand in the record by now")
def response_due(case: Case) -> Value:
    """True where relief or pain after is given, or a claim is."""
    session = case.session
    if case.planned or session is None:
        return Value(False)
    told = session.relief is not None or session.pain_after is not None
    return Value(told or case.chart.claim is not None, (f"{case.root}.relief", f"{case.root}.pain_after"))


@fact("session.response_recorded", "truth", "pain before and after this session, single scores on one named scale")
def own_response_recorded(case: Case) -> Value:
    """True on one scale, false on two, unknown where a score or the scale's name is missing or a range is given."""
    session = case.session
    paths = (f"{case.root}.pain_before", f"{case.root}.pain_after")
    found = same_scale(session) if session else None
    if found is not None:
        return Value(found, paths)
    scores = [score for score in (session.pain_before, session.pain_after) if score] if session else []
    if any(_is_range(score) for score in scores):
        return Value(None, paths, Reason.VAGUE)
    return case.silent(*paths)


def _is_range(score: Score) -> bool:
    return score.score is None and (score.low is not None or score.high is not None)


def _outlasts(entry: Entry, expected: dict[str, float]) -> bool | None:
    bounds = entry.response.hours.bounds()
    if entry.agents is None or bounds is None:
        return None
    least = max((expected[agent] for agent in entry.agents if agent in expected), default=0)
    return True if bounds[0] >= least else False if bounds[1] < least else None


def _truth(case: Case, test: Callable[[tuple[Entry, ...]], bool | None], part: str, reason: Reason) -> Value:
    """The truth on which all readings of which block came before agree; a block that only may belong breaks nothing."""
    groups = case.course.candidates
    truth = agreed([test(group) for group in groups])
    if truth is False and not case.course.certain:
        truth = None
    paths = tuple(f"{entry.path}{part}" for group in groups for entry in group)
    return Value(truth, paths, reason if truth is None else None)


def _readings(
    case: Case, bounds: list[tuple[float, float]], paths: list[str], reasons: list[Reason | None] | list[Reason]
) -> Value:
    """One number from those of all readings; where no block certainly belongs, it may be as high as you like."""
    if not bounds:
        return Value(None, (), Reason.ABSENT)
    low, high = min(b[0] for b in bounds), max(b[1] for b in bounds)
    certain = bool(case.course.certain)
    if not certain:
        high = float("inf")
    if low == high:
        return Value(low, tuple(paths))
    known = next((r for r in reasons if r), None)
    reason = known if certain and len(bounds) == 1 else Reason.UNMAPPED
    if low == float("-inf") and high == float("inf"):
        return Value(None, tuple(paths), reason or Reason.UNMAPPED)
    return Value(
        Range(None if low == float("-inf") else low, None if high == float("inf") else high), tuple(paths), reason
    )


def _paths(case: Case) -> tuple[str, ...]:
    return tuple(entry.path for entry in (*case.course.certain, *case.course.possible))
