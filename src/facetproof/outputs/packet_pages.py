"""The documents sent along with a request: which pages are needed, and each page with its evidence marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from facetproof.model.authorization import AuthorizationRequest, Quote
from facetproof.model.chart import Chart
from facetproof.model.document import Document
from facetproof.model.evidence import Evidence
from facetproof.outputs.marks import segments
from facetproof.sources.pdf_marks import Box, word_boxes

#: A document of so few pages goes along whole.
_WHOLE = 3


class Original(NamedTuple):
    """The PDF a document was read from; its pages are kept as they are."""

    data: bytes


@dataclass
class Exhibit:
    """One document sent along.

    Attributes:
        letter: `A`, `B`, and so on.
        pages: numbers of the pages sent, within the file.
        of: how many pages the document has.
        rules: by number of a place, the rules that rest on it.
    """

    letter: str
    document: Document
    pages: list[int]
    of: int
    places: dict[int, Quote] = field(default_factory=dict)
    rules: dict[int, list[str]] = field(default_factory=dict)
    original: Original | None = None


def place_numbers(request: AuthorizationRequest) -> dict[tuple[str, int, int], int]:
    """A number for each quoted place, in the order of the criteria."""
    found: dict[tuple[str, int, int], int] = {}
    for row in request.criteria:
        for quote in row.quotes:
            found.setdefault((quote.document, quote.start, quote.end), len(found) + 1)
    return found


def exhibits(
    request: AuthorizationRequest, chart: Chart, originals: Mapping[str, bytes], *, every_page: bool = False
) -> list[Exhibit]:
    """The documents that the request lists, in its order.

    Args:
        request: the request.
        chart: the chart that holds their texts.
        originals: PDF files by document id.
        every_page: whether pages without evidence go along as well.
    """
    numbers = place_numbers(request)
    documents = {document.id: document for document in chart.documents or ()}
    found = []
    for n, attachment in enumerate(request.attachments):
        document = documents[attachment.id]
        first = document.page or 1
        count = (document.text or "").count("\f") + 1
        exhibit = Exhibit(letter=_letter(n), document=document, pages=[], of=count)
        data = originals.get(document.id)
        exhibit.original = Original(data) if data is not None else None
        for row in request.criteria:
            for quote in row.quotes:
                if quote.document == document.id:
                    number = numbers[quote.document, quote.start, quote.end]
                    exhibit.places[number] = quote
                    exhibit.rules.setdefault(number, [])
                    if row.rule not in exhibit.rules[number]:
                        exhibit.rules[number].append(row.rule)
        exhibit.pages = _needed(exhibit.places.values(), first, count, every_page=every_page)
        found.append(exhibit)
    return found


def _needed(quotes: Iterable[Quote], first: int, count: int, *, every_page: bool) -> list[int]:
    """Pages with evidence, with the first and the last: who it is about, and who signed."""
    if every_page or count <= _WHOLE:
        return list(range(first, first + count))
    return sorted({first, first + count - 1, *(quote.page for quote in quotes)})


def _letter(n: int) -> str:
    return chr(ord("A") + n) if n < 26 else _letter(n // 26 - 1) + _letter(n % 26)


def sheet_data(exhibit: Exhibit) -> list[dict[str, Any]]:
    """The pages of an exhibit for the template: lines of marked text, or the places to mark on the original page."""
    if exhibit.original is not None:
        return [_original(exhibit, page, exhibit.original) for page in exhibit.pages]
    first = exhibit.document.page or 1
    return [
        {"number": number, "lines": lines, "boxes": [], "words": ""}
        for number, lines in enumerate(_pages(exhibit), first)
        if number in exhibit.pages
    ]


def _original(exhibit: Exhibit, page: int, original: Original) -> dict[str, Any]:
    here = {number: quote for number, quote in exhibit.places.items() if quote.page == page}
    boxes = []
    for number, quote in here.items():
        found = _boxes(exhibit.document, quote, original.data) or [None]
        boxes += [
            {
                "anchor": f"q{number}" if n == 0 else "",
                "box": box and dict(zip(("left", "top", "width", "height"), box, strict=True)),
            }
            for n, box in enumerate(found)
        ]
    texts = (exhibit.document.text or "").split("\f")
    words = texts[page - (exhibit.document.page or 1)]
    return {"number": page, "lines": [], "boxes": boxes, "words": " ".join(words.split())}


def _boxes(document: Document, quote: Quote, data: bytes) -> list[Box | None]:
    """Where the quoted words stand on the page: from recognition, else found in the PDF's own text."""
    known: list[Box | None] = [
        (box.left, box.top, box.width, box.height)
        for box in document.boxes or ()
        if box.page == quote.page and box.start < quote.end and quote.start < box.end
    ]
    if known or document.boxes:
        return known
    text = document.text or ""
    begin = text.rfind("\f", 0, quote.start) + 1
    return [*word_boxes(data, quote.page, text[begin : quote.start], quote.text)]


def _pages(exhibit: Exhibit) -> Iterator[list[dict[str, Any]]]:
    """Lines of each page; each line is pieces of text, with the rules that rest on it at its end."""
    text = exhibit.document.text or ""
    spans = {n: Evidence(q.start, q.end, q.text, q.document) for n, q in exhibit.places.items()}
    page: list[dict[str, Any]] = []
    line = _line()
    for segment in segments(text, spans):
        anchor = list(segment.starts)
        for number, part in enumerate(_parts(segment.text)):
            if number and part[0] in "\n\f":
                page.append(line)
                line = _line()
                if part[0] == "\f":
                    yield page
                    page = []
                part = part[1:]
            if part or anchor:
                anchors = [f"q{n}" for n in anchor] if part else []
                line["pieces"].append({"text": _kept(part), "marked": bool(segment.spans), "anchors": anchors})
                if anchors:
                    anchor = []
            if segment.spans and part.strip():
                line["rules"] += [r for n in segment.spans for r in exhibit.rules[n] if r not in line["rules"]]
    page.append(line)
    yield page


def _line() -> dict[str, Any]:
    return {"pieces": [], "rules": []}


def _parts(text: str) -> list[str]:
    """The text cut before every line end and form feed; each part after the first begins with the cut character."""
    parts, start = [], 0
    for n, character in enumerate(text):
        if character in "\n\f":
            parts.append(text[start:n])
            start = n
    return [*parts, text[start:]] if parts or not text.startswith(("\n", "\f")) else ["", text]


def _kept(text: str) -> str:
    """Runs of blanks kept as they are: columns stay columns."""
    return text.replace("\t", "    ").replace("  ", "\u00a0\u00a0")
