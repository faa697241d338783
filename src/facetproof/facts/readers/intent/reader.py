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
_AIM = re.compile(r"\b(?:intent|purpose|aim|goal)\b")
_AS_TEST = re.compile(
    r"\b(?:this|it|block|injection|procedure) (?:is|was) (?:a |purely |strictly |performed as a |done as a )?"
    r"(?:diagnostic|therapeutic)$"
    r"|\bas an? (?:diagnostic|therapeutic)$"
)
"""The words before it say that the procedure itself was one."""
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
    if sentence.kind is Kind.PROCEDURE and _is_prose(note, sentence):
        return 1
    if sentence.start in titles or sentence.kind is Kind.PROCEDURE:
        return 0 if sentence.end - sentence.start < 220 or sentence.kind is Kind.PROCEDURE else 1
    if sentence.kind is Kind.DIAGNOSIS and _SUCCESS.search(note.lower, sentence.start, sentence.end):
        return 1
    if sentence.kind is Kind.INDICATION:
        # "Indication: diagnostic" is a form line
        return 0 if sentence.body > sentence.start and sentence.end - sentence.body < _FORM else 2
    if sentence.kind is Kind.PLAN:
        return 3 if "today" in note.said(sentence) else None
    if sentence.kind in (Kind.HISTORY, Kind.ASSESSMENT):
        return 3 if NOW.search(note.lower, sentence.start, sentence.end) else None
    return 1 if is_done_here(note, sentence) else None


_SUCCESS = re.compile(r"\b(?:successful\w*|uncomplicated|technically|status post|s/p|completed|performed)\b")
"""In an impression: the sentence tells of the procedure that was done."""
_VERB = re.compile(r"\b(?:was|were|is|are|has|had|have|if|will|would|gave|she|he)\b")


def _tells_of_another(note: Note, sentence: Sentence, hit: Hit) -> bool:
    """Whether "her first diagnostic block was …" tells what an earlier block did, unlike "second diagnostic block"."""
    lower, start, end = note.lower, sentence.start, sentence.end
    return _WHAT_IT_DID.match(lower, hit.end, end) is not None and NOW.search(lower, start, end) is None


_WHAT_IT_DID = re.compile(
    r"(?: (?:medial branch|facet(?: joint)?))?(?: \w+)? (?:was|were|is|has|had|gave|provided|helped|in|on)\b"
)


def _is_prose(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence below the line that names the procedure speaks of it in prose."""
    below = sentence.body == sentence.start
    return below and _VERB.search(note.lower, sentence.start, sentence.end) is not None


_ORDINAL = re.compile(r"\b(?:first|1st|initial|second|2nd|last)\b[^.;]{0,12}$")
_UNDERGOES = re.compile(r"^(?!.*\bif\b).*\b(?:undergoing|here for|presents? for|this is)\b[^.;]{0,20}$")


def _stated(note: Note, sentence: Sentence, hits: list[Hit], rank: int) -> Iterator[tuple[str, int, int]]:
    lower = note.lower
    both = BOTH.search(lower, sentence.body, sentence.end)
    if both and (rank == 0 or not note.context(*both.span()).historical):
        yield "both", both.start(), both.end()
        return
    for hit in hits:
        whole = rank == 0 and not lower[sentence.body : hit.start].strip() and not lower[hit.end : sentence.end].strip()
        other = OTHER_USE.match(lower, hit.start) is not None and not (rank == 0 and _AIM.search(sentence.label))
        if hit.start < sentence.body or (other and not whole and not _AS_TEST.search(lower, sentence.start, hit.end)):
            continue
        context = note.context(hit.start, hit.end)
        denied = context.negated if rank > 0 else DENIED.search(lower, sentence.start, hit.start) is not None
        if denied or context.teaching or context.family:
            continue
        if rank == 0 and context.historical and SEVERAL.search(lower, sentence.start, hit.start):
            continue
        if rank > 0:
            one = ONE_OF_SEVERAL.search(lower, sentence.start, hit.start)
            if context.consent or (context.hypothetical and not _UNDERGOES.search(lower, sentence.start, hit.start)):
                continue
            if _ORDINAL.search(lower, sentence.start, hit.start) and _tells_of_another(note, sentence, hit):
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
