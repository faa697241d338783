"""A practice's own form → what it never asks, what it asks vaguely, wrong codes, and words it puts into the record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from facetproof.coding.tables import codes, inclusion
from facetproof.facts.icd10cm import validity
from facetproof.facts.questions import askings
from facetproof.facts.reading import read_document
from facetproof.findings.template import Template
from facetproof.model.spine import Region

Kind = Literal["never_asked", "vague", "wrong_code", "words_put_in"]

#: Answers offered, or asked for, that no figure stands behind.
_VAGUE: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b(?:good|great|excellent|significant|fair|poor|partial|complete|moderate|substantial|adequate)\b"
            r"[^.\n]{0,40}\b(?:relief|response|improvement|benefit)\b"
            r"|\b(?:relief|response|improvement|benefit)\b[^.\n]{0,20}[:(][^.\n]{0,20}"
            r"\b(?:good|great|excellent|significant|fair|poor|partial|complete|moderate|none)\b",
            re.IGNORECASE,
        ),
        "a response in words only: ask for percent, or for scores before and after on one named scale, and for hours",
    ),
    (
        re.compile(r"\bpain\b[^.\n]{0,30}[:(][^.\n]{0,12}\b(?:mild|moderate|severe)\b", re.IGNORECASE),
        "pain in words only: ask for a score and the name of its scale",
    ),
    (
        re.compile(
            r"\b(?:chronic|long[- ]?standing|several|many|few)\b\s+(?:weeks|months|years|pain)\b", re.IGNORECASE
        ),
        "a time in words only: ask for a number of weeks or months",
    ),
    (
        re.compile(r"\bfailed conservative (?:treatment|therapy|care|management|measures)\b", re.IGNORECASE),
        "treatments not named: ask which were tried, for how many weeks, and with what result",
    ),
    (
        re.compile(r"\blevels?\b\s*(?:\([^)\n]*\))?\s*[:#]?\s*_{2,}|\bnumber of levels\b", re.IGNORECASE),
        "`level` alone may mean joint or nerve: ask for joints by both vertebrae or nerves by number, and the side",
    ),
    (
        re.compile(r"\bdiagnostic (?:and|and/or|&|/) ?(?:potentially )?therapeutic\b", re.IGNORECASE),
        "two purposes in one: ask for one of them",
    ),
    (
        re.compile(
            r"\b(?:sedation|anesthesia|anaesthesia)\b[^.\n]{0,20}[:(]\s*(?:y(?:es)?\s*/\s*no?)\b", re.IGNORECASE
        ),
        "sedation without its depth: ask for the depth and the clinical circumstances",
    ),
    (
        re.compile(r"\b(?:local|anesthetic|anaesthetic|steroid)\b\s*[:(]\s*(?:y(?:es)?\s*/\s*no?|_+)", re.IGNORECASE),
        "a kind of drug only: ask for its name, strength and volume",
    ),
)
_TICKED = re.compile(r"(?:\[\s?[xX\u2713\u2714*]\s?\]|[\u2611\u2612\u2714\u2705])[^\n\[]{0,60}")
#: A line that ends in a blank, or offers boxes of which none is ticked, asks; it says nothing.
_QUESTION = re.compile(
    r"^(?:[^\n]*(?:\*{2,}|_{2,}|:)[ \t]*"
    r"|(?![^\n]*(?:\[\s?[xX*]\s?\]|[\u2611\u2612]))[^\n]*(?:\[\s*\]|\(\s*\)|\u2610)[^\n]*)$",
    re.MULTILINE,
)
#: What the choice of the form itself tells.
_OF_THE_FORM = ("session.technique", "session.intent")
_CPT = re.compile(r"(?<![\d.])(?:\d{5}|0\d{3}T)(?![\d.])")
_ICD = re.compile(r"(?<![\w.])[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})(?![\w.])")
_REGION_WORDS = {
    Region.LUMBAR_SACRAL: re.compile(r"\b(?:lumbar|lumbosacral)\b", re.IGNORECASE),
    Region.CERVICAL_THORACIC: re.compile(r"\b(?:cervical|thoracic)\b", re.IGNORECASE),
}


class Remark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One fault of a form.

    Attributes:
        kind: of fault.
        what: in words.
        line: of the form, counted from 1; none for what it never asks.
        quote: the form's words.
        path: chart path that it is about.
        rules: codes of the rules that read it.
    """

    kind: Kind
    what: str
    line: int | None = None
    quote: str = ""
    path: str = ""
    rules: tuple[str, ...] = ()


