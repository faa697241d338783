"""X12 interchanges → segments, in constant memory. Separators are those that each ISA declares; faults are values.

Bytes are read as Latin-1, so that a character is a byte and every offset is a byte offset.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from facetproof.errors import InputError
from facetproof.model.claimfile import Fault

#: Bytes read at a time: measured, more costs memory and gains nothing.
CHUNK = 1 << 20
#: Longest header looked at for separators; a correct ISA has 106 characters.
HEADER = 400
#: Characters in which the first claim of an interchange is looked for.
SAMPLE = 1 << 16
#: Characters around segments; the control characters that Python also calls white space may be separators.
BLANK = "\r\n \t"
_ISA_WIDTHS = (2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1)


class Separators(NamedTuple):
    """The four characters an interchange is written with; `repetition` is empty before version 00402."""

    element: str
    component: str
    segment: str
    repetition: str = ""


class Block(NamedTuple):
    """Whole segments of one interchange, as many as one read gave.

    Attributes:
        separators: how they are written.
        texts: the segments without their terminator, line ends still around them.
        start: byte offset of the first.
        number: its number in the file, from 1.
    """

    separators: Separators
    texts: list[str]
    start: int
    number: int


class Segment(NamedTuple):
    """One segment: its number from 1, the bytes it takes without line ends and terminator, its elements (tag first)."""

    number: int
    start: int
    end: int
    elements: list[str]


def opened(source: bytes | str | Path | IO[bytes]) -> IO[bytes]:
    """A readable stream for a path, bytes or an open file.

    Raises:
        InputError: `file-unreadable`.
    """
    if isinstance(source, bytes):
        return io.BytesIO(source)
    if isinstance(source, (str, Path)):
        try:
            return open(source, "rb")
        except OSError as error:
            raise InputError(
                "file-unreadable",
                f"The file cannot be read ({error.strerror})",
                where=str(source),
                todo="Check the path.",
            ) from None
    return source


def blocks(stream: IO[bytes], chunk: int = CHUNK) -> Iterator[Block | Fault]:
    """All segments of a file, block by block, with what is wrong with its interchange headers.

    Raises:
        InputError: `not-x12` where the file has no ISA segment at all.
    """
    buffer, offset, number, separators = "", 0, 1, None
    done = fresh = False
    while not done:
        data = stream.read(chunk)
        done = not data
        buffer += data.decode("latin-1")
        while buffer:
            if separators is None:
                at = _next_header(buffer, 0, "")
                if at < 0:
                    if not done:
                        break
                    raise InputError(
                        "not-x12",
                        "This is not an X12 file: it has no ISA segment",
                        todo="Give the file as the clearinghouse or the payer receives or sends it.",
                    )
                if len(buffer) < at + HEADER and not done:
                    break
                if buffer[:at].strip(BLANK + "\0"):
                    yield Fault("text-before-interchange", "Something stands before the ISA segment", severe=False)
                buffer, offset = buffer[at:], offset + at
                separators, faults = _separators(buffer, number)
                fresh = True
                yield from faults
            following = _next_header(buffer, 3 if fresh else 0, separators.segment)
            if following == 0:
                separators = None
                continue
            if following > 0:
                piece, buffer = buffer[:following], buffer[following:]
            elif done:
                piece, buffer = buffer, ""
            else:
                cut = buffer.rfind(separators.segment) + 1
                if not cut:
                    break
                piece, buffer = buffer[:cut], buffer[cut:]
            fresh = False
            texts = piece.split(separators.segment)
            rest = texts.pop()
            if rest.strip(BLANK + "\0\x1a"):
                texts.append(rest)
                yield Fault(
                    "segment-not-terminated",
                    "The last segment has no terminator: the interchange is cut off",
                    number + len(texts) - 1,
                    _tag(rest, separators),
                )
            if texts:
                yield Block(separators, texts, offset, number)
            number += len(texts)
            offset += len(piece)
            if following < 0:
                break
            separators = None
    if separators is None and number == 1:
        raise InputError("file-empty", "The file is empty", todo="Give the file as it was received or sent.")


def segments(stream: IO[bytes], chunk: int = CHUNK) -> Iterator[tuple[Separators, Segment]]:
    """Every segment with its elements and the bytes it takes; header faults are left to `blocks`."""
    for block in blocks(stream, chunk):
        if isinstance(block, Fault):
            continue
        start, width = block.start, len(block.separators.segment)
        for number, text in enumerate(block.texts, block.number):
            bare = text.strip(BLANK)
            first = start + len(text) - len(text.lstrip(BLANK))
            if bare:
                yield (
                    block.separators,
                    Segment(number, first, first + len(bare), bare.split(block.separators.element)),
                )
            start += len(text) + width


def set_kind(head: bytes) -> str | None:
    """The type of the first transaction set, such as 837, told from a file's first bytes; None where there is none."""
    found = re.search(rb"(?:^|[^0-9A-Za-z])\s*ST([^0-9A-Za-z\s])(\d{3})\1", head)
    return found[2].decode() if found is not None and b"ISA" in head[: found.start() + 1] else None


