# ruff: noqa: E501 - one pattern a line
"""Whether a treatment helped: in its clause, in the sentence after a list, in a form that asks it."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.note import Note, Sentence
from facetproof.facts.phrases import Hit
from facetproof.facts.quantities import durations
from facetproof.facts.readers.conservative_care import phrases as say


class Answer(NamedTuple):
    """What answers a question about a treatment: whether it was done, the weeks, whether it failed."""

    done: bool
    weeks: tuple[float, int, int] | None = None
    failed: tuple[bool, int, int] | None = None


_ASKS = re.compile(r"\b(?:has|have|had|did|does|was|is|any|tried|prior|previous|ever)\b")
_YES = re.compile(r"\W*(?:yes|y|x|completed|tried|done|\d{1,2} ?(?:weeks|wks|months))\b")


def answered_question(note: Note, sentence: Sentence) -> Answer | None:
    """The answer beside a question that names treatments ("Has she tried PT? Yes, 6 weeks"); None where none is asked."""
    if not note.lower.startswith("?", sentence.end - 1):
        return None
    said = note.said(sentence)
    if _ASKS.search(said) is None:
        return None
    line = note.lower.find("\n", sentence.end)
    stop = min(line if line >= 0 else len(note.lower), sentence.end + _NEAR)
    answer = note.lower[sentence.end : stop]
    if _YES.match(answer) is None:
        return Answer(False)
    spans = [d for d in durations(answer) if d.unit in {"week", "month", "year"}]
    weeks = (spans[0].weeks, sentence.end + spans[0].start, sentence.end + spans[0].end) if spans else None
    for m in say.says_failed(answer):
        return Answer(True, weeks, (True, sentence.end + m.start(), sentence.end + m.end()))
    return Answer(True, weeks)


_NEAR = 90
_NEITHER = re.compile(r"\b(?:neither|none of)\b[^.;]*$")
_HAS_HELPED = re.compile(
    r"[^.;]{0,60}?\b(?:has|have|had|did|was|were|provided|gave|seems?|made)\b(?: \w+){0,3}? ?(?:help\w*|work\w*|reliev\w*|relief|improv\w*|effect\w*|benefi\w*|difference)"
)


def neither_helped(said: str, start: int, end: int, offset: int) -> tuple[bool, int, int] | None:
    """Whether "neither … nor … has helped" stands around a treatment, which was then done and failed."""
    opens = _NEITHER.search(said, 0, start)
    closes = _HAS_HELPED.match(said, end)
    if opens is None or closes is None:
        return None
    return True, offset + opens.start(), offset + closes.end()


_FAILED_HEADING = re.compile(
    r"\b(?:failed|tried (?:and|&) failed|ineffective|unsuccessful|no relief (?:from|with)|without relief)(?: (?:\w+ ){0,2}\w+)?\s*[:(]"
)
_OTHER_HEADING = re.compile(r"[a-z][a-z ]{2,24}:")
_WEEKS_LABEL = re.compile(r"\b(?:weeks|wks|duration|dates?) ?:")


def told_above(note: Note, hit: Hit) -> tuple[bool, int, int] | None:
    """The verdict that heads a list: "Failed: [x] PT  [x] NSAID"."""
    line = note.lower.rfind("\n", 0, hit.start) + 1
    headed = None
    for m in _FAILED_HEADING.finditer(note.lower, line, hit.start):
        headed = m
    if headed is None or _OTHER_HEADING.search(_WEEKS_LABEL.sub("", note.lower[headed.end() : hit.start])):
        return None
    return True, headed.start(), headed.end()


FEW_WORDS = re.compile(r" (?:\w+ ){0,2}")


ASKED_IF_HELPED = re.compile(
    r"\b(?:(?:did|does|do) (?:it|they|these|any of (?:it|them|these)) help|helped|helpful|effective|(?:any )?relief|benefit)\s*\?"
)
_ANSWER = re.compile(r"s?\s*[:=-]\s*(?P<word>no\b(?! change in)|not at all|none|yes|helps?\b)")


def answered(note: Note, hit: Hit) -> tuple[bool, int, int] | None:
    """The answer on a line that asks whether each treatment helped ("Did it help? PT: no. Heat: yes.")."""
    line = note.lower.rfind("\n", 0, hit.start) + 1
    m = _ANSWER.match(note.lower, hit.end)
    if m is None or ASKED_IF_HELPED.search(note.lower, line, hit.start) is None:
        return None
    return m["word"].startswith(("no", "none")), *m.span("word")


_ALL_OF_THEM = re.compile(
    r"(?:none|neither|all|nothing|both|these|they|everything)(?: of (?:these|them|those|which|this|the above|it))?\b(?: treatments| measures| modalities| medications)?"
)


def told_of_all(note: Note, sentence: Sentence) -> tuple[bool, int, int] | None:
    """What the next sentence says of all treatments of a list: "None has helped.", "No meaningful change."."""
    at = note.sentences.index(sentence) + 1
    if at >= len(note.sentences):
        return None
    following = note.sentences[at]
    said = note.said(following)
    opens = _ALL_OF_THEM.match(said)
    if opens is None or note.hits_in(say.MODALITIES, following):
        return None
    for m in say.says_failed(said):
        return True, following.start + m.start(), following.start + m.end()
    if opens[0].startswith(("none", "neither", "nothing")) and say.HELPED.search(said):
        return True, following.start, following.end
    return None


def verdict(
    said: str, left: int, right: int, start: int, others: list[Hit], offset: int
) -> tuple[bool, int, int] | None:
    """Whether the clause says that the treatment failed or helped; None where it says neither or "some"."""
    first, last = _own_part(said, left, right, start, others, offset)
    if (first, last) != (left, right) and say.TOLD.search(said, first, last):
        # an item of a list with its own verdict: "Celebrex no help, Tylenol helps"
        return verdict(said, first, last, start, [], offset)
    clause = said[left:right]
    for failed in say.says_failed(clause):
        if _WERE_IT.search(clause, 0, failed.start()):
            continue
        if _is_of_the_next(said, left + failed.start(), left + failed.end(), start, others, offset):
            continue
        if _looks_back(said, left, left + failed.start(), left + failed.end(), start, others, offset):
            continue
        if _is_own(said, left, left + failed.start(), start, others, offset):
            return True, offset + left + failed.start(), offset + left + failed.end()
    helped = say.HELPED.search(clause)
    if helped is None or say.PARTLY.search(clause, max(0, helped.start() - 20), helped.end() + 20):
        return None
    if not _is_own(said, left, left + helped.start(), start, others, offset):
        return None
    if helped.start() + left < start and not clause[helped.end() :].lstrip().startswith(("from", "with", "by")):
        return None
    return False, offset + left + helped.start(), offset + left + helped.end()


def _own_part(said: str, left: int, right: int, start: int, others: list[Hit], offset: int) -> tuple[int, int]:
    """The part between commas around a treatment, where the parts beside it name others; else the clause."""
    first = max(left, said.rfind(", ", left, start) + 1)
    comma = said.find(",", start, right)
    last = comma if comma >= 0 else right
    around = [other.start - offset for other in others]
    if any(first <= place < last for place in around) or not any(left <= place < right for place in around):
        return left, right
    return first, last


_WERE_IT = re.compile(r"\b(?:if|unless|in case|should)\b[^.;,]{0,30}$")
_OPENS_A_LIST = re.compile(r"fail|despite|in spite|refractory|recalcitrant|unresponsive|exhausted")
_OF_WHAT_FOLLOWS = re.compile(r"\s*(?:with|from|to|of|for|by|after|despite)\b")


def _looks_back(said: str, left: int, place: int, stop: int, start: int, others: list[Hit], offset: int) -> bool:
    """Whether a verdict before a treatment is of the one before it: "therapy without benefit, stretching at home"."""
    if place >= start or _OPENS_A_LIST.match(said, place) or _OF_WHAT_FOLLOWS.match(said, stop):
        return False
    between = said[stop:start]
    parted = "," in between or _GOES_ON.search(between) is not None
    return parted and any(left <= other.start - offset < place for other in others)


_GOES_ON = re.compile(
    r"\band (?:(?:he|she|now|still|currently|also|has|is) )*(?:takes|taking|uses|using|on|did|does|started|tried|had)\b"
)


def _is_of_the_next(said: str, place: int, stop: int, start: int, others: list[Hit], offset: int) -> bool:
    """Whether "failed" opens a new item of a list: "PT completed, failed naproxen"."""
    if (
        start < place
        and _OWN_VERB.search(said, start, place)
        and any(start < other.start - offset < place for other in others)
    ):
        # "taking Tylenol, did exercises without much change": the verdict is of what was done last
        return True
    if start > place or said[place:stop] != "failed" or "," not in said[start:place][-2:]:
        return False
    return any(FEW_WORDS.fullmatch(said, stop, max(stop, other.start - offset)) for other in others)


_OWN_VERB = re.compile(
    r", (?:then )?(?:(?:he|she|has|have|also) )*(?:did|tried|had|used|completed|underwent|went|finished|attended) "
)


def _is_own(said: str, left: int, place: int, start: int, others: list[Hit], offset: int) -> bool:
    """Whether what stands in a parenthesis belongs to this treatment: the one named just before it, or within."""
    opened = said.rfind("(", left, place)
    if opened <= said.rfind(")", left, place):
        return _has_none_of_its_own(said, start)
    nearest = max((h.start - offset for h in others if h.start - offset < opened), default=-1)
    closed = said.find(")", place)
    return opened < start < (closed if closed >= 0 else len(said)) or nearest < start < opened


def _has_none_of_its_own(said: str, start: int) -> bool:
    """Whether no parenthesis just after a treatment tells how it went ("chiropractic (temporary relief)")."""
    m = re.match(r"[^(),;]{0,40}\((?P<words>[^)]{0,60})\)", said[start:])
    return m is None or say.TOLD.search(m["words"]) is None
