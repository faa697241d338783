"""DX09: no therapeutic injection shortly before a diagnostic block."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, any_of, choose, fact


@criterion("DX09", "no-recent-therapeutic-injection")
def no_recent_therapeutic_injection(
    *,
    min_days: int,
    techniques: list[str],
    per: str = "region",
    thoracolumbar: str = "one_lumbar_session",
    relied_on: int | None = None,
) -> Requirement:
    """No therapeutic facet injection lies less than so many days before a diagnostic block.

    What it checks: days since the last therapeutic session in this region (or level). With `relied_on` the same of a
    first ablation: so many of the blocks before it must be clear of an injection.
    Why payers ask: what a steroid still does cannot be told from what the block does.
    Shows as: dates of injections in the history.
    Documents as: a history that names earlier injections with their dates.
    Known limits: where none is known, the history must reach back far enough to prove it.
    """
    where = {"techniques": techniques, "per": per, "thoracolumbar": thoracolumbar}
    kind = fact("session.kind")
    now = fact("history.days_since_therapeutic", **where).at_least(min_days)
    if relied_on is None:
        return Requirement(now, when=kind.equals("diagnostic"))
    before_blocks = fact("ablation.washout_days", **where, blocks=relied_on).at_least(min_days)
    first = all_of(
        kind.equals("ablation"), fact("ablation.first").is_true(), fact("ablation.relies_on_blocks").is_true()
    )
    return Requirement(
        choose(kind.equals("diagnostic"), now, before_blocks), when=any_of(kind.equals("diagnostic"), first)
    )
