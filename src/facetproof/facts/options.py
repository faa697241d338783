# ruff: noqa: E501 - one pattern a line
"""Options of a form that were not chosen, and placeholders nobody filled in: both say nothing.

Boxes stand before their options ("[x] Left [ ] Right") or after them ("Left [x] Right [ ]"). A ring or an open square
at the head of a line is a bullet where the text has no ticked box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.gates import Gated
from facetproof.facts.retracted import retracted

TICK = r"(?:\[x\]|\(x\)|[\u2611\u2612\u25a0\u25cf\u2714\u2713\u2705])"
"""A ticked box before its option, as a piece of a pattern over lower-case text."""
_BOX = re.compile(
    r"[\[(_\u2610\u25a1\u25a2\u25cb\u274f\u2751\u2611\u2612\u25a0\u25cf\u2714\u2713\u2705](?:"
    r"(?P<off>(?<=\[)\s{0,3}\]|(?<=\()\s{0,3}\)|(?<=\[)_\]|(?<=_)(?<!\w_)_?(?=[A-Z])"
    r"|(?P<bullet>(?<=[\u2610\u25a1\u25a2\u25cb\u274f\u2751])))"
    r"|(?P<on>(?<=\[)\s?[xX\u2713\u2714*]\s?\]|(?<=\()\s?[xX\u2713*]\s?\)"
    r"|(?<=[\u2611\u2612\u25a0\u25cf\u2714\u2713\u2705])))"
)
"""Begins with one class of characters, so that the search passes over all others; a group may be empty."""
_MARKS = (
    "[",
    "( ",
    "()",
    "(x",
    "(X",
    "(*",
    "_",
    *"\u2610\u25a1\u25a2\u25cb\u274f\u2751\u2611\u2612\u25a0\u25cf\u2714\u2713\u2705",
)
_PLACEHOLDER = re.compile(
    r"\*\*+(?: ?(?:ml|cc|mg|mcg)s?\b(?: of)? [a-z]+\b(?! \d))?|@[a-z_]{3,30}@|__+ ?/ ?100?\b|___+(?: ?%)?|\?\?\?+|m(?<!\wm)m/dd/y{2,4}\b"
    r"|\[(?:date|level|side|levels|name)\]|\{[^{}\n]{0,30}\}|\((?:[a-z]+ ?/ ?)+[a-z]+\)(?= ?-?>)"
)
"""With the drug of a dose that nobody filled in: "*** mL lidocaine"."""
_OPEN = ("**", "@", "__", "???", "mm/dd", "[", "{", ">")
_NEXT_LABEL = re.compile(r"[ \t]{2,}(?=[A-Z][A-Za-z /()-]{1,30}(?::|[ \t]{1,4}\d*\.?\d+ ?(?:m[Ll]|cc|mg)\b))")
"""The next label of the line: the option before it ends there."""
_LABEL = re.compile(r"[ \t]*(?:[A-Za-z][A-Za-z /()-]{0,40}(?::|[ \t]{2,}))?[ \t]*")


def said_and_chosen(text: str, lower: str) -> str:
    """`lower` with options not chosen and placeholders as spaces; every character keeps its place.

    Args:
        text: a text.
        lower: the same in lower case, of the same length.
    """
    if any(mark in text for mark in _MARKS):
        lower = _without(lower, _not_chosen(text))
    if "[" in text or "__" in text:
        lower = _without(lower, _not_ringed(text))
        lower = _without(lower, _not_marked(text))
    lower = _without(lower, retracted(lower))
    if "circle" in lower or " one)" in lower or "as appropriate" in lower:
        lower = _without(lower, ((m.start("options"), m.end()) for m in _UNCHOSEN.finditer(lower)))
    if lower.count("%") > 2:
        lower = _MENU.sub(lambda m: " " * len(m[0]), lower)
    if any(mark in lower for mark in _OPEN):
        lower = _PLACEHOLDER.sub(lambda m: " " * len(m[0]), lower)
    return lower


def _not_chosen(text: str) -> Iterator[tuple[int, int]]:
    boxes = list(_BOX.finditer(text))
    if all(box["on"] is None for box in boxes):
        boxes = [box for box in boxes if box["bullet"] is None]
    at = 0
    while at < len(boxes):
        end = text.find("\n", boxes[at].start())
        end = len(text) if end < 0 else end
        stop = at
        while stop < len(boxes) and boxes[stop].start() < end:
            stop += 1
        yield from _on_line(text, boxes[at:stop], end)
        at = stop


def _not_ringed(text: str) -> Iterator[tuple[int, int]]:
    """Options of a line beside one in brackets, as a ring around it is typed: "Side (circle):  L   [R]   B"."""
    at = text.find("[")
    while at >= 0:
        m = _RINGED.match(text, text.rfind("\n", 0, at) + 1)
        stop = text.find("\n", at)
        at = text.find("[", stop) if stop >= 0 else stop
        if m is None:
            continue
        options = [option.span() for option in _OPTION.finditer(text, m.start("options"), m.end("options"))]
        ringed = [span for span in options if text[span[0]] == "["]
        if len(options) > len(ringed) and ringed:
            yield from (span for span in options if span not in ringed)


def _not_marked(text: str) -> Iterator[tuple[int, int]]:
    """Options before an empty line where another has a cross: "fluoro x  US __  CT __"."""
    at = text.find("__")
    while at >= 0:
        start, stop = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        marked = list(_MARKED.finditer(text, start, stop))
        if any(m["mark"] in "xX" for m in marked):
            yield from (m.span() for m in marked if m["mark"] not in "xX")
        at = text.find("__", stop)


_MENU = re.compile(r"(?<![\[\d%(*>])(?:\b\d{1,3} ?%[ \t/|,]+){3,}\d{1,3} ?%(?![\])*<])")
"""Percentages to choose from, none of them marked: "0%  25%  50%  75%"."""
_UNCHOSEN = Gated(
    r"^(?:[^\n:()\[\]*>]{2,40}:)?(?P<options>[^\n()\[\]*>]*)"
    r"\((?:please )?(?:circle|select|choose|pick|tick|check|delete as appropriate)(?: (?:one|all that apply|as appropriate))?\)[ \t.]*$",
    re.MULTILINE,
)
"""Options of which none is marked: "none / minimal / moderate (circle one)"."""
_RINGED = re.compile(
    r"(?:[^\n:]{2,40}:)?(?P<options>(?:[ \t]*\[?[A-Za-z][A-Za-z /-]{0,24}\]?[ \t]*(?:[ ]{2}|\t|$)){2,})[ \t]*$",
    re.MULTILINE,
)
_OPTION = re.compile(r"\[?[A-Za-z](?:[A-Za-z/-]| (?! ))*\]?")
_MARKED = re.compile(r"[A-Za-z](?:[A-Za-z/-]| (?![ xX_]))*[ ]{1,2}(?P<mark>[xX](?=[ ]{2}|[ \t]*$)|_{2,})", re.MULTILINE)


def _on_line(text: str, boxes: list[re.Match[str]], end: int) -> Iterator[tuple[int, int]]:
    start = text.rfind("\n", 0, boxes[0].start()) + 1
    label = _LABEL.match(text, start, boxes[0].start())
    content = label.end() if label else start
    after = (
        len(boxes) > 1 and not text[boxes[-1].end() : end].strip() and bool(text[content : boxes[0].start()].strip())
    )
    for n, box in enumerate(boxes):
        if box["off"] is None:
            continue
        if after:
            yield (boxes[n - 1].end() if n else content), box.end()
        else:
            stop = boxes[n + 1].start() if n + 1 < len(boxes) else end
            label = _NEXT_LABEL.search(text, box.end(), stop)
            yield box.start(), label.start() if label else stop


def _without(lower: str, spans: Iterator[tuple[int, int]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += (lower[at:start], " " * (end - start))
        at = end
    pieces.append(lower[at:])
    return "".join(pieces)
