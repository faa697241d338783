# ruff: noqa: E501 - one pattern a line
"""How strong the pain is: a score out of ten, its scale, a range where one is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.gates import Anchored, Gated
from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.phrases import Lexicon, listed
from facetproof.facts.procedure import procedure_of
from facetproof.facts.quantities import NUMBER, number
from facetproof.facts.readers.pain.phrases import SPINE
from facetproof.facts.readers.pain_scores.told import session_scores
from facetproof.facts.scores import SCALES, scale_of_form
from facetproof.facts.sections import Kind
from facetproof.facts.statements import either, in_dialogue, of_this_patient
from facetproof.facts.visit import names_earlier_day

_CUES = Lexicon(
    {
        "pain": listed(
            "pain, nrs, vas, vrs, nprs, vnrs, numeric, rates, rated, score, scale, /10, out of 10, out of ten, of 10, /100, "
            "out of 100, average, avg, now, bothers, it's, it is, i'm at, i am at"
        ),
    }
)
_OUT_OF = Gated(
    rf"(?<![\w/.])(?P<low>{NUMBER})(?:(?:\s*/\s*10)?\s*(?:-|to)\s*(?P<high>{NUMBER}))?\s*(?:/\s*10(?![\d/])|"
    rf"out of (?:a possible )?(?:10|ten)\b|of (?:10|ten)\b|on (?:a |the )?(?:(?:pain )?scale (?:of|from) )?(?:0|1|zero|"
    rf"one)\s*(?:-|to)\s*(?:10|ten)\b)",
    together=None,
)
_BETWEEN = Gated(
    rf"\bbetween (?:an? )?(?P<low>{NUMBER}) and (?:an? )?(?P<high>{NUMBER})(?:\s*(?:/\s*10|out of (?:10|"
    rf"ten)))?(?![\w/%])"
)
_NO_COUNT = (
    r"(?![\w%/]|\.\d|-\d|\)?\s*(?:%|/\s*(?!10\b)\d|[-=]?>|mm\b|mg|ml|cc\b|x\b|times|(?:out )?of (?!(?:10|ten)\b)|am\b|pm\b|:\d|per ?cent|"
    r"to\b|min|h\b|hrs?\b|hours?|days?|weeks?|wks?|months?|mos?\b|years?|yrs?|blocks?|levels?|joints?|sites?|visits?|sessions?|points?))"
)
"""What may not follow a number that is to be a score."""
_FILL = (
    r"(?:[\s:=,\"'~-]|\((?:0 ?(?:-|to) ?10(?: scale)?|nrs|nprs|vas|vrs|today|current|now)\)|\b(?:score[ds]?|scale|level|rating|intensity|severity|"
    r"today|now|is|currently|current|of|at|to be|an?|as|about|around|approximately|roughly|on|average|averages|avg|mean|usual|usually|typically|"
    r"pain|it|it's|its|the|her|his|their|she|he|they|says?|said|states?|rates?|rated|puts?|describes?|reports?|reported|gives?|patient|pt|back|neck|low|"
    r"lower|lumbar|cervical|in|over|this week|most days|being|stands|sits|right now|scored|numeric|0 ?- ?10)\b)"
)
_ZERO_TO_TEN = r"(?:0|1|zero|one) ?(?:-|to) ?(?:10|ten)"
_ON_SCALE = Gated(
    rf"\b(?:nrs|nprs|vnrs|vas|vrs|pain (?:score|scale|level|rating|intensity|severity)|numeric(?:al)? (?:pain )?(?:rating )?(?:scale|score|rating)|"
    rf"scale (?:(?:of|from) )?{_ZERO_TO_TEN}|{_ZERO_TO_TEN} (?:numeric |pain |point |rating )*scale|(?:scores?|rates?|puts|grades?|gives|calls) (?:it|(?:(?:the|his|her|their) )?(?:(?:low|lower|back|neck|current|average) ){{0,2}}pain)|rated|rate your pain)"
    rf"(?:{_FILL}){{0,30}}?(?<![\w.-])(?P<low>{NUMBER})(?:\s*(?:-|to)\s*(?P<high>{NUMBER}))?{_NO_COUNT}"
)
_PAIN_IS = Anchored(
    r"\b(?:(?:pain (?:now|today)|(?:current|present|average|avg|today'?s?|usual|typical) pain|current|average|pain (?:level|"
    r"score) (?:now|today))(?: ?\([^()\n]{0,16}\))?\s*[:=]|(?:back |neck )?pain (?:now|today|currently|again|back at|back to|is now|is currently|is)(?: (?:is|was|at|about|around|an?|usually|typically|mostly|generally|roughly|maybe|still))*|"
    r"(?:back |neck )?pain ?(?:\(0 ?- ?10\) ?)?[:=](?: ?(?:current(?:ly)?|now|today|average|avg|usual))?|(?:current|present|average|avg|today'?s|usual|typical) pain(?: (?:score|level|intensity|is|of|at|(?:over |in |for )?(?:the )?(?:last|past) (?:\d+ (?:days|hours|weeks)|week|month)))*|pain averages|"
    r"\b(?:average|avg|usual|typical)(?: (?:pain|score|is|of|about|around|a))*[\s:=]*)"
    rf"[\s:=]*(?P<low>{NUMBER})(?:\s*-\s*(?P<high>{NUMBER}))?{_NO_COUNT}"
)
_PAIN_NUMBER = re.compile(rf"\bpain (?P<low>\d{{1,2}})(?: ?- ?(?P<high>\d{{1,2}}))?{_NO_COUNT}")
"""Nothing between: "Pain 6"."""
_SAYS = re.compile(
    rf"\b(?:it's|it is|its|that's|i'm at|i am at|at) (?:about |around |like |maybe |probably |at )?an? (?P<low>{NUMBER})(?P<high>)"
    r"(?=\s*(?:[\"'.,;)]|today|now|right|on|most|usually|at|$))"
)
_OF_HUNDRED = re.compile(
    r"\b(?:vas|nrs|vrs|pain(?: score| level| intensity| rating)?)(?:[ \w:=,]{0,20}?(?<![\d.])(?P<low>\d{1,3})(?:\s*(?:-|to)\s*(?P<high>\d{1,3}))?"
    r"\s*(?:(?:/|out of)\s*100\b|mm\b)|[ \w]{0,12}\(0 ?- ?100(?: ?mm)?\)[ :=]*(?P<alone>\d{1,3})(?![\d/%.]))"
)
"""A visual scale of a hundred millimetres."""
_ANSWER = re.compile(rf"\W*(?P<low>{NUMBER})(?:\s*(?:-|to)\s*(?P<high>{NUMBER}))?(?:\s*(?:/|out of)\s*10)?\W*")
_ASKED = re.compile(
    r"\b(?:pain|hurt\w*)\b[^?]*(?:today|now|current\w*|average|usual\w*|level|score|0 ?(?:-|to) ?10|scale)[^?]*\?"
)
_SPELT_OUT = re.compile(r"\b0\b[^.\n]{0,20}\bno pain\b[^.\n]{0,60}\b10\b[^.\n]{0,20}\b(?:worst|severe|imaginable)")
_AT_REST = re.compile(r"\bat rest\b")
_NOT_TODAY = either(
    r"(?:pre|post)(?= (?:nrs|vas|pain|score))|(?:\d+|an|one|two|three) ?(?:hrs?|hours?|h|mins?|minutes?)|discharge|worst|least|best|beforehand|lowest|highest|max(?:imum)?|min(?:imum)?|last visit|previous(?:ly)?|prior visit|"
    r"at onset|initially|initial|admission|before|after(?:wards)?(?! (?:an? |the |his |her |their )?(?:mva|mvc|accident|fall|injury|lifting|surgery|work|walking|standing|sitting|activity))|post|(?:pre|post)-?(?:procedur\w*|op\w*|block|injection|"
    "treatment|ablation|rfa|mbb|sedation)|recovery|following|falling|fell|went from|dropped|reduced|down to|"
    "decreased|improved to|goal|that afternoon|during (?:the )?(?:procedure|injection|block|ablation|stimulation|lesioning)|on the day of|(?:at the time|the day) of (?:the |her |his )?(?:injury|accident|fall|crash|collision)|yesterday|last (?:january|february|march|april|june|july|august|september|october|november|december|spring|summer|fall|winter|year|month)|(?<!the )last (?:week|night)|"
    "in (?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:19|20)\\d\\d)|(?:weeks?|months?|years?) ago|at (?:that time|the time(?! of (?:my|this|the|our)))|"
    "with medications?|without medications?|at (?:its|his|"
    r"her) (?:worst|best)|flares?|peaks?|can reach|can go|can get|can be|spik\w+|as high as|as bad as|hits|reach\w*|up to|"
    r"(?:with|during|when|while|upon|on) (?:\w+ )?(?:lifting|bending|activit\w+|exertion|movement|twisting|stairs|standing|walking|sitting|flexion|extension|driving)"
)
_TODAY = either("today", "current(?:ly)?", "now", "present(?:ly)?", "at this time", "is")
_AVERAGE = either("average", "usual(?:ly)?", "typical(?:ly)?", "baseline")
_NO_PAIN_SCORE = either(
    "strength|motor|murmur|grade|power|reflex(?:es)?|mood|apgar|depression|sleep|anxiety|satisfaction|stress|"
    r"edss|knees?|hips?|shoulder|headaches?|migraines?|arm pain|leg pain|ankle|foot pain|function\w*|fatigue|energy|quality of life|qol|"
    "peg|interference|enjoyment|confidence|worry|nausea|anger|burnout|steps"
)
_GRADES = re.compile(r"\b(?:mild|moderate|severe)(?: pain)? ?(?:is|=|means|being) ?$")
"""A legend of the scale, before a range of it."""
_COUNTED = re.compile(
    r"\s*(?:visits|sessions|patients|times|questions|treatments|lesions|steps|items|days|blocks|needles)\b"
)
_A_DAY = re.compile(
    r"\b(?:on|by|since|until|from|dated?|due|before|after|through|dob|around|for|mon|tues?|wed|thurs?|fri)[.:]? $"
)

_AFTER_BLOCK = re.compile(
    r"\b(?:following|after) (?:his|her|the|their|this|that)\b[^.;]{0,60}\b(?:blocks?|injections?|ablation|rfa|mbb|denervation)\b"
)
_OWN_LABEL = re.compile(r"([a-z][a-z -]{2,30}):\s*$")
_NOW_LABEL = re.compile(r"(?:pain )?(?:current|today|now|present|average|avg|usual)(?: pain)?(?: level| score)?")
_HURTS = re.compile(r"\b(?:hurts?|hurting|aches?|aching|sore|bothers?|bothering|averag(?:es|ing)|lbp|backache)\b")
_NOW = re.compile(r"\b(?:now|currently|back to|today)\b[^.;]{0,24}\d\s*/\s*10\b")
_ENDS_OF_SCALE = re.compile(
    r"\s*(?:=|is|being|means|:)?\s*(?:no pain|none|worst (?:pain )?(?:imaginable|possible|ever)|the worst)"
)
"""What the ends of the scale mean: no score."""
_WENT_TO = re.compile(r"\b(?:went|came|fell|down|dropped) (?:down )?to\b[^.;\d]{0,12}$")
_FELL_TO = re.compile(
    r"(?:\s*/\s*10)?\s*(?:(?:down )?to|[-=]*>) ?(?P<to>10|\d)\b(?! ?(?:h\b|hours?|min|weeks?|days?|months?|%))"
)
"""Just after a score: that after a procedure."""
_FROM_ONE_TO = re.compile(r"\d(?:\s*/\s*10)? ?(?:(?:down )?to|[-=]*>) ?$")
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
    after_work = procedure_of(note) is not None
    for sentence, _ in note.sentences_with(_CUES):
        spoken = in_dialogue(note, sentence.start)
        if sentence.kind in _NOT_TOLD_IN and not spoken and not _is_visit(note, sentence):
            continue
        if after_work and not spoken and not (sentence.kind in _OF_THE_VISIT or _is_prose(note, sentence)):
            # the scores of a record of work are those before and after it
            continue
        found += _in_sentence(note, note.said(sentence), sentence)
        found += _answer(note, sentence)
    # a score around the procedure is the session's
    own = {at for score in note.memo(session_scores) if not score.of_day for at in range(score.start, score.end)}
    found = [seen for seen in found if own.isdisjoint(range(seen.start, seen.end))]
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


_OF_THE_VISIT = frozenset({Kind.HISTORY, Kind.INDICATION, Kind.EXAM, Kind.ASSESSMENT})


_SAID = re.compile(
    r"\b(?:pain|ache|aching|hurts?)\b[^.;]{0,40}\b(?:is|are|has|rate[sd]?|stay(?:s|ed)|averag\w+|scores?|at about)\b|\brates? (?:\w+ ){0,3}pain\b|^(?:currently|now) "
)


def _is_prose(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence, no line of a form, tells the pain: "Neck pain has stayed at about 5/10"."""
    if sentence.body > sentence.start:
        return False
    line = note.lower.rfind("\n", 0, sentence.start) + 1
    before = note.lower[line : sentence.start]
    return _SAID.search(note.said(sentence)) is not None or ("pain" in before and SPINE.search(before) is not None)


