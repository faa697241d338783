"""CMS-1500 data → boxes: which value stands in which box, whatever the columns or keys are called.

Names are taken as systems write them: `24D_1`, `box 24.1.d`, `line1_24d`, `{"24": [{"D": …}]}`, `33a`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from facetproof.sources.chart_json import parse_json

LETTERS = "ABCDEFGHIJKL"
_WORDS = re.compile(r"\b(?:box|item|field|form|cms|hcfa)\b")


class Box(NamedTuple):
    """One box: its number, its letter where it has one, its line (24 only), and what follows (from, mod1 …)."""

    number: int
    letter: str
    line: int
    rest: str


def read_forms(text: str, where: str) -> list[dict[Box, str]]:
    """The boxes of each form: a JSON form, a list of them, one a line, or a CSV file with one form a row.

    In a CSV file rows that follow each other with the same box 26 and lines without a number are one form.
    """
    return list(_json_forms(text, where) if text.lstrip()[:1] in ("{", "[") else _csv_forms(text))


def _json_forms(text: str, where: str) -> Iterator[dict[Box, str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    by_line = len(lines) > 1 and all(line.lstrip()[:1] == "{" and line.rstrip()[-1:] == "}" for line in lines)
    values = [parse_json(line, where=where) for line in lines] if by_line else parse_json(text, where=where)
    for value in values if isinstance(values, list) else [values]:
        yield dict(_flat(value)) if isinstance(value, dict) else {}


def _flat(value: Mapping[str, Any], path: str = "") -> Iterator[tuple[Box, str]]:
    for key, item in value.items():
        here = f"{path} {key}"
        if isinstance(item, dict):
            yield from _flat(item, here)
        elif isinstance(item, list):
            for n, part in enumerate(item, 1):
                if isinstance(part, dict):
                    yield from _flat(part, f"{here} line{n}")
                elif part not in (None, ""):
                    yield from _named(f"{here} {LETTERS[n - 1] if n <= len(LETTERS) else n}", part)
        else:
            yield from _named(here, item)


def _named(name: str, value: Any) -> Iterator[tuple[Box, str]]:
    box = _box(name)
    if box is not None and value is not None and str(value).strip():
        yield box, str(value).strip()


def _csv_forms(text: str) -> Iterator[dict[Box, str]]:
    form: dict[Box, str] = {}
    line = 0
    for row in csv.DictReader(io.StringIO(text, newline="")):
        boxes = dict(pair for name, value in row.items() if name for pair in _named(name, value))
        unnumbered = any(box.number == 24 and not box.line for box in boxes)
        account = next((value for box, value in boxes.items() if box.number == 26), None)
        same = unnumbered and account is not None and account == value_of(form, 26)
        if form and not same:
            yield form
            form, line = {}, 0
        line += 1
        for box, value in boxes.items():
            form[box._replace(line=line) if box.number == 24 and not box.line else box] = value
    if form:
        yield form


def _box(name: str) -> Box | None:
    text = _WORDS.sub(" ", name.lower().replace("_", " "))
    line, rest = 0, ""
    found = re.search(r"(?:line|row)\s*#?(\d+)", text)
    if found:
        line, text = int(found[1]), text.replace(found[0], " ")
    found = re.search(r"mod(?:ifier)?s?\s*([1-4])?", text)
    if found:
        rest, text = f"mod{found[1] or ''}", text.replace(found[0], " ", 1)
    tokens = re.findall(r"\d+|[a-z]+", text)
    if not tokens or not tokens[0].isdigit() or not 1 <= int(tokens[0]) <= 33:
        return None
    letter = ""
    for token in tokens[1:]:
        if token.isdigit():
            line = line or int(token)
        elif len(token) == 1 and not letter:
            letter = token.upper()
        else:
            rest = rest or token
    return Box(int(tokens[0]), letter, line, rest)


def value_of(boxes: Mapping[Box, str], number: int, letter: str = "") -> str | None:
    """What stands in a box, None where it is empty."""
    return next((value for box, value in boxes.items() if box.number == number and box.letter == letter), None)
