"""TX04: therapeutic injections are covered at all."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("TX04", "therapeutic-covered")
def therapeutic_covered(*, covered: bool) -> Requirement:
    """The policy covers therapeutic facet injections at all.

    What it checks: nothing in the record; whether `covered` is bound true.
    Why payers ask: some hold them for unproven whatever the record says.
    Shows as: a session of therapeutic intent.
    Documents as: nothing can be added; the session is not covered.
    Known limits: a member's own benefit may say otherwise.
    """
    kind = fact("session.kind")
    return Requirement(
        kind.equals("therapeutic") if covered else kind.none_of(["therapeutic"]), when=kind.equals("therapeutic")
    )
