"""DX06: no diagnostic block where an ablation has helped."""

from typing import Any

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, all_of, fact
from facetproof.policy.shapes import stale as is_stale


@criterion("DX06", "not-after-successful-ablation")
def not_after_successful_ablation(
    *,
    min_relief: float,
    min_hours: float | None = None,
    min_function: float | None = None,
    above: bool = False,
    stale: dict[str, Any] | None = None,
) -> Requirement:
    """No ablation of these joints was successful, unless it is old or the source is in question again.

    What it checks: the response to every earlier ablation of a joint of this session, by the measure of a repeat.
    Why payers ask: where ablation helped, the joint is known to be the source; the ablation is repeated instead.
    Shows as: "RFA 11/2024 with 70 % relief for eight months".
    Documents as: the response to the ablation; after years, or with a new pain, why the source is in question again.
    Known limits: judged by joint, not by side. `stale`: `years` and `combine` (`and`, `or`) of age and question.
    """
    success = fact(
        "ablation.succeeded", min_relief=min_relief, min_hours=min_hours, min_function=min_function, above=above
    )
    term: Term = success.is_false()
    if stale:
        term = term.unless(is_stale(**stale))
    return Requirement(
        term, when=all_of(fact("session.kind").equals("diagnostic"), fact("ablation.in_history").is_true())
    )
