"""DG03: every diagnosis is a valid, complete code on the date of service."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("DG03", "diagnosis-valid-and-specific")
def diagnosis_valid_and_specific() -> Requirement:
    """Every diagnosis is a valid, complete code on the date of service.

    What it checks: form, completeness and dates of each ICD-10-CM code of the spine and its pain.
    Why payers ask: a claim with an incomplete or ended code is rejected.
    Shows as: "M47.81" (a header), "M54.5" (ended on 2021-09-30).
    Documents as: the code with all its characters.
    Known limits: codes outside the table of spinal and pain codes are not checked.
    """
    return Requirement(fact("diagnoses.faulty").only(()), when=fact("diagnoses.faulty").given())
