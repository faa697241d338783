"""Places that a table of what was done says were not treated, whatever the title names."""

from __future__ import annotations

from facetproof.facts.note import Note
from facetproof.facts.side_words import side_words
from facetproof.facts.spine_words import Named, spine_words
from facetproof.model.spine import Side

Untreated = tuple[str, Side | None]
_LETTERS = {"l": Side.LEFT, "lt": Side.LEFT, "r": Side.RIGHT, "rt": Side.RIGHT}


def untreated(note: Note) -> frozenset[Untreated]:
    """(joint or nerve, side) that tables name as not done; the side is None where that is said of both."""
    found: set[Untreated] = set()
    for place, told in note.view.spared:
        sides = {_LETTERS[told]} if told in _LETTERS else {word.side for word in side_words(told, 0, len(told))}
        for named in spine_words(place, 0, len(place)):
            own = {named.side} if named.side is not None else sides
            side = next(iter(own)) if len(own) == 1 else None
            if named.sort in ("joint", "nerve", "bare") and len(own) < 2:
                found.update((name, None if side is Side.BILATERAL else side) for name in named.names)
    return frozenset(found)


def without(items: list[Named], default: Side | None, spared: frozenset[Untreated]) -> list[Named]:
    """The places but for the untreated ones.

    Of places told for both sides, all of them untreated on one, the other side remains; an item of which nothing
    remains goes. One of several that was left out on one side only stays: which side was treated is told elsewhere.
    """
    if not spared:
        return items
    return [item for item in (_left(item, item.side or default, spared) for item in items) if item is not None]


def _left(item: Named, side: Side | None, spared: frozenset[Untreated]) -> Named | None:
    names = tuple(n for n in item.names if (n, None) not in spared and (n, side) not in spared)
    if not names:
        return None
    if side is Side.BILATERAL:
        for one, other in ((Side.LEFT, Side.RIGHT), (Side.RIGHT, Side.LEFT)):
            if all((name, one) in spared for name in names):
                return item._replace(names=names, side=other)
    return item._replace(names=names)
