"""A chart as single items that can be compared, whatever the order and grouping of its lists.

The path of an item names list entries by what they are: `session.injectates[lidocaine].ml`,
`session.targets.left.joint`, `history[0].relief.percent`. A joint or nerve treated on both sides is one bilateral item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

#: Lists whose entries are known by one of their fields.
KEYS = {"injectates": "agent", "conservative_care": "modality"}
_LOOSE = {"months": 0.05, "weeks": 0.05}
_CAUSES = {
    "tumour": re.compile("tumo|cancer|metasta|neoplas|malignan"),
    "fracture": re.compile("fractur"),
    "infection": re.compile("infect|discitis|osteomyel|abscess"),
    "deformity": re.compile("deform|scolio|listhesis|kypho"),
}
_BOTH = {"left", "right"}


class Item(NamedTuple):
    """One documented value.

    Attributes:
        path: by what it is.
        value: a scalar.
        place: dotted path in the chart, where its evidence is looked up.
    """

    path: str
    value: Any
    place: str


def same(path: str, a: Any, b: Any) -> bool:
    """Whether two values say the same: numbers within 1 %, durations within 5 %, reasons given or not, any case."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        loose = _LOOSE.get(path.rsplit(".", 1)[-1])
        within = (loose or 0.01) * max(abs(a), abs(b))
        return abs(a - b) <= max(within, 0.05 if loose else 1e-9)
    if path.endswith(("reason", "reason_not_possible")):
        return bool(a) and bool(b)
    return bool(plain(a) == plain(b))


def plain(value: Any) -> Any:
    """Text without case and with single spaces; anything else as it is."""
    return " ".join(value.lower().split()) if isinstance(value, str) else value


def is_other_procedure(session: Any) -> bool:
    """Whether a session is told to be no facet procedure."""
    return isinstance(session, dict) and session.get("technique") == "not_facet"


def items(chart: Mapping[str, Any], numbers: Mapping[int, int] | None = None) -> list[Item]:
    """Every documented value of a chart, each path and value once.

    Args:
        chart: in the chart's shape, as JSON values.
        numbers: number that each entry of `history` goes by; its own where not given.
    """
    found: list[Item] = []
    for item in _all(chart, numbers):
        if not any(item.path == known.path and same(item.path, item.value, known.value) for known in found):
            found.append(item)
    return found


def session_items(session: Any, path: str, place: str) -> Iterator[Item]:
    """The items of one session."""
    for name, value in (session or {}).items():
        if value is None:
            continue
        if name == "targets":
            yield from _targets(value, f"{path}.targets", f"{place}.targets")
        elif name in KEYS:
            yield from _keyed(name, value, path, place)
        else:
            yield from _leaves(value, f"{path}.{name}", f"{place}.{name}")


def _all(chart: Mapping[str, Any], numbers: Mapping[int, int] | None) -> Iterator[Item]:
    yield from session_items(chart.get("session"), "session", "session")
    for name, value in (chart.get("assessment") or {}).items():
        if name in KEYS:
            yield from _keyed(name, value or (), "assessment", "assessment")
        elif name == "other_cause":
            yield from _causes(value)
        else:
            yield from _leaves(value, f"assessment.{name}", f"assessment.{name}")
    yield from _leaves(chart.get("diagnoses"), "diagnoses", "diagnoses")
    yield from _leaves(chart.get("plan"), "plan", "plan")
    for n, session in enumerate(chart.get("history") or ()):
        if not is_other_procedure(session):
            number = n if numbers is None else numbers[n]
            yield from session_items(session, f"history[{number}]", f"history.{n}")


def _leaves(value: Any, path: str, place: str) -> Iterator[Item]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _leaves(part, f"{path}.{name}", f"{place}.{name}")
    elif isinstance(value, (list, tuple)):
        for n, part in enumerate(value):
            yield from _leaves(part, path, f"{place}.{n}")
    elif value is not None:
        yield Item(path, value, place)


def _keyed(name: str, entries: Any, path: str, place: str) -> Iterator[Item]:
    for n, entry in enumerate(entries):
        key = plain(entry.get(KEYS[name]))
        for field, value in entry.items():
            yield from _leaves(value, f"{path}.{name}[{key}].{field}", f"{place}.{name}.{n}.{field}")


def _causes(value: Any) -> Iterator[Item]:
    if value is not None and not value:
        yield Item("assessment.other_cause", "(excluded)", "assessment.other_cause")
    for n, told in enumerate(value or ()):
        known = (name for name, words in _CAUSES.items() if words.search(str(told).lower()))
        yield Item("assessment.other_cause", next(known, plain(told)), f"assessment.other_cause.{n}")


def _targets(targets: Any, path: str, place: str) -> Iterator[Item]:
    sides: dict[tuple[str, str], set[str]] = {}
    places: dict[tuple[str, str], str] = {}
    for n, target in enumerate(targets):
        side = target.get("side")
        here = _BOTH if side == "bilateral" else {side} if side else set()
        named = [
            ((kind, str(name).upper()), f"{place}.{n}.{kind}s.{m}")
            for kind in ("joint", "nerve")
            for m, name in enumerate(target.get(f"{kind}s") or ())
        ]
        for key, at in named or [(("side", ""), f"{place}.{n}.side")]:
            sides.setdefault(key, set()).update(here)
            places.setdefault(key, at)
    told = set()
    for (kind, name), known in sides.items():
        side = "bilateral" if known >= _BOTH else next(iter(known), "none")
        at = places[kind, name]
        if known and side not in told:
            told.add(side)
            yield Item(f"{path}.{side}.side", side, at)
        if kind != "side":
            yield Item(f"{path}.{side}.{kind}", name, at)
