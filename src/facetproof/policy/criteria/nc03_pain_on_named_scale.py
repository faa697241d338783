"""NC03: pain is given as a single score on a named scale before the procedure."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("NC03", "pain-on-named-scale")
def pain_on_named_scale() -> Requirement:
    """Pain is given as a single score on a named scale before the procedure.

    What it checks: scale and score, in the evaluation or on the day of the procedure.
    Why payers ask: relief can only be measured against a baseline on the same scale.
    Shows as: "NRS 7/10", "VAS 68".
    Documents as: the name of the scale and one number, tied to the pain that is treated.
    Known limits: a range is no single score; a bare "7/10" names no scale.
    """
    return Requirement(fact("pain.baseline").given(), when=fact("session.judged").is_true())
