"""Labels of any make become `Label: value` on one line, so that readers know forms by that shape alone.

`Side - Left`, `Side = Left`, `[Side] Left`, `"Side","Left"`, `## Side` with the value below, `*** SIDE ***` likewise.
Every character keeps its place.
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
_LONGEST, _SHORT = 52, 32
_TIED = re.compile(
    rf"^[ \t]*(?:[-*\u2022>][ \t]+|\(?\d{{1,2}}[.)][ \t]+)?(?P<label>[A-Z](?:{_LABEL})??)[ \t]*"
    r"(?P<sign>(?<=[ \t])-{1,2}(?=[ \t])|-{1,2}>|=(?!>)|(?:(?<=[ \t])>(?=[ \t])|=>)(?=[ \t]*[^\s\d~]))[ \t]*(?=\S)",
    re.MULTILINE,
)
"""A label tied to its value by a dash, an arrow or an equals sign; "Relief > 80%" is a bound."""
_BRACKETED = re.compile(rf"^(?P<open>[ \t]*\[)(?P<label>{_LABEL})\](?=[ \t]*[^\s\]])", re.MULTILINE)
_QUOTED = re.compile(
    r'^[ \t]*"(?P<label>[^"\n]{1,40})"[ \t]*[,;][ \t]*"(?P<value>[^"\n]*)"[ \t]*,?[ \t]*$', re.MULTILINE
)
_MANY = 3
_WITH_VALUE_BELOW = frozenset(
    {Kind.FIELD, Kind.PROCEDURE, Kind.DIAGNOSIS, Kind.INDICATION, Kind.HEADER, Kind.EXAM, Kind.IMAGING}
)
"""Kinds whose label may stand on a line of its own above a value of one line, without a colon."""
_OF_COPIES = re.compile(
    r"\b(?:cop(?:y|ied)|end|begin\w*|start|page|transcript\w*|imported|pasted|forward\w*)\b", re.IGNORECASE
)
"""Lines that bound what was put in from elsewhere."""
_OPENED = re.compile(rf"[ \t]*(?:[-*\u2022>][ \t]+|\(?\d{{1,2}}[.)][ \t]+)?(?P<label>{_LABEL})[ \t]*:")
"""A line that begins with a label."""


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
    # "[patient] it hurts": who speaks
    known = _known(m["label"]) not in (None, Kind.HEADER)
    return f"{m['open'][:-1]} {m['label']}:" if known else m[0]


def _without_quotes(m: re.Match[str]) -> str:
    between = m.end("value") - m.start("value")
    gap = " " * (m.start("value") - m.end("label") - 1)
    tail = " " * (m.end() - m.start("value") - between)
    return " " * (m.start("label") - m.start()) + m["label"] + ":" + gap + m["value"] + tail


def _values_below(text: str) -> str:
    """Labels on a line of their own above a value of one line, before the next label or a blank line.

    A heading between signs (`*** PROCEDURE ***`) becomes one with a colon, whatever stands below it. In a form that has
    several of its values below known labels, its other short lines are labels as well.
    """
    lines = list(_lines(text))
    labels = {n: m for n, line in enumerate(lines[:-1]) if (m := _alone(text, line)) is not None}
    if not labels:
        return text
    found = {n: m for n, m in labels.items() if _has_value_below(text, lines, labels, n)}
    if sum(not _is_marked(m) for m in found.values()) > _MANY:
        more = {n: m for n, line in enumerate(lines[:-1]) if n not in labels and (m := _short(text, line)) is not None}
        everything = labels | more
        found |= {n: m for n, m in more.items() if _has_value_below(text, lines, everything, n) and n - 1 not in found}
    parts: list[str] = []
    last = 0
    for n, m in sorted(
        (found | {n: m for n, m in labels.items() if m["open"] and m["close"] and _known(m["label"])}).items()
    ):
        line, below = lines[n], lines[n + 1]
        head = " " * (m.start("label") - line.start) + m["label"]
        rest = m.end("label") - line.start
        length = (below.start if n in found else line.end) - line.start - rest
        parts += (text[last : line.start], head, ":" + " " * (length - 1))
        last = line.start + rest + length
    return "".join((*parts, text[last:]))


def _has_value_below(text: str, lines: list[_Line], labels: dict[int, re.Match[str]], n: int) -> bool:
    value = lines[n + 1]
    if not text[value.start : value.end].strip() or _OPENED.match(text, value.start, value.end):
        return False
    # "fluoroscopy" alone is a label, and the value of a label that is marked as one
    if n + 1 in labels and (_is_marked(labels[n + 1]) or not _is_marked(labels[n])):
        return False
    after = lines[n + 2] if n + 2 < len(lines) else None
    return (
        after is None
        or not text[after.start : after.end].strip()
        or n + 2 in labels
        or _OPENED.match(text, after.start, after.end) is not None
    )


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    while start <= len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        yield _Line(start, stop)
        start = stop + 1


def _alone(text: str, line: _Line) -> re.Match[str] | None:
    """A label that fills the line: of a known kind, or between signs."""
    if not 1 < line.end - line.start <= _LONGEST:
        return None
    m = _ALONE.match(text, line.start, line.end)
    if m is None or m.end() != line.end:
        return None
    kind = _known(m["label"])
    if kind is None:
        signed = m["open"] and (m["close"] or "#" in m["open"])
        return m if (signed or m["colon"]) and len(m["label"]) > 1 and not _OF_COPIES.search(m["label"]) else None
    return m if kind in _WITH_VALUE_BELOW or _is_marked(m) else None


def _short(text: str, line: _Line) -> re.Match[str] | None:
    """Some words that may be a label of the practice's own, without figures or marks."""
    if not 1 < line.end - line.start <= _SHORT or not text[line.start : line.start + 1].isupper():
        return None
    m = _ALONE.match(text, line.start, line.end)
    return m if m is not None and m.end() == line.end and not m["open"] and m["label"].count(" ") < _MANY else None


