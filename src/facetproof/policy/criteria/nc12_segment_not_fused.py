"""NC12: no joint treated lies in a fused segment."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, all_of, fact


@criterion("NC12", "segment-not-fused")
def segment_not_fused(*, only_when_told: bool = False, unless_pseudarthrosis: bool = False) -> Requirement:
    """No joint treated lies in a fused segment.

    What it checks: the joints of the session against the fusions told.
    Why payers ask: a fused segment does not move, so that its facet joints are not treated for pain of movement.
    Shows as: "status post L4-5 fusion".
    Documents as: levels of earlier fusions, or that there are none.
    Known limits: with `only_when_told` the policy excludes fused segments but asks no statement: silence gives no
    finding. A joint above or below a fusion is not fused. `unless_pseudarthrosis`: a fusion suspected not to have
    healed excuses.
    """
    term: Term = fact("levels.fused").only(())
    if unless_pseudarthrosis:
        term = term.unless(fact("assessment.pseudarthrosis_suspected").is_true())
    when: Term = fact("session.judged").is_true()
    if only_when_told:
        when = all_of(when, fact("assessment.fusions_told").is_true())
    return Requirement(term, when=when)
