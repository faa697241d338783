"""BL10: no line is billed twice."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("BL10", "duplicate-line")
def duplicate_line() -> Requirement:
    """No line is billed twice.

    What it checks: lines with the same code and modifiers.
    Why payers ask: a repeated line is a duplicate.
    Shows as: 64493-RT on two lines.
    Documents as: one line with its units.
    Known limits: lines that differ in a modifier are not duplicates.
    """
    return Requirement(fact("billing.repeated").only(()), when=fact("billing.repeated").given())
