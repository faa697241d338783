"""Sessions in a window of time, this one included, and whether the history covers it."""

from __future__ import annotations

from facetproof.facts import windows
from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.counting import in_window, places
from facetproof.facts.history import Entry
from facetproof.facts.values import Range, Value, count
from facetproof.model.finding import Reason


@fact("history.sessions", "number", "sessions in the window, this one included")
def sessions(
    case: Case,
    kinds: tuple[str, ...],
    per: str,
    window: str,
    edge: str = "excluded",
    thoracolumbar: str = "one_lumbar_session",
    without_kx: str = "diagnostic",
) -> Value:
    """Sessions of these kinds where this one is, within the window: the most at any of its places.

    Args:
        case: the case.
        kinds: those that count together.
        per: `region`, `level`, `level_side` or `patient`.
        window: see `facts.windows.window`.
        edge: whether the day on the far edge is `included` or `excluded`.
        thoracolumbar: see `Joints.regions`.
        without_kx: what a diagnostic session billed without modifier KX counts as.
    """
    span = _span(case, window, edge)
    rows = [_as_billed(entry, without_kx) for entry in case.earlier]
    certain, possible = places(case.joints, per, thoracolumbar, case.session_unit)
    sure = [in_window(rows, span, frozenset(kinds), place) for place in certain]
    open_ = [in_window(rows, span, frozenset(kinds), place) for place in possible]
    found = [*sure, *open_]
    low = max(c.low for c in sure) if sure else min((c.low for c in open_), default=0)
    high = max((c.high for c in found), default=0)
    paths = tuple(dict.fromkeys(entry.path for c in found for entry in c.entries))
    return count(1 + low, 1 + high, (case.root, *paths))


@fact("history.covers", "truth", "the history is known to be complete for the whole window")
def covers(case: Case, window: str, edge: str = "excluded") -> Value:
    """True where `history_from` lies on or before the first day of the window; else unknown, never false."""
    path = ("history_from",)
    span = _span(case, window, edge)
    if span and windows.covered(span, case.chart.history_from):
        return Value(True, path)
    return Value(None, path, Reason.HISTORY_INCOMPLETE)


@fact("history.days_since_therapeutic", "number", "days since the last therapeutic injection there", unit="days")
def days_since_therapeutic(case: Case, techniques: tuple[str, ...], per: str, thoracolumbar: str) -> Value:
    """Days since the last one in this region or joint; where none is known, at least as long as the history is."""
    certain, possible = places(case.joints, per, thoracolumbar)
    days: list[tuple[float, float]] = []
    paths: list[str] = []
    for entry in case.earlier:
        here = [place(entry) for place in certain] + [None for place in possible if place(entry) is not False]
        fits = entry.technique is None or entry.technique.value in techniques
        if "therapeutic" not in entry.kinds or not fits or all(place is False for place in here):
            continue
        since = float((case.dos - entry.date).days) if case.dos and entry.date else None
        sure = True in here and entry.is_a("therapeutic") is True and entry.technique is not None
        days.append((since or 0.0, since if sure and since is not None else float("inf")))
        paths.append(f"{entry.path}.dos")
    if case.dos and case.chart.history_from:
        days.append((float((case.dos - case.chart.history_from).days + 1), float("inf")))
    else:
        days.append((0.0, float("inf")))
    low, high = min(low for low, _ in days), min(high for _, high in days)
    if low == high:
        return Value(low, tuple(paths))
    reason = Reason.UNMAPPED if paths else Reason.HISTORY_INCOMPLETE
    return Value(Range(low, None if high == float("inf") else high), tuple(paths), reason)


def _span(case: Case, window: str, edge: str) -> windows.Window | None:
    if case.dos is None:
        return None
    return windows.window(window, case.dos, edge=edge, year_from=case.chart.benefit_year_from)


def _as_billed(entry: Entry, without_kx: str) -> Entry:
    if without_kx == "therapeutic" and entry.kx is False and entry.is_a("diagnostic"):
        return entry._replace(kinds=frozenset({"therapeutic"}))
    return entry
