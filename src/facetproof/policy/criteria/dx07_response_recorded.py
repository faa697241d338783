"""DX07: the response to each diagnostic block stands in the record."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, any_of, fact


@criterion("DX07", "response-recorded")
def response_recorded() -> Requirement:
    """Pain before and after the block on one named scale; of an earlier block a percentage is enough.

    What it checks: this session, once its response or a claim is given, and the block before it in the course.
    Why payers ask: percent relief is believed where the scores behind it stand in the record.
    Shows as: "NRS 7/10 before, 1/10 one hour after".
    Documents as: one number before and one after, with the name of the scale, which must be the same.
    Known limits: a range is no single score.
    """
    due = fact("session.response_due")
    return Requirement(
        all_of(
            any_of(due.is_false(), fact("session.response_recorded").is_true()),
            fact("course.response_recorded").is_true(),
        ),
        when=all_of(fact("session.kind").equals("diagnostic"), any_of(due.is_true(), fact("course.goes_on").is_true())),
    )
