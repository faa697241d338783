"""LV06: the second side comes after the result of the first."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("LV06", "second-side-after-first")
def second_side_after_first(*, min_relief: float = 0) -> Requirement:
    """The second side is treated only after the first side's result is documented and was an effect.

    What it checks: percent relief after the last session of this kind on the other side of these joints.
    Why payers ask: where the first side did not help, the second is not approved.
    Shows as: "right L4-5 on 3/2: 80 % relief; left today".
    Documents as: the relief after the first side, before the second is requested.
    Known limits: asked only where this side had no session of this kind. More than `min_relief` percent is an effect.
    """
    return Requirement(
        fact("sides.first_relief").more_than(min_relief),
        when=all_of(fact("session.judged").is_true(), fact("sides.second").is_true()),
    )
