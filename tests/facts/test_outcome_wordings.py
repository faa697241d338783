"""Pain and relief of the session in the words of many clinicians, each put into two notes: read, and nothing beyond it.

`wordings_outcomes.txt` tells its form at its head.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facetproof.facts.reading import read_document
from facetproof.model.chart import Session

_PATHS = {
    "b": "pain_before.score",
    "bl": "pain_before.low",
    "bh": "pain_before.high",
    "bs": "pain_before.scale",
    "a": "pain_after.score",
    "al": "pain_after.low",
    "ah": "pain_after.high",
    "as": "pain_after.scale",
    "r": "relief.percent",
    "rl": "relief.low",
    "rh": "relief.high",
    "bound": "relief.bound",
    "h": "relief.hours",
    "f": "relief.function_percent",
}
_HEAD, *_PARTS = Path(__file__).with_name("wordings_outcomes.txt").read_text(encoding="utf-8").split("@@ ")
_NOTES = dict(part.split("\n", 1) for part in _PARTS)
_LINES = _NOTES.pop("wordings").splitlines()
_WHOLE = Path(__file__).with_name("notes_outcomes.txt").read_text(encoding="utf-8").split("@@ ")[1:]


def expected(told: str) -> dict[str, Any]:
    """`b=7 s=NRS r=80` by short name; the scale `s` belongs to each score told."""
    values: dict[str, Any] = {}
    for part in told.split():
        name, value = part.split("=")
        values[name] = value if value.isalpha() or "_" in value else json.loads(value)
    scale = values.pop("s", None)
    for name in ("b", "a"):
        if scale and values.keys() & {name, f"{name}l"}:
            values[f"{name}s"] = scale
    return values


def outcomes(session: Session | None) -> dict[str, Any]:
    """What was read, by short name."""
    found = {}
    for name, path in _PATHS.items():
        value: Any = session
        for part in path.split("."):
            value = getattr(value, part, None)
        if value is not None:
            found[name] = value
    return found


@pytest.mark.parametrize("number", range(len(_LINES)))
def test_a_wording_gives_its_values_wherever_it_stands(number: int) -> None:
    slot, words, told = (part.strip() for part in f"{_LINES[number]} ".split(" | "))
    names = list(_NOTES)
    slots = dict(zip(("pre", "post"), words.split(" // "), strict=True)) if slot == "both" else {slot: words}
    for name in (names[number % len(names)], names[(number + 2) % len(names)]):
        note = _NOTES[name].format(**{"pre": "", "post": "", "end": "", **slots}).replace("\\n", "\n")
        assert outcomes(read_document(note).session) == expected(told), (name, words)


@pytest.mark.parametrize("told", _WHOLE, ids=lambda told: str(told).split(maxsplit=1)[0])
def test_a_note_tells_no_more_and_no_less_of_pain_and_relief(told: str) -> None:
    head, text = told.split("\n", 1)
    assert outcomes(read_document(text).session) == expected(head.partition(" ")[2])
