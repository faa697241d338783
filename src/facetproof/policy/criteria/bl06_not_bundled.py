"""BL06: nothing is billed that a facet code already includes."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("BL06", "not-bundled")
def not_bundled() -> Requirement:
    """Nothing is billed that a facet code already includes.

    What it checks: imaging, contrast, sedation and other codes paired by the edits of the day.
    Why payers ask: guidance and contrast are part of the facet codes.
    Shows as: 77003 beside 64493.
    Documents as: nothing; the service is not billed apart.
    Known limits: no finding where no edit table covers the day.
    """
    return Requirement(fact("billing.bundled").only(()), when=fact("billing.bundled").given())
