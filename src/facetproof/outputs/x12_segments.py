"""Segments of an X12 file that is written anew: what an element may hold, and the text of the file.

X12 has no way to escape a separator, so a name or number with one in it is refused; in titles a blank stands for it.
Letters with accents are sent without them.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable

from facetproof.errors import InputError
from facetproof.sources.x12 import Separators

SEPARATORS = Separators("*", ":", "~", "^")
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
#: Value of an element, or the components of a composite one.
Element = str | tuple[str, ...]


def sendable(text: str) -> str | None:
    """The text in the characters an X12 file can carry, None where it has others; white space is one blank."""
    spread = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    bare = " ".join("".join(c for c in spread if not unicodedata.combining(c)).split())
    return bare if bare.isascii() and bare.isprintable() and not set(bare) & set(SEPARATORS) else None


def element(value: str | None, path: str, most: int, least: int = 1) -> str:
    """The text of one element; empty for None.

    Args:
        value: what it holds.
        path: its place in the request, for the message.
        most: longest length the guide allows.
        least: shortest.

    Raises:
        InputError: `character-unsendable`, `element-length`.
    """
    if value is None or not value.strip():
        return ""
    text = sendable(value)
    if text is None:
        raise InputError(
            "character-unsendable",
            "A field holds a character that an X12 file cannot carry",
            where=path,
            todo="Write it without * : ~ ^ and in Latin letters.",
        )
    if not least <= len(text) <= most:
        raise InputError(
            "element-length",
            f"A field has {len(text)} characters, and {least} to {most} can be sent",
            where=path,
            todo="Write what the payer has on file, or a usual short form of it.",
        )
    return text


def free_text(value: str, most: int) -> str:
    """A title as far as it can be sent: separators become blanks, other characters are left out, the rest is cut."""
    spread = unicodedata.normalize("NFKD", value.translate(_PLAIN))
    marks = set(SEPARATORS)
    kept = "".join(" " if c in marks or c.isspace() else c for c in spread if c.isascii() or c.isspace())
    return " ".join("".join(c for c in kept if c.isprintable()).split())[:most].strip()


def date8(day: dt.date) -> str:
    """A day as eight digits."""
    return day.strftime("%Y%m%d")


def quantity(value: float) -> str:
    """A count without needless zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def segment(tag: str, *elements: Element) -> str:
    """One segment without its terminator; empty elements and components at the end are left out."""
    return _joined(
        SEPARATORS.element, (tag, *(_joined(SEPARATORS.component, e) if isinstance(e, tuple) else e for e in elements))
    )


def _joined(mark: str, values: Iterable[str]) -> str:
    return mark.join(values).rstrip(mark)
