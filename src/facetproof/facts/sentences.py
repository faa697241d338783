"""Sentence spans that keep their places; "L4-5.", "0.5 mL" and "Dr. Doe" are not cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.wrapping import starts_line

_ABBREVIATIONS = frozenset(
    (
        "dr mr mrs ms prof st vs approx est no nos inc fig pt pts hx dx tx rx fx sx temp min max "
        "hrs hr wk wks mo mos yr yrs ea etc "
        "jan feb mar apr jun jul aug sep sept oct nov dec lt rt bilat "
        "inj lat med sup inf ant post i.e e.g a.m p.m cc ga "
        "al b.i.d t.i.d p.o q.d p.r.n"
    ).split()
)
_OF_DOSES = frozenset({"ea", "cc", "etc"})
"""Abbreviations that end a dose; before a capital they end the sentence."""
_STOPS = (
    r"(?:(?<= ) {3,}|(?<=\n)|(?<=[.!?])[.!?]*[\"')\]]*(?=\s|$)|(?<=[a-z]{2}\.)(?=[A-Z][a-z])|"
    r"(?<=[;|])(?=\s)|(?<=\t)\t*)"
)
_STOP = re.compile(rf"[.!?\n;|\t]{_STOPS}")
_STOP_OR_GAP = re.compile(rf"[.!?\n;|\t ]{_STOPS}")
"""Begins with one class of characters, so that the search passes over all others."""
_GAP = " " * 4
_LONGEST = 3000
"""No sentence has more characters: readers look at a sentence many times."""
_WORD_BEFORE = re.compile(r"([A-Za-z.]+)$")


def sentence_spans(text: str, cuts: frozenset[int]) -> Iterator[tuple[int, int]]:
    """(start, end) of sentences without surrounding space, left to right.

    Args:
        text: any text.
        cuts: places where a sentence begins anyway, such as headings.
    """
    at = 0
    places = sorted(cut for cut in cuts if 0 < cut < len(text))
    for stop in [*places, len(text)]:
        yield from _within(text, at, stop)
        at = stop


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    stop = _STOP if text.find(_GAP, start, end) < 0 else _STOP_OR_GAP
    for m in stop.finditer(text, start, end):
        if text[m.start()] == "\n" or _is_end(text, m, at):
            first, last = _trimmed(text, at, m.end())
            if last - first > _LONGEST:
                yield from _parts(text, first, last)
            elif last > first:
                yield first, last
            at = m.end()
    yield from _parts(text, *_trimmed(text, at, end))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        # a text without stops is cut between words, so that readers take the same time for each part of it
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = start + _LONGEST if cut < 0 else cut
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield start, end


def _is_end(text: str, m: re.Match[str], start: int) -> bool:
    mark = text[m.start()]
    if mark == ";" and _in_bracket(text, m.start(), start):
        return False
    if mark in " \t":
        return text[m.start() - 1] not in "\n" and starts_line(text, m.end())
    if mark != ".":
        return True
    word = _WORD_BEFORE.search(text, max(start, m.start() - 12), m.start())
    if word is not None:
        written = word[1].lower()
        if written in _OF_DOSES and re.match(r"\s+[A-Z]", text[m.end() : m.end() + 3]):
            return True
        if written in _ABBREVIATIONS and not _looks_final(text, m.end()):
            return False
        if _AFTER_HEAT.search(text, max(start, m.start() - 12), m.start()):
            return True
        if len(written) == 1 and word[1].isupper() and m.start() >= 2 and not text[m.start() - 2].isalnum():
            return False
    # "1. Left L4-5" in a list: the number is no sentence
    return not (text[start : m.start()].strip(" (").isdigit() and m.start() - start < 6)


def _in_bracket(text: str, at: int, start: int) -> bool:
    """Whether a place lies within a bracket that closes on its line: "(left L3, L4 MB; L5 DR)"."""
    opened = text.rfind("(", max(start, at - _BRACKET), at)
    if opened < 0 or text.find(")", opened, at) >= 0 or text.find("\n", opened, at) >= 0:
        return False
    closed = text.find(")", at, at + _BRACKET)
    return closed >= 0 and text.find("\n", at, closed) < 0


_AFTER_HEAT = re.compile(r"\d ?(?:\u00b0 ?|deg(?:rees?)? )?C$")
_BRACKET = 60
"""A bracket is at most so long on either side."""


def _looks_final(text: str, end: int) -> bool:
    """Whether a new line or a capital article follows, so that the abbreviation ended its sentence."""
    return (
        re.match(r"\s*\n|\s+(?:The|He|She|Patient|No|After|A|An|This|Pain|Post|NRS|VAS)\b", text[end : end + 12])
        is not None
    )
