# ruff: noqa: E501 - one pattern a line
"""Earlier sessions as they are put together: which values belong to which session."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from facetproof.facts.note import Note, Sentence
from facetproof.facts.procedure import procedure_of
from facetproof.facts.readers.history import phrases as say
from facetproof.facts.readers.history.named import Mention, speaks_of_facets
from facetproof.facts.readers.history.responses import Event, lowest
from facetproof.facts.readers.injectates.amounts import Given
from facetproof.facts.side_words import side_words
from facetproof.facts.spine_words import Named, spine_words
from facetproof.model.chart import Technique

_ABLATIONS = frozenset(technique for technique in Technique if technique.is_ablation)
_NUMBERS = {
    "two": 2,
    "2": 2,
    "both": 2,
    "three": 3,
    "3": 3,
    "four": 4,
    "4": 4,
    "twice": 2,
    "dual": 2,
    "a pair of": 2,
    "second": 1,
    "2nd": 1,
}
_ONE_OF = re.compile(r"\b(?:first|second|1st|2nd|one) of (?:the |a )?(?:series of )?$")
Seen = tuple[Any, int, int]


@dataclass
class Item:
    """One earlier session as it is put together; each value with its place."""

    values: dict[str, Seen] = field(default_factory=dict)
    targets: tuple[Named, ...] = ()
    side: Seen | None = None
    drugs: tuple[Given, ...] = ()


@dataclass
class Group:
    """Sessions told in one go ("two diagnostic blocks"); `numbered` where the first of several, another or the like."""

    technique: Technique | None
    items: list[Item]
    numbered: bool = False


def group_of(
    note: Note, mention: Mention, left: int, right: int, events: list[Event], groups: list[Group]
) -> Group | None:
    """The group a mention opens, or the one told before that it speaks of again; None where it adds nothing."""
    lower = note.lower
    dated = [event for event in events if event.kind == "date" and event.start < right]
    before = lower[left : mention.start]
    # "two diagnostic blocks" without a kind are no ablations
    known = [
        g
        for g in groups
        if (mention.technique is None and g.technique not in _ABLATIONS) or g.technique in (mention.technique, None)
    ]
    if dated and known and known[-1] is groups[-1] and _DATE_OF.search(before):
        # "Response to MBB: 80 %. Date of MBB: 8/12/2025."
        undated = [item for item in known[-1].items if "dos" not in item.values]
        if len(undated) == 1 == len(known[-1].items):
            return known[-1]
    same_day = [
        g
        for g in known
        for item in g.items
        if dated and item.values.get("dos", (None,))[0] == dated[0].value.isoformat()
    ]
    if same_day:
        return same_day[-1]
    targets, side = _targets(note, left, right, mention)
    again = lower[mention.start : mention.end].startswith(("repeat", "second", "2nd", "subsequent")) or before.endswith(
        "repeat "
    )
    if not again and (number := _NUMBER_AFTER.match(lower, mention.end)) is not None:
        # "MBB #2" where one is known is another one
        again = int(number["n"]) > sum(len(g.items) for g in known) > 0
    again = again or _with_its_own_figure(lower, left, mention, known, events)
    if (
        known
        and not dated
        and not again
        and not _other_time(events, right, known)
        and not re.search(r"\b(?:another|an additional|a further)\b", before)
    ):
        told = {name for g in known for item in g.items for named in item.targets for name in named.names}
        fresh = {name for named in targets for name in named.names} - told
        other_side = side is not None and _sides_of(known) and side[0] not in _sides_of(known)
        if not other_side and (say.BACK.search(before[-40:]) or not fresh or not told):
            return known[-1]
    count = _count(lower, left, mention, len(dated))
    if mention.plural and count == 1:
        percents = [event for event in events if event.kind == "percent" and event.start < right]
        count = len(percents) if _each_its_own(lower, percents) else count
    if mention.technique is None and not groups and not speaks_of_facets(note):
        return None
    items = [Item() for _ in range(count)]
    numbered = say.ORDINAL.search(lower, left, mention.end + 4) or say.ONE_MORE.search(before)
    group = Group(mention.technique, items, numbered is not None)
    if not targets and say.SAME_JOINTS.search(lower, left, right):
        same = groups[-1].items[-1].targets if groups else _todays(note)
        targets = tuple(
            t._replace(side=side[0] if side else t.side, side_at=side[1:] if side else t.side_at) for t in same
        )
    intent = intent_of(note, mention, left, right)
    for item in items:
        if mention.technique is not None:
            item.values["technique"] = (mention.technique.value, mention.start, mention.end)
        if intent is not None and mention.technique not in _ABLATIONS:
            item.values["intent"] = intent
        item.targets, item.side = targets, side
    return group


def _each_its_own(lower: str, listed: list[Event]) -> bool:
    """Whether two figures stand side by side, one for each of two sessions."""
    return len(listed) == _PAIR and _JOINED.fullmatch(lower, listed[0].end, listed[1].start) is not None


_PAIR = 2
_JOINED = re.compile(r"\s*(?:and|/|&|,|, and)\s*")
"""Between two figures, one for each of two sessions: "MBB x2 (80 % and 90 %)"."""
_DATE_OF = re.compile(r"\b(?:date|dos|day)(?: of)?(?: the| her| his)? $")
_OF_THE_PAIN = re.compile(r"(?:-sided| side)?(?: [a-z-]+){0,3} (?:pain|lbp|ache|symptoms)\b")
"""After a side: it is that of the pain, not of the block ("left neck pain, s/p two blocks")."""


def _other_time(events: list[Event], right: int, known: list[Group]) -> bool:
    """Whether a month or year is told, and all sessions known have another one: "RFA 6/2024 … RFA 8/2023"."""
    told = [
        event.value for event in events if event.kind == "when" and event.start < right and _YEAR.search(event.value)
    ]
    items = [item for group in known for item in group.items]
    have = {item.values["dos_text"][0] for item in items if "dos_text" in item.values}
    return bool(told) and len(have) == len(items) and told[0] not in have


def _with_its_own_figure(lower: str, left: int, mention: Mention, known: list[Group], events: list[Event]) -> bool:
    """Whether "the first block" has another percentage than the one session known: it is not that one."""
    items = [item for group in known for item in group.items]
    have = {item.values["percent"][0][:2] for item in items if "percent" in item.values}
    told = {event.value[:2] for event in events if event.kind == "percent"}
    return (
        len(items) == 1
        and bool(have and told)
        and not have & told
        and say.ORDINAL.search(lower, left, mention.end + 4) is not None
    )


_NUMBER_AFTER = re.compile(r"\s?#\s?(?P<n>[1-4])\b")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _sides_of(groups: list[Group]) -> set[Any]:
    """The sides told of these sessions."""
    items = [item for group in groups for item in group.items]
    return {item.side[0] for item in items if item.side} | {
        named.side for item in items for named in item.targets if named.side is not None
    }


_LESION = re.compile(
    r"(?<![\d.])(?P<celsius>[4-9]\d)\s?(?:\u00b0|deg(?:rees?)?\.?)?\s?c?\b(?:elsius)?[ ,/x@-]*(?:for |at )?(?P<seconds>\d{2,3})\s?(?:s|secs?|seconds)\b"
)
"""Temperature and time of a lesion: "80 C 90 s", "80 degrees for 90 seconds"."""


def give_lesion(note: Note, item: Item, left: int, right: int) -> None:
    """Temperature and time of an earlier ablation, where they stand together between two places."""
    m = _LESION.search(note.lower, left, right)
    if m is not None:
        item.values.setdefault("celsius", (float(m["celsius"]), *m.span("celsius")))
        item.values.setdefault("seconds", (float(m["seconds"]), *m.span("seconds")))


def _todays(note: Note) -> tuple[Named, ...]:
    """Joints and nerves in the title of today's procedure, which "the same levels" may mean."""
    done = procedure_of(note)
    for naming in done.titles if done is not None else ():
        found = spine_words(note.lower, naming.sentence.start, naming.sentence.end)
        told = tuple(named for named in found if named.sort in {"joint", "nerve"})
        if told:
            return told
    return ()


