"""BL05: kX is on diagnostic injection lines, and only there."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("BL05", "diagnostic-modifier")
def diagnostic_modifier() -> Requirement:
    """KX is on diagnostic injection lines, and only there.

    What it checks: the modifier on every injection line, primary and add-on.
    Why payers ask: it tells diagnostic sessions from therapeutic ones, which are counted apart.
    Shows as: KX missing on the add-on, KX on a therapeutic line.
    Documents as: the intent of the injection.
    Known limits: no finding while the intent is not documented.
    """
    return Requirement(
        fact("billing.wrong_diagnostic_modifier").only(()), when=fact("billing.wrong_diagnostic_modifier").given()
    )
