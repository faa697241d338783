"""LV02: no more joint levels in the session than the policy allows."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, fact


@criterion("LV02", "levels-per-session")
def levels_per_session(
    *,
    max_levels: int | None = None,
    unilateral: int | None = None,
    bilateral: int | None = None,
    contiguous: bool = False,
    on_appeal: bool = False,
) -> Requirement:
    """No more joint levels in the session than the policy allows.

    What it checks: the number of joint levels; both sides of a joint are one level.
    Why payers ask: pain from more than two levels is seldom facet pain; further levels are not covered.
    Shows as: "L3-4, L4-5 and L5-S1".
    Documents as: the joints treated and, where an appeal is possible, the reason for a further one.
    Known limits: with `on_appeal` a documented reason leaves the answer to the payer. `unilateral` and `bilateral`
    replace `max_levels` where the limit depends on the sides.
    """
    count = fact("levels.count")
    if max_levels is not None:
        term: Term = count.at_most(max_levels)
    elif unilateral is not None and bilateral is not None:
        one_side = fact("levels.bilateral").is_false() & count.at_most(unilateral)
        term = count.at_most(bilateral) | one_side
    else:
        raise ValueError("give max_levels, or both unilateral and bilateral")
    if contiguous:
        term = term & fact("levels.contiguous").is_true()
    if on_appeal:
        term = term.on_appeal(fact("plan.third_level_reason").given())
    return Requirement(term, when=fact("session.judged").is_true())
