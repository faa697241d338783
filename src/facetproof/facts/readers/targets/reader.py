"""Where the needle went: joints, nerves and sides as the record names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.corrections import correcting_from
from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.procedure import Procedure, procedure_of
from facetproof.facts.readers.targets.phrases import (
    ANY_PLACE,
    GENERAL,
    LAST_PLACE,
    LIST_LINE,
    NOT_TREATED,
    OTHER_SIDE_TOO,
    PLACE_AFTER_SIDE,
    PLACES_LABEL,
    SIDE_IN_LABEL,
    SIDE_LABEL,
    SIDE_LETTER,
    WORK,
)
from facetproof.facts.readers.targets.spared import untreated, without
from facetproof.facts.sections import Kind
from facetproof.facts.side_words import SideWord, side_words
from facetproof.facts.spine_words import Named, spine_words
from facetproof.facts.visit import names_earlier_day
from facetproof.facts.work import is_done_here
from facetproof.model.chart import Technique
from facetproof.model.spine import Side

_NAME = "targets"
_PATH = "session.targets"
_AFTER_OTHERS = 50
"""Numbers of further facet procedures in the list of the day's services, after those of other kinds."""
Span = tuple[int, int]
_LISTING = (Kind.PROCEDURE, Kind.TITLE, Kind.OTHER, Kind.DESCRIPTION)


_INTENDED = re.compile(r"(?:scheduled|planned|intended|booked)(?: (?:procedure|for))?")
"""Labels of what was to be done."""


class _Seen(NamedTuple):
    """What title, form lines and text name."""

    title: list[Named]
    fields: list[Named]
    body: list[Named]
    title_sides: list[SideWord]
    field_sides: list[SideWord]
    body_sides: list[SideWord]


def read(note: Note) -> Iterator[Sighting]:
    """`session.targets`: one target for each side; nothing where the procedure was not at the facet joints."""
    done = procedure_of(note)
    if done is None or not done.is_facet:
        return
    yield from _second(note, done)
    seen = _look(note, done)
    joints, nerves, rest = _corrected(note, seen) or _chosen(seen, done)
    default = _default_side(seen, joints + nerves)
    both = _second_side(note, joints + nerves, default)
    sides = None if both else _sides_that_clash(seen)
    if sides is not None:
        joints, nerves, rest = ([item._replace(side=None) for item in part] for part in (joints, nerves, rest))
        default = None
    spared = untreated(note)
    joints, nerves = (without(part, default, spared) for part in (joints, nerves))
    yield from _targets(note, joints, nerves, rest, default, both)
    for word in sides or ():
        yield Sighting(f"{_PATH}.0.side", word.side.value, word.start, word.end, _NAME)
    if not both and correcting_from(note) == len(note.lower):
        yield from _joints_that_clash(seen, joints)


def _look(note: Note, done: Procedure) -> _Seen:
    titles = {naming.sentence.start for naming in done.titles}
    elsewhere = {naming.sentence.start for naming in done.second}
    best = min((_weight(naming.sentence) for naming in done.titles), default=3)
    seen = _Seen([], [], [], [], [], [])
    placed = {note.sentence_at(m.start()).start for m in ANY_PLACE.finditer(note.lower)}
    for sentence in note.sentences:
        if sentence.start not in placed or sentence.start in elsewhere:
            continue
        if sentence.start > correcting_from(note) and not _gives_places(note, sentence):
            continue
        if _INTENDED.fullmatch(sentence.label) and sentence.body > sentence.start:
            continue
        is_title = sentence.start in titles and _weight(sentence) == best
        lower = note.lower
        if is_title and best < 3:
            seen.title.extend(_of(note, sentence))
            seen.title_sides.extend(side_words(lower, _from(sentence), sentence.end))
        elif sentence.kind is Kind.FIELD and PLACES_LABEL.search(sentence.label):
            seen.fields.extend(spine_words(lower, sentence.body, sentence.end, label=sentence.label))
            seen.field_sides.extend(side_words(lower, sentence.body, sentence.end) or _letter(lower, sentence))
        elif sentence.kind in _LISTING and sentence.end - sentence.start < 140 and _is_list_line(note, sentence):
            seen.title.extend(_of(note, sentence))
            seen.title_sides.extend(side_words(lower, _from(sentence), sentence.end))
        elif (
            is_done_here(note, sentence)
            and sentence.kind is not Kind.FIELD
            and (sentence.kind is Kind.PROCEDURE or _is_work(note, sentence))
            and not (_PAST.search(lower, sentence.start, sentence.end) and names_earlier_day(note, *sentence[:2]))
        ):
            seen.body.extend(item for item in _of(note, sentence) if _asserted(note, item))
            seen.body_sides.extend(
                word
                for word in side_words(lower, sentence.body, sentence.end)
                if _of_today(note, word)
                and _is_of_target(lower, word)
                and not NOT_TREATED.search(lower, word.end, _own_end(lower, word.end, min(sentence.end, word.end + 60)))
            )
    return seen


