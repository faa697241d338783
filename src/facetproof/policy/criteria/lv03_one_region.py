"""LV03: all joints lie in one session region."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("LV03", "one-region")
def one_region() -> Requirement:
    """All joints lie in one session region.

    What it checks: the region of the session by the payer's own rule for T12-L1.
    Why payers ask: one region is treated in one session.
    Shows as: "C5-6 and L4-5 on the same day".
    Documents as: the joints; a second region belongs to another day.
    Known limits: the region of a session is not that of its codes: T12-L1 is coded with the thoracic joints.
    """
    return Requirement(fact("levels.one_region").is_true(), when=fact("session.judged").is_true())
