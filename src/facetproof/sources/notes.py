"""The one way in for notes: a file or a folder of any format → documents."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from facetproof.errors import InputError
from facetproof.model.document import Document
from facetproof.sources.extract import Extract
from facetproof.sources.kinds import Format, tell
from facetproof.sources.several import Part, note_starts
from facetproof.sources.text import as_text, decode, read_bytes

#: A scan of many pages is large; text, once taken out, has the limit of plain text.
MAX_FILE_BYTES = 40_000_000
#: Readers go no further, so that a longer text is refused rather than read in part.
MAX_CHARACTERS = 1_000_000
MAX_FILES = 2000
_MAX_NESTED = 3
_DAY_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


def read_documents(path: Path) -> tuple[Document, ...]:
    """The documents of a file, or of all files in a folder and its folders as one patient's chart.

    Those of a folder are in order of their own date, else of the date in the file's name; the undated ones come last.

    Raises:
        InputError: whatever cannot be read, with the file; one unreadable file refuses the folder, so that none is
            missed unseen.
    """
    if not path.is_dir():
        return documents_of(read_bytes(path, limit=MAX_FILE_BYTES), path.name, where=str(path))
    files = note_files(path)
    if len(files) > MAX_FILES:
        raise InputError(
            "folder-too-large",
            f"The folder has {len(files)} files, one patient's chart has at most {MAX_FILES}",
            where=str(path),
            todo="Name the folder of one patient.",
        )
    dated: list[tuple[bool, dt.date, int, Document]] = []
    for number, file in enumerate(files):
        name = file.relative_to(path).as_posix()
        for document in read_file(file, name):
            day = document.date or _day_in(file.name)
            dated.append((day is None, day or dt.date.max, number, document))
    return tuple(document for *_, document in sorted(dated, key=lambda row: row[:3]))


def note_files(folder: Path) -> list[Path]:
    """The files of a folder and its folders, by name, without those that the system keeps there.

    Raises:
        InputError: `folder-empty`.
    """
    files = sorted(file for file in folder.rglob("*") if file.is_file() and not _is_aside(file.relative_to(folder)))
    if not files:
        raise InputError("folder-empty", "The folder has no files", where=str(folder), todo="Check the path.")
    return files


def read_file(file: Path, name: str) -> tuple[Document, ...]:
    """The documents of one file.

    Args:
        file: where it is.
        name: what the documents go by.

    Raises:
        InputError: it cannot be read.
    """
    return documents_of(read_bytes(file, limit=MAX_FILE_BYTES), name, where=str(file))


def documents_of(data: bytes, name: str, *, where: str = "", nested: int = 0) -> tuple[Document, ...]:
    """The documents in a file's bytes.

    Args:
        data: the whole file.
        name: of the file; becomes the document's id, and tells the format where the content does not.
        where: of the file, for errors.
        nested: how many files it is held within, such as a PDF in a FHIR attachment.
    """
    where = where or name
    if nested > _MAX_NESTED:
        raise InputError("nested-too-deep", "Files within files within files", where=where, todo="Export them apart.")

    def opened(inner: bytes, inner_where: str, inner_id: str) -> tuple[Document, ...]:
        return documents_of(inner, inner_id, where=inner_where, nested=nested + 1)

    kind = tell(data, name, where=where)
    if kind is Format.FHIR:
        from facetproof.sources.fhir import fhir_documents

        found = fhir_documents(data, name, where=where, opened=opened)
    elif kind is Format.HL7V2:
        from facetproof.sources.hl7v2 import message_documents

        found = message_documents(data, name, where=where, opened=opened)
    elif kind is Format.CCDA:
        from facetproof.sources.ccda import ccda_documents

        found = ccda_documents(data, name, where=where, opened=opened)
    else:
        found = _documents(_parts(kind, data, where), name)
    for document in found:
        _check(document, where)
    return found


def _documents(parts: list[Part], name: str) -> tuple[Document, ...]:
    return tuple(
        Document(
            id=name if len(parts) == 1 else f"{name}#{number}",
            text=part.extract.text,
            remarks=part.extract.remarks or None,
            page=part.page if part.page > 1 else None,
            boxes=part.extract.boxes or None,
        )
        for number, part in enumerate(parts, 1)
    )


def _parts(kind: Format, data: bytes, where: str) -> list[Part]:
    if kind is Format.PDF:
        from facetproof.sources.pdf import pdf_notes

        return pdf_notes(data, where=where)
    taken = _extract(kind, data, where)
    if kind not in (Format.DOCX, Format.RTF):
        return [Part(taken)]
    pages = taken.text.split("\f")
    starts = note_starts(pages)
    return [
        Part(Extract("\f".join(pages[start:end]).strip("\n"), taken.remarks), start + 1)
        for start, end in zip(starts, [*starts[1:], len(pages)], strict=True)
    ]


def _extract(kind: Format, data: bytes, where: str) -> Extract:
    if kind is Format.PICTURE:
        from facetproof.sources.ocr import picture_text

        return picture_text(data, where=where)
    if kind is Format.DOCX:
        from facetproof.sources.docx import docx_text

        return docx_text(data, where=where)
    if kind is Format.RTF:
        from facetproof.sources.rtf import rtf_text

        return rtf_text(data, where=where)
    if kind is Format.HTML:
        from facetproof.sources.html import decode_html, html_text

        return html_text(decode_html(data, as_text(data)), where=where)
    return Extract(decode(data, where=where))


def _check(document: Document, where: str) -> None:
    text = document.text or ""
    if not text.strip():
        raise InputError("note-empty", "The note is empty", where=where, todo="Check the export of the note.")
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            "file-too-large",
            f"The note has {len(text) / 1e6:.1f} million characters, at most {MAX_CHARACTERS / 1e6:.0f} are read",
            where=where,
            todo="Give one note a file.",
        )


def _is_aside(relative: Path) -> bool:
    return any(part.startswith((".", "~$", "__MACOSX")) for part in relative.parts) or (
        relative.name.lower() in _SYSTEM_FILES
    )


def _day_in(name: str) -> dt.date | None:
    for match in _DAY_IN_NAME.finditer(name):
        try:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None
