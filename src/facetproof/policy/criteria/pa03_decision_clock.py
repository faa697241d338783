"""PA03: the payer decided in time, and the authorization is valid as long as the rule says."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, all_of, fact


@criterion("PA03", "decision-clock", consequence="warning")
def decision_clock(
    *,
    codes: list[str],
    bill_types: list[str] | None = None,
    max_days: float,
    expedited_days: float,
    business: bool = False,
    expedited_business: bool = True,
    valid_days: int | None = None,
) -> Requirement:
    """The payer decided in time, and the authorization is valid as long as the rule says.

    What it checks: days from request to decision, expedited or not, and days from decision to the last valid day.
    Why payers ask: the clock binds the payer; a late decision is a reason to complain, not a fault of the record.
    Shows as: requested on the 2nd, decided on the 12th.
    Documents as: both dates in the authorization.
    Known limits: business days are Monday to Friday, holidays counted. Where nothing is said of haste the longer limit
    counts.
    """
    limits = {"max_days": max_days, "expedited_days": expedited_days}
    in_time = fact("authorization.decided_in_time", **limits, business=business, expedited_business=expedited_business)
    term: Term = in_time.is_true()
    if valid_days is not None:
        term = term & fact("authorization.validity_fits", days=valid_days).is_true()
    asked = fact("authorization.asked", codes=codes, bill_types=bill_types)
    return Requirement(term, when=all_of(fact("session.judged").is_true(), in_time.given(), asked.is_true()))
