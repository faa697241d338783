"""PA02: what is billed is what was authorized."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("PA02", "authorization-fits")
def authorization_fits(
    *, codes: list[str], bill_types: list[str] | None = None, valid_days: int | None = None
) -> Requirement:
    """What is billed is what was authorized.

    What it checks: codes, units, side, joints and date, each only where the authorization states it.
    Why payers ask: an authorization covers what was asked for, nothing else.
    Shows as: an authorization for 64635 only, a claim with 64636 too.
    Documents as: a request that names all codes; a new one where the plan changed.
    Known limits: without a last day stated, `valid_days` from the decision count. Only codes that need authorization on
    the date of service are compared.
    """
    asked = fact("authorization.asked", codes=codes, bill_types=bill_types)
    return Requirement(
        all_of(
            fact("authorization.codes_outside", codes=codes).only(()),
            fact("authorization.units_over", codes=codes).only(()),
            fact("authorization.side_fits").is_true(),
            fact("authorization.joints_outside").only(()),
            fact("authorization.days_fit", valid_days=valid_days).is_true(),
        ),
        when=all_of(fact("session.judged").is_true(), fact("authorization.on_file").is_true(), asked.is_true()),
    )
