"""BL07: no code is billed that the policy never covers."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("BL07", "covered-codes")
def covered_codes() -> Requirement:
    """No code is billed that the policy never covers.

    What it checks: third-level codes and injections under ultrasound, where the payer excludes them.
    Why payers ask: they are on its list of codes that are not covered.
    Shows as: 64495 beside 64493 and 64494.
    Documents as: no record makes such a line payable.
    Known limits: a line marked as sent for denial (GA, GX, GY, GZ) is no fault.
    """
    return Requirement(fact("billing.never_covered").only(()), when=fact("billing.never_covered").given())
