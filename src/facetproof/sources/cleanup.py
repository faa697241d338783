"""Characters and line ends that a format brought along, not the author: made plain before anyone reads or quotes.

Not for plain text: a text file is read and quoted as it is, so that spans count in the file itself.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPACES = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_HYPHENS = dict.fromkeys((0x2010, 0x2011), "-")
_LINE_ENDS = {"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x85": "\n"}
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\x00")
#: Symbol fonts put their signs into the private area at U+F000; these mean the same in every font notes use.
_SYMBOLS = {
    "\uf0fe": "☑", "\uf0fd": "☒", "\uf0fc": "✓", "\uf0fb": "✗", "\uf0a8": "☐", "\uf06f": "☐", "\uf071": "☐",
    "\uf0b7": "•", "\uf0a7": "•", "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b0": "°", "\uf0b1": "±", "\uf0e0": "→",
    "\uf0ae": "→", "\uf06d": "µ",
}  # fmt: skip
_PLAIN = str.maketrans(_LIGATURES | _LINE_ENDS | _SYMBOLS) | _SPACES | _HYPHENS

_SOFT_BREAK = re.compile(r"\u00ad[ \t]*\n[ \t]*(\S+)[ \t]*\n?")
_HARD_BREAK = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})-[ \t]*\n[ \t]*([a-z]{2,})(\S*)[ \t]*\n?")
_RANGE_BREAK = re.compile(r"(?<=\d)([-–])[ \t]*\n[ \t]*([A-Z]{0,2}\d)(\S*)[ \t]*\n?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: First halves whose hyphen is the author's, not the line's.
_PREFIXES = frozenset(
    "all anti cross end ex extra facet first follow full high intra left low mid non one post pre right second self "
    "semi short single three two upper well x".split()
)


class Change(NamedTuple):
    """`text[start:end]` became `new`."""

    start: int
    end: int
    new: str


class Cleaned(NamedTuple):
    """The text after clean-up, and where a character of the text before has gone."""

    text: str
    moved: Callable[[int], int]


def clean(text: str) -> Cleaned:
    """Plain characters, words joined that a line end had parted. Lines stay lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    moves: list[Callable[[int], int]] = []
    for find in (_characters, _soft_breaks, _unseen, _hard_breaks):
        text, moved = apply(text, find(text))
        moves.append(moved)

    def through(position: int) -> int:
        for moved in moves:
            position = moved(position)
        return position

    return Cleaned(text, through)


def clean_text(text: str) -> str:
    """As `clean`, the text alone."""
    return clean(text).text


def apply(text: str, changes: Iterable[Change]) -> Cleaned:
    """Makes changes that are in order and do not overlap."""
    parts: list[str] = []
    ends, shifts, at, shift = [0], [0], 0, 0
    for start, end, new in changes:
        parts += (text[at:start], new)
        shift += len(new) - (end - start)
        ends.append(end)
        shifts.append(shift)
        at = end
    parts.append(text[at:])
    done = "".join(parts)

    def moved(position: int) -> int:
        there = position + shifts[bisect.bisect_right(ends, position) - 1]
        return min(max(there, 0), len(done))

    return Cleaned(done, moved)


def _characters(text: str) -> Iterable[Change]:
    if text.isascii() and "\x0b" not in text:
        return
    for at, char in enumerate(text):
        if ord(char) in _PLAIN:
            yield Change(at, at + 1, str(_PLAIN[ord(char)]))
        elif (
            unicodedata.combining(char) and at and len(one := unicodedata.normalize("NFC", text[at - 1 : at + 1])) == 1
        ):
            yield Change(at - 1, at + 1, one)


def _unseen(text: str) -> Iterable[Change]:
    return (Change(at, at + 1, "") for at, char in enumerate(text) if char in _UNSEEN)


def _soft_breaks(text: str) -> Iterable[Change]:
    for match in _SOFT_BREAK.finditer(text):
        yield Change(match.start(), match.start(1), "")
        yield Change(match.end(1), match.end(), "\n")


def _hard_breaks(text: str) -> Iterable[Change]:
    """A hyphen at a line end: dropped where it parts a word, kept where it belongs to it or to a range."""
    parted = list(_HARD_BREAK.finditer(text))
    words = {word.lower() for word in _WORD.findall(_HARD_BREAK.sub(" ", text))} if parted else set()
    at = 0
    for match in sorted([*parted, *_RANGE_BREAK.finditer(text)], key=lambda m: m.start()):
        if match.start() < at:
            continue
        at = match.end()
        own = match.re is _HARD_BREAK and _hyphen_is_own(match[1].lower(), match[2].lower(), words)
        yield Change(match.end(1), match.start(2), "-" if own else "")
        yield Change(match.end(3), at, "\n")


def _hyphen_is_own(first: str, second: str, words: set[str]) -> bool:
    if first + second in words:
        return False
    # a half that the note also uses alone was not cut off by the line
    return f"{first}-{second}" in words or first in _PREFIXES or (len(first) >= 4 and first in words)
