"""What was read, as a list: every value with the words it came from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import msgspec

from facetproof.model.chart import Chart

#: Parts of a chart that are not read from prose.
_NOT_READ = {"id", "payer", "options", "claim", "authorization", "documents", "conflicts", "evidence", "history_from"}
_QUOTE = 90


def render_facts(chart: Chart, *, width: int, color: bool) -> str:
    """A line for each value (`path  value`), its words below; contradictions at the end.

    Args:
        chart: a chart with evidence, as the readers make it.
        width: columns to wrap at.
        color: whether paths are set off with ANSI codes.
    """
    names = sorted(set(chart.__struct_fields__) - _NOT_READ, key=chart.__struct_fields__.index)
    lines = [
        line
        for name in names
        for path, value in _leaves(msgspec.to_builtins(getattr(chart, name)), name)
        for line in _entry(chart, path, value, width, color)
    ]
    if not lines:
        lines.append("Nothing about a facet joint procedure was found in the text.")
    for conflict in chart.conflicts or ():
        said = " / ".join(str(value) for value in conflict.values)
        lines.append(f"! {conflict.path}: statements that exclude each other ({said}); no value is given")
        lines += [_quote(e.quote, e.document, width) for e in conflict.evidence]
    return "\n".join(lines) + "\n"


def _entry(chart: Chart, path: str, value: Any, width: int, color: bool) -> Iterator[str]:
    shown = f"\033[1m{path}\033[0m" if color else path
    yield f"{shown}  {_word(value)}"
    seen = set()
    for key, spans in (chart.evidence or {}).items():
        if key == path or path.startswith(f"{key}.") or key.startswith(f"{path}."):
            for span in spans:
                if (span.start, span.document) not in seen:
                    seen.add((span.start, span.document))
                    yield _quote(span.quote, span.document, width)


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
