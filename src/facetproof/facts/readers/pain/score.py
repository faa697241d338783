# ruff: noqa: E501 - one pattern a line
"""How strong the pain is: a score out of ten, its scale, a range where one is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.phrases import Lexicon, listed
from facetproof.facts.procedure import procedure_of
from facetproof.facts.quantities import NUMBER, number
from facetproof.facts.scores import SCALES, scale_of_form
from facetproof.facts.sections import Kind
from facetproof.facts.statements import either, in_dialogue, of_this_patient

_CUES = Lexicon(
    {
        "pain": listed(
            "pain, nrs, vas, vrs, nprs, vnrs, numeric, rates, rated, score, scale, /10, out of 10, out of ten, of 10, /100, "
            "out of 100, average, avg, now, bothers"
        ),
    }
)
_OUT_OF = re.compile(
    rf"(?<![\w/.])(?P<low>{NUMBER})(?:\s*(?:-|to)\s*(?P<high>{NUMBER}))?\s*(?:/\s*10(?![\d/])|"
    rf"out of (?:a possible )?(?:10|ten)\b|of 10\b|on (?:a |the )?(?:(?:pain )?scale (?:of|from) )?(?:0|1|zero|"
    rf"one)\s*(?:-|to)\s*(?:10|ten)\b)"
)
_BETWEEN = re.compile(
    rf"\bbetween (?:an? )?(?P<low>{NUMBER}) and (?:an? )?(?P<high>{NUMBER})(?:\s*(?:/\s*10|out of (?:10|"
    rf"ten)))?(?![\w/%])"
)
_ON_SCALE = re.compile(
    rf"\b(?:nrs|nprs|vnrs|vas|vrs|pain (?:score|scale|level|rating|intensity)|rates? (?:it|(?:the|his|her|"
    rf"their) (?:\w+ )?pain)|rated)(?: \((?:nrs|nprs|vas|vrs|0-10)\))?(?:,? (?:score|today|now|is|was|"
    rf"currently|of|at|an?|as|on average|average|avg|mean|current|pain)|"
    rf"[:=\s])*\s*(?P<low>{NUMBER})(?:\s*-\s*(?P<high>{NUMBER}))?(?![\w%]|\.\d|\s*(?:%|/\s*(?!10\b)\d|->|>|mm|"
    rf"weeks|months|years|days))"
)
_NO_SCORE_AFTER = r"(?![\d%/-]|\.\d| ?(?:/|mg|ml|cc|%|percent|->|>|to\b|min|h\b|hrs?\b|hours?|weeks|wks|months|mos?\b|years|yrs|days|blocks?|levels?|joints?))"
_FORM = re.compile(
    r"\b(?:(?:pain (?:now|today)|(?:current|present|average|avg|today'?s?|usual) pain|current|average|pain (?:level|"
    r"score) (?:now|today))(?: ?\([^()\n]{0,16}\))?\s*[:=]|(?:back |neck )?pain (?:now|today|currently|again|back at|back to|is now|is currently|is)(?: (?:is|was|at|about|an?))*|"
    r"(?:current|present|average|avg|today'?s|usual) pain(?: (?:score|level|is|of|at))*)"
    rf"\s*(?P<low>\d{{1,2}})(?P<high>){_NO_SCORE_AFTER}"
)
_AVERAGE_IS = re.compile(
    rf"\b(?:average|avg|usual|typical)(?: (?:pain|score|is|of|about|around|a))*[\s:=]*(?P<low>{NUMBER})(?P<high>){_NO_SCORE_AFTER}"
)
_OF_HUNDRED = re.compile(
    r"\b(?:vas|nrs|vrs|pain(?: score| level| intensity| rating)?)[ \w:=,]{0,20}?(?<![\d.])(?P<low>\d{1,3})(?:\s*(?:-|to)\s*(?P<high>\d{1,3}))?"
    r"\s*(?:(?:/|out of)\s*100\b|mm\b)"
)
"""A visual scale of a hundred millimetres."""
_SPELT_OUT = re.compile(r"\b0\b[^.\n]{0,20}\bno pain\b[^.\n]{0,60}\b10\b[^.\n]{0,20}\b(?:worst|severe|imaginable)")
_NOT_TODAY = either(
    r"(?:pre|post)(?= (?:nrs|vas|pain|score))|(?:\d+|an|one|two|three) ?(?:hrs?|hours?|h|mins?|minutes?)|discharge|worst|least|best|beforehand|at rest|lowest|highest|max(?:imum)?|min(?:imum)?|last visit|previous(?:ly)?|prior visit|"
    r"at onset|initially|initial|admission|before|after(?:wards)?(?! (?:an? |the |his |her |their )?(?:mva|mvc|accident|fall|injury|lifting|surgery|work|walking|standing|sitting|activity))|post|(?:pre|post)-?(?:procedur\w*|op\w*|block|injection|"
    "treatment|ablation|rfa|mbb|sedation)|recovery|following|falling|fell|went from|dropped|reduced|down to|"
    "decreased|improved to|goal|that afternoon|with medications?|without medications?|at (?:its|his|"
    "her) (?:worst|best)|flares?|peaks?|can reach|can go"
)
_TODAY = either("today", "current(?:ly)?", "now", "present(?:ly)?", "at this time", "is")
_AVERAGE = either("average", "usual(?:ly)?", "typical(?:ly)?", "baseline")
_NO_PAIN_SCORE = either(
    "strength|motor|murmur|grade|power|reflex(?:es)?|mood|apgar|depression|sleep|anxiety|satisfaction|stress|"
    "edss|knees?|hip|shoulder|headaches?|migraines?|arm pain|ankle|foot pain"
)

_TODAY_IS = re.compile(r"\btoday:? (?:is |at |it is )?$")
_AFTER_BLOCK = re.compile(
    r"\b(?:following|after) (?:his|her|the|their|this|that)\b[^.;]{0,60}\b(?:blocks?|injections?|ablation|rfa|mbb|denervation)\b"
)
_OWN_LABEL = re.compile(r"([a-z][a-z -]{2,30}):\s*$")
_NOW_LABEL = re.compile(r"(?:pain )?(?:current|today|now|present|average|avg|usual)(?: pain)?(?: level| score)?")
_WENT_TO = re.compile(r"\b(?:went|came|fell|dropped|got|down)(?: down)? to\b[ ,\w]{0,8}$")
_SCORES_IT = re.compile(r"\bscores? (?:it|this|that|the|his|her|their)\b")
_HURTS = re.compile(r"\b(?:hurts?|hurting|aches?|aching|sore|bothers?|bothering|averag(?:es|ing)|lbp|backache)\b")
_NOW = re.compile(r"\b(?:now|currently|back to|today)\b[^.;]{0,24}\d\s*/\s*10\b")
_ENDS_OF_SCALE = re.compile(
    r"\s*(?:=|is|being|means|:)?\s*(?:no pain|none|worst (?:pain )?(?:imaginable|possible|ever)|the worst)"
)
"""What the ends of the scale mean: no score."""
_WENT_TO = re.compile(r"\b(?:went|came|fell|down|dropped) (?:down )?to\b[^.;\d]{0,12}$")
_FELL_TO = re.compile(r"(?:\s*/\s*10)?\s*(?:down )?to (?P<to>10|\d)\b(?! ?(?:h\b|hours?|min|weeks?|days?|months?|%))")
"""Just after a score: that after a procedure."""
_FROM_ONE_TO = re.compile(r"\d(?:\s*/\s*10)? ?(?:down )?to $")
_TOP = 10
_NOT_TOLD_IN = frozenset({Kind.FAMILY, Kind.TEACHING, Kind.PLAN, Kind.DESCRIPTION})


class _Seen(NamedTuple):
    low: float
    high: float
    start: int
    end: int
    scale: tuple[str, int, int] | None
    rank: int


def read_score(note: Note) -> Iterator[Sighting]:
    """`assessment.pain.score` of today or on average, or `low` and `high`; the scale where it is named."""
    found: list[_Seen] = []
    for sentence, _ in note.sentences_with(_CUES):
        if sentence.kind in _NOT_TOLD_IN and not in_dialogue(note, sentence.start) and not _is_visit(note, sentence):
            continue
        said = note.said(sentence)
        found += _in_sentence(note, said, sentence.start)
    if not found:
        return
    best = min(found, key=lambda seen: seen.rank)
    same = [seen for seen in found if (seen.low, seen.high) == (best.low, best.high)]
    for seen in same:
        if seen.low == seen.high:
            yield Sighting("assessment.pain.score", seen.low, seen.start, seen.end, "pain")
        else:
            yield Sighting("assessment.pain.low", seen.low, seen.start, seen.end, "pain")
            yield Sighting("assessment.pain.high", seen.high, seen.start, seen.end, "pain")
    named = next((seen.scale for seen in same if seen.scale), None) or note.memo(scale_of_form)
    if named is not None:
        yield Sighting("assessment.pain.scale", named[0], named[1], named[2], "pain")


def _is_visit(note: Note, sentence: Sentence) -> bool:
    """Whether "Today:" tells of a visit, for the note is of no procedure."""
    return sentence.kind is Kind.DESCRIPTION and sentence.label == "today" and procedure_of(note) is None


def _in_sentence(note: Note, said: str, offset: int) -> Iterator[_Seen]:
    taken: list[tuple[int, int]] = []
    for pattern in (_BETWEEN, _OF_HUNDRED, _OUT_OF, _ON_SCALE, _FORM, _AVERAGE_IS):
        for m in pattern.finditer(said):
            start, end = m.start("low"), m.end()
            if any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            low = number(m["low"])
            high = number(m["high"]) if m["high"] else low
            fell = _FELL_TO.match(said, m.end())
            if (
                low is None
                or high is None
                or (fell is not None and float(fell["to"]) < low)
                or _FROM_ONE_TO.search(said, max(0, m.start("low") - 16), m.start("low")) is not None
                or high < low
                or (low <= 1 and high == _TOP)
                or (pattern in (_FORM, _AVERAGE_IS) and low > _TOP)
                or (pattern is _OF_HUNDRED and high > _TOP * _TOP)
                or (low, high) == (0, _TOP)
                or _ENDS_OF_SCALE.match(said, m.end("high") if m["high"] else m.end("low")) is not None
                or not _is_pain_today(note, said, m, offset)
            ):
                continue
            around = _near(said, m)
            rank = 0 if _TODAY.search(around) else 1 if _AVERAGE.search(around) else 2
            rank += 10 if in_dialogue(note, offset) else 0
            yield _Seen(low, high, offset + start, offset + end, _scale(said, offset, m), rank)


def _is_pain_today(note: Note, said: str, m: re.Match[str], offset: int) -> bool:
    around = _near(said, m)
    if _NOT_TODAY.search(around) or _NO_PAIN_SCORE.search(around):
        return False
    if _WENT_TO.search(said, 0, m.start("low")):
        return False
    if not of_this_patient(note, offset + m.start("low"), offset + m.end()):
        return False
    sentence = note.sentence_at(offset)
    # a label cut in two by wide spaces: "Post-procedure   NRS: 1/10"
    if _NOT_TODAY.search(re.split(r"[\n.;:,]", note.lower[max(0, offset - 24) : offset])[-1]):
        return False
    if _WENT_TO.search(said, 0, m.start("low")):
        return False
    if _AFTER_BLOCK.search(said, 0, m.start("low")) and not _TODAY.search(said):
        return False
    own = _OWN_LABEL.search(said, 0, m.start("low"))
    label = own[1].strip() if own else sentence.label
    if _NOT_TODAY.search(label):
        return False
    return bool(
        _NOW_LABEL.fullmatch(label)
        or "pain" in said
        or "pain" in label
        or any(pattern.search(said) for _, pattern in SCALES)
        or "rates" in said
        or _SCORES_IT.search(said) is not None
        or _HURTS.search(said) is not None
        or _NOW.search(_near(said, m)) is not None
        or _TODAY_IS.search(said, 0, m.start("low")) is not None
    )


def _near(said: str, m: re.Match[str]) -> str:
    """The clause around a score: between commas and the like."""
    left = max(said.rfind(mark, 0, m.start("low")) for mark in (",", ";", ". ", " and ", "(", "  "))
    right = min(
        (
            at
            for mark in (",", ";", ". ", " and ", "  ", "(worst", "(least", "(best")
            if (at := said.find(mark, m.end())) >= 0
        ),
        default=len(said),
    )
    return said[left + 1 : right]


def _scale(said: str, offset: int, m: re.Match[str]) -> tuple[str, int, int] | None:
    spelt = _SPELT_OUT.search(said)
    if spelt is not None:
        return "NRS", offset + spelt.start(), offset + spelt.end()
    nearest = None
    for name, pattern in SCALES:
        for found in pattern.finditer(said):
            distance = min(abs(found.start() - m.end()), abs(m.start() - found.end()))
            if nearest is None or distance < nearest[0]:
                nearest = (distance, name, found.start(), found.end())
    return None if nearest is None else (nearest[1], offset + nearest[2], offset + nearest[3])
