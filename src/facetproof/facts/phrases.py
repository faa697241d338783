"""Literal phrases in a note: all phrases of a lexicon are found in one pass (Aho-Corasick), whole words only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs


def listed(phrases: str) -> tuple[str, ...]:
    """Phrases written one after the other with commas between them."""
    return tuple(phrase for part in phrases.split(",") if (phrase := part.strip()))


class Hit(NamedTuple):
    """One phrase found: `lower[start:end]` and what the lexicon says it means."""

    start: int
    end: int
    meaning: str


_MADE: list[Lexicon] = []
"""Every lexicon there is, so that one pass over a note finds the phrases of all."""


class Lexicon:
    """Phrases by meaning, lower case. A plural ending after a phrase still counts as the phrase.

    Args:
        phrases: meaning -> the phrases that mean it.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self.phrases = {phrase: meaning for meaning, listed in phrases.items() for phrase in listed}
        self._written = list(self.phrases)
        self._automaton: ahocorasick_rs.AhoCorasick | None = None
        _MADE.append(self)

    def find(self, lower: str) -> list[Hit]:
        """Phrases in a lower-case text, left to right, the longest where several begin at one place; none overlap."""
        if self._automaton is None:
            self._automaton = ahocorasick_rs.AhoCorasick(self._written)
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            if _is_word(lower, start, end):
                phrase = self._written[index]
                found.append((start, -end, self.phrases[phrase]))
        return _apart(found)


def _apart(found: list[tuple[int, int, str]]) -> list[Hit]:
    """(start, -end, meaning) of phrases as hits, the longest where several begin at one place, none over another."""
    found.sort()
    hits, last = [], 0
    for start, minus_end, meaning in found:
        if start >= last:
            last = -minus_end
            hits.append(Hit(start, last, meaning))
    return hits


class _Phrase(NamedTuple):
    """What is known of a phrase beforehand: its ends; number of the lexicon and meaning for each that has it."""

    opens: bool
    closes: bool
    plural: bool
    owners: tuple[tuple[int, str], ...]


class Lexicons:
    """Several lexicons in one pass over a text: the same hits as each finds alone.

    Args:
        lexicons: each once.
    """

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self._numbers = {lexicon: number for number, lexicon in enumerate(lexicons)}
        owners: dict[str, list[tuple[int, str]]] = {}
        for lexicon, number in self._numbers.items():
            for phrase, meaning in lexicon.phrases.items():
                owners.setdefault(phrase, []).append((number, meaning))
        # a single letter stands in most words, so that the automaton would give hundreds of places for nothing
        letters = [phrase for phrase in owners if len(phrase) == 1 and phrase.isalpha()]
        self._letters = {phrase: owners.pop(phrase) for phrase in letters}
        self._lone = re.compile(f"[{''.join(letters)}](?<![^\\W_].)(?=(?:e?s)?(?![^\\W_]))") if letters else None
        self._phrases = [
            _Phrase(phrase[0].isalnum(), phrase[-1].isalnum(), phrase[-1].isalpha(), tuple(listed))
            for phrase, listed in owners.items()
        ]
        self._automaton = ahocorasick_rs.AhoCorasick(list(owners))

    def scan(self, lower: str) -> Scan:
        """All phrases of all lexicons in a lower-case text."""
        found: list[list[tuple[int, int, str]]] = [[] for _ in self._numbers]
        for m in self._lone.finditer(lower) if self._lone else ():
            for number, meaning in self._letters[m[0]]:
                found[number].append((m.start(), -m.end(), meaning))
        phrases, length = self._phrases, len(lower)
        for index, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            opens, closes, plural, owners = phrases[index]
            if opens and start and lower[start - 1].isalnum():
                continue
            if closes and end < length and lower[end].isalnum() and not (plural and _is_plural(lower, end)):
                continue
            for number, meaning in owners:
                found[number].append((start, -end, meaning))
        return Scan(lower, self._numbers, found)


class Scan:
    """The phrases of one text, by lexicon."""

    def __init__(self, lower: str, numbers: Mapping[Lexicon, int], found: Sequence[list[tuple[int, int, str]]]) -> None:
        self._lower = lower
        self._numbers = numbers
        self._found = found
        self._hits: dict[Lexicon, list[Hit]] = {}

    def hits(self, lexicon: Lexicon) -> list[Hit]:
        """What `lexicon.find` gives for the text; a lexicon that was not in the pass is looked for now."""
        hits = self._hits.get(lexicon)
        if hits is None:
            number = self._numbers.get(lexicon)
            hits = lexicon.find(self._lower) if number is None else _apart(self._found[number])
            self._hits[lexicon] = hits
        return hits


def scan(lower: str) -> Scan:
    """The phrases of every lexicon there is in a lower-case text."""
    return _together(len(_MADE)).scan(lower)


@lru_cache(maxsize=1)
def _together(count: int) -> Lexicons:
    return Lexicons(_MADE[:count])


def _is_word(text: str, start: int, end: int) -> bool:
    if text[start].isalnum() and start and text[start - 1].isalnum():
        return False
    if not text[end - 1].isalnum() or end == len(text) or not text[end].isalnum():
        return True
    return text[end - 1].isalpha() and _is_plural(text, end)


def _is_plural(text: str, end: int) -> bool:
    """Whether a word ends here with "s" or "es": "blocks", "injections", "approaches"."""
    for ending in ("s", "es"):
        stop = end + len(ending)
        if text.startswith(ending, end) and (stop == len(text) or not text[stop].isalnum()):
            return True
    return False
