"""NC05: conservative care was tried and failed."""

from typing import Any

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, all_of, fact


@criterion("NC05", "conservative-care-failed")
def conservative_care_failed(
    *, legs: list[dict[str, Any]], every_session: bool = False, exempt_after_surgery: bool = False
) -> Requirement:
    """Conservative care was tried and failed, as far as the policy asks.

    What it checks: each leg of the policy (`modalities`, optionally `weeks`, `waived_by_reason`, `within_months`): one
    of the modalities was tried and failed, for long enough and not too long ago where a number is bound.
    Why payers ask: most spinal pain settles without a procedure.
    Shows as: "8 weeks of physical therapy without lasting relief", "naproxen, stopped for gastric bleeding".
    Documents as: each treatment with its duration and its result, or why it was not possible.
    Known limits: the longest stated duration of a counted modality decides; listed treatment without a result leaves it
    open; a reason waives only where the binding says so. Care told without its last day counts as recent.
    `exempt_after_surgery`: not asked of a patient with a fusion told.
    """
    terms = [_leg(**leg) for leg in legs]
    term = all_of(*terms)
    if exempt_after_surgery:
        term = term.unless(fact("assessment.after_spine_surgery").is_true())
    when = fact("session.judged") if every_session else fact("session.opens_course")
    return Requirement(term, when=when.is_true())


def _leg(
    *,
    modalities: list[str],
    weeks: float | None = None,
    waived_by_reason: bool = False,
    within_months: int | None = None,
) -> Term:
    counted = {"modalities": modalities, "within_months": within_months}
    term: Term = fact("care.failed", **counted).is_true()
    if weeks is not None:
        term = term & fact("care.weeks", **counted).at_least(weeks)
    return term.unless(fact("care.not_possible", modalities=modalities).given()) if waived_by_reason else term
