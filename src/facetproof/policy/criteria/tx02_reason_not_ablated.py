"""TX02: why the joints are not ablated."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("TX02", "reason-not-ablated")
def reason_not_ablated() -> Requirement:
    """The record says why a therapeutic injection is given instead of an ablation.

    What it checks: that a reason stands in the plan.
    Why payers ask: after two positive blocks ablation is the treatment expected.
    Shows as: "established pseudarthrosis", "implanted stimulator".
    Documents as: one sentence in the plan.
    Known limits: whether the reason is a good one is for the reviewer.
    """
    return Requirement(fact("plan.rfa_not_possible_reason").given(), when=fact("session.kind").equals("therapeutic"))
