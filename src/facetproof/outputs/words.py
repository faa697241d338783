"""Statuses, verdicts and values in plain words, the same in every output."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, get_args

import msgspec

from facetproof.model.chart import Record
from facetproof.model.claim import ClaimLine
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Determination, Finding, Json, Reason, Source, Status, SupportedLine, Verdict
from facetproof.model.words import scalar_words


class Sign(NamedTuple):
    """A status for the eye: a symbol, words that stand without it, and a style key."""

    symbol: str
    word: str
    key: str


SIGNS = {
    Status.MET: Sign("✓", "met", "met"),
    Status.NOT_MET: Sign("✗", "not met", "not-met"),
    Status.NOT_DOCUMENTED: Sign("?", "not documented", "missing"),
}
WARNING = Sign("!", "warning", "warning")

VERDICTS = {
    Verdict.SUPPORTED: Sign("✓", "Supported", "met"),
    Verdict.NEEDS_DOCUMENTATION: Sign("?", "Needs documentation", "missing"),
    Verdict.NOT_SUPPORTED: Sign("✗", "Not supported", "not-met"),
    Verdict.NOT_APPLICABLE: Sign("–", "Not applicable", "none"),
}

REASONS = {
    Reason.ABSENT: "nothing about this",
    Reason.VAGUE: "told, but without a figure that can be compared",
    Reason.CONFLICTING: "statements that exclude each other",
    Reason.HISTORY_INCOMPLETE: "the known history does not reach far enough back",
    Reason.UNMAPPED: "an earlier session told without the joints, date or intent that the answer depends on",
}

CONFIDENCES = {
    "primary": "primary: the document itself was read",
    "shared": "shared: the same text was read at another contractor",
    "secondary": "secondary: quoted in another document",
    "recalled": "recalled: not read in a document",
}

_BOUND = re.compile(r"[<>]= [\d.]+ (?P<unit>[a-z ]+)")

HOLD = (
    "Hold: an undocumented or conflicting fact could change these lines. They are a draft of what the documented facts "
    "support so far and must not be sent."
)


def sign(finding: Finding) -> Sign:
    """The sign of a finding; a warning that is not met keeps its status word behind the warning symbol."""
    own = SIGNS[finding.status]
    if finding.consequence == "warning" and finding.status is not Status.MET:
        return Sign(WARNING.symbol, f"{WARNING.word}, {own.word}", WARNING.key)
    return own


def headline(determination: Determination, *, wrong: int, missing: int) -> str:
    """One sentence for the verdict: what it means and what to do with the claim."""
    verdict = determination.determination
    if verdict is Verdict.SUPPORTED:
        return "The record meets every requirement that was judged."
    if verdict is Verdict.NOT_APPLICABLE:
        return "The record tells of no facet joint procedure, so no rule bears on it."
    if verdict is Verdict.NOT_SUPPORTED:
        also = f", {missing} more {_is(missing)} not documented" if missing else ""
        return f"{count(wrong, 'requirement')} {_is(wrong)} not met{also}. Do not send the claim as it is."
    if missing:
        return f"{count(missing, 'requirement')} {_is(missing)} not documented. Settle this before the claim goes out."
    return "The lines are on hold. Settle the open questions before the claim goes out."


def count(number: int, noun: str) -> str:
    """`1 requirement`, `3 requirements`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def rule_title(name: str) -> str:
    """`first-block-positive` as `First block positive`."""
    words = name.replace("-", " ")
    return words[:1].upper() + words[1:]


def value_text(value: Json) -> str:
    """A value of a finding in words; empty for None. A list says each word once; an empty one is `none`, as stated."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(word for word in value if word)) or "none"
    return scalar_words(value)


def observed_text(finding: Finding) -> str:
    """What the record says to a finding, or in which way it is silent."""
    seen = _with_unit(value_text(finding.observed), finding)
    if finding.observed == [] and finding.required == "none":
        return "none found"
    if isinstance(finding.observed, bool):
        seen = f"{_field(finding.facts)}{seen}"
    if finding.status is not Status.NOT_DOCUMENTED:
        return seen or ("see the quoted words" if finding.evidence else "see what is asked")
    reason = finding.reason or Reason.ABSENT
    if not seen:
        return REASONS[reason]
    return f"{seen} ({'does not decide it' if reason is Reason.ABSENT else REASONS[reason]})"


def _field(facts: tuple[str, ...]) -> str:
    """The name of the one yes-or-no field of the chart behind a bare yes or no: `radicular: `; else empty."""
    names = {path.rsplit(".", 1)[-1] for path in facts}
    name = next(iter(names)) if len(names) == 1 else ""
    return f"{name.replace('_', ' ')}: " if name in _flags() else ""


@cache
def _flags() -> frozenset[str]:
    fields = (field for struct in Record.__subclasses__() for field in msgspec.structs.fields(struct))
    return frozenset(field.name for field in fields if bool in get_args(field.type))


def asked_text(finding: Finding) -> str:
    """What the policy asks, bounds in words."""
    return finding.required.replace(">= ", "at least ").replace("<= ", "at most ").replace("_", " ")


def _with_unit(seen: str, finding: Finding) -> str:
    """A bare number takes the unit in which the policy asks for it."""
    asked = _BOUND.fullmatch(finding.required)
    number = isinstance(finding.observed, (int, float)) and not isinstance(finding.observed, bool)
    return f"{seen} {asked['unit']}" if asked and number else seen


def source_text(source: Source) -> str:
    """Document, version and place of the clause."""
    version = f"version {source.version}" if source.version else ""
    return joined(", ", source.document, version, source.where or "")


def confidence_text(source: Source) -> str:
    """How sure the clause is, in words; empty where it is not told."""
    return CONFIDENCES.get(source.confidence or "", source.confidence or "")


def place_text(evidence: Evidence, page: int | None = None) -> str:
    """Document, page where it has pages, and characters of a span, counted from 1 as a reader counts."""
    where = f"characters {evidence.start + 1}-{evidence.end}"
    where = f"page {page}, {where}" if page else where
    return f"{evidence.document}, {where}" if evidence.document else where


def line_text(line: ClaimLine | SupportedLine) -> str:
    """`64493-50-KX x 1`: code, modifiers, units."""
    return f"{'-'.join((line.cpt, *line.modifiers))} x {line.units:g}"


def policy_text(determination: Determination) -> str:
    """The policy and its version in words."""
    if determination.version:
        return f"{determination.policy}, version in force from {determination.version}"
    return f"{determination.policy}, no dated version in force on the date of service"


def joined(separator: str, *parts: str) -> str:
    """The parts that are not empty, with the separator between them."""
    return separator.join(part for part in parts if part)


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
