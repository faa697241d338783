"""Vertebrae, joint levels and medial branches: three types without conversion by accident.

A *vertebra* is a bone and where a needle lands, a *joint level* is the facet joint between two vertebrae and what CPT
counts, a *medial branch* is a nerve. "L4" may mean any of the three, so a bare label is never turned into one of them
here: the caller says which it read.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

VERTEBRAE: tuple[str, ...] = (
    *(f"C{n}" for n in range(1, 8)),
    *(f"T{n}" for n in range(1, 13)),
    *(f"L{n}" for n in range(1, 6)),
    "S1",
)
_ORDER = {name: n for n, name in enumerate(VERTEBRAE)}


class Side(StrEnum):
    """Where the needle went. LT, RT and 50 are how it is billed, not what it is."""

    LEFT = "left"
    RIGHT = "right"
    BILATERAL = "bilateral"

    @property
    def sides(self) -> frozenset[Side]:
        """The one or two sides meant."""
        return frozenset({Side.LEFT, Side.RIGHT}) if self is Side.BILATERAL else frozenset({self})


class Region(StrEnum):
    """The two groups in which CPT codes and Medicare counts facet joints."""

    CERVICAL_THORACIC = "cervical_thoracic"
    LUMBAR_SACRAL = "lumbar_sacral"


class Vertebra(NamedTuple):
    """A bone, C1 to S1."""

    name: str

    @classmethod
    def parse(cls, text: str) -> Vertebra | None:
        """The vertebra written as `L4`; None for anything else."""
        name = text.strip().upper()
        return cls(name) if name in _ORDER else None

    @property
    def order(self) -> int:
        """Position from the skull down, C1 = 0."""
        return _ORDER[self.name]

    def __str__(self) -> str:
        return self.name


class JointLevel(NamedTuple):
    """The facet joint between two neighbouring vertebrae, on either side: C0-1 (atlanto-occipital) to L5-S1."""

    upper: str
    lower: str

    @classmethod
    def parse(cls, text: str) -> JointLevel | None:
        """The joint level written `L4-5`, `L4/5`, `L4-L5`, `L45`, `C7-T1`; None where it names no pair of neighbours.

        A span over several vertebrae ("L3-S1") is no joint level and gives None.
        """
        return _parse_joint(text)

    @property
    def order(self) -> int:
        """Position from the skull down."""
        return _ORDER[self.lower]

    @property
    def name(self) -> str:
        """As the contract writes it: `L4-5`, `C7-T1`, `L5-S1`."""
        if self.upper[0] == self.lower[0]:
            return f"{self.upper}-{self.lower[1:]}"
        return f"{self.upper}-{self.lower}"

    @property
    def code_region(self) -> Region:
        """The region of the CPT code family. T12-L1 is coded with the thoracic joints (CGS A58364, Noridian A58403)."""
        return Region.LUMBAR_SACRAL if self.upper[0] == "L" else Region.CERVICAL_THORACIC

    def __str__(self) -> str:
        return self.name


class MedialBranch(NamedTuple):
    """A nerve by its own number. `L5` is the L5 dorsal ramus, `TON` the third occipital nerve, `C8` lies below C7.

    S1-S3 are lateral branches: they can be named in a record and serve no facet joint.
    """

    name: str

    @classmethod
    def parse(cls, text: str) -> MedialBranch | None:
        """The nerve written as `L3`, `TON` or `C8`; None for anything else."""
        name = text.strip().upper()
        return cls(name) if name in _NERVE_ORDER else None

    @property
    def order(self) -> int:
        """Position from the skull down, the third occipital nerve just above the C3 branch."""
        return _NERVE_ORDER[self.name]

    @property
    def sacral(self) -> bool:
        """Whether it is a sacral lateral branch, which serves no facet joint."""
        return self.name[0] == "S"

    def __str__(self) -> str:
        return self.name


NERVES: tuple[str, ...] = (
    "TON",
    *(f"C{n}" for n in range(3, 9)),
    *(f"T{n}" for n in range(1, 13)),
    *(f"L{n}" for n in range(1, 6)),
    "S1",
    "S2",
    "S3",
)
_NERVE_ORDER = {name: n for n, name in enumerate(NERVES)}


class Innervation(NamedTuple):
    """Which nerves serve one joint, and how sure that is.

    Attributes:
        joint: the joint level.
        nerves: all nerves that must be treated for the joint to count.
        source: where it is written.
        confidence: `primary` (a policy text was read), `secondary` (quoted by another) or `recalled`.
    """

    joint: JointLevel
    nerves: tuple[MedialBranch, ...]
    source: str
    confidence: str


def _row(joint: str, nerves: str, source: str, confidence: str) -> Innervation:
    level = JointLevel.parse(joint)
    if level is None:
        raise ValueError(f"not a joint level: {joint}")
    return Innervation(level, tuple(MedialBranch(n) for n in nerves.split()), source, confidence)


_RULE = "neighbouring pair: the branch of the same number as the upper vertebra and the one below it"
_SAME_ABOVE = "neighbouring pair: the branches numbered one and two above the lower vertebra"
_AAPC = "AAPC coding forum and CPT Assistant 2004/2010 as quoted there"


@cache
def innervation() -> dict[JointLevel, Innervation]:
    """Nerve supply of each joint level from C2-3 to L5-S1; the two joints above have no medial branches."""
    rows = [
        _row("C2-3", "TON", "First Coast L33930 v22: single supply by the third occipital nerve", "primary"),
        _row("C3-4", "C3 C4", _RULE, "recalled"),
        _row("C4-5", "C4 C5", _AAPC, "secondary"),
        _row("C5-6", "C5 C6", _RULE, "recalled"),
        _row("C6-7", "C6 C7", _RULE, "recalled"),
        _row("C7-T1", "C7 C8", _RULE, "recalled"),
        _row("T1-2", "C8 T1", "anatomy reference, fragment only", "secondary"),
        *(_row(f"T{n}-{n + 1}", f"T{n - 1} T{n}", _SAME_ABOVE, "recalled") for n in range(2, 12)),
        _row("T12-L1", "T11 T12", _SAME_ABOVE, "recalled"),
        _row("L1-2", "T12 L1", _AAPC, "secondary"),
        _row("L2-3", "L1 L2", _SAME_ABOVE, "secondary"),
        _row("L3-4", "L2 L3", _AAPC, "secondary"),
        _row("L4-5", "L3 L4", "CPT Assistant 2004 and 2010, as quoted", "secondary"),
        _row("L5-S1", "L4 L5", "CPT Assistant 2010, as quoted: L4 medial branch and L5 dorsal ramus", "secondary"),
    ]
    return {row.joint: row for row in rows}


class NerveJoints(NamedTuple):
    """What a list of nerves on one side amounts to.

    Attributes:
        joints: joint levels whose whole nerve supply is in the list, top down.
        alone: nerves that complete no joint: one question to the physician each.
        sacral: sacral lateral branches named beside them; they add no facet joint.
    """

    joints: tuple[JointLevel, ...]
    alone: tuple[MedialBranch, ...]
    sacral: tuple[MedialBranch, ...]


def joints_served(nerves: Iterable[MedialBranch]) -> NerveJoints:
    """Joint levels that the nerves on one side serve in full.

    n contiguous nerves serve n-1 joints, runs apart from each other count apart, a single nerve serves none but the
    third occipital nerve, which alone serves C2-3 (CPT Assistant 2010 as quoted; First Coast L33930 v22).
    """
    named = set(nerves)
    sacral = tuple(sorted((n for n in named if n.sacral), key=lambda n: n.order))
    facet = named - set(sacral)
    joints = tuple(row.joint for row in innervation().values() if facet.issuperset(row.nerves))
    used = {nerve for joint in joints for nerve in innervation()[joint].nerves}
    alone = tuple(sorted(facet - used, key=lambda n: n.order))
    return NerveJoints(joints, alone, sacral)


def nerves_of(joints: Iterable[JointLevel]) -> tuple[MedialBranch, ...]:
    """The nerves that serve these joints, top down, each once."""
    table = innervation()
    found = {nerve for joint in joints if joint in table for nerve in table[joint].nerves}
    return tuple(sorted(found, key=lambda n: n.order))


def all_joints() -> Iterator[JointLevel]:
    """Every facet joint level from the atlanto-occipital joint down."""
    yield JointLevel("C0", "C1")
    for upper, lower in itertools.pairwise(VERTEBRAE):
        yield JointLevel(upper, lower)


_JOINT = re.compile(r"([CTL])(\d{1,2})\s*[-/–—]\s*([CTLS])?(\d{1,2})|([CTL])(\d)(\d)|([CTL])(\d{1,2})([TLS])(\d)")


@cache
def _parse_joint(text: str) -> JointLevel | None:
    written = text.strip().upper()
    if written in {"AO", "C0-1", "C0-C1", "OCC-C1", "O-C1"}:
        return JointLevel("C0", "C1")
    m = _JOINT.fullmatch(written)
    if m is None:
        return None
    if m[1]:
        upper, lower = m[1] + m[2], (m[3] or m[1]) + m[4]
    elif m[5]:
        upper, lower = m[5] + m[6], m[5] + m[7]
    else:
        upper, lower = m[8] + m[9], m[10] + m[11]
    if upper in _ORDER and lower in _ORDER and _ORDER[lower] - _ORDER[upper] == 1:
        return JointLevel(upper, lower)
    return None
