"""Labels of any make become `Label: value` on one line, so that readers know forms by that shape alone.

`Side - Left`, `Side = Left`, `[Side] Left`, `"Side","Left"`, `## Side` with the value below, `*** SIDE ***` likewise. Only
labels that name a kind of section are changed, and every character keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.section_kinds import Kind, kind_of, words_of

_LABEL = r"[A-Za-z][A-Za-z /()&'#-]{1,38}?"
_SIGNS = r"[#*=~_-]{1,6}"
_ALONE = re.compile(
    rf"[ \t]*(?P<open>{_SIGNS}[ \t]*)?(?P<label>{_LABEL})[ \t]*(?P<colon>:?)[ \t]*(?P<close>{_SIGNS})?[ \t]*(?=\n|$)"
)
"""A line that is nothing but a label."""
_LONGEST = 52
_TIED = re.compile(
    rf"^[ \t]*(?:[-*\u2022>][ \t]+|\(?\d{{1,2}}[.)][ \t]+)?(?P<label>[A-Z](?:{_LABEL})??)[ \t]*"
    r"(?P<sign>(?<=[ \t])-{1,2}>?(?=[ \t])|(?<=[ \t])>(?=[ \t])|=>?|->)[ \t]*(?=\S)",
    re.MULTILINE,
)
"""A label tied to its value by a dash, an arrow or an equals sign."""
_BRACKETED = re.compile(rf"^(?P<open>[ \t]*\[)(?P<label>{_LABEL})\](?=[ \t]*[^\s\]])", re.MULTILINE)
_QUOTED = re.compile(r'^[ \t]*"(?P<label>[^"\n]{1,40})"[ \t]*[,;][ \t]*"(?P<value>[^"\n]*)"[ \t]*,?[ \t]*$', re.MULTILINE)
_MANY = 3
_WITH_VALUE_BELOW = frozenset({Kind.FIELD, Kind.PROCEDURE, Kind.DIAGNOSIS, Kind.INDICATION, Kind.HEADER})
"""Kinds whose label may stand on a line of its own above a value of one line, without a colon."""
_STARTED = re.compile(rf"[ \t]*(?:[-*\u2022>][ \t]+)?{_LABEL}[ \t]*:")


class _Line(NamedTuple):
    start: int
    end: int


def one_shape(text: str) -> str:
    """The text with its labels as `Label: value`; every character keeps its place."""
    if " -" in text or "=" in text or " > " in text:
        text = _TIED.sub(_with_colon, text)
    if "[" in text:
        text = _BRACKETED.sub(_without_brackets, text)
    if text.count('","') + text.count('", "') >= _MANY and len(_QUOTED.findall(text)) >= _MANY:
        text = _QUOTED.sub(_without_quotes, text)
    return _values_below(text)


def _known(label: str) -> Kind | None:
    words = words_of(label)
    return kind_of(words) if len(words) > 1 else None


def _with_colon(m: re.Match[str]) -> str:
    kind = _known(m["label"])
    if kind is None or kind is Kind.HEADER:
        return m[0]
    at = m.start("sign") - m.start()
    return m[0][:at] + ":" + " " * (len(m["sign"]) - 1) + m[0][at + len(m["sign"]) :]


def _without_brackets(m: re.Match[str]) -> str:
    return f"{m['open'][:-1]} {m['label']}:" if _known(m["label"]) else m[0]


def _without_quotes(m: re.Match[str]) -> str:
    between = m.end("value") - m.start("value")
    gap = " " * (m.start("value") - m.end("label") - 1)
    tail = " " * (m.end() - m.start("value") - between)
    return " " * (m.start("label") - m.start()) + m["label"] + ":" + gap + m["value"] + tail


def _values_below(text: str) -> str:
    """Labels on a line of their own above a value of one line, before the next label or a blank line."""
    lines = list(_lines(text))
    parts: list[str] = []
    last = 0
    for n, line in enumerate(lines[:-1]):
        m = _alone(text, line)
        value = lines[n + 1]
        if m is None or value.start >= value.end or not text[value.start : value.end].strip():
            continue
        other = _alone(text, value)
        # "fluoroscopy" alone is a label, and the value of a label that is marked as one
        if (other is not None and (_is_marked(other) or not _is_marked(m))) or _STARTED.match(
            text, value.start, value.end
        ):
            continue
        after = lines[n + 2] if n + 2 < len(lines) else None
        if after and text[after.start : after.end].strip() and not _begins(text, after):
            continue
        head = text[line.start : m.end("label")]
        for sign in "#*=~_-":
            head = head.replace(sign, " ") if head.lstrip().startswith(sign) else head
        rest = text[m.end("label") : value.start]
        parts += (text[last : line.start], head, ":" + " " * (len(rest) - 1))
        last = value.start
    return "".join((*parts, text[last:])) if parts else text


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    while start <= len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        yield _Line(start, stop)
        start = stop + 1


def _alone(text: str, line: _Line) -> re.Match[str] | None:
    """A label that fills the line, of a kind that may have its value below or with a colon."""
    if not 1 < line.end - line.start <= _LONGEST:
        return None
    m = _ALONE.match(text, line.start, line.end)
    if m is None or m.end() != line.end:
        return None
    kind = _known(m["label"])
    known = kind in _WITH_VALUE_BELOW or (kind is not None and (m["colon"] or m["close"]))
    return m if known else None


def _is_marked(m: re.Match[str]) -> bool:
    return bool(m["open"] or m["colon"] or m["close"])


def _begins(text: str, line: _Line) -> bool:
    """Whether a line begins with a label."""
    return _alone(text, line) is not None or _STARTED.match(text, line.start, line.end) is not None
