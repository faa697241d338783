"""DX12: the joints of the second block follow from the result of the first."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("DX12", "second-block-follows-result")
def second_block_follows_result(*, min_relief: float) -> Requirement:
    """After a positive block the second is at the same joints; after a negative one it takes in another joint.

    What it checks: joints of this session against the last block of the course, by the relief that it gave.
    Why payers ask: a positive block is confirmed where it was; a negative one says that the source is elsewhere.
    Shows as: "L4-5 gave 40 %; L4-5 and L5-S1 blocked today".
    Documents as: joints and percent relief of each block.
    Known limits: a block at other joints only opens a course of its own and gives no finding.
    """
    return Requirement(
        fact("course.follows_result", min_relief=min_relief).is_true(),
        when=all_of(fact("session.kind").equals("diagnostic"), fact("course.goes_on").is_true()),
    )