def _is_visit(note: Note, sentence: Sentence) -> bool:
    """Whether "Today:" tells of a visit, for the note is of no procedure."""
    return sentence.kind is Kind.DESCRIPTION and sentence.label == "today" and procedure_of(note) is None


def _answer(note: Note, sentence: Sentence) -> Iterator[_Seen]:
    """The number that answers a question ("What is your pain today (0-10)? 6")."""
    said = note.said(sentence)
    asked = _ASKED.search(said)
    if asked is None or _NOT_TODAY.search(said) or _NO_PAIN_SCORE.search(said):
        return
    at = note.sentences.index(sentence) + 1
    if asked.end() < len(said) or at == len(note.sentences):
        return
    told = _ANSWER.fullmatch(note.said(note.sentences[at]))
    low = number(told["low"]) if told else None
    high = number(told["high"]) if told and told["high"] else low
    if told is not None and low is not None and high is not None and low <= high <= _TOP:
        offset = note.sentences[at].start
        yield _Seen(low, high, offset + told.start("low"), offset + told.end(), _scale(said, sentence.start, asked), 0)


_LOOSE = (_PAIN_NUMBER, _SAYS)
_ON_TEN = (_ON_SCALE, _PAIN_IS, *_LOOSE)


def _in_sentence(note: Note, said: str, sentence: Sentence) -> Iterator[_Seen]:
    taken: list[tuple[int, int]] = []
    offset = sentence.start
    for pattern in (_BETWEEN, _OF_HUNDRED, _OUT_OF, _ON_SCALE, _PAIN_IS, *_LOOSE):
        for m in pattern.finditer(said):
            alone = pattern is _OF_HUNDRED and m["low"] is None
            first = "alone" if alone else "low"
            start, end = m.start(first), m.end()
            if any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            low = number(m[first])
            high = number(m["high"]) if m["high"] else low
            top = _TOP * _TOP if pattern is _OF_HUNDRED else _FUNNY
            if low is None or high is None or not low <= high <= top or (low <= 1 and high == _TOP):
                continue
            if pattern in _ON_TEN and high > _TOP:
                continue
            if pattern in _LOOSE and (sentence.kind in _LISTS or _is_numbered(said, m, low)):
                continue
            fell = _FELL_TO.match(said, m.end())
            if (
                (fell is not None and float(fell["to"]) < low)
                or _FROM_ONE_TO.search(said, max(0, start - 16), start) is not None
                or _ENDS_OF_SCALE.match(said, m.end("high") if m["high"] else m.end(first)) is not None
                or not _is_pain_today(note, said, m, first, offset)
            ):
                continue
            around = _near(said, start, m.end())
            rank = 0 if _TODAY.search(around) else 1 if _AVERAGE.search(around) else 2
            rank += 10 if in_dialogue(note, offset) else 0
            if pattern is _OUT_OF and not _tells_pain(said, sentence.label, around):
                if not _may_be_of_pain(note, sentence):
                    continue
                rank += 3
            if rank % 10 and _is_of_a_session(note, sentence):
                continue
            yield _Seen(low, high, offset + start, offset + end, _scale(said, offset, m), rank)


