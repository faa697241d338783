# ruff: noqa: E501 - one pattern a line
"""Which records of a table of what was done tell of nothing done: "not done", "deferred", dashes where others have figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facetproof.facts.tables.cells import Cell, Heading
from facetproof.facts.tables.kinds import is_empty

_WORDS = (
    r"(?:not (?:done|performed|treated|attempted|injected|blocked|ablated|lesioned|completed|reached|accessed)|deferred|aborted|abandoned|omitted|"
    r"skipped|none (?:given|injected|placed)|(?:could|can)(?: ?not|n't) (?:be )?(?:placed|reached|accessed|done|entered|visuali[sz]ed)|"
    r"unable to (?:place|reach|access|enter|advance|visuali[sz]e))\b"
)
_NOT_DONE = re.compile(
    rf"\b(?:{_WORDS}|(?:cancell?ed|planned|scheduled|pending|no[- ]?show|not today|next (?:visit|time|session))\b)",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    rf"(?:(?:none|no|n/a)\b)?\W*(?:(?:the )?(?:needle|cannula|electrode|level|nerve|joint|site|target|procedure|block) )?(?:was )?{_WORDS}",
    re.IGNORECASE,
)
"""At the head of a cell, of the place itself; what is planned beside figures is something else to come."""
_NO = re.compile(r"(?:no|n|none)\b|\[ ?\]", re.IGNORECASE)
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
        figures = [cell for name, cell in zip(names, row, strict=True) if name in _FIGURES]
        some = any(not is_empty(text, c) or text[c.start : c.end].lower() == "x" for c in figures)
        # beside figures a remark may be on anything: "motor not performed at 3 V"
        says = _BEGINS.match if some else _NOT_DONE.search
        for name, heading, cell in zip(names, head, row, strict=True):
            words = text[cell.start : cell.end]
            if name in _MAY_SAY and says(words) and not _beside_other_side(text, names, name, row):
                found.add(n)
            if name == "status" and _DONE_HEADING.search(heading.words) and _NO.match(words):
                found.add(n)
            some = some or (name == "status" and _YES.match(words) is not None)
        worked[n] = some
    if any(worked.values()):
        found.update(n for n, some in worked.items() if not some)
    return frozenset(found) if len(found) < len(records) else frozenset()


def side_left_out(text: str, names: Sequence[str], row: Sequence[Cell]) -> str:
    """The side of two columns at which a record was not done while it was at the other; empty where there is none."""
    if "left" not in names or "right" not in names:
        return ""
    done = {side: is_marked(text, row[names.index(side)]) for side in ("left", "right")}
    return "" if done["left"] is done["right"] else "right" if done["left"] else "left"


def is_marked(text: str, cell: Cell) -> bool:
    """Whether a cell under a side says that it was done there: a cross, "yes", an amount."""
    words = text[cell.start : cell.end]
    if words.lower() == "x":
        return True
    return not (is_empty(text, cell) or _NO.match(words) or _BEGINS.match(words))


def _beside_other_side(text: str, names: Sequence[str], name: str, row: Sequence[Cell]) -> bool:
    """Whether only one of two sides of a row was not done."""
    other = {"left": "right", "right": "left"}.get(name)
    if other is None or other not in names:
        return False
    words = text[slice(*row[names.index(other)])]
    return bool(words) and _NOT_DONE.search(words) is None and _NO.match(words) is None
