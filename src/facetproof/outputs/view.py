"""A determination arranged for a reader: what is wrong, what is missing, what to watch, what is fine.

Arranges only. Every status comes from the determination.
"""

from __future__ import annotations

from dataclasses import dataclass

from facetproof.model.chart import Chart, Document
from facetproof.model.claim import ClaimLine
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Determination, Finding, Status, SupportedLine
from facetproof.sources.pages import locate, page_at


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind, with the heading a reader sees."""

    key: str
    title: str
    meaning: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class LinePair:
    """A billed line beside the supported line of the same code; either may be absent."""

    billed: ClaimLine | None
    supported: SupportedLine | None
    remark: str
    differs: bool = False


def groups(determination: Determination) -> tuple[Group, Group, Group, Group]:
    """Wrong, missing, warnings and fine, in this order, each possibly empty."""
    wrong: list[Finding] = []
    missing: list[Finding] = []
    warnings: list[Finding] = []
    fine: list[Finding] = []
    for finding in determination.findings:
        if finding.status is Status.MET:
            fine.append(finding)
        elif finding.consequence == "warning":
            warnings.append(finding)
        else:
            (wrong if finding.status is Status.NOT_MET else missing).append(finding)
    return (
        Group("not-met", "Wrong", "the record or the claim contradicts the policy", tuple(wrong)),
        Group("missing", "Missing", "asked by the policy, not documented", tuple(missing)),
        Group("warning", "Warnings", "worth a look; they never decide", tuple(warnings)),
        Group("met", "Fine", "documented as asked", tuple(fine)),
    )


def deciding(determination: Determination) -> tuple[str, ...]:
    """Codes of the denial rules that decided: the wrong ones, or the missing ones where none is wrong."""
    wrong, missing, _, _ = groups(determination)
    found = wrong.findings or missing.findings
    return tuple(dict.fromkeys(finding.rule for finding in found)) or (("hold",) if determination.hold else ())


def line_pairs(chart: Chart, determination: Determination) -> tuple[LinePair, ...]:
    """Billed lines in the order of the claim, each beside its supported line, then supported lines not billed."""
    left = list(determination.lines)
    claimed = chart.claim is not None
    unbillable = {entry.code for entry in determination.not_billable}
    pairs = []
    for billed in chart.claim.lines if chart.claim else ():
        match = next((line for line in left if line.cpt == billed.cpt), None)
        if match is not None:
            left.remove(match)
        remark = _remark(billed, match, unbillable)
        pairs.append(LinePair(billed, match, remark or "same", bool(remark)))
    pairs.extend(LinePair(None, line, "not on the claim" if claimed else "", claimed) for line in left)
    return tuple(pairs)


def _remark(billed: ClaimLine, supported: SupportedLine | None, unbillable: set[str]) -> str:
    if supported is None:
        return "not billable, see below" if billed.cpt in unbillable else "on the claim only"
    differs = []
    if billed.units != supported.units:
        differs.append("units")
    if sorted(billed.modifiers) != sorted(supported.modifiers):
        differs.append("modifiers")
    return f"{' and '.join(differs)} differ" if differs else ""


def spans(finding: Finding, documents: tuple[Document, ...] | None) -> tuple[Evidence, ...]:
    """The words of one finding, each place once whichever readers saw it."""
    found: dict[tuple[str, int, int], Evidence] = {}
    for item in finding.evidence:
        there = locate(item, documents)
        found.setdefault((there.document, there.start, there.end), there)
    return tuple(found.values())


def page_of(evidence: Evidence, documents: tuple[Document, ...] | None) -> int | None:
    """The page of a span; None where its document has no pages or is not given."""
    found = next((doc for doc in documents or () if doc.id == evidence.document and doc.text), None)
    if found is None or not found.text or ("\f" not in found.text and found.page is None):
        return None
    return page_at(found.text, evidence.start) + (found.page or 1) - 1


def around(evidence: Evidence, documents: tuple[Document, ...] | None, reach: int) -> str:
    """The words of a span with up to `reach` characters of its line on either side, cut between words.

    Empty where the text is not given or adds nothing.
    """
    text = next((doc.text for doc in documents or () if doc.id == evidence.document and doc.text), "")
    if text[evidence.start : evidence.end] != evidence.quote:
        return ""
    before = text[max(0, evidence.start - reach) : evidence.start].rsplit("\n", 1)[-1]
    after = text[evidence.end : evidence.end + reach].split("\n", 1)[0]
    if len(before) == reach:
        before = before.partition(" ")[2]
    if len(after) == reach:
        after = after.rpartition(" ")[0]
    whole = " ".join(f"{before}{evidence.quote}{after}".split())
    return whole if whole != " ".join(evidence.quote.split()) else ""