def _may_be_of_pain(note: Note, sentence: Sentence) -> bool:
    """Whether a bare number out of ten stands where a visit tells the pain, and in no log of hours."""
    if _LOG.search(note.lower) is not None or _CLOCK.search(note.said(sentence)) is not None:
        return False
    if sentence.kind in _OF_THE_VISIT or _STRENGTH.fullmatch(sentence.label):
        return True
    at = note.sentences.index(sentence)
    return any(SPINE.search(note.said(near)) is not None for near in note.sentences[max(0, at - 2) : at + 1])


_LOG = re.compile(r"\b(?:diary|pain log|flow ?sheet)\b")
_CLOCK = re.compile(r"\d:\d\d|\b\d{1,2} ?[ap]\.?m\b")
_STRENGTH = re.compile(r"(?:pain )?(?:severity|intensity|score|level|rating)(?: today| now)?")
_SESSION = re.compile(r"\b(?:blocks?|mbbs?|injections?|rfas?|ablations?|esi|epidurals?|procedures?)\b")
_DATED_ROW = re.compile(r"[\s|*#,;-]*\(?\d{1,4}[/.-]\d{1,2}[/.-]\d")
"""A line of a log opens with its day."""


def _is_of_a_session(note: Note, sentence: Sentence) -> bool:
    """Whether a score without a word of its day stands in the row of an earlier session."""
    line = note.lower.rfind("\n", 0, sentence.start) + 1
    stop = note.lower.find("\n", sentence.end)
    stop = stop if stop >= 0 else len(note.lower)
    return (
        _DATED_ROW.match(note.lower, line, stop) is not None
        and _SESSION.search(note.lower, line, stop) is not None
        and names_earlier_day(note, line, stop)
    )


