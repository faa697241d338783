"""Marks of typed and exported forms in the one way that the readers know; every character keeps its place.

A cross on a line (`_X_`) and a dotted circle (`(•)`) become a ticked box, a line left empty beside one an empty box;
lines drawn under a value go. Exports (`laterality=RT`, `"laterality": "RT",`) become labels with their values.
"""

from __future__ import annotations

import re

_TICKED = re.compile(r"(?<![\w_])_+ ?[xX\u2713\u2714\u221a] ?_+(?![\w_])")
_BLANK = re.compile(r"(?<![\w_])___*(?= {0,2}[A-Za-z])")
"""A line to put a cross on, before its option."""
_OPTION_LINE = re.compile(
    r"^[^\n]*(?:\[x\])[^\n]*$|^[^\n]*(?<![\w_])__+ {0,2}[A-Za-z][^\n]*__+ {0,2}[A-Za-z][^\n]*$", re.MULTILINE
)
_ROUND = re.compile(r"\([\u2022\u25cf\u25c9\u2b24\u00b7]\)")
_UNDERLINED = re.compile(r"(?<![\w_])_{1,12}(?= ?\d[\d./]{0,9}[ %]?_)|(?<=[\d%])_{1,12}(?![\w_])")
_KEY_LINE = re.compile(r"^([ \t]*[A-Za-z][\w .]{1,40}?)[ \t]?=(?!=)([^\n]*)$", re.MULTILINE)
_JSON = re.compile(
    r'"([A-Za-z]\w{1,40})" ?: ?'
    r'("[^"\n]{0,200}"|\[(?:"[^"\n]{0,60}"[, ]*)+\]|-?[\d.]+|true|false|null)[ \t]*,?'
)
_CIRCLE = re.compile(r"^[^\n:]{0,30}\bcircle\b[^\n:]{0,20}:[^\n]+$", re.IGNORECASE | re.MULTILINE)
"""A line whose chosen option has a ring around it, typed as brackets of any kind."""
_QUOTES = str.maketrans('"[]', "   ")
_MANY = 3
"""So many lines of one shape are an export; fewer may be a formula."""


def plain_marks(text: str) -> str:
    """The text with its form marks written as `[x]`, `[ ]` and `Label: value`.

    Args:
        text: any text; the result has the same length.
    """
    if "_" in text:
        text = _ticks(text)
        if _UNDERLINED.search(text):
            text = _UNDERLINED.sub(lambda m: " " * len(m[0]), text)
    if "(" in text:
        text = _ROUND.sub("(x)", text)
        text = _CIRCLE.sub(_ringed, text)
    if "=" in text and len(_KEY_LINE.findall(text)) >= _MANY:
        text = _KEY_LINE.sub(
            lambda m: f"{m[1].replace('_', ' ')}:".ljust(len(m[0]) - len(m[2])) + m[2].replace("|", " "), text
        )
    if '":' in text and len(_JSON.findall(text)) >= _MANY:
        text = _JSON.sub(_as_field, text)
    return text


def _ringed(m: re.Match[str]) -> str:
    """`Circle one:  (DIAGNOSTIC)  THERAPEUTIC` with square brackets, as other rings are typed."""
    label, _, options = m[0].partition(":")
    return f"{label}:{options.replace('(', '[').replace(')', ']')}"


def _ticks(text: str) -> str:
    if not _TICKED.search(text):
        return text
    text = _TICKED.sub(lambda m: "[x]".ljust(len(m[0])) if len(m[0]) >= 3 else m[0], text)
    return _OPTION_LINE.sub(
        lambda line: _BLANK.sub(lambda m: "[ ]".ljust(len(m[0])) if len(m[0]) >= 3 else m[0], line[0]), text
    )


def _as_field(m: re.Match[str]) -> str:
    """`"side": "R",` as ` side:   R ` and its line."""
    key, value = m[1].replace("_", " "), m[2].translate(_QUOTES).strip()
    words = "" if value == "null" else value
    return f"{key}: {words}".ljust(len(m[0]) - 1) + "\n"
