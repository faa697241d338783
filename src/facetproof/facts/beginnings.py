"""What a pattern may begin with: literals, one of which opens every match, so that it is tried nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

_STRANGE = "\r\f\v\x1c\x1d\x1e\x1f"
_STRANGER = re.compile(r"[^\x00-\x7f](?<=[\d\s])")
"""Spaces and digits that `beginnings` does not reckon with."""
_DIGITS = "0123456789"
_SPACES = " \n\t"
_LONGEST = 10
"""So many characters tell enough."""
_MOST = 250
_SHORTEST = 3
"""Of letters alone; two letters stand everywhere."""
_WIDEST_CLASS = 12

_Begun = set[tuple[str, bool]]
"""Literals, and whether what follows is still to be joined to them."""
_UNKNOWN: _Begun = {("", False)}


def beginnings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Literals of which every match begins with one, none the beginning of another; None where they tell too little.

    Holds for a text that is not `strange`.
    """
    if pattern.flags & re.IGNORECASE:
        return None
    begun = _of(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    words = {word for word, _ in begun}
    kept = frozenset(word for word in words if not any(word[:n] in words for n in range(len(word))))
    return kept if all(map(_tells, kept)) else None


def strange(text: str) -> bool:
    """Whether a text has spaces or digits other than the common ones."""
    for space in _STRANGE:
        if space in text:
            return True
    return not text.isascii() and _STRANGER.search(text) is not None


_BEHIND = re.compile(r"\(\?<!(\[(?:\\.|[^\]\\])*\]|\\w|\\d)\)")


def opening(pattern: re.Pattern[str]) -> str | None:
    """A quick pattern of what the pattern may begin with: the first character, the one before it and the next.

    It matches one character, wherever the pattern may begin. None where that may be anything, or case does not count.
    """
    if pattern.flags & re.IGNORECASE:
        return None
    parsed = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    begun = {(word[:2], goes_on) for word, goes_on in _of(parsed)}
    seconds: dict[str, set[str] | None] = {}
    for word, _ in begun:
        if not word or word[0].isspace():
            return None
        known = seconds.setdefault(word[0], set())
        if len(word) < len("ab"):
            seconds[word[0]] = None
        elif known is not None:
            known.add(word[1])
    by_second: dict[str | None, set[str]] = {}
    for first, following in seconds.items():
        by_second.setdefault(None if following is None else _class_of(following), set()).add(first)
    pieces = [
        f"(?<={_class_of(firsts)})" + ("" if second is None else f"(?={second})")
        for second, firsts in sorted(by_second.items(), key=lambda item: item[0] or "")
    ]
    return f"{_class_of(seconds)}{_guard(pattern.pattern, parsed, seconds)}(?:{'|'.join(pieces)})"


def _guard(source: str, parsed: Any, firsts: Iterable[str]) -> str:
    """What the pattern asks of the character before it, told after its first character."""
    operator, argument = parsed[0]
    if operator is _constants.AT and argument is _constants.AT_BOUNDARY:
        return r"(?<!\w.)" if all(first.isalnum() for first in firsts) else ""
    m = _BEHIND.match(source)
    return f"(?<!{m[1]}.)" if m and operator is _constants.ASSERT_NOT else ""


def _class_of(characters: Iterable[str]) -> str:
    """A class with at least these characters; all digits and spaces where it has the common ones."""
    members = set(characters)
    wide = ""
    if members.issuperset(_DIGITS):
        wide, members = r"\d", members - set(_DIGITS)
    if members.issuperset(_SPACES):
        wide, members = wide + r"\s", members - set(_SPACES)
    return f"[{''.join(re.escape(member) for member in sorted(members))}{wide}]"


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST or (len(word) == _SHORTEST - 1 and not word.isalpha() and not word.isspace())


def _of(sequence: Any) -> _Begun:
    begun: _Begun = {("", True)}
    for operator, argument in sequence:
        if not any(goes_on for _, goes_on in begun):
            break
        # what stands at no width leaves the run of literals whole
        if operator not in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT):
            begun = _joined(begun, _item(operator, argument))
    return begun


def _joined(begun: _Begun, following: _Begun) -> _Begun:
    joined: _Begun = set()
    for word, goes_on in begun:
        if not goes_on:
            joined.add((word, False))
            continue
        for more, further in following:
            whole = word + more
            joined.add((whole[:_LONGEST], further and len(whole) < _LONGEST))
    return joined if len(joined) <= _MOST else {(word, False) for word, _ in begun}


def _item(operator: Any, argument: Any) -> _Begun:
    if operator is _constants.LITERAL:
        return {(chr(argument), True)}
    if operator is _constants.IN:
        found = _class(argument)
        return _UNKNOWN if found is None else {(character, True) for character in found}
    if operator is _constants.SUBPATTERN:
        _, added, taken, inner = argument
        return _UNKNOWN if (added | taken) else _of(inner)
    if operator is _constants.ATOMIC_GROUP:
        return _of(argument)
    if operator is _constants.BRANCH:
        return _few({begun for branch in argument[1] for begun in _of(branch)})
    if operator in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        least, most, inner = argument
        once = _of(inner)
        if most != 1:
            once = {(word, False) for word, _ in once}
        return once if least else once | {("", True)}
    return _UNKNOWN


def _few(begun: _Begun) -> _Begun:
    """Cut shorter until they are few."""
    length = _LONGEST
    while len(begun) > _MOST and length > _SHORTEST:
        length -= 1
        begun = {(word[:length], goes_on and len(word) < length) for word, goes_on in begun}
    return begun if len(begun) <= _MOST else _UNKNOWN


def _class(members: Any) -> set[str] | None:
    """The characters of a class, where they are few."""
    found: set[str] = set()
    for kind, value in members:
        if kind is _constants.LITERAL:
            found.add(chr(value))
        elif kind is _constants.RANGE and value[1] - value[0] < _WIDEST_CLASS:
            found.update(map(chr, range(value[0], value[1] + 1)))
        elif kind is _constants.CATEGORY and value is _constants.CATEGORY_DIGIT:
            found.update(_DIGITS)
        elif kind is _constants.CATEGORY and value is _constants.CATEGORY_SPACE:
            found.update(_SPACES)
        else:
            return None
    return found if len(found) <= _WIDEST_CLASS else None
