"""PDF → text by pages: aligned as printed, running headers once, form fields at the end of their page."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from facetproof.errors import InputError
from facetproof.sources.furniture import without_repeats
from facetproof.sources.pages import Page, join_pages
from facetproof.sources.several import Part, note_starts

T = TypeVar("T")

#: A copied-forward chart may have hundreds of pages, not thousands.
MAX_PAGES = 1000
#: Empty space down the page says no more than one blank line.
_GAP = re.compile(r"\n(?:[ \t]*\n){2,}")


def pdf_notes(data: bytes, *, where: str) -> list[Part]:
    """The notes of a PDF, mostly one; pages without text are read by `ocr` where that is installed.

    Raises:
        InputError: `pdf-protected`, `pdf-broken`, `pdf-too-long`, and for scans `ocr-missing` or `picture-empty`.
    """
    pages = [Page(text) for text in each_page(data, _page, where=where)]
    empty = [number for number, page in enumerate(pages, 1) if not page.text.strip()]
    remark = ""
    if empty:
        pages, remark = _with_scans(pages, empty, data, where)
    starts = note_starts([page.text for page in pages])
    return [
        _note(pages, start, end, empty, remark) for start, end in zip(starts, [*starts[1:], len(pages)], strict=True)
    ]


def _with_scans(pages: list[Page], empty: list[int], data: bytes, where: str) -> tuple[list[Page], str]:
    """Pages without text are pictures: read where recognition is installed; a PDF of them alone must be read."""
    from facetproof.sources import ocr

    if len(empty) == len(pages):
        return ocr.scanned_pages(data, where=where), ocr.REMARK
    if not ocr.is_installed():
        return pages, "no text: pictures were not read, text recognition is not installed"
    read = dict(zip(empty, ocr.pdf_pages(data, empty, where=where), strict=True))
    return [read.get(number, page) for number, page in enumerate(pages, 1)], ocr.REMARK


def _note(pages: list[Page], start: int, end: int, empty: list[int], remark: str) -> Part:
    own, told = pages[start:end], [str(number) for number in empty if start < number <= end]
    remarks = (f"page {', '.join(told)}: {remark}",) if told else ()
    if not any(page.boxes for page in own):
        kept, left_out = without_repeats([page.text.split("\n") for page in own])
        own, remarks = [Page("\n".join(lines).strip("\n")) for lines in kept], (*left_out, *remarks)
    return Part(join_pages(own, remarks), start + 1)


def each_page(data: bytes, read: Callable[[Any], T], *, where: str) -> list[T]:
    """What `read` finds on each page of a PDF (a pypdf page).

    Raises:
        InputError: `pdf-protected`, `pdf-broken`, `pdf-too-long`.
    """
    with _quiet("pypdf"):
        return _each_page(data, read, where)


def _each_page(data: bytes, read: Callable[[Any], T], where: str) -> list[T]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(
                "pdf-protected", "The PDF is protected by a password", where=where, todo="Save it without password."
            )
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise InputError(
                "pdf-too-long",
                f"The PDF has {count} pages, at most {MAX_PAGES} are read",
                where=where,
                todo="Split it.",
            )
        pages = [read(page) for page in reader.pages]
    except InputError:
        raise
    except DependencyError:
        raise InputError(
            "pdf-protected",
            "The PDF is protected against changes in a way that needs one more package",
            where=where,
            todo='Install it with: pip install "facetproof[protected]".',
        ) from None
    except Exception:
        # a damaged file breaks the parser in many places; what it says may hold words of the note
        raise InputError(
            "pdf-broken", "The PDF is damaged or cut off", where=where, todo="Print or export it again."
        ) from None
    if not pages:
        raise InputError("pdf-broken", "The PDF has no pages", where=where, todo="Print or export it again.")
    return pages


def _page(page: Any) -> str:
    text = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True)
    plain = page.extract_text()
    if _letters(text) < 0.9 * _letters(plain):
        # the aligned form leaves out turned text; a page lying on its side would lose its words
        text = plain
    lines = [line.rstrip() for line in _GAP.sub("\n\n", text).split("\n")]
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join([*(line[indent:] for line in lines), *_typed_on(page)])


def _letters(text: str) -> int:
    return len(text) - sum(map(text.count, " \t\n"))


def _typed_on(page: Any) -> Iterator[str]:
    """What a person put onto a form: fields and free text live beside the page's own text."""
    for reference in page.get("/Annots") or ():
        note = reference.get_object()
        field = note.get("/Parent", note) if "/FT" not in note else note
        field = field.get_object()
        kind, value = field.get("/FT"), note.get("/V", field.get("/V"))
        label = str(note.get("/TU") or field.get("/TU") or note.get("/T") or field.get("/T") or "")
        if note.get("/Subtype") == "/FreeText":
            yield str(note.get("/Contents", ""))
        elif kind in ("/Tx", "/Ch") and value is not None:
            yield f"{label}: {value}"
        elif kind == "/Btn" and note.get("/AS") is not None:
            on = note["/AS"] != "/Off"
            choice = str(note["/AS"]).lstrip("/")
            yield f"[{'x' if on else ' '}] {label}" + (f": {choice}" if on and choice not in ("Yes", "On", "1") else "")


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keeps a parser's complaints, which may quote the file, out of the log."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
