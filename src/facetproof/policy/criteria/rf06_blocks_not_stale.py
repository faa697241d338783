"""RF06: after years, new positive blocks come before a repeat ablation."""

from typing import Any

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact
from facetproof.policy.shapes import not_stale, positive_blocks


@criterion("RF06", "blocks-not-stale")
def blocks_not_stale(
    *,
    stale: dict[str, Any],
    count: int,
    min_relief: float,
    techniques: list[str],
    same_side: bool = False,
    in_a_row: bool = False,
    look_back_months: int = 12,
) -> Requirement:
    """The last ablation of these joints is recent enough, or enough positive blocks lie after it.

    What it checks: months since the last ablation and whether the source of the pain is in question again (`stale`:
    `years`, `combine`), and the positive blocks since.
    Why payers ask: after years the pain may come from elsewhere.
    Shows as: "last RFA 2023; two new MBB this spring, 90 % and 85 %".
    Documents as: dates of ablation and blocks; whether the source is in question again.
    Known limits: under `and` the rule is asked only where the record raises that question.
    """
    blocks = positive_blocks(
        "ablation.new_positive_blocks",
        count=count,
        min_relief=min_relief,
        techniques=techniques,
        same_side=same_side,
        in_a_row=in_a_row,
        look_back_months=look_back_months,
    )
    when = [fact("session.kind").equals("ablation"), fact("ablation.repeat").is_true()]
    if stale.get("combine") == "and":
        when.append(fact("plan.source_question_reason").given())
    return Requirement(not_stale(blocks, **stale), when=all_of(*when))
