"""From the targets as the record names them to joint levels: the one home of that step.

Joints named count as written; nerves count as the joints that they serve in full on their side. `named` and `reach`
are that step for one target and for one side. `joints_of` looks at earlier sessions with them: what cannot be told
apart (one nerve of a pair, a span of vertebrae, nothing at all) leaves joints *possible*. Coding asks about it instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from facetproof.model.chart import Target
from facetproof.model.spine import (
    JointLevel,
    MedialBranch,
    NerveJoints,
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


class Named(NamedTuple):
    """One target, read.

    Attributes:
        sides: the sides stated; None alone where none is.
        joints: joint levels named.
        nerves: medial branches and sacral branches named.
        strange: whether a joint or a nerve is written that names none, first of the joints, then of the nerves.
    """

    sides: frozenset[Side | None]
    joints: frozenset[JointLevel]
    nerves: frozenset[MedialBranch]
    strange: tuple[bool, bool]

    @property
    def told(self) -> bool:
        """Whether it names anything as a joint or a nerve, readable or not."""
        return bool(self.joints or self.nerves or any(self.strange))


class Reach(NamedTuple):
    """What the joints and nerves named on one side amount to.

    Attributes:
        served: what the nerves amount to by themselves.
        lone: nerves that complete no joint and serve none of the joints reached.
    """

    served: NerveJoints
    lone: tuple[MedialBranch, ...]


def named(target: Target) -> Named:
    """The joints, nerves and sides that a target names."""
    joints = [JointLevel.parse(text) for text in target.joints or ()]
    nerves = [MedialBranch.parse(text) for text in target.nerves or ()]
    return Named(
        frozenset(target.side.sides) if target.side else _NO_SIDE,
        frozenset(joint for joint in joints if joint is not None),
        frozenset(nerve for nerve in nerves if nerve is not None),
        (None in joints, None in nerves),
    )


@lru_cache(maxsize=4096)
def reach(joints: frozenset[JointLevel], nerves: frozenset[MedialBranch]) -> Reach:
    """What the joints and the nerves named on one side amount to.

    The C3 branch beside C2-3 is not alone: records name the third occipital nerve as a part of it, which it is.
    """
    served = joints_served(nerves)
    found = joints.union(served.joints)
    supply = {nerve for joint in found if joint in innervation() for nerve in innervation()[joint].nerves}
    lone = (n for n in served.alone if n not in supply and not (n == _C3 and _C2_3 in found))
    return Reach(served, tuple(lone))


_NO_SIDE: frozenset[Side | None] = frozenset({None})


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
        read = named(target)
        for side in read.sides:
            for joint in read.joints:
                _add(known, unsided, joint, side)
            if not target.joints:
                pools.setdefault(side, set()).update(read.nerves)
        if any(read.strange) or not read.told:
            words = (*(target.joints or ()), *(target.nerves or ()), target.text or "", *(target.landmarks or ()))
            possible |= _about(words)
    for side, pool in pools.items():
        here = frozenset(joint for joint in known if side is None or side in known[joint] or joint in unsided)
        found = reach(here, frozenset(pool))
        for joint in found.served.joints:
            _add(known, unsided, joint, side)
        for nerve in found.lone:
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
