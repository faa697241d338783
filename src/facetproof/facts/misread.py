"""Words that text recognition misread ("procedurc", "rnedial", "lNJECTlON") → the words of our own vocabulary.

Only where the text shows such damage, only whole words of letters, and only where one word alone can have been meant.
Figures are never repaired: "O.5 mL" and "L4-S" stay as they are and give nothing.
"""

from __future__ import annotations

import importlib
import re
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from facetproof.facts.gates import Anchored, Gated
from facetproof.facts.phrases import Lexicon

_FREQUENT = (
    "with were patient procedure after under needle medial branch joint level left right fluoroscopy injection relief "
    "side date lumbar cervical each facet nerve placed injected pain score diagnostic bilateral block performed local "
    "lidocaine bupivacaine sedation the here there where she her this which before consent sterile history prior "
    "percent therapeutic complications diagnosis indication radiofrequency ablation seconds minutes guidance pre "
    "used hour hours baseline headache addendum myelopathy radiculopathy neither never denies"
).split()
_LOOKS = {"m": "rn", "cl": "d", "d": "cl", "i": "l", "l": "i", "e": "c", "h": "b", "b": "h", "c": "e"}
"""Letters and what they are read as; digits in their place are looked for by themselves."""
_CLASS = str.maketrans({"1": "l", "i": "l", "|": "l", "0": "o", "5": "s", "8": "b", "h": "b", "e": "c"})
_TOKEN = re.compile(r"[A-Za-z|][A-Za-z01358|]{2,}|[1058][A-Za-z][A-Za-z01358|]+")
_DIGIT_IN_WORD = re.compile(
    r"[0158](?:(?<=[a-z][01])[a-z]{2}|(?<=[a-z]{2}[58])[a-z]{2}|(?<=[01])(?<![a-z0-9].)[a-z]{4})"
)
_BEHIND = re.compile(r"\(\?<[!=][^()]*\)")
"""A look behind within a word: "m(?<!\\wm)ixture"."""
_ESCAPED = re.compile(r"\\[A-Za-z]")
_LITERAL = re.compile(r"(?<![a-z\\])[a-z]{3,}(?![a-z]|\\w|\?)")
_UNITS = ("ml", "mg", "mm", "min", "mcg")
_SHORT = 3
_LONG = 5
_ORDINARY = frozenset(
    (
        "allergies amp arc arch bad bag ball bard bat bead beads bearing beat beating beats best boll bold borne "
        "bow calls case cast class clear clip close closed closes cloud clot clue corn bum dose ease eat "
        "endoscopies failing fell fill hall hay hid hill hit hook hooked hooks horn horns ileus iodine modem "
        "neuropathies onc sbe scd sees tall tic tie tums weil "
    ).split()
)
"""Words of everyday notes that look like others of ours."""
_PLAIN = frozenset(
    (
        "asks bare base beside besides calendar calendars carry cues diagnoses else facts generic generics guesses hat "
        "heading headings label labels landmark landmarks negation number numbers people phrase phrases piece pieces "
        "quantities readers say says section sections sentence sentences skips span spans tell turned turns vertebrae "
        "whether write writes written"
    ).split()
)
"""Words of plain prose, which are right as they stand."""


class Repair(NamedTuple):
    """The text with misread letters put right, and what else to change: (place, letter to put in or "" to take out)."""

    text: str
    changes: tuple[tuple[int, str], ...]


def repaired(text: str) -> Repair:
    """The text with its misread words put right; the same text where it shows no damage."""
    if not _is_damaged(text.lower()):
        return Repair(text, ())
    letters = list(text)
    changes: list[tuple[int, str]] = []
    known, looks = _vocabulary()
    for m in _TOKEN.finditer(text):
        token = m[0].lower()
        if token in known or token in _ORDINARY:
            continue
        meant = looks.get(_skeleton(token), ())
        if len(meant) == 1 and (len(token) > _SHORT or meant[0] in _FREQUENT or meant[0] in _UNITS):
            steps = _steps(token, meant[0])
            capitals = sum(letter.isupper() for letter in m[0]) * 2 > len(m[0])
            for at, letter in steps.put:
                letters[m.start() + at] = letter.upper() if capitals else letter
            changes.extend((m.start() + at, new) for at, new in steps.changes)
    return Repair("".join(letters), tuple(changes))


