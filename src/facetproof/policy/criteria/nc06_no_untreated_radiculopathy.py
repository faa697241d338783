"""NC06: no untreated radiculopathy, unless a facet cyst is its cause."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, fact
from facetproof.policy.shapes import left_to_payer


@criterion("NC06", "no-untreated-radiculopathy")
def no_untreated_radiculopathy(*, left_open: bool = False) -> Requirement:
    """No untreated radiculopathy, unless a facet cyst is its cause.

    What it checks: whether the evaluation says that radicular pain is absent, or explains it by a cyst on imaging.
    Why payers ask: a nerve root needs other treatment than a facet joint.
    Shows as: "no radicular symptoms", "pain does not radiate below the knee".
    Documents as: a statement on pain, weakness and sensation in the limbs.
    Known limits: radicular pain that was treated and is gone must be told as absent now. `left_open`: the policy has an
    exception of its own that the payer decides on.
    """
    no_root = fact("assessment.pain.radicular").is_false()
    cyst = fact("pain.radicular_from_cyst").is_true()
    term: Term = left_to_payer(no_root) if left_open else no_root
    return Requirement(term.unless(cyst), when=fact("session.judged").is_true())
