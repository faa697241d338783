"""NC07: no untreated neurogenic claudication."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("NC07", "no-neurogenic-claudication")
def no_neurogenic_claudication() -> Requirement:
    """No untreated neurogenic claudication.

    What it checks: whether the evaluation says that neurogenic claudication is absent.
    Why payers ask: leg symptoms on walking point to stenosis, which facet procedures do not treat.
    Shows as: "no neurogenic claudication", "walking is limited by back pain, not by the legs".
    Documents as: a statement on leg symptoms on standing and walking.
    Known limits: a negative for radicular pain does not answer for claudication.
    """
    return Requirement(fact("assessment.pain.claudication").is_false(), when=fact("session.judged").is_true())
