"""Which joint levels some targets reach, as far as the record tells, for looking at earlier sessions.

Joints named count as written; nerves count as the joints that they serve in full on their side. What is named but
cannot be told apart (one nerve of a pair, a span of vertebrae, nothing at all) leaves joints *possible*.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from facetproof.model.chart import Target
from facetproof.model.spine import (
    JointLevel,
    MedialBranch,
    Region,
    Side,
    Vertebra,
    all_joints,
    innervation,
    joints_served,
)

T12_L1 = JointLevel("T12", "L1")
_C2_3, _C3 = JointLevel("C2", "C3"), MedialBranch("C3")
_LABEL = re.compile(r"[CTL]\d{1,2}|S1")
Sides = frozenset[Side]


@dataclass(frozen=True, slots=True)
class Joints:
    """Joint levels with their sides.

    Attributes:
        known: joint levels treated, with the sides stated; an empty set where no side is.
        unsided: those of them that a target names without a side.
        possible: further joint levels that may have been treated; empty where the targets are completely known.
    """

    known: dict[JointLevel, Sides]
    unsided: frozenset[JointLevel]
    possible: frozenset[JointLevel]

    @property
    def complete(self) -> bool:
        """Whether the joints can be told without guessing."""
        return bool(self.known) and not self.possible

    def covers(self, joint: JointLevel, side: Side | None = None) -> bool | None:
        """Whether this joint (on this side, if one is given) was treated; None where the record does not tell."""
        if joint in self.known and (side is None or side in self.known[joint]):
            return True
        if joint in self.possible or (joint in self.unsided and side is not None):
            return None
        return False

    def on(self, side: Side) -> Joints:
        """What was treated on one side; joints without a side may have been."""
        here = {joint: frozenset({side}) for joint, sides in self.known.items() if side in sides}
        return Joints(here, frozenset(), (self.possible | self.unsided) - set(here))

    def places(self, *, by_side: bool) -> list[tuple[JointLevel, Side | None]]:
        """The joints known, each once, or once for each side; a joint without a side stands for both."""
        if not by_side:
            return [(joint, None) for joint in self.known]
        return [
            (joint, side)
            for joint, sides in self.known.items()
            for side in sorted(Side.BILATERAL.sides if joint in self.unsided else sides)
        ]

    def regions(self, *, thoracolumbar: str) -> tuple[frozenset[Region], frozenset[Region]]:
        """The session's regions that are certain, and those that are possible, the certain ones among them.

        Args:
            thoracolumbar: `one_lumbar_session`: T12-L1 counts as lumbar where no joint above it is treated with it;
                `by_code`: it counts with the thoracic joints, as its code does.
        """
        if thoracolumbar == "by_code":
            certain = frozenset(joint.code_region for joint in self.known)
            return certain, certain | {joint.code_region for joint in self.possible}
        certain = frozenset(joint.code_region for joint in self.known if joint != T12_L1)
        possible = certain | {joint.code_region for joint in self.possible}
        if T12_L1 in self.possible or (T12_L1 in self.known and Region.CERVICAL_THORACIC in possible):
            return certain, frozenset(Region)
        if T12_L1 in self.known:
            certain |= {Region.LUMBAR_SACRAL}
        return certain, possible | certain


def joints_of(targets: Collection[Target]) -> Joints:
    """The joint levels of some targets of one technique."""
    known: dict[JointLevel, set[Side]] = {}
    unsided: set[JointLevel] = set()
    possible: set[JointLevel] = set()
    if not targets:
        return Joints({}, frozenset(), everywhere())
    pools: dict[Side | None, set[MedialBranch]] = {}
    for target in targets:
        sides: Iterable[Side | None] = target.side.sides if target.side else (None,)
        joints = [JointLevel.parse(text) for text in target.joints or ()]
        nerves = [MedialBranch.parse(text) for text in target.nerves or ()]
        for side in sides:
            for joint in joints:
                if joint is not None:
                    _add(known, unsided, joint, side)
            if not joints:
                pools.setdefault(side, set()).update(nerve for nerve in nerves if nerve is not None)
        if None in joints or None in nerves or not (joints or nerves):
            words = (*(target.joints or ()), *(target.nerves or ()), target.text or "", *(target.landmarks or ()))
            possible |= _about(words)
    for side, pool in pools.items():
        served = joints_served(pool)
        for joint in served.joints:
            _add(known, unsided, joint, side)
        here = [joint for joint in known if side is None or side in known[joint] or joint in unsided]
        supply = {nerve for joint in here if joint in innervation() for nerve in innervation()[joint].nerves}
        for nerve in served.alone:
            if nerve not in supply and not (nerve == _C3 and _C2_3 in here):
                possible |= {joint for joint, row in innervation().items() if nerve in row.nerves}
    ordered = sorted(known, key=lambda joint: joint.order)
    certain = {joint: frozenset(known[joint]) for joint in ordered}
    return Joints(certain, frozenset(unsided), frozenset(possible - set(certain)))


@cache
def everywhere() -> frozenset[JointLevel]:
    """Every facet joint: what may have been treated where nothing is told."""
    return frozenset(all_joints())


def _add(known: dict[JointLevel, set[Side]], unsided: set[JointLevel], joint: JointLevel, side: Side | None) -> None:
    known.setdefault(joint, set()).update(() if side is None else {side})
    if side is None:
        unsided.add(joint)


def _about(words: Iterable[str]) -> frozenset[JointLevel]:
    """Joints that a span or bony landmarks may mean: those at the vertebrae named and one beyond; else any."""
    orders: list[int] = []
    for text in words:
        found = [v.order for label in _LABEL.findall(text.upper()) if (v := Vertebra.parse(label))]
        if text and not found:
            return everywhere()
        orders += found
    if not orders:
        return everywhere()
    first, last = min(orders) - 1, max(orders) + 1
    return frozenset(joint for joint in everywhere() if first < joint.order <= last)
