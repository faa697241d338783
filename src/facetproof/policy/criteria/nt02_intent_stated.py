"""NT02: the record states why the injection was given."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import all_of, fact


@criterion("NT02", "intent-stated")
def intent_stated() -> Requirement:
    """The record states why the injection was given.

    What it checks: diagnostic or therapeutic, in so many words.
    Why payers ask: both kinds are counted and judged apart.
    Shows as: "diagnostic medial branch block".
    Documents as: one of the two words for this procedure.
    Known limits: "diagnostic and potentially therapeutic" is neither. Asked of injections other than a cyst rupture.
    """
    return Requirement(
        fact("session.intent").given(),
        when=all_of(
            fact("note.given").is_true(),
            fact("session.performed").is_true(),
            fact("session.technique").one_of(["intra_articular", "medial_branch_block"]),
        ),
    )
