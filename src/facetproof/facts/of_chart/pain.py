"""The pain that justifies the procedure."""

from __future__ import annotations

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.values import UNKNOWN, Value


@fact("assessment.pain.months", "number", "how long the pain has lasted", unit="months")
def months(case: Case) -> Value:
    """Duration of the pain that is to be treated."""
    pain = case.chart.assessment.pain if case.chart.assessment else None
    if pain is None or pain.months is None:
        return UNKNOWN
    return Value(pain.months, ("assessment.pain.months",))
