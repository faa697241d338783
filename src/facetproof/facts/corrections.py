"""Addenda that correct what a note says above them: what they say replaces it."""

from __future__ import annotations

import re

from facetproof.facts.note import Note

_OPENS = re.compile(
    r"^[ \t*>=-]*(?:late entry|attending (?:attestation|statement|note|addendum)|"
    r"addend(?:um|a)|correct(?:ion|ed)|amend(?:ment|ed)|erratum)\b",
    re.MULTILINE,
)
_CORRECTS = re.compile(
    r"\b(?:error|erroneous(?:ly)?|incorrect(?:ly)?|wrong|mistake\w*|"
    r"should (?:read|be|say|have (?:been|read))|correct(?:s|ed|ion)?|"
    r"typo(?:graphical)?|misstated|mis-?typed|instead of|amend(?:s|ed)?|rather than|"
    r"not as (?:stated|documented|written))\b"
)


def correcting_from(note: Note) -> int:
    """Where an addendum begins that says it corrects the note; the length of the text where none does."""
    return note.memo(_find)


def is_correction(note: Note, place: int) -> bool:
    """Whether a place lies in such an addendum."""
    return place >= note.memo(_find)


def _find(note: Note) -> int:
    lower = note.lower
    if not any(word in lower for word in ("addend", "late entry", "correct", "amend", "erratum", "attending")):
        return len(lower)
    for m in _OPENS.finditer(lower):
        if m.start() > 0 and _CORRECTS.search(lower, m.end()):
            return m.start()
    return len(lower)
