"""TX04: therapeutic injections are covered at all."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, fact
from facetproof.policy.shapes import left_to_payer


@criterion("TX04", "therapeutic-covered")
def therapeutic_covered(*, covered: bool, reviewed: bool = False) -> Requirement:
    """The policy covers therapeutic facet injections at all.

    What it checks: nothing in the record; whether `covered` is bound true.
    Why payers ask: some hold them for unproven whatever the record says.
    Shows as: a session of therapeutic intent.
    Documents as: nothing can be added; the session is not covered.
    Known limits: a member's own benefit may say otherwise. `reviewed`: a second reviewer of the payer decides.
    """
    kind = fact("session.kind")
    term: Term = kind.equals("therapeutic") if covered else kind.none_of(["therapeutic"])
    return Requirement(left_to_payer(term) if reviewed else term, when=kind.equals("therapeutic"))
