"""DX08: relief lasted as long as the drug does."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("DX08", "relief-fits-agent", consequence="warning")
def relief_fits_agent(*, expected_hours: dict[str, float] | None = None) -> Requirement:
    """Relief after the block before this one lasted at least as long as its anaesthetic should.

    What it checks: hours of relief against the longest of `expected_hours` among the drugs given; for a drug that is
    not listed, that both the drug and the hours stand in the record.
    Why payers ask: relief shorter than the drug works speaks against the joint as the source.
    Shows as: "90 % for 5 hours after bupivacaine 0.5 %".
    Documents as: drug, and when relief began and ended.
    Known limits: relief that outlasts the drug is not judged.
    """
    return Requirement(
        fact("course.relief_fits_agent", expected_hours=expected_hours or {}).is_true(),
        when=all_of(fact("session.kind").equals("diagnostic"), fact("course.goes_on").is_true()),
    )
