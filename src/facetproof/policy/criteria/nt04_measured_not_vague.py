"""NT04: the response is told in numbers, not in words only."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("NT04", "measured-not-vague", consequence="warning")
def measured_not_vague() -> Requirement:
    """The response is told in numbers, not in words only.

    What it checks: a percentage, a score or a duration where a response to this session is told.
    Why payers ask: thresholds are numbers.
    Shows as: "felt better" (vague), "80 % relief for 6 hours" (measured).
    Documents as: percent of relief or the score after, and how long it lasted.
    Known limits: asked only where a response is told.
    """
    return Requirement(
        fact("note.response_measured").is_true(),
        when=all_of(fact("note.given").is_true(), fact("note.response_told").is_true()),
    )
