"""Kinds of document that are no evaluation of the patient, though they carry a date."""

from __future__ import annotations

from facetproof.facts.phrases import Lexicon

NO_EVALUATION = Lexicon(
    {"call": ["telephone encounter", "phone call", "telephone call", "called patient", "nurse call", "portal message"]}
)