_PAST = re.compile(r"\b(?:was|were|had|underwent|received|since|previous(?:ly)?|prior|gave)\b")


def _gives_places(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence of a correcting addendum tells what was treated, and not what a scan shows or is to come."""
    lower = note.lower
    return (
        _TREATED.search(lower, sentence.start, sentence.end) is not None
        and _OTHERWISE.search(lower, sentence.start, sentence.end) is None
    )


_TREATED = re.compile(
    r"\b(?:levels?|joints?|nerves?|branch(?:es)?|sides?|laterality|procedure|treated|injected|blocked|ablated|performed|"
    r"should (?:read|be|say))\b"
)
_OTHERWISE = re.compile(r"\b(?:mri|ct|x-?ray|imaging|scan|reviewed|next|plan\w*|schedul\w*|bill\w*|code[ds]?)\b")


def _second(note: Note, done: Procedure) -> Iterator[Sighting]:
    """`session.same_day`: another facet procedure of the day with its technique and targets."""
    for n, naming in enumerate(done.second):
        here = f"session.same_day.{_AFTER_OTHERS + n}"
        found = _of(note, naming.sentence)
        joints, nerves = ([item for item in found if item.sort == sort] for sort in ("joint", "nerve"))
        rest = [item for item in found if item.sort in ("span", "bare")] if not joints and not nerves else []
        start, end = naming.spans[0]
        yield Sighting(f"{here}.kind", "facet", start, end, _NAME)
        yield Sighting(f"{here}.technique", naming.technique.value, start, end, _NAME)
        sides = side_words(note.lower, naming.sentence.body, naming.sentence.end)
        default = sides[0] if len({word.side for word in sides}) == 1 else None
        for seen in _targets(note, joints, nerves, rest, default, None):
            yield seen._replace(path=seen.path.replace(_PATH, f"{here}.targets", 1))


def _weight(sentence: Sentence) -> int:
    if sentence.kind in (Kind.PROCEDURE, Kind.FIELD):
        return 0
    return 1 if sentence.kind is Kind.TITLE or sentence.end - sentence.start < 140 else 3


def _of(note: Note, sentence: Sentence) -> list[Named]:
    lower = note.lower
    return [
        item
        for item in spine_words(lower, _from(sentence), sentence.end, label=sentence.label)
        if not NOT_TREATED.search(lower, item.start, _own_end(lower, item.end, min(sentence.end, item.end + 60)))
        and not note.context(item.start, item.end).negated
    ]


def _own_end(lower: str, start: int, end: int) -> int:
    """Where what is said of a place ends: before a bracket on another side ("right L4-5 (left deferred)")."""
    other = _OTHER_SIDE.search(lower, start, end)
    return other.start() if other else end


_OTHER_SIDE = re.compile(
    r"\((?:the )?(?:left|right|other side|contralateral)\b"
    r"|, (?:and )?(?:the )?(?:remainder|remaining|rest|others?|all others)\b"
)


def _letter(lower: str, sentence: Sentence) -> list[SideWord]:
    """The side told by a letter on a form line: "Side: R"."""
    m = SIDE_LETTER.match(lower, sentence.body, sentence.end) if SIDE_LABEL.search(sentence.label) else None
    if m is None:
        return []
    side = {"l": Side.LEFT, "r": Side.RIGHT}.get(m["side"], Side.BILATERAL)
    return [SideWord(side, *m.span("side"))]


def _from(sentence: Sentence) -> int:
    """Where the words of a sentence begin; a label such as "Left side:" is one of them."""
    return sentence.start if SIDE_IN_LABEL.search(sentence.label) else sentence.body


def _asserted(note: Note, item: Named) -> bool:
    context = note.context(item.start, item.end)
    return context.asserted and not context.historical and not context.planned


def _is_work(note: Note, sentence: Sentence) -> bool:
    if not WORK.search(note.lower, sentence.start, sentence.end):
        return False
    if GENERAL.match(note.lower, sentence.start):
        return False
    context = note.context(sentence.start, sentence.start)
    return not (context.teaching or context.consent or context.family or context.historical or context.hypothetical)


def _is_list_line(note: Note, sentence: Sentence) -> bool:
    """A line of the title that only lists places ("Right L4-5, L5-S1")."""
    if not LIST_LINE.match(note.lower, sentence.body):
        return False
    found = spine_words(note.lower, sentence.body, sentence.end, label=sentence.label)
    length = sum(item.words[1] - item.words[0] for item in found)
    context = note.context(sentence.body, sentence.body + 1)
    plain = not (context.historical or context.hypothetical or context.planned or context.teaching or context.family)
    return bool(found) and plain and length * 3 >= (sentence.end - sentence.body)


def _is_of_target(lower: str, word: SideWord) -> bool:
    """Whether a side is said of a target, not of the beam or the table."""
    followed = PLACE_AFTER_SIDE.match(lower, word.end) is not None
    return followed or word.side is Side.BILATERAL or _ends_clause(lower, word)


def _of_today(note: Note, word: SideWord) -> bool:
    context = note.context(word.start, word.end)
    return context.asserted and not context.planned and not context.historical


def _ends_clause(lower: str, word: SideWord) -> bool:
    return re.match(r"\s*(?:$|[,.;)]|and\b|then\b|were\b|was\b|at\b)", lower[word.end : word.end + 8]) is not None


def _chosen(seen: _Seen, done: Procedure) -> tuple[list[Named], list[Named], list[Named]]:
    """Joints, nerves and the rest; the title and form lines rule, the text completes what they leave out."""
    named = seen.title + seen.fields
    joints = [item for item in named if item.sort == "joint"]
    nerves = [item for item in named if item.sort == "nerve"]
    bare = [item for item in named if item.sort == "bare"]
    blocks = done.technique is Technique.MEDIAL_BRANCH_BLOCK or done.technique.is_ablation
    if bare and not nerves and blocks and _are_nerves(bare, joints, seen, done):
        nerves = [item._replace(sort="nerve") for item in bare if item.names]
    body_joints = [item for item in seen.body if item.sort == "joint"]
    body_nerves = [item for item in seen.body if item.sort == "nerve"]
    if not nerves and done.technique is not Technique.INTRA_ARTICULAR:
        nerves = body_nerves
    if not joints and (not nerves or nerves is body_nerves):
        joints = body_joints
    rest = [item for item in named if item.sort in ("span", "bare")] if not joints and not nerves else []
    if not (joints or nerves or rest):
        rest = [item for item in named + seen.body if item.sort in ("span", "bare", "landmark")]
    elif not joints and not nerves:
        rest += [item for item in seen.body if item.sort == "landmark"]
    return joints, nerves, rest


def _corrected(note: Note, seen: _Seen) -> tuple[list[Named], list[Named], list[Named]] | None:
    """Joints and nerves that an addendum gives in place of those above; None where none does."""
    at = correcting_from(note)
    named = [item for item in seen.title + seen.fields + seen.body if item.start >= at]
    joints, nerves = ([item for item in named if item.sort == sort] for sort in ("joint", "nerve"))
    return (joints, nerves, []) if joints or nerves else None


def _are_nerves(bare: list[Named], joints: list[Named], seen: _Seen, done: Procedure) -> bool:
    """Whether bare labels of a block or an ablation are its nerves: no joints beside them, or one fewer.

    "L4, L5, S1" of a form line or an ablation may as well be vertebrae.
    """
    plain = all(item in seen.title for item in bare) and not done.technique.is_ablation
    if not plain and any(name.startswith("S") for item in bare for name in item.names):
        return False
    named = {name for item in joints for name in item.names}
    return not named or len({name for item in bare for name in item.names}) == len(named) + 1


def _default_side(seen: _Seen, items: list[Named]) -> SideWord | None:
    """The side of places that are named without one: that of the title, a form line, the other places, or the text."""
    if len({word.side for word in seen.title_sides}) == 1:
        return seen.title_sides[0]
    if seen.field_sides:
        return seen.field_sides[0] if len({word.side for word in seen.field_sides}) == 1 else None
    own = {item.side for item in items if item.side}
    if len(own) == 1 and not seen.title_sides:
        item = next(item for item in items if item.side)
        if item.side is not None and item.side_at is not None and item in seen.title + seen.fields:
            return SideWord(item.side, *item.side_at)
    if seen.title_sides:
        return None
    told = {word.side for word in seen.body_sides}
    return seen.body_sides[0] if len(told) == 1 else None


def _targets(
    note: Note,
    joints: list[Named],
    nerves: list[Named],
    rest: list[Named],
    default: SideWord | None,
    both: Span | None,
) -> Iterator[Sighting]:
    sides: dict[Side | None, tuple[list[Span], list[tuple[str, Named]]]] = {}
    for key, items in (("joints", joints), ("nerves", nerves), ("rest", rest)):
        for item in items:
            side = item.side or (default.side if default else None)
            at = item.side_at if item.side else ((default.start, default.end) if default else None)
            spans = [at] if at else []
            if both is not None and side is not None and side is not Side.BILATERAL:
                side, spans = Side.BILATERAL, [*spans, both]
            places, listed = sides.setdefault(side, ([], []))
            places.extend(span for span in spans if span not in places)
            listed.append((key, item))
    if not sides and default is not None:
        sides[default.side] = ([(default.start, default.end)], [])
    _merge_bilateral(sides)
    for n, (side, (places, listed)) in enumerate(sides.items()):
        here = f"{_PATH}.{n}"
        if side is not None:
            for start, end in places[:3]:
                yield Sighting(f"{here}.side", side.value, start, end, _NAME)
        for key in ("joints", "nerves"):
            items = [item for name, item in listed if name == key]
            names = tuple(dict.fromkeys(name for item in items for name in item.names))
            for item in items:
                yield Sighting(f"{here}.{key}", names, *item.words, _NAME)
        others = [item for name, item in listed if name == "rest"]
        spans_of = [item for item in others if item.sort in ("span", "bare")]
        if spans_of:
            first = spans_of[0]
            start, end = first.words
            m = LAST_PLACE.match(note.lower, start, end)
            end = m.end() if m else end
            yield Sighting(f"{here}.text", note.words(start, end), start, end, _NAME)
        bones = [item for item in others if item.sort == "landmark"]
        written = tuple(dict.fromkeys(note.words(item.words[0], item.words[1]) for item in bones))
        for item in bones:
            yield Sighting(f"{here}.landmarks", written, *item.words, _NAME)


def _merge_bilateral(sides: dict[Side | None, tuple[list[Span], list[tuple[str, Named]]]]) -> None:
    """Places named once with and once without a side are one target; so are the same places on both sides."""
    if None in sides and len(sides) == 2:
        other = next(side for side in sides if side is not None)
        unsided = sides.pop(None)
        sides[other] = (sides[other][0], sides[other][1] + unsided[1])
    if set(sides) == {Side.LEFT, Side.RIGHT}:
        left, right = sides[Side.LEFT], sides[Side.RIGHT]
        if _names(left[1]) == _names(right[1]):
            sides.clear()
            sides[Side.BILATERAL] = (left[0] + right[0], left[1] + right[1])


def _names(listed: list[tuple[str, Named]]) -> set[str]:
    return {name for _, item in listed for name in item.names}


def _second_side(note: Note, items: list[Named], default: SideWord | None) -> Span | None:
    """Words that say the same was done on the other side; None where the side named is the one already told."""
    sides = {item.side for item in items} | ({default.side} if default else set())
    sides.discard(None)
    if len(sides) != 1 or Side.BILATERAL in sides:
        return None
    told = next(iter(sides))
    if "same" not in note.lower and "repeat" not in note.lower and "side" not in note.lower:
        return None
    for m in OTHER_SIDE_TOO.finditer(note.lower):
        sentence = note.sentence_at(m.start())
        context = note.context(m.start(), m.end())
        if not is_done_here(note, sentence) or context.historical or context.planned or not context.asserted:
            continue
        side = m["side"] or m["too"]
        if side is None or side in ("other", "opposite", "contralateral") or side != told:
            return m.span()
    return None


def _sides_that_clash(seen: _Seen) -> tuple[SideWord, SideWord] | None:
    """A word for the side in title or form, and one of the text, where the text speaks of the other side throughout."""
    told = seen.title_sides + seen.field_sides
    title, body = {word.side for word in told}, {word.side for word in seen.body_sides}
    if len(title) == 1 and len(body) == 1 and title != body and Side.BILATERAL not in title | body:
        return told[0], seen.body_sides[0]
    return None


def _joints_that_clash(seen: _Seen, joints: list[Named]) -> Iterator[Sighting]:
    """The joints of the text, where title and form name others and none of them."""
    headed = {name for item in [*seen.title, *seen.fields] if item.sort == "joint" for name in item.names}
    entered = [item for item in seen.body if item.sort == "joint"]
    told = {name for item in entered for name in item.names}
    if joints and headed and told and not headed & told:
        yield Sighting(f"{_PATH}.0.joints", tuple(sorted(told)), *entered[0].words, _NAME)
