"""Corrected 837 files: what a correction changes is written anew, every other byte stays as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from facetproof.findings.correction import Correction
from facetproof.model.claimfile import ServiceLine
from facetproof.sources.x12 import CHUNK, Segment, Separators, opened, segments
from facetproof.sources.x12_values import amount

#: Segments that come after the references of a claim; a new REF goes before the first of them.
_AFTER_REFERENCES = frozenset(
    {"K3", "NTE", "CR1", "CR2", "CR3", "CR5", "CR6", "CR7", "CR8", "CRC", "HI", "QTY", "HCP", "NM1", "SBR", "LX"}
)
Source = bytes | str | Path | IO[bytes]
_ENDS_CLAIM = frozenset({"CLM", "HL", "ST", "SE", "GE", "IEA", "GS", "ISA"})


class Edit(NamedTuple):
    """Bytes `start` to `end` of a file become `text`."""

    start: int
    end: int
    text: bytes


class _Service(NamedTuple):
    """Where a service segment keeps procedure, charge and units."""

    tag: str
    procedure: int
    charge: int
    units: int


_SERVICES = {"SV1": _Service("SV1", 1, 2, 4), "SV2": _Service("SV2", 2, 3, 5)}


def write_837(source: Source, corrections: Mapping[int, Sequence[Correction]], out: IO[bytes]) -> int:
    """Copies an 837 file with these corrections applied.

    Args:
        source: the file as read.
        corrections: by the number of the claim's first segment (`BilledClaim.record`); blocked ones are left out.
        out: where the corrected file goes.

    Returns:
        Number of claims changed.
    """
    usable = {n: [c for c in found if c.blocked is None] for n, found in corrections.items()}
    usable = {n: found for n, found in usable.items() if found}
    edits = [] if not usable else list(edits_of(source, usable))
    _copied(source, edits, out)
    return len(usable)


def edits_of(source: Source, corrections: Mapping[int, Sequence[Correction]]) -> Iterator[Edit]:
    """The edits, in the order of the file: claims, and the counts of the transaction sets that grew or shrank."""
    stream = opened(source)
    try:
        yield from _Editor(corrections).edits(stream)
    finally:
        if stream is not source:
            stream.close()
        else:
            stream.seek(0)


def _copied(source: Source, edits: Sequence[Edit], out: IO[bytes]) -> None:
    stream = opened(source)
    try:
        place = 0
        for edit in edits:
            _copy(stream, edit.start - place, out)
            stream.seek(edit.end)
            out.write(edit.text)
            place = edit.end
        while piece := stream.read(CHUNK):
            out.write(piece)
    finally:
        if stream is not source:
            stream.close()


def _copy(stream: IO[bytes], size: int, out: IO[bytes]) -> None:
    while size > 0 and (piece := stream.read(min(size, CHUNK))):
        out.write(piece)
        size -= len(piece)


class _Editor:
    def __init__(self, corrections: Mapping[int, Sequence[Correction]]) -> None:
        self._corrections = corrections
        self._count = self._grown = 0
        self._claim: list[Segment] = []
        self._end = "~"

    def edits(self, stream: IO[bytes]) -> Iterator[Edit]:
        before: Segment | None = None
        for marks, segment in segments(stream):
            tag = segment.elements[0]
            if before is not None and before.elements[0] != "IEA":
                # the terminator with the line end that this file puts after it
                gap = segment.start - before.end - len(marks.segment)
                self._end = marks.segment + ("\r\n" if gap == 2 else "\n" if gap == 1 else "")
            before = segment
            if self._claim and tag in _ENDS_CLAIM:
                yield from self._claim_edits(marks)
                self._claim = []
            if tag == "CLM" and segment.number in self._corrections:
                self._claim = [segment]
            elif self._claim:
                self._claim.append(segment)
            yield from self._counted(segment, marks)

    def _counted(self, segment: Segment, marks: Separators) -> Iterator[Edit]:
        tag = segment.elements[0]
        if tag == "ST":
            self._count = self._grown = 0
        self._count += 1
        if tag == "SE" and self._grown and len(segment.elements) > 1:
            elements = [tag, str(self._count + self._grown), *segment.elements[2:]]
            yield Edit(segment.start, segment.end, marks.element.join(elements).encode("latin-1"))

    def _claim_edits(self, marks: Separators) -> Iterator[Edit]:
        corrections = self._corrections[self._claim[0].number]
        head, groups = _grouped(self._claim)
        wanted = {line.number: line for c in corrections for line in c.lines if line.number}
        gone = {n for c in corrections for n in c.replaced} - set(wanted)
        added = [line for c in corrections for line in c.lines if not line.number]
        # new lines stand after the last line that stays of those corrected, or in the place of the first that goes
        last = max(wanted, default=min(gone, default=len(groups)))
        change, out, number = 0.0, [], 0
        for n, group in enumerate(groups, 1):
            if n in gone:
                change -= _charge(group)
                self._grown -= len(group)
                # up to the next group, so that no terminator is left behind
                out.append(Edit(group[0].start, self._after(group, groups, n), b""))
            else:
                number += 1
                out += self._line_edits(group, number, wanted.get(n), marks)
                change += (wanted[n].charge or 0) - _charge(group) if n in wanted else 0
            if n == last and added:
                texts = []
                for line in added:
                    number += 1
                    change += line.charge or 0
                    texts += _new_line(line, number, groups[last - 1], marks)
                self._grown += len(texts)
                place = self._after(group, groups, n)
                out.append(Edit(place, place, "".join(text + self._end for text in texts).encode("latin-1")))
        yield from self._head_edits(head, change, corrections, marks)
        yield from out

    def _after(self, group: list[Segment], groups: list[list[Segment]], n: int) -> int:
        return groups[n][0].start if n < len(groups) else group[-1].end + len(self._end)

    def _head_edits(
        self, head: list[Segment], change: float, corrections: Sequence[Correction], marks: Separators
    ) -> Iterator[Edit]:
        claim = head[0]
        if abs(change) > 0.005 and len(claim.elements) > 2:
            elements = list(claim.elements)
            elements[2] = _number((amount(elements[2]) or 0.0) + change)
            yield Edit(claim.start, claim.end, marks.element.join(elements).encode("latin-1"))
        number = next((c.authorization_number for c in corrections if c.authorization_number), None)
        if number is not None:
            following = next((s for s in head[1:] if s.elements[0] in _AFTER_REFERENCES), None)
            place = following.start if following else head[-1].end + len(self._end)
            self._grown += 1
            text = marks.element.join(("REF", "G1", number)) + self._end
            yield Edit(place, place, text.encode("latin-1"))

    def _line_edits(
        self, group: list[Segment], number: int, wanted: ServiceLine | None, marks: Separators
    ) -> Iterator[Edit]:
        first = group[0]
        if len(first.elements) > 1 and first.elements[0] == "LX" and first.elements[1] != str(number):
            elements = ["LX", str(number), *first.elements[2:]]
            yield Edit(first.start, first.end, marks.element.join(elements).encode("latin-1"))
        for segment in group:
            if wanted is not None and segment.elements[0] in _SERVICES:
                text = marks.element.join(_service(segment.elements, wanted, marks))
                if text != marks.element.join(segment.elements):
                    yield Edit(segment.start, segment.end, text.encode("latin-1"))


def _grouped(claim: list[Segment]) -> tuple[list[Segment], list[list[Segment]]]:
    """The segments before the first line, and those of each line."""
    head: list[Segment] = []
    groups: list[list[Segment]] = []
    served = False
    for segment in claim:
        tag = segment.elements[0]
        if tag == "LX" or (tag in _SERVICES and (not groups or served)):
            groups.append([segment])
            served = tag in _SERVICES
        elif groups:
            groups[-1].append(segment)
            served = served or tag in _SERVICES
        else:
            head.append(segment)
    return head, groups


def _charge(group: list[Segment]) -> float:
    for segment in group:
        service = _SERVICES.get(segment.elements[0])
        if service is not None and len(segment.elements) > service.charge:
            return amount(segment.elements[service.charge]) or 0.0
    return 0.0


def _service(elements: list[str], line: ServiceLine, marks: Separators) -> list[str]:
    """A service segment with the line's code, modifiers, charge and units; all else stays."""
    where = _SERVICES[elements[0]]
    out = list(elements) + [""] * (where.units + 1 - len(elements))
    composite = out[where.procedure].split(marks.component)
    rest = composite[6:]
    modifiers = list(line.modifiers) + ([""] * (4 - len(line.modifiers)) if rest else [])
    out[where.procedure] = marks.component.join([composite[0] or "HC", line.cpt or "", *modifiers, *rest])
    if line.charge is not None and amount(out[where.charge]) != line.charge:
        out[where.charge] = _number(line.charge)
    if line.units is not None and amount(out[where.units]) != line.units:
        out[where.units] = _number(line.units)
    return out


def _new_line(line: ServiceLine, number: int, template: list[Segment], marks: Separators) -> list[str]:
    """The segments of a line that was not billed: number, service, date of the line it stands beside."""
    service = next((s.elements for s in template if s.elements[0] in _SERVICES), ["SV1"])
    dates = [s.elements for s in template if s.elements[:2] == ["DTP", "472"]]
    where = _SERVICES[service[0]]
    empty = list(service)
    empty[where.procedure] = "HC"
    if where.tag == "SV1" and line.pointers and len(empty) > 7:
        empty[7] = marks.component.join(str(pointer) for pointer in line.pointers)
    return [
        marks.element.join(["LX", str(number)]),
        marks.element.join(_service(empty, line, marks)),
        *(marks.element.join(date) for date in dates),
    ]


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
