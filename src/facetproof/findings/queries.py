"""Questions to the physician that follow from the findings, beside those that coding asks. None suggests its answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facetproof.findings.case import JudgedCase
from facetproof.model.finding import Finding, Status

_SEDATION_RULE = "IM07"


def questions(case: JudgedCase, findings: Iterable[Finding]) -> tuple[str, ...]:
    """All questions, each once: those of coding first, then one for each open contradiction and for sedation."""
    asked = [query.text for query in case.coded.queries]
    covered = {query.path for query in case.coded.queries}
    return tuple(dict.fromkeys((*asked, *_contradictions(case, covered), *_sedation(case, findings))))


def _contradictions(case: JudgedCase, covered: set[str]) -> Iterator[str]:
    for conflict in case.chart.conflicts or ():
        related = {
            path for path in covered if path and (path.startswith(conflict.path) or conflict.path.startswith(path))
        }
        if not related:
            what = " ".join(part for part in conflict.path.replace("_", " ").split(".") if not part.isdigit())
            yield f"The record makes different statements on: {what}. Which of them is right?"


def _sedation(case: JudgedCase, findings: Iterable[Finding]) -> Iterator[str]:
    """Sedation deeper than a policy allows, with a reason: the depth may have been named loosely."""
    broken = [f for f in findings if f.rule == _SEDATION_RULE and f.status is Status.NOT_MET]
    if broken and case.session is not None and case.session.sedation_reason:
        yield "What depth of sedation was given, and which condition made it necessary?"
