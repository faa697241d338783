"""NT05: the note is not an unchanged copy of an earlier one."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("NT05", "not-cloned", consequence="warning")
def not_cloned(*, max_share: float) -> Requirement:
    """The note is not an unchanged copy of an earlier one.

    What it checks: the share of the latest note's words that stand unchanged in an earlier note.
    Why payers ask: a copied note does not describe this encounter.
    Shows as: the same history and findings, word for word, month after month.
    Documents as: what is new since the last visit.
    Known limits: short notes and forms are alike by nature and are not compared.
    """
    return Requirement(
        fact("note.share_copied").at_most(max_share),
        when=all_of(fact("session.judged").is_true(), fact("note.share_copied").given()),
    )
