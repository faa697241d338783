"""BL01: every facet line billed is supported by the record."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import fact


@criterion("BL01", "codes-match-record")
def codes_match_record() -> Requirement:
    """Every facet line billed is supported by the record.

    What it checks: each line against the lines worked out from the documented facts, code by code, with its units.
    Why payers ask: what the record does not show was not done.
    Shows as: three levels billed for three nerves, 64493 for T12-L1, an ablation code for a block.
    Documents as: joints or nerves, technique, guidance and side.
    Known limits: no finding while the record does not tell the codes; LV01 and IM01 say what is missing then.
    """
    return Requirement(fact("billing.unsupported_codes").only(()), when=fact("billing.unsupported_codes").given())
