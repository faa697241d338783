"""What was read, as a list: every value with the words it came from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from facetproof.facts.cues_fired import Fired
from facetproof.model.chart import Chart
from facetproof.model.evidence import Evidence

#: Parts of a chart that are not read from prose.
_NOT_READ = {"id", "payer", "options", "claim", "authorization", "documents", "conflicts", "evidence", "history_from"}
_QUOTE = 90


def render_facts(chart: Chart, *, width: int, color: bool, why: Iterable[Fired] = ()) -> str:
    """A line for each value (`path  value`), its words below; contradictions at the end.

    Args:
        chart: a chart with evidence, as the readers make it.
        width: columns to wrap at.
        color: whether paths are set off with ANSI codes.
        why: reader and cues of each place, to be told below its words.
    """
    fired = {(told.path, told.document, told.words): told for told in why}
    lines = [
        line for path, value in facts_of(chart) for line in _entry(chart, path, value, width, color=color, fired=fired)
    ]
    if not lines:
        lines.append("Nothing about a facet joint procedure was found in the text.")
    for conflict in chart.conflicts or ():
        said = " / ".join(str(value) for value in conflict.values)
        lines.append(f"! {conflict.path}: statements that exclude each other ({said}); no value is given")
        lines += [_quote(e.quote, e.document, width) for e in conflict.evidence]
    return "\n".join(lines) + "\n"


def facts_of(chart: Chart) -> Iterator[tuple[str, Any]]:
    """(dotted path, value) of every value that is read from prose; values as JSON holds them."""
    for name in chart.__struct_fields__:
        if name not in _NOT_READ:
            yield from _leaves(msgspec.to_builtins(getattr(chart, name)), name)


def words_of(chart: Chart, path: str) -> Iterator[tuple[str, Evidence]]:
    """(path it is kept under, place) of the words of one value, each place once."""
    seen = set()
    for key, spans in (chart.evidence or {}).items():
        if key == path or path.startswith(f"{key}.") or key.startswith(f"{path}."):
            for span in spans:
                if (span.start, span.document) not in seen:
                    seen.add((span.start, span.document))
                    yield key, span


def _entry(
    chart: Chart, path: str, value: Any, width: int, *, color: bool, fired: Mapping[tuple[str, str, str], Fired]
) -> Iterator[str]:
    shown = f"\033[1m{path}\033[0m" if color else path
    yield f"{shown}  {_word(value)}"
    for key, span in words_of(chart, path):
        yield _quote(span.quote, span.document, width)
        told = fired.get((key, span.document, span.quote))
        if told is not None:
            yield from textwrap.wrap(_why(told), width - 8, initial_indent=" " * 8, subsequent_indent=" " * 10)


def _why(told: Fired) -> str:
    cues = "; ".join(f"“{words}” ({', '.join(names)})" for words, names in told.cues)
    place = f" in {told.section}" if told.section else ""
    return f"reader {told.reader}{place}: {cues or 'by the form of the words'}"


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """(dotted path, value) of every documented scalar, and of lists that are stated to be empty."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _leaves(part, f"{path}.{name}")
    elif isinstance(value, (list, tuple)):
        if not value or not isinstance(value[0], dict):
            yield path, value
        else:
            for n, part in enumerate(value):
                yield from _leaves(part, f"{path}.{n}")
    elif value is not None:
        yield path, value


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "none (stated)"
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def _quote(quote: str, document: str, width: int) -> str:
    words = textwrap.shorten(quote, min(_QUOTE, width - 8), placeholder=" …")
    return f"    “{words}”" + (f"  [{document}]" if document else "")
