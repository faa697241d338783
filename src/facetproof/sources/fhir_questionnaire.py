"""A FHIR R4 QuestionnaireResponse to a form of ours → the chart it makes.

The link ids of the form are chart paths; items of a list are repeated groups, in order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec

from facetproof.errors import InputError
from facetproof.model.chart import Chart
from facetproof.model.fields import NONE, Shape, shape_of, tree_of

_STATUSES = ("completed", "amended", "in-progress")


def is_response(value: Any) -> bool:
    """Whether JSON is a QuestionnaireResponse whose link ids are chart paths."""
    if not isinstance(value, dict) or value.get("resourceType") != "QuestionnaireResponse":
        return False
    return any(_is_path(str(item.get("linkId"))) for item in _items(value))


def response_chart(value: dict[str, Any], *, where: str) -> Chart:
    """The chart that a QuestionnaireResponse makes.

    Raises:
        InputError: `response-invalid` for a status, link id, unit or answer that does not fit the form.
    """
    if value.get("status") not in _STATUSES:
        raise _refused("The response is neither completed nor in progress", where, "Complete the form.")
    values: dict[str, Any] = {}
    for path, pattern, answers in _answers(value.get("item") or [], {}, where):
        try:
            shape = shape_of(pattern)
        except KeyError:
            raise _refused("The response has an item that the chart does not have", f"{where}, {path}", _OURS) from None
        found = [_value(answer, shape, f"{where}, {path}") for answer in answers]
        if not found:
            continue
        if shape.kind == "words":
            values[path] = [] if found == [NONE] else found
        elif len(found) > 1:
            raise _refused("There are several answers to one question", f"{where}, {path}", "Give one.")
        else:
            values[path] = found[0]
    try:
        return msgspec.convert(tree_of(values), Chart)
    except msgspec.ValidationError as error:
        at = str(error).partition(" - at ")[2].strip("`$.")
        raise _refused(
            "An answer does not fit its place", f"{where}, {at}", "Answer the item's first question."
        ) from None


_OURS = "Use the form as `facetproof template … --as fhir` writes it."


def _answers(
    items: list[dict[str, Any]], numbers: dict[str, int], where: str
) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """(path with numbers, path with `*`, answers) of every question answered, down the groups."""
    seen: dict[str, int] = {}
    for item in items:
        link = str(item.get("linkId") or "")
        if not link:
            raise _refused("An item has no link id", where, _OURS)
        number = seen[link] = seen.get(link, -1) + 1
        if item.get("item"):
            yield from _answers(item["item"], numbers | {link: number}, where)
        if item.get("answer"):
            yield _with(link, numbers), _with(link, None, numbers), item["answer"]


def _with(link: str, numbers: dict[str, int] | None, groups: dict[str, int] | None = None) -> str:
    """The link id with the number of each group above it, or `*`."""
    known = numbers if numbers is not None else groups or {}
    parts: list[str] = []
    bare: list[str] = []
    for part in link.split("."):
        bare.append(part)
        parts.append(part)
        group = ".".join(bare)
        if group in known and group != link:
            parts.append("*" if numbers is None else str(known[group]))
    return ".".join(parts)


def _value(answer: dict[str, Any], shape: Shape, where: str) -> Any:
    kinds = {key: found for key, found in answer.items() if key.startswith("value")}
    if len(kinds) != 1:
        raise _refused("An answer has no value, or several", where, _OURS)
    (kind, found), *_ = kinds.items()
    wanted = _WANTED[shape.kind]
    if kind not in wanted:
        raise _refused(f"The answer is {kind}, not {wanted[0]}", where, _OURS)
    if kind == "valueQuantity":
        unit = found.get("code") or found.get("unit")
        if shape.ucum and unit not in (shape.ucum, shape.unit, None):
            raise _refused("The quantity is in another unit", where, f"Give it in {shape.unit}.")
        return found.get("value")
    if kind == "valueCoding":
        code = found.get("code")
        if code not in shape.options and not shape.free:
            raise _refused("The answer is not among those offered", where, f"Use {', '.join(shape.options)}.")
        return code
    if kind == "valueDate":
        return dt.date.fromisoformat(found).isoformat()
    return found


_WANTED: dict[str, tuple[str, ...]] = {
    "truth": ("valueBoolean",),
    "word": ("valueCoding", "valueString"),
    "words": ("valueCoding", "valueString"),
    "number": ("valueQuantity", "valueDecimal", "valueInteger"),
    "count": ("valueInteger",),
    "day": ("valueDate",),
    "text": ("valueString",),
}


def _items(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in value.get("item") or []:
        if isinstance(item, dict):
            yield item
            yield from _items(item)


def _is_path(link: str) -> bool:
    return link.partition(".")[0] in Chart.__struct_fields__


def _refused(what: str, where: str, todo: str) -> InputError:
    return InputError("response-invalid", what, where=where, todo=todo)
