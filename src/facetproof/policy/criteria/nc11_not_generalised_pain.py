"""NC11: generalised or centralised pain is not the indication."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("NC11", "not-generalised-pain")
def not_generalised_pain() -> Requirement:
    """Generalised or centralised pain is not the indication.

    What it checks: whether the evaluation calls the pain generalised or centralised, such as fibromyalgia.
    Why payers ask: local procedures do not treat widespread pain.
    Shows as: "fibromyalgia", "no widespread pain".
    Documents as: a statement where such a diagnosis is known.
    Known limits: the policy excludes it and asks no statement of its absence: silence gives no finding.
    """
    told = fact("assessment.pain.generalised").given()
    return Requirement(
        fact("assessment.pain.generalised").is_false(), when=all_of(fact("session.judged").is_true(), told)
    )
