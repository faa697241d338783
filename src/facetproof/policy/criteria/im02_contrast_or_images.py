"""IM02: contrast was used or images were kept."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("IM02", "contrast-or-images", consequence="warning")
def contrast_or_images() -> Requirement:
    """Contrast was used or images were kept.

    What it checks: either of the two in the procedure note.
    Why payers ask: they show where the needle was.
    Shows as: "0.2 mL of contrast confirmed spread", "images saved".
    Documents as: contrast with its spread, or that images were kept.
    Known limits: radiographs made for another purpose are not these images.
    """
    return Requirement(
        fact("session.contrast").is_true() | fact("session.images_saved").is_true(),
        when=fact("session.performed").is_true(),
    )
