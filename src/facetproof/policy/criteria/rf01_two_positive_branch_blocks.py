"""RF01: enough positive blocks before a first ablation."""

from typing import Any

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, all_of, fact
from facetproof.policy.shapes import left_to_payer, positive_blocks


@criterion("RF01", "two-positive-branch-blocks")
def two_positive_branch_blocks(
    *,
    count: int,
    min_relief: float,
    techniques: list[str],
    at_least: dict[str, int] | None = None,
    agents: list[str] | None = None,
    different_days: bool = False,
    same_side: bool = False,
    in_a_row: bool = False,
    above: bool = False,
    agent_classes: list[str] | None = None,
    guidance: list[str] | None = None,
    each_positive: bool = False,
    settled_count: int | None = None,
    placebo_series: bool = False,
    look_back_months: int = 12,
) -> Requirement:
    """Enough earlier diagnostic blocks at every joint ablated for the first time, each positive.

    What it checks: positive diagnostic blocks per joint (and side, where bound), of the techniques that count.
    Why payers ask: ablation destroys a nerve; two blocks have to show first that it carries the pain.
    Shows as: "MBB 9/16 90 %, MBB 10/14 85 %, right L4-5 and L5-S1".
    Documents as: date, joints, side, technique and percent relief of each block.
    Known limits: too few are held against the record only where the history is known to be complete for
    `look_back_months`. Blocks without joints, intent or technique may count, and make the answer not documented.
    `each_positive`: none of the last blocks of these joints may have failed. `settled_count`: with fewer than these,
    though `count` is reached, the payer's own reading decides. `placebo_series`: a placebo-controlled series counts
    instead, where told.
    """
    asked: dict[str, Any] = {
        "min_relief": min_relief,
        "techniques": techniques,
        "agents": agents,
        "different_days": different_days,
        "same_side": same_side,
        "in_a_row": in_a_row,
        "above": above,
        "agent_classes": agent_classes,
        "guidance": guidance,
        "look_back_months": look_back_months,
    }
    name = "ablation.positive_blocks"
    term: Term = positive_blocks(name, count=count, at_least=at_least, **asked)
    if settled_count is not None:
        term = term & left_to_payer(positive_blocks(name, count=settled_count, at_least=at_least, **asked))
    if each_positive:
        block = {"min_relief": min_relief, "techniques": techniques, "same_side": same_side, "above": above}
        last = settled_count or count
        term = term & fact("ablation.failed_blocks", **block, of_last=last).at_most(0)
    if placebo_series:
        term = term.unless(fact("history.placebo_series").is_true())
    return Requirement(term, when=all_of(fact("session.kind").equals("ablation"), fact("ablation.first").is_true()))
