"""LV04: every target has a side."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("LV04", "side-stated")
def side_stated() -> Requirement:
    """Every target has a side.

    What it checks: left, right or bilateral for each target.
    Why payers ask: claims carry the side; limits and earlier blocks are compared by it.
    Shows as: "right L4-5", "bilateral".
    Documents as: the side with each joint or nerve.
    Known limits: the side of the first needle is not the side of the others.
    """
    return Requirement(fact("levels.sided").is_true(), when=fact("session.judged").is_true())
