"""A disability scale and its score."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.phrases import Hit
from facetproof.facts.quantities import number
from facetproof.facts.readers.disability.phrases import (
    CHANGE,
    COLUMNS,
    LAST_COLUMN,
    LATER,
    MAXIMUM,
    NUMBER_AFTER,
    NUMBER_BEFORE,
    OTHER_MEASURE,
    OWN_LINE,
    SCALES,
    SCORE,
)
from facetproof.facts.sections import Kind
from facetproof.facts.statements import of_this_patient

_NOT_DONE = re.compile(
    r"\b(?:not (?:done|completed|obtained|available|recorded)|declined|pending|will be|to be|n/?a)\b"
)
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|prior|last (?:visit|time|year)|earlier|in (?:19|20)\d\d|initially|"
    r"was .{0,20} (?:ago|before))\b"
)


_TABLE = 400
"""The heads of the columns stand so near above."""
_AIM = re.compile(r"\b(?:goal|aim|target|hope|hopes|threshold|cut-?off)\b")
_AT_FIRST = re.compile(r"\b(?:initial|at (?:intake|admission|start of care)|baseline)\b")
"""A score so told counts where there is no later one."""


def read(note: Note) -> Iterator[Sighting]:
    """Sightings of `assessment.disability`: the scale, and the score of today where one is told.

    Where several scales are told, the first one with a score is taken; an earlier visit's score is none.
    """
    scored: tuple[str, float, int, int, int, int] | None = None
    first_visit: tuple[str, float, int, int, int, int] | None = None
    named: tuple[str, int, int] | None = None
    for sentence, hits in note.sentences_with(SCALES):
        if sentence.kind in (Kind.FAMILY, Kind.TEACHING):
            continue
        for hit in hits:
            said = note.lower[hit.end : sentence.end]
            context = note.context(hit.start, hit.end)
            if not of_this_patient(note, hit.start, hit.end) or (context.planned and sentence.kind is not Kind.PLAN):
                continue
            score = _score(
                said, hit.meaning, COLUMNS.search(note.lower, max(0, hit.start - _TABLE), hit.start) is not None
            ) or _elsewhere(note, sentence, hit)
            if score is None:
                if (
                    not _NOT_DONE.search(said[:60])
                    and not (context.negated or _AIM.search(note.lower, sentence.start, sentence.end))
                    and sentence.kind is not Kind.PLAN
                ):
                    named = named or (hit.meaning, hit.start, hit.end)
                continue
            if _EARLIER.search(note.lower[max(sentence.start, hit.start - 30) : max(hit.end, hit.end + score[1])]):
                continue
            value, first, last = score[0], hit.end + score[1], hit.end + score[2]
            if _AT_FIRST.search(note.lower, max(sentence.start, hit.start - 20), first):
                first_visit = first_visit or (hit.meaning, value, hit.start, hit.end, first, last)
                continue
            scored = scored or (hit.meaning, value, hit.start, hit.end, first, last)
    scored = scored or first_visit
    if scored is not None:
        scale, value, start, end, first, last = scored
        yield Sighting("assessment.disability.scale", scale, start, end, "disability")
        yield Sighting("assessment.disability.score", value, first, last, "disability")
    elif named is not None:
        yield Sighting("assessment.disability.scale", named[0], named[1], named[2], "disability")


def _elsewhere(note: Note, sentence: Sentence, hit: Hit) -> tuple[float, int, int] | None:
    """The score in other words: "scored 12 on the RMDQ", "on the ODI she scores 54", or in the next line of a form.

    Places count from the end of the name of the scale, as those of `_score`.
    """
    found = NUMBER_BEFORE.search(note.lower, max(sentence.start, hit.start - 70), hit.start)
    if found is None:
        found = NUMBER_AFTER.match(note.lower, hit.end, sentence.end)
        if found is not None and OTHER_MEASURE.search(found["between"]):
            return None
    if found is None:
        at = note.sentences.index(sentence) + 1
        if at < len(note.sentences):
            found = OWN_LINE.match(note.lower, note.sentences[at].start, note.sentences[at].end)
    value = number(found["score"]) if found is not None else None
    if found is None or value is None or value > MAXIMUM[hit.meaning]:
        return None
    return value, found.start("score") - hit.end, found.end("score") - hit.end


def _score(after: str, scale: str, in_columns: bool) -> tuple[float, int, int] | None:
    """(score, start, end) after the name of the scale; the percentage where both are given."""
    m = SCORE.match(after)
    if m is None:
        m = re.match(r"[^.;]{0,40}?\b(?:from|improved from)\s+(?P<score>\d{1,3})(?P<percent>)(?P<as_percent>)", after)
        if m is None:
            return None
    column = LAST_COLUMN.match(after, m.end())
    if column is not None and in_columns:
        return float(column["score"]), column.start("score"), column.end("score")
    change = CHANGE.match(after, m.end()) or LATER.match(after, m.end())
    if change is not None and not m["as_percent"]:
        return float(change["score"]), change.start("score"), change.end("score")
    group = "as_percent" if m["as_percent"] else "score"
    value = float(m[group])
    return (value, m.start(group), m.end(group)) if value <= MAXIMUM[scale] else None
