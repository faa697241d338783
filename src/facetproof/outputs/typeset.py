"""Data + one of our typst templates → a tagged PDF (PDF/UA-1), or its pages as pictures. Nothing leaves the memory.

What a note says goes in as data and is never read as markup. A template is a `.typ` file beside the HTML templates; it
takes its data with `#import "paper.typ": data` and may import `letterhead` and the other common parts from there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from facetproof.errors import InputError
from facetproof.outputs.html import TEMPLATES

if TYPE_CHECKING:
    from typst import Fonts

_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: From here on the fonts at hand show nearly nothing: CJK, private use, symbols beyond the basic plane.
_FAR = "\u2e80"
#: The Unicode line and paragraph separators end a line like any other.
_LINE_ENDS = {0x2028: "\n", 0x2029: "\n", 0x85: "\n", 0x09: "    "}
_MOST_TRIES = 200


def typeset(template: str, data: Any, *, day: dt.date, files: Mapping[str, bytes] | None = None) -> bytes:
    """A tagged PDF, the same bytes for the same input.

    Args:
        template: file name of the template, such as `letter.typ`.
        data: anything msgspec encodes as a JSON object; the template sets document title and language from it.
        day: creation date written into the file.
        files: further files that the template reads, by name: pages of a PDF, pictures.

    A character that no font at hand shows is printed as its number, such as `[U+6F22]`.

    Raises:
        InputError: `paper-missing` without the optional packages.
    """
    (pdf,) = _compiled(template, data, day, dict(files or {}), "pdf")
    return pdf


def pictures(template: str, data: Any, *, day: dt.date, files: Mapping[str, bytes] | None = None) -> list[bytes]:
    """Its pages as PNG, at 72 pixels an inch."""
    return _compiled(template, data, day, dict(files or {}), "png")


def _compiled(
    template: str, data: Any, day: dt.date, files: dict[str, bytes], form: Literal["pdf", "png"]
) -> list[bytes]:
    try:
        import typst
    except ImportError:
        raise InputError(
            "paper-missing", "PDF papers need the package typst", todo="Install facetproof[paper]."
        ) from None
    sources: dict[str, bytes] = {"main.typ": (TEMPLATES / template).read_bytes(), **_common(), **files}
    compiled: Any = typst.compile  # its stub does not know the mapping of files that it takes
    tree = _told(msgspec.to_builtins(data))
    stamp = dt.datetime.combine(day, dt.time(), dt.UTC)
    for _ in range(_MOST_TRIES):
        given = {"data": msgspec.json.encode(tree).decode()}
        try:
            made = compiled(
                sources,
                format=form,
                ppi=72 if form == "png" else None,
                sys_inputs=given,
                font_paths=_fonts(),
                pdf_standards=["ua-1"] if form == "pdf" else [],
                timestamp=stamp,
            )
        except typst.TypstError as error:
            unshown = _UNSHOWN.search(error.message)
            if unshown is None:
                raise
            tree = _numbered(tree, _character(unshown[1]))
        else:
            return made if isinstance(made, list) else [made]
    raise InputError("paper-unshown", "Too many characters that no font shows", todo="Give the notes in Latin script.")


@cache
def _common() -> dict[str, bytes]:
    return {"paper.typ": (TEMPLATES / "paper.typ").read_bytes()}


@cache
def _fonts() -> Fonts:
    """The fonts inside typst only: a paper looks the same on every computer."""
    from typst import Fonts

    return Fonts(include_system_fonts=False)


def _told(value: Any) -> Any:
    """The tree with control characters as numbers, line ends and tabs as such."""
    return _mapped(value, lambda text: _CONTROL.sub(_number, text.translate(_LINE_ENDS)))


def _numbered(value: Any, character: str) -> Any:
    """The tree with this character as its number; with it all that lie as far out."""
    if character >= _FAR:
        pattern = re.compile("[\u2e80-\U0010ffff]")
    else:
        pattern = re.compile(re.escape(character))
    return _mapped(value, lambda text: pattern.sub(_number, text))


def _number(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"


def _character(shown: str) -> str:
    """The first character of a text as the compiler prints it: as itself, or as `\\u{1b}`."""
    escaped = re.match(r"\\u\{([0-9a-f]+)\}", shown)
    return chr(int(escaped[1], 16)) if escaped else shown[0]


def _mapped(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _mapped(item, change) for name, item in value.items()}
    if isinstance(value, list):
        return [_mapped(item, change) for item in value]
    return value
