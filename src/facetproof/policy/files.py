"""Files of the library as they are read: YAML without a key given twice, each parsed once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from facetproof.errors import LibraryError


def refuse(path: Path, fault: str, where: str = "") -> LibraryError:
    """The error for a file of the library that cannot be trusted."""
    place = f"{path.parent.name}/{path.name}" + (f", {where}" if where else "")
    return LibraryError("policy-refused", fault, where=place, todo="Correct the file; nothing of it was used.")


def read_yaml(path: Path) -> Any:
    """A file of the library; a key given twice is refused. What it returns is shared and must not be changed.

    Raises:
        LibraryError: not readable or not YAML.
    """
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError) as error:
        raise refuse(path, f"Cannot be read: {type(error).__name__}") from None


@cache
def _parsed(path: Path, _changed: int) -> Any:
    """Policies that extend a folder read its files too: each file is parsed once, and again when it changed."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_YAML)  # noqa: S506 - a safe loader, see below
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise refuse(path, "Not valid YAML", f"line {mark.line + 1}" if mark else "") from None


def mapping_in(path: Path) -> dict[str, Any]:
    """A file of the library that must hold a mapping.

    Raises:
        LibraryError: it does not, or cannot be read.
    """
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise refuse(path, "Not a YAML mapping")
    return data


class _NoDuplicates(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader that refuses a key given twice, which YAML otherwise lets the last one win."""


def _mapping(loader: Any, node: Any) -> dict[Any, Any]:
    build = loader.construct_object
    found = {build(key, deep=True): build(value, deep=True) for key, value in node.value}
    if len(set(map(str, found))) != len(node.value):
        raise yaml.YAMLError("a key is given twice")
    return found


_NoDuplicates.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_YAML = _NoDuplicates
