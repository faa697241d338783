"""NC06: no untreated radiculopathy, unless a facet cyst is its cause."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("NC06", "no-untreated-radiculopathy")
def no_untreated_radiculopathy() -> Requirement:
    """No untreated radiculopathy, unless a facet cyst is its cause.

    What it checks: whether the evaluation says that radicular pain is absent, or explains it by a cyst on imaging.
    Why payers ask: a nerve root needs other treatment than a facet joint.
    Shows as: "no radicular symptoms", "pain does not radiate below the knee".
    Documents as: a statement on pain, weakness and sensation in the limbs.
    Known limits: radicular pain that was treated and is gone must be told as absent now.
    """
    no_root = fact("assessment.pain.radicular").is_false()
    cyst = fact("pain.radicular_from_cyst").is_true()
    return Requirement(no_root.unless(cyst), when=fact("session.judged").is_true())
