"""NC14: enough visits of physical therapy, close together and not long ago."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("NC14", "therapy-visits")
def therapy_visits(*, modalities: list[str], min_visits: int, within_weeks: float, within_months: int) -> Requirement:
    """Enough visits of active therapy within a span of weeks, for the episode of today.

    What it checks: visits (`visits`) and weeks of the therapy, and its last day (`until`).
    Why payers ask: exercises on paper are no active therapy, and those of years ago belong to another episode.
    Shows as: "physical therapy 3/1 to 4/5, six visits".
    Documents as: first and last day and number of visits.
    Known limits: visits spread over a longer time than the span leave it open how many fell into one.
    """
    visits = fact("care.visits", modalities=modalities, within_weeks=within_weeks, within_months=within_months)
    recent = fact("care.recent", modalities=modalities, within_months=within_months)
    return Requirement(all_of(visits.at_least(min_visits), recent.is_true()), when=fact("session.judged").is_true())
