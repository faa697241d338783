"""NC04: disability is given as a score on a named scale before the procedure."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("NC04", "disability-on-named-scale")
def disability_on_named_scale() -> Requirement:
    """Disability is given as a score on a named scale before the procedure.

    What it checks: scale and score in the evaluation.
    Why payers ask: functional gain counts beside pain relief, against a baseline on the same scale.
    Shows as: "ODI 44 %", "NDI 38", "RMDQ 15".
    Documents as: the scale's name and its score at the evaluation.
    Known limits: the scale named without its score is not enough.
    """
    return Requirement(fact("disability.baseline").given(), when=fact("session.judged").is_true())
