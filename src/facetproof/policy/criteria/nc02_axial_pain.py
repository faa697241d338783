"""NC02: the pain is mainly axial: in the neck or back itself."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("NC02", "axial-pain")
def axial_pain(*, every_session: bool = False) -> Requirement:
    """The pain is mainly axial: in the neck or back itself.

    What it checks: whether the evaluation calls the pain axial.
    Why payers ask: facet joints hurt in the neck or back; pain that travels into a limb has another source.
    Shows as: "predominantly axial low back pain", "pain stays in the neck".
    Documents as: one sentence on where the pain is and where it is not.
    Known limits: a side or a body region alone is no axial statement.
    """
    when = fact("session.judged") if every_session else fact("session.opens_course")
    return Requirement(fact("assessment.pain.axial").is_true(), when=when.is_true())
