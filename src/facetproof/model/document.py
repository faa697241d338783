"""A note as text, and where its scanned words stand."""

from __future__ import annotations

import datetime as dt

import msgspec


class WordBox(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where `text[start:end]` of a scanned document stands on the picture of its page.

    Attributes:
        page: counted from 1.
        left: of the box, like `top`, `width` and `height` a share of the page's width or height, from its upper left.
        confidence: of the recogniser, 0 to 100.
    """

    start: int
    end: int
    page: int
    left: float
    top: float
    width: float
    height: float
    confidence: float | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A note the facts came from.

    Attributes:
        kind: what the file calls itself, such as "Procedure note".
        text: what readers see and quote; pages of a paged format are parted by a form feed.
        remarks: what was left out, could not be read, or came of a language model, without words of the note.
        page: of the file on which the text begins, where it is not the first.
        boxes: the words of a scanned document on its pages.
    """

    id: str
    kind: str | None = None
    date: dt.date | None = None
    text: str | None = None
    remarks: tuple[str, ...] | None = None
    page: int | None = None
    boxes: tuple[WordBox, ...] | None = None
