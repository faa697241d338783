"""Joint levels of a session with their sides, under one payer's form, and what must be asked before they are known.

What a target names and what nerves serve is worked out in `facts.joints`. Here the form has its say, joints and nerves
of one target must agree, and whatever cannot be told becomes a question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from facetproof.coding.form import Form
from facetproof.facts.joints import Named, Reach, named, reach
from facetproof.model.chart import Target
from facetproof.model.finding import Reason
from facetproof.model.spine import JointLevel, MedialBranch, Side, innervation

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

    read = [(path, _read(path, target, gap)) for path, target in targets]
    joints: dict[JointLevel, Sides] = {}
    nerves: dict[MedialBranch, Sides] = {}
    alone: dict[MedialBranch, Sides] = {}
    peripheral = False
    for side in sorted({side for _, r in read for side in r.sides}, key=str):
        here = [(path, r) for path, r in read if side in r.sides]
        stated = frozenset[JointLevel]().union(*(r.joints for _, r in here))
        pool = frozenset[MedialBranch]().union(*(r.nerves for _, r in here))
        if form.ton == "peripheral" and _TON in pool and _C2_3 not in stated:
            pool -= {_TON}
            peripheral = True
        found = reach(stated, pool)
        for path, r in here:
            _check_agreement(path, r, stated, pool, gap)
            if form.level_naming != "nerve_ok" and not r.joints and r.nerves:
                gap("joints", Reason.VAGUE, path, "Which facet joints do the nerves named serve? Name each joint.")
        own: Sides = frozenset() if side is None else frozenset({side})
        for joint in stated.union(() if form.level_naming == "joint_required" else found.served.joints):
            joints[joint] = joints.get(joint, frozenset()) | own
        for nerve in pool.difference(found.served.sacral):
            nerves[nerve] = nerves.get(nerve, frozenset()) | own
        for nerve in found.lone:
            alone[nerve] = alone.get(nerve, frozenset()) | own
            if not per_nerve:
                path = next(path for path, r in here if nerve in r.nerves)
                gap("nerve", Reason.UNMAPPED, path, _lone_question(nerve, side))
    return Levels(
        joints={j: joints[j] for j in sorted(joints, key=lambda j: j.order)},
        nerves={n: nerves[n] for n in sorted(nerves, key=lambda n: n.order)},
        alone={n: alone[n] for n in sorted(alone, key=lambda n: n.order)},
        peripheral=peripheral,
        gaps=tuple(gaps.values()),
    )


def _read(path: str, target: Target, gap: _GapSink) -> Named:
    read = named(target)
    if read.strange[0]:
        gap("joints", Reason.VAGUE, path, "Which facet joints were treated? Name each by its two vertebrae.")
    if read.strange[1]:
        gap("joints", Reason.VAGUE, path, "Which medial branches were treated? Name each nerve by its own number.")
    if not read.told:
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
    return read


def _check_agreement(
    path: str, read: Named, stated: frozenset[JointLevel], pool: frozenset[MedialBranch], gap: _GapSink
) -> None:
    """Joints and nerves of one target must say the same; nerves that a neighbouring target completes are fine."""
    if not read.joints:
        return
    facet = frozenset(nerve for nerve in read.nerves if not nerve.sacral)
    if not facet:
        return
    table = innervation()
    served_here = _of_nerves(facet).served.joints
    served = set(_of_nerves(pool).served.joints)
    if _C3 in pool:
        served.add(_C2_3)  # records name the third occipital nerve as a part of the C3 medial branch, which it is
    unsupplied = [joint for joint in read.joints if joint in table and joint not in served]
    if unsupplied or not stated.issuperset(served_here):
        gap(
            "joints",
            Reason.CONFLICTING,
            path,
            f"The joints ({_names(read.joints)}) and the nerves ({_names(facet)}) in the record do not fit each other. "
            "Which joints were treated, and through which nerves?",
        )


def _of_nerves(nerves: frozenset[MedialBranch]) -> Reach:
    return reach(frozenset(), nerves)


def _names(items: Iterable[JointLevel] | Iterable[MedialBranch]) -> str:
    return ", ".join(str(item) for item in sorted(items, key=lambda item: item.order))


def _lone_question(nerve: MedialBranch, side: Side | None) -> str:
    where = f" on the {side}" if side else ""
    return f"The record names {nerve}{where} without a second nerve of the same joint. Which nerves were treated?"
