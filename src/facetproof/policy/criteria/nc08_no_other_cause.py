"""NC08: no other cause explains the pain."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("NC08", "no-other-cause")
def no_other_cause() -> Requirement:
    """No other cause explains the pain.

    What it checks: whether fracture, tumour, infection, deformity and the like were considered and excluded.
    Why payers ask: pain from another cause is not treated by a facet procedure.
    Shows as: "no red flags; imaging shows no fracture, tumour or infection".
    Documents as: what was considered and by which examination or imaging it was excluded.
    Known limits: exclusion of one cause alone is no exclusion of the others.
    """
    return Requirement(fact("assessment.other_cause").only(()), when=fact("session.judged").is_true())
