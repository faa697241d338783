"""IM08: no other kind of block on the same day, or a documented reason for it."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("IM08", "one-kind-of-block")
def one_kind_of_block(*, reason_allowed: bool) -> Requirement:
    """No other kind of block on the same day, or a documented reason for it.

    What it checks: epidurals, sacroiliac, trigger point, sympathetic and nerve blocks of the same day.
    Why payers ask: two blocks at once leave open which of them helped.
    Shows as: "also L5-S1 interlaminar epidural today".
    Documents as: the necessity of each block, or another day.
    Known limits: asked only where the record tells what else was done; visits and imaging are no blocks.
    """
    name = "same_day.unexplained_blocks" if reason_allowed else "same_day.blocks"
    return Requirement(fact(name).only(()), when=fact("same_day.told").is_true())
