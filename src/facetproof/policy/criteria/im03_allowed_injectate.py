"""IM03: only drugs that the policy allows were given at the target."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("IM03", "allowed-injectate")
def allowed_injectate(*, classes: list[str]) -> Requirement:
    """Only drugs that the policy allows were given at the target.

    What it checks: the class of every agent.
    Why payers ask: biologicals and other substances are not covered in facet joints.
    Shows as: "0.5 mL of 0.5 % bupivacaine per nerve".
    Documents as: each agent by its generic name.
    Known limits: an agent that is not known by name leaves the answer open; local anaesthetic of the skin does not
    count.
    """
    only = fact("session.agent_classes").only(classes)
    return Requirement(
        all_of(only, fact("session.agents_recognised").is_true()),
        when=all_of(fact("session.performed").is_true(), fact("session.does").equals("injection")),
    )
