"""CY02: a rupture is repeated as often as allowed, and only if it helped."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, any_of, fact
from facetproof.policy.shapes import repeat_earned


@criterion("CY02", "cyst-repeat")
def cyst_repeat(
    *,
    max_repeats: int,
    min_relief: float,
    min_hours: float | None = None,
    min_function: float | None = None,
    per: str = "cyst",
) -> Requirement:
    """The rupture is repeated no more often than allowed, and the one before it helped enough.

    What it checks: earlier ruptures of this cyst (`per: cyst`, a joint and side) or of any (`per: patient`), and the
    response to the last one of this cyst.
    Why payers ask: a cyst that fills again and again needs another treatment.
    Shows as: "rupture 1/2026: 70 % relief for four months".
    Documents as: date, joint, side and response of each rupture.
    Known limits: a cyst is told from another by joint and side only.
    """
    if per not in ("cyst", "patient"):
        raise ValueError(f"ruptures are counted per cyst or patient, not {per}")
    repeats = fact("cyst.repeats", per="level_side" if per == "cyst" else "patient")
    helped = repeat_earned("cyst", min_relief=min_relief, min_hours=min_hours, min_function=min_function, above=False)
    return Requirement(
        all_of(repeats.at_most(max_repeats), any_of(fact("cyst.repeat").is_false(), helped)),
        when=all_of(fact("session.kind").equals("cyst"), repeats.more_than(0)),
    )
