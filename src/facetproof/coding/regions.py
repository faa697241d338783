"""Which region a session lies in, and how its joints are numbered for the codes.

The region of a code and the region of a session are two things: T12-L1 is coded with the thoracic joints, and under
the rule of the Medicare articles it is a lumbar session when done with L1-2 (CGS A58364, NGS A57826).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from facetproof.coding.form import Form
from facetproof.coding.tables import code_region
from facetproof.model.spine import JointLevel, Region

_T12_L1, _L1_2 = JointLevel("T12", "L1"), JointLevel("L1", "L2")


class Slot(NamedTuple):
    """One joint level with its place in a family: 0 is the primary, 1 the second level, and so on."""

    joint: JointLevel
    region: Region
    place: int


@dataclass(frozen=True, slots=True)
class Regions:
    """The session's regions and the numbering of its joints.

    Attributes:
        regions: regions of the session, not of its codes.
        certain: False where the payer's rule does not tell the region.
        apart: whether the joints are two runs that do not touch, each with a primary of its own.
        slots: one for each joint, from the skull down.
    """

    regions: frozenset[Region]
    certain: bool
    apart: bool
    slots: tuple[Slot, ...]


def number(joints: Iterable[JointLevel], form: Form, dos: dt.date) -> Regions:
    """Numbers the joints of one technique and tells the region of the session."""
    return _number(frozenset(joints), form.t12l1_rule == "mac_one_region", dos)


@lru_cache(maxsize=4096)
def _number(joints: frozenset[JointLevel], mac_rule: bool, dos: dt.date) -> Regions:
    ordered = sorted(joints, key=lambda joint: joint.order)
    by_region = {r: [j for j in ordered if code_region(j, dos) is r] for r in Region}
    upper, lower = by_region[Region.CERVICAL_THORACIC], by_region[Region.LUMBAR_SACRAL]
    one_region = mac_rule and _T12_L1 in upper
    pair = one_region and upper == [_T12_L1] and _L1_2 in lower
    slots = tuple(
        Slot(joint, region, place + (len(upper) if pair and region is Region.LUMBAR_SACRAL else 0))
        for region in (Region.CERVICAL_THORACIC, Region.LUMBAR_SACRAL)
        for place, joint in enumerate(by_region[region])
    )
    lumbar = frozenset({Region.LUMBAR_SACRAL})
    if pair or (one_region and upper == [_T12_L1] and not lower):
        return Regions(lumbar, True, False, slots)
    regions = frozenset(r for r, found in by_region.items() if found)
    touching = bool(upper and lower) and lower[0].order - upper[-1].order == 1
    return Regions(regions, not one_region, bool(upper and lower) and not touching, slots)
