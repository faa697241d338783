"""Literal phrases in a note: all phrases of a lexicon are found in one pass (Aho-Corasick), whole words only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
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


class Lexicon:
    """Phrases by meaning, lower case. A plural ending after a phrase still counts as the phrase.

    Args:
        phrases: meaning -> the phrases that mean it.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._meaning = {phrase: meaning for meaning, listed in phrases.items() for phrase in listed}
        self._phrases = list(self._meaning)

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._phrases)

    def find(self, lower: str) -> list[Hit]:
        """Phrases in a lower-case text, left to right, the longest where several begin at one place; none overlap."""
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            if _is_word(lower, start, end):
                found.append((start, -end, index))
        found.sort()
        hits, last = [], 0
        for start, minus_end, index in found:
            if start >= last:
                last = -minus_end
                hits.append(Hit(start, last, self._meaning[self._phrases[index]]))
        return hits


def _is_word(text: str, start: int, end: int) -> bool:
    if text[start].isalnum() and start and text[start - 1].isalnum():
        return False
    if not text[end - 1].isalnum() or end == len(text) or not text[end].isalnum():
        return True
    # plural: "blocks", "injections", "approaches"
    for ending in ("s", "es"):
        stop = end + len(ending)
        if text.startswith(ending, end) and (stop == len(text) or not text[stop].isalnum()):
            return text[end - 1].isalpha()
    return False
