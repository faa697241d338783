"""One file of pages, several notes: parted where a page begins with the title of a note and another date of service."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from facetproof.sources.extract import Extract

_KINDS = (
    r"(?:operative|procedur\w*|operation|consult\w*|progress|follow[- ]?up|office|clinic|outpatient|initial|"
    r"new patient|return|pain|visit|encounter|telephone|phone|discharge|post[- ]?procedure|injection|block|"
    r"ablation|evaluation)"
)
_TITLE = re.compile(
    rf"(?:[\w&/,'()-]+ ){{0,5}}?{_KINDS}\b(?: [\w&/'()-]+){{0,4}}? "
    r"(?:note|report|record|visit|consultation|evaluation|encounter|summary|call)"
    r"|(?:[\w/-]+ ){0,2}consultation|history (?:and|&) physical(?: examination)?|h ?& ?p",
    re.IGNORECASE,
)
_LONGEST_TITLE = 80
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    rf"|{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}})"
)
_DATED = re.compile(
    r"(?:\b(?:date of (?:service|procedure|visit|operation|surgery|consultation|encounter)|"
    rf"(?:visit|service|encounter|procedure|exam) date|dos)|(?:^|\s{{2,}})date)\s*:?\s*({_DATE})",
    re.IGNORECASE,
)
#: Title and date of a note stand in its first lines.
_HEAD_LINES = 10


class Part(NamedTuple):
    """One note of a file; `page` is the page of the file on which it begins, from 1."""

    extract: Extract
    page: int = 1


def note_starts(pages: Sequence[str]) -> list[int]:
    """Where notes begin, as indices of pages; [0] where nothing shows that there are several.

    Both a title and a date that differs from the note before are asked for: a running header repeats its date, and a
    later page of the same note has no title.
    """
    starts, date = [0], _head(pages[0])
    for number, page in enumerate(pages[1:], 1):
        head = _head(page)
        if head is not None and date is not None and head != date:
            starts.append(number)
            date = head
    return starts


def _head(page: str) -> str | None:
    """The date of service under a title at the top of a page; None where a page does not begin a note."""
    lines = [line.strip() for line in page.split("\n") if line.strip()][:_HEAD_LINES]
    parts = [part for line in lines for part in re.split(r" {3,}", line) if len(part) <= _LONGEST_TITLE]
    if not any(_TITLE.fullmatch(part) for part in parts):
        return None
    found = next((match for line in lines if (match := _DATED.search(line))), None)
    return re.sub(r"\W+", " ", found[1].lower()) if found else None
