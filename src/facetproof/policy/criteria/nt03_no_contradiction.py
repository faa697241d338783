"""NT03: no two statements in the record exclude each other."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("NT03", "no-contradiction")
def no_contradiction() -> Requirement:
    """No two statements in the record exclude each other.

    What it checks: the contradictions found in side, joint, scale, agent, date and the rest.
    Why payers ask: a record that contradicts itself supports neither statement.
    Shows as: "left" in the title and "right" in the body.
    Documents as: one statement; a correction is marked as such.
    Known limits: a contradiction is an open question, never a finding against the service.
    """
    return Requirement(
        fact("note.consistent").is_true(), when=all_of(fact("note.given").is_true(), fact("session.judged").is_true())
    )
