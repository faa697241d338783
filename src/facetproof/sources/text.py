"""A file of plain text → text. Refuses what is no note, by name and reason, without quoting it."""

from __future__ import annotations

import codecs
from pathlib import Path

from facetproof.errors import InputError

#: A procedure note has 2-20 kB, a whole copied-forward chart some hundred. Beyond this it is another kind of file.
MAX_BYTES = 5_000_000

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 28, 29, 30, 31}


def read_bytes(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: `file-missing`, `file-unreadable` or `file-too-large`.
    """
    try:
        if path.is_dir():
            raise InputError("file-unreadable", "This is a folder", where=str(path), todo="Name the files in it.")
        size = path.stat().st_size
        if size > limit:
            raise InputError(
                "file-too-large",
                f"The file has {size / 1e6:.1f} MB, a note has at most {limit / 1e6:.0f} MB",
                where=str(path),
                todo="Give one note a file, or one JSON object a line with --jsonl.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("file-missing", "There is no such file", where=str(path), todo="Check the path.") from None
    except OSError as error:
        raise InputError(
            "file-unreadable", f"The file cannot be read ({error.strerror})", where=str(path), todo="Check its rights."
        ) from None


def decode(data: bytes, *, where: str) -> str:
    """Text of a note: UTF-8, UTF-16 with its mark, else Windows-1252 as older systems write it.

    Raises:
        InputError: `note-empty` or `note-binary`.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked_utf16(data)
    if encoding is None and _is_binary(data):
        raise InputError(
            "note-binary",
            "This is no plain text",
            where=where,
            todo="Give the note as text, PDF, DOCX, RTF, HTML, C-CDA, FHIR JSON or HL7 v2.",
        )
    text = _decoded(data, encoding)
    if not text.strip():
        raise InputError("note-empty", "The note is empty", where=where, todo="Check the export of the note.")
    return text


def read_text(path: Path) -> str:
    """The text of a note file."""
    return decode(read_bytes(path), where=str(path))


def as_text(data: bytes) -> str:
    """The characters of any bytes, by the same order of encodings, without judging them."""
    return _decoded(data, next((name for mark, name in _MARKS if data.startswith(mark)), None))


def _decoded(data: bytes, encoding: str | None) -> str:
    if encoding is not None:
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Windows-1252 leaves five bytes undefined; Latin-1 names every byte, so nothing is lost
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1")


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: in Western text every other byte is zero, and none of the others."""
    head = data[:2000]
    for encoding, zeros, others in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if len(head) > 8 and zeros.count(0) > 0.9 * len(zeros) and not others.count(0):
            return encoding
    return None


def _is_binary(data: bytes) -> bool:
    head = data[:65536]
    if b"\x00" in head:
        return True
    return bool(head) and sum(byte in _CONTROLS for byte in head) > len(head) * 0.02
