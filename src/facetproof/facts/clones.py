"""How much of a note was copied unchanged from an earlier one (NT05)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+(?:[.,/'’-]\w+)*")
_RUN = 8
"""Shortest run of words that counts as copied: long enough that common turns of phrase are none."""

MIN_WORDS = 40
"""Shorter texts give no share: a few lines of a form are alike in every note."""


def share_copied(text: str, earlier: Iterable[str]) -> float | None:
    """Share of the words of `text`, 0 to 1, that stand in an unbroken run of eight or more words of an earlier text.

    Case, spacing and punctuation between words do not count. Time and memory grow linearly with the texts.

    Returns:
        None where there is nothing to compare: no earlier text, or fewer than `MIN_WORDS` words.
    """
    words = _words(text)
    known: set[int] = set()
    compared = False
    for other in earlier:
        other_words = _words(other)
        compared = compared or len(other_words) >= _RUN
        known.update(_runs(other_words))
    if not compared or len(words) < MIN_WORDS:
        return None
    covered = bytearray(len(words))
    for at, run in enumerate(_runs(words)):
        if run in known:
            covered[at : at + _RUN] = b"\x01" * _RUN
    return sum(covered) / len(words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str]) -> Iterable[int]:
    return (hash(tuple(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1))
