"""FQ03: no more ablation sessions than the policy allows in its window."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact
from facetproof.policy.shapes import ceiling


@criterion("FQ03", "ablation-sessions")
def ablation_sessions(
    *,
    max_sessions: int,
    window: str,
    per: str = "region",
    kinds: list[str] | None = None,
    edge: str = "excluded",
    thoracolumbar: str = "one_lumbar_session",
    without_kx: str = "diagnostic",
) -> Requirement:
    """No more ablation sessions than the policy allows in its window.

    What it checks: sessions of the kind (or of `kinds` together) where this one is (`per` region, level, level_side or
    patient) in the window that ends on the date of service, this session included. One day is one session.
    Why payers ask: an ablation that has to be repeated within months has not worked.
    Shows as: dates and joints of earlier sessions, here and at other practices.
    Documents as: a history that says since when it is complete.
    Known limits: a ceiling is proven only by a history that covers the window, and broken by what is known of it.
    Sessions without a date, joints or intent may count, and make the answer not documented where it depends on them.
    """
    term = ceiling(
        max_sessions=max_sessions,
        window=window,
        kinds=kinds or ["ablation"],
        per=per,
        edge=edge,
        thoracolumbar=thoracolumbar,
        without_kx=without_kx,
    )
    return Requirement(term, when=fact("session.kind").equals("ablation"))