def decoded(text: str) -> str:
    """Latin-1 characters that are UTF-8 bytes are read as such."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text


def _tag(text: str, separators: Separators) -> str:
    tag = text.strip().partition(separators.element)[0]
    return tag if tag.isalnum() and len(tag) <= 3 else ""


def _next_header(buffer: str, start: int, terminator: str) -> int:
    """Where the next ISA segment begins, -1 where none does."""
    at = buffer.find("ISA", start)
    while at >= 0:
        mark = buffer[at + 3 : at + 4]
        if mark and not mark.isalnum() and mark not in BLANK and _begins(buffer, at, terminator):
            return at
        at = buffer.find("ISA", at + 3)
    return -1


def _begins(buffer: str, at: int, terminator: str) -> bool:
    """Whether a segment begins at this place: only line ends between it and a terminator or the start."""
    if not terminator:
        # no interchange is open: 'ISA*00*' is unlikely in anything but a header
        return buffer[at + 4 : at + 6].strip().isdigit() or at == 0
    while at > 0 and buffer[at - 1] in BLANK and buffer[at - 1] != terminator:
        at -= 1
    return at == 0 or buffer[at - 1] == terminator


def _separators(buffer: str, number: int) -> tuple[Separators, list[Fault]]:
    """The separators that an ISA segment declares, and what is wrong with it."""
    faults: list[Fault] = []
    element = buffer[3]
    place = 0
    for _ in range(16):
        place = buffer.find(element, place + 1, HEADER)
        if place < 0:
            break
    found = re.search(rf"[^\w\r\n\t {re.escape(element)}][\r\n\t ]*(?=GS{re.escape(element)})", buffer[:HEADER])
    group = found.end() if found else -1
    before = _terminator_before(buffer, group)
    if place < 0 or 0 <= group < place:
        faults.append(Fault("header-incomplete", "An ISA segment has 16 elements", number, "ISA"))
        component, segment = ":", before or "~"
        header = buffer[: buffer.find(segment)].split(element)
    else:
        header = buffer[:place].split(element)
        component, segment = buffer[place + 1 : place + 2], buffer[place + 2 : place + 3]
        if segment == "\r" and buffer[place + 3 : place + 4] == "\n":
            segment = "\n"
        if before and segment != before:
            if component == before:
                faults.append(Fault("component-separator-missing", "ISA16 is empty", number, "ISA", 16))
                component = ":"
            else:
                faults.append(
                    Fault("terminator-unclear", "One character ends the segment after ISA16", number, "ISA", 16)
                )
            segment = before
        if component.isalnum() or component in (*BLANK, element, segment, ""):
            faults.append(Fault("component-separator-wrong", "ISA16 is a character of its own", number, "ISA", 16))
            component = ":"
    used = _component_used(buffer, element, component)
    if used and used != component:
        what = "The composites of the file are not written with the separator that ISA16 declares"
        faults.append(Fault("component-separator-mismatch", what, number, "ISA", 16))
        component = used
    for n, (value, width) in enumerate(zip(header[1:], _ISA_WIDTHS, strict=False), 1):
        if len(value) != width:
            faults.append(
                Fault("element-length", f"ISA{n:02d} has exactly {width} characters", number, "ISA", n, severe=False)
            )
    mark = header[11] if len(header) > 11 else ""
    repetition = "" if mark.isalnum() or mark in (element, component, segment) else mark
    return Separators(element, component, segment, repetition), faults


def _component_used(buffer: str, element: str, component: str) -> str:
    """The separator inside the first place of service or procedure of a file; empty where it is the declared one."""
    e, sample = re.escape(element), buffer[:SAMPLE]
    found = re.search(rf"CLM{e}[^{e}]+{e}[^{e}]*{e}{e}{e}\d\w?([^\w\r\n\t {e}])\w?\1\w", sample)
    if found is None:
        found = re.search(rf"SVC{e}(?:HC|AD|NU|ER)([^\w\r\n\t {e}])\w", sample)
    return "" if found is None or found[1] == component else found[1]


def _terminator_before(buffer: str, group: int) -> str:
    """The character that ends the ISA segment, told from where the GS segment begins; empty where there is none."""
    if group < 0:
        return ""
    bare = buffer[:group].rstrip(BLANK)
    gap = buffer[len(bare) : group]
    last = bare[-1:]
    if "\n" in gap:
        # a bare line end after ISA16 is itself the terminator, unless the character before it ends the GS segment too
        following = buffer[group:].partition("\n")[0].rstrip("\r")
        return last if following.endswith(last) else "\n"
    return last
