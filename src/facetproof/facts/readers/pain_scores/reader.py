"""Pain before and after the procedure."""

from __future__ import annotations

from collections.abc import Iterator

from facetproof.facts.note import Note, Sighting
from facetproof.facts.readers.history.diary import answers_of_session
from facetproof.facts.readers.pain_scores.told import UNREADABLE, Score, session_scores
from facetproof.facts.scores import scale_of_form

_NAME = "pain_scores"


def read(note: Note) -> Iterator[Sighting]:
    """`session.pain_before`, `session.pain_after` of a procedure at the facet joints."""
    seen = note.memo(session_scores)
    for when in ("before", "after"):
        found = [score for score in seen if score.when == when]
        if not found:
            answer = note.memo(answers_of_session).get(when)
            if answer is not None:
                yield Sighting(f"session.pain_{when}.score", *answer, _NAME)
            continue
        best = min(score.rank for score in found)
        here = f"session.pain_{when}"
        for score in _agreeing([s for s in found if s.rank == best]):
            if score.high > score.low:
                yield Sighting(f"{here}.low", score.low, score.start, score.end, _NAME)
                yield Sighting(f"{here}.high", score.high, score.start, score.end, _NAME)
            else:
                yield Sighting(f"{here}.score", score.low, score.start, score.end, _NAME)
            if score.scale:
                yield Sighting(f"{here}.scale", score.scale, score.start, score.end, _NAME)
            elif named := note.memo(scale_of_form):
                yield Sighting(f"{here}.scale", *named, _NAME)


def _agreeing(found: list[Score]) -> list[Score]:
    """Those that agree; nothing of a series over time, whose scores need not be the same."""
    if len({(score.low, score.high) for score in found}) > 1 and all(score.timed for score in found):
        return []
    found = [score for score in found if score.low != UNREADABLE]
    ranges = [score for score in found if score.high > score.low]
    single = [score for score in found if score.high == score.low]
    if not ranges or not single:
        return found
    return ranges if all(r.low <= s.low <= r.high for r in ranges for s in single) else []
