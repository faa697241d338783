"""The session being judged."""

from __future__ import annotations

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.values import UNKNOWN, Value
from facetproof.model.chart import BillingEntity


@fact("session.kind", "word", "what the session counts as: diagnostic, therapeutic, ablation or cyst")
def kind(case: Case) -> Value:
    """Kind of the session; unknown while the intent of an injection is not documented."""
    if case.kind is None:
        return UNKNOWN
    return Value(case.kind, (f"{case.root}.technique", f"{case.root}.intent"))


@fact("session.billing_entity", "word", "who bills: professional, asc or hospital_outpatient")
def billing_entity(case: Case) -> Value:
    """Who bills the session; for a plan its setting, where that names a kind of biller."""
    session, plan = case.session, case.chart.plan
    if session is not None and session.billing_entity is not None:
        return Value(session.billing_entity.value, (f"{case.root}.billing_entity",))
    if case.planned and plan is not None and plan.setting in set(BillingEntity):
        return Value(plan.setting, ("plan.setting",))
    return UNKNOWN
