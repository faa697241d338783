"""The course of diagnostic blocks that the session judged goes on with, if it does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from facetproof.facts.history import Entry
from facetproof.facts.joints import Joints
from facetproof.facts.responses import both, either
from facetproof.model.spine import JointLevel


class Course(NamedTuple):
    """Earlier diagnostic sessions that share a joint with this one, no ablation of that joint between.

    Attributes:
        certain: those that certainly belong, oldest first, without a date at the end.
        possible: those that may: joints or intent are not told, or an ablation may lie between.
    """

    certain: tuple[Entry, ...]
    possible: tuple[Entry, ...]

    @property
    def candidates(self) -> list[tuple[Entry, ...]]:
        """What may be the block just before this one; the entries of one day stand together."""
        day = max((entry.date for entry in self.certain if entry.date), default=None)
        groups = [tuple(entry for entry in self.certain if entry.date == day)] if day else []
        groups += [(entry,) for entry in self.certain if entry.date is None]
        return groups + [(e,) for e in self.possible if e.date is None or day is None or e.date > day]


def course_of(joints: Joints, entries: Iterable[Entry]) -> Course:
    """The course that a diagnostic session at `joints` goes on with."""
    rows = tuple(entries)
    ablations = [entry for entry in rows if "ablation" in entry.kinds]
    found = [(_belongs(entry, joints, ablations), entry) for entry in rows if "diagnostic" in entry.kinds]
    return Course(
        tuple(entry for truth, entry in found if truth),
        tuple(entry for truth, entry in found if truth is None),
    )


def _belongs(entry: Entry, joints: Joints, ablations: list[Entry]) -> bool | None:
    shared = [
        both(entry.joints.covers(joint), _no_ablation_since(joint, entry.date, ablations)) for joint in joints.known
    ]
    if joints.possible:
        shared.append(None)
    return both(entry.is_a("diagnostic"), either(*shared))


def _no_ablation_since(joint: JointLevel, day: dt.date | None, ablations: list[Entry]) -> bool | None:
    return both(*(_not_between(joint, day, ablation) for ablation in ablations))


def _not_between(joint: JointLevel, day: dt.date | None, ablation: Entry) -> bool | None:
    here = ablation.joints.covers(joint)
    if here is False or (day and ablation.date and ablation.date <= day):
        return True
    return False if here and day and ablation.date else None
