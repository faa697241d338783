"""RF07: relief after each block lasted as long as its drug works."""

from typing import Any

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("RF07", "block-relief-fits-agent", consequence="warning")
def block_relief_fits_agent(
    *, min_relief: float, expected_hours: dict[str, float] | None = None, comparison: dict[str, Any] | None = None
) -> Requirement:
    """Relief after each positive block before a first ablation lasted at least as long as its drug works.

    What it checks: that drug and hours of each block stand in the record; the hours against `expected_hours` of that
    drug where bound; and where two drugs were compared (`longer`, `shorter`, `by_hours`), that the longer one outlasted
    the other.
    Why payers ask: relief shorter than the drug works, or alike for a short and a long one, speaks against the joint.
    Shows as: "lidocaine 2 %: 90 % for two hours; bupivacaine 0.5 %: 90 % for seven hours".
    Documents as: drug, percent and hours of each block.
    Known limits: policies name no hours for a drug, so that mostly only silence is found. Warns only.
    """
    hours = expected_hours or {}
    fits = fact("ablation.blocks_outlast_agents", min_relief=min_relief, expected_hours=hours, **(comparison or {}))
    return Requirement(
        fits.is_true(),
        when=all_of(
            fact("session.kind").equals("ablation"),
            fact("ablation.first").is_true(),
            fact("ablation.relies_on_blocks").is_true(),
        ),
    )
