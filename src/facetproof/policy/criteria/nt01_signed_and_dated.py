"""NT01: the note is signed and dated."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("NT01", "signed-and-dated")
def signed_and_dated() -> Requirement:
    """The note is signed and dated.

    What it checks: a signature, and a date of the session or the document.
    Why payers ask: an unsigned note is no evidence of the service.
    Shows as: "electronically signed by ... on ...".
    Documents as: signature with date.
    Known limits: a typed name is no signature; a signature added later needs an attestation.
    """
    return Requirement(
        all_of(fact("session.signed").is_true(), fact("note.dated").is_true()),
        when=all_of(fact("note.given").is_true(), fact("session.performed").is_true()),
    )
