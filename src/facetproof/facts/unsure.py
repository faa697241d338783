"""Figures, dates and vertebrae with letters that text recognition takes for digits: "O.5 mL", "L4-S", "7/1O".

They are never put right: what they say is unsure. Readers do not see them, and a value that stands beside one, or may
stand in its place, is not documented unless two other places of the note agree on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

Sort = Literal["date", "place", "figure"]
HIDDEN = "\u00a4"
"""Stands for each character of a doubtful word in what readers see."""

_SUSPECT = re.compile(
    # one character, then apart for figures and marks, and for letters, most of which stand within a word
    r"[OIlBGSCTL|\d./-](?:(?<=[|\d./-])(?:(?<=\d)(?:[OoIlB]|S(?![a-z]))"
    r"|(?<=[-./])[OoIlSB](?![A-Za-z])|(?<=[-/])[CTLS][SOIlB]\b"
    r"|(?<=1)(?<![\w/.-].)[1-7][-/][CTLSl]?[1-7S](?![\w/.-])"
    r"|(?<=\|)(?:(?<![|\w].)(?=\d)|(?<=\d.)(?![|A-Za-z_])))"
    r"|(?<=[CTL])\d{1,2}[-/][1-9]\d(?!\d)"
    r"|(?<![A-Za-z].)(?:(?<=[OIlBG])[\d./]|(?<=S)[05-9./]|(?<=[CTL])[SOIlB][-/]"
    r"|(?<=[lI])[Oo](?=\s?(?:m[lLg]\b|cc\b|%|wks?\b|weeks?\b|hours?\b|hrs?\b|months?\b))"
    r"|(?<=[SBIlO])(?=\s?(?:m[lLg]\b|cc\b|%|wks?\b|weeks?\b|hours?\b|hrs?\b|months?\b))))"
)
"""Where to look; most texts have none of it."""
_EDGES = frozenset(" \t\n,;()[]=<>+&~\u2264\u2265:\"'")
_DATE = re.compile(r"[\dOoIlSB|]{1,4}([/.-])[\dOoIlSB|]{1,2}\1[\dOoIlSB|]{2,4}")
_PLACE = re.compile(
    r"[CTLct](?:[SOIlB|]|\d[OIlB|]?)[-/][CTLSct1I|lG]?[\dSOIlB|]{1,2}|[CTL]\d{1,2}[OIlB|]|[1I|G][1-7][-/][CTLSl1I|]?[1-7SIl|]"
)
_SOUND_PLACE = re.compile(r"[CTLSctls]\d{1,2}(?:[-/][CTLSctls]?\d{1,2})*|[CTLctl]\d[CTLSctls]?\d")
_BESIDE_PLACE = re.compile(r"\b[CT]\d\b")
_MONTH = re.compile(r" (?:of )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_LAST_VERTEBRA = 12
_FIGURE = re.compile(
    r"[\dOoIlSB|]+(?:\.[\dOoIlSB|]+)?(?:[/x-][\dOoIlSB|.]{1,4})?(?:%|m[lLgGm]|mcg|cc|C|sec|s|\u00b0C?)?"
    r"|\.[\dOoIlSB|]+(?:%|m[lLgGm]|cc)?|[A-Z][\dOIlSB|]{2}\.[\dOIlSB|]{1,4}[A-Z]?"
)
_CODE = re.compile(r"[A-TV-Z]\d[\dAB](?:\.[\dA-TV-Z]{1,4})?")
_LETTERS = frozenset("OoIlSB|")
_NO_FIGURES = frozenset(("O2", "o2", "B12", "B1", "B2", "B6", "T1", "S1", "S2", "S3", "S4", "IV", "I", "II"))
_AMOUNT = re.compile(r"\s?(?:m[lLgm]\b|cc\b|%|mcg\b|wks?\b|weeks?\b|hours?\b|hrs?\b|months?\b|out of\b|degrees|\u00b0)")


class Doubt(NamedTuple):
    """A doubtful word at `text[start:end]`."""

    sort: Sort
    start: int
    end: int


def doubts_in(text: str) -> tuple[Doubt, ...]:
    """Doubtful figures, dates and vertebrae of a text, left to right."""
    found: dict[int, Doubt] = {}
    for m in _SUSPECT.finditer(text):
        start, end = m.start(), m.end()
        while start and text[start - 1] not in _EDGES:
            start -= 1
        while end < len(text) and text[end] not in _EDGES:
            end += 1
        while end > start and text[end - 1] in ".":
            end -= 1
        if start not in found:
            sort = _sort_of(text, start, end)
            stroke = text.rfind("/", start, m.start() + 1)
            if sort is None and stroke >= 0:
                # "1% lido/1O mg": the part after the stroke by itself
                start = stroke + 1
                sort = _sort_of(text, start, end) if start < end else None
            if sort is not None:
                found[start] = Doubt(sort, start, end)
    return tuple(found[start] for start in sorted(found))


def _sort_of(text: str, start: int, end: int) -> Sort | None:
    word = text[start:end]
    if re.fullmatch(r"\d{2,3}o[CF]?", word) and not _AMOUNT.match(text, end):
        return None  # "90oC": a degree sign
    if re.fullmatch(r"[\dlIOSB]{1,2}", word) and _LETTERS.intersection(word) and _MONTH.match(text, end):
        return "date"
    if re.fullmatch(r"[lsS]\d{1,2}", word) and _AMOUNT.match(text, end):
        return "figure"
    if re.fullmatch(r"G[1-7]", word):
        return "place" if _BESIDE_PLACE.search(text, max(0, start - 8), end + 8) else None
    joint = re.fullmatch(r"[CTL]\d{1,2}[-/]([1-9]\d)", word)
    if joint is not None:
        return "place" if int(joint[1]) > _LAST_VERTEBRA else None
    if "|" in word and not _is_stroke(text, start, end):
        return None
    if _DATE.fullmatch(word):
        return "date" if _LETTERS.intersection(word) else None
    if _SOUND_PLACE.fullmatch(word) or word in _NO_FIGURES:
        return None
    if _PLACE.fullmatch(word):
        return "place"
    if not _FIGURE.fullmatch(word) or not _LETTERS.intersection(word):
        return None
    if _CODE.fullmatch(word) and not re.search(r"[OIl|]|\.\w*[SB]", word):
        return None
    rest = word.rstrip("%").removesuffix("mL").removesuffix("ml").removesuffix("s")
    if re.fullmatch(r"[\d.]+[SBl]|[SBOIlo]+", rest) and word == rest:
        # "90S", "2B", "1l" and single letters are figures only before a unit
        return "figure" if _AMOUNT.match(text, end) else None
    return "figure" if any(letter.isdigit() for letter in word) or _AMOUNT.match(text, end) else None


def _is_stroke(text: str, start: int, end: int) -> bool:
    """Whether the bar in a word may be a digit: the only one of its line, or set otherwise than those of a table."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first : len(text) if last < 0 else last]
    bars = [n for n, letter in enumerate(line) if letter == "|"]
    close = [n for n in bars if line[n + 1 : n + 2].isdigit() or line[n - 1 : n].isdigit()]
    return (len(bars) == len(close) == 1 and "  " not in line) or 0 < len(close) < len(bars) // 2


def hidden(text: str, doubts: Iterable[Doubt]) -> str:
    """The text with doubtful words hidden; every other character keeps its place."""
    for doubt in doubts:
        text = text[: doubt.start] + HIDDEN * (doubt.end - doubt.start) + text[doubt.end :]
    return text
