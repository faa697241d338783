"""Labels of the rows of a table in two columns, with dates and numbers in them: "MBB #1 08/13/2024 : right L4-5"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.section_kinds import Kind, kind_of, words_of

_PADDED = re.compile(r"^[ \t]*(?P<label>[A-Za-z(][^\n:|]{1,38}?)[ \t]{2,}:(?=[ \t])", re.MULTILINE)
_FEWEST = 3
_KINDS = (
    (
        Kind.TREATMENT,
        re.compile(r"\b(?:mbbs?|blocks?|rfas?|ablations?|injections?|esi|procedures?|surger(?:y|ies))\b"),
    ),
    (Kind.TREATMENT, re.compile(r"^pt\b|\b(?:physical therapy|therapy|chiro\w*|treatments?)\b")),
    (Kind.IMAGING, re.compile(r"\b(?:mri|ct|x ?rays?|imaging|films?)\b")),
    (Kind.HISTORY, re.compile(r"\b(?:visit|ofc|office|consult\w*|intake|eval\w*|h ?p|call|note)\b")),
    (Kind.MEDICATION, re.compile(r"\bmed(?:ication)?s?\b")),
)


def row_labels(text: str) -> Iterator[tuple[int, int, str, Kind]]:
    """(start, end, words, kind) of the label of each row, where several rows are set out alike.

    A row says nothing of the next: what a label within its text opens ends with it.
    """
    if text.count("  : ") < _FEWEST:
        return
    rows = list(_PADDED.finditer(text))
    if len(rows) < _FEWEST:
        return
    for m in rows:
        label = words_of(m["label"])
        kind = kind_of(label) or next((kind for kind, pattern in _KINDS if pattern.search(label)), Kind.OTHER)
        yield m.start("label"), m.end(), label, kind
