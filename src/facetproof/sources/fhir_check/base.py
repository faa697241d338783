"""Resources against the base model of FHIR R4 (4.0.1): elements, cardinalities, types of values and bound codes.

The table of elements, `r4.json`, follows the published definitions (HL7, CC0); the tests hold it equal to independent
models.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import msgspec

from facetproof.sources.fhir_check.fault import Nonconformity, broken

_CELL = re.compile(r"(?P<kind>\w+)(?P<many>\*)?(?P<required>!)?(?:@(?P<choice>\w+)(?P<one>!)?)?(?: (?P<codes>\S+))?\Z")
_NUMBER = {"integer": None, "positiveInt": 1, "unsignedInt": 0}
_DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?"
_ZONE = r"(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))"
_TEXTS = {
    "date": re.compile(_DAY),
    "dateTime": re.compile(rf"{_DAY}(T{_CLOCK}{_ZONE})?"),
    "instant": re.compile(rf"\d{{4}}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T{_CLOCK}{_ZONE}"),
    "time": re.compile(_CLOCK),
    "id": re.compile(r"[A-Za-z0-9\-.]{1,64}"),
    "code": re.compile(r"\S+( \S+)*"),
    "uri": re.compile(r"\S*"),
    "url": re.compile(r"\S*"),
    "canonical": re.compile(r"\S*"),
    "oid": re.compile(r"urn:oid:[0-2](\.(0|[1-9]\d*))+"),
    "uuid": re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
}
#: Codes that the published models abridge.
_CODES = {
    ("QuestionnaireItem", "type"): "group display boolean decimal integer date dateTime time string text url choice "
    "open-choice attachment reference quantity",
    ("Observation", "status"): "registered preliminary final amended corrected cancelled entered-in-error unknown",
    ("Encounter", "status"): "planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown",
    ("Task", "status"): "draft requested received accepted rejected ready cancelled in-progress on-hold failed "
    "completed entered-in-error",
}


class Element(NamedTuple):
    """One element of a type."""

    kind: str
    many: bool
    required: bool
    choice: str | None
    one: bool
    codes: tuple[str, ...]


@cache
def elements(kind: str) -> Mapping[str, Element] | None:
    """The elements of a type; None for one that is not in the table."""
    row = _table().get(kind)
    if row is None:
        return None
    found = {}
    for name, cell in row.items():
        match = _CELL.match(cell)
        assert match is not None  # noqa: S101  the table is ours
        codes = tuple((match["codes"] or "").split("|")) if match["codes"] else ()
        codes = codes or tuple(_CODES.get((kind, name), "").split())
        found[name] = Element(
            match["kind"], bool(match["many"]), bool(match["required"]), match["choice"], bool(match["one"]), codes
        )
    return found


@cache
def _table() -> dict[str, dict[str, str]]:
    text = resources.files(__package__).joinpath("r4.json").read_bytes()
    return msgspec.json.decode(text, type=dict[str, dict[str, str]])


def check_base(resource: Any, place: str) -> Iterator[Nonconformity]:
    """What breaks the base model in a resource and in those it holds."""
    if not isinstance(resource, dict):
        yield broken(place, "r4-object", "A resource is a JSON object", "Write it as an object.")
        return
    kind = resource.get("resourceType")
    if not isinstance(kind, str) or not kind:
        yield broken(place, "r4-type", "A resource says its type", "Add resourceType.")
        return
    if elements(kind) is None:
        what = "The base model of this resource type is not known here: it is not checked"
        yield broken(place, "r4-unknown", what, "Check it with a validator of its own.", severe=False)
        return
    yield from _of_type(resource, kind, place, skip=("resourceType",))


def _of_type(value: dict[str, Any], kind: str, place: str, skip: tuple[str, ...] = ()) -> Iterator[Nonconformity]:
    known = elements(kind) or {}
    if not set(value) - set(skip) - {"id"} and not skip:
        yield broken(place, "r4-empty", "An element is not empty", "Leave it out, or fill it in.")
    for name in value:
        if name in skip or name in known or (name.startswith("_") and name[1:] in known):
            continue
        what = f"{kind} has no element of this name"
        yield broken(f"{place}.{_safe(name)}", "r4-element", what, "Remove it, or use an extension.")
    choices: dict[str, list[str]] = {}
    for name, element in known.items():
        given = name in value or f"_{name}" in value
        if element.choice is not None:
            seen = choices.setdefault(element.choice + ("!" if element.one else ""), [])
            if given:
                seen.append(name)
        elif element.required and not given:
            yield broken(f"{place}.{name}", "r4-required", f"{kind}.{name} is required", "Add it.")
        if name in value:
            yield from _value(value[name], element, f"{place}.{name}", bare=f"_{name}" not in value)
    for choice, seen in choices.items():
        if len(seen) > 1:
            what = f"{choice.rstrip('!')}[x] is given in more than one type"
            yield broken(f"{place}.{seen[1]}", "r4-choice", what, "Keep one of them.")
        if not seen and choice.endswith("!"):
            yield broken(f"{place}.{choice[:-1]}[x]", "r4-required", f"{kind}.{choice[:-1]}[x] is required", "Add it.")


def _value(value: Any, element: Element, place: str, *, bare: bool) -> Iterator[Nonconformity]:
    if element.many != isinstance(value, list):
        what = "This element is a list" if element.many else "This element is not a list"
        yield broken(place, "r4-cardinality", what, "Write [ ... ]." if element.many else "Write one value.")
        return
    if element.many and not value:
        yield broken(place, "r4-empty", "A list is not empty", "Leave the list out.")
    for n, item in enumerate(value if element.many else [value]):
        at = f"{place}[{n}]" if element.many else place
        if element.kind == "Resource":
            yield from check_base(item, at)
        elif element.kind[0].isupper():
            if isinstance(item, dict):
                yield from _of_type(item, element.kind, at)
            else:
                yield broken(at, "r4-value", f"This is a {element.kind}, an object", "Write { ... }.")
        elif item is None and not bare:
            continue
        elif element.kind == "code" and isinstance(item, str) and item != item.strip() and item.strip():
            yield broken(at, "r4-spaces", "There is white space around the code", "Remove it.", severe=False)
        elif not _is_primitive(item, element.kind):
            yield broken(at, "r4-value", f"The value is no {element.kind}", f"Write a FHIR {element.kind}.")
        elif element.codes and item not in element.codes:
            yield broken(at, "r4-code", "The code is not in the required list", f"Use {', '.join(element.codes)}.")


def _is_primitive(value: Any, kind: str) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    if kind in _NUMBER:
        least = _NUMBER[kind]
        return type(value) is int and (least is None or value >= least)
    if kind == "decimal":
        return type(value) in (int, float)
    if not isinstance(value, str) or not value.strip():
        return False
    if kind == "base64Binary":
        packed = "".join(value.split())
        return len(packed) % 4 == 0 and re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", packed) is not None
    pattern = _TEXTS.get(kind)
    return (pattern is None or pattern.fullmatch(value) is not None) and _is_day(value, kind)


def _is_day(value: str, kind: str) -> bool:
    """A full date is one of the calendar."""
    if kind not in ("date", "dateTime", "instant") or len(value) < 10:
        return True
    try:
        dt.date.fromisoformat(value[:10])
    except ValueError:
        return False
    return True


def _safe(name: str) -> str:
    """An element's name as a place; what is no name is not repeated."""
    return name if re.fullmatch(r"_?[A-Za-z]{1,64}", name) else "?"
