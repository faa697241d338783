# ruff: noqa: E501 - one pattern a line
"""Which records of a table of what was done tell of nothing done: "not done", "deferred", dashes where others have figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facetproof.facts.tables.kinds import is_empty
from facetproof.facts.tables.layout import Cell, Heading

_NOT_DONE = re.compile(
    r"\b(?:not (?:done|performed|treated|attempted|injected|blocked|ablated|lesioned|completed|reached|accessed)|deferred|aborted|abandoned|omitted|"
    r"skipped|cancell?ed|planned|scheduled|pending|no[- ]?show|not today|next (?:visit|time|session)|none (?:given|injected|placed)|"
    r"(?:could|can)(?: ?not|n't) (?:be )?(?:placed|reached|accessed|done|entered|visuali[sz]ed)|unable to (?:place|reach|access|enter|advance|visuali[sz]e))\b",
    re.IGNORECASE,
)
_NO = re.compile(r"(?:no|n|not done|none)\b", re.IGNORECASE)
_YES = re.compile(r"\W*(?:done|yes|y|x|ok|complete\w*|performed|treated|successful\w*)\b", re.IGNORECASE)
_DONE_HEADING = re.compile(r"\b(?:done|performed|completed|treated)\b")
_FIGURES = frozenset({"amount", "agent", "celsius", "seconds", "strength", "left", "right"})
_MAY_SAY = frozenset({"status", "", "amount", "agent", "celsius", "seconds", "left", "right", "levels", "stimulus"})
"""Columns in which a remark may say that nothing was done; a drug or contrast that was not used is another matter."""


def undone(
    text: str, names: Sequence[str], head: Sequence[Heading], records: Sequence[Sequence[Cell]]
) -> frozenset[int]:
    """Numbers of the records of what was not done.

    None where that would be all of them: then nothing was done, which is told to readers as it stands.
    """
    found: set[int] = set()
    worked: dict[int, bool] = {}
    for n, row in enumerate(records):
        status = False
        for name, heading, cell in zip(names, head, row, strict=True):
            words = text[cell.start : cell.end]
            if name in _MAY_SAY and _NOT_DONE.search(words) and not _beside_other_side(text, names, name, row):
                found.add(n)
            if name == "status" and _DONE_HEADING.search(heading.words) and _NO.match(words):
                found.add(n)
            status = status or (name == "status" and _YES.match(words) is not None)
        figures = [cell for name, cell in zip(names, row, strict=True) if name in _FIGURES]
        worked[n] = status or any(not is_empty(text, c) or text[c.start : c.end].lower() == "x" for c in figures)
    if any(worked.values()):
        found.update(n for n, some in worked.items() if not some)
    return frozenset(found) if len(found) < len(records) else frozenset()


def _beside_other_side(text: str, names: Sequence[str], name: str, row: Sequence[Cell]) -> bool:
    """Whether only one of two sides of a row was not done."""
    other = {"left": "right", "right": "left"}.get(name)
    if other is None or other not in names:
        return False
    words = text[slice(*row[names.index(other)])]
    return bool(words) and _NOT_DONE.search(words) is None and _NO.match(words) is None
