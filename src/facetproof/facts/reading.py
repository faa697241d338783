"""A document → a chart with evidence: runs the readers and settles what they saw."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from facetproof.facts.corrections import is_correction
from facetproof.facts.doubtful import without_doubtful
from facetproof.facts.note import Note, Sighting
from facetproof.facts.readers import readers
from facetproof.facts.view import MAX_CHARACTERS
from facetproof.model.chart import Chart, Document
from facetproof.model.evidence import Evidence

_MAX_SPANS = 6
"""Evidence for one value: the first few places; a copied-forward note would list dozens."""


def read_document(text: str, document: str = "note-1") -> Chart:
    """The chart of one note. What the note does not say is absent; every value has evidence.

    Args:
        text: any text; of a longer one only the first half million characters are read.
        document: id that the evidence names.
    """
    note = Note(text, document)
    return charted(note, sightings_of(note))


def sightings_of(note: Note) -> list[Sighting]:
    """What all readers see in a note."""
    if not note.text.strip():
        return []
    return without_doubtful(note, [sighting for read in readers() for sighting in read(note)])


def charted(note: Note, sightings: Iterable[Sighting], remarks: tuple[str, ...] = ()) -> Chart:
    """The settled chart with its document.

    Args:
        note: the note.
        sightings: of the note.
        remarks: on how it was read.
    """
    chart = settle(note, sightings)
    if len(note.original) > MAX_CHARACTERS:
        remarks = (f"only the first {MAX_CHARACTERS:,} characters were read", *remarks)
    document = Document(id=note.document, text=note.original, remarks=remarks or None)
    return msgspec.structs.replace(chart, documents=(document,))


def settle(note: Note, sightings: Iterable[Sighting]) -> Chart:
    """The chart that a note's sightings amount to.

    Sightings of one path that agree give the value with all their places; those that exclude each other give no value
    and an entry in `conflicts`, unless an addendum says which is right; those without a value go to `vague`.
    """
    by_path: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        by_path.setdefault(sighting.path, []).append(sighting)
    values: dict[str, Any] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    conflicts, vague = [], []
    for path, seen in by_path.items():
        stated = [s for s in seen if s.value is not None]
        if not stated:
            vague.append({"path": path, "evidence": _spans(note, seen)})
            continue
        different = _distinct(stated)
        if len(different) > 1:
            corrected = [s for s in stated if is_correction(note, s.start)]
            stated, different = (corrected, _distinct(corrected)) if corrected else (stated, different)
        if len(different) > 1:
            conflicts.append(
                {"path": path, "values": [_scalar(v) for v in different], "evidence": _spans(note, stated)}
            )
            continue
        values[path] = stated[0].value
        evidence[path] = _spans(note, stated)
    tree = _nested(values)
    paths = _renumbered(values)
    tree["evidence"] = {paths[path]: spans for path, spans in evidence.items()}
    if conflicts:
        tree["conflicts"] = conflicts
    if vague:
        tree["vague"] = vague
    return msgspec.convert(tree, Chart)


def _distinct(seen: list[Sighting]) -> list[Any]:
    different: list[Any] = []
    for sighting in seen:
        if not any(_same(sighting.value, other) for other in different):
            different.append(sighting.value)
    return different


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, str) and isinstance(b, str):
        return a.casefold() == b.casefold()
    return bool(a == b) and isinstance(a, bool) == isinstance(b, bool)


def _scalar(value: Any) -> Any:
    return value if isinstance(value, (str, int, float, bool)) else ", ".join(map(str, value))


def _spans(note: Note, seen: list[Sighting]) -> tuple[Evidence, ...]:
    found: dict[tuple[int, int], Evidence] = {}
    for sighting in seen:
        start, end = note.view.quoted(sighting.start, sighting.end)
        quote = note.original[start:end]
        if not quote or not 0 <= start < end <= len(note.original):
            raise AssertionError(f"the reader {sighting.reader} gave an empty span for {sighting.path}")
        found.setdefault((start, end), Evidence(start, end, quote, note.document, sighting.reader))
    return tuple(list(found.values())[:_MAX_SPANS])


def _renumbered(values: dict[str, Any]) -> dict[str, str]:
    """Each path with its list numbers counted from 0 without gaps, as the nested lists have them."""
    numbers: dict[str, dict[str, int]] = {}
    result = {}
    for path in values:
        new: list[str] = []
        old = ""
        for part in path.split("."):
            if part.isdigit():
                known = numbers.setdefault(old, {})
                new.append(str(known.setdefault(part, len(known))))
            else:
                new.append(part)
            old = f"{old}.{part}"
        result[path] = ".".join(new)
    return result


def _nested(values: dict[str, Any]) -> dict[str, Any]:
    """{"a.b": 1, "c.0.d": 2} → {"a": {"b": 1}, "c": [{"d": 2}]}."""
    tree: dict[str, Any] = {}
    for path, value in values.items():
        *parents, last = path.split(".")
        node = tree
        for part in parents:
            node = node.setdefault(part, {})
        node[last] = value
    listed: dict[str, Any] = _lists(tree)
    return listed


def _lists(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    if node and all(key.isdigit() for key in node):
        return [_lists(item) for item in node.values()]
    return {key: _lists(item) for key, item in node.items()}
