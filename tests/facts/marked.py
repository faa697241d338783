"""One-line notes with marks, as clinicians can write them in `readers/*/examples.txt`.

    RFA by [session.technique="thermal_rfa": radiofrequency] today.   !session.intent  !history

`[path=value: words]` marks the words that give a value (JSON; a bare word is a string). `!path` at the end of the line
says that nothing is read there. `⏎` stands for a line break. Lines that begin with `#` are comments.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import facetproof.facts.readers

FOLDER = Path(facetproof.facts.readers.__file__).parent
_MARK = re.compile(r"\[(?P<path>[a-z_]+(?:\.[a-z_]+|\.\d+)+|diagnoses\.\d+)=(?P<value>.+?): (?P<words>[^\]]+)\]")
_ABSENT = re.compile(r"\s+!(?P<path>[a-z_]+(?:\.[a-z_]+|\.\d+)*)(?=\s|$)")


class Mark(NamedTuple):
    """A value, and where in the text its words stand."""

    path: str
    value: Any
    start: int
    end: int


class Example(NamedTuple):
    """A note and what is read from it."""

    text: str
    marks: tuple[Mark, ...]
    absent: tuple[str, ...]


def parse(line: str) -> Example:
    """The example written on one line."""
    absent = tuple(m["path"] for m in _ABSENT.finditer(line))
    line = _ABSENT.sub("", line).strip().replace("⏎", "\n")
    text, marks, at = "", [], 0
    for m in _MARK.finditer(line):
        text += line[at : m.start()]
        marks.append(Mark(m["path"], _value(m["value"]), len(text), len(text) + len(m["words"])))
        text += m["words"]
        at = m.end()
    return Example(text + line[at:], tuple(marks), absent)


def examples() -> list[tuple[str, str]]:
    """(name, line) of every example of every reader."""
    return [
        (f"{path.parent.name}:{number}", line)
        for path in sorted(FOLDER.glob("*/examples.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]


def at(tree: Any, path: str) -> Any:
    """The value under a dotted path; None where there is none."""
    for part in path.split("."):
        if isinstance(tree, list):
            tree = tree[int(part)] if int(part) < len(tree) else None
        else:
            tree = tree.get(part) if isinstance(tree, dict) else None
    return tree


def _value(written: str) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        return written
