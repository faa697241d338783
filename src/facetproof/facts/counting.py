"""How many sessions lie in a window, at least and at most, given what the record leaves open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from facetproof.facts.history import Entry
from facetproof.facts.joints import Joints
from facetproof.facts.windows import Window
from facetproof.model.spine import JointLevel, Region, Side

Place = Callable[[Entry], bool | None]


class Counted(NamedTuple):
    """At least `low` and at most `high` sessions, and the entries that may be among them."""

    low: int
    high: int
    entries: tuple[Entry, ...]


def in_window(entries: Iterable[Entry], span: Window | None, kinds: frozenset[str], place: Place) -> Counted:
    """Earlier sessions of these kinds at this place in the window; one a day, however many entries tell of it.

    Without a window (the date of service is not known) no session is certain to count.
    """
    certain: set[dt.date] = set()
    possible: set[dt.date] = set()
    undated = 0
    counted: list[Entry] = []
    for entry in entries:
        here = place(entry)
        if here is False or not entry.kinds & kinds:
            continue
        day = entry.date
        if day is not None and span is not None and day < span.earliest:
            continue
        counted.append(entry)
        if day is None:
            undated += 1
        elif here and entry.kinds <= kinds and span is not None and day >= span.latest:
            certain.add(day)
        else:
            possible.add(day)
    return Counted(len(certain), len(certain | possible) + undated, tuple(counted))


def places(joints: Joints, per: str, thoracolumbar: str, session_unit: str = "date") -> tuple[list[Place], list[Place]]:
    """Where sessions are counted together with one at `joints`: the places that are certain, and the possible ones.

    Args:
        joints: of the session judged.
        per: `region`, `level`, `level_side` or `patient`.
        thoracolumbar: see `Joints.regions`.
        session_unit: `date`, or `date_side`: each side is counted on its own, so that a session on the other side is
            none here.

    Raises:
        ValueError: no such unit.
    """
    if session_unit == "date_side" and per != "level_side":
        return _by_side(joints, *places(joints, per, thoracolumbar))
    if per == "patient":
        return [_anywhere], []
    if per == "region":
        certain, possible = joints.regions(thoracolumbar=thoracolumbar)
        in_regions = {region: _in_region(region, thoracolumbar) for region in possible}
        return [in_regions[r] for r in sorted(certain)], [in_regions[r] for r in sorted(possible - certain)]
    if per == "level":
        return [_at(joint, None) for joint in joints.known], [_at(joint, None) for joint in sorted(joints.possible)]
    if per == "level_side":
        sided = [(joint, side) for joint, sides in joints.known.items() for side in sorted(sides)]
        open_ = [(joint, side) for joint in sorted({*joints.unsided, *joints.possible}) for side in _BOTH]
        return [_at(j, s) for j, s in sided], [_at(j, s) for j, s in open_ if (j, s) not in sided]
    raise ValueError(f"sessions are counted per region, level, level_side or patient, not {per}")


_BOTH = (Side.LEFT, Side.RIGHT)


def _by_side(joints: Joints, certain: list[Place], possible: list[Place]) -> tuple[list[Place], list[Place]]:
    """Each place once for each side of the session judged; both sides are possible where one is not told."""
    stated = sorted({side for sides in joints.known.values() for side in sides})
    open_ = [side for side in _BOTH if side not in stated and (joints.unsided or joints.possible)]
    on = {side: [_on_side(place, side) for place in certain] for side in _BOTH}
    maybe = [_on_side(place, side) for place in possible for side in (*stated, *open_)]
    return [p for side in stated for p in on[side]], [p for side in open_ for p in on[side]] + maybe


def _on_side(place: Place, side: Side) -> Place:
    def here(entry: Entry) -> bool | None:
        joints = entry.joints.on(side)
        found = place(entry._replace(joints=joints))
        if joints.known:
            return found
        return None if joints.possible and found is not False else False

    return here


def _anywhere(_: Entry) -> bool:
    return True


def _at(joint: JointLevel, side: Side | None) -> Place:
    return lambda entry: entry.joints.covers(joint, side)


def _in_region(region: Region, thoracolumbar: str) -> Place:
    def place(entry: Entry) -> bool | None:
        certain, possible = entry.joints.regions(thoracolumbar=thoracolumbar)
        return True if region in certain else None if region in possible else False

    return place
