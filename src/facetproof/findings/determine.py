"""Findings → determination (contract, section 2). Warnings never decide."""

from __future__ import annotations

from collections.abc import Iterable

from facetproof.model.finding import Finding, Status, Verdict


def verdict(findings: Iterable[Finding], *, hold: bool) -> Verdict:
    """Not supported if any denial rule is not met; else needs documentation if one is not documented, or on hold."""
    statuses = {finding.status for finding in findings if finding.consequence == "denial"}
    if Status.NOT_MET in statuses:
        return Verdict.NOT_SUPPORTED
    if hold or Status.NOT_DOCUMENTED in statuses:
        return Verdict.NEEDS_DOCUMENTATION
    return Verdict.SUPPORTED
