"""The session being judged."""

from __future__ import annotations

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.values import UNKNOWN, Value


@fact("session.kind", "word", "what the session counts as: diagnostic, therapeutic, ablation or cyst")
def kind(case: Case) -> Value:
    """Kind of the session; unknown while the intent of an injection is not documented."""
    if case.kind is None:
        return UNKNOWN
    return Value(case.kind, (f"{case.root}.technique", f"{case.root}.intent"))


@fact("session.billing_entity", "word", "who bills: professional, asc or hospital_outpatient")
def billing_entity(case: Case) -> Value:
    """Who bills the session."""
    if case.session is None or case.session.billing_entity is None:
        return UNKNOWN
    return Value(case.session.billing_entity.value, (f"{case.root}.billing_entity",))
