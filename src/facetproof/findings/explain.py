"""An answer → a finding: what was seen, what was asked, where it is written, and the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facetproof.facts.values import Range, Value
from facetproof.findings.scalar import Answer, truth
from facetproof.findings.words import observed, required_text
from facetproof.model.chart import Chart
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Finding, Json, Reason, Source, Status
from facetproof.policy.language import Test
from facetproof.policy.rule import Rule

#: That a session is judged goes without saying; terms that the payer's reviewer decides rest on it.
_NO_NEWS = "session.judged"
STATUS = {True: Status.MET, False: Status.NOT_MET, None: Status.NOT_DOCUMENTED}


def finding(chart: Chart, rule: Rule, answer: Answer) -> Finding:
    """The finding of one rule, built from the tests that decided it."""
    status = STATUS[answer.truth]
    told = [pair for pair in answer.tests if pair[0].fact.name != _NO_NEWS] or list(answer.tests)
    tests = [pair for n, pair in enumerate(told) if pair[0] not in {t for t, _ in told[:n]}]
    paths = tuple(dict.fromkeys(path for _, value in answer.tests for path in value.paths))
    return Finding(
        rule=rule.code,
        name=rule.name,
        status=status,
        reason=_reason(answer.tests) if status is Status.NOT_DOCUMENTED else None,
        consequence=rule.consequence,
        observed=_observed(tests),
        required="; ".join(dict.fromkeys(required_text(test) for test, _ in tests)),
        source=source(rule),
        facts=paths,
        evidence=tuple(evidence_for(chart, paths)),
        remedy="" if status is Status.MET else rule.remedy[status.value].strip(),
        note=rule.note or None,
    )


def source(rule: Rule) -> Source:
    """The first clause of the rule, with how sure the binding is."""
    cite = rule.citations[0]
    return Source(
        document=cite.document.id,
        version=cite.version,
        where=cite.where,
        confidence=rule.confidence,
        authority=cite.document.authority or None,
    )


def evidence_for(chart: Chart, paths: Iterable[str]) -> list[Evidence]:
    """The words behind these chart paths, in order of the documents, each once.

    A key of `chart.evidence` covers what lies below it, and what lies below a path is evidence for the path.
    """
    kept = chart.evidence or {}
    conflicts = {c.path: c.evidence for c in chart.conflicts or ()}
    found: dict[Evidence, None] = {}
    for path in paths:
        for key in (*kept, *conflicts):
            if key == path or path.startswith(f"{key}.") or key.startswith(f"{path}."):
                found.update(dict.fromkeys((*kept.get(key, ()), *conflicts.get(key, ()))))
    return sorted(found, key=lambda e: (e.document, e.start, e.end))


def _reason(tests: Sequence[tuple[Test, Value]]) -> Reason:
    """The most telling reason among the unknown values: a conflict before vagueness before mere absence."""
    reasons = {
        value.reason or (Reason.VAGUE if isinstance(value.value, Range) else Reason.ABSENT)
        for test, value in tests
        if truth(test, lambda _, value=value: value) is None  # type: ignore[misc]
    }
    order = (Reason.CONFLICTING, Reason.UNMAPPED, Reason.HISTORY_INCOMPLETE, Reason.VAGUE, Reason.ABSENT)
    return next((reason for reason in order if reason in reasons), Reason.ABSENT)


def _observed(tests: Sequence[tuple[Test, Value]]) -> Json:
    seen = [shown for _, value in tests if (shown := observed(value)) is not None]
    if not seen:
        return None
    return seen[0] if len(seen) == 1 else [_word(one) for one in seen]


def _word(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value)
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)
