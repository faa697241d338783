"""Statements about pain around the procedure: which of their scores were before the needle, and which after."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.around_procedure import Cue, cues
from facetproof.facts.quantities import number
from facetproof.facts.readers.pain_scores import phrases as say
from facetproof.facts.readers.pain_scores.numbers import Number, numbers

_MARK = re.compile(r"[,;(|)\]/]| {2,}|\band\b|\bbut\b|\bthen\b|-{1,3}>|=>|>|\n")
"""Between two scores: what stands before it goes on with the first, what stands behind it leads to the second."""
_ASIDE = re.compile(r"\s*\([^()\n]{0,30}\)")
_TIGHT = re.compile(
    r"[\s:=_(~\"'-]*(?:(?:\([^()\n]{1,16}\)|nrs|nprs|vas|vrs|pain|scores?|levels?|rating|was|is|were|it|of|at|an?|about|around|rated|recorded|as|only|just|reported|with|by|procedure|block)\b[\s:=_~(-]*)*"
)
"""Between a word for when and the score that belongs to it."""
_ARROW = re.compile(r"\s*(?:-{1,3}>|=>|>)")
_NEAR = 18
_PAIR = 2
_TOP = 10


class Placed(NamedTuple):
    """A score and when it was.

    Attributes:
        number: the score.
        when: `before`, `after`; None where the statement does not tell.
        how: what tells: a word `beside` it, a `change` from one score to the other, a word `apart` from it, `now` or
            today; empty where nothing does.
    """

    number: Number
    when: str | None
    how: str

    @property
    def by_words(self) -> bool:
        """Whether words for before or after tell; "now" and "today" alone do not."""
        return self.how in ("beside", "change", "apart")


def placed(lower: str, start: int, end: int, *, is_after: bool) -> list[Placed]:
    """The scores of `lower[start:end]` with what its words say of them.

    Args:
        lower: text in lower case.
        start: where the statement begins, its label with it.
        end: where it ends.
        is_after: whether it stands below the needle work, so that "now" is after it.
    """
    told = cues(lower, start, end)
    pairs = _paired(lower, end, told)
    found = [] if pairs else numbers(lower, start, end)
    if not found:
        return pairs
    beside, loose = _shared(lower, start, end, found, told)
    own: list[str | None] = [cue.when if cue is not None and cue.when != "now" else None for cue in beside]
    if len(found) == _PAIR and None in own:
        pair = _changed(lower, found, own, loose, told) or _in_order(found, told)
        if pair is not None and all(a is None or a == b for a, b in zip(own, pair, strict=True)):
            return [Placed(one, when, "change") for one, when in zip(found, pair, strict=True)]
    if len(found) == 1 and (
        (own[0] is None and _ARROW.match(lower, found[0].end))
        or say.FROM.search(lower, max(start, found[0].start - 24), found[0].start)
    ):
        # "8/10 -> not yet assessed"
        return [Placed(found[0], "before", "change")]
    result = []
    for one, cue, other in zip(found, beside, loose, strict=True):
        said = cue or other
        when = None if said is None else ("after" if is_after else "before") if said.when == "now" else said.when
        how = "" if said is None else "now" if said.when == "now" else "beside" if cue is not None else "apart"
        result.append(Placed(one, when, how))
    return _without_series(lower, _completed(result, is_after=is_after))


def _completed(told: list[Placed], *, is_after: bool) -> list[Placed]:
    """Of two scores below the needle work, one from before it, the other is the one after it."""
    if is_after and len(told) == _PAIR and {one.when for one in told} == {"before", None}:
        return [one if one.when else one._replace(when="after", how="change") for one in told]
    return told


def _without_series(lower: str, told: list[Placed]) -> list[Placed]:
    """Of scores at several times after the procedure the last: "15 min 2, 30 min 1"."""
    late = [one for one in told if one.when == "after"]
    if len(late) < _PAIR or not all(
        _TIMED.search(lower, max(0, one.number.start - 24), one.number.start) for one in late
    ):
        return told
    return [one for one in told if one.when != "after" or one is late[-1]]


_TIMED = re.compile(r"\d+ ?(?:m|min(?:ute)?s?)\b[^;.\d]{0,10}$")


def _shared(
    lower: str, start: int, end: int, found: list[Number], told: list[Cue]
) -> tuple[list[Cue | None], list[Cue | None]]:
    """For each score the cue beside it, and the one that holds for it where none stands beside it."""
    beside: list[Cue | None] = []
    loose: list[Cue | None] = []
    taken = start
    for n, one in enumerate(found):
        stop = found[n + 1].start if n + 1 < len(found) else end
        left = [cue for cue in told if taken <= cue.start and cue.end <= one.start]
        tight = next((cue for cue in reversed(left) if _TIGHT.fullmatch(lower, cue.end, one.start)), None)
        reach = _reach(lower, one, stop)
        after = [cue for cue in told if one.end <= cue.start < reach]
        near = next((cue for cue in after if cue.start - one.end <= _NEAR and cue.when != "now"), None)
        if near is not None and say.THAN.search(lower, one.end, near.start):
            # "3/10 from a starting value of 6/10"
            near = None
        if near is not None and n + 1 < len(found) and _TIGHT.fullmatch(lower, near.end, stop) and (tight or left):
            # "pre 7 post 1": the word leads to the next score
            near = None
        aside = near is not None and near.end <= _end_of_aside(lower, one)
        if tight is not None and tight.when != "now" and not aside:
            near = None
        here = near or tight
        beside.append(here)
        named = [cue for cue in left if cue.when != "now"] or left
        further = [cue for cue in told if one.end <= cue.start < stop] if n + 1 == len(found) else after
        further = [cue for cue in further if not say.THAN.search(lower, one.end, cue.start)]
        following = [cue for cue in further if cue.when != "now"] or further
        loose.append(named[-1] if named else following[0] if following else None)
        taken = near.end if near is not None else reach if reach < stop else one.end
    return beside, loose


def _reach(lower: str, one: Number, stop: int) -> int:
    """How far behind a score its own words go."""
    at = _end_of_aside(lower, one)
    m = _MARK.search(lower, at, stop)
    return stop if m is None else max(m.start(), at)


def _end_of_aside(lower: str, one: Number) -> int:
    m = _ASIDE.match(lower, one.end)
    return m.end() if m is not None else one.end


def _changed(
    lower: str, found: list[Number], own: list[str | None], loose: list[Cue | None], told: list[Cue]
) -> tuple[str, str] | None:
    """Two scores with a word between them that says which came first."""
    first, second = found
    between = lower[first.end : second.start]
    if say.BACKWARD.search(between):
        led = own[0] or (loose[0].when if loose[0] is not None else None)
        leads = [cue.when for cue in told if first.end <= cue.start < second.start]
        if led == "before" or own[1] == "after" or (leads and leads[-1] == "after" and own[0] is None):
            return None
        return "after", "before"
    if say.FORWARD.search(between):
        return "before", "after"
    plain = re.fullmatch(r"\s*(?:to|-)\s*(?:an? )?", between)
    if plain and say.FALL.search(lower, max(0, first.start - 40), first.start):
        return "before", "after"
    return None


def _in_order(found: list[Number], told: list[Cue]) -> tuple[str, str] | None:
    """Two scores behind two words: "before and after the block: 8 and 2"."""
    named = [cue for cue in told if cue.when != "now"]
    if len(named) != _PAIR or named[0].when == named[1].when or named[1].end > found[0].start:
        return None
    if found[0].start - named[1].end > _NEAR:
        return None
    return named[0].when, named[1].when


def _paired(lower: str, end: int, told: list[Cue]) -> list[Placed]:
    """Two scores with a stroke between them behind both words: "NRS before/after: 7/2"."""
    named = [cue for cue in told if cue.when != "now"][:_PAIR]
    if [cue.when for cue in named] != ["before", "after"] or named[1].start - named[0].end > _NEAR:
        return []
    m = say.PAIRED.search(lower, named[1].end, min(end, named[1].end + 2 * _NEAR))
    if m is None or any(c.isdigit() for c in lower[named[0].end : m.start()]):
        return []
    ones = _both(m)
    return [Placed(ones[0], "before", "beside"), Placed(ones[1], "after", "beside")] if ones else []


def _both(m: re.Match[str]) -> tuple[Number, Number] | None:
    """Both scores of a pair written with a stroke."""
    a, b = number(m["a"]), number(m["b"])
    if a is None or b is None or max(a, b) > _TOP:
        return None
    return Number(a, a, *m.span("a"), True), Number(b, b, *m.span("b"), True)
