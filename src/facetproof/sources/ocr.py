"""Scans and pictures → text with the place of every word. Needs the extra `ocr` and the program tesseract."""

from __future__ import annotations

import io
import os
import shutil
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from facetproof.errors import InputError
from facetproof.model.document import WordBox
from facetproof.sources.extract import Extract
from facetproof.sources.pages import Page, join_pages

if TYPE_CHECKING:
    from PIL.Image import Image

#: Recognition is at its best near 300 dots an inch.
_DPI = 300
MAX_PIXELS = 120_000_000
_SECONDS_A_PAGE = 180
REMARK = "read from a picture: check the words against it"


def is_installed() -> bool:
    """Whether pictures can be read here."""
    try:
        import pypdfium2  # noqa: F401
        import pytesseract  # noqa: F401
    except ImportError:
        return False
    return shutil.which("tesseract") is not None


def scanned_pages(data: bytes, *, where: str) -> list[Page]:
    """The pages of a PDF without text.

    Raises:
        InputError: `ocr-missing`, `picture-broken`, `picture-empty`.
    """
    pages = pdf_pages(data, None, where=where)
    if not any(page.text.strip() for page in pages):
        raise _empty(where)
    return pages


def pdf_pages(data: bytes, numbers: Sequence[int] | None, *, where: str) -> list[Page]:
    """Recognised pages of a PDF: all, or those of `numbers` (from 1)."""
    _require(where)
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise InputError(
            "pdf-broken", "The PDF is damaged or cut off", where=where, todo="Print or export it again."
        ) from None
    try:
        found = []
        for number in numbers or range(1, len(document) + 1):
            page = document[number - 1]
            scale = _DPI / 72
            if page.get_width() * page.get_height() * scale * scale > MAX_PIXELS:
                raise _broken(where)
            found.append(_recognised(page.render(scale=scale).to_pil(), number, where))
        return found
    finally:
        document.close()


def picture_text(data: bytes, *, where: str) -> Extract:
    """The words of a picture; each frame of a TIFF is a page.

    Raises:
        InputError: `ocr-missing`, `picture-broken`, `picture-empty`.
    """
    _require(where)
    pages = [_recognised(frame, number, where) for number, frame in enumerate(_frames(data, where), 1)]
    if not any(page.text.strip() for page in pages):
        raise _empty(where)
    return join_pages(pages, (REMARK,))


def _frames(data: bytes, where: str) -> Iterator[Image]:
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > MAX_PIXELS:
            raise _broken(where)
        for frame in ImageSequence.Iterator(picture):
            yield frame.convert("L")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError):
        raise _broken(where) from None


def _recognised(picture: Image, number: int, where: str) -> Page:
    import pytesseract

    try:
        with _one_thread():
            table: dict[str, list[Any]] = pytesseract.image_to_data(
                picture, output_type=pytesseract.Output.DICT, timeout=_SECONDS_A_PAGE, config=f"--dpi {_DPI}"
            )
    except (pytesseract.TesseractError, RuntimeError):
        raise _broken(where) from None
    return _laid_out(table, number, picture.width, picture.height)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Tesseract's threads wait for each other: one page is three times as fast with one."""
    before = os.environ.get("OMP_THREAD_LIMIT")
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_THREAD_LIMIT"]


def _laid_out(table: dict[str, list[Any]], number: int, width: int, height: int) -> Page:
    """Words into lines and paragraphs; a gap wider than three letters stays a gap, for tables."""
    text, boxes = "", []
    before: tuple[int, int, int] | None = None
    edge = 0
    for index, word in enumerate(table["text"]):
        if not str(word).strip():
            continue
        word = str(word)
        line = (table["block_num"][index], table["par_num"][index], table["line_num"][index])
        left, size = int(table["left"][index]), int(table["width"][index])
        if before is not None and line == before:
            text += "   " if left - edge > 3 * size / len(word) else " "
        elif before is not None:
            text += "\n" if line[:2] == before[:2] else "\n\n"
        boxes.append(
            WordBox(
                start=len(text),
                end=len(text) + len(word),
                page=number,
                left=round(left / width, 5),
                top=round(int(table["top"][index]) / height, 5),
                width=round(size / width, 5),
                height=round(int(table["height"][index]) / height, 5),
                confidence=round(float(table["conf"][index]), 1),
            )
        )
        text += word
        before, edge = line, left + size
    return Page(text, tuple(boxes))


def _require(where: str) -> None:
    if not is_installed():
        raise InputError(
            "ocr-missing",
            "This is a picture or a scan without text, and text recognition is not installed",
            where=where,
            todo='Install it with: pip install "facetproof[ocr]", and the program tesseract-ocr; or give text.',
        )


def _broken(where: str) -> InputError:
    return InputError("picture-broken", "The picture is damaged or too large", where=where, todo="Scan it again.")


def _empty(where: str) -> InputError:
    return InputError(
        "picture-empty", "No words were recognised", where=where, todo="Scan it again at 300 dpi, or take it out."
    )
