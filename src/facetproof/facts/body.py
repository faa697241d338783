"""Words for parts of the body, to tell what is said of the spine from what is said of a knee."""

from __future__ import annotations

import re

from facetproof.facts.gates import Gated

BODY_PART = Gated(
    r"\b(?:knees?|shoulders?|hip (?:pain|joint|injection|arthr\w+|replacement)|elbows?|wrists?|ankles?|carpal|cubital|"
    r"thumbs?|fingers?|jaw|tmj|headaches?|migraines?|plantar|heels?|foot pain|hand pain|abdom\w+|pelvic|chest pain)\b"
)
"""A joint or region that is no part of the spine; the names of limbs alone are left out, for pain may go there."""
AT_SPINE = re.compile(
    r"\b(?:back|neck|spine|spinal|lumbar|cervical|thoracic|lumbosacral|facets?|medial branch(?:es)?|mbbs?|rami|ramus|"
    r"lbp|axial|[ctl]\d{1,2}(?:[-/ ][ctls]?\d{1,2})?)\b"
)
"""Words for the spine."""
