"""A form as text for an electronic record: one line a field, nothing filled in beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from facetproof.findings.template import Field, Template
from facetproof.model.fields import Shape, in_words
from facetproof.sources.filled import EMPTY, MARK

#: Items of each list for which an empty form has room.
ROOM = {"targets": 4, "injectates": 2, "same_day": 2, "conservative_care": 4, "history": 4}
_ROOM_BELOW = 2
SECTIONS = (
    ("session", "Procedure"),
    ("assessment", "Evaluation"),
    ("diagnoses", "Diagnoses"),
    ("plan", "Plan and reasons"),
    ("history", "Earlier facet joint procedures"),
)
_MOST_OPTIONS = 12


def render_template(form: Template, values: Mapping[str, Any] | None = None) -> str:
    """The form as text, empty or with values by chart path.

    Args:
        form: the form.
        values: as JSON, by path with numbers; None for an empty form.
    """
    given = values or {}
    lines = [
        form.title.upper(),
        f"{MARK} {form.kind}: {policy_words(form)}",
        f"Write after the colon what is known; leave {EMPTY} where it is not. A line says which rules read it.",
    ]
    for title, fields in sections(form):
        lines += ["", title.upper()]
        lines += [_line(field, path, label, given) for field, path, label in fields_by_path(fields, given)]
    return "\n".join(lines) + "\n"


def fields_json(form: Template, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The form as plain JSON: each field with what may stand in it and the rules that read it."""
    start = form.policy.start
    return {
        "kind": form.kind,
        "title": form.title,
        "policy": form.policy.id,
        "version": start.isoformat() if start else None,
        "fields": [
            {
                "path": field.path,
                "label": field.label,
                "question": field.ask,
                "type": field.shape.kind,
                "unit": field.shape.unit or None,
                "options": list(field.shape.options),
                "other_words": field.shape.free,
                "required": field.required,
                "rules": [rule.code for rule in field.rules],
            }
            for field in form.fields
        ],
        "values": dict(values) if values is not None else None,
    }


def policy_words(form: Template) -> str:
    """The policy and its version."""
    start = form.policy.start
    return f"{form.policy.id}, version {start:%Y%m%d}" if start else f"{form.policy.id}, no version"


def sections(form: Template) -> Iterator[tuple[str, list[Field]]]:
    """The form's sections with their fields, those without one left out."""
    for root, title in SECTIONS:
        fields = [field for field in form.fields if field.path.partition(".")[0].removesuffix("_from") == root]
        if fields:
            yield title, fields


def fields_by_path(fields: Iterable[Field], given: Mapping[str, Any]) -> Iterator[tuple[Field, str, str]]:
    """Each field with its path and label, those of lists once for each item."""
    for group, members in groups(fields):
        if group is None:
            yield from ((field, field.path, field.label) for field in members)
            continue
        for n in range(room(group, given)):
            for field in members:
                for path in _numbered(field.path, group, n, given):
                    yield field, path, f"{n + 1}. {field.label}"


def groups(fields: Iterable[Field]) -> Iterator[tuple[str | None, list[Field]]]:
    """Fields of one list together under its path; None for single fields."""
    held: dict[str | None, list[Field]] = {}
    order: list[tuple[str | None, list[Field]]] = []
    for field in fields:
        group = field.path.split(".*")[0] if ".*" in field.path else None
        if group is None and (not order or order[-1][0] is not None):
            order.append((None, []))
        elif group is not None and group not in held:
            held[group] = []
            order.append((group, held[group]))
        (order[-1][1] if group is None else held[group]).append(field)
    yield from order


def room(group: str, given: Mapping[str, Any]) -> int:
    """How many items of a list the form shows: those given, and of an empty form as many as are usual."""
    used = [int(path[len(group) + 1 :].split(".")[0]) for path in given if path.startswith(f"{group}.")]
    usual = ROOM.get(group.rsplit(".", 1)[-1], _ROOM_BELOW) if not given else 1
    return max([usual, *(n + 1 for n in used)])


def options_words(shape: Shape) -> str:
    """What may be written: the words to choose from, or the unit or form."""
    if shape.kind == "truth":
        return "yes | no"
    if shape.kind == "day":
        return "year-month-day"
    if shape.kind in ("word", "words") and shape.options:
        shown = [option for option in shape.options if option != "none"] if shape.kind == "words" else shape.options
        if len(shown) > _MOST_OPTIONS:
            return f"such as {shape.options[4]}, {shape.options[-5]}"
        more = ["none"] if "none" in shape.options and shape.kind == "words" else []
        return " | ".join([*shown, *more, *(["other words"] if shape.free else [])])
    return shape.unit or ("words" if shape.kind == "text" else "")


def _line(field: Field, path: str, label: str, given: Mapping[str, Any]) -> str:
    if path in given:
        return f"{label} {{{path}}}: {in_words(given[path], field.shape)}"
    hint = options_words(field.shape)
    codes = " ".join(rule.code for rule in field.rules)
    return f"{label} {{{path}}}{f' ({hint})' if hint else ''} [{codes}]: {EMPTY}"


def _numbered(path: str, group: str, n: int, given: Mapping[str, Any]) -> Iterator[str]:
    """The path in the n-th item of a list; a list within it has room of its own."""
    rest = path[len(group) + 3 :]
    at = f"{group}.{n}.{rest}"
    if ".*." not in at:
        yield at
        return
    inner, _, leaf = at.partition(".*.")
    for m in range(room(inner, given) if given else 1):
        yield f"{inner}.{m}.{leaf}"
