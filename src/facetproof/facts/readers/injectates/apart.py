# ruff: noqa: E501 - one pattern a line
"""Amounts told apart from their drug: on a line of their own ("Volume: 0.5 cc per nerve"), or in the sentence after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.note import Note, Sentence
from facetproof.facts.readers.injectates.amounts import OF_ANOTHER, Given, Span, amounts_in, per_of
from facetproof.facts.readers.injectates.phrases import (
    AGENTS,
    PER_TARGET,
    PLAIN_STRENGTH,
    PLAIN_VOLUME,
    SKIN,
    STRENGTH_LABEL,
    TOTAL,
    VOLUME_LABEL,
)
from facetproof.facts.work import is_done_here

Told = tuple[str, tuple[float, Span], tuple[str, Span] | None]
"""Unit, amount with its place, and whether that is for each target or in all."""
_OF_SOMETHING_ELSE = re.compile(r"\b(?:contrast|dye|saline|skin|flush|blood|fluids?|lesion|aspirat\w*|sedation)\b")
_UNIT_OF_LABEL = re.compile(r"\b(?:ml|cc|volume|vol)\b")
_SENTENCES_ON = 2
_NOT_OF_DRUG = re.compile(
    r"\b(?:contrast|omnipaque|isovue|iohexol|dye|saline|air|blood|versed|midazolam|fentanyl|propofol|ebl|fluid|cyst)\b"
)


def with_amounts_apart(note: Note, given: list[Given]) -> list[Given]:
    """The drugs, each with what the lines below it or the next sentence tell of its strength and amount."""
    if not given or all({"ml", "mg"} & item.amounts.keys() and "percent" in item.amounts for item in given):
        return given
    result = list(given)
    for sentence in note.sentences:
        owner = _owner(result, sentence)
        if owner is None or any(sentence.start <= item.start < sentence.end for item in result):
            continue
        for unit, amount, per in _told(note, sentence, result[owner]):
            item = result[owner]
            if unit in item.amounts or (unit != "percent" and {"ml", "mg"} & item.amounts.keys()):
                continue
            result[owner] = item._replace(amounts={**item.amounts, unit: amount}, per=item.per or per)
    return result


def _owner(given: list[Given], sentence: Sentence) -> int | None:
    """The drug told last before a sentence; the only one where there is no other."""
    if len(given) == 1:
        return 0
    before = [n for n, item in enumerate(given) if item.end <= sentence.start]
    return max(before, key=lambda n: given[n].start, default=None)


def _told(note: Note, sentence: Sentence, item: Given) -> Iterator[Told]:
    lower = note.lower
    if not is_done_here(note, sentence) or note.hits_in(AGENTS, sentence):
        return
    if sentence.body > sentence.start:
        if _OF_SOMETHING_ELSE.search(sentence.label):
            return
        strength = (
            PLAIN_STRENGTH.match(lower, sentence.body, sentence.end) if STRENGTH_LABEL.search(sentence.label) else None
        )
        if strength is not None:
            yield "percent", (float(strength["value"]), strength.span()), None
        volume = PLAIN_VOLUME.match(lower, sentence.body, sentence.end) if VOLUME_LABEL.search(sentence.label) else None
        unit = (volume["unit"] or (_UNIT_OF_LABEL.search(sentence.label) and "ml")) if volume else None
        if volume is not None and unit is not None:
            per = per_of(note, sentence)
            yield "mg" if unit == "mg" else "ml", (float(volume["value"]), volume.span("value")), per
    elif _goes_on(note, sentence, item):
        for amount in amounts_in(lower, sentence.body, sentence.end):
            if amount.unit in ("ml", "mg") and OF_ANOTHER.match(lower, amount.end) is None:
                yield amount.unit, (amount.value, (amount.start, amount.end)), per_of(note, sentence)
                return


def _goes_on(note: Note, sentence: Sentence, item: Given) -> bool:
    """Whether a sentence just after that of the drug tells how much each target got, or all of them."""
    lower = note.lower
    if sum(item.end <= s.start <= sentence.start for s in note.sentences) > _SENTENCES_ON or item.end > sentence.start:
        return False
    if _NOT_OF_DRUG.search(lower, sentence.start, sentence.end) or SKIN.search(lower, sentence.start, sentence.end):
        return False
    context = note.context(sentence.start, sentence.start)
    if not context.asserted or context.planned or context.historical:
        return False
    return (
        PER_TARGET.search(lower, sentence.start, sentence.end) is not None
        or TOTAL.search(lower, sentence.start, sentence.end) is not None
    )
