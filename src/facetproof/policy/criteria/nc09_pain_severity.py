"""NC09: the pain before the procedure is at least as strong as the policy asks."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("NC09", "pain-severity")
def pain_severity(*, min_score: float, above: bool = False) -> Requirement:
    """The pain before the procedure is at least as strong as the policy asks.

    What it checks: the baseline score out of ten; a range is read at its lower end.
    Why payers ask: a minor pain does not justify a procedure.
    Shows as: "NRS 6/10", "4 to 6 out of ten".
    Documents as: today's or the average score.
    Known limits: scores above ten are read as out of a hundred. `above`: exactly `min_score` is too low.
    """
    score = fact("pain.baseline_score")
    return Requirement(
        score.more_than(min_score) if above else score.at_least(min_score), when=fact("session.judged").is_true()
    )