_FUNNY = 12
"""Some say twelve out of ten."""
_LISTS = frozenset({Kind.ASSESSMENT, Kind.DIAGNOSIS, Kind.PLAN, Kind.PROCEDURE, Kind.TITLE})


def _is_numbered(said: str, m: re.Match[str], low: float) -> bool:
    """Whether the number opens the next item of a list: "1. Low back pain 2. Spondylosis"."""
    if low <= 1 or m["high"]:
        return low <= 1 and not m["high"]
    return re.search(rf"(?<!\d){int(low) - 1}[.)]\s", said) is not None and said.startswith((".", ")"), m.end("low"))


def _is_pain_today(note: Note, said: str, m: re.Match[str], first: str, offset: int) -> bool:
    start = m.start(first)
    around = _near(said, start, m.end())
    if _NOT_TODAY.search(around) or _NO_PAIN_SCORE.search(around):
        return False
    if _PAIN_WORD.search(around) is None and _of_another_part(said, start):
        return False
    if _AT_REST.search(around) and not _TODAY.search(around):
        return False
    if _COUNTED.match(said, m.end()) or (
        m[0].endswith("/10") and not m["high"] and _A_DAY.search(said, max(0, start - 12), start)
    ):
        return False
    if _WENT_TO.search(said, 0, start) or (m.groupdict().get("high") and _GRADES.search(said, 0, start)):
        return False
    if not of_this_patient(note, offset + start, offset + m.end()):
        return False
    sentence = note.sentence_at(offset)
    # a label cut in two by wide spaces: "Post-procedure   NRS: 1/10"
    if _NOT_TODAY.search(re.split(r"[\n.;:,]", note.lower[max(0, offset - 24) : offset])[-1]):
        return False
    if _AFTER_BLOCK.search(said, 0, start) and not _TODAY.search(said):
        return False
    own = _OWN_LABEL.search(said, 0, start)
    label = own[1].strip() if own else sentence.label
    return not ((_NOT_TODAY.search(label) and not _TODAY_WORD.search(around)) or _NO_PAIN_SCORE.search(label))


