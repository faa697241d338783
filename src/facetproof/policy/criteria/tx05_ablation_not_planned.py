"""TX05: a therapeutic injection only where no ablation is planned."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("TX05", "ablation-not-planned")
def ablation_not_planned() -> Requirement:
    """No ablation of these joints is planned, or it is not possible.

    What it checks: whether the plan names ablation as what follows.
    Why payers ask: some cover a therapeutic injection only instead of an ablation, not before it.
    Shows as: "ablation is not considered".
    Documents as: one sentence in the plan.
    Known limits: silence about ablation is not documented, not a no.
    """
    return Requirement(
        fact("plan.rfa_intended").is_false().unless(fact("plan.rfa_not_possible_reason").given()),
        when=fact("session.kind").equals("therapeutic"),
    )
