"""Running headers and footers of paged documents: the first header and the last footer stay, text flows between."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*|page\s*|pg\.?\s*|p\.\s*)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—])?", re.IGNORECASE
)
_NUMBERED = re.compile(r"\b(?:page|pg\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
#: Letterheads seldom have more lines.
_ZONE = 8


def without_repeats(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], tuple[str, ...]]:
    """Pages (lists of lines) without what the page frame repeats, and a remark that says how much.

    A line goes only if it stands, the same but for the page's number, at the same edge of every page (of four pages or
    more the first may have a letterhead instead), with nothing else between it and the edge. The first copy of a
    header stays, the last of a footer.
    """
    kept = [list(page) for page in pages]
    if len(kept) < 2:
        return kept, ()
    told: list[str] = []
    for name, backwards in (("header", False), ("footer", True)):
        gone = _drop(kept, backwards)
        if gone:
            told.append(f"{gone} repeated {name} line{'s' if gone > 1 else ''} left out")
    return kept, tuple(told)


def _drop(pages: list[list[str]], backwards: bool) -> int:
    edges = [_edge(page, number, backwards) for number, page in enumerate(pages, 1)]
    sets = [{line for _, line in edge} for edge in edges if edge]
    repeated = set.intersection(*sets) if len(sets) > 1 else set()
    if len(sets) > 3:
        repeated |= set.intersection(*sets[1:])
    seen: set[str] = set()
    gone = 0
    order = list(zip(pages, edges, strict=True))
    for page, edge in reversed(order) if backwards else order:
        for index, line in edge:
            if line not in repeated:
                break
            if line in seen:
                page[index] = ""
                gone += 1
            seen.add(line)
    return gone


def _edge(page: list[str], number: int, backwards: bool) -> list[tuple[int, str]]:
    """The page's first (last) lines with text: index, and the line as it is compared."""
    found = [(index, _same(line, number)) for index, line in enumerate(page) if line.strip()]
    return found[::-1][:_ZONE] if backwards else found[:_ZONE]


def _same(line: str, number: int) -> str:
    line = " ".join(line.split())
    bare = _PAGE_NUMBER.fullmatch(line)
    # a lone number is the page's only if it counts the pages; else it may be a pain score
    if bare and (int(bare[1]) == number or not line[0].isdigit()):
        return "#"
    return _NUMBERED.sub("#", line)
