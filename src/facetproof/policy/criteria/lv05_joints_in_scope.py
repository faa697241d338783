"""LV05: every joint is within the policy's scope."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, fact
from facetproof.policy.shapes import left_to_payer


@criterion("LV05", "joints-in-scope")
def joints_in_scope(*, scope: list[str], unsettled: list[str] | None = None) -> Requirement:
    """Every joint is within the policy's scope.

    What it checks: each joint of the session against the joints that the policy covers for this kind of session.
    Why payers ask: some policies cover certain regions only.
    Shows as: "T6-7 radiofrequency ablation".
    Documents as: the joints treated.
    Known limits: `scope` lists joints as `C2-3`, `L5-S1`; those of `unsettled` the payer's own reviewer decides on.
    """
    term: Term = fact("levels.out_of_scope", scope=scope).only(())
    if unsettled:
        term = left_to_payer(term) & fact("levels.out_of_scope", scope=[*scope, *unsettled]).only(())
    return Requirement(term, when=fact("session.judged").is_true())
