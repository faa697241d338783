"""Which format a file has, by its content first and its name second; what is no note is refused by name."""

from __future__ import annotations

import re
from enum import StrEnum

from facetproof.errors import InputError
from facetproof.sources.x12 import set_kind


class Format(StrEnum):
    """The formats notes are read from."""

    TEXT = "text"
    RTF = "rtf"
    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    CCDA = "ccda"
    FHIR = "fhir"
    HL7V2 = "hl7v2"
    PICTURE = "picture"


_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF87a", b"GIF89a", b"BM")
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: How files begin that are sometimes put among notes: what they are, and what to do.
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "This is a compressed file", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "This is a 7z archive", "Unpack it into a folder and name the folder."),
    (b"Rar!", "This is a RAR archive", "Unpack it into a folder and name the folder."),
    (b"SQLite format 3", "This is a database", "Export the notes of one patient."),
    (b"PAR1", "This is a Parquet table", "Give the notes of one patient, a file each."),
)
#: X12 files by the type of their first transaction set.
_X12 = {
    "837": ("This is an X12 claim file (837)", "Give notes here; a claim goes with --claim."),
    "835": ("This is an X12 payment file (835)", "Give notes here; a denial goes to `facetproof appeal`."),
    "278": (
        "This is an X12 authorization request or answer (278)",
        "Give notes here; the answer to a request goes to `facetproof packet answer`.",
    ),
    "999": ("This is an X12 acknowledgement (999)", "Give notes here; that of a request goes to `packet answer`."),
    "277": ("This is an X12 claim status (277)", "Give notes here."),
}
_X12_OTHER = ("This is an X12 file of another kind", "Give notes here; a claim goes with --claim.")
_DICOM = b"DICM"
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([A-Za-z][\w.-]*)([^>]{0,2000})")
_HTML_NAMES = (".html", ".htm", ".xhtml")
_HTML_TAGS = frozenset(b"html head body div p span table h1 h2 h3 br pre ul ol font center".split())
_MESSAGE = re.compile(rb"\s*(?:MSH|FHS|BHS)[^\w\s\"'-][^\s]{3,5}")


def tell(data: bytes, name: str, *, where: str) -> Format:
    """The format of a file's bytes.

    Raises:
        InputError: `format-refused` for archives, old Word files, claims, tables and other XML; `chart-no-note` for a
            chart among notes; `docx-protected`.
    """
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data, where)
    if data.startswith(_OLD_WORD):
        raise _old_word(data, where)
    if data.startswith(_PICTURES) and not data[:64].isascii():
        return Format.PICTURE
    if data.startswith(b"ISA*"):
        what, todo = _X12.get(set_kind(data[:4096]) or "", _X12_OTHER)
        raise InputError("format-refused", what, where=where, todo=todo)
    for start, what, todo in _REFUSED:
        if data.startswith(start):
            raise InputError("format-refused", what, where=where, todo=todo)
    if data[128:132] == _DICOM:
        raise InputError("format-refused", "This is a DICOM image", where=where, todo="Give the report, not the image.")
    return _of_text(data.removeprefix(b"\xef\xbb\xbf").lstrip(), name.lower(), where)


def is_fhir(data: bytes) -> bool:
    """Whether JSON is a FHIR resource rather than a chart of ours."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[") and b'"resourceType"' in data


def is_chart(data: bytes, name: str) -> bool:
    """Whether a file is JSON of ours, a chart or a claim: neither FHIR nor RTF, which begins with a brace as well."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{\\rtf") or is_fhir(data):
        return False
    return name.lower().endswith(".json") or start[:1] == b"{"


def _of_text(start: bytes, name: str, where: str) -> Format:
    if start.startswith(b"{\\rtf"):
        return Format.RTF
    if _MESSAGE.match(start.lstrip(b"\x0b")):
        return Format.HL7V2
    if is_fhir(start):
        return Format.FHIR
    if is_chart(start, name) and not name.endswith((".txt", ".md")):
        raise InputError(
            "chart-no-note",
            "This JSON is neither a note nor a FHIR resource",
            where=where,
            todo="A chart stands alone; a claim goes with --claim.",
        )
    if start.startswith(b"<"):
        return _marked_up(start, name, where)
    if name.endswith(_HTML_NAMES):
        return Format.HTML
    return Format.TEXT


def _marked_up(start: bytes, name: str, where: str) -> Format:
    root = _ROOT.search(start[:20_000])
    tag = root[1] if root else b""
    if tag == b"ClinicalDocument":
        return Format.CCDA
    if b"<!doctype html" in start[:1000].lower() or tag.lower() in _HTML_TAGS or name.endswith(_HTML_NAMES):
        return Format.HTML
    if not start.startswith(b"<?xml") and not name.endswith(".xml"):
        return Format.TEXT
    fhir = root is not None and b"http://hl7.org/fhir" in root[2]
    raise InputError(
        "format-refused",
        "This is FHIR as XML" if fhir else "This XML is no C-CDA document",
        where=where,
        todo="Export it as FHIR JSON." if fhir else "Give C-CDA, FHIR JSON, HL7 v2, or the note as PDF, DOCX or text.",
    )


def _packed(data: bytes, where: str) -> Format:
    if b"word/document.xml" in data or b"word/" in data[:4000]:
        return Format.DOCX
    for mark, what, todo in (
        (b"xl/workbook", "This is a spreadsheet", "Save it as text with tabs, or print it to a PDF."),
        (b"ppt/", "This is a presentation", "Print it to a PDF."),
        (b"opendocument", "This is an OpenDocument file", "Save it as DOCX or PDF."),
    ):
        if mark in data:
            raise InputError("format-refused", what, where=where, todo=todo)
    raise InputError(
        "format-refused", "This is a ZIP archive", where=where, todo="Unpack it into a folder and name the folder."
    )


def _old_word(data: bytes, where: str) -> InputError:
    if _ENCRYPTED in data:
        return InputError(
            "docx-protected", "The document is protected by a password", where=where, todo="Save it without password."
        )
    return InputError("format-refused", "This is an old Word file (DOC)", where=where, todo="Save it as DOCX or PDF.")
