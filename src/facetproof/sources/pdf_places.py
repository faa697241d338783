"""PDF → pieces of text with their place on the page, and what was typed into form fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from facetproof.sources.pdf import each_page

_SUBSET = re.compile(r"^/?(?:[A-Z]{6}\+)?")
_STYLE = re.compile(r"[-,].*|(?:Bold|Italic|Oblique|MT|PS)+$")
#: Operators that show text, and those that place the next one without leaving the text object.
_SHOWS = frozenset({b"Tj", b"TJ"})
_MOVES = frozenset({b"Td", b"TD", b"Tm"})


class Piece(NamedTuple):
    """One piece of text: where it begins (points from the left and from below), its font family and size in points.

    `typed` is True for the content of a form field.
    """

    text: str
    x: float
    y: float
    font: str
    size: float
    typed: bool = False


def placed_text(data: bytes, *, where: str) -> list[list[Piece]]:
    """The pieces of each page, in the order in which the file draws them.

    Raises:
        InputError: `pdf-protected`, `pdf-broken`, `pdf-too-long`.
    """
    return each_page(data, _pieces, where=where)


def _pieces(page: Any) -> list[Piece]:
    found: list[Piece] = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if not text.strip():
            return
        x, y = (tm[4] * cm[n] + tm[5] * cm[n + 2] + cm[n + 4] for n in (0, 1))
        family = _STYLE.sub("", _SUBSET.sub("", str((font or {}).get("/BaseFont", ""))))
        # several lines drawn in one go hang below the first
        for n, line in enumerate(text.strip("\n").split("\n")):
            if line.strip():
                high = abs(size * tm[3] * cm[3])
                found.append(Piece(line.strip(), x, y - n * high * 1.2, family, high))

    _split(page)
    page.extract_text(visitor_text=visit)
    return [*found, *_fields(page)]


def _split(page: Any) -> None:
    """Gives each text that the page places by itself a text object of its own.

    The parser joins what stands on one line of one text object, and a row of boxes would be one piece.
    """
    from pypdf.generic import FloatObject, NameObject

    places: list[list[float]] = []

    def note(operator: bytes, _operands: Any, _cm: Any, tm: list[float]) -> None:
        if operator in _SHOWS:
            places.append(list(tm))

    page.extract_text(visitor_operand_before=note)
    content = page.get_contents()
    if content is None or sum(operator in _SHOWS for _, operator in content.operations) != len(places):
        # text of forms drawn within the page is counted as well: then the places are another's
        return
    parted: list[tuple[Any, bytes]] = []
    moved, place = False, iter(places)
    for operands, operator in content.operations:
        if operator in _SHOWS:
            matrix = next(place)
            if moved:
                parted += [([], b"ET"), ([], b"BT"), ([FloatObject(value) for value in matrix], b"Tm")]
            moved = False
        moved = operator in _MOVES or (moved and operator != b"BT")
        parted.append((operands, operator))
    content.operations = parted
    page[NameObject("/Contents")] = content


def _fields(page: Any) -> Iterator[Piece]:
    for reference in page.get("/Annots") or ():
        note = reference.get_object()
        field = note if "/FT" in note else note.get("/Parent", note).get_object()
        left, bottom = (float(value) for value in note.get("/Rect", (0, 0))[:2])
        value = note.get("/V", field.get("/V"))
        if note.get("/Subtype") == "/FreeText":
            value = note.get("/Contents")
        elif field.get("/FT") == "/Btn":
            value = "X" if note.get("/AS", "/Off") != "/Off" else None
        elif field.get("/FT") not in ("/Tx", "/Ch"):
            continue
        if value is not None and str(value).strip():
            yield Piece(str(value).strip(), left, bottom + 2, "", 0.0, typed=True)
