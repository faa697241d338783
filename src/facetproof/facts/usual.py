"""The usual words of the field in the place of rarer ones that say the same, so that a reader need know but one.

"At twenty minutes the visual analogue scale was one out of ten; 0.5 milliliters" is read as "At 20 minutes the VAS was
1 out of 10; 0.5 ml". Only words that mean the same in notes of this field are changed; quotes are cut from the text
given.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from facetproof.facts.gates import Anchored, Gated, Together
from facetproof.facts.quantities import NUMBER_WORD, number

_USUAL = {
    "VAS": (
        "visual analog scale, visual analogue scale, visual analog score, visual analogue score, "
        "visual analog pain scale, visual analogue pain scale, visual analog pain score, visual-analog scale"
    ),
    "NRS": (
        "numeric rating scale, numerical rating scale, numeric rating score, numerical rating score, "
        "numeric pain scale, numerical pain scale, numeric pain score, numerical pain score, number rating scale"
    ),
    "ml": "milliliter, milliliters, millilitre, millilitres, mls, ml's, mililiters",
    "cc": "ccs, cc's, cubic centimeter, cubic centimeters",
    "mg": "milligram, milligrams, mgs, mg's",
    "mcg": "microgram, micrograms, mcgs",
    "mg/ml": (
        "mg per ml, mg per milliliter, milligrams per milliliter, milligrams/milliliter, milligrams/milliliters, "
        "mg/milliliter, mg/milliliters, mg / ml"
    ),
    "degrees c": "degrees celsius, degrees centigrade, degree celsius, degree centigrade, deg celsius, deg c, deg. c",
    "seconds": "secs",
    "medial branch block": (
        "medial branch nerve block, facet medial branch block, medial branch facet block, median branch block, "
        "medial branch anesthetic block, medial nerve branch block, median branch nerve block, mb block, mb nerve block"
    ),
    "medial branch blocks": (
        "medial branch nerve blocks, facet medial branch blocks, medial branch facet blocks, median branch blocks, "
        "medial branch anesthetic blocks, medial nerve branch blocks, median branch nerve blocks, mb blocks, "
        "mb nerve blocks"
    ),
    "medial branch": "median branch",
    "medial branches": "median branches",
    "RFA": "rf ablation, r.f.a., rf-ablation, radio-frequency ablation",
    "RFAs": "rf ablations",
    "radiofrequency": "radio frequency, radio-frequency",
    "intra-articular": "intra articular",
    "facet joint": (
        "zygapophyseal joint, zygapophysial joint, zygoapophyseal joint, z-joint, z joint, "
        "apophyseal joint, facetal joint"
    ),
    "facet joints": (
        "zygapophyseal joints, zygapophysial joints, zygoapophyseal joints, z-joints, z joints, apophyseal joints, "
        "facetal joints"
    ),
    "bilateral": "b/l, bilat, bilat.",
    "pain relief": (
        "pain reduction, pain improvement, decrease in pain, decrease in her pain, decrease in his pain, "
        "reduction in pain, reduction of pain, reduction in her pain, reduction in his pain, reduction in the pain, "
        "reduction of her pain, reduction of his pain, improvement in pain, improvement of pain, "
        "improvement in her pain, improvement in his pain, improvement in the pain, relief of pain, "
        "relief of her pain, relief of his pain, relief of the pain"
    ),
    "injected": "instilled, deposited",
    "injection": "inj, inj., injxn, injectn",
    "injections": "injs, injs., injxns",
    "low back pain": "lumbago, low back discomfort, low-back pain",
    "neck pain": "neck discomfort",
    "back pain": "back discomfort",
    "block": "blk",
    "blocks": "blks",
    "months": "mth, mths",
    "before": "prior to",
    "denies": "no complaints of, no complaint of, has no complaints of, without complaints of",
    "without": "w/o",
    "within": "w/in",
    "because": "b/c",
    "left": "left-sided, left sided",
    "right": "right-sided, right sided",
    "home exercise program": "home exercise programme, home-exercise program",
}
_TOGETHER = Together()
_OF_A_NUMBER = (
    r"(?=[ -](?:minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|mos?|years?|yrs?|seconds?|percent|per cent|pct|"
    r"out of|of (?:ten|10)\b|over (?:ten|10)\b|milli(?:liter|litre|gram)s?|m[lg]s?|ccs?|degrees?)\b|/10\b| ?%)"
)
_NUMBERS = Gated(
    rf"(?<![\w/.-])(?:(?:zero |oh )?point (?P<tenths>{NUMBER_WORD})|(?P<whole>{NUMBER_WORD})){_OF_A_NUMBER}"
    rf"|(?<=\bout of )(?P<top>ten|one hundred|a hundred)\b",
    together=_TOGETHER,
)
_SCORES = Gated(
    r"\b(?:pain|vas|nrs|nprs|scores?|rat(?:es|ed|ing))\b[^.;:\n\d]{0,32}?\b(?:was|is|were|of|at|as|an?|now|today) "
    r"(?P<n>zero|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?=[.,;)]|\s*$|\n| (?:before|after|out|over|today|now|prior|at (?:worst|best|rest)|on (?:the|a)|when|walking|"
    r"leaving|going|coming|in the|and (?:is|was|went|fell|dropped|came|now|then)|then|this|"
    r"to (?:zero|one|two|three|four|five|six|seven|\d))\b)",
)
"""A score in words: "pain today was six before we started"."""
_COUNT = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_VERTEBRAE = Gated(
    rf"(?<![\w'])(?P<region>[clt])[ -](?P<numbers>(?:{_COUNT})(?:[ -](?:{_COUNT}))*)\b"
    r"(?! (?:of|or|tablets?|capsules?|times|years?|yrs?|months?|weeks?|days?|hours?|minutes?)\b)",
    together=_TOGETHER,
)
_SACRUM = Gated(r"(?<=[ -])s[ -]one\b", together=_TOGETHER)
_SIDES = Anchored(r"(?<![\w/.])(?<!\d{5} )(?<!\d{5}[-,])(?<!\d{5}, )(?P<side>lt|rt)\b(?![/.]\w)")
"""Not the modifier behind a code."""
_WITH = Gated(r"(?<![\w/])w/(?![ouchdew]\b|in\b)(?=[ a-z\d>])", together=_TOGETHER)
_SPACED_DATE = re.compile(r"(?<![\w/.])\d{1,2} ?/ \d{1,2} ?/ ?(?:\d{4}|\d{2})(?![\w/])")
_AND = re.compile(r"&(?<= &)(?= )")
_FOLLOWING = Gated(
    r"\bfollowing(?= (?:(?:the|this|that|his|her|today'?s|each|both) (?:\w+ ){0,2}?)?"
    r"(?:injections?|blocks?|procedures?|ablations?|rfas?|mbbs?|sessions?)\b)",
    together=_TOGETHER,
)
_STOPPED = Gated(r"\b(?:(?:wk|hr|mo|yr|min|sec)s?|approx)(?P<stop>\.)(?= [a-z(~\d])", together=_TOGETHER)
"""The full stop of a unit written short ends no sentence that goes on in small letters."""
_PERCENT = Gated(r"(?:[ -]|(?<=\d))(?:percent|per cent|pct)\b", together=_TOGETHER)
_COUNTED = re.compile(rf"(?:\d|\b{NUMBER_WORD})$")
_A_JOINT = 2
_COUNTS = {word: n for n, word in enumerate(["zero", *_COUNT.split("|")])}


class Change(NamedTuple):
    """Words to put in for `text[start:end]`."""

    start: int
    end: int
    words: str


def usual_words(text: str, lower: str) -> list[Change]:
    """What to put in for what, left to right, none over another.

    Args:
        text: the text, whose capitals the words put in follow.
        lower: the same in lower case, character by character.
    """
    phrases, automaton = _phrases()
    found: list[Change] = []
    for index, start, end in automaton.find_matches_as_indexes(lower):
        before, after = lower[start - 1 : start], lower[end : end + 1]
        if not (before.isalnum() and lower[start].isalnum()) and not (after.isalnum() and lower[end - 1].isalnum()):
            found.append(Change(start, end, phrases[index]))
    for m in _NUMBERS.finditer(lower):
        words = _figures(m)
        if words:
            found.append(Change(*m.span(), words))
    found += [Change(*m.span("n"), str(_COUNTS[m["n"]])) for m in _SCORES.finditer(lower)]
    found += [Change(*m.span(), _vertebrae(m)) for m in _VERTEBRAE.finditer(lower)]
    found += [Change(*m.span(), "S1") for m in _SACRUM.finditer(lower)]
    found += [Change(*m.span("side"), "left" if m["side"] == "lt" else "right") for m in _SIDES.finditer(lower)]
    found += [Change(*m.span(), "with" if lower[m.end()] == " " else "with ") for m in _WITH.finditer(lower)]
    found += [Change(*m.span(), "and") for m in _AND.finditer(lower)]
    found += [Change(*m.span(), m[0].replace(" ", "")) for m in (_SPACED_DATE.finditer(lower) if "/ " in lower else ())]
    found += [Change(*m.span(), "after") for m in _FOLLOWING.finditer(lower)]
    for m in _STOPPED.finditer(lower):
        if not text[m.end() + 1].isupper():
            found.append(Change(*m.span("stop"), ""))
    for m in _PERCENT.finditer(lower):
        if _COUNTED.search(lower, max(m.start() - 14, 0), m.start()):
            found.append(Change(*m.span(), "%"))
    found.sort()
    changes: list[Change] = []
    for change in found:
        if not changes or change.start >= changes[-1].end:
            changes.append(change._replace(words=_capitals(text[change.start : change.end], change.words)))
    return changes


def _figures(m: re.Match[str]) -> str | None:
    word = m["tenths"] or m["whole"] or m["top"]
    value = number(word)
    if value is None or value != int(value):
        return None
    return f"0.{int(value)}" if m["tenths"] else str(int(value))


def _vertebrae(m: re.Match[str]) -> str:
    """ "L four five" is the joint of two vertebrae; more of them, or others, are told one by one."""
    region, numbers = m["region"].upper(), [_COUNTS[word] for word in re.split("[ -]", m["numbers"])]
    if len(numbers) == _A_JOINT and numbers[1] == numbers[0] + 1:
        return f"{region}{numbers[0]}-{numbers[1]}"
    return ", ".join(f"{region}{n}" for n in numbers)


def _capitals(said: str, words: str) -> str:
    """The words put in with the capitals of those that stood there, so that headings stay headings."""
    if words.isupper() or not said[0].isupper():
        return words
    return words.upper() if said.isupper() and len(said) > 1 else words[0].upper() + words[1:]


@cache
def _phrases() -> tuple[list[str], ahocorasick_rs.AhoCorasick]:
    """The usual words of each phrase, and the automaton that finds the phrases."""
    by_phrase = {phrase: usual for usual, listed in _USUAL.items() for phrase in listed.split(", ")}
    automaton = ahocorasick_rs.AhoCorasick(list(by_phrase), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return list(by_phrase.values()), automaton
