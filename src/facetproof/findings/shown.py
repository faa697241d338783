"""Facts of a finding as they can be shown to others: the value in words, and whole phrases of the record behind it.

What a conflict or an unmet requirement rests on is never shown, not even as a neighbour within a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from facetproof.facts.sentences import sentence_spans
from facetproof.findings.appeal_answer import Shown
from facetproof.model.chart import Chart
from facetproof.model.evidence import Evidence
from facetproof.model.fields import UNITS
from facetproof.model.words import scalar_words

#: Longest phrase shown, in characters.
LONGEST = 240
#: Quotes shown for one fact.
MOST = 3
#: Marks of lists and clauses around a phrase that are not part of it.
_MARKS = "-*\u2022;,: \t"
#: A whole record stands for the day on which it happened.
_DAY = ".dos"
_HISTORY = "history."
_DEEPEST = 8


def value_at(chart: Chart, path: str) -> Any:
    """The value at a chart path, None where the chart has none."""
    node: Any = chart
    for part in path.split("."):
        if node is None:
            return None
        if part.isdigit():
            node = node[int(part)] if isinstance(node, tuple) and int(part) < len(node) else None
        elif isinstance(node, dict):
            node = node.get(part)
        else:
            node = getattr(node, part, None)
    return node


def shown(chart: Chart, paths: Iterable[str], *, avoid: Sequence[Evidence] = ()) -> tuple[Shown, ...]:
    """Each fact of the record once, those with a value only; what was billed is no fact of it.

    Args:
        chart: the chart.
        paths: of the values that decided.
        avoid: words that must not be shown.
    """
    found: dict[str, Shown] = {}
    told = (path for path in paths if path.split(".")[0] != "claim")
    paths = [part for path in told for part in (_narrowed(chart, path), *_day_of(chart, path))]
    conflicts = tuple(conflict.path for conflict in chart.conflicts or ())
    for path in dict.fromkeys(paths):
        value = value_at(chart, path)
        if value is None or any(one == path or one.startswith(f"{path}.") for one in conflicts):
            continue
        words = fact_words(path, value)
        if not words:
            continue
        quotes: list[Evidence] = []
        for evidence in _evidence(chart, path, conflicts):
            phrase = _phrase(chart, evidence, avoid, whole_line=path.startswith(_HISTORY))
            if phrase is not None and not _within(phrase, quotes) and len(quotes) < MOST:
                quotes.append(phrase)
        found[path] = Shown(path=path, words=words, quotes=tuple(quotes))
    return tuple(found.values())


def fact_words(path: str, value: Any) -> str:
    """A value with its place in words: `earlier session 1, relief, percent: 85 percent`."""
    name = path.rsplit(".", 1)[-1]
    unit = UNITS.get(name, ("", ""))[0]
    told = _words(msgspec.to_builtins(value))
    return f"{_place(path)}: {told}{f' {unit}' if unit and told else ''}" if told else ""


def _place(path: str) -> str:
    parts: list[str] = []
    for part in path.split("."):
        if part.isdigit():
            parts[-1] = f"{parts[-1]} {int(part) + 1}"
        else:
            parts.append({"history": "earlier session"}.get(part, part.replace("_", " ")))
    return ", ".join(parts)


def _words(value: Any) -> str:
    if isinstance(value, dict):
        told = [(name, _words(item)) for name, item in value.items()]
        return ", ".join(f"{name.replace('_', ' ')} {words}" for name, words in told[:_DEEPEST] if words)
    if isinstance(value, (list, tuple)):
        return "; ".join(filter(None, map(_words, value[:_DEEPEST]))) if value else "none"
    return scalar_words(value)


def _narrowed(chart: Chart, path: str) -> str:
    """`session` and `history.0` stand for the day of it, where that is told."""
    head, _, last = path.rpartition(".")
    record = path == "session" or (head == "history" and last.isdigit())
    return path + _DAY if record and value_at(chart, path + _DAY) is not None else path


def _day_of(chart: Chart, path: str) -> tuple[str, ...]:
    """An earlier session is shown with its day, where that is told."""
    parts = path.split(".")
    day = ".".join(parts[:2]) + _DAY
    return (day,) if path.startswith(_HISTORY) and len(parts) > 2 and value_at(chart, day) is not None else ()


def _evidence(chart: Chart, path: str, conflicts: tuple[str, ...]) -> list[Evidence]:
    """Words behind exactly this path, else behind what lies below it, else behind what it is a part of."""
    kept = {
        key: spans
        for key, spans in (chart.evidence or {}).items()
        if not any(key == one or key.startswith(f"{one}.") or one.startswith(f"{key}.") for one in conflicts)
    }
    below = [span for key, spans in kept.items() if key.startswith(f"{path}.") for span in spans]
    above = [span for key, spans in kept.items() if path.startswith(f"{key}.") for span in spans]
    return sorted(kept.get(path) or below or above, key=lambda e: (e.document, e.start, e.end))


def _phrase(chart: Chart, evidence: Evidence, avoid: Sequence[Evidence], *, whole_line: bool) -> Evidence | None:
    """The line or sentence around the words, else the words; None where they are not in the text or not to be shown."""
    text = text_of(chart, evidence.document)
    if text is None or not evidence.quote.strip() or text[evidence.start : evidence.end] != evidence.quote:
        return None
    if not evidence.document and chart.documents:
        evidence = msgspec.structs.replace(evidence, document=chart.documents[0].id)
    if _touches(evidence, avoid):
        return None
    first = text.rfind("\n", 0, evidence.start) + 1
    after = text.find("\n", evidence.end)
    last = len(text) if after < 0 else after
    spans = [(first + start, first + end) for start, end in sentence_spans(text[first:last], frozenset())]
    if whole_line and spans:
        spans.insert(0, (spans[0][0], spans[-1][1]))
    for start, end in spans:
        if start <= evidence.start and evidence.end <= end and end - start <= LONGEST:
            while start < evidence.start and text[start] in _MARKS:
                start += 1
            while end > evidence.end and text[end - 1] in _MARKS:
                end -= 1
            whole = msgspec.structs.replace(evidence, start=start, end=end, quote=text[start:end])
            if not _touches(whole, avoid):
                return whole
    return evidence


def text_of(chart: Chart, document: str) -> str | None:
    """The text of a document by its id; an empty id is the only document."""
    documents = chart.documents or ()
    if not document and len(documents) == 1:
        return documents[0].text
    return next((one.text for one in documents if one.id == document), None)


def _touches(span: Evidence, others: Sequence[Evidence]) -> bool:
    return any(span.document == o.document and span.start < o.end and o.start < span.end for o in others)


def _within(span: Evidence, others: Sequence[Evidence]) -> bool:
    return any(span.document == o.document and o.start <= span.start and span.end <= o.end for o in others)