def _count(lower: str, left: int, mention: Mention, dates: int) -> int:
    m = say.COUNT.search(lower, left, mention.start)
    before = _NUMBERS.get(m["n"], 1) if m and not _ONE_OF.search(lower, left, m.start()) else 1
    times = say.TIMES.match(lower[mention.end : mention.end + 30])
    after = (int(times["n"]) if times["n"] else 2) if times else 1
    count = max(before, after)
    return max(count, dates) if mention.plural or count > 1 else count


def intent_of(note: Note, mention: Mention, left: int, right: int) -> Seen | None:
    """The one intent told beside a mention; None where none is, or both."""
    near_left, near_right = max(left, mention.start - 70), min(right, mention.end + 45)
    found = [
        (value, m.start(), m.end())
        for value, pattern in (("diagnostic", say.DIAGNOSTIC), ("therapeutic", say.THERAPEUTIC))
        for m in pattern.finditer(note.lower, near_left, near_right)
    ]
    return found[0] if len({value for value, _, _ in found}) == 1 else None


def targets_in(
    lower: str, left: int, right: int, technique: Technique | str | None, *, label: str = ""
) -> tuple[Named, ...]:
    """Joints, nerves and spans between two places, where a session by this technique was."""
    found = spine_words(lower, left, right, label=label)
    named = tuple(n for n in found if n.sort in {"joint", "nerve", "span"})
    if not named and technique in _AT_NERVES:
        # "MBB, left C5, C6": single vertebrae beside the name of a nerve procedure are its nerves
        named = tuple(n._replace(sort="nerve") for n in found if n.sort == "bare")
    if technique == Technique.INTRA_ARTICULAR:
        named = tuple(n for n in named if n.sort != "nerve")
    return named


_AT_NERVES = frozenset({Technique.MEDIAL_BRANCH_BLOCK, *_ABLATIONS})


