"""The ablation itself, and the ablations before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.last import Last, last_at, places_of
from facetproof.facts.responses import both, earned, either
from facetproof.facts.values import Range, Value
from facetproof.facts.windows import whole_months
from facetproof.model.chart import Ablation
from facetproof.model.finding import Reason


def _setting(name: str, worst: Callable[[Iterable[float]], float]) -> Callable[[Case], Value]:
    def read(case: Case) -> Value:
        session = case.session
        own = (session.ablation if session else None) or Ablation()
        default: float | None = getattr(own, name)
        path = f"{case.root}.ablation.{name}"
        targets = (session.targets if session else None) or ()
        set_apart = [(f"{case.root}.targets.{n}.ablation", t.ablation) for n, t in enumerate(targets) if t.ablation]
        told = [(getattr(a, name), f"{at}.{name}") for at, a in set_apart if getattr(a, name) is not None]
        if len(told) < len(targets) or not targets:
            if default is None:
                return case.silent(path)
            told.append((default, path))
        value = worst(number for number, _ in told)
        return Value(value, tuple(at for number, at in told if number == value))

    return read


fact("ablation.celsius", "number", "lesion temperature, the lowest of all targets", unit="degrees Celsius")(
    _setting("celsius", min)
)
fact("ablation.seconds", "number", "lesion time, the shortest of all targets", unit="seconds")(_setting("seconds", min))
fact("ablation.longest_seconds", "number", "lesion time, the longest of all targets", unit="seconds")(
    _setting("seconds", max)
)


@fact("ablation.first", "truth", "a joint of this session was not ablated before")
def first(case: Case) -> Value:
    """True where some joint has no certain ablation in the history; which joints are treated may be unknown."""
    lasts = {last.place for last in last_at(case.earlier, "ablation", places_of(case.joints)) if last.certain}
    return Value(any(place not in lasts for place in places_of(case.joints)), (f"{case.root}.targets",))


@fact("ablation.in_history", "truth", "an ablation is in the history")
def in_history(case: Case) -> Value:
    """Whether any earlier session was an ablation, of whichever joint."""
    found = tuple(entry.path for entry in case.earlier if "ablation" in entry.kinds)
    return Value(bool(found), found)


@fact("ablation.succeeded", "truth", "an earlier ablation of a joint of this session was successful")
def succeeded(
    case: Case,
    min_relief: float,
    min_hours: float | None = None,
    min_function: float | None = None,
    above: bool = False,
) -> Value:
    """Whether any earlier ablation of a joint of this session gave what is asked of a repeat."""
    answers: list[bool | None] = [False]
    paths: list[str] = []
    for entry in case.earlier:
        if "ablation" not in entry.kinds:
            continue
        here = either(
            *(entry.joints.covers(joint) for joint in case.joints.known), *([] if case.joints.complete else [None])
        )
        enough = earned(
            entry.response, min_relief=min_relief, min_hours=min_hours, min_function=min_function, above=above
        )
        answers.append(both(here, enough))
        if here is not False:
            paths.append(f"{entry.path}.relief")
    truth = either(*answers)
    return Value(truth, tuple(paths), _why_open(case) if truth is None else None)


@fact("ablation.months_since", "number", "whole months since the last ablation of these joints", unit="months")
def months_since(case: Case, same_side: bool = False) -> Value:
    """Fewest whole months since the last ablation of any joint, or joint and side, of this session."""
    lasts = last_at(case.earlier, "ablation", places_of(case.joints, by_side=same_side))
    spans = [_months(case, last) for last in lasts]
    paths = tuple(dict.fromkeys(f"{path}.dos" for last in lasts for path in last.paths))
    if not spans:
        return Value(None, (), Reason.ABSENT)
    low, high = min(low for low, _ in spans), min(high for _, high in spans)
    if low == high:
        return Value(low, paths)
    return Value(Range(low, None if high == float("inf") else high), paths, Reason.UNMAPPED)


@fact("ablation.repeat_same_side", "truth", "an earlier ablation of the same joint and side")
def repeat_same_side(case: Case) -> Value:
    """Whether a joint of this session was ablated before on a side treated now; bilateral covers both."""
    lasts = last_at(case.earlier, "ablation", places_of(case.joints, by_side=True))
    return Value(bool(lasts), tuple(dict.fromkeys(path for last in lasts for path in last.paths)))


def _months(case: Case, last: Last) -> tuple[float, float]:
    """Fewest and most whole months since the last one at one place; without any there, none is too few."""
    known = [whole_months(day, case.dos) for day in last.dates if day and case.dos]
    open_ = len(known) < len(last.dates) or not case.dos
    low = 0 if open_ else min(known)
    high = float("inf") if not last.certain or not known or not case.dos else max(known)
    return float(low), float(high)


def _why_open(case: Case) -> Reason:
    """Absent where the response is not told; unmapped where the joints are not."""
    unclear = any(not entry.joints.complete for entry in case.earlier if "ablation" in entry.kinds)
    return Reason.UNMAPPED if unclear or not case.joints.complete else Reason.ABSENT
