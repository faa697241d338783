"""TX03: the last therapeutic injection helped enough."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact
from facetproof.policy.shapes import repeat_earned as earned


@criterion("TX03", "repeat-earned")
def repeat_earned(
    *, min_relief: float, min_hours: float | None = None, min_function: float | None = None, above: bool = False
) -> Requirement:
    """The last therapeutic session at these joints gave enough relief for long enough, or enough function.

    What it checks: percent and hours of relief, or percent of function gained where `min_function` is bound.
    Why payers ask: what did not help is not repeated.
    Shows as: "60 % relief for four months after the last injection".
    Documents as: percent and duration of relief, or function on one scale before and after.
    Known limits: relief that was still there when the note was written is a lower bound. Judged by joint.
    """
    return Requirement(
        earned("therapeutic", min_relief=min_relief, min_hours=min_hours, min_function=min_function, above=above),
        when=all_of(fact("session.kind").equals("therapeutic"), fact("therapeutic.repeat").is_true()),
    )
