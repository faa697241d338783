"""A note without the words that tell whose it is: same length, every other character in its place.

A mask of patterns and labels, on the side of masking too much. It is no expert's determination: a name without title,
label or credentials that stands nowhere else with one is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MASK = "\u2588"

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # dates and times of day
        r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b",
        r"\b(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2}(?:[T ]\d\d:\d\d(?::\d\d)?)?",
        rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d)?\b",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[ -]{_MONTH}(?:,?[ -](?:19|20)?\d\d)?\b",
        rf"\b{_MONTH}\s+(?:19|20)\d\d\b",
        r"\b(?:19|20)\d{2}\b",
        r"\b\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?",
        # ways to reach a person
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"\b(?:https?://|www\.)\S+",
        r"(?:\+?1[ .-]?)?\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b",
        r"\b\d{3}-\d{4}\b",
        r"\b(?:\d{1,3}\.){3}\d{1,3}\b",
        # places
        r"\b\d{1,6}\s+(?:[A-Za-z.]+\s+){1,4}(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|"
        r"way|suite|ste|highway|hwy|place|pl)\b\.?(?:[ ,]+(?:suite|ste|apt|unit|#)\.?\s*\w+)?",
        r"\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b",
        # numbers of people, accounts and things
        r"\b\d{3}-\d{2}-\d{4}\b",
        r"\b(?:mrn|med(?:ical)? rec(?:ord)?|record|chart|account|acct|visit|encounter|csn|fin|ssn|npi|dea|license|lic|"
        r"member|subscriber|policy|group|claim|auth(?:orization)?|serial|lot|device|case|order|accession|id)\b"
        r"\s*(?:id|no|number|num|#)?\.?\s*[:#]*\s*(?=[\w-]*\d)[A-Za-z]{0,4}[\w-]{3,}",
        r"\b[A-Z]{0,3}\d{5,}[\w-]*",
        # ages over 89
        r"\b(?:9\d|1[01]\d)(?=[ -]*(?:years?|yrs?|y)[ -]*(?:old|/?o\b))",
    )
)
_NAME = r"(?!(?:She|He|They|It|This|That|The|Her|His|Patient|Pt|Pain)\b)[A-Z][A-Za-z'\u2019\u00c0-\u024f-]+"
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|MR|MRS|MS|DR)\b\.?\s+(?P<name>{_NAME}(?:\s+(?:[A-Z]\.?\s+)?{_NAME})?)",
        rf"(?P<name>{_NAME}(?:\s+[A-Z]\.?)?(?:[ ,]+{_NAME}){{0,2}})"
        r"(?:,?\s+(?:M\.?D|PA-?C|FNP(?:-[A-Z]+)?|CRNA|APRN|DNP|Ph\.?D|Psy\.?D)|,\s*(?:D\.?O|NP|RN|DPT|PT|DC|RT|MA))\b",
        r"(?im:^|[|\t]|\s{2,})[ ]*(?i:(?:patient|pt|surgeon|physician|provider|anesthesiologist|anaesthetist|assistant|"
        r"operator|attending|author|dictated by|signed by|electronically signed by|referring(?: physician| provider)?|"
        r"primary care(?: physician)?|pcp|proceduralist|performed by|cc|name|first name|last name|"
        r"facility|hospital|clinic|location|insurance|payer|employer|spouse|guardian|contact|nurse|technologist)"
        r"(?:'s)?(?: name)?)[ ]*[:=][ ]*(?P<name>[^\n|\t]{2,60}?)(?=\s{2,}|[\n|\t;(]|$)",
        rf"(?i:signed|dictated|performed|reviewed|seen|referred) by:?\s+(?:Dr\.?\s+)?"
        rf"(?P<name>{_NAME}(?:\s+[A-Z]\.?)?(?:\s+{_NAME}){{0,2}})",
        rf"\b(?P<name>{_NAME}(?:,\s*|\s+(?:[A-Z]\.?\s+)?){_NAME})(?=,?\s+(?:is|was|presents|returns|has)\s+(?:an?|to|for)\b)",
        rf"\b(?P<name>{_NAME})(?=\s+(?:is|was) an?\s+\S+[ -]*(?:years?|yrs?|y)[ -]*(?:old|/?o\b))",
    )
)
_PAIR = re.compile(rf"(?<=[a-z,;] )(?P<name>{_NAME}(?: [A-Z]\.)? {_NAME})\b")
"""Two capitalised words within a sentence; those of the field are not names."""
_PART = re.compile(r"[^\W\d_][\w'\u2019-]+")
_NOT_A_NAME = frozenset(
    "the this that her his she they him you "
    "patient pain left right with and for was is has had not none block blocks medial "
    "branch facet joint joints lumbar cervical thoracic procedure note injection radiofrequency ablation diagnostic "
    "therapeutic relief side level levels bilateral physician provider nurse assistant clinic hospital center centre "
    "medical medicine surgery surgical sedation fluoroscopy guidance tolerated well positioned prone placed today "
    "given reported reports after before percent pain history examination operating room operative".split()
)
"""Words that a label may bring along and that are not masked elsewhere for it."""


def masked(text: str) -> str:
    """The text with names, dates, places, numbers of people and ways to reach them as blocks, each its own length."""
    spans = [match.span() for pattern in _PATTERNS for match in pattern.finditer(text)]
    names = [match.span("name") for pattern in _NAMED for match in pattern.finditer(text)]
    names += [match.span("name") for match in _PAIR.finditer(text) if not _parts(match["name"]) & _NOT_A_NAME]
    spans += names
    spans += _again(text, names)
    characters = list(text)
    for start, end in spans:
        for at in range(start, end):
            if not characters[at].isspace():
                characters[at] = MASK
    return "".join(characters)


def _again(text: str, names: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same names elsewhere, in any case of letters."""
    parts = {part for start, end in names for part in _parts(text[start:end]) if len(part) > 2} - _NOT_A_NAME
    if parts:
        listed = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
        for match in re.finditer(rf"\b(?:{listed})\b", text, re.IGNORECASE):
            yield match.span()


def _parts(name: str) -> set[str]:
    return {part[0].casefold() for part in _PART.finditer(name)}
