"""Original PDF pages laid onto the typeset sheets: kept as they are, at their own proportions."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from facetproof.sources.pdf_marks import flat

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter

#: Area of an original page on its sheet, in points from the lower left: US Letter less the margins of the template.
_LEFT, _BOTTOM, _WIDE, _HIGH = 61.2, 61.2, 489.6, 662.4


def sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height in points of each page as it is seen."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    found = []
    for page in reader.pages:
        size = (float(page.cropbox.width), float(page.cropbox.height))
        found.append(size[::-1] if page.rotation % 180 else size)
    return found


def with_originals(pdf: bytes, laid: Sequence[tuple[str, bytes, Sequence[int]]]) -> bytes:
    """The packet with the original pages on their sheets; the marks show through, the words stay black.

    Args:
        pdf: the packet; its bookmarks tell where an exhibit begins.
        laid: letter of the exhibit, its file, the numbers of the pages enclosed.
    """
    from pypdf import PdfWriter

    starts = _starts(pdf)
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    files: dict[bytes, PdfWriter] = {}
    for letter, data, numbers in laid:
        source = files[data] = files[data] if data in files else _opened(data)
        for n, number in enumerate(numbers):
            _lay(writer, writer.pages[starts[letter] + n], source.pages[number - 1])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _opened(data: bytes) -> PdfWriter:
    """The pages upright, what was typed into forms printed on them."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(io.BytesIO(flat(data)))
    if reader.is_encrypted:
        reader.decrypt("")
    source = PdfWriter(clone_from=reader)
    for page in source.pages:
        if page.rotation:
            page.transfer_rotation_to_content()
    return source


def _lay(writer: PdfWriter, sheet: PageObject, page: PageObject) -> None:
    """Puts a page onto its sheet as one object, so that neither its names nor its tags meet those of the sheet.

    It is multiplied with what lies below: white paper takes the colour of a mark, also where the page is a picture.
    """
    from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject

    box = page.cropbox
    wide, high = float(box.width), float(box.height)
    scale = min(_WIDE / wide, _HIGH / high)
    left = _LEFT + (_WIDE - wide * scale) / 2 - float(box.left) * scale
    bottom = _BOTTOM + _HIGH - high * scale - float(box.bottom) * scale
    content = page.get_contents()
    drawn = DecodedStreamObject()
    drawn.set_data(content.get_data() if content is not None else b"")
    group = DictionaryObject({NameObject("/S"): NameObject("/Transparency")})
    drawn.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(edge) for edge in box]),
            NameObject("/Group"): group,
            NameObject("/Resources"): page.get("/Resources", DictionaryObject()).get_object().clone(writer),
        }
    )
    multiply = DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})
    own: Any = sheet["/Resources"].get_object()
    resources = DictionaryObject(own)
    for kind, name, value in (
        ("/XObject", "/Original", writer._add_object(drawn.flate_encode())),
        ("/ExtGState", "/Multiply", writer._add_object(multiply)),
    ):
        entries: Any = own.get(kind, DictionaryObject()).get_object()
        resources[NameObject(kind)] = DictionaryObject({**entries, NameObject(name): value})
    sheet[NameObject("/Resources")] = resources
    below = sheet.get_contents()
    put = f"/Artifact BMC q {scale:.6f} 0 0 {scale:.6f} {left:.4f} {bottom:.4f} cm /Multiply gs /Original Do Q EMC"
    whole = DecodedStreamObject()
    whole.set_data(b"q\n" + (below.get_data() if below is not None else b"") + b"\nQ\n" + put.encode() + b"\n")
    sheet[NameObject("/Contents")] = writer._add_object(whole.flate_encode())


def _starts(pdf: bytes) -> Mapping[str, int]:
    """Index of the first sheet of each exhibit, as the bookmarks tell."""
    return {
        title.removeprefix("Exhibit ").partition(":")[0]: page
        for title, page in bookmarks(pdf)
        if title.startswith("Exhibit ")
    }


def bookmarks(pdf: bytes) -> Iterator[tuple[str, int]]:
    """Title and page index of each bookmark of the first level."""
    from pypdf import PdfReader
    from pypdf.generic import Destination

    reader = PdfReader(io.BytesIO(pdf))
    for mark in reader.outline:
        if isinstance(mark, Destination):
            page = reader.get_destination_page_number(mark)
            if page is not None:
                yield str(mark.title), page
