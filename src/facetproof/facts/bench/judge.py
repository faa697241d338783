"""One note: what was read against what a person found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from facetproof.facts.bench.items import KEYS, Item, is_other_procedure, items, plain, same, session_items
from facetproof.model.chart import Chart
from facetproof.model.evidence import Evidence
from facetproof.sources.gold import Gold

_READ = ("session", "assessment", "diagnoses", "plan", "history")
Spans = Mapping[str, tuple[Evidence, ...]]


class Judged(NamedTuple):
    """Of one note, as (path, value).

    Attributes:
        right: read as the person found them.
        wrong: read, but not so found.
        missed: found, but not read.
        invented: those of `wrong` that the person has no value for and that no verbatim words support.
        traps: (path, value, why) of what must not be read, and was.
        quotes: paths whose words are not the note's at that place.
        without_words: values without evidence.
    """

    right: list[tuple[str, Any]]
    wrong: list[tuple[str, Any]]
    missed: list[tuple[str, Any]]
    invented: list[tuple[str, Any]]
    traps: list[tuple[str, Any, str]]
    quotes: list[str]
    without_words: list[str]


def judge(gold: Gold, chart: Chart) -> Judged:
    """Compares the chart read from a note with the gold of the note."""
    spans: Spans = chart.evidence or {}
    tree = {name: msgspec.to_builtins(getattr(chart, name)) for name in _READ if getattr(chart, name) is not None}
    fell = list(_traps(gold, tree))
    quotes = [path for path, told in spans.items() for span in told if not _verbatim(gold.text, span)]
    tree, spans = _placed(gold, tree, spans)
    known = items(gold.chart)
    read = [item for item in items(tree, _numbers(gold.chart, tree)) if _in_scope(gold, item.path)]
    right: list[Item] = []
    wrong: list[Item] = []
    left = list(known)
    for item in read:
        match = next((other for other in left if other.path == item.path and _equal(gold, other, item)), None)
        if match is not None:
            left.remove(match)
            right.append(item)
        elif not _optional(gold, item):
            wrong.append(item)
    missed = [item for item in left if not _optional(gold, item) and None not in gold.accept.get(item.path, ())]
    paths = {item.path for item in known}
    invented = [item for item in wrong if item.path not in paths and not _supported(gold.text, spans, item.place)]
    return Judged(
        right=_told(right),
        wrong=_told(wrong),
        missed=_told(missed),
        invented=_told(invented),
        traps=fell,
        quotes=quotes,
        without_words=[item.path for item in read if not list(_words(spans, item.place))],
    )


def _told(found: list[Item]) -> list[tuple[str, Any]]:
    return [(item.path, item.value) for item in found]


def _placed(gold: Gold, tree: dict[str, Any], spans: Spans) -> tuple[dict[str, Any], Spans]:
    """The chart with its session where the gold has it, or as little of it as counts."""
    wanted, session = gold.chart.get("session") or {}, tree.get("session") or {}
    if gold.placement == "either" and not wanted and session.get("technique") and gold.chart.get("history"):
        moved = {name: part for name, part in tree.items() if name != "session"}
        moved["history"] = [session, *(tree.get("history") or ())]
        return moved, {_moved(path): told for path, told in spans.items()}
    if not wanted and is_other_procedure(session):
        # "no facet procedure here" is right, said either way
        return {name: part for name, part in tree.items() if name != "session"}, spans
    if is_other_procedure(wanted) and session:
        return tree | {"session": {k: v for k, v in session.items() if k in ("technique", "targets")}}, spans
    return tree, spans


def _moved(path: str) -> str:
    if path.startswith("session"):
        return path.replace("session", "history.0", 1)
    return re.sub(r"^history\.(\d+)", lambda m: f"history.{int(m[1]) + 1}", path)


def _numbers(gold: Mapping[str, Any], tree: Mapping[str, Any]) -> dict[int, int]:
    """Which gold session each earlier session read goes with: by technique, date, shared values, then order."""
    wanted, read = gold.get("history") or [], tree.get("history") or []
    scores = []
    for n, a in enumerate(wanted):
        known = _signature(a)
        for m, b in enumerate(read):
            if not is_other_procedure(b):
                alike = 3 * _agree(a, b, "technique") + 4 * _agree(a, b, "dos") + len(known & _signature(b))
                scores.append((-alike, abs(n - m), n, m))
    numbers: dict[int, int] = {}
    for score, _, n, m in sorted(scores):
        if score < 0 and n not in numbers.values() and m not in numbers:
            numbers[m] = n
    free = [n for n in range(len(wanted)) if n not in numbers.values()]
    for m, b in enumerate(read):
        if m not in numbers and not is_other_procedure(b):
            numbers[m] = free.pop(0) if free else max([len(wanted) - 1, *numbers.values()]) + 1
    return numbers


def _signature(session: Any) -> set[tuple[str, str]]:
    return {(item.path, str(plain(item.value))) for item in session_items(session, "", "")}


def _agree(a: Mapping[str, Any], b: Mapping[str, Any], name: str) -> bool:
    return a.get(name) is not None and a.get(name) == b.get(name)


def _under(path: str, above: str) -> bool:
    return path == above or path.startswith((f"{above}.", f"{above}["))


def _in_scope(gold: Gold, path: str) -> bool:
    return gold.scope is None or any(_under(path, above) for above in gold.scope)


def _equal(gold: Gold, wanted: Item, read: Item) -> bool:
    others = (value for value in gold.accept.get(read.path, ()) if value is not None)
    return same(read.path, wanted.value, read.value) or any(same(read.path, other, read.value) for other in others)


def _optional(gold: Gold, item: Item) -> bool:
    return any(
        _under(item.path, entry["path"]) and (entry.get("value") is None or same(item.path, item.value, entry["value"]))
        for entry in gold.optional
    )


def _traps(gold: Gold, tree: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    history = [session for session in tree.get("history") or () if not is_other_procedure(session)]
    values = list(_numbered({**tree, "history": history}, ""))
    for trap in gold.must_not:
        parts = re.split(r"(\[\*\])", trap["path"])
        pattern = re.compile("".join(r"\[[^\]]*\]" if p == "[*]" else re.escape(p) for p in parts) + r"(?![^.\[])")
        wanted = trap.get("value")
        for path, value in values:
            found = pattern.match(path)
            if found and (wanted in (None, "*") or (found.end() == len(path) and same(path, value, wanted))):
                yield trap["path"], value, trap.get("why", "")
                break


def _numbered(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """(path, value) of every scalar; list entries by their key or number in brackets."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _numbered(part, f"{path}.{name}" if path else name)
    elif isinstance(value, (list, tuple)):
        key = KEYS.get(path.rsplit(".", 1)[-1])
        for n, part in enumerate(value):
            yield from _numbered(part, f"{path}[{plain(part.get(key)) if key else n}]")
    elif value is not None:
        yield path, value


def _words(spans: Spans, place: str) -> Iterator[Evidence]:
    for path, told in spans.items():
        if path == place or place.startswith(f"{path}.") or path.startswith(f"{place}."):
            yield from told


def _supported(text: str, spans: Spans, place: str) -> bool:
    words = list(_words(spans, place))
    return bool(words) and not [span for span in words if not _verbatim(text, span)]


def _verbatim(text: str, span: Evidence) -> bool:
    return bool(span.quote) and text[span.start : span.end] == span.quote
