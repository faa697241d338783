"""BL11: every supported line was billed."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("BL11", "under-coded", consequence="warning")
def under_coded() -> Requirement:
    """Every supported line was billed.

    What it checks: each level that the record supports against the claim.
    Why payers ask: they do not; it is the biller's own loss.
    Shows as: the second level documented and not billed.
    Documents as: nothing more; the claim lacks a line.
    Known limits: warns only.
    """
    return Requirement(fact("billing.not_billed").only(()), when=fact("billing.not_billed").given())
