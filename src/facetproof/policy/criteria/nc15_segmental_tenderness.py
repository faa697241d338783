"""NC15: the segment is tender on examination."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("NC15", "segmental-tenderness")
def segmental_tenderness() -> Requirement:
    """Tenderness beside the spine at the segment was found on examination.

    What it checks: the statement of the evaluation.
    Why payers ask: it is the bedside sign that their criteria name.
    Shows as: "tender over the right L4-5 facet".
    Documents as: the segment and the side at which it is tender.
    Known limits: whether the tender segment is the one treated is for the reviewer.
    """
    return Requirement(fact("assessment.paraspinal_tenderness").is_true(), when=fact("session.judged").is_true())