def _is_marked(m: re.Match[str]) -> bool:
    return bool(m["open"] or m["colon"] or m["close"])


_WORDS_BEFORE = re.compile(r"(?:(?<![A-Za-z/'-])[A-Za-z][A-Za-z/'()-]*[ ]){0,3}[A-Za-z][A-Za-z/()'-]*[ ]?$")
_PARTED = re.compile(r"[;|\t][ ]*$")
_WORD = re.compile(r"[A-Za-z][A-Za-z/()'-]*")
_JOINED = re.compile(
    r"(?:pre|post)[a-z-]*|procedure|operative|date|place|image|imaging|pain|block|injection|medication|target|joint|nerve|local|total|"
    r"volume|contrast|sedation|an(?:a)?esthesia|patient|facet|spinal|lesion|ablation|rf|device|intended|type|primary|admitting|"
    r"current|average|worst|steroid|drug|of|for|the|and|/|to|performed|given|used|per|each",
    re.IGNORECASE,
)
"""Words that a label may begin or go on with; another ends the value before it: "L4-5 MBB Side: left"."""
_OF_LINES = frozenset({Kind.FIELD, Kind.PROCEDURE, Kind.DIAGNOSIS})
_ASIDES = frozenset({Kind.IMAGING, Kind.CONSENT, Kind.TEACHING, Kind.FAMILY})
"""Within running text these open a remark, which ends with its sentence."""
_LONG_LINE = 300
_LABELS_OF_A_LINE = 4


def line_breaks(text: str) -> list[int]:
    """Where a label stands within a line of labels: behind `;`, `|` or a tab, or anywhere where line ends were lost.

    A line counts that a known label opens. Behind two spaces or a full stop the headings themselves are found.
    """
    found: list[int] = []
    start = 0
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        first = text.find(":", start, stop)
        if first >= 0 and text.find(":", first + 1, stop) >= 0:
            found += _within_line(text, start, stop)
        start = stop + 1
    return found


def _within_line(text: str, start: int, stop: int) -> list[int]:
    places: list[tuple[int, Kind]] = []
    colon = text.find(":", start, stop)
    opened = _OPENED.match(text, start, colon + 1)
    while colon >= 0:
        label = _label_before(text, start, colon)
        if label is not None and text[start : label[0]].strip(" \t-*\u2022>0123456789.)"):
            places.append(label)
        colon = text.find(":", colon + 1, stop)
    if stop - start > _LONG_LINE and len(places) >= _LABELS_OF_A_LINE:
        return [at for at, kind in places if kind not in _ASIDES]
    if opened is None or _known(opened["label"]) is None:
        return []
    return [at for at, kind in places if kind in _OF_LINES and _PARTED.search(text, start, at)]


def _label_before(text: str, start: int, colon: int) -> tuple[int, Kind] | None:
    """Where a label begins that ends at the colon, and its kind; the longest that holds no value."""
    m = _WORDS_BEFORE.search(text, max(start, colon - 44), colon)
    if m is None or text[colon + 1 : colon + 2].isdigit():
        return None
    best: tuple[int, Kind] | None = None
    for word in reversed(list(_WORD.finditer(text, m.start(), colon))):
        at = word.start()
        if best is not None and not _JOINED.fullmatch(word[0]):
            break
        kind = _known(text[at:colon]) if text[at].isupper() else None
        if kind is not None and kind is not Kind.HEADER:
            best = (at, kind)
        if _PARTED.search(text, start, at):
            break
    return best
