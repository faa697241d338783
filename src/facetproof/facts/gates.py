"""Patterns that are tried only where a literal stands that they cannot match without, which the pattern itself tells.

`\\b(?:handout|leaflet)\\b(?! given)` cannot match without "handout" or "leaflet". To look for a few literals takes a
small part of the time of the search for a pattern, and most patterns have nothing to find in most notes. In a long
text one pass (Aho-Corasick) finds the literals of all patterns; one that begins with them is tried there and nowhere
else.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick_rs

from facetproof.facts.beginnings import beginnings, strange
from facetproof.facts.beginnings import opening as opening_of

_LONG = 600
"""Shorter texts, mostly sentences, are not worth a pass."""
_MOST = 32
"""More literals take longer than the pattern."""
_MOST_WAYS = 16
"""Of a run of letters with small classes in it: \"pre[- ]op\" is two."""
_WIDEST_CLASS = 3
_SHORTEST = 2
_RARE = frozenset("%#@|{}[]*?~+=\u00b0\u2265")
"""Signs that are worth looking for alone."""


class Together:
    """Patterns of which one pass over a text finds all literals."""

    def __init__(self) -> None:
        self._literals: list[frozenset[str]] = []
        self._owners: list[tuple[int, ...]] = []
        self._automaton: ahocorasick_rs.AhoCorasick | None = None

    def add(self, literals: frozenset[str]) -> int:
        """The number of one more pattern."""
        self._literals.append(literals)
        self._automaton = None
        return len(self._literals) - 1

    def places(self, text: str) -> Mapping[int, list[int]] | None:
        """By the number of a pattern where its literals begin in a text, ascending; None where they may not tell."""
        return _places(self, len(self._literals), text)

    def find(self, text: str) -> Mapping[int, list[int]] | None:
        """The same, not remembered."""
        if strange(text):
            return None
        if self._automaton is None:
            owners: dict[str, list[int]] = {}
            for number, literals in enumerate(self._literals):
                for literal in literals:
                    owners.setdefault(literal, []).append(number)
            self._owners = [tuple(numbers) for numbers in owners.values()]
            self._automaton = ahocorasick_rs.AhoCorasick(list(owners))
        numbers_of = self._owners
        found: dict[int, list[int]] = {}
        for index, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for number in numbers_of[index]:
                places = found.get(number)
                if places is None:
                    found[number] = [start]
                else:
                    places.append(start)
        for places in found.values():
            places.sort()
        return found


@lru_cache(maxsize=4)
def _places(together: Together, count: int, text: str) -> Mapping[int, list[int]] | None:  # noqa: ARG001 - part of the key
    return together.find(text)


OF_NOTES = Together()
"""What is looked for in whole notes, in lower case."""


