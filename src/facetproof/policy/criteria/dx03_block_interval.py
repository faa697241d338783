"""DX03: enough time between two diagnostic blocks."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, all_of, fact


@criterion("DX03", "block-interval")
def block_interval(
    *, min_days: int | None = None, max_days: int | None = None, reason_allowed: bool = True
) -> Requirement:
    """Enough days, and where the policy asks not too many, lie between the block before this one and this one.

    What it checks: days from the last block of the course to this session.
    Why payers ask: the first block has to have worn off before the second can tell anything.
    Shows as: two dates of service.
    Documents as: the date of the first block; for an early one, why it could not wait.
    Known limits: a reason excuses an early block only, and only where the binding allows it.
    """
    days = fact("course.days_since")
    terms: list[Term] = []
    if min_days is not None:
        early: Term = days.at_least(min_days)
        terms.append(early.unless(fact("plan.early_repeat_reason").given()) if reason_allowed else early)
    if max_days is not None:
        terms.append(days.at_most(max_days))
    return Requirement(
        all_of(*terms),
        when=all_of(fact("session.kind").equals("diagnostic"), fact("course.goes_on").is_true()),
    )
