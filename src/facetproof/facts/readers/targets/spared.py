"""Places that a table of what was done says were not treated, whatever the title names."""

from __future__ import annotations

from facetproof.facts.note import Note
from facetproof.facts.side_words import SideWord, side_words
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


def without(items: list[Named], default: SideWord | None, spared: frozenset[Untreated]) -> list[Named]:
    """The places but for the untreated ones; of one told for both sides the treated side remains.

    Args:
        items: the places named.
        default: the word for the side of those named without one.
        spared: the untreated ones.
    """
    if not spared:
        return items
    if default is not None:
        at = (default.start, default.end)
        items = [item if item.side else item._replace(side=default.side, side_at=at) for item in items]
    return [part for item in items for part in _left(item, spared)]


def _left(item: Named, spared: frozenset[Untreated]) -> list[Named]:
    """The item for each side that remains, with the names that remain there."""
    names = [name for name in item.names if (name, None) not in spared and (name, item.side) not in spared]
    if item.side is not Side.BILATERAL:
        return [item._replace(names=tuple(names))] if names else []
    by_side: dict[Side, list[str]] = {}
    for name in names:
        left, right = ((name, one) not in spared for one in (Side.LEFT, Side.RIGHT))
        if left or right:
            here = Side.BILATERAL if left and right else Side.LEFT if left else Side.RIGHT
            by_side.setdefault(here, []).append(name)
    if list(by_side) == [Side.BILATERAL]:
        return [item._replace(names=tuple(names))]
    return [item._replace(names=tuple(kept), side=here) for here, kept in by_side.items()]
