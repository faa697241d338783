"""What readers see of a text: dashes, quotes and spaces in one form, lost line breaks put back, offsets kept.

Every character keeps its place but for the line breaks that are put back; `original` undoes those, so that a quote is
always cut from the text as it was given.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from facetproof.facts.wrapping import joined_lines

MAX_CHARACTERS = 1_000_000
"""Readers see this much of a text: a whole copied-forward record has some hundred thousand characters."""

_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
        ),
        **dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad\x00\x0b", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201f\u2033", '"'),
        **dict.fromkeys("\u0085\u2028\u2029\x0c", "\n"),
        "\u00d7": "x",
        "\u2192": ">",
        "\uff1a": ":",
        "\uff05": "%",
        "\u2044": "/",
    }
)
_LABEL_JOIN = re.compile(
    r"(?:(?<=[a-z\d%)\].])|(?<=[A-Z]{3})(?=[A-Z][a-z]))(?<!\bMc)(?<!\bMac)"
    r"(?=[A-Z][A-Za-z-]{2,24}(?:[ /][A-Za-z-]{1,16}){0,4}(?:\(s\))?:)"
)
_WORD_JOIN = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{3,})|(?<=[a-z]{3}[.:;])(?=[A-Z][a-z]{2,})")
_MANY = 3
"""So many labels glued to the word before them mean that the text lost its line breaks."""


class View(NamedTuple):
    """The text that readers see.

    Attributes:
        text: one form of dash, quote and space; same length as the original but for the breaks put back.
        lower: `text` in lower case, character by character.
        breaks: places in `text` of the line breaks that the original lacks, ascending.
    """

    text: str
    lower: str
    breaks: tuple[int, ...]

    def original(self, place: int) -> int:
        """The place in the original text."""
        return place - bisect_left(self.breaks, place)


def view_of(text: str) -> View:
    """The view of a text, at most `MAX_CHARACTERS` of it."""
    seen = text[:MAX_CHARACTERS].translate(_SAME_LENGTH).replace("\r\n", " \n").replace("\r", "\n")
    seen = joined_lines(seen)
    joins = [m.start() for m in _LABEL_JOIN.finditer(seen)]
    if len(joins) >= _MANY:
        joins = sorted({*joins, *(m.start() for m in _WORD_JOIN.finditer(seen))})
    if not joins:
        return View(seen, _lower(seen), ())
    parts, last = [], 0
    for place in joins:
        parts.append(seen[last:place])
        last = place
    parts.append(seen[last:])
    joined = "\n".join(parts)
    return View(joined, _lower(joined), tuple(place + n for n, place in enumerate(joins)))


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # a few letters have two characters in lower case; they keep their place here
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)
