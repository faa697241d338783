"""DG01: at least one diagnosis is on the policy's list."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("DG01", "covered-diagnosis")
def covered_diagnosis(*, codes: list[str], cyst_codes: list[str] | None = None) -> Requirement:
    """At least one diagnosis is on the policy's list.

    What it checks: the ICD-10-CM codes printed in the record against the closed list; `cyst_codes` count for a cyst
    only.
    Why payers ask: claims are matched against the list by machine.
    Shows as: "M47.816 Spondylosis without myelopathy or radiculopathy, lumbar region".
    Documents as: the code that the evaluation supports, most important first.
    Known limits: a diagnosis in words is no code; asked only where the policy's list is known.
    """
    return Requirement(
        fact("diagnoses.covered", codes=codes, cyst_codes=cyst_codes).one_of([*codes, *(cyst_codes or ())]),
        when=fact("session.judged").is_true(),
    )
