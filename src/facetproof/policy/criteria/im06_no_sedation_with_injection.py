"""IM06: no more than minimal sedation with an injection."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, all_of, fact


@criterion("IM06", "no-sedation-with-injection")
def no_sedation_with_injection(
    *,
    appeal: list[str] | None = None,
    cyst_exception: dict[str, list[str]] | None = None,
    allowed: list[str] | None = None,
) -> Requirement:
    """No more than minimal sedation with an injection.

    What it checks: the depth of sedation told.
    Why payers ask: sedation blurs the answer to a block and is not needed for it.
    Shows as: "moderate sedation with midazolam".
    Documents as: the depth, or that none was given.
    Known limits: silence gives no finding. `appeal` lists depths that a documented reason leaves to the payer;
    `cyst_exception` (word lists of reasons as in IM07) lets moderate sedation pass for a cyst rupture in an individual
    case. `allowed` lists the depths that pass where the policy allows more than minimal.
    """
    term: Term = fact("session.sedation").one_of(allowed or ["none", "minimal"])
    if cyst_exception is not None:
        moderate = fact("session.sedation").equals("moderate")
        reason = fact("sedation.reason_sufficient", **cyst_exception).is_true()
        term = term.unless(all_of(fact("session.kind").equals("cyst"), moderate, reason))
    if appeal:
        told = all_of(fact("session.sedation").one_of(appeal), fact("sedation.reason").given())
        term = term.on_appeal(told)
    return Requirement(term, when=all_of(fact("session.does").equals("injection"), fact("session.sedation").given()))
