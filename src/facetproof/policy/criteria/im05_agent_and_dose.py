"""IM05: agent, strength and volume are documented for every drug."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("IM05", "agent-and-dose", consequence="warning")
def agent_and_dose() -> Requirement:
    """Agent, strength and volume are documented for every drug.

    What it checks: the three parts of each injectate.
    Why payers ask: relief is judged against how long the agent lasts; records without a dose are found incomplete.
    Shows as: "bupivacaine 0.5 %, 0.5 mL per nerve".
    Documents as: generic name, percent or milligrams, millilitres.
    Known limits: a syringe recipe without the volume per target lacks the volume.
    """
    return Requirement(
        fact("session.agents_complete").is_true(),
        when=all_of(fact("session.performed").is_true(), fact("session.does").equals("injection")),
    )
