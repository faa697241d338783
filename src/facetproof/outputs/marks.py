"""Words of a note cut into segments, so that overlapping spans can be highlighted without nesting."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facetproof.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text with one set of spans over it.

    Attributes:
        text: the words.
        spans: numbers of the spans that cover it, in order; empty for plain text.
        starts: numbers of those that begin here.
        ends: numbers of those that end here.
    """

    text: str
    spans: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def fits(evidence: Evidence, text: str) -> bool:
    """Whether the quote is what the text says at that place."""
    return 0 <= evidence.start < evidence.end <= len(text) and text[evidence.start : evidence.end] == evidence.quote


def segments(text: str, spans: Mapping[int, Evidence]) -> tuple[Segment, ...]:
    """The text in order, cut wherever a span begins or ends; the segments joined are the text.

    Args:
        text: one document.
        spans: number → span in this document; those that do not fit the text are left out.
    """
    fitting = {n: span for n, span in spans.items() if fits(span, text)}
    cuts = sorted({0, len(text), *_edges(fitting.values())})
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for n, span in fitting.items():
        opening.setdefault(span.start, []).append(n)
        closing.setdefault(span.end, []).append(n)
    active: set[int] = set()
    found = []
    for start, end in itertools.pairwise(cuts):
        active.difference_update(closing.get(start, ()))
        begun = sorted(opening.get(start, ()))
        active.update(begun)
        found.append(Segment(text[start:end], tuple(sorted(active)), tuple(begun), tuple(sorted(closing.get(end, ())))))
    return tuple(found)


def _edges(spans: Iterable[Evidence]) -> Iterable[int]:
    for span in spans:
        yield span.start
        yield span.end
