# ruff: noqa: E501 - one pattern a line
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
_ASIDE = re.compile(
    r"\b(?:r/o|rule[ -]?out|ruled[ -]?out|ruling out|no (?:evidence|sign|signs|suggestion) of|not (?:consistent|supported|coded|used|billed|valid|payable|covered)|denie[sd]|"
    r"denying|negative for|absence of|versus|vs\.?|unlikely|doubt(?:ful)?|possible|possibly|probable|suspected|considered|being considered|question of|excluded?|excludes|removed|deleted|inactivated|resolved|invalid|deprecated|retired|"
    r"no longer|previously|formerly|used to be|was (?:coded|billed)|prior codes?|old codes?|incorrect(?:ly)?|in error|erroneous(?:ly)?|mistaken(?:ly)?|do not use|don't use|not use|"
    r"polic(?:y|ies)|lcd|covered|payable|payers?|article|supports? medical necessity|billing (?:history|sheet)|claims? history|"
    r"mother|father|sister|brother|husband|wife|daughter|son|family (?:history|hx)|fhx?|spouse|another patient|e\.g\.|example|such as|template)\b"
)
"""Words beside a code that keep it from being a diagnosis of this patient now."""
_OPENS_DENIED = re.compile(r"[\s\d.):#*-]*(?:no|not|without|denies|neither)\b")
_MEASURED = re.compile(r"\b(?:w/o|without|not (?:elsewhere classified|otherwise specified|intractable))\b")
_CORRECTED = re.compile(
    r"\b(?:now|changed to|corrected to|updated to|instead|replaced (?:by|with)|currently|->)\b[^;.\n]{0,24}$"
)
"""Just before a code: it is the one that counts, whatever was coded before."""
_PART = re.compile(r"[;\n|]|\. |\)[,;]? |, (?=\d[.)])|\s\d[.)] | / ")
"""What parts one diagnosis from the next."""
_AFTER = 60
_BEFORE = 110


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
        if _is_aside(note, m.start(), m.end()):
            continue
        code = m[0].upper()
        if "." not in code:
            code = f"{code[:3]}.{code[3:]}"
        number = numbers.setdefault(code, len(numbers))
        if number < _MOST:
            yield Sighting(f"diagnoses.{number}", code, m.start(), m.end(), "diagnoses")


def _is_aside(note: Note, start: int, end: int) -> bool:
    """Whether a code is ruled out, only thought of, taken back, a payer's or a relative's, by the words of its item.

    What the title of a code denies of itself ("spondylosis without radiculopathy") and what else the item says of the
    patient ("not improving") says nothing of the code.
    """
    context = note.context(start, end)
    if context.family or context.teaching:
        return True
    lower = note.lower
    sentence = note.sentence_at(start)
    first = max(sentence.body, start - _BEFORE)
    for m in _PART.finditer(lower, first, start):
        first = m.end()
    last = min(sentence.end, end + _AFTER)
    stop = _PART.search(lower, end, last)
    before, after = lower[first:start], lower[end : stop.start() if stop else last]
    if _CORRECTED.search(before):
        return False
    if _ASIDE.search(before) or _OPENS_DENIED.match(before) or _ASIDE.search(after.split(",")[0]):
        return True
    # "Considered and excluded: M54.16": the label of the line
    return sentence.body > sentence.start and _ASIDE.search(sentence.label) is not None


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
