"""BL04: the sides are billed in the payer's form."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("BL04", "bilateral-form")
def bilateral_form() -> Requirement:
    """The sides are billed in the payer's form.

    What it checks: 50, RT and LT on each line, and whether both sides are written as this payer wants.
    Why payers ask: the form decides how both sides are paid.
    Shows as: two lines where 50 on one is asked, a line without a side, 50 for one side.
    Documents as: the side of each target.
    Known limits: LT or RT against the record belongs to BL08.
    """
    return Requirement(fact("billing.wrong_sides").only(()), when=fact("billing.wrong_sides").given())
