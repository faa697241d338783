"""DX10: no more blocks in a course than the policy allows."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("DX10", "blocks-per-course")
def blocks_per_course(*, max_blocks: int) -> Requirement:
    """At most so many diagnostic sessions in one course, this one included.

    What it checks: diagnostic sessions that share a joint with this one since the last ablation of it.
    Why payers ask: two blocks answer the question; more are repeats without one.
    Shows as: "third medial branch block".
    Documents as: every earlier block with its date and joints.
    Known limits: a history of unknown completeness proves no ceiling.
    """
    return Requirement(fact("course.blocks").at_most(max_blocks), when=fact("session.kind").equals("diagnostic"))
