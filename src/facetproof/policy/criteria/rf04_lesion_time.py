"""RF04: the lesion took long enough, and not too long."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, all_of, fact


@criterion("RF04", "lesion-time")
def lesion_time(*, min_seconds: float | None = None, max_seconds: float | None = None) -> Requirement:
    """Lesion time at every target lies within the policy's band.

    What it checks: seconds of the lesion, both ends of the band included.
    Why payers ask: a short lesion may not last; a long one is not the procedure that was studied.
    Shows as: "80 °C for 80 seconds".
    Documents as: seconds per target in the procedure note.
    Known limits: cycles are not added up. Asked of a performed session, not of a plan.
    """
    terms: list[Term] = []
    if min_seconds is not None:
        terms.append(fact("ablation.seconds").at_least(min_seconds))
    if max_seconds is not None:
        terms.append(fact("ablation.longest_seconds").at_most(max_seconds))
    return Requirement(
        all_of(*terms), when=all_of(fact("session.kind").equals("ablation"), fact("session.performed").is_true())
    )
