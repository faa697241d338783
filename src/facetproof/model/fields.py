"""Places of the chart as fields of a form: what may stand in each, as JSON and as words."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from facetproof.model.chart import Chart
from facetproof.model.spine import NERVES, Side, all_joints

Kind = Literal["truth", "word", "words", "number", "count", "day", "text"]

#: What a list says that is stated to be empty.
NONE = "none"
#: Unit of a field by its own name: in words, and in UCUM.
UNITS: Mapping[str, tuple[str, str]] = {
    "months": ("months", "mo"),
    "weeks": ("weeks", "wk"),
    "hours": ("hours", "h"),
    "seconds": ("seconds", "s"),
    "celsius": ("degrees Celsius", "Cel"),
    "percent": ("percent", "%"),
    "function_percent": ("percent", "%"),
    "ml": ("ml", "mL"),
    "mg": ("mg", "mg"),
    "bmi": ("kg/m2", "kg/m2"),
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    "joints": tuple(joint.name for joint in all_joints()),
    "fused_joints": tuple(joint.name for joint in all_joints()),
    "nerves": NERVES,
    "other_cause": ("fracture", "tumour", "infection", "deformity"),
}
_SCALES: Mapping[str, tuple[str, ...]] = {
    "disability": ("ODI", "NDI", "RMDQ", "PDAS", "QBPDS", "PROMIS", "BPI"),
    "pain": ("NRS", "VAS", "VRS"),
    "pain_before": ("NRS", "VAS", "VRS"),
    "pain_after": ("NRS", "VAS", "VRS"),
}
_STATED_EMPTY = ("other_cause", "fused_joints")


class Shape(NamedTuple):
    """What may stand in a field.

    Attributes:
        kind: of value.
        options: words to choose from; `NONE` among them where an empty list is a statement.
        unit: in words.
        ucum: the same in UCUM.
        free: whether another word may be written.
    """

    kind: Kind
    options: tuple[str, ...] = ()
    unit: str = ""
    ucum: str = ""
    free: bool = False


@cache
def shape_of(path: str) -> Shape:
    """The shape of a leaf of the chart.

    Raises:
        KeyError: the chart has no such leaf.
    """
    *above, name = path.split(".")
    hint = _hint(path)
    unit, ucum = UNITS.get(name, ("", ""))
    if name == "scale":
        return Shape("word", _SCALES.get(above[-1], ()), free=True)
    if name == "setting":
        return Shape("word", ("professional", "asc", "hospital_outpatient"), free=True)
    if get_origin(hint) is tuple:
        empty = (NONE,) if name in _STATED_EMPTY else ()
        return Shape("words", (*empty, *_WORDS.get(name, ())), free=name not in ("joints", "nerves"))
    if hint is bool:
        return Shape("truth")
    if hint is int:
        return Shape("count", unit=unit, ucum=ucum)
    if hint is float:
        return Shape("number", unit=unit, ucum=ucum)
    if hint is dt.date:
        return Shape("day")
    if get_origin(hint) is Literal:
        empty = (NONE,) if path.endswith("same_day.*.kind") else ()
        return Shape("word", (*empty, *get_args(hint)))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Shape("word", tuple(Side) if hint is Side else tuple(member.value for member in hint))
    if hint is str:
        return Shape("text")
    raise KeyError(path)


def _hint(path: str) -> Any:
    hint: Any = Chart
    for part in path.split("."):
        if part == "*" or part.isdigit():
            hint = _plain(get_args(hint)[0])
        else:
            hint = _plain(_hints(hint)[part])
    return hint


@cache
def _hints(struct: type) -> dict[str, Any]:
    return get_type_hints(struct)


def _plain(hint: Any) -> Any:
    """The type without None."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint


def values_at(tree: Mapping[str, Any], patterns: tuple[str, ...]) -> dict[str, Any]:
    """Every value of a chart (as JSON) at the leaves that the patterns name, by path with numbers."""
    found: dict[str, Any] = {}
    for pattern in patterns:
        found.update(_below(tree, pattern.split("."), ""))
    for pattern in patterns:
        if pattern.endswith("same_day.*.kind") and (tree.get("session") or {}).get("same_day") == []:
            found["session.same_day.0.kind"] = NONE
    return found


def _below(node: Any, parts: list[str], path: str) -> Iterator[tuple[str, Any]]:
    if node is None:
        return
    if not parts:
        if node != [] or path.endswith(_STATED_EMPTY):
            yield path, node
        return
    if parts[0] == "*":
        for n, item in enumerate(node):
            yield from _below(item, parts[1:], f"{path}.{n}")
    elif isinstance(node, Mapping):
        yield from _below(node.get(parts[0]), parts[1:], f"{path}.{parts[0]}" if path else parts[0])


def tree_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """A chart as JSON from values by path; numbers of items are closed up in order."""
    tree: dict[str, Any] = {}
    for path, value in values.items():
        *parents, last = path.split(".")
        node = tree
        for part in parents:
            node = node.setdefault(part, {})
        node[last] = value
    listed: dict[str, Any] = _lists(tree)
    beside = (listed.get("session") or {}).get("same_day")
    if beside and [item.get("kind") for item in beside] == [NONE]:
        listed["session"]["same_day"] = []
    return listed


def _lists(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    if node and all(key.isdigit() for key in node):
        return [_lists(node[key]) for key in sorted(node, key=int)]
    return {key: _lists(item) for key, item in node.items()}


def in_words(value: Any, shape: Shape) -> str:
    """A value as it is written into a form."""
    if shape.kind == "truth":
        return "yes" if value else "no"
    if shape.kind == "words":
        return ", ".join(value) if value else NONE
    if shape.kind in ("number", "count"):
        return f"{value:.15g}"
    return str(value)


def from_words(words: str, shape: Shape) -> Any:
    """The value behind what is written in a form.

    Raises:
        ValueError: the words do not fit the field.
    """
    words = " ".join(words.split())
    plain = words.casefold()
    if shape.kind == "truth":
        return {"yes": True, "y": True, "no": False, "n": False}[plain] if plain in ("yes", "y", "no", "n") else _no()
    if shape.kind in ("number", "count"):
        number = plain.removesuffix(shape.unit).removesuffix("%" if shape.ucum == "%" else "").strip()
        return int(number) if shape.kind == "count" else float(number)
    if shape.kind == "day":
        return dt.date.fromisoformat(words).isoformat()
    if shape.kind == "words":
        return [] if plain == NONE else [_option(part.strip(), shape) for part in words.split(",") if part.strip()]
    return _option(words, shape) if shape.kind == "word" else words


def _option(words: str, shape: Shape) -> str:
    same = words.casefold().replace(" ", "_")
    for option in shape.options:
        if option.casefold().replace(" ", "_") == same:
            return option
    return words if shape.free or not shape.options else _no()


def _no() -> Any:
    raise ValueError("not among the options")


def chart_of(values: Mapping[str, Any]) -> Chart:
    """The chart that filled fields make.

    Raises:
        msgspec.ValidationError: a value does not fit its place.
    """
    return msgspec.convert(tree_of(values), Chart)