_TODAY_WORD = re.compile(r"\b(?:now|today|current(?:ly)?)\b")


_PAIN_WORD = re.compile(r"\b(?:pain|ache|aching|hurts?|lbp|backache|nrs|vas|nprs)\b")


def _of_another_part(said: str, start: int) -> bool:
    """Whether what is last named before a bare number is no spine: "The knee has hurt for 3 years, 6/10"."""
    other = None
    for other in _NO_PAIN_SCORE.finditer(said, 0, start):  # noqa: B007 - the last one counts
        pass
    return other is not None and SPINE.search(said, other.end(), start) is None


def _tells_pain(said: str, label: str, around: str) -> bool:
    """Whether the words beside a number out of ten say that it is of pain; otherwise it counts where nothing better is."""
    return (
        _NOW_LABEL.fullmatch(label) is not None
        or "pain" in said
        or "pain" in label
        or any(pattern.search(said) for _, pattern in SCALES)
        or "rates" in said
        or _HURTS.search(said) is not None
        or _NOW.search(around) is not None
    )


_OTHER_END = re.compile(r"\b(?:worst|best|least|lowest|highest|max|min)\b\D{0,14}?\d{1,2}(?:\s*/\s*10)?(?![\d-])")
"""Another score of the row, with its own word."""


def _near(said: str, start: int, end: int) -> str:
    """The clause around a score: between commas and the like."""
    left = max(said.rfind(mark, 0, start) for mark in (",", ";", ". ", " and ", "(", "  "))
    for m in _OTHER_END.finditer(said, left + 1, start):
        left = m.end() - 1
    right = min(
        (
            at
            for mark in (",", ";", ". ", " and ", "  ", "(worst", "(least", "(best", " worst", " best ", " least ")
            if (at := said.find(mark, end)) >= 0
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
