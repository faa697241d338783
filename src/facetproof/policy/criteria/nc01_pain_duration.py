"""NC01: the pain has lasted at least as long as the policy asks."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("NC01", "pain-duration")
def pain_duration(*, min_months: float, above: bool = False, every_session: bool = False) -> Requirement:
    """The pain has lasted at least as long as the policy asks.

    What it checks: the stated duration of the spinal pain, in months.
    Why payers ask: acute pain mostly ends by itself; the procedures are covered for chronic pain.
    Shows as: "low back pain for 14 months", "onset 3/2024".
    Documents as: a duration or an onset date in the evaluation that justifies the session.
    Known limits: "chronic" or "for years" is no duration. Asked of diagnostic sessions and of a first session, unless
    the binding asks every session. `above`: exactly `min_months` is too short.
    """
    when = fact("session.judged") if every_session else fact("session.opens_course")
    months = fact("assessment.pain.months")
    return Requirement(
        months.more_than(min_months) if above else months.at_least(min_months),
        when=when.is_true(),
    )