def review(text: str, form: Template, dos: dt.date) -> tuple[Remark, ...]:
    """The faults of a practice's own form, measured by the fields of ours for the same purpose.

    Args:
        text: the empty form of the practice.
        form: the fields that the policy's rules read.
        dos: codes must be valid on this day.
    """
    found = (*_never_asked(text, form), *_vague(text), *_wrong_codes(text, dos), *_put_in(text))
    return tuple(dict.fromkeys(found))


def _never_asked(text: str, form: Template) -> Iterator[Remark]:
    lower = text.casefold()
    seen = {a.path for a in askings().values() if any(_seen(word.casefold(), lower) for word in (*a.seen, a.label))}
    seen |= {place for a in askings().values() if a.path in seen for place in a.covers if place.endswith(".mg")}
    for field in form.fields:
        if field.path not in seen:
            rules = tuple(rule.code for rule in field.rules)
            yield Remark(kind="never_asked", what=field.label, path=field.path, rules=rules)


def _seen(word: str, text: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(word)}" if word[0].isalpha() else re.escape(word), text) is not None


def _vague(text: str) -> Iterator[Remark]:
    for pattern, what in _VAGUE:
        for found in pattern.finditer(text):
            yield Remark(kind="vague", what=what, line=_line(text, found.start()), quote=_plain(found[0]))


def _wrong_codes(text: str, dos: dt.date) -> Iterator[Remark]:
    facet = {found[0] for found in _CPT.finditer(text) if found[0] in codes()}
    for found in _CPT.finditer(text):
        code, line = found[0], _line(text, found.start())
        row = codes().get(code)
        if row is not None and not row.first <= dos <= row.last:
            yield Remark(kind="wrong_code", what=f"{code} is not in force on {dos}", line=line, quote=code)
        if row is not None:
            words = text.splitlines()[line - 1]
            named = {region for region, pattern in _REGION_WORDS.items() if pattern.search(words)}
            if named and row.region not in named:
                what = f"{code} is a {row.region.value.replace('_', ' ')} code, the line names another region"
                yield Remark(kind="wrong_code", what=what, line=line, quote=code)
        beside = [other for other in sorted(facet) if (edit := inclusion(code, other, dos)) and edit.facet_first]
        if beside and code not in facet:
            what = f"{code} is included in {', '.join(beside)}"
            yield Remark(kind="wrong_code", what=what, line=line, quote=code)
    for found in _ICD.finditer(text):
        fault = validity(found[0], dos)
        if fault not in (None, "valid"):
            what = f"{found[0]}: {str(fault).replace('_', ' ')} on {dos}"
            yield Remark(kind="wrong_code", what=what, line=_line(text, found.start()), quote=found[0])


def _put_in(text: str) -> Iterator[Remark]:
    """What an empty form already tells: every fact that readers find in it would stand in each patient's record."""
    read = read_document(_QUESTION.sub(lambda found: " " * len(found[0]), text))
    conflicts = {conflict.path: conflict.evidence for conflict in read.conflicts or ()}
    for found in _TICKED.finditer(text):
        what = "the box is ticked before anybody was asked"
        yield Remark(kind="words_put_in", what=what, line=_line(text, found.start()), quote=_plain(found[0]))
    for path, spans in {**(read.evidence or {}), **conflicts}.items():
        for span in spans[:1] if path not in _OF_THE_FORM else ():
            line = _line(text, span.start)
            what = "the empty form says this of every patient"
            yield Remark(kind="words_put_in", what=what, line=line, quote=_plain(span.quote), path=path)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _plain(words: str) -> str:
    return " ".join(words.split())
