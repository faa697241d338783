"""BL02: each add-on follows its primary."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("BL02", "add-on-with-primary")
def add_on_with_primary() -> Requirement:
    """Each add-on follows its primary.

    What it checks: the primary of the same family on the same claim.
    Why payers ask: an add-on is not paid alone.
    Shows as: 64494 without 64493.
    Documents as: the first level with its primary code.
    Known limits: 64494 may follow 64490 and 64636 follow 64633 where the payer counts T12-L1 with L1-2 as one session.
    """
    return Requirement(fact("billing.orphan_add_ons").only(()), when=fact("billing.orphan_add_ons").given())