class _Steps(NamedTuple):
    put: tuple[tuple[int, str], ...]
    changes: tuple[tuple[int, str], ...]


def _steps(token: str, word: str) -> _Steps:
    """From the letters read to those of the word."""
    put: list[tuple[int, str]] = []
    changes: list[tuple[int, str]] = []
    at = n = 0
    while at < len(token) and n < len(word):
        if token[at] == word[n]:
            pass
        elif word[n] in "md" and token[at : at + 2] == {"m": "rn", "d": "cl"}[word[n]]:
            put.append((at, word[n]))
            changes.append((at + 1, ""))
            at += 1
        elif token[at] in "md" and word[n : n + 2] == {"m": "rn", "d": "cl"}[token[at]]:
            put.append((at, word[n]))
            changes.append((at + 1, word[n + 1]))
            n += 1
        else:
            put.append((at, word[n]))
        at, n = at + 1, n + 1
    return _Steps(tuple(put), tuple(changes))


def _skeleton(word: str) -> str:
    """What a word may look like: the same for words that are taken for one another."""
    return word.translate(_CLASS).replace("rn", "m").replace("cl", "d")


def _is_damaged(lower: str) -> bool:
    if _DIGIT_IN_WORD.search(lower):
        return True
    for _, start, end in _damage().find_matches_as_indexes(lower, overlapping=True):
        before, after = lower[start - 1 : start], lower[end : end + 1]
        if not before.isalnum() and not after.isalnum():
            return True
    return False


@cache
def _damage() -> ahocorasick_rs.AhoCorasick:
    """Misreadings of frequent words and of long ones, which are no other words."""
    seen: set[str] = set()
    known, _ = _vocabulary()
    words = {*_FREQUENT, *_UNITS, *(word for word in known if len(word) >= _LONG)}
    for word in words:
        once = _misreadings(word)
        seen |= once
        if word in _FREQUENT:
            seen |= {twice for read in once for twice in _misreadings(read)}
    return ahocorasick_rs.AhoCorasick(sorted(seen - known - _ORDINARY - {"thc", "mi"}))


def _misreadings(word: str) -> set[str]:
    """A word with one letter or pair of letters read as another."""
    found: set[str] = set()
    for letters, look in _LOOKS.items():
        at = word.find(letters)
        while at >= 0:
            found.add(word[:at] + look + word[at + len(letters) :])
            at = word.find(letters, at + 1)
    return found


@cache
def _vocabulary() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """The words of all phrases and patterns of the readers, and by what they look like."""
    words: set[str] = {*_FREQUENT, *_UNITS, *_PLAIN}
    listed: tuple[str, ...] = importlib.import_module("facetproof.facts.readers").READERS
    names = [
        "facetproof.facts." + name
        for name in (
            "cues",
            "calendar",
            "quantities",
            "section_kinds",
            "spine_words",
            "side_words",
            "procedure",
            "believable",
            "called_off",
            "around_procedure",
        )
    ]
    names += [f"facetproof.facts.readers.{name}.phrases" for name in listed]
    for name in names:
        for variable, value in vars(importlib.import_module(name)).items():
            # neither the text nor the path of the module is a phrase
            for source in () if variable.startswith("__") else _sources(value):
                words.update(_LITERAL.findall(_ESCAPED.sub(" ", _BEHIND.sub("", source))))
    words.update({f"{word}s" for word in words if len(word) > _SHORT and not word.endswith("s")})
    looks: dict[str, set[str]] = {}
    for word in words:
        looks.setdefault(_skeleton(word), set()).add(word)
    return frozenset(words), {look: tuple(meant) for look, meant in looks.items()}


def _sources(value: object) -> list[str]:
    if isinstance(value, Lexicon):
        return list(value.phrases)
    if isinstance(value, (Gated, Anchored)):
        return _sources(value.pattern)
    if isinstance(value, re.Pattern):
        return [str(value.pattern)]
    if isinstance(value, (tuple, list, frozenset)):
        return [source for item in value for source in _sources(item)]
    return [value] if isinstance(value, str) else []
