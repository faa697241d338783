"""Original PDF pages laid below the typeset sheets: kept as they are, at their own proportions."""

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
    """The packet with the original pages below their sheets.

    Args:
        pdf: the packet; its bookmarks tell where an exhibit begins.
        laid: letter of the exhibit, its file, the numbers of the pages enclosed.
    """
    from pypdf import PdfWriter, Transformation

    starts = _starts(pdf)
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    files: dict[bytes, PdfWriter] = {}
    for letter, data, numbers in laid:
        source = files[data] = files[data] if data in files else _opened(data)
        for n, number in enumerate(numbers):
            page = source.pages[number - 1]
            box = page.cropbox
            wide, high = float(box.width), float(box.height)
            scale = min(_WIDE / wide, _HIGH / high)
            left = _LEFT + (_WIDE - wide * scale) / 2 - float(box.left) * scale
            bottom = _BOTTOM + _HIGH - high * scale - float(box.bottom) * scale
            placed = Transformation().scale(scale).translate(left, bottom)
            writer.pages[starts[letter] + n].merge_transformed_page(page, placed, over=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _opened(data: bytes) -> PdfWriter:
    """The pages upright, what was typed into forms printed on them, without tags of their own."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(io.BytesIO(flat(data)))
    if reader.is_encrypted:
        reader.decrypt("")
    source = PdfWriter(clone_from=reader)
    for page in source.pages:
        if page.rotation:
            page.transfer_rotation_to_content()
        _untag(page)
    return source


def _untag(page: PageObject) -> None:
    """Marks the page's content as one artifact: its tags would be taken for those of the sheet that it lies on."""
    from pypdf.generic import NameObject

    content = page.get_contents()
    if content is None:
        return
    kept: list[tuple[Any, bytes]] = [([NameObject("/Artifact")], b"BMC")]
    open_: list[bool] = []
    for operands, operator in content.operations:
        if operator in (b"BMC", b"BDC"):
            layer = bool(operands) and operands[0] == "/OC"
            open_.append(layer)
            if not layer:
                continue
        elif operator == b"EMC" and not (open_ and open_.pop()):
            continue
        kept.append((operands, operator))
    kept += [([], b"EMC")] * (1 + sum(open_))
    content.operations = kept
    page[NameObject("/Contents")] = content


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
