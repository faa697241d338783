"""A signed letter in place of the notes."""

from __future__ import annotations

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.values import UNKNOWN, Value


@fact("record.attested", "truth", "a signed letter of a kind that the payer takes in place of the notes is on file")
def attested(case: Case, kinds: tuple[str, ...]) -> Value:
    """True with a signed letter of one of `kinds`, false with an unsigned one, unknown without."""
    letter = case.chart.attestation
    if letter is None or letter.kind not in kinds or letter.signed is None:
        return UNKNOWN
    return Value(letter.signed, ("attestation",))
