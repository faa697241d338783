"""LV01: the joints treated can be told without guessing."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("LV01", "joints-known")
def joints_known() -> Requirement:
    """The joints treated can be told without guessing.

    What it checks: joints named, or medial branches from which the joints follow.
    Why payers ask: codes and limits count joints; "L3, L4, L5" may be bones, joints or nerves.
    Shows as: "L4-5 and L5-S1 facet joints", "L3 and L4 medial branches and L5 dorsal ramus".
    Documents as: each joint by its two vertebrae, or each nerve by its own number.
    Known limits: spans and bony landmarks name no joint.
    """
    return Requirement(fact("levels.known").is_true(), when=fact("session.judged").is_true())