class Gated:
    """A pattern with its gate; finds what the pattern finds.

    Args:
        source: the pattern.
        flags: of `re`.
        among: the literals to look for; those that the pattern tells where none are given.
        together: the patterns with which it shares the one pass over a long text; what is mostly looked for in
            sentences, or has words that stand in most notes, is better off without.
    """

    def __init__(
        self,
        source: str | re.Pattern[str],
        flags: int = 0,
        among: tuple[str, ...] | None = None,
        together: Together | None = OF_NOTES,
    ) -> None:
        self.pattern = re.compile(source, flags)
        self.opens = False
        self._together: Together | None = None
        self._number = 0
        if among is None:
            found = needles(self.pattern)
            # the empty literal stands everywhere: the gate is open
            among = ("",) if found is None else tuple(sorted(found, key=lambda word: (-len(word), word)))
            opening = beginnings(self.pattern) if together is not None else None
            self.opens = opening is not None
            literals = opening if opening is not None else found
            if together is not None and literals is not None:
                self._together = together
                self._number = together.add(literals)
        self.needles = among

    def within(self, text: str) -> Gated:
        """The same for stretches of one text: only the literals that the text has are looked for in them."""
        return Gated(self.pattern, among=tuple([needle for needle in self.needles if needle in text]))

    def may_match(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether one of the literals stands in `text[start:end]`."""
        for needle in self.needles:  # noqa: SIM110 - a loop takes half the time of any()
            if text.find(needle, start, end) >= 0:
                return True
        return False

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        if self._together is not None and len(text) >= _LONG:
            standing = self._together.places(text)
            if standing is not None:
                places = standing.get(self._number)
                if places is None:
                    return None
                if self.opens:
                    return self._first(text, places, start, end)
                return self.pattern.search(text, start, end) if _any_within(places, start, end) else None
        return self.pattern.search(text, start, end) if self.may_match(text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As of `re.Pattern`."""
        if self._together is not None and len(text) >= _LONG:
            standing = self._together.places(text)
            if standing is not None:
                places = standing.get(self._number)
                if places is None:
                    return iter(())
                if self.opens:
                    return iter(self._all(text, places, start, end))
                return self.pattern.finditer(text, start, end) if _any_within(places, start, end) else iter(())
        return self.pattern.finditer(text, start, end) if self.may_match(text, start, end) else iter(())

    def _first(self, text: str, places: list[int], start: int, end: int) -> re.Match[str] | None:
        match = self.pattern.match
        for at in range(bisect_left(places, start), len(places)):
            place = places[at]
            if place >= end:
                return None
            found = match(text, place, end)
            if found is not None:
                return found
        return None

    def _all(self, text: str, places: list[int], start: int, end: int) -> list[re.Match[str]]:
        matches: list[re.Match[str]] = []
        last = start
        match = self.pattern.match
        for at in range(bisect_left(places, start), len(places)):
            place = places[at]
            if place >= end:
                break
            if place >= last:
                found = match(text, place, end)
                if found is not None:
                    matches.append(found)
                    last = found.end()
        return matches


def _any_within(places: list[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


class Anchored:
    """A pattern that is tried only where a quick one, of what it may begin with, matches; finds what the pattern finds.

    Args:
        source: the pattern.
        opening: matches wherever the pattern may begin; best begun with a class of characters, since a search passes
            quickly over all that the class does not have. Told by the pattern itself where none is given.
        back: so many characters of the pattern stand before the opening.
    """

    def __init__(self, source: str | re.Pattern[str], opening: str | None = None, back: int = 0) -> None:
        self.pattern = re.compile(source)
        told = opening_of(self.pattern) if opening is None else opening
        if told is None:
            raise ValueError("a pattern that may begin with anything has no opening")
        self.opening = re.compile(told)
        self._back = back

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return next(self.finditer(text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As of `re.Pattern`."""
        last, back, match = start, self._back, self.pattern.match
        for begin in self.opening.finditer(text, start, end):
            place = begin.start() - back
            if place >= last:
                m = match(text, place, end)
                if m is not None:
                    last = m.end()
                    yield m


def openings(words: Iterable[str]) -> tuple[str, str]:
    """(first letters, pieces of a pattern that go on after them with the second letters) of words.

    `[jm](?<!\\w.)(?:(?<=j)[au]|(?<=m)a)` finds where "jan", "jul" or "mar" may begin.
    """
    seconds: dict[str, set[str]] = {}
    for word in words:
        seconds.setdefault(word[0], set()).add(word[1])
    pieces = (f"(?<={first})[{''.join(sorted(found))}]" for first, found in sorted(seconds.items()))
    return "".join(sorted(seconds)), "|".join(pieces)


def needles(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Literals of which every match holds one; None where there are none that help, or case does not count."""
    if pattern.flags & re.IGNORECASE:
        return None
    found = _of(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    return None if found is None else frozenset(found)


def _of(sequence: Any) -> set[str] | None:
    """The best set of literals of a sequence of items, of which each match holds one."""
    best: set[str] | None = None
    runs: list[str] = []
    for operator, argument in sequence:
        ways = _ways(operator, argument)
        if ways is not None:
            longer = [run + way for run in runs or [""] for way in ways]
            if len(longer) > _MOST_WAYS:
                best, longer = _better(best, set(runs)), ways
            runs = longer
        elif operator not in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT):
            # what stands at no width leaves the run of literals whole
            best, runs = _better(_better(best, set(runs)), _within(operator, argument)), []
    return _better(best, set(runs))


def _ways(operator: Any, argument: Any) -> list[str] | None:
    """The characters that a single place may hold, where these are few."""
    if operator is _constants.LITERAL:
        return [chr(argument)]
    if operator is not _constants.IN or len(argument) > _WIDEST_CLASS:
        return None
    return [chr(value) for _, value in argument] if all(kind is _constants.LITERAL for kind, _ in argument) else None


def _within(operator: Any, argument: Any) -> set[str] | None:
    if operator is _constants.SUBPATTERN:
        _, added, taken, inner = argument
        return None if (added | taken) & re.IGNORECASE else _of(inner)
    if operator in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        least, _, inner = argument
        return _of(inner) if least else None
    if operator is _constants.BRANCH:
        parts = [_of(branch) for branch in argument[1]]
        return None if None in parts else _useful({word for part in parts if part is not None for word in part})
    return None


def _better(a: set[str] | None, b: set[str] | None) -> set[str] | None:
    """Of two sets the one with the longer shortest literal, then the smaller."""
    b = _useful(b)
    if a is None or b is None:
        return a if b is None else b
    return min(a, b, key=lambda found: (-min(map(len, found)), len(found)))


def _useful(found: set[str] | None) -> set[str] | None:
    """Without literals that hold another; None where one is too short to tell anything, or they are too many."""
    if not found or any(len(word.strip()) < _SHORTEST and word not in _RARE for word in found):
        return None
    kept = {word for word in found if not any(other != word and other in word for other in found)}
    return kept if len(kept) <= _MOST else None
