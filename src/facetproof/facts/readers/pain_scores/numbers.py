"""Numbers of a statement that are scores of pain: those out of ten, and bare ones that stand as a score does."""

from __future__ import annotations

from typing import NamedTuple

from facetproof.facts.quantities import number
from facetproof.facts.readers.pain_scores import phrases as say

_TOP = 10
_LEFT = 44


class Number(NamedTuple):
    """A score, or a range of two, at `lower[start:end]`; `sure` where "out of ten" stands beside it."""

    low: float
    high: float
    start: int
    end: int
    sure: bool


def numbers(lower: str, start: int, end: int) -> list[Number]:
    """Scores in `lower[start:end]`, left to right; worst, least, average and other scales are none."""
    found: list[Number] = []
    ends = [m.span() for m in say.ENDS.finditer(lower, start, end)]
    hundred = False
    before: Number | None = None
    other = -1
    for m in say.NUMBER.finditer(lower, start, end):
        if any(a <= m.start() < b for a, b in ends):
            continue
        value, sure = number(m["n"]), m["of"] is not None
        hundred = hundred or m["top"] == "100" or m["mm"] is not None
        if value is None or value > (_TOP * _TOP if hundred else _TOP) or ("." in m["n"] and not sure):
            before = None
            continue
        one = Number(value, value, m.start(), m.end(), sure)
        last, before = before, one
        if last is not None and _is_range(lower, start, last, one):
            before = one = Number(last.low, value, last.start, m.end(), sure or last.sure)
            found = found[:-1] if found and found[-1].start == last.start else found
        if m["mm"] is not None and say.SCALED.search(lower, start, m.start()) is None:
            # "a 4 mm cyst"
            continue
        if other >= 0 and say.OF_PAIN.search(lower, other, one.start):
            other = -1
        if _is_other(lower, start, end, one):
            other = one.end
        if other >= 0:
            # "anxiety 7/10 before, 3/10 after": the second is of what the first is of
            continue
        if _stands(lower, start, end, one) and _is_of_today(lower, start, end, one):
            found.append(one)
    return found


def _is_range(lower: str, start: int, last: Number, one: Number) -> bool:
    """Whether a number goes on a range: "6-7/10", "four to five"; "from 2 to 4" is a change."""
    if last.low != last.high or one.low <= last.low or not say.JOINED.fullmatch(lower, last.end, one.start):
        return False
    return say.FALL.search(lower, max(start, last.start - 24), last.start) is None


def _is_other(lower: str, start: int, end: int, one: Number) -> bool:
    """Whether a number is of another scale: strength, anxiety, a stimulation."""
    left = lower[max(start, one.start - _LEFT) : one.start]
    return bool(say.OTHER_SCALE.search(left) or say.OTHER_SCALE_AFTER.match(lower, one.end, end))


def _stands(lower: str, start: int, end: int, one: Number) -> bool:
    left = lower[max(start, one.start - _LEFT) : one.start]
    if say.BOUND.search(left):
        return False
    if one.sure:
        return say.IMPOSSIBLE_AFTER.match(lower, one.end, end) is None
    if say.NOT_AFTER.match(lower, one.end, end):
        return False
    if not left.strip():
        return say.OPENS_CHANGE.match(lower, one.end, end) is not None
    if say.ENDS_CHANGE.search(left) or (say.OPENS_CHANGE.match(lower, one.end, end) and say.SCALED.search(left)):
        # "pain in the back 6 --> 4"
        return True
    if say.LEAD.search(left) is None or say.FOLLOW.match(lower, one.end, end) is None:
        return False
    return say.BARE_LEAD.search(left) is None or say.NAMED.search(left) is not None


def _is_of_today(lower: str, start: int, end: int, one: Number) -> bool:
    left = lower[max(start, one.start - _LEFT) : one.start]
    if say.RETURNED.search(left) and say.OF_NOW.match(lower, one.end, end) is None:
        return False
    return not (say.NOT_TODAY.search(left) or say.NOT_TODAY_AFTER.match(lower, one.end, end))
