# ruff: noqa: E501 - one pattern a line
"""Pain before and after the procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.body import AT_SPINE, BODY_PART
from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.procedure import procedure_of
from facetproof.facts.quantities import number
from facetproof.facts.readers.pain_scores.lines import Score, in_lines
from facetproof.facts.readers.pain_scores.phrases import (
    AFTER_SCORES,
    BEFORE_AFTER,
    CHANGE,
    CHANGE_CUE,
    CLOCK,
    FELL,
    FORM,
    LABEL,
    LEAVING,
    NOT_TODAY,
    ON_SCALE,
    PAIR,
    POST,
    PRE,
    RIGHT_AFTER,
    SCALE_NAME,
    SCORE,
)
from facetproof.facts.readers.technique.phrases import PERFORMED
from facetproof.facts.scores import scale_name, scale_of_form
from facetproof.facts.sections import Kind
from facetproof.facts.work import is_done_here

_NAME = "pain_scores"
_NEXT = 24
_SOON_AFTER = re.compile(r"\s*(?:/\s*10\s*)?(?:@|at|after)\s*\d+ ?min")
_GATE = Gated(
    r"\d ?-?> ?\d+ ?@|\b(?:went|came|fell|dropped) (?:down )?from \d|\b(?:pain|nrs|vas|vrs|nprs|score)\b|/\s?100?\b|out of (?:100|10|ten)\b|\bpre(?:-?(?:block|op|procedure|injection))?:? \d"
)


def read(note: Note) -> Iterator[Sighting]:
    """`session.pain_before`, `session.pain_after` of a procedure at the facet joints."""
    done = procedure_of(note)
    if done is None or not done.is_facet:
        return
    seen: list[Score] = []
    for sentence in note.sentences:
        if _GATE.search(note.lower, sentence.start, sentence.end) and _may_tell(note, sentence):
            seen.extend(_in_sentence(note, sentence))
    seen = _by_the_clock(note, seen or list(in_lines(note)))
    for when in ("pain_before", "pain_after"):
        found = [score for score in seen if score.when == when]
        if not found:
            continue
        best = min(score.rank for score in found)
        for score in (s for s in found if s.rank == best):
            here = f"session.{when}"
            if score.high is not None:
                yield Sighting(f"{here}.low", score.score, score.start, score.end, _NAME)
                yield Sighting(f"{here}.high", score.high, score.start, score.end, _NAME)
            else:
                yield Sighting(f"{here}.score", score.score, score.start, score.end, _NAME)
            if score.scale:
                yield Sighting(f"{here}.scale", score.scale, score.start, score.end, _NAME)
            elif named := note.memo(scale_of_form):
                yield Sighting(f"{here}.scale", *named, _NAME)


def _by_the_clock(note: Note, seen: list[Score]) -> list[Score]:
    """Scores of a log by time of day, without a word for before or after: those before the first needle, after the last."""
    loose = [score for score in seen if score.rank > 0 and _has_clock(note, score.start)]
    work = [hit.start for hit in note.hits(PERFORMED) if hit.meaning in _NEEDLE_WORK and _has_clock(note, hit.start)]
    if len(loose) < 2 or not work:
        return seen
    placed = []
    for score in seen:
        if score not in loose or score.start < min(work):
            placed.append(score)
        elif score.start > max(work):
            placed.append(score._replace(when="pain_after", rank=0))
    return placed


_NEEDLE_WORK = frozenset({"needle", "given", "lesion"})


def _has_clock(note: Note, place: int) -> bool:
    return CLOCK.match(note.lower, note.lower.rfind("\n", 0, place) + 1) is not None


def _may_tell(note: Note, sentence: Sentence) -> bool:
    if is_done_here(note, sentence):
        return True
    # a score below a diagnosis field without a heading of its own is still the score of this session
    return sentence.kind in (Kind.HISTORY, Kind.INDICATION, Kind.EXAM, Kind.ASSESSMENT, Kind.DIAGNOSIS)


def _in_sentence(note: Note, sentence: Sentence) -> Iterator[Score]:
    lower = note.lower
    start, end = sentence.start, sentence.end
    if BODY_PART.search(lower, start, end) and not AT_SPINE.search(lower, start, end):
        return
    first = note.context(start, start)
    if (
        first.hypothetical
        or first.teaching
        or first.family
        or first.consent
        or (first.historical and not LABEL.search(sentence.label) and not BEFORE_AFTER.search(lower, start, end))
    ):
        return
    label_scale = scale_name(sentence.label)
    if sentence.body > start and PRE.search(sentence.label) and POST.search(sentence.label):
        m = PAIR.match(lower, sentence.body, end) if LABEL.search(sentence.label) else None
        if m is not None:
            yield from _one("pain_before", m["a"], None, label_scale, *m.span("a"), 0)
            yield from _one("pain_after", m["b"], None, label_scale, *m.span("b"), 0)
            return
    m = FORM.match(lower, sentence.body, end) if sentence.body > start and LABEL.search(sentence.label) else None
    if m is not None and not NOT_TODAY.search(sentence.label):
        pre, post = PRE.search(sentence.label), POST.search(sentence.label)
        if bool(pre) != bool(post):
            scale = label_scale or scale_name(m["tail"])
            yield from _one("pain_before" if pre else "pain_after", m["a"], None, scale, *m.span("a"), 0)
            return
    # "pre: 8; post: 3" is cut at its semicolon
    reach = min(end + _NEXT, len(lower)) if lower.startswith("pre", start) else end
    m = AFTER_SCORES.search(lower, start, end) or BEFORE_AFTER.search(lower, start, reach)
    if m is not None and (CHANGE_CUE.search(lower, start, end) or m[0].startswith("pre")):
        scale = label_scale or scale_name(lower[start:end])
        yield from _one("pain_before", m["a"], None, scale, *m.span("a"), 0)
        yield from _one("pain_after", m["b"], None, scale, *m.span("b"), 0)
        return
    m = FELL.search(lower, start, end)
    if m is not None and not NOT_TODAY.search(lower, max(start, m.start() - 40), m.start()):
        scale = label_scale or scale_name(lower[start:end])
        for told, one, other in (("pain_before", "a", "c"), ("pain_after", "b", "d")):
            which = one if m[one] else other
            yield from _one(told, m[which], None, scale, *m.span(which), 0)
        return
    for m in CHANGE.finditer(lower, start, end):
        if not (
            m["scale"]
            or "out of" in m[0]
            or "/" in m[0]
            or _SOON_AFTER.match(lower, m.end())
            or re.search(r"\b(?:pain|score|numeric)\b", lower[start : m.start()])
        ):
            continue
        if "%" in lower[m.end() : m.end() + 2] or re.search(r"\bstrength\b|\d\s*(?:mg|ml)", m[0]):
            continue
        scale = (
            scale_name(m["scale"])
            or scale_name(m["scale2"])
            or label_scale
            or scale_name(lower[m.end() : min(end, m.end() + 28)])
            or scale_name(lower[max(start, m.start() - 20) : m.start()])
        )
        yield from _one("pain_before", m["a"], None, scale, *m.span("a"), 0)
        yield from _one("pain_after", m["b"], None, scale, *m.span("b"), 0)
        return
    named = {name for m in SCALE_NAME.finditer(lower, start, end) if (name := scale_name(m[0]))}
    alone = next(iter(named)) if len(named) == 1 else None
    m = ON_SCALE.search(lower, start, end)
    if m is not None and not NOT_TODAY.search(lower, start, m.start()):
        when, rank = _when(note, sentence, m)
        yield from _one(when or "pain_before", m["a"], None, scale_name(m["scale"]), *m.span("a"), rank if when else 1)
        return
    for m in SCORE.finditer(lower, start, end):
        near = lower[max(start, m.start() - 50) : m.start()]
        if NOT_TODAY.search(near) or NOT_TODAY.match(lower, m.end() + 1):
            continue
        when, rank = _when(note, sentence, m)
        if when is None:
            continue
        which = "a" if m["a"] else "b"
        high = m["high"] if m["a"] else m["high2"]
        scale = (
            scale_name(m["scale"])
            or scale_name(m["scale2"])
            or label_scale
            or scale_name(lower[m.end() : min(end, m.end() + 12)])
            or scale_name(near[-14:])
            or alone
        )
        yield from _one(when, m[which], high, scale, *m.span(), rank)


def _when(note: Note, sentence: Sentence, m: re.Match[str]) -> tuple[str | None, int]:
    """Before or after the needle: by the label, the words before the score, else before, where it is today's pain."""
    lower = note.lower
    label = sentence.label if LABEL.search(sentence.label) and sentence.body <= m.start() else ""
    if RIGHT_AFTER.match(lower, m.end()):
        return "pain_after", 0
    words = lower[sentence.start : m.start()]
    pre, post = [w.end() for w in PRE.finditer(words)], [w.end() for w in POST.finditer(words)]
    if label and post and post[-1] > sentence.body - sentence.start and (not pre or post[-1] > pre[-1]):
        return "pain_after", 0
    # a label of the sentence before reaches here only where this one says nothing of its own
    if label and (sentence.body > sentence.start or not (pre or post)):
        if POST.search(label):
            return "pain_after", 0
        if PRE.search(label):
            return "pain_before", 0
    if LEAVING.match(lower, m.end()):
        return "pain_after", 0
    if post and (not pre or post[-1] > pre[-1]):
        return "pain_after", 0
    if pre:
        return "pain_before", 0
    if POST.match(lower, m.end() + 1):
        return "pain_after", 0
    if PRE.match(lower, m.end() + 1):
        return "pain_before", 0
    of_pain = re.search(r"\bpain\b", lower[sentence.start : sentence.end])
    if m["scale"] or m["scale2"] or of_pain or label:
        return "pain_before", 1
    return None, 9


def _one(
    when: str, score: str, high: str | None, scale: str | None, start: int, end: int, rank: int
) -> Iterator[Score]:
    """The score; nothing where its words make no number."""
    value, top = number(score), number(high) if high else None
    if value is not None and (top is not None or high is None):
        yield Score(when, value, top, scale, start, end, rank)
