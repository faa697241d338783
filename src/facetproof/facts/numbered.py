"""Paragraphs on another procedure of the day, told by its number: "#2: three taut bands, 1 mL lidocaine in each"."""

from __future__ import annotations

import re

from facetproof.facts.note import Note, Sentence
from facetproof.facts.readers.technique.phrases import AT_FACET, TERMS

_NUMBER = re.compile(r"\(?(?:#\s?(?P<a>\d)[.:)]?|(?P<b>\d)[.)]|(?:procedure|part) (?:#\s?)?(?P<c>\d)[.:)])\s")


def of_other_procedure(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence stands in a paragraph under the number of a procedure that is none at the facet joints."""
    return sentence.start in note.memo(_under_their_numbers)


def _first(note: Note, sentence: Sentence) -> int:
    """The first character of a sentence after its label."""
    start = sentence.body
    while start < sentence.end and note.lower[start].isspace():
        start += 1
    return start


def _under_their_numbers(note: Note) -> frozenset[int]:
    numbered = [
        (sentence, m) for sentence in note.sentences if (m := _NUMBER.match(note.lower, _first(note, sentence)))
    ]
    others: set[str] = set()
    for sentence, m in numbered:
        meanings = {hit.meaning for hit in note.hits_in(TERMS, sentence)}
        if any(name.startswith("not ") for name in meanings) and not meanings & AT_FACET:
            others.add(m["a"] or m["b"] or m["c"])
    if not others:
        return frozenset()
    found: set[int] = set()
    at = {sentence.start: m["a"] or m["b"] or m["c"] for sentence, m in numbered}
    number, last = "", 0
    for sentence in note.sentences:
        blank = sentence.body > sentence.start or note.text.count("\n", last, sentence.start) > 1
        number = at.get(sentence.start, "" if blank else number)
        if number in others:
            found.add(sentence.start)
        last = sentence.end
    return frozenset(found)
