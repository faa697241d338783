"""A filled form of ours, as text or as a PDF with fields → the chart it makes, each value with its words.

A line of the text form is `Label {chart path} …: value`; `***` and nothing mean that nothing was filled in.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from facetproof.errors import InputError
from facetproof.model.chart import Chart
from facetproof.model.document import Document
from facetproof.model.evidence import Evidence
from facetproof.model.fields import from_words, shape_of, tree_of

#: Begins every form of ours.
MARK = "facetproof form"
#: What stands where nothing is filled in.
EMPTY = "***"
_LINE = re.compile(r"^.*?\{(?P<path>[a-z_]+(?:\.(?:[a-z_]+|\d+))*)\}[^:\n]*:[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE)
_READER = "form"


def is_filled_form(text: str) -> bool:
    """Whether a text is a form of ours."""
    return MARK in text[:400] and _LINE.search(text) is not None


def form_chart(text: str, *, document: str, where: str) -> Chart:
    """The chart of a filled text form, with the form as its document.

    Raises:
        InputError: `form-invalid` for a field that the chart does not have or a value that does not fit it.
    """
    values: dict[str, Any] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for found in _LINE.finditer(text):
        words, path = found["value"], found["path"]
        if words in ("", EMPTY):
            continue
        values[path] = _value(path, words, where)
        start, end = found.span("value")
        evidence[path] = (Evidence(start, end, words, document, _READER),)
    tree = tree_of(values)
    renamed = _closed_up(list(values))
    tree["evidence"] = {renamed[path]: spans for path, spans in evidence.items()}
    tree["documents"] = [Document(id=document, kind="Filled form", text=text)]
    return _convert(msgspec.to_builtins(tree), where)


def values_chart(values: dict[str, str], *, where: str) -> Chart:
    """The chart of the fields of a filled PDF, by chart path."""
    given = {path: _value(path, words, where) for path, words in values.items() if words.strip() not in ("", EMPTY)}
    return _convert(tree_of(given), where)


def _value(path: str, words: str, where: str) -> Any:
    pattern = ".".join("*" if part.isdigit() else part for part in path.split("."))
    try:
        return from_words(words, shape_of(pattern))
    except KeyError:
        raise InputError(
            "form-invalid",
            "The form has a field that the chart does not have",
            where=f"{where}, {path}",
            todo="Remove it.",
        ) from None
    except ValueError:
        raise InputError(
            "form-invalid",
            "What is filled in does not fit the field",
            where=f"{where}, {path}",
            todo="Choose one of the words offered, or write the number or date alone.",
        ) from None


def _closed_up(paths: list[str]) -> dict[str, str]:
    """Each path with its item numbers closed up from 0, as the chart has them."""
    numbers: dict[str, list[int]] = {}
    for path in paths:
        parts = path.split(".")
        for n, part in enumerate(parts):
            if part.isdigit():
                known = numbers.setdefault(".".join(parts[:n]), [])
                if int(part) not in known:
                    known.append(int(part))
    result = {}
    for path in paths:
        parts = path.split(".")
        new = [
            str(sorted(numbers[".".join(parts[:n])]).index(int(part))) if part.isdigit() else part
            for n, part in enumerate(parts)
        ]
        result[path] = ".".join(new)
    return result


def _convert(tree: dict[str, Any], where: str) -> Chart:
    try:
        return msgspec.convert(tree, Chart)
    except msgspec.ValidationError as error:
        at = str(error).partition(" - at ")[2].strip("`$.")
        raise InputError(
            "form-invalid",
            "An item of the form lacks what names it",
            where=f"{where}, {at}",
            todo="Fill in the first field of each item, such as the treatment.",
        ) from None


def pdf_values(data: bytes, *, where: str) -> dict[str, str] | None:
    """What is filled into the fields of a PDF form of ours, by chart path; None for any other PDF."""
    import io

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        fields = PdfReader(io.BytesIO(data)).get_fields() or {}
    except (PyPdfError, ValueError, KeyError) as error:
        raise InputError(
            "pdf-broken", f"The PDF cannot be read ({type(error).__name__})", where=where, todo="Export it again."
        ) from None
    if MARK not in fields:
        return None
    filled = {}
    for name, field in fields.items():
        words = str(field.get("/V") or "").removeprefix("/")
        if name != MARK and words and words not in ("Off", "-"):
            filled[name] = words
    return filled
