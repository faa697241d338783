# ruff: noqa: E501 - one pattern a line
"""Responses told after the blocks they belong to: "80 % relief after the first and 90 % after the second"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.gates import Gated
from facetproof.facts.note import Note
from facetproof.facts.procedure import procedure_of
from facetproof.facts.readers.history.named import named_in, terms_by_sentence
from facetproof.facts.readers.history.phrases import place_of
from facetproof.facts.readers.history.responses import Event, events_in
from facetproof.facts.readers.history.sessions import Group, Item, put
from facetproof.facts.readers.technique.phrases import TERMS
from facetproof.facts.sections import Kind
from facetproof.facts.spine_words import spine_words
from facetproof.facts.statements import in_dialogue
from facetproof.model.chart import Technique

_AFTER = re.compile(
    r"\b(?:after|from|with|following) (?:the |her |his |their |my )?(?P<which>first|1st|second|2nd|third|3rd)\b"
)
_BOTH = Gated(
    r"(?:(?<=\. )|(?<=\n)|(?<=; ))(?:both|each)(?: (?:blocks?|were|was|at|on|for|times?|of them|done))*[: ]|\bboth times\b|(?:(?<=\. )|(?<=\n))(?:these|they|all) were (?:all |both |each )?(?:at|on|done (?:at|on)|performed (?:at|on))\b|\beach time\b"
)
_CUT = re.compile(r",|;|\band\b|\bbut\b|\bwhile\b")
_NEVER = frozenset({Kind.PLAN, Kind.TEACHING, Kind.CONSENT, Kind.FAMILY, Kind.EXAM, Kind.PROCEDURE})
_RESPONSES = frozenset({"percent", "hours", "function", "pain"})


def settle_ordinals(note: Note, groups: list[Group]) -> None:
    """Gives the responses of such sentences to the blocks in their order, where several blocks are known."""
    items = _in_order(groups)
    if len(items) < 2:
        return
    for sentence in note.sentences:
        said = note.said(sentence)
        if "after" not in said and "from" not in said and "with" not in said and "following" not in said:
            continue
        found = list(_AFTER.finditer(said))
        if len(found) < 2 or sentence.kind in _NEVER or in_dialogue(note, sentence.start):
            continue
        if note.context(sentence.start, sentence.start + 1).hypothetical:
            continue
        events = [e for e in events_in(note, sentence.start, sentence.end) if e.kind in _RESPONSES]
        for item in items:
            for name in [
                n for n, seen in item.values.items() if n in _RESPONSES and sentence.start <= seen[1] < sentence.end
            ]:
                del item.values[name]
        for m, stretch in zip(found, _stretches(said, found), strict=True):
            number = place_of(m["which"]) - 1
            for event in _between(events, sentence.start + stretch[0], sentence.start + stretch[1]):
                if number < len(items):
                    put(items[number], event)


def settle_places(note: Note, groups: list[Group]) -> None:
    """Gives the places told of "both" to the blocks that have none: "Both bilateral L4-5, L5-S1."."""
    items = [item for item in _in_order(groups) if not item.targets]
    if not items:
        return
    for sentence in note.sentences:
        if sentence.kind in _NEVER or not _BOTH.search(note.lower, sentence.start, sentence.end):
            continue
        named = tuple(n for n in spine_words(note.lower, sentence.start, sentence.end) if n.sort in {"joint", "nerve"})
        if named and sentence.end > min(seen[1] for item in items for seen in item.values.values()):
            for item in items:
                item.targets = (
                    named if item.side is None else tuple(one._replace(side=None, side_at=None) for one in named)
                )
            return


def _in_order(groups: list[Group]) -> list[Item]:
    """The blocks, oldest first where every one has its day, else as they are told; the ablations where no blocks are."""
    items = [
        item for group in groups if group.technique is None or not group.technique.is_ablation for item in group.items
    ] or [item for group in groups for item in group.items]
    if all("dos" in item.values for item in items):
        items.sort(key=lambda item: str(item.values["dos"][0]))
    return items


def _stretches(said: str, found: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """For each block, the words from the last cut before to the first cut after its number."""
    start = 0
    for m in found:
        cut = _CUT.search(said, m.end())
        end = cut.start() if cut else len(said)
        yield start, end
        start = end


def _between(events: list[Event], start: int, end: int) -> list[Event]:
    return [event for event in events if start <= event.start < end]


def settle_kinds(note: Note, groups: list[Group]) -> None:
    """A block told without its kind is of the one kind of block that the note names."""
    open_ = [group for group in groups if group.technique is None]
    if not open_:
        return
    found: dict[Technique, tuple[int, int]] = {}
    done = procedure_of(note)
    if done is not None and done.is_facet and not done.technique.is_ablation:
        found[done.technique] = done.spans[0]
    for sentence in note.sentences:
        if sentence.kind in (Kind.TEACHING, Kind.FAMILY, Kind.CONSENT):
            continue
        hits = note.memo(terms_by_sentence).get(sentence.start, [])
        for mention in named_in(note, sentence, hits) if hits else ():
            if mention.technique is None or mention.technique.is_ablation:
                continue
            context = note.context(mention.start, mention.end)
            if not (context.negated or context.family or context.teaching):
                found.setdefault(mention.technique, (mention.start, mention.end))
    if not found:
        # blocks told with their nerves apart: "These were at the L4 and L5 medial branches"
        branch = next((h for h in note.hits(TERMS) if h.meaning == "branch" and note.context(*h[:2]).asserted), None)
        if branch is not None:
            found[Technique.MEDIAL_BRANCH_BLOCK] = (branch.start, branch.end)
    if len(found) != 1:
        return
    technique, span = next(iter(found.items()))
    for item in (item for group in open_ for item in group.items):
        item.values.setdefault("technique", (technique.value, *span))
