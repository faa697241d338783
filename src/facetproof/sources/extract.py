"""What every reader of a format gives: the text of one document, and what was left out of it."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from facetproof.errors import InputError
from facetproof.model.document import Document, WordBox

STRUCK_OUT = "words struck out in the document were left out"


class Extract(NamedTuple):
    """Text of one document.

    Attributes:
        text: as readers see it; pages parted by a form feed.
        remarks: what was left out or could not be read, without words of the note.
        boxes: of scanned words.
    """

    text: str
    remarks: tuple[str, ...] = ()
    boxes: tuple[WordBox, ...] = ()


#: Opens a file held within another (a PDF in a FHIR attachment): its bytes, a name for errors, the id of the document.
Opener = Callable[[bytes, str, str], tuple[Document, ...]]


def unpacked(text: str, where: str) -> bytes:
    """The bytes of a base64 attachment.

    Raises:
        InputError: `attachment-broken`.
    """
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise InputError(
            "attachment-broken", "An attached file is not whole base64", where=where, todo="Export it again."
        ) from None


def described(documents: tuple[Document, ...], kind: str | None, day: dt.date | None) -> tuple[Document, ...]:
    """Attached documents with the kind and date that their envelope states, where they have none of their own."""
    return tuple(msgspec.structs.replace(one, kind=one.kind or kind, date=one.date or day) for one in documents)


def numbered(documents: list[Document], name: str) -> tuple[Document, ...]:
    """Documents of one file: a lone one has the file's name, several are told apart by number."""
    if len(documents) < 2:
        return tuple(msgspec.structs.replace(one, id=name) for one in documents)
    return tuple(msgspec.structs.replace(one, id=f"{name}#{number}") for number, one in enumerate(documents, 1))
