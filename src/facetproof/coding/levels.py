"""Targets as the record names them → joint levels with their sides, without guessing.

Joints named are counted as written. Nerves are turned into the joints they serve in full (`joints_served`), side by
side. Where a target names both, they must agree. Landmarks, spans and bare text are no joints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from facetproof.coding.form import Form
from facetproof.model.chart import Target
from facetproof.model.finding import Reason
from facetproof.model.spine import JointLevel, MedialBranch, Side, innervation, joints_served

Sides = frozenset[Side]
GapKind = Literal["joints", "nerve", "side"]
_GapSink = Callable[[GapKind, Reason, str, str], None]
_TON, _C3, _C2_3 = MedialBranch("TON"), MedialBranch("C3"), JointLevel("C2", "C3")


class Gap(NamedTuple):
    """Something that cannot be told, where it should stand, and the question that settles it."""

    kind: GapKind
    reason: Reason
    path: str
    question: str


@dataclass(frozen=True, slots=True)
class Levels:
    """What was treated.

    Attributes:
        joints: joint levels from the skull down, each with the sides treated; no side where none is stated.
        nerves: medial branches named, with their sides.
        alone: nerves of which the partner is not named, with their sides; they make no joint.
        peripheral: whether the third occipital nerve was left out because this payer takes it for a peripheral nerve.
        gaps: what cannot be told, once each.
    """

    joints: Mapping[JointLevel, Sides]
    nerves: Mapping[MedialBranch, Sides]
    alone: Mapping[MedialBranch, Sides]
    peripheral: bool
    gaps: tuple[Gap, ...]

    @property
    def known(self) -> bool:
        """Whether the joints can be told without guessing."""
        return bool(self.joints) and not any(gap.kind != "side" for gap in self.gaps)

    @property
    def sided(self) -> bool:
        """Whether every target states its side."""
        return not any(gap.kind == "side" for gap in self.gaps)


class _Read(NamedTuple):
    """One target, read."""

    path: str
    sides: frozenset[Side | None]
    joints: frozenset[JointLevel]
    nerves: frozenset[MedialBranch]


def read_targets(targets: Iterable[tuple[str, Target]], form: Form, *, per_nerve: bool = False) -> Levels:
    """The joint levels of some targets, each given with its path in the chart.

    Args:
        targets: (path, target) pairs of one technique.
        form: how the payer reads nerves.
        per_nerve: codes of this time count nerves, so that a nerve alone is no gap.
    """
    gaps: dict[tuple[str, str], Gap] = {}

    def gap(kind: GapKind, reason: Reason, path: str, question: str) -> None:
        gaps.setdefault((path, kind), Gap(kind, reason, path, question))

    read = [_read(path, target, gap) for path, target in targets]
    joints: dict[JointLevel, set[Side]] = {}
    nerves: dict[MedialBranch, set[Side]] = {}
    alone: dict[MedialBranch, set[Side]] = {}
    peripheral = False
    for side in sorted({s for r in read for s in r.sides}, key=str):
        here = [r for r in read if side in r.sides]
        named = {joint for r in here for joint in r.joints}
        pool = {nerve for r in here for nerve in r.nerves}
        if form.ton == "peripheral" and _TON in pool and _C2_3 not in named:
            pool.discard(_TON)
            peripheral = True
        served = joints_served(pool)
        for r in here:
            _check_agreement(r, named, pool, gap)
            if form.level_naming != "nerve_ok" and not r.joints and r.nerves:
                gap("joints", Reason.VAGUE, r.path, "Which facet joints do the nerves named serve? Name each joint.")
        if form.level_naming == "joint_required":
            served = served._replace(joints=())
        found = named | set(served.joints)
        supply = {nerve for joint in found if joint in innervation() for nerve in innervation()[joint].nerves}
        lone = [n for n in served.alone if n not in supply and not (n == _C3 and _C2_3 in found)]
        own: set[Side] = set() if side is None else {side}
        for joint in found:
            joints.setdefault(joint, set()).update(own)
        for nerve in pool - set(served.sacral):
            nerves.setdefault(nerve, set()).update(own)
        for nerve in lone:
            alone.setdefault(nerve, set()).update(own)
            path = next(r.path for r in here if nerve in r.nerves)
            if not per_nerve:
                gap("nerve", Reason.UNMAPPED, path, _lone_question(nerve, side))
    return Levels(
        joints={j: frozenset(joints[j]) for j in sorted(joints, key=lambda j: j.order)},
        nerves={n: frozenset(nerves[n]) for n in sorted(nerves, key=lambda n: n.order)},
        alone={n: frozenset(alone[n]) for n in sorted(alone, key=lambda n: n.order)},
        peripheral=peripheral,
        gaps=tuple(gaps.values()),
    )


def _read(path: str, target: Target, gap: _GapSink) -> _Read:
    joints = [JointLevel.parse(text) for text in target.joints or ()]
    nerves = [MedialBranch.parse(text) for text in target.nerves or ()]
    if None in joints:
        gap("joints", Reason.VAGUE, path, "Which facet joints were treated? Name each by its two vertebrae.")
    if None in nerves:
        gap("joints", Reason.VAGUE, path, "Which medial branches were treated? Name each nerve by its own number.")
    if not joints and not nerves:
        vague = bool(target.text or target.landmarks)
        question = (
            "The record gives a span or bony landmarks. Which facet joints, or which medial branches, were treated?"
            if vague
            else "Which facet joints were treated? Name each by its two vertebrae."
        )
        gap("joints", Reason.VAGUE if vague else Reason.ABSENT, path, question)
    if target.side is None:
        what = ", ".join((*(target.joints or ()), *(target.nerves or ()))) or "this target"
        gap("side", Reason.ABSENT, f"{path}.side", f"On which side was {what} treated?")
    sides: frozenset[Side | None] = frozenset(target.side.sides) if target.side else frozenset({None})
    return _Read(path, sides, frozenset(j for j in joints if j), frozenset(n for n in nerves if n))


def _check_agreement(read: _Read, named: set[JointLevel], pool: set[MedialBranch], gap: _GapSink) -> None:
    """Joints and nerves of one target must say the same; nerves that a neighbouring target completes are fine."""
    facet = {nerve for nerve in read.nerves if not nerve.sacral}
    if not read.joints or not facet:
        return
    table = innervation()
    served_here, served = set(joints_served(facet).joints), set(joints_served(pool).joints)
    if _C3 in pool:
        served.add(_C2_3)  # records name the third occipital nerve as a part of the C3 medial branch, which it is
    unsupplied = [joint for joint in read.joints if joint in table and joint not in served]
    if served_here - named or unsupplied:
        gap(
            "joints",
            Reason.CONFLICTING,
            read.path,
            f"The joints ({_names(read.joints)}) and the nerves ({_names(facet)}) in the record do not fit each other. "
            "Which joints were treated, and through which nerves?",
        )


def _names(items: Iterable[JointLevel] | Iterable[MedialBranch]) -> str:
    return ", ".join(str(item) for item in sorted(items, key=lambda item: item.order))


def _lone_question(nerve: MedialBranch, side: Side | None) -> str:
    where = f" on the {side}" if side else ""
    return f"The record names {nerve}{where} without a second nerve of the same joint. Which nerves were treated?"
