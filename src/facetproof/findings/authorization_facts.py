"""Findings → the rows of a request: each requirement, the facts that answer it, and the words of the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from facetproof.findings.explain import evidence_for
from facetproof.model.authorization import Attachment, Criterion, Individual, Quote, SupportingFact
from facetproof.model.chart import Chart
from facetproof.model.evidence import Evidence
from facetproof.model.fields import shape_of
from facetproof.model.finding import Finding
from facetproof.sources.pages import locate, page_at

#: Paths that name the whole rather than a fact.
_WHOLE = frozenset({"session", "plan", "assessment", "history", "claim", "authorization", "options", "payer"})
_LEAVES = (str, int, float, bool)
#: How a birth date is written.
_DAYS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y%m%d")
#: What tells a reader which earlier session a value is of.
_OF_SESSION = ("dos", "technique", "intent", "targets")


def criteria_of(chart: Chart, findings: Iterable[Finding]) -> tuple[Criterion, ...]:
    """One row a finding, in their order; quotes that are not verbatim in a document of the chart are left out."""
    return tuple(
        Criterion(
            rule=finding.rule,
            name=finding.name,
            status=finding.status,
            consequence=finding.consequence,
            observed=finding.observed,
            required=finding.required,
            source=finding.source,
            facts=finding.facts,
            quotes=_quotes(chart, evidence_for(chart, [path for path in finding.facts if path not in _WHOLE])),
            remedy=finding.remedy,
        )
        for finding in findings
    )


def facts_of(chart: Chart, findings: Iterable[Finding]) -> tuple[SupportingFact, ...]:
    """Every value of the chart that a finding rests on, once, with the rules that it answers."""
    tree: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(chart.replace(documents=None, evidence=None)))
    rules: dict[str, dict[str, None]] = {}
    values: dict[str, Any] = {}
    for finding in findings:
        for path in finding.facts:
            if path not in _WHOLE:
                for place in (path, *_beside(path)):
                    for leaf, value in _leaves(tree, place):
                        values[leaf] = value
                        rules.setdefault(leaf, {})[finding.rule] = None
    return tuple(
        SupportingFact(
            path=path,
            value=value,
            unit=_unit(path),
            quotes=_quotes(chart, evidence_for(chart, [path])),
            rules=tuple(rules[path]),
        )
        for path, value in sorted(values.items())
    )


def attachments_of(chart: Chart, criteria: Iterable[Criterion]) -> tuple[Attachment, ...]:
    """The documents that are quoted, in the order of the chart."""
    quoted = {quote.document for criterion in criteria for quote in criterion.quotes}
    documents = {document.id: document for document in chart.documents or () if document.id in quoted}
    return tuple(
        Attachment(
            id=document.id,
            title=title_of(document.id, document.kind),
            kind=document.kind,
            date=document.date,
            pages=(document.text or "").count("\f") + 1,
        )
        for document in documents.values()
    )


def unnamed(chart: Chart, patient: Individual, attachments: Iterable[Attachment]) -> tuple[str, ...]:
    """Documents that tell neither the patient's last name nor the birth date: they may be another patient's.

    Empty where the request itself does not name the patient.
    """
    signs = [] if patient.last_name is None else [" ".join(patient.last_name.casefold().split())]
    if patient.birth_date is not None:
        signs += [patient.birth_date.strftime(form).casefold() for form in _DAYS]
        signs += [sign.replace("/0", "/").removeprefix("0") for sign in signs if "/" in sign]
    texts = {d.id: " ".join((d.text or "").casefold().split()) for d in chart.documents or ()}
    return tuple(one.id for one in attachments if signs and not any(sign in texts[one.id] for sign in signs))


def title_of(id: str, kind: str | None) -> str:
    """What the document calls itself, else the name of its file."""
    return kind.replace("_", " ") if kind else id


def _quotes(chart: Chart, evidence: Iterable[Evidence]) -> tuple[Quote, ...]:
    documents = {document.id: document for document in chart.documents or ()}
    found: dict[tuple[str, int, int], Quote] = {}
    for item in evidence:
        there = locate(item, chart.documents)
        document = documents.get(there.document)
        if document is None or not document.text or not there.quote.strip():
            continue
        if document.text[there.start : there.end] != there.quote:
            continue
        page = page_at(document.text, there.start) + (document.page or 1) - 1
        quote = Quote(document=there.document, text=there.quote, start=there.start, end=there.end, page=page)
        found.setdefault((there.document, there.start, there.end), quote)
    return tuple(found.values())


def _beside(path: str) -> tuple[str, ...]:
    """Of a value of an earlier session, the paths that tell which session it is."""
    list_, _, rest = path.partition(".")
    number, _, below = rest.partition(".")
    return tuple(f"history.{number}.{name}" for name in _OF_SESSION) if list_ == "history" and below else ()


def _leaves(tree: Any, path: str) -> Iterator[tuple[str, Any]]:
    node = tree
    for part in path.split("."):
        if isinstance(node, list) and part.isdigit() and int(part) < len(node):
            node = node[int(part)]
        elif isinstance(node, Mapping) and part in node:
            node = node[part]
        else:
            return
    yield from _below(node, path)


def _below(node: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(node, _LEAVES) or (isinstance(node, list) and all(isinstance(item, str) for item in node)):
        yield path, node
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from _below(item, f"{path}.{number}")
    elif isinstance(node, Mapping):
        for name, item in node.items():
            yield from _below(item, f"{path}.{name}")


def _unit(path: str) -> str:
    try:
        return shape_of(path).unit
    except KeyError:
        return ""
