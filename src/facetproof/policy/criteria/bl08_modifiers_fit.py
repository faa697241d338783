"""BL08: modifiers fit the record and each other."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("BL08", "modifiers-fit")
def modifiers_fit() -> Requirement:
    """Modifiers fit the record and each other.

    What it checks: 51 on add-ons, 59, X and 76 used to split levels or sides, 50 with RT or LT, a side against the
    record.
    Why payers ask: such modifiers claim something that was not done.
    Shows as: 64494-59, 64493-LT for the right side.
    Documents as: the side of each target.
    Known limits: a wrong or missing 50 and a missing side belong to BL04.
    """
    return Requirement(fact("billing.unfit_modifiers").only(()), when=fact("billing.unfit_modifiers").given())
