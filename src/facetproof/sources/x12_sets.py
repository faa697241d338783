"""The transaction sets of one kind in an X12 file, segment by segment, with what is wrong with their envelopes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from facetproof.model.claimfile import Fault
from facetproof.sources.x12 import BLANK, Block, Separators, blocks, decoded, opened
from facetproof.sources.x12_envelope import TAGS, Envelope

#: Text is given as `str`, a path as `Path`.
Source = bytes | str | Path | IO[bytes]


class Segment:
    """One segment: its number in the file from 1, its elements with the tag first; `read` once something uses it."""

    __slots__ = ("marks", "number", "parts", "read")

    def __init__(self, number: int, parts: list[str], marks: Separators) -> None:
        self.number, self.parts, self.marks, self.read = number, parts, marks, False

    @property
    def tag(self) -> str:
        """Its name."""
        return self.parts[0]

    def get(self, n: int) -> str | None:
        """Element n from 1, None where it is empty."""
        return (self.parts[n].strip() or None) if n < len(self.parts) else None

    def composite(self, n: int) -> list[str]:
        """Components of element n, at least one."""
        return (self.parts[n] if n < len(self.parts) else "").split(self.marks.component)

    def place(self, n: int = 0) -> str:
        """Where it stands, as faults tell it: `24 HCR01`."""
        return f"{self.number} {self.tag}{n:02d}" if n else f"{self.number} {self.tag}"


class RawSet:
    """One ST to SE without these two: its segments in order, the number of ST, and what is wrong with the envelope."""

    __slots__ = ("faults", "number", "segments")

    def __init__(self, number: int) -> None:
        self.number = number
        self.segments: list[Segment] = []
        self.faults: list[Fault] = []


def each_set(source: Source, transaction: str, guides: frozenset[str]) -> Iterator[RawSet | Fault]:
    """Each set of this kind once it is read, and each fault of the file around them.

    Raises:
        InputError: `file-unreadable`, `file-empty`, `not-x12`.
    """
    stream = opened(source.encode("utf-8", "surrogateescape") if isinstance(source, str) else source)
    envelope = Envelope(transaction, guides)
    current: RawSet | None = None
    number = 0
    try:
        for block in blocks(stream):
            if isinstance(block, Fault):
                if current is None:
                    yield block
                else:
                    current.faults.append(block)
                continue
            for number, text in enumerate(block.texts, block.number):
                segment = _segment(text, number, block)
                if segment is None:
                    envelope.skip_empty()
                elif segment.tag in TAGS:
                    before, current = current, None
                    told = envelope.take(segment.parts, number)
                    if segment.tag == "ST" and envelope.is_claim:
                        current = RawSet(number)
                    for fault in told:
                        owner = before if fault.code == "transaction-not-closed" or current is None else current
                        if owner is None:
                            yield fault
                        else:
                            owner.faults.append(fault)
                    if before is not None:
                        yield before
                elif current is not None:
                    current.segments.append(segment)
                elif envelope.transaction is None:
                    yield Fault("segment-misplaced", "This segment stands in no transaction set", number)
    finally:
        if stream is not source:
            stream.close()
    left = envelope.close(number, "")
    if current is not None:
        current.faults += left
        yield current
    else:
        yield from left


def _segment(text: str, number: int, block: Block) -> Segment | None:
    bare = text.strip(BLANK + "\0\x1a")
    if not bare:
        return None
    return Segment(number, decoded(bare).split(block.separators.element), block.separators)
