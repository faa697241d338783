"""TX01: enough positive blocks before a therapeutic injection."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact
from facetproof.policy.shapes import positive_blocks


@criterion("TX01", "two-positive-blocks")
def two_positive_blocks(
    *,
    count: int,
    min_relief: float,
    techniques: list[str],
    at_least: dict[str, int] | None = None,
    agents: list[str] | None = None,
    different_days: bool = False,
    same_side: bool = False,
    in_a_row: bool = False,
    look_back_months: int = 12,
) -> Requirement:
    """Enough earlier diagnostic sessions at every joint treated, each positive.

    What it checks: positive diagnostic blocks per joint, of the techniques that count.
    Why payers ask: the joint must be shown to be the source before it is treated.
    Shows as: "MBB 9/2 90 %, MBB 9/30 85 %, both L3-4 and L4-5".
    Documents as: date, joints, technique and percent relief of each block.
    Known limits: too few are held against the record only where the history is known to be complete for
    `look_back_months`. Blocks without joints, intent or technique may count, and make the answer not documented.
    """
    term = positive_blocks(
        "therapeutic.positive_blocks",
        count=count,
        at_least=at_least,
        min_relief=min_relief,
        techniques=techniques,
        agents=agents,
        different_days=different_days,
        same_side=same_side,
        in_a_row=in_a_row,
        look_back_months=look_back_months,
    )
    return Requirement(term, when=fact("session.kind").equals("therapeutic"))
