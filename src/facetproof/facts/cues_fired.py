"""Why a value was read: the reader that gave it and the cues of that reader in its words."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sighting
from facetproof.facts.phrases import Lexicon
from facetproof.facts.readers import READERS, readers
from facetproof.model.chart import Chart
from facetproof.model.evidence import Evidence

_MOST = 6
"""Cues shown for one place."""


class Fired(NamedTuple):
    """One place that gave a value.

    Attributes:
        path: dotted path in the chart.
        reader: the reader's name.
        words: the words of the value.
        document: id of the note.
        section: kind of the section, and its heading where it has one.
        cues: (words, names of the patterns or meanings of the phrases that found them); empty where the words were
            read by their form alone, such as a date.
    """

    path: str
    reader: str
    words: str
    document: str
    section: str
    cues: tuple[tuple[str, tuple[str, ...]], ...]


def cues_fired(chart: Chart) -> list[Fired]:
    """Every place of every value of a chart that was read from its documents, in the order of the chart's evidence."""
    notes = {document.id: Note(document.text or "", document.id) for document in chart.documents or ()}
    seen = {id: _by_place(note) for id, note in notes.items()}
    return [
        _fired(notes[span.document], seen[span.document], path, span)
        for path, spans in (chart.evidence or {}).items()
        for span in spans
        if span.document in notes
    ]


def _by_place(note: Note) -> dict[tuple[int, int], Sighting]:
    return {
        note.view.quoted(sighting.start, sighting.end): sighting
        for read in readers()
        for sighting in (read(note) if note.text.strip() else ())
    }


def _fired(note: Note, seen: dict[tuple[int, int], Sighting], path: str, span: Evidence) -> Fired:
    sighting = seen.get((span.start, span.end))
    if sighting is None:
        return Fired(path, span.reader, span.quote, span.document, "", ())
    section = note.section_at(sighting.start)
    told = f"{section.kind} “{section.label}”" if section.label else str(section.kind)
    cues = tuple(_cues(note, span.reader, sighting.start, sighting.end))
    return Fired(path, span.reader, span.quote, span.document, told, cues)


def _cues(note: Note, reader: str, start: int, end: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Cues that overlap the words; where none does, those of the same sentence."""
    sentence = note.sentence_at(start)
    found = sorted(set(_found(reader, note.lower, min(sentence.start, start), max(sentence.end, end))))
    upon = [cue for cue in found if cue[0] < end and cue[1] > start]
    names: dict[str, dict[str, None]] = {}
    for first, last, name in upon or found:
        words = " ".join(note.words(first, last).split())
        if words:
            names.setdefault(words, {})[name] = None
    yield from [(words, tuple(told)) for words, told in names.items()][:_MOST]


def _found(reader: str, lower: str, first: int, last: int) -> Iterator[tuple[int, int, str]]:
    for name, cue in _cues_of(reader):
        if isinstance(cue, Lexicon):
            for hit in cue.find(lower[first:last]):
                yield first + hit.start, first + hit.end, hit.meaning
        else:
            for match in cue.finditer(lower, first, last):
                if match.end() > match.start():
                    yield match.start(), match.end(), name


@cache
def _cues_of(reader: str) -> tuple[tuple[str, Lexicon | re.Pattern[str]], ...]:
    """The patterns and lexicons in a reader's `phrases.py`, by name."""
    if reader not in READERS:
        return ()
    module = importlib.import_module(f"facetproof.facts.readers.{reader}.phrases")
    return tuple(
        (name.strip("_").lower().replace("_", " "), cue)
        for name, value in vars(module).items()
        for cue in _within(value)
    )


def _within(value: Any) -> Iterable[Lexicon | re.Pattern[str]]:
    if isinstance(value, (Lexicon, re.Pattern)):
        yield value
    elif isinstance(value, Gated):
        yield value.pattern
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _within(part)
    elif isinstance(value, dict):
        yield from _within(tuple(value.values()))
