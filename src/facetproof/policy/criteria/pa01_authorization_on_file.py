"""PA01: an affirmed authorization is on file and its number is on the claim."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("PA01", "authorization-on-file")
def authorization_on_file(*, codes: list[str], bill_types: list[str] | None = None) -> Requirement:
    """An affirmed authorization is on file and its number is on the claim.

    What it checks: the decision, and the number on the claim.
    Why payers ask: without it the claim is denied whatever the record says.
    Shows as: a tracking number in the claim's authorization field.
    Documents as: the payer's decision with its number.
    Known limits: a partial affirmation leaves the answer open; a claim is complete, so that what it lacks is not met.
    """
    asked = fact("authorization.asked", codes=codes, bill_types=bill_types)
    return Requirement(
        all_of(fact("authorization.affirmed").is_true(), fact("authorization.number_on_claim").is_true()),
        when=all_of(fact("session.judged").is_true(), asked.is_true()),
    )
