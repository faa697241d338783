# ruff: noqa: E501 - one pattern a line
"""Scores told in the shortest way on a line of their own: "pain NRS in 6; out 2", "Score (VAS): pre 4; 15 min 4"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.note import Note
from facetproof.facts.quantities import number
from facetproof.facts.readers.pain_scores.phrases import NOT_TODAY, SCALE_NAME
from facetproof.facts.scores import scale_name
from facetproof.facts.work import is_done_here

_CUE = re.compile(r"\b(?:pain|nrs|vas|vrs|nprs|scores?)\b")
_TOLD = re.compile(
    r"\b(?:(?P<early>in|pre|before|baseline|initial|on arrival|arrival|prior|start)|(?P<late>out|post|after|directly after|leaving|discharge|end|at \d+ ?m(?:in(?:utes?)?)?|\d+ ?m(?:in(?:utes?)?)?|\d ?h(?:r|ours?)?))"
    r"\b[ :=_-]{0,4}(?:(?:score|pain|nrs|vas|vrs|was|is|of)\b[ :=]{0,2})?(?P<score>10|\d(?:\.\d)?)(?:\s*/\s*10)?(?![\d:/%-]|\.\d|\s*(?:%|mg|ml|cc|mm|h\b|hrs?\b|hours?|m\b|min|weeks?|wks?|days?|months?|y))"
)
"""A word for before or after and its score."""


class Score(NamedTuple):
    """One score.

    Attributes:
        when: `pain_before` or `pain_after`.
        score: or the lower end of a range.
        high: upper end of a range.
        scale: its short name, where it is told.
        rank: how sure the reading is, 0 the surest.
    """

    when: str
    score: float
    high: float | None
    scale: str | None
    start: int
    end: int
    rank: int


def in_lines(note: Note) -> Iterator[Score]:
    """Scores of lines that name a pain or a scale and hold a score before and one after, each once."""
    lower = note.lower
    at = 0
    for line in lower.splitlines(keepends=True):
        start, at = at, at + len(line)
        if not _CUE.search(line) or NOT_TODAY.search(line):
            continue
        found = {kind: m for m in reversed(list(_TOLD.finditer(line))) for kind in ("early", "late") if m[kind]}
        if found.keys() != {"early", "late"} or found["early"].start() > found["late"].start():
            continue
        place = start + found["early"].start("score")
        context = note.context(place, place + 1)
        if (
            not is_done_here(note, note.sentence_at(place))
            or context.hypothetical
            or context.teaching
            or context.historical
        ):
            continue
        named = {scale_name(m[0]) for m in SCALE_NAME.finditer(line)}
        scale = named.pop() if len(named) == 1 else None
        for when, kind in (("pain_before", "early"), ("pain_after", "late")):
            m = found[kind]
            value = number(m["score"])
            if value is not None:
                yield Score(when, value, None, scale, start + m.start("score"), start + m.end("score"), 1)
        return
