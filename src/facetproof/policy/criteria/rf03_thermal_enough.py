"""RF03: the ablation is thermal and hot enough."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, all_of, fact


@criterion("RF03", "thermal-enough")
def thermal_enough(*, techniques: list[str], min_celsius: float | None = None) -> Requirement:
    """The ablation is of a technique that the policy accepts, at a high enough temperature.

    What it checks: technique, and the lowest lesion temperature of all targets.
    Why payers ask: pulsed, cooled, chemical, cryo and laser ablation are held for unproven by most.
    Shows as: "85 °C for 90 seconds at each target".
    Documents as: technique and temperature in the procedure note.
    Known limits: a temperature set but not reached is not told apart.
    """
    term: Term = fact("session.technique").one_of(techniques)
    if min_celsius is not None:
        term = all_of(term, fact("ablation.celsius").at_least(min_celsius))
    return Requirement(term, when=fact("session.kind").equals("ablation"))
