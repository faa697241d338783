"""DX01: a diagnostic block is done at the nerve, or in the joint for a reason."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, all_of, fact
from facetproof.policy.shapes import left_to_payer


@criterion("DX01", "block-technique")
def block_technique(
    *, techniques: list[str], with_reason: list[str] | None = None, reviewed: list[str] | None = None
) -> Requirement:
    """A diagnostic block is of a technique that the policy accepts, some of them with a reason only.

    What it checks: the technique of the session; for those of `with_reason`, that the record says why.
    Why payers ask: a block of the medial branches foretells what ablation of them will do; one in the joint does less.
    Shows as: "intra-articular injection, as the transverse process is fused and the branch cannot be reached".
    Documents as: the technique, and the anatomic restriction that forbids a branch block.
    Known limits: whether the reason is a good one is for the reviewer. Techniques of `reviewed` neither pass nor fail
    by the record: a second reviewer of the payer decides.
    """
    technique = fact("session.technique")
    term: Term = technique.one_of(techniques)
    if with_reason:
        term = term.unless(all_of(technique.one_of(with_reason), fact("plan.intraarticular_reason").given()))
    if reviewed:
        term = left_to_payer(term) & technique.one_of([*techniques, *(with_reason or ()), *reviewed])
    return Requirement(term, when=fact("session.kind").equals("diagnostic"))
