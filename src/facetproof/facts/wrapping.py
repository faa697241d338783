"""Which line ends the page made, not the author: a line that goes on in the next is one line to readers."""

from __future__ import annotations

import re

_STARTS = re.compile(
    r"[ \t]*(?:[-*\u2022#>][ \t]|\(?\d{1,2}[.)][ \t]|\[|\(\s?\)|[\u2610-\u2612]|"
    r"(?![^:\n]{0,40}[a-z][A-Z][a-z])[A-Za-z][A-Za-z /()&'-]{0,40}(?:(?: #?\d)?:| {3,}|\t)|"
    r"[\dOIlSB]{1,2}/[\dOIlSB]{1,2}/(?:[\dOIlSB]{4}|[\dOIlSB]{2})(?: {2,}|\t|:? ?- |: | "
    r"(?i:today|[lr]|b/l|bl|left|right|bilat|lt|rt)\b|"
    r" (?:[A-Z][\w/]* ){0,3}(?:MBB|RFA|RF|IA|ESI)\b)|(?i:e-?signed)|"
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))[ \t]*[,;|\t]|\n|$)"
)
"""List items, boxes, labels, dated rows of a table; a label glued to the word before it ("blocksIntent:") is none."""
_BOXES = re.compile(r"\[ ?[xX]?\][^\n]{1,60}\[ ?[xX]?\]")
_BOX_LINE = re.compile(r"[ \t]*[A-Z][^\n\[a-z]{1,40}\[[ xX]?\]")
"""Lines of a form with several boxes, or with a box behind a label in capitals, stand for themselves."""
_NARROW = 65
"""The narrowest page: a line that the next word would have made longer than this was broken for want of room."""
_WIDEST, _RAGGED, _FULL_LINES = 140, 15, 4
"""Of a page whose width shows: so many lines end so near to it."""
_LABELLED = re.compile(r"[ \t]*[A-Z][A-Za-z /()&'-]{0,40}:")
_OPEN = re.compile(
    r"(?:,|\b(?:and|or|of|the|a|an|with|to|at|under|in|for|by|on|no|was|were|is|left|right|via|per|dr|mr|mrs))$",
    re.IGNORECASE,
)
"""A form line that ends so goes on; another ends before a capital."""
_WORD = re.compile(r"[ \t]*(\S+)")
_HEADING = re.compile(r"[ \t]*[A-Z][^\n]{0,39}(?<![.,;!?])[ \t]*(?:\n|$)")


def starts_line(text: str, at: int) -> bool:
    """Whether what stands here starts a line of its own: a list item, a box, a label, nothing."""
    return _STARTS.match(text, at) is not None


def is_wrapped(text: str, newline: int, width: int | None = None) -> bool:
    """Whether the line before this line end goes on after it; `width` of the page where it is known."""
    line_start = text.rfind("\n", max(0, newline - 400), newline) + 1
    line = text[line_start:newline].rstrip()
    if len(line) < _NARROW // 2 or line.endswith((".", "!", "?", ";")):
        return False
    if _BOXES.search(line) or _BOX_LINE.match(text, newline + 1):
        return False
    if starts_line(text, newline + 1) or _HEADING.match(text, newline + 1):
        return False
    word = _WORD.match(text, newline + 1)
    if word is None:
        return False
    if line.endswith(":"):
        return len(line) + len(word[1]) >= _NARROW and word[1][0].islower()
    if width is not None and len(line) + 1 + len(word[1]) > width:
        return True
    if word[1][0].isupper() and _LABELLED.match(line) and not _OPEN.search(line):
        return False
    # a capital may begin a line of its own, so that more is asked of it
    room = _NARROW if word[1][0].islower() or word[1][0].isdigit() else _NARROW + 7
    return len(line) + 1 + len(word[1]) >= room


def _page_width(text: str) -> int | None:
    """The width that several lines come near to and none goes beyond; None where lines end as they please."""
    lengths = [len(line.rstrip()) for line in text.split("\n")]
    width = max(lengths)
    full = sum(length > width - _RAGGED for length in lengths)
    return width if _NARROW <= width <= _WIDEST and full >= _FULL_LINES else None


def joined_lines(text: str) -> str:
    """The text with a space for each line end within a sentence; every character keeps its place."""
    parts: list[str] = []
    last = 0
    width = _page_width(text)
    at = text.find("\n")
    while at >= 0:
        if is_wrapped(text, at, width):
            parts += (text[last:at], " ")
            last = at + 1
        at = text.find("\n", at + 1)
    parts.append(text[last:])
    return "".join(parts)
