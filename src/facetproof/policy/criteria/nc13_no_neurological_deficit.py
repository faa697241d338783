"""NC13: no neurological deficit on examination."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, fact
from facetproof.policy.shapes import left_to_payer


@criterion("NC13", "no-neurological-deficit")
def no_neurological_deficit(*, may_be_addressed: bool = False) -> Requirement:
    """No neurological deficit was found on examination.

    What it checks: the statement of the evaluation.
    Why payers ask: weakness or loss of feeling needs another work-up first.
    Shows as: "motor and sensation intact in both legs".
    Documents as: strength, sensation and reflexes at the evaluation.
    Known limits: `may_be_addressed`: a deficit that the plan deals with may pass, which the payer's reviewer decides.
    """
    intact: Term = fact("assessment.neuro_deficit").is_false()
    return Requirement(left_to_payer(intact) if may_be_addressed else intact, when=fact("session.judged").is_true())
