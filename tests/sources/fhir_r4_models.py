"""The element table of FHIR R4, derived from the independent models of `fhir.resources` (R4B is R4 for these types)."""

from __future__ import annotations

import importlib
import re
import types
import typing
from collections.abc import Iterator
from typing import Any

RESOURCES = (
    "Appointment Binary Bundle Claim ClaimResponse Communication CommunicationRequest Condition Coverage DeviceRequest "
    "DocumentReference Encounter ExplanationOfBenefit Library Location Medication MedicationRequest Observation "
    "OperationOutcome Organization Parameters Patient Practitioner PractitionerRole Procedure Questionnaire "
    "QuestionnaireResponse RelatedPerson ServiceRequest Task"
).split()
_PRIMITIVES = {"bool": "boolean", "str": "string", "encodedBytes": "base64Binary", "uuidVersion": "uuid"}
#: Types that R4B has and R4 has not.
_AFTER_R4 = ("CodeableReference", "RatioRange")
_KEYS = ("fhir_comments", "resource_type")


def model(name: str, module: str | None = None) -> Any:
    """A model of the R4B package by its name."""
    return getattr(importlib.import_module(f"fhir.resources.R4B.{(module or name).lower()}"), name)


def table() -> dict[str, dict[str, str]]:
    """Elements of every type used: `type`, `*` for a list, `!` where required, codes, and `@group` for a choice."""
    found: dict[str, dict[str, str]] = {}
    todo = [(name, name.lower()) for name in RESOURCES]
    while todo:
        name, module = todo.pop()
        if name in found or name in ("Resource", "Element") or name in _AFTER_R4:
            continue
        cls = model(name, module)
        found[name] = dict(_elements(cls))
        for cell in found[name].values():
            kind = re.match(r"[A-Za-z0-9]+", cell)[0]  # type: ignore[index]
            if kind[0].isupper() and kind not in found:
                todo.append((kind, _module(kind, module)))
    return dict(sorted(found.items()))


def _module(kind: str, module: str) -> str:
    try:
        model(kind, module)
    except AttributeError:
        return kind.lower()
    return module


def _elements(cls: Any) -> Iterator[tuple[str, str]]:
    for field in cls.model_fields.values():
        extra = field.json_schema_extra or {}
        name = field.alias
        if name.startswith("_") or name in _KEYS or (name == "id" and not extra.get("element_property")):
            continue
        kinds, many = _kind(field.annotation)
        if kinds in _AFTER_R4:
            continue
        required = field.is_required() or extra.get("element_required")
        codes = extra.get("enum_values") if kinds == "code" else None
        if codes and not all(re.fullmatch(r"[A-Za-z][A-Za-z-]*|[<>]=?|=|!=|\d+", code) for code in codes):
            codes = None  # abridged in the models: `... | +`
        cell = kinds + ("*" if many else "") + ("!" if required else "")
        if extra.get("one_of_many"):
            cell += f"@{extra['one_of_many']}" + ("!" if extra.get("one_of_many_required") else "")
        yield name, cell + (f" {'|'.join(codes)}" if codes else "")


def _kind(annotation: Any) -> tuple[str, bool]:
    args = typing.get_args(annotation)
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        return _kind(next(a for a in args if a is not type(None)))
    if origin is list:
        return _kind(args[0])[0], True
    if hasattr(annotation, "__metadata__"):
        kind = type(annotation.__metadata__[0]).__name__
        kind = kind[0].lower() + kind[1:]
    else:
        kind = getattr(annotation, "__name__", str(annotation))
    if kind.endswith("Type"):
        return kind.removesuffix("Type"), False
    return _PRIMITIVES.get(kind, kind), False
