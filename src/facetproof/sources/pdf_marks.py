"""PDF pages and pictures as they are, and where quoted words stand on a page that has text."""

from __future__ import annotations

import io
from typing import Any

#: Left, top, width, height as shares of the page from its upper left.
Box = tuple[float, float, float, float]


def word_boxes(data: bytes, page: int, before: str, quote: str) -> list[Box]:
    """One box a line of the quote; empty where the words are not found there or pypdfium2 is not installed.

    Args:
        data: the PDF.
        page: number of the page, from 1.
        before: the text of the page up to the quote, which tells the place where the words come several times.
        quote: the words; white space does not matter.
    """
    try:
        import pypdfium2
    except ImportError:
        return []
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return []
    try:
        if not 0 < page <= len(document) or document[page - 1].get_rotation():
            return []
        return _boxes(document[page - 1], _bare(before), _bare(quote))
    finally:
        document.close()


def flat(data: bytes) -> bytes:
    """The PDF with what was typed into its forms printed on the pages; as it is where pypdfium2 cannot open it."""
    try:
        import pypdfium2
    except ImportError:
        return data
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return data
    try:
        document.init_forms()
        for page in document:
            # the helper asks for a form on the whole; a free-text note on a page has none
            pypdfium2.raw.FPDFPage_Flatten(page.raw, pypdfium2.raw.FLAT_NORMALDISPLAY)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()
    finally:
        document.close()


def picture_pdf(data: bytes) -> bytes | None:
    """A picture as a PDF, each frame a page of its own size; None for what is no picture that can be opened."""
    try:
        from PIL import Image, ImageSequence
    except ImportError:
        return None
    try:
        with Image.open(io.BytesIO(data)) as picture:
            frames = [frame.convert("RGB") for frame in ImageSequence.Iterator(picture)]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    out = io.BytesIO()
    frames[0].save(out, "PDF", save_all=True, append_images=frames[1:], resolution=150.0)
    return out.getvalue()


def _bare(text: str) -> str:
    return "".join(text.split())


def _boxes(page: Any, before: str, quote: str) -> list[Box]:
    words = page.get_textpage()
    printed = words.get_text_range()
    places = [n for n, character in enumerate(printed) if not character.isspace()]
    bare = "".join(printed[n] for n in places)
    hits = _hits(bare, quote)
    if not quote or not hits:
        return []
    # the page may print its text in another order: as many earlier hits as the text has
    earlier = len(_hits(before + quote, quote)) - 1
    at = hits[min(earlier, len(hits) - 1)]
    start, end = places[at], places[at + len(quote) - 1] + 1
    # places count from the paper's own corner, the page is seen through its crop box
    edge, _, _, upper = page.get_cropbox()
    width, height = page.get_size()
    found = []
    for n in range(words.count_rects(start, end - start)):
        left, bottom, right, top = words.get_rect(n)
        found.append(((left - edge) / width, (upper - top) / height, (right - left) / width, (top - bottom) / height))
    return found


def _hits(text: str, quote: str) -> list[int]:
    found, at = [], text.find(quote)
    while quote and at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found
