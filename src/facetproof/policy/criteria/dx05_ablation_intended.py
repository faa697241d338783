"""DX05: ablation is meant to follow a positive block."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("DX05", "ablation-intended")
def ablation_intended() -> Requirement:
    """Ablation is the goal if the block is positive, or a reason for an intra-articular course is given.

    What it checks: whether the plan names ablation as what follows.
    Why payers ask: a block that changes nothing is not needed.
    Shows as: "proceed to radiofrequency ablation if relief is 80 % or more".
    Documents as: one sentence in the plan.
    Known limits: "further treatment" names no ablation.
    """
    return Requirement(
        fact("plan.rfa_intended").is_true().unless(fact("plan.intraarticular_reason").given()),
        when=fact("session.kind").equals("diagnostic"),
    )
