"""DG02: a covered diagnosis lies in the region treated."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("DG02", "diagnosis-fits-region")
def diagnosis_fits_region(*, codes: list[str], cyst_codes: list[str] | None = None) -> Requirement:
    """A covered diagnosis lies in the region treated.

    What it checks: the site that the code names against the joints of the session.
    Why payers ask: a cervical diagnosis does not support a lumbar procedure.
    Shows as: "M47.812" with C5-6, "M47.816" with L4-5.
    Documents as: the code of the region treated.
    Known limits: thoracolumbar codes fit both regions, multi-site and unspecified codes none; without a covered
    diagnosis DG01 speaks alone.
    """
    lists = {"codes": codes, "cyst_codes": cyst_codes}
    return Requirement(
        fact("diagnoses.fit_region", **lists).is_true(),
        when=all_of(fact("session.judged").is_true(), fact("diagnoses.any_covered", **lists).is_true()),
    )
