"""Pages → one text: form feeds between them, so that every span knows its page, and scanned words keep their boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from facetproof.model.document import Document, WordBox
from facetproof.model.evidence import Evidence
from facetproof.sources.cleanup import clean
from facetproof.sources.extract import Extract

#: No line end beside it, so that a sentence may go on over the page.
_BREAK = "\f"


class Page(NamedTuple):
    """Text of one page; `boxes` count from the page's own first character."""

    text: str
    boxes: tuple[WordBox, ...] = ()


def join_pages(pages: Sequence[Page], remarks: tuple[str, ...] = ()) -> Extract:
    """One cleaned text with the boxes moved to where their words now stand."""
    raw = _BREAK.join(page.text for page in pages)
    cleaned = clean(raw)
    lead = len(cleaned.text) - len(cleaned.text.lstrip("\n"))
    boxes, start = [], 0
    for page in pages:
        for box in page.boxes:
            first, last = (cleaned.moved(start + at) - lead for at in (box.start, box.end))
            if 0 <= first < last:
                boxes.append(msgspec.structs.replace(box, start=first, end=last))
        start += len(page.text) + len(_BREAK)
    return Extract(cleaned.text.strip("\n"), remarks, tuple(boxes))


def page_at(text: str, position: int) -> int:
    """The page of a character, counted from 1; 1 throughout where the format has no pages."""
    return 1 + text.count("\f", 0, position)


def locate(evidence: Evidence, documents: Sequence[Document] | None) -> Evidence:
    """The same span with the id of its document, where there is one document with text only and the span names none."""
    texts = [doc for doc in documents or () if doc.text]
    if evidence.document or len(texts) != 1:
        return evidence
    return Evidence(evidence.start, evidence.end, evidence.quote, texts[0].id, evidence.reader)
