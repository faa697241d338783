"""Numbers of a policy text with their unit, and whether they bound from below or from above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Bound = Literal["at_least", "more_than", "at_most", "less_than", "exactly"]

NUMBER_WORDS = {
    word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"fifty": 50, "eighty": 80, "seventy-five": 75, "seventy": 70, "sixty": 60, "ninety": 90, "hundred": 100}

_UNITS = {
    "percent": r"%|percent|per\s+cent",
    "months": r"months?",
    "weeks": r"weeks?",
    "days": r"days?",
    "hours": r"hours?",
    "years": r"years?",
    "seconds": r"seconds?",
    "celsius": r"°\s*C?|degrees?(?:\s+(?:C|Celsius|centigrade))?",
    "ml": r"m[lL]\b|cc\b|milliliters?",
    "of ten": r"/\s*10\b|out\s+of\s+(?:10|ten)",
    "levels": r"(?:(?:joint|facet|spinal|vertebral|contiguous|total)\s+)*levels?",
    "blocks": r"(?:(?:diagnostic|medial|branch|facet|joint|nerve|positive|successful|separate|controlled)\s+)*"
    r"(?:blocks?|MBBs?)",
    "sessions": r"(?:(?:diagnostic|therapeutic|facet|joint|radiofrequency|ablation|treatment|RFA|injection)\s+)*"
    r"(?:sessions?|procedures?|treatments?|sets?|injections?|ablations?)",
    "visits": r"(?:physical\s+therapy\s+)?visits?",
}
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_NUMBER = rf"(?:(?P<word>{_WORDS})(?:\s*\((?P<again>\d+(?:\.\d+)?)\s*%?\))?|(?P<figure>\d+(?:\.\d+)?))"
_QUANTITY = re.compile(
    rf"(?<![\w.])(?:{_NUMBER})(?:\s*(?:to|-|–|and)\s*(?P<high>\d+(?:\.\d+)?))?\s*[-]?\s*"
    rf"(?:{'|'.join(f'(?P<u{n}>{pattern})' for n, pattern in enumerate(_UNITS.values()))})(?![a-z])",
    re.IGNORECASE,
)
_BEFORE: tuple[tuple[Bound, str], ...] = (
    (
        "at_most",
        r"no\s+more\s+than|not\s+(?:to\s+)?exceed(?:ing)?|not\s+more\s+than|up\s+to|(?:a\s+)?max(?:imum)?\.?(?:\s+(?:of|is))?|at\s+most"
        r"|limited\s+to|within(?:\s+the\s+(?:last|past|previous))?|≤|<=|only",
    ),
    (
        "at_least",
        r"at\s+least|no\s+less\s+than|not\s+less\s+than|no\s+fewer\s+than|(?:a\s+)?minimum\s+of|≥|>=|equal\s+to\s+or\s+greater\s+than"
        r"|greater\s+than\s+or\s+equal\s+to",
    ),
    ("more_than", r"more\s+than|greater\s+than|longer\s+than|exceed(?:s|ing)?|over|>"),
    ("less_than", r"less\s+than|fewer\s+than|shorter\s+than|under|below|<"),
)
_AFTER: tuple[tuple[Bound, str], ...] = (
    ("at_least", r"or\s+(?:more|greater|longer|higher|better|above)|minimum"),
    ("at_most", r"or\s+(?:less|fewer|shorter|lower|below)|maximum|or\s+fewer"),
)


class Quantity(NamedTuple):
    """A number with its unit; `high` is the upper end of a range such as `40 to 90 seconds`."""

    value: float
    unit: str
    bound: Bound
    high: float | None
    start: int
    end: int


def number_of(word: str) -> float:
    """A number in figures or words."""
    return float(NUMBER_WORDS[word]) if word in NUMBER_WORDS else float(word)


def quantities(sentence: str) -> Iterator[Quantity]:
    """Every number of a sentence that has a unit, with the word that bounds it."""
    for found in _QUANTITY.finditer(sentence):
        value = float(found["again"] or found["figure"] or NUMBER_WORDS[(found["word"] or "zero").lower()])
        unit = next(name for n, name in enumerate(_UNITS) if found[f"u{n}"])
        high = float(found["high"]) if found["high"] else None
        yield Quantity(value, unit, _bound(sentence, found.start(), found.end()), high, found.start(), found.end())


def _bound(sentence: str, start: int, end: int) -> Bound:
    before, after = sentence[:start], sentence[end:]
    for bound, words in _BEFORE:
        if re.search(rf"(?:{words})\s*(?:the\s+|a\s+)?$", before, re.IGNORECASE):
            return bound
    for bound, words in _AFTER:
        if re.match(rf"\s*\(?(?:{words})\b", after, re.IGNORECASE):
            return bound
    return "exactly"
