"""Sightings without those that a doubtful word may have changed: beside one, or in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.sections import Kind
from facetproof.facts.unsure import Doubt, Sort

_DAYS = frozenset({"session.dos", "assessment.date", "plan.date"})
_PLACES = frozenset({"joints", "nerves", "text", "landmarks"})
_SCORES = re.compile(r"(?:session\.pain_(?:before|after)|assessment\.pain)\.(?:score|low|high)")
_OF_PAIN = re.compile(r"\b(?:pain|nrs|vas|vrs|nprs|scores?|numeric\w*)\b|\u00a4/|/ ?10\b")
_SPAN_OF_TIME = re.compile(r"[ -]?(?:wks?|weeks?|mos?|months?|y(?:ea)?rs?)\b")
_TOLD_OF_OTHERS = frozenset({Kind.IMAGING, Kind.TEACHING, Kind.FAMILY, Kind.CONSENT})
_AGREE = 2
"""So many sentences that say the same value outweigh a doubtful word elsewhere."""


def without_doubtful(note: Note, sightings: list[Sighting]) -> list[Sighting]:
    """The sightings that no doubtful word of the note bears on; all of them where it has none."""
    if not note.doubts:
        return sightings
    beside: dict[Sort, set[int]] = {"date": set(), "place": set(), "figure": set()}
    told = [(doubt, note.sentence_at(doubt.start)) for doubt in note.doubts]
    for doubt, sentence in told:
        beside[doubt.sort].add(sentence.start)
    by_path: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        by_path.setdefault(sighting.path, []).append(sighting)
    dropped = {path for path, seen in by_path.items() if _is_doubtful(note, path, seen, beside, told)}
    return [sighting for sighting in sightings if sighting.path not in dropped]


def _is_doubtful(
    note: Note,
    path: str,
    seen: list[Sighting],
    beside: dict[Sort, set[int]],
    told: list[tuple[Doubt, Sentence]],
) -> bool:
    sort = _sort_of(path, seen[0].value)
    if sort is None or not beside[sort]:
        return False
    places = {note.sentence_at(sighting.start).start for sighting in seen}
    if places & beside[sort]:
        return True
    if path in _DAYS:
        return len(places) < _AGREE
    if sort == "place" and path.startswith(("session.", "plan.")):
        return any(doubt.sort == "place" and sentence.kind not in _TOLD_OF_OTHERS for doubt, sentence in told)
    if path.endswith((".weeks", ".months")):
        return any(doubt.sort == "figure" and _SPAN_OF_TIME.match(note.lower, doubt.end) for doubt, _ in told)
    if _SCORES.fullmatch(path):
        return len(places) < _AGREE and _of_pain(note, told)
    return False


def _of_pain(note: Note, told: Iterable[tuple[Doubt, Sentence]]) -> bool:
    return any(
        doubt.sort == "figure" and _OF_PAIN.search(note.lower, sentence.start, sentence.end) for doubt, sentence in told
    )


def _sort_of(path: str, value: object) -> Sort | None:
    last = path.rpartition(".")[2]
    if last in ("dos", "date"):
        return "date"
    if ".targets." in path:
        return "place" if last in _PLACES else None
    return "figure" if isinstance(value, (int, float)) and not isinstance(value, bool) else None
