"""Diagnoses: the ICD-10-CM codes printed, and those told in words. Words are never turned into codes here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.note import Note, Sighting
from facetproof.facts.readers.diagnoses.phrases import BARE, DOTTED, JOINT, WORDS
from facetproof.facts.sections import Kind
from facetproof.facts.statements import in_dialogue

_WORDS_IN = frozenset({Kind.DIAGNOSIS, Kind.ASSESSMENT})
_MOST = 24
_TITLE = re.compile(r"\b(?:without|w/o|not (?:elsewhere classified|otherwise specified|intractable))\b[^.;:\n]{0,90}$")
"""Titles of codes deny part of themselves ("spondylosis without myelopathy or radiculopathy, M47.816")."""


def read(note: Note) -> Iterator[Sighting]:
    """Sightings of `diagnoses` and `diagnosis_text`, each in the order of its first mention."""
    yield from _codes(note)
    yield from _words(note)


def _codes(note: Note) -> Iterator[Sighting]:
    numbers: dict[str, int] = {}
    found = [*DOTTED.finditer(note.text), *BARE.finditer(note.text)]
    for m in sorted(found, key=lambda m: m.start()):
        if JOINT.match(m[0]) or not note.lower[m.start() : m.end()].strip():
            continue
        if any(doubt.start < m.end() and m.start() < doubt.end for doubt in note.doubts):
            continue
        context = note.context(m.start(), m.end())
        if context.family or context.teaching or (context.negated and not _in_title(note, m.start())):
            continue
        code = m[0].upper()
        if "." not in code:
            code = f"{code[:3]}.{code[3:]}"
        number = numbers.setdefault(code, len(numbers))
        if number < _MOST:
            yield Sighting(f"diagnoses.{number}", code, m.start(), m.end(), "diagnoses")


def _in_title(note: Note, start: int) -> bool:
    return _TITLE.search(note.lower[max(0, start - 140) : start]) is not None


def _words(note: Note) -> Iterator[Sighting]:
    numbers: dict[str, int] = {}
    for sentence, hits in note.sentences_with(WORDS):
        if sentence.kind not in _WORDS_IN or in_dialogue(note, sentence.start):
            continue
        for hit in hits:
            context = note.context(hit.start, hit.end)
            if not context.asserted:
                continue
            words = " ".join(note.lower[hit.start : hit.end].split())
            number = numbers.setdefault(words, len(numbers))
            if number < _MOST:
                yield Sighting(f"diagnosis_text.{number}", words, hit.start, hit.end, "diagnoses")
