# ruff: noqa: E501 - one pattern a line
"""Earlier facet sessions told in a note: what was done, when, where, and what it did.

Relief of an earlier session belongs to that session, never to today's. What is planned is no history.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.readers.guidance.phrases import IMAGING
from facetproof.facts.readers.history import phrases as say
from facetproof.facts.readers.history.diary import is_diary, settle_diary
from facetproof.facts.readers.history.mentions import clause_of, past_list
from facetproof.facts.readers.history.named import Mention, named_in, speaks_of_facets, terms_by_sentence
from facetproof.facts.readers.history.narrative import TODAY, afterwards, tells_on
from facetproof.facts.readers.history.only import settle_forms, settle_only
from facetproof.facts.readers.history.ordinals import settle_kinds, settle_ordinals, settle_places
from facetproof.facts.readers.history.responses import events_in
from facetproof.facts.readers.history.sessions import Group, Item, assign, give_lesion, group_of, targets_in
from facetproof.facts.readers.history.tables import tables_told, with_rows_of, within
from facetproof.facts.readers.injectates.amounts import Given
from facetproof.facts.readers.injectates.reader import given_in
from facetproof.facts.side_words import side_words
from facetproof.facts.work import is_work_under_another_heading
from facetproof.model.chart import Technique

_READER = "history"
_MOST = 12
_STRONGEST = 10
"""No local anaesthetic is stronger; a higher percentage beside a drug is that of the relief."""
_USED = re.compile(r"\b(?:used|given|injected|total of|each)\b")
_SEDATION = Gated(
    r"\b(?:(?P<depth>minimal|light|moderate|conscious|deep) (?:iv |intravenous )?sedation|(?:no|without|sedation:? none)(?: iv| intravenous)? ?sedation)\b(?! (?:reason|if|as needed))"
)
_DEPTHS = {
    "minimal": "minimal",
    "light": "minimal",
    "moderate": "moderate",
    "conscious": "moderate",
    "deep": "deep",
    None: "none",
}
_GUIDANCE = frozenset({"fluoroscopy", "ct", "ultrasound", "mri"})


def read(note: Note) -> Iterator[Sighting]:
    """Sightings of `history`, one item for each earlier session in the order told."""
    tables = note.memo(tables_told)
    mentions = [mention for mention in note.memo(past_list) if not within(tables, mention.start)]
    if not mentions and not tables and not speaks_of_facets(note) and not is_diary(note):
        return
    groups: list[Group] = []
    told: list[tuple[Mention, list[Item]]] = []
    for mention in mentions:
        left, right = _region(note, mention)
        events = events_in(note, left, right)
        after = list(afterwards(note, mention)) if right == mention.sentence.end else []
        for sentence in after:
            events += [e for e in events_in(note, sentence.start, sentence.end) if e.kind != "when"]
        one = _one_of(note, mention, groups)
        group = groups[-1] if one else group_of(note, mention, left, right, events, groups)
        if group is None:
            continue
        assign(note, group, events, mention, after, one)
        if one:
            group = Group(mention.technique, [one], True)
        _procedure(
            note,
            group,
            [
                (mention.sentence, left, right),
                *((s, s.start, s.end) for s in _next_to(note, mention, right)),
                *((s, s.start, s.end) for s in after if tells_on(note, s)),
            ],
        )
        _places_after(note, group, mention, after)
        _in_words(note, group, [(left, right), *((sentence.start, sentence.end) for sentence in after)])
        told.append((mention, group.items))
        if one is None and group not in groups:
            groups.append(group)
    settle_forms(note, told)
    groups = _without_bare(groups)
    settle_ordinals(note, groups)
    settle_kinds(note, groups)
    settle_places(note, groups)
    settle_diary(note, groups)
    settle_only(note, groups)
    items = with_rows_of(tables, [item for group in groups for item in group.items])[:_MOST]
    for number, item in enumerate(items):
        yield from _sightings(f"history.{number}", item)


def _one_of(note: Note, mention: Mention, groups: list[Group]) -> Item | None:
    """The session that "The second, on …" speaks of, where several were named before it in one go."""
    ordinal = say.ORDINAL_AHEAD.match(note.lower, mention.start)
    told = next((group for group in reversed(groups) if len(group.items) > 1), None)
    if ordinal is None or told is None or told is not groups[-1]:
        return None
    n = say.place_of(ordinal["n"]) - 1
    return told.items[n] if n < len(told.items) else None


def _without_bare(groups: list[Group]) -> list[Group]:
    """The groups but for those that only name what another one of the same kind tells in full ("s/p MBB")."""
    full = [group for group in groups if not _is_bare(group)]
    kept = []
    for group in groups:
        told = [other for other in full if other.technique is group.technique]
        if _is_bare(group) and group.technique is None and _told_in_full(full):
            continue
        if _is_bare(group) and told and not group.numbered:
            for item in told[0].items if "intent" in group.items[0].values else ():
                item.values.setdefault("intent", group.items[0].values["intent"])
            continue
        kept.append(group)
    return kept


def _told_in_full(groups: list[Group]) -> bool:
    """Whether blocks are told in full, so that "prior blocks" names none of its own."""
    return any(group.technique is None or not group.technique.is_ablation for group in groups)


def _is_bare(group: Group) -> bool:
    item = group.items[0]
    return (
        len(group.items) == 1
        and item.values.keys() <= {"technique", "intent"}
        and not (item.targets or item.side or item.drugs)
    )


def _region(note: Note, mention: Mention) -> tuple[int, int]:
    """The stretch of the sentence that speaks of this mention and no other."""
    sentence, lower = mention.sentence, note.lower
    hits = note.memo(terms_by_sentence).get(sentence.start, [])
    others = [(other.start, other.end) for other in named_in(note, sentence, hits)]
    others += [(hit.start, hit.end) for hit in hits if hit.meaning.startswith("not ")]
    before = max((end for _, end in others if end <= mention.start), default=None)
    after = min((start for start, _ in others if start >= mention.end), default=None)
    left, right = clause_of(lower, sentence, mention.start, mention.end)
    left = max(left, _boundary(lower, before, mention.start)) if before is not None else left
    right = min(right, _boundary(lower, mention.end, after)) if after is not None else sentence.end
    return left, right


def _boundary(lower: str, start: int, end: int) -> int:
    """Where one mention ends and the next begins: the last comma, "and" or "then" between them."""
    last = start
    for m in re.finditer(
        r",|;|\band\b|\bthen\b|\bfollowed by\b|\bafter\b|\bfollowing\b|\bpreceded by\b|\bbased on\b|\. |\n",
        lower[start:end],
    ):
        last = start + m.start()
    return last


def _next_to(note: Note, mention: Mention, right: int) -> Iterator[Sentence]:
    """The sentences after a mention that ends its own, up to the next procedure, that tell what was given."""
    if right < mention.sentence.end:
        return
    at = note.sentences.index(mention.sentence) + 1
    named = note.memo(terms_by_sentence)
    for following in note.sentences[at : at + _SOON]:
        hits = named.get(following.start)
        if hits and (
            any(h.meaning.startswith("not ") for h in hits) or any(True for _ in named_in(note, following, hits))
        ):
            return
        if following.kind is not mention.sentence.kind:
            return
        said = note.said(following)
        if _USED.search(said) and not TODAY.search(said):
            yield following


_SOON = 3


def _procedure(note: Note, group: Group, stretches: list[tuple[Sentence, int, int]]) -> None:
    """How the needle was guided and what was given, where that is told of the earlier session."""
    for sentence, left, right in stretches:
        if is_work_under_another_heading(note, sentence):
            continue
        for hit in note.hits(IMAGING):
            if left <= hit.start < right and hit.meaning in _GUIDANCE and not note.context(hit.start, hit.end).negated:
                for item in group.items:
                    item.values.setdefault("guidance", (hit.meaning, hit.start, hit.end))
        sedation = _SEDATION.search(note.lower, left, right)
        if sedation is not None:
            depth = _DEPTHS.get(sedation["depth"], "none")
            for item in group.items:
                item.values.setdefault("sedation", (depth, *sedation.span()))
        drugs = given_in(note, sentence, left, right)
        for item in group.items:
            item.drugs = item.drugs or tuple(_drugs_of(item, group, drugs, left, right))
            if group.technique is not None and group.technique.is_ablation:
                give_lesion(note, item, left, right)


def _drugs_of(item: Item, group: Group, drugs: list[Given], left: int, right: int) -> list[Given]:
    """The drugs of one of several dated sessions: those beside its date, "1/22 (bupivacaine) and 2/19 (lidocaine)"."""
    places = sorted(one.values["dos"][1] for one in group.items if "dos" in one.values)
    if len(places) < 2 or len(places) < len(group.items) or not all(left <= place < right for place in places):
        return drugs
    if len({drug.agent for drug in drugs}) < 2:
        return drugs
    own = item.values["dos"][1]
    if any(drug.start > places[-1] for drug in drugs):
        following = next((place for place in places if place > own), right)
        return [drug for drug in drugs if own < drug.start < following]
    before = max((place for place in places if place < own), default=left)
    return [drug for drug in drugs if before <= drug.start < own]


_NAMES_PLACES = re.compile(r"\b(?:levels?|joints?|nerves?|sides?|performed at|done at|treated|targets?|location)\b")


def _places_after(note: Note, group: Group, mention: Mention, after: list[Sentence]) -> None:
    """Places told in the sentence after, where it goes on with the line of the mention or says that it names them."""
    for n, sentence in enumerate(after):
        on_line = not n and "\n" not in note.lower[mention.end : sentence.start]
        on = tells_on(note, sentence)
        if not on and not on_line and (n or _NAMES_PLACES.search(note.said(sentence)) is None):
            continue
        named = targets_in(note.lower, sentence.start, sentence.end, mention.technique or Technique.MEDIAL_BRANCH_BLOCK)
        sides = side_words(note.lower, sentence.start, sentence.end) if on else []
        for item in group.items:
            item.targets = item.targets or named
            if item.side is None and len({word.side for word in sides}) == 1:
                item.side = (sides[0].side, sides[0].start, sides[0].end)


def _in_words(note: Note, group: Group, stretches: list[tuple[int, int]]) -> None:
    """A response told in words only, and one that still goes on."""
    for left, right in stretches:
        ongoing, vague = say.ONGOING.search(note.lower, left, right), say.VAGUE.search(note.lower, left, right)
        for item in group.items:
            if ongoing is not None:
                item.values.setdefault("ongoing", (True, ongoing.start(), ongoing.end()))
            if vague is not None and not item.values.keys() & {"percent", "hours", "pain"}:
                item.values.setdefault("vague", (None, vague.start(), vague.end()))


def _sightings(path: str, item: Item) -> Iterator[Sighting]:
    values = item.values
    for name in ("technique", "intent", "dos", "dos_text"):
        if name in values:
            yield Sighting(f"{path}.{name}", *values[name], _READER)
    for name in ("celsius", "seconds"):
        if name in values:
            yield Sighting(f"{path}.ablation.{name}", *values[name], _READER)
    if "sedation" in values:
        yield Sighting(f"{path}.sedation", *values["sedation"], _READER)
    if "guidance" in values:
        yield Sighting(f"{path}.guidance", *values["guidance"], _READER)
    yield from _target_sightings(path, item)
    for n, drug in enumerate(item.drugs):
        yield Sighting(f"{path}.injectates.{n}.agent", drug.agent, drug.start, drug.end, _READER)
        for unit, (amount, (start, end)) in drug.amounts.items():
            if unit == "percent" and amount > _STRONGEST:
                continue
            yield Sighting(f"{path}.injectates.{n}.{unit}", amount, start, end, _READER)
        if drug.per is not None:
            yield Sighting(f"{path}.injectates.{n}.per", drug.per[0], *drug.per[1], _READER)
    if "percent" in values:
        told, start, end = values["percent"]
        yield Sighting(f"{path}.relief.percent", told.low, start, end, _READER)
        if told.bound:
            yield Sighting(f"{path}.relief.bound", told.bound, start, end, _READER)
        if told.high != told.low:
            yield Sighting(f"{path}.relief.low", told.low, start, end, _READER)
            yield Sighting(f"{path}.relief.high", told.high, start, end, _READER)
    elif "vague" in values:
        yield Sighting(f"{path}.relief.percent", *values["vague"], _READER)
    for name, key in (("hours", "hours"), ("function_percent", "function"), ("ongoing", "ongoing")):
        if key in values:
            yield Sighting(f"{path}.relief.{name}", *values[key], _READER)
    for name, key in (("pain_before", "before"), ("pain_after", "after")):
        if key in values and "pain" not in values:
            yield Sighting(f"{path}.{name}.score", *values[key], _READER)
            if "scale" in values:
                yield Sighting(f"{path}.{name}.scale", *values["scale"], _READER)
    if "pain" in values:
        before, after, scale, at_before, at_after = values["pain"][0]
        for name, score, (start, end) in (("pain_before", before, at_before), ("pain_after", after, at_after)):
            yield Sighting(f"{path}.{name}.score", score, start, end, _READER)
            if scale:
                scale_name, start, end = scale
                yield Sighting(f"{path}.{name}.scale", scale_name, start, end, _READER)


def _target_sightings(path: str, item: Item) -> Iterator[Sighting]:
    for number, named in enumerate(item.targets):
        here = f"{path}.targets.{number}"
        side = named.side or (item.side[0] if item.side else None)
        at = named.side_at or (item.side[1:] if item.side else None)
        if side is not None and at is not None:
            yield Sighting(f"{here}.side", side.value, at[0], at[1], _READER)
        start, end = named.start, named.end
        match named.sort:
            case "joint":
                yield Sighting(f"{here}.joints", list(named.names), start, end, _READER)
            case "nerve":
                yield Sighting(f"{here}.nerves", list(named.names), start, end, _READER)
            case _:
                yield Sighting(f"{here}.text", " ".join(named.names), start, end, _READER)
    if not item.targets and item.side is not None:
        side, start, end = item.side
        yield Sighting(f"{path}.targets.0.side", side.value, start, end, _READER)
