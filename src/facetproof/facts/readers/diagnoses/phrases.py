"""How diagnoses are written."""

from __future__ import annotations

import re

from facetproof.facts.gates import Anchored
from facetproof.facts.phrases import Lexicon

DOTTED = Anchored(
    r"[A-TW-Za-tw-z](?<![\w.].)\d[0-9A-Za-z]\.(?:[0-9A-Za-z]{1,4}(?![\w-])|\d{1,4}(?=[A-Z][a-z]))",
    r"\.(?<=[A-Za-z]\d[0-9A-Za-z]\.)",
    back=3,
)
"""An ICD-10-CM code with its dot. ICD-9 codes have no letter; V codes are left out, since ICD-9 has them too."""
BARE = Anchored(r"[Mm](?<![\w.].)[45]\d{3,5}(?![\w.-])")
"""A spine code written without its dot."""

JOINT = re.compile(r"T1[0-2]\.")
"""T10 to T12 are vertebrae; ICD-10-CM has no such categories."""

_PLACES = ("lumbar", "cervical", "thoracic", "lumbosacral", "thoracolumbar", "cervicothoracic")
_FACET = (
    "facet arthropathy",
    "facet joint arthropathy",
    "facet syndrome",
    "facet joint syndrome",
    "facet arthritis",
    "facet joint arthritis",
    "facet arthrosis",
    "facet joint pain",
    "facet pain",
    "facet-mediated pain",
    "facet joint disease",
    "facet disease",
    "facet hypertrophy",
    "facetogenic pain",
    "facet osteoarthritis",
    "zygapophyseal joint pain",
    "facet joint disorder",
)
_OTHERS = (
    "spondylosis",
    "radiculopathy",
    "spinal stenosis",
    "stenosis",
    "degenerative disc disease",
    "degenerative disk disease",
    "spondylolisthesis",
    "strain",
    "sprain",
    "myofascial pain",
)
WORDS = Lexicon(
    {
        "diagnosis": (
            *_FACET,
            *_OTHERS,
            *(f"{place} {words}" for place in _PLACES for words in (*_FACET, *_OTHERS)),
            "lumbago",
            "cervicalgia",
            "low back pain",
            "neck pain",
            "back pain",
            "axial low back pain",
            "axial neck pain",
            "post-laminectomy syndrome",
            "postlaminectomy syndrome",
            "failed back surgery syndrome",
            "synovial cyst",
            "facet cyst",
            "whiplash",
            "sciatica",
            "chronic pain syndrome",
        ),
    }
)
"""Diagnoses in words, looked for under a heading of diagnoses, impressions or an assessment only."""
