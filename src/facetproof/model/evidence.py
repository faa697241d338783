"""Where a fact was seen."""

from __future__ import annotations

import msgspec


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """A span of a document: `quote` is always exactly `text[start:end]` of that document.

    Attributes:
        start: first character, counted from 0 in Unicode code points.
        end: one past the last character.
        quote: the words.
        document: id of the document in the chart; empty where there is one only.
        reader: the reader that found it, such as `relief`.
    """

    start: int
    end: int
    quote: str
    document: str = ""
    reader: str = ""
