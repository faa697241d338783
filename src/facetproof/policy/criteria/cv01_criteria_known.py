"""CV01: the payer's criteria for this kind of session are known, or the payer itself has affirmed it."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import choose, fact


@criterion("CV01", "criteria-known")
def criteria_known(*, unread: list[str]) -> Requirement:
    """The payer's criteria for this kind of session stand in the library, or the payer has affirmed the session.

    What it checks: for a kind of session of which the payer's criteria were not read (`unread`), its own decision.
    Why payers ask: they do not. A policy of which only another part was read cannot support a session.
    Shows as: an ablation under a policy of which only the anaesthesia part is known.
    Documents as: an affirmed authorization or predetermination; or the criteria, kept in a folder of one's own.
    Known limits: whether the decision fits what was done is asked where the policy asks for an authorization.
    """
    on_file = fact("authorization.on_file")
    decision = choose(on_file.is_true(), fact("authorization.affirmed").is_true(), on_file.given())
    return Requirement(decision, when=fact("session.kind").one_of(unread))