def _targets(note: Note, left: int, right: int, mention: Mention) -> tuple[tuple[Named, ...], Seen | None]:
    """Joints and nerves told with a mention, and the side where no joint is."""
    named = targets_in(note.lower, left, right, mention.technique)
    sides = side_words(note.lower, max(left, mention.start - 60), min(right, mention.end + 60))
    sides = [word for word in sides if _OF_THE_PAIN.match(note.lower, word.end, mention.start) is None]
    values = {word.side for word in sides}
    side = (
        (sides[0].side, sides[0].start, sides[-1].end if len(values) > 1 else sides[0].end)
        if len(values) == 1
        else None
    )
    return named, side


def assign(
    note: Note, group: Group, events: list[Event], mention: Mention, after: list[Sentence], one: Item | None = None
) -> None:
    """Gives each date and response to the sessions that it belongs to, first to `one` where the mention is of one of them."""
    items = group.items
    fresh: list[Item] = []
    current = items if one is None else [one]
    shared: Seen | None = None
    years = [event for event in events if event.kind == "when" and _YEAR.search(event.value)]
    several = years if len(years) > 1 else []
    shares = _shares(note, events, items)
    for n, event in enumerate(events):
        match event.kind:
            case "date":
                below = [sentence for sentence in after if sentence.start <= event.start < sentence.end]
                told_on = any(say.TELLS_ON.match(note.lower, s.start, s.end) for s in below)
                item = (
                    one
                    if one and "dos" not in one.values
                    else _dated(group, event, told_below=bool(below) and not told_on)
                )
                if item is None and n + 1 < len(events) and events[n + 1].kind in {"percent", "hours"}:
                    item = _copy(items[0], targets="\n" not in note.lower[mention.end : event.start])
                    items.append(item)
                if item is not None:
                    item.values["dos"] = (event.value.isoformat(), event.start, event.end)
                    fresh.append(item)
                    current = fresh
            case "ordinal":
                if len(items) > 1 and event.value <= len(items) and not mention.start <= event.start < mention.end:
                    current, fresh = [items[event.value - 1]], []
            case "when" if len(items) > 1 and event in several:
                free = next((item for item in items if not item.values.keys() & {"dos", "dos_text"}), None)
                if free is not None:
                    free.values["dos_text"] = (event.value, event.start, event.end)
                    fresh.append(free)
                    current = fresh
            case "when":
                for item in current:
                    if "dos" not in item.values:
                        item.values.setdefault("dos_text", (event.value, event.start, event.end))
            case _:
                own = len(fresh) == 1 and len(items) > 1
                if fresh:
                    current, fresh = fresh, []
                for item in shares.get(event, current):
                    if own and event.kind == "percent" and item.values.get("percent") == shared:
                        # its own figure outweighs the one told of all ("> 80 % (10/2: 85 %, 10/20: 90 %)")
                        item.values.pop("percent", None)
                    put(item, event)
                if event.kind == "percent" and shared is None and len(current) == len(items) > 1:
                    shared = items[0].values.get("percent")
    for item in items:
        if "dos" in item.values:
            item.values.pop("dos_text", None)


def _dated(group: Group, event: Event, *, told_below: bool) -> Item | None:
    """The session of a date: the one that has it, else the first without one."""
    day = event.value.isoformat()
    known = [item for item in group.items if item.values.get("dos", (None,))[0] == day]
    undated = [item for item in group.items if "dos" not in item.values]
    if known or not undated:
        return known[0] if known else None
    # a response told already belongs to the session of that sentence, not to a date told below
    return None if told_below and "percent" in undated[0].values else undated[0]


def _shares(note: Note, events: list[Event], items: list[Item]) -> dict[Event, list[Item]]:
    """Percentages told one for each session ("80 % and 90 % respectively")."""
    found: dict[Event, list[Item]] = {}
    for kind in ("percent", "hours"):
        listed = [event for event in events if event.kind == kind]
        if len(listed) != len(items) or len(items) < 2:
            continue
        stretch = note.lower[listed[0].start : listed[-1].end + 40]
        if "respectively" in stretch or "then" in stretch or _each_its_own(note.lower, listed):
            found |= {event: [item] for event, item in zip(listed, items, strict=True)}
    return found


def _copy(item: Item, *, targets: bool) -> Item:
    kept = {name: seen for name, seen in item.values.items() if name in {"technique", "intent"}}
    return Item(kept, item.targets if targets else (), item.side if targets else None)


def put(item: Item, event: Event) -> None:
    """Gives one response to a session; of several percentages the lowest stands."""
    values = item.values
    match event.kind:
        case "percent":
            told = event.value
            if "percent" in values and lowest(values["percent"][0], told) is not told:
                return
            values["percent"] = (told, event.start, event.end)
        case "hours":
            values.setdefault("hours", (event.value, event.start, event.end))
        case "function":
            values.setdefault("function", (event.value, event.start, event.end))
        case "pain":
            values.setdefault("pain", (event.value, event.start, event.end))
        case "before" | "after":
            score, scale = event.value
            values.setdefault(event.kind, (score, event.start, event.end))
            if scale is not None:
                values.setdefault("scale", scale)
        case _:
            pass
