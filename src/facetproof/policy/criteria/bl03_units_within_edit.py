"""BL03: units are within the medically unlikely edit of the biller and the day."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("BL03", "units-within-edit")
def units_within_edit() -> Requirement:
    """Units are within the medically unlikely edit of the biller and the day.

    What it checks: the units of each facet code on the day.
    Why payers ask: the edit denies what is above it.
    Shows as: two units of 64494.
    Documents as: one unit a level; the side goes into the modifier.
    Known limits: no finding where no edit table covers the day, the code or the biller.
    """
    return Requirement(fact("billing.excess_units").only(()), when=fact("billing.excess_units").given())
