"""RF08: ablation is covered at all."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, fact
from facetproof.policy.shapes import left_to_payer


@criterion("RF08", "ablation-covered")
def ablation_covered(*, covered: bool, last_resort: bool = False) -> Requirement:
    """The policy covers ablation of facet joint nerves at all.

    What it checks: nothing in the record; whether `covered` is bound true.
    Why payers ask: some hold it for not necessary, or for a last resort.
    Shows as: a session of ablation.
    Documents as: why nothing else is left, where it is a last resort.
    Known limits: what a last resort is, the payer's reviewer decides (`last_resort`): the record alone does not tell.
    """
    kind = fact("session.kind")
    term: Term = kind.equals("ablation") if covered else kind.none_of(["ablation"])
    return Requirement(left_to_payer(term) if last_resort else term, when=kind.equals("ablation"))
