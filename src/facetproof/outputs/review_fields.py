"""The fields a reviewer can correct: every path that readers may write, with the kind of value it takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import msgspec

from facetproof.model.chart import Chart

#: Parts of a chart that are read from prose and kept as gold.
PARTS = ("session", "assessment", "diagnoses", "diagnosis_text", "plan", "history")


class Field(NamedTuple):
    """What may stand under a path.

    Attributes:
        kind: `choice`, `yes_no`, `number`, `whole`, `date`, `list` or `text`.
        choices: the values of a choice.
    """

    kind: str
    choices: tuple[str, ...] = ()


@cache
def fields() -> dict[str, Field]:
    """Path → field, numbers in lists written as `*`."""
    info: Any = msgspec.inspect.type_info(Chart)
    return {path: field for part in info.fields if part.name in PARTS for path, field in _fields(part.type, part.name)}


def pattern(path: str) -> str:
    """A path with its list numbers written as `*`."""
    return ".".join("*" if part.isdigit() else part for part in path.split("."))


def _fields(kind: Any, path: str) -> Iterator[tuple[str, Field]]:
    if isinstance(kind, msgspec.inspect.UnionType):
        known = [part for part in kind.types if not isinstance(part, msgspec.inspect.NoneType)]
        yield from _fields(known[0], path)
    elif isinstance(kind, msgspec.inspect.StructType):
        for part in kind.fields:
            yield from _fields(part.type, f"{path}.{part.name}")
    elif isinstance(kind, msgspec.inspect.VarTupleType):
        if isinstance(kind.item_type, msgspec.inspect.StructType):
            yield from _fields(kind.item_type, f"{path}.*")
        else:
            yield path, Field("list")
    else:
        yield path, _scalar(kind)


def _scalar(kind: Any) -> Field:
    if isinstance(kind, msgspec.inspect.EnumType):
        return Field("choice", tuple(member.value for member in kind.cls))
    if isinstance(kind, msgspec.inspect.LiteralType):
        return Field("choice", tuple(map(str, kind.values)))
    names: dict[Any, str] = {
        msgspec.inspect.BoolType: "yes_no",
        msgspec.inspect.FloatType: "number",
        msgspec.inspect.IntType: "whole",
        msgspec.inspect.DateType: "date",
    }
    return Field(names.get(type(kind), "text"))
