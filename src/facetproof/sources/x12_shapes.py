"""What is wrong with single segments of a transaction set, held against a table of their shapes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from facetproof.model.claimfile import Fault
from facetproof.sources.x12_guide import diagnosed, pattern_of, shape


class Shapes:
    """The segments of one kind of transaction set.

    Args:
        name: of the set, such as `278`.
        words: by tag, the elements in the words of `x12_guide`.
        passed: tags that may occur and are not looked into.
    """

    def __init__(self, name: str, words: Mapping[str, str], passed: frozenset[str]) -> None:
        self._name, self._passed = name, passed
        self._shapes = {tag: shape(text) for tag, text in words.items()}
        self._patterns: dict[tuple[str, str], re.Pattern[str]] = {}

    def faults_of(self, elements: list[str], mark: str) -> tuple[Fault, ...]:
        """What is wrong with one segment taken by itself.

        Args:
            elements: its elements, tag first.
            mark: the separator between them.
        """
        tag = elements[0]
        found = self._shapes.get(tag)
        if found is None:
            if tag in self._passed:
                return ()
            shown = tag if tag.isalnum() and tag.isascii() and len(tag) <= 3 else ""
            return (Fault("segment-unknown", f"No segment of an X12 {self._name} has this name", 0, shown),)
        pattern = self._patterns.get((tag, mark))
        if pattern is None:
            pattern = self._patterns[tag, mark] = pattern_of(tag, found, mark)
        if elements[-1] and pattern.fullmatch(mark.join(elements)):
            return ()
        bare = list(elements)
        while len(bare) > 1 and not bare[-1]:
            bare.pop()
        faults = diagnosed(found, bare)
        if len(bare) < len(elements):
            what = "Empty elements at the end are left out"
            faults.append(Fault("trailing-separator", what, 0, tag, severe=False))
        return tuple(faults)
