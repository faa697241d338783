"""Facet joint procedure notes and claims against dated payer policy, with the words and the clause behind each answer.

    >>> import facetproof
    >>> chart = facetproof.read(open("note.txt").read())          # doctest: +SKIP
    >>> facetproof.audit(chart.replace(payer="medicare:ngs"))     # doctest: +SKIP

The names below load on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facetproof.errors import FacetproofError
    from facetproof.facts.merge import merge_charts as merge
    from facetproof.facts.reading import read_document as read
    from facetproof.findings.judge import audit, code
    from facetproof.model.chart import Chart
    from facetproof.model.claim import Claim
    from facetproof.model.evidence import Evidence
    from facetproof.model.finding import Determination, Finding
    from facetproof.policy.find import version as policy

__version__ = "0.1.0"

_HOMES = {
    "Chart": ("facetproof.model.chart", "Chart"),
    "Claim": ("facetproof.model.claim", "Claim"),
    "Determination": ("facetproof.model.finding", "Determination"),
    "Evidence": ("facetproof.model.evidence", "Evidence"),
    "FacetproofError": ("facetproof.errors", "FacetproofError"),
    "Finding": ("facetproof.model.finding", "Finding"),
    "audit": ("facetproof.findings.judge", "audit"),
    "code": ("facetproof.findings.judge", "code"),
    "merge": ("facetproof.facts.merge", "merge_charts"),
    "policy": ("facetproof.policy.find", "version"),
    "read": ("facetproof.facts.reading", "read_document"),
}

__all__ = [
    "Chart",
    "Claim",
    "Determination",
    "Evidence",
    "FacetproofError",
    "Finding",
    "audit",
    "code",
    "merge",
    "policy",
    "read",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'facetproof' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
