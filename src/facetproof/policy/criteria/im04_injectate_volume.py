"""IM04: no more volume at one target than the policy allows."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("IM04", "injectate-volume")
def injectate_volume(*, max_ml: float) -> Requirement:
    """No more volume at one target than the policy allows.

    What it checks: millilitres of all drugs together at one target.
    Why payers ask: larger volumes spread beyond the nerve and make a block unspecific.
    Shows as: "0.5 mL at each nerve".
    Documents as: the volume per target.
    Known limits: a total without the volume per target leaves the answer open.
    """
    return Requirement(
        fact("session.ml_per_target").at_most(max_ml),
        when=all_of(fact("session.performed").is_true(), fact("session.does").equals("injection")),
    )
