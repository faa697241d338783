"""RF05: enough time since the last ablation."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("RF05", "ablation-interval")
def ablation_interval(*, min_months: int) -> Requirement:
    """Enough whole months since the last ablation of the same joint and side.

    What it checks: months counted back from the date of service; the exact day is enough.
    Why payers ask: the nerve grows back over months; before that there is nothing to destroy.
    Shows as: two dates of service.
    Documents as: date, joints and sides of the last ablation.
    Known limits: bilateral covers both sides; an ablation of unknown side may be of this one.
    """
    return Requirement(
        fact("ablation.months_since", same_side=True).at_least(min_months),
        when=all_of(fact("session.kind").equals("ablation"), fact("ablation.repeat_same_side").is_true()),
    )
