"""DX04: the second block is at the joints of the first."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("DX04", "same-joints")
def same_joints(*, same_side: bool = False) -> Requirement:
    """Every joint of this session was blocked in the block before it.

    What it checks: joints (and sides, where bound) of this session against the last block of the course.
    Why payers ask: a second block confirms the first at the same joint only.
    Shows as: "repeat L4-5 and L5-S1 medial branch blocks".
    Documents as: joints by name, or all nerves, in the note of each block.
    Known limits: bilateral covers both sides. Nerves count as the joints that they serve in full.
    """
    return Requirement(
        fact("course.same_joints", same_side=same_side).is_true(),
        when=all_of(fact("session.kind").equals("diagnostic"), fact("course.goes_on").is_true()),
    )
