"""IM01: the needle was guided by an image as the policy asks."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("IM01", "image-guidance")
def image_guidance(*, allowed: list[str]) -> Requirement:
    """The needle was guided by an image as the policy asks.

    What it checks: the guidance documented for the session.
    Why payers ask: without fluoroscopy or CT it is not known which joint was reached, and the codes include the
    guidance.
    Shows as: "under fluoroscopic guidance", "C-arm", "CT-guided".
    Documents as: the kind of image used at every target.
    Known limits: asked of a performed session, not of a plan.
    """
    return Requirement(fact("session.guidance").one_of(allowed), when=fact("session.performed").is_true())
