"""BL09: codes and modifiers existed on the date of service."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("BL09", "codes-valid")
def codes_valid() -> Requirement:
    """Codes and modifiers existed on the date of service.

    What it checks: the span of days of each facet code and modifier.
    Why payers ask: a claim with an unknown code is rejected.
    Shows as: 64622 after 2011.
    Documents as: the code of the day.
    Known limits: facet codes and common modifiers only.
    """
    return Requirement(fact("billing.invalid_codes").only(()), when=fact("billing.invalid_codes").given())
