"""Why the injection was given, where the record says so for this procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.phrases import Hit
from facetproof.facts.procedure import procedure_of
from facetproof.facts.readers.intent.phrases import (
    ALONE,
    BLOCK,
    BOTH,
    DENIED,
    INTENT,
    NOW,
    ONE_OF_SEVERAL,
    OTHER_USE,
    PURPOSE,
    SEVERAL,
)
from facetproof.facts.sections import Kind
from facetproof.facts.work import is_done_here

_NAME = "intent"
_FORM = 24
"""The value of a form line has at most so many characters."""
_FIELD = re.compile(r"\b(?:intent|purpose|kind|type|aim|goal|block|procedure|technique|indication|reason)\b")


def read(note: Note) -> Iterator[Sighting]:
    """`session.intent`; words for both intents at once are vague."""
    done = procedure_of(note)
    if done is None or not done.is_facet or done.technique.is_ablation or not note.has(INTENT):
        return
    ranked: dict[int, list[tuple[str, int, int]]] = {}
    titles = {naming.sentence.start for naming in done.titles}
    for sentence, hits in note.sentences_with(INTENT):
        rank = _rank(note, sentence, titles)
        if rank is None:
            continue
        for value, start, end in _stated(note, sentence, hits, rank):
            ranked.setdefault(rank, []).append((value, start, end))
    if not ranked:
        return
    best = ranked[min(ranked)]
    for value, start, end in best:
        if value == "both":
            yield Sighting("session.intent", None, start, end, _NAME)
            return
    for value, start, end in best:
        yield Sighting("session.intent", value, start, end, _NAME)


def _rank(note: Note, sentence: Sentence, titles: set[int]) -> int | None:
    if sentence.kind is Kind.FIELD and _FIELD.search(sentence.label):
        return 0
    if sentence.start in titles or sentence.kind is Kind.PROCEDURE:
        return 0 if sentence.end - sentence.start < 220 or sentence.kind is Kind.PROCEDURE else 1
    if sentence.kind is Kind.INDICATION:
        # "Indication: diagnostic" is a form line
        return 0 if sentence.body > sentence.start and sentence.end - sentence.body < _FORM else 2
    if sentence.kind is Kind.PLAN:
        return 3 if "today" in note.said(sentence) else None
    if sentence.kind in (Kind.HISTORY, Kind.ASSESSMENT):
        return 3 if NOW.search(note.lower, sentence.start, sentence.end) else None
    return 1 if is_done_here(note, sentence) else None


def _stated(note: Note, sentence: Sentence, hits: list[Hit], rank: int) -> Iterator[tuple[str, int, int]]:
    lower = note.lower
    both = BOTH.search(lower, sentence.body, sentence.end)
    if both and (rank == 0 or not note.context(*both.span()).historical):
        yield "both", both.start(), both.end()
        return
    for hit in hits:
        whole = rank == 0 and not lower[sentence.body : hit.start].strip() and not lower[hit.end : sentence.end].strip()
        if hit.start < sentence.body or (OTHER_USE.match(lower, hit.start) and not whole):
            continue
        context = note.context(hit.start, hit.end)
        denied = context.negated if rank > 0 else DENIED.search(lower, sentence.start, hit.start) is not None
        if denied or context.teaching or context.family:
            continue
        if rank == 0 and context.historical and SEVERAL.search(lower, sentence.start, hit.start):
            continue
        if rank > 0:
            one = ONE_OF_SEVERAL.search(lower, sentence.start, hit.start)
            if context.consent or context.hypothetical:
                continue
            if not one and SEVERAL.search(lower, sentence.start, hit.start):
                continue
            purpose = PURPOSE.match(lower, hit.start) if rank == 2 else None
            now = one or purpose or NOW.search(lower, sentence.start, sentence.end)
            if (context.historical or context.planned) and not now:
                continue
            if rank >= 2 and not now:
                continue
            alone = purpose or ALONE.fullmatch(lower, sentence.body, sentence.end)
            if not alone and not BLOCK.search(
                lower, max(sentence.start, hit.start - 40), min(sentence.end, hit.end + 60)
            ):
                continue
        yield hit.meaning, hit.start, hit.end
