"""RF03: the ablation is thermal and hot enough."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, all_of, any_of, fact


@criterion("RF03", "thermal-enough")
def thermal_enough(
    *, techniques: list[str] | None = None, excluded: list[str] | None = None, min_celsius: float | None = None
) -> Requirement:
    """The ablation is of a technique that the policy accepts, at a high enough temperature.

    What it checks: technique, and the lowest lesion temperature of all targets.
    Why payers ask: pulsed, cooled, chemical, cryo and laser ablation are held for unproven by most.
    Shows as: "85 °C for 90 seconds at each target".
    Documents as: technique and temperature in the procedure note.
    Known limits: a temperature set but not reached is not told apart. Of a plan only the technique is asked.
    `excluded` in place of `techniques` where the policy names only what it does not accept.
    """
    technique = fact("session.technique")
    terms: list[Term] = []
    if techniques:
        terms.append(technique.one_of(techniques))
    if excluded:
        terms.append(technique.none_of(excluded))
    if min_celsius is not None:
        planned = fact("session.performed").is_false()
        terms.append(any_of(planned, fact("ablation.celsius").at_least(min_celsius)))
    return Requirement(all_of(*terms), when=fact("session.kind").equals("ablation"))
