"""Notes full of values that must not be read: plans, rules quoted, other people, other days, other parts of the body.

`trap_notes.txt` and `trap_notes_more.txt` hold blocks of `@@ name`, the note, `--`, then one line a path (`*` is any
entry of a list): all values there with commas between them, `-` for none, or `!value` for one that must not be among
them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facetproof.facts.reading import read_document

NOTES = [Path(__file__).with_name(name) for name in ("trap_notes.txt", "trap_notes_more.txt")]


def trap_notes() -> Iterator[tuple[str, str, dict[str, str]]]:
    """(name, text, what is asked of each path) of the files."""
    for block in (block for file in NOTES for block in file.read_text(encoding="utf-8").split("@@ ")[1:]):
        name, _, rest = block.partition("\n")
        text, _, asked = rest.rpartition("\n--\n")
        yield name, text + "\n", dict(line.split(": ", 1) for line in asked.splitlines() if line)


def values(node: Any, parts: list[str]) -> Iterator[str]:
    """The values at a path, as they are written in the file."""
    if not parts:
        if node is not None:
            yield f"{node:g}" if isinstance(node, float) else str(node)
    elif parts[0] == "*":
        for entry in node or ():
            yield from values(entry, parts[1:])
    elif node is not None:
        yield from values(node.get(parts[0]), parts[1:])


@pytest.mark.parametrize(("text", "asked"), [pytest.param(text, asked, id=name) for name, text, asked in trap_notes()])
def test_no_trap_is_fallen_into(text: str, asked: dict[str, str]) -> None:
    chart = msgspec.json.decode(msgspec.json.encode(read_document(text)))
    wrong = {}
    for path, wanted in asked.items():
        found = set(values(chart, path.split(".")))
        if wanted.startswith("!"):
            right = wanted[1:] not in found
        else:
            right = found == (set() if wanted == "-" else set(wanted.split(", ")))
        if not right:
            wrong[path] = (wanted, found)
    assert not wrong
