"""Settings of a practice in a small YAML or JSON file → typed: the letterhead."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from facetproof.errors import InputError
from facetproof.model.letterhead import Letterhead
from facetproof.sources.text import read_bytes
from facetproof.sources.x12_guide import npi_valid

T = TypeVar("T")

_SHAPE = "Write `practice: Example Spine Clinic`, then as needed address (a list), phone, fax, email, npi, tax_id, "
_SHAPE += "contact, and signer with name and title."


def letterhead_from(path: Path) -> Letterhead:
    """The letterhead.

    Raises:
        InputError: the file cannot be read, has not the shape, or its NPI is wrong.
    """
    head = typed(settings_in(path), Letterhead, path, code="letterhead-invalid", todo=_SHAPE)
    if not head.practice.strip():
        raise InputError("letterhead-invalid", "The practice has no name", where=f"{path}, practice", todo=_SHAPE)
    if head.npi is not None and not npi_valid(head.npi):
        raise InputError(
            "letterhead-invalid", "This is no NPI: its check digit is wrong", where=f"{path}, npi", todo="Correct it."
        )
    return head


def settings_in(path: Path) -> Any:
    """The value of a YAML or JSON file; dates and numbers stay text, so that a leading zero is kept.

    Raises:
        InputError: not readable, or not YAML.
    """
    import yaml

    data = read_bytes(path)
    try:
        return yaml.load(data, Loader=yaml.BaseLoader)  # noqa: S506 - builds texts, lists and mappings only
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}, line {mark.line + 1}" if mark else str(path)
        raise InputError("settings-unreadable", "Not valid YAML or JSON", where=place, todo="Correct it.") from None


def typed(value: Any, kind: type[T], path: Path, *, code: str, todo: str) -> T:
    """A value of settings as its type.

    Raises:
        InputError: `code`, with the place of the first fault.
    """
    try:
        return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        fault, _, at = str(error).partition(" - at ")
        unknown = fault.startswith("Object contains unknown field")
        at = fault.split("`")[1] if unknown else at.strip("`").removeprefix("$").removeprefix(".")
        place = f"{path}, {at}" if at else str(path)
        what = "The file has a field that is not known" if unknown else "The file has not the expected shape"
        raise InputError(code, what, where=place, todo=todo) from None
