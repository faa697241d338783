"""DX11: after the block, movements that hurt before were possible."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("DX11", "painful-movements-possible")
def painful_movements_possible() -> Requirement:
    """After the block before this one the patient could make the movements that hurt before.

    What it checks: what the record of the last block of the course says of those movements.
    Why payers ask: a percentage alone is easily said; a movement can be seen.
    Shows as: "extension and rotation to the right, painful before the block, now free".
    Documents as: the same movements before and after the block.
    Known limits: whether they are the same movements is for the reviewer.
    """
    return Requirement(
        fact("course.movements_possible").is_true(),
        when=all_of(fact("session.kind").equals("diagnostic"), fact("course.goes_on").is_true()),
    )
