"""LV02: no more joint levels in the session than the policy allows."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, all_of, fact
from facetproof.policy.shapes import left_to_payer


@criterion("LV02", "levels-per-session")
def levels_per_session(
    *,
    max_levels: int | None = None,
    unilateral: int | None = None,
    bilateral: int | None = None,
    contiguous: bool = False,
    on_appeal: bool = False,
    per_side: int | None = None,
    max_injections: int | None = None,
    unsettled_injections: int | None = None,
) -> Requirement:
    """No more joint levels in the session than the policy allows.

    What it checks: the number of joint levels; both sides of a joint are one level.
    Why payers ask: pain from more than two levels is seldom facet pain; further levels are not covered.
    Shows as: "L3-4, L4-5 and L5-S1".
    Documents as: the joints treated and, where an appeal is possible, the reason for a further one.
    Known limits: with `on_appeal` a documented reason leaves the answer to the payer. `unilateral` and `bilateral`
    replace `max_levels` where the limit depends on the sides; `unilateral` alone leaves more than one side to the
    payer. `per_side` counts each side apart. `max_injections` counts both sides of a joint apart; up to
    `unsettled_injections` it is certain that they are within the limit, beyond it the payer's own reading decides.
    """
    terms = _limits(max_levels, unilateral, bilateral, per_side)
    injections = fact("levels.injections")
    if max_injections is not None:
        terms.append(injections.at_most(max_injections))
    if unsettled_injections is not None:
        terms.append(left_to_payer(injections.at_most(unsettled_injections)))
    if not terms:
        raise ValueError("give max_levels, unilateral, per_side or max_injections")
    if contiguous:
        by_side = "levels.contiguous" if per_side is None else "levels.contiguous_by_side"
        terms.append(fact(by_side).is_true())
    term = all_of(*terms)
    if on_appeal:
        term = term.on_appeal(fact("plan.third_level_reason").given())
    return Requirement(term, when=fact("session.judged").is_true())


def _limits(max_levels: int | None, unilateral: int | None, bilateral: int | None, per_side: int | None) -> list[Term]:
    count, both_sides = fact("levels.count"), fact("levels.bilateral")
    terms: list[Term] = []
    if max_levels is not None:
        terms.append(count.at_most(max_levels))
    if per_side is not None:
        terms.append(fact("levels.most_on_one_side").at_most(per_side))
    if unilateral is not None and bilateral is not None:
        terms.append(count.at_most(bilateral) | (both_sides.is_false() & count.at_most(unilateral)))
    elif unilateral is not None:
        terms += [count.at_most(unilateral), left_to_payer(both_sides.is_false())]
    return terms
