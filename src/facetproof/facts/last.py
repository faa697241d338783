"""The last earlier session of a kind at each joint of the session judged, and what is open about which it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from facetproof.facts.history import Entry
from facetproof.facts.joints import Joints
from facetproof.facts.responses import Response, agreed, both, earned
from facetproof.model.spine import JointLevel, Side


class Last(NamedTuple):
    """Which session may be the last one at one place.

    Attributes:
        place: joint and side; no joint where those of the session judged are not known.
        certain: whether one of the candidates is certain to be a session at this place.
        candidates: entries that may be the last one; those of one day stand together.
    """

    place: tuple[JointLevel | None, Side | None]
    certain: bool
    candidates: tuple[tuple[Entry, ...], ...]

    @property
    def paths(self) -> list[str]:
        """Chart paths of the candidates."""
        return [entry.path for group in self.candidates for entry in group]

    @property
    def dates(self) -> list[dt.date | None]:
        """Day of each candidate."""
        return [group[0].date for group in self.candidates]


class Deciding(NamedTuple):
    """Whether the last sessions were enough, the entry whose response shows it (none where that is open), all paths."""

    truth: bool | None
    entry: Entry | None
    paths: tuple[str, ...]


Place = tuple[JointLevel | None, Side | None]


def places_of(joints: Joints, *, by_side: bool = False) -> list[Place]:
    """Every joint, or joint and side, of a session; where they are not completely known, any joint beside them."""
    places: list[Place] = list(joints.places(by_side=by_side))
    return places if joints.complete else [*places, (None, None)]


def last_at(entries: Iterable[Entry], kind: str, places: Iterable[Place]) -> list[Last]:
    """For each place with an earlier session of this kind, certain or possible, the candidates for the last one."""
    rows = [entry for entry in entries if kind in entry.kinds]
    found = []
    for place in places:
        here = [(_at(entry, kind, place), entry) for entry in rows]
        certain = [entry for truth, entry in here if truth]
        day = max((entry.date for entry in certain if entry.date), default=None)
        groups = [tuple(entry for entry in certain if entry.date == day)] if day else []
        groups += [(entry,) for entry in certain if entry.date is None]
        groups += [(e,) for t, e in here if t is None and (e.date is None or day is None or e.date > day)]
        if groups:
            found.append(Last(place, bool(certain), tuple(groups)))
    return found


def decide(
    lasts: list[Last], *, min_relief: float, min_hours: float | None, min_function: float | None, above: bool
) -> Deciding:
    """Whether at every place the last session gave enough, with the entry that decides."""

    def enough(found: Response) -> bool | None:
        return earned(found, min_relief=min_relief, min_hours=min_hours, min_function=min_function, above=above)

    judged = [(entry, enough(entry.response)) for last in lasts for group in last.candidates for entry in group]
    truth = both(*(_at_place(last, enough) for last in lasts)) if lasts else None
    paths = tuple(dict.fromkeys(entry.path for entry, _ in judged))
    return Deciding(truth, next((entry for entry, found in judged if found is truth), None), paths)


def _at_place(last: Last, enough: Callable[[Response], bool | None]) -> bool | None:
    truth = agreed([both(*(enough(entry.response) for entry in group)) for group in last.candidates])
    return None if truth is False and not last.certain else truth


def _at(entry: Entry, kind: str, place: Place) -> bool | None:
    joint, side = place
    return both(entry.is_a(kind), None if joint is None else entry.joints.covers(joint, side))
