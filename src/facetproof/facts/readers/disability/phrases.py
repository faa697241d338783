# ruff: noqa: E501 - one pattern a line
"""Disability scales and how their scores are written. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.phrases import Lexicon, listed
from facetproof.facts.quantities import NUMBER

SCALES = Lexicon(
    {
        "ODI": listed(
            "oswestry, odi, oswestry disability index, oswestry pain inventory, "
            "oswestry low back pain disability questionnaire"
        ),
        "NDI": listed("neck disability index, ndi"),
        "RMDQ": listed(
            "roland morris, roland-morris, rmdq, roland-morris disability questionnaire, "
            "roland morris disability questionnaire"
        ),
        "PDAS": listed("pain disability assessment scale, pdas"),
        "PDI": listed("pain disability index"),
        "QBPDS": listed("quebec back pain disability scale, quebec back pain, qbpds"),
        "PROMIS": listed("promis"),
        "BPI": listed("brief pain inventory, bpi"),
    }
)

_FILLER = (
    "low back pain|back pain|physical function|pain interference|disability|functional|pain|index|inventory|"
    "questionnaire|scale|score[sd]?|rating|rated|total|version|"
    "of|is|was|at|today|now|currently|current|baseline|initial|pre|on|interference|severity|t-score|t|"
    "result|came|back|completed|moderate|severe|mild|"
    "her|his|the|patient|reports?|a|an|in|shows?|with|visit|this|percent|odi|ndi|rmdq|qbpds|pdas|bpi|pdi|pf|"
    "-?29|and|measured|documented|calculated|stands"
)
SCORE = re.compile(
    rf"(?P<words>(?:[\s,:;=()\[\]%-]|\b(?:{_FILLER})\b|\bv?2\.\d\w?\b|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}){{0,24}}?)"
    r"(?<![\w./])(?P<score>\d{1,3}(?:\.\d+)?)(?![\d.]*/\d{1,2}/\d)(?![\w]|\.\d| ?- ?\d)(?:\s*(?:/|"
    r"out of)\s*(?P<top>\d{1,3}))?\s*(?P<percent>%|per ?cent)?(?: ?points)?"
    r"(?:\s*(?:\(|=|,|or)\s*=?\s*(?P<as_percent>\d{1,3}(?:\.\d+)?)\s*(?:%|per ?cent))?"
)
"""After the name of the scale: filler, the score, its maximum, and the same as a percentage."""

NUMBER_AFTER = re.compile(
    rf"(?P<between>(?:[^.;\n]|\.(?=\d)){{0,70}}?)(?<![\w./-])(?P<score>{NUMBER})(?![\w-]|\.\d|/\d{{1,2}}/| ?(?:weeks?|months?|days?|years?|visits?|mg|minutes?|of \d))"
    r"(?:\s*(?:/|out of)\s*\d{1,3})?\s*(?P<percent>%|per ?cent)?(?P<as_percent>)"
)
"""Any words, then a number; `between` is for the reader to judge."""
NUMBER_BEFORE = re.compile(
    rf"(?<![\w./-])(?P<score>{NUMBER})(?:\s*(?:/|out of)\s*\d{{1,3}})?\s*(?:%|per ?cent)?,? ?(?:(?:disability|disabled|points?|impairment|score|scored) )?(?:on|by|per|via|for|from)"
    r"(?: (?:the|her|his|their|an?|today'?s|current|latest|modified))*(?: \w+)? ?\(?$"
)
"""A number, then "on the" just before the name of the scale."""
OWN_LINE = re.compile(
    r"[ \t]*(?:[a-z]+ ){0,2}(?:score|result|total)s?(?: today)?\s*(?:[:=|]|is|was|of)?\s*(?P<score>\d{1,3})(?![\w./-])\s*(?:%|(?:/|out of)\s*\d{1,3})?"
)
"""The line after that of the scale in a form."""
OTHER_MEASURE = re.compile(
    r"\b(?:pain|nrs|vas|vrs|phq\S*|gad\S*|relief|goal|target|than|below|under|above|last|previous|prior)\b"
)
CHANGE = re.compile(
    r"\s*(?:%|points?|percent)?(?: (?:at|on|in) [a-z ]{1,24}?(?= to\b))?\s*(?:->|=>|>|\bto\b|\bdown to\b|\bup to\b|\band (?:is )?now\b|\bnow\b|"
    r"\bto today'?s\b)\s*(?P<score>\d{1,3}(?:\.\d+)?)(?![\d/])\s*%?"
)
"""A later score after an earlier one ("from 48 to 22"): the later one is today's."""
LATER = re.compile(
    r"\s*%?(?:\s*\b(?:in|on|at|last|as of) [\w/ ]{1,20}?)?[,;]?(?: and)?(?: it (?:is|was))? ?(?P<score>\d{1,3})(?![\d/])\s*%?(?= (?:today|now|currently|at this visit)\b)"
)
"""One of then and one of today: "50 in January, 32 today"."""
FROM = re.compile(r"\b(?:from|was|improved from|down from)\s*$")
COLUMNS = re.compile(
    r"\n[^\n.]*\b(?:initial|baseline|intake|evaluation|eval|start|pre|before)\b[^\n.]{2,60}\b(?:discharge|current|today|final|now|d/c|last|post|after)\b[^\n]*\n"
)
"""Heads of two columns, then and now."""
LAST_COLUMN = re.compile(r"(?:[ \t]{2,}|\t|[ \t]*\|[ \t]*)(?P<score>\d{1,3}(?:\.\d)?)(?![\d/])[ ]?%?")
MAXIMUM: dict[str, float] = {
    "ODI": 100,
    "NDI": 100,
    "RMDQ": 24,
    "PDI": 70,
    "QBPDS": 100,
    "PROMIS": 100,
    "BPI": 10,
    "PDAS": 60,
}
"""Above this the number is no score of the scale."""
