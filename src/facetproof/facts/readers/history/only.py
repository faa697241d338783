# ruff: noqa: E501 - one pattern a line
"""What a note tells far from the one earlier session it names: lines of a form below it, a response told later."""

from __future__ import annotations

import re
from itertools import pairwise

from facetproof.facts.answers import answers
from facetproof.facts.calendar import written_dates
from facetproof.facts.note import Note, Sentence
from facetproof.facts.procedure import procedure_of
from facetproof.facts.readers.conservative_care.phrases import MODALITIES
from facetproof.facts.readers.history import phrases as say
from facetproof.facts.readers.history.diary import give
from facetproof.facts.readers.history.named import Mention
from facetproof.facts.readers.history.responses import events_in
from facetproof.facts.readers.history.sessions import Group, Item, put
from facetproof.facts.readers.technique.phrases import TERMS
from facetproof.facts.sections import Kind
from facetproof.facts.statements import in_dialogue, kind_here

_TELLS = frozenset({Kind.TITLE, Kind.OTHER, Kind.HISTORY, Kind.ASSESSMENT, Kind.TREATMENT})
_RESPONSE = re.compile(
    r"\b(?:better|relief|improve\w*|gone|helped|less pain|pain[- ]free|reduc\w+|lasted|held|wore off|came back|came down)\b"
)
_BODY = frozenset({"knee", "hip", "shoulder", "ankle", "elbow", "wrist", "rib", "vein", "hip joint", "shoulder joint"})
"""Parts of the body, of which no procedure is told."""
_HYPOTHETICAL = re.compile(r"\b(?:if|hopes?|hoping|expect\w*|would like|goal|should|need(?:s|ed)?|want(?:s|ed)?)\b|\?")


def settle_only(note: Note, groups: list[Group]) -> None:
    """Gives a response told later to the session, where the note tells of no other and nothing was done at this encounter."""
    items = [item for group in groups for item in group.items]
    if len(items) != 1 or items[0].values.keys() & {"percent"} or procedure_of(note) is not None:
        return
    item, named = items[0], max(seen[1] for seen in items[0].values.values()) if items[0].values else 0
    for before, sentence in pairwise(note.sentences):
        if sentence.start < named or kind_here(note, sentence) not in _TELLS or in_dialogue(note, sentence.start):
            continue
        if _RESPONSE.search(note.lower, sentence.start, sentence.end) and _speaks_of_it(note, before, sentence, named):
            events = events_in(note, sentence.start, sentence.end)
            percents = [event for event in events if event.kind == "percent"]
            if len({event.value[:2] for event in percents}) > 1:
                continue
            fresh = "percent" not in item.values
            for event in events:
                if event.kind == "hours" or (event.kind in ("percent", "function") and fresh):
                    put(item, event)
            ongoing = say.ONGOING.search(note.lower, sentence.start, sentence.end) if percents and fresh else None
            if ongoing is not None:
                item.values.setdefault("ongoing", (True, ongoing.start(), ongoing.end()))


def _speaks_of_it(note: Note, before: Sentence, sentence: Sentence, named: int) -> bool:
    """Whether nothing else may be meant: no other procedure since the session, no other treatment, person or wish beside."""
    if _HYPOTHETICAL.search(note.lower, sentence.start, sentence.end):
        return False
    if any(
        hit.meaning.startswith("not ") and note.lower[hit.start : hit.end].rstrip("s") not in _BODY
        for hit in note.hits(TERMS)
        if named <= hit.start < sentence.end
    ):
        return False
    if any(note.hits_in(MODALITIES, one) for one in (before, sentence)):
        return False
    return not any(
        (found := note.context(at, at + 1)).family or found.teaching or found.hypothetical or found.negated
        for at in (sentence.start, sentence.end - 1)
    )


def settle_forms(note: Note, told: list[tuple[Mention, list[Item]]]) -> None:
    """Gives the labelled lines below a session named at the head of a line of its own to it: "Block #1: 7/8/2025"."""
    lower = note.lower
    starts = [mention.start for mention, _ in told]
    for n, (mention, items) in enumerate(told):
        line = lower.rfind("\n", 0, mention.start) + 1
        if len(items) != 1 or not _AT_HEAD.fullmatch(lower, line, mention.start):
            continue
        first = lower.find("\n", mention.end)
        stop = lower.find("\n\n", first + 2) if first >= 0 else -1
        stop = min(stop if stop >= 0 else len(lower), *(start for start in starts[n + 1 :]), len(lower))
        lines = lower[first:stop].strip("\n").split("\n") if 0 <= first < stop else []
        if not lines or not all(_LABELLED.match(each) for each in lines if each.strip()):
            continue
        for answer in note.memo(answers):
            if not first <= answer.start < stop:
                continue
            if _DATE.fullmatch(answer.question):
                for written in written_dates(lower, answer.start, answer.end):
                    if written.date is not None:
                        items[0].values.setdefault("dos", (written.date.isoformat(), written.start, written.end))
            else:
                give(note, items[0], answer)


_DATE = re.compile(
    r"(?:procedure |block )?(?:date|dos|done|performed)(?: (?:done|performed|of (?:service|procedure|block)))?"
)
_AT_HEAD = re.compile(
    r"[ \t*#>\u2022-]*(?:\(?\d[.)] )?(?:first |second |third |1st |2nd |3rd |prior |previous |last )?(?:diagnostic |therapeutic |lumbar |cervical |left |right )*"
)
_LABELLED = re.compile(r"[ \t*>\u2022-]*[a-z%][a-z %/()-]{1,40}[:=|]")
