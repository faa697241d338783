"""JSON → Chart. Wrong types are errors with the field's path; unknown fields are told, never silently dropped."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec

from facetproof.errors import InputError
from facetproof.model.chart import Chart
from facetproof.model.claim import Claim

_decode_any = msgspec.json.Decoder().decode


def parse_json(data: bytes | str, *, where: str) -> Any:
    """Any JSON value.

    Raises:
        InputError: `not-json`, naming the place but not the content.
    """
    try:
        return _decode_any(data)
    except UnicodeDecodeError:
        raise InputError("not-json", "The JSON is not UTF-8", where=where, todo="Save it as UTF-8.") from None
    except RecursionError:
        raise InputError(
            "not-json", "The JSON is nested too deep", where=where, todo="Check where the file comes from."
        ) from None
    except msgspec.DecodeError as error:
        detail = str(error) if "byte" in str(error) else "malformed"
        raise InputError("not-json", f"Not valid JSON: {detail}", where=where, todo="Give one JSON object.") from None


def chart_from(value: Any, *, where: str) -> tuple[Chart, list[str]]:
    """The chart in a decoded JSON object, with a warning for each field the contract does not know.

    Raises:
        InputError: `chart-invalid` with the path of the first wrong value.
    """
    if not isinstance(value, dict):
        raise InputError(
            "chart-invalid",
            f"A chart is a JSON object, this is {_kind(value)}",
            where=where,
            todo="See `facetproof schema chart`.",
        )
    try:
        chart = msgspec.convert(value, Chart)
    except msgspec.ValidationError as error:
        raise _invalid(error, where, "chart") from None
    return chart, [_unknown_field_text(path, known) for path, known in unknown_fields(value, Chart)]


def claim_from(value: Any, *, where: str) -> tuple[Claim, list[str]]:
    """The claim in a decoded JSON object; a chart with a `claim` field, or a bare list of lines, will do too."""
    if isinstance(value, dict) and isinstance(value.get("claim"), dict):
        value = value["claim"]
    if isinstance(value, list):
        value = {"lines": value}
    if not isinstance(value, dict) or "lines" not in value:
        raise InputError(
            "claim-invalid",
            "A claim is a JSON object with `lines`",
            where=where,
            todo='Write {"lines": [{"cpt": "64493", "units": 1, "modifiers": ["RT"], "dx": ["M47.816"]}]}.',
        )
    try:
        claim = msgspec.convert(value, Claim)
    except msgspec.ValidationError as error:
        raise _invalid(error, where, "claim") from None
    return claim, [_unknown_field_text(path, known) for path, known in unknown_fields(value, Claim)]


def unknown_fields(value: Any, struct: type, path: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """(path of a field that the type does not have, the names it does have) for the whole tree."""
    if isinstance(value, dict):
        fields = _fields(struct)
        for name, item in value.items():
            here = f"{path}.{name}" if path else name
            if name not in fields:
                yield here, tuple(fields)
                continue
            inner = fields[name]
            if inner is not None:
                yield from _within(item, inner, here)


def _within(item: Any, struct: type, path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(item, list):
        for n, part in enumerate(item):
            yield from unknown_fields(part, struct, f"{path}.{n}")
    else:
        yield from unknown_fields(item, struct, path)


@cache
def _fields(struct: type) -> dict[str, type | None]:
    hints = get_type_hints(struct)
    return {name: _struct_in(hints[name]) for name in struct.__struct_fields__}  # type: ignore[attr-defined]


def _struct_in(hint: Any) -> type | None:
    """The struct that a field holds, alone or in a list; None for scalars and free mappings."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint
    if getattr(hint, "__origin__", None) is dict:
        return None
    return next((found for arg in get_args(hint) if (found := _struct_in(arg))), None)


def _unknown_field_text(path: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(path.rsplit(".", 1)[-1], known, n=1)
    hint = f" Did you mean `{close[0]}`?" if close else ""
    return f"The field `{path}` is not part of the contract and was not used.{hint}"


def _invalid(error: msgspec.ValidationError, where: str, what: str) -> InputError:
    # the library quotes the wrong value, which may be patient text: only the kind of fault and the path are kept
    fault, _, path = str(error).partition(" - at ")
    fault = re.sub(r"\s*'[^']*'|\s*\"[^\"]*\"", "", fault)
    at = f" at {path.strip('`')}" if path else ""
    return InputError(
        f"{what}-invalid",
        f"The {what} does not fit the contract: {fault}{at}",
        where=where,
        todo="Correct the field named after `$`; `facetproof schema chart` lists what each may hold.",
    )


def _kind(value: Any) -> str:
    names = {list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false"}
    return names.get(type(value), "null")
