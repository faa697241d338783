"""JSON → a form of questions, and the answers to it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from facetproof.errors import InputError
from facetproof.model.query import Answers, QueryForm
from facetproof.sources.chart_json import parse_json
from facetproof.sources.text import read_bytes

T = TypeVar("T")

_SHAPE = (
    'Write {"author": "Name, MD", "written": "2025-03-20T14:05:00", '
    '"answers": {"q1": {"text": "in the words of the author"}}}.'
)


def form_from(path: Path) -> QueryForm:
    """The form that `facetproof query --as json` wrote."""
    return _from(path, QueryForm, "query-invalid", "Write the form with `facetproof query --as json`.")


def answers_from(path: Path) -> Answers:
    """Answers by question id, with author and time of writing. A bare text will do for an answer."""
    return _from(path, Answers, "answers-invalid", _SHAPE)


def _from(path: Path, kind: type[T], code: str, todo: str) -> T:
    value = parse_json(read_bytes(path), where=str(path))
    if kind is Answers and isinstance(value, dict) and isinstance(value.get("answers"), dict):
        given = value["answers"].items()
        value = value | {"answers": {id: {"text": a} if isinstance(a, str) else a for id, a in given}}
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        at = str(error).partition(" - at ")[2].strip("`")
        place = f"{path}, {at}" if at else str(path)
        raise InputError(code, "The file has not the expected shape", where=place, todo=todo) from None
