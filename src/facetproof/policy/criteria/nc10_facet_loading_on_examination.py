"""NC10: loading the facet joints on examination provokes the pain."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("NC10", "facet-loading-on-examination")
def facet_loading_on_examination() -> Requirement:
    """Loading the facet joints on examination provokes the pain.

    What it checks: provocation by extension, rotation or side bending.
    Why payers ask: it is the bedside sign of facet pain that their criteria name.
    Shows as: "pain on lumbar extension and rotation", "facet loading positive right".
    Documents as: the manoeuvre and its result.
    Known limits: tenderness over the joints is another finding.
    """
    return Requirement(fact("assessment.facet_loading").is_true(), when=fact("session.judged").is_true())
