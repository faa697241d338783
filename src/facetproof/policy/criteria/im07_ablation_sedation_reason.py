"""IM07: sedation with an ablation is minimal at most, or moderate with a sufficient reason."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("IM07", "ablation-sedation-reason")
def ablation_sedation_reason(*, reasons: dict[str, list[str]]) -> Requirement:
    """Sedation with an ablation is minimal at most, or moderate with a sufficient reason.

    What it checks: the depth of sedation told, and what kind of reason the record gives for it.
    Why payers ask: the procedure is done awake; anxiety or preference alone is no reason.
    Shows as: "moderate sedation because of a movement disorder; cannot lie still".
    Documents as: the depth and the condition that makes it necessary.
    Known limits: silence gives no finding. Reasons are told apart by the words in `reasons`: `insufficient`,
    `sufficient`, `filler`.
    """
    reason = fact("sedation.reason_sufficient", **reasons).is_true()
    light = fact("session.sedation").one_of(["none", "minimal"])
    term = light.unless(all_of(fact("session.sedation").equals("moderate"), reason))
    return Requirement(term, when=all_of(fact("session.does").equals("ablation"), fact("session.sedation").given()))
