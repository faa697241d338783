"""CY01: a cyst is ruptured because it compresses a nerve and hurts."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("CY01", "cyst-compresses-and-hurts")
def cyst_compresses_and_hurts() -> Requirement:
    """Imaging shows that the cyst compresses or displaces a nerve root, and symptoms are documented.

    What it checks: both statements in the evaluation.
    Why payers ask: a cyst that hurts nobody needs no treatment.
    Shows as: "MRI: synovial cyst at right L4-5 displacing the L5 root; L5 pain".
    Documents as: the imaging finding, and the symptoms that fit it.
    Known limits: whether symptoms and side of the cyst fit is for the reviewer.
    """
    return Requirement(
        all_of(fact("cyst.imaging_shows_compression").is_true(), fact("cyst.symptomatic").is_true()),
        when=fact("session.kind").equals("cyst"),
    )
