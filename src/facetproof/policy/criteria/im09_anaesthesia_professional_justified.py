"""IM09: sedation by a professional of its own has a documented reason."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("IM09", "anaesthesia-professional-justified")
def anaesthesia_professional_justified() -> Requirement:
    """Sedation by a professional of its own has a documented reason.

    What it checks: anaesthesia services of the same day and the reasons given for them or for the sedation.
    Why payers ask: an anaesthesia professional is rarely needed for a facet procedure.
    Shows as: "anaesthesia by CRNA, obstructive sleep apnoea".
    Documents as: the patient's condition that made it necessary.
    Known limits: asked only where the record tells what else was done.
    """
    return Requirement(fact("same_day.unexplained_sedation").only(()), when=fact("same_day.told").is_true())
