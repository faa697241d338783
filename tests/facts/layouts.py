"""The same note set out in another way: labels with other marks, above their values, several on a line."""

from __future__ import annotations

import re
from collections.abc import Callable

_FIELD = re.compile(r"^(?P<indent>[ \t]*)(?P<label>[A-Z][A-Za-z /()-]{1,38}):[ \t]+(?P<value>\S.*)$", re.MULTILINE)
_WIDEST = 100

Layout = Callable[[str], str]


def _fields(shape: str, change: Callable[[str], str] = str) -> Layout:
    """Every `Label: value` in the shape given, with the label changed."""
    return lambda text: _FIELD.sub(lambda m: shape.format(m["indent"], change(m["label"]), m["value"]), text)


def _two_on_a_line(between: str) -> Layout:
    def joined(text: str) -> str:
        lines: list[str] = []
        before = False
        for line in text.split("\n"):
            field = _FIELD.match(line)
            if field and before and len(lines[-1]) + len(line) < _WIDEST:
                lines[-1] += between + line.strip()
                before = False
            else:
                lines.append(line)
                before = field is not None
        return "\n".join(lines)

    return joined


LAYOUTS: dict[str, Layout] = {
    "capitals": _fields("{0}{1}: {2}", str.upper),
    "small letters": _fields("{0}{1}: {2}", str.lower),
    "bullets": _fields("{0}- {1}: {2}"),
    "no space": _fields("{0}{1}:{2}"),
    "space before the colon": _fields("{0}{1} : {2}"),
    "bold": _fields("{0}**{1}:** {2}"),
    "dash": _fields("{0}{1} - {2}"),
    "equals sign": _fields("{0}{1} = {2}"),
    "arrow": _fields("{0}{1} -> {2}"),
    "brackets": _fields("[{1}] {2}"),
    "bars": _fields("| {1} | {2} |"),
    "value below": _fields("{0}{1}:\n{2}"),
    "value below, moved in": _fields("{0}{1}:\n    {2}"),
    "heading of markdown": _fields("## {1}\n{2}"),
    "heading between stars": _fields("*** {1} ***\n{2}", str.upper),
    "heading between dashes": _fields("--- {1} ---\n{2}"),
    "two on a line, semicolon": _two_on_a_line("; "),
    "two on a line, bar": _two_on_a_line(" | "),
}
