"""DX02: the block before this one was positive."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("DX02", "first-block-positive")
def first_block_positive(*, min_relief: float) -> Requirement:
    """The diagnostic block before this one, of the same course, gave enough relief.

    What it checks: percent relief after the last diagnostic session that shares a joint with this one, no ablation of
    that joint between.
    Why payers ask: a negative block answers the question; a second one at the joint confirms nothing.
    Shows as: "first MBB 3/4: 85 % relief of the index pain for 6 hours".
    Documents as: percent relief with duration, or pain before and after on one scale.
    Known limits: a block told without its joints or intent counts where the answer depends on it, as not documented.
    """
    return Requirement(
        fact("course.relief").at_least(min_relief),
        when=all_of(fact("session.kind").equals("diagnostic"), fact("course.goes_on").is_true()),
    )
