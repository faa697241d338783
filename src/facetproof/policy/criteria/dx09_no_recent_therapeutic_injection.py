"""DX09: no therapeutic injection shortly before a diagnostic block."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("DX09", "no-recent-therapeutic-injection")
def no_recent_therapeutic_injection(
    *, min_days: int, techniques: list[str], per: str = "region", thoracolumbar: str = "one_lumbar_session"
) -> Requirement:
    """No therapeutic facet injection lies less than so many days before a diagnostic block.

    What it checks: days since the last therapeutic session in this region (or level).
    Why payers ask: what a steroid still does cannot be told from what the block does.
    Shows as: dates of injections in the history.
    Documents as: a history that names earlier injections with their dates.
    Known limits: where none is known, the history must reach back far enough to prove it.
    """
    days = fact("history.days_since_therapeutic", techniques=techniques, per=per, thoracolumbar=thoracolumbar)
    return Requirement(days.at_least(min_days), when=fact("session.kind").equals("diagnostic"))
