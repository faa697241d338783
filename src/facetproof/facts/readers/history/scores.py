# ruff: noqa: E501 - one pattern a line
"""The pain before and after an earlier session: as a pair, or score by score from the words around each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from facetproof.facts.gates import Gated
from facetproof.facts.note import Note
from facetproof.facts.quantities import NUMBER, number
from facetproof.facts.readers.history import phrases as say


class Score(NamedTuple):
    """Pain before and after as one (`pain`), or one of the two, at `lower[start:end]`."""

    kind: Literal["pain", "before", "after"]
    value: Any
    start: int
    end: int


def scores_told(note: Note, left: int, right: int) -> list[Score]:
    """Scores between two places; those told one by one only where no pair holds them."""
    pairs = list(_pairs(note, left, right))
    single = [
        s for s in _single_scores(note, left, right) if not any(s.start < p.end and p.start < s.end for p in pairs)
    ]
    if pairs or len({s.kind for s in single}) == _BOTH:
        return pairs + single
    told = _by_cues(note, left, right)
    return pairs + [s for s in told if s.kind not in {one.kind for one in single}] + single


_BOTH = 2
_TOKEN = Gated(rf"(?<![\w/.-])(?P<score>{NUMBER})\s*(?:/|out of)\s*10\b")
_BARE = Gated(
    rf"\b(?:nrs|vas|vrs|nprs|vnrs|pain|before|after|pre|post|baseline|afterwards|beforehand)(?: (?:scores?|was|were|of|at|an?|the|block|injection|procedure|going|in|\d+ min\w*|\d+ hours?))*[:,=]? *(?P<score>{NUMBER})(?![\w%/-]|\.\d|\s*(?:%|percent|hours?|hrs?|h\b|min|weeks?|months?|days?|ml|mg|cc))"
)
_SAID = Gated(
    rf"\b(?:an?|at|to|was) (?P<score>{NUMBER}) (?=going in|when |before |coming |walking |after |beforehand|afterwards)"
)
_CUE = re.compile(
    r"\b(?:(?P<before>pre|pre-?\w{2,9}|before|beforehand|baseline|prior to|down from|going in|(?:when|as) (?:i|she|he) (?:came|arrived|got there)|came in|on arrival|to start|initially)"
    r"|(?P<after>post|post-?\w{2,9}|after|afterwards?|down to|dropp\w+ to|fell to|at (?:\d+|one|half an|an) ?(?:min|h)\w*|(?:\d+|one|half an|an) ?(?:min\w*|hours?|hrs?) (?:later|after)|when (?:i|she|he) (?:left|got home)|went home|later))\b"
)
_SCORED = re.compile(r"/ ?10 ?\(?$")
_OTHER_DAY = re.compile(r"\b(?:today|currently|current|worst|least|average|now|usual|typical)\b")
_REACH = 34


def _by_cues(note: Note, left: int, right: int) -> list[Score]:
    """Scores with a word for before or after on the nearer side of each; none where a score is of today or the worst."""
    lower = note.lower
    tokens = sorted(
        {m.span("score"): m for pattern in (_TOKEN, _BARE, _SAID) for m in pattern.finditer(lower, left, right)}.items()
    )
    found: dict[str, Score] = {}
    for n, ((start, end), m) in enumerate(tokens):
        score = number(m["score"])
        open_ = tokens[n - 1][0][1] if n else left
        close = tokens[n + 1][0][0] if n + 1 < len(tokens) else right
        if score is None or score > _TOP:
            continue
        kind = _kind(lower, max(open_, start - _REACH), start, end, min(close, end + _REACH))
        if kind is None or kind in found:
            continue
        scale = next(((name, s.start(), s.end()) for name, p in say.SCALE if (s := p.search(lower, left, right))), None)
        found[kind] = Score("before" if kind == "before" else "after", (score, scale), start, end)
    return list(found.values())


_TOP = 10


def _kind(lower: str, open_: int, start: int, end: int, close: int) -> str | None:
    ahead, behind = lower[open_:start], lower[end:close]
    cut = max((ahead.rfind(mark) for mark in (". ", "; ", "\n")), default=-1)
    ahead = ahead[cut + 1 :]
    behind = re.split(r"[;.\n]|, (?=\w+ \w+)|\band\b", behind, maxsplit=1)[0]
    if _OTHER_DAY.search(ahead) or _OTHER_DAY.search(behind):
        return None
    before = list(_CUE.finditer(ahead))
    following = _CUE.search(behind)
    if following is not None and (not before or re.search(r"\band\b|,", ahead[before[-1].end() :])):
        return following.lastgroup
    return before[-1].lastgroup if before else None


def _pairs(note: Note, left: int, right: int) -> Iterator[Score]:
    taken: list[tuple[int, int]] = []
    for pattern in (
        say.TEN_TO_TEN,
        say.FROM_TO,
        say.PRE_POST,
        say.BEFORE_AFTER,
        say.BEFORE_THEN,
        say.CAME_AND_LEFT,
        say.ARROW,
        say.WAS_AND_NOW,
    ):
        for m in pattern.finditer(note.lower, left, right):
            before, after = number(m["before"]), number(m["after"])
            if any(a < m.end() and m.start() < b for a, b in taken):
                continue
            around = note.lower[max(left, m.start() - 40) : min(right, m.end() + 40)]
            if (
                before is None
                or after is None
                or max(before, after) > 10
                or not (
                    pattern
                    in (say.TEN_TO_TEN, say.PRE_POST, say.CAME_AND_LEFT, say.ARROW, say.WAS_AND_NOW, say.BEFORE_AT)
                    or re.search(
                        r"pain|nrs|vas|vrs|score|scale|/\s*10|lowered|brought|dropp|fell|went|reduced|\bfrom an? \d",
                        around,
                    )
                )
            ):
                continue
            scale = next(((name, s) for name, p in say.SCALE if (s := p.search(note.lower, left, right))), None)
            value = (
                before,
                after,
                (scale[0], scale[1].start(), scale[1].end()) if scale else None,
                m.span("before"),
                m.span("after"),
            )
            taken.append(m.span())
            yield Score("pain", value, m.start(), m.end())


def _single_scores(note: Note, left: int, right: int) -> Iterator[Score]:
    """Scores told one by one; the value is (score, scale with its place or None)."""
    kinds: tuple[tuple[Literal["before", "after"], Gated], ...] = (
        ("before", say.SCORE_BEFORE),
        ("after", say.SCORE_AFTER),
    )
    for kind, pattern in kinds:
        for m in pattern.finditer(note.lower, left, right):
            if _SCORED.search(note.lower, max(left, m.start() - 8), m.start()):
                # "9/10 pre, 2/10 post": the word belongs to the score before it
                continue
            score, top = number(m["score"]), 100 if m["top"] == "100" or m["mm"] else 10
            told = m["top"] or m["mm"] or re.search(r"pain|nrs|vas|vrs|nprs|score|numeric", m[0])
            if score is None or score > top or not told:
                continue
            scale = next(((name, s) for name, p in say.SCALE if (s := p.search(note.lower, m.start(), m.end()))), None)
            named = (scale[0], scale[1].start(), scale[1].end()) if scale else None
            yield Score(kind, (score, named), m.start("score"), m.end("score"))
