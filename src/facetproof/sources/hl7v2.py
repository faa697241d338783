"""HL7 v2 MDM and ORU → documents: text, measured values, files held within, diagnoses, signatures."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.errors import InputError
from facetproof.model.document import Document
from facetproof.sources.cleanup import clean_text
from facetproof.sources.extract import Opener, described, numbered, unpacked
from facetproof.sources.moment import day_of, said
from facetproof.sources.text import as_text

_SEGMENT = re.compile(r"[A-Z][A-Z0-9]{2}(?=[^\w\s])")
_PROSE = ("TX", "FT")
#: Results that were withdrawn, and documents cancelled or replaced.
_VOID_RESULT = ("D", "W", "X")
_VOID_DOCUMENT = ("CA", "OB")
_STATUS = {
    "AU": "authenticated", "LA": "legally authenticated", "DI": "dictated", "DO": "documented", "IN": "incomplete",
    "IP": "in progress", "PA": "pre-authenticated",
}  # fmt: skip
#: Signs, highlighting, bytes in hexadecimal, and formatting commands, between two escape characters.
_ESCAPE = r"{0}([FSTREHN]|X(?:[0-9A-Fa-f]{{2}})+|\.[a-z]{{2}}\s*[+-]?\d{{0,4}}){0}"


class _Note(NamedTuple):
    """One document as it grows."""

    kind: str
    day: str
    lines: list[str]
    held: list[Document]
    remarks: list[str]


def message_documents(data: bytes, name: str, *, where: str, opened: Opener) -> tuple[Document, ...]:
    """The documents of a file of messages: one for each MDM message and each order of an ORU.

    Raises:
        InputError: `hl7-broken`, `hl7-no-note` where no message carries text, `attachment-broken`.
    """
    documents: list[Document] = []
    for number, message in enumerate(_messages(as_text(data)), 1):
        documents += _Message(message, f"{where}, message {number}", opened).documents()
    if not documents:
        raise InputError(
            "hl7-no-note",
            "No message carries a note",
            where=where,
            todo="Give MDM messages or ORU messages with their OBX segments.",
        )
    return numbered(documents, name)


def _messages(text: str) -> list[list[str]]:
    """Messages with one segment a line; a line that starts no segment goes on the one before (careless senders)."""
    found: list[list[str]] = []
    for line in re.split(r"[\r\n]+", text.replace("\x0b", "").replace("\x1c", "").lstrip("\ufeff")):
        if line.startswith("MSH"):
            found.append([line])
        elif not found or line.startswith(("FHS", "BHS", "BTS", "FTS")):
            continue
        elif _SEGMENT.match(line):
            found[-1].append(line)
        elif line.strip():
            found[-1].append("\\.br\\" + line)
    return [_with_continuations(lines) for lines in found]


def _with_continuations(lines: list[str]) -> list[str]:
    starts = [at for at, line in enumerate(lines) if not line.startswith("\\.br\\")]
    return ["".join(lines[at:end]) for at, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


class _Message:
    def __init__(self, segments: list[str], where: str, opened: Opener) -> None:
        self._where, self._opened = where, opened
        header = segments[0]
        separator, encoding = header[3:4], header[4:].split(header[3:4] or "|")[0]
        if len(encoding) < 3 or separator.isalnum() or encoding.isalnum():
            raise InputError(
                "hl7-broken",
                "The HL7 message names no separators",
                where=where,
                todo="Check the export of the message.",
            )
        self._component, self._repeat, self._escape = encoding[0], encoding[1], encoding[2]
        self._segments = [segment.split(separator) for segment in segments]
        self._is_document = any(segment[0] == "TXA" for segment in self._segments)
        self._notes: list[_Note] = []
        self._is_void = False
        self._diagnoses: list[str] = []
        self._heading = ""

    def documents(self) -> list[Document]:
        """Those with text, with the diagnoses of the message after it."""
        steps = {"TXA": self._txa, "OBR": self._obr, "OBX": self._obx, "NTE": self._nte, "DG1": self._dg1}
        for segment in self._segments:
            if segment[0] in steps:
                steps[segment[0]](segment)
        found: list[Document] = []
        for note in [] if self._is_void else self._notes:
            text = clean_text("\n".join([*note.lines, *self._diagnoses])).strip("\n")
            kind, day = note.kind or None, day_of(note.day)
            if any(line.strip() for line in note.lines):
                found.append(Document(id="", kind=kind, date=day, text=text, remarks=tuple(note.remarks) or None))
            found += described(tuple(note.held), kind, day)
        return found

    def _txa(self, segment: list[str]) -> None:
        kind, status = self._part(segment, 2, 2) or self._part(segment, 2, 1), self._part(segment, 17, 1)
        self._is_void |= self._part(segment, 19, 1) in _VOID_DOCUMENT
        note = _Note(kind, self._part(segment, 4, 1) or self._part(segment, 6, 1), [], [], [])
        if status in _STATUS:
            note.lines.append(f"Document status: {_STATUS[status]}")
        if status in ("AU", "LA") and (who := self._person(segment, 22)):
            note.lines.append(
                ", ".join(part for part in (f"Signed by: {who}", said(self._part(segment, 22, 15))) if part)
            )
        self._notes.append(note)

    def _obr(self, segment: list[str]) -> None:
        if not self._is_document:
            self._notes.append(
                _Note(self._part(segment, 4, 2) or self._part(segment, 4, 1), self._part(segment, 7, 1), [], [], [])
            )
            self._heading = ""

    def _obx(self, segment: list[str]) -> None:
        if not self._notes:
            self._notes.append(_Note("", "", [], [], []))
        note = self._notes[-1]
        kind = self._part(segment, 2, 1).upper()
        if self._part(segment, 11, 1) in _VOID_RESULT:
            return
        raw = self._raw(segment, 5)
        if kind == "ED":
            self._file(raw, note)
        elif kind == "RP":
            note.remarks.append("a file that the message only points to was not read")
        elif kind in _PROSE:
            heading = self._part(segment, 3, 2)
            if heading and heading not in (self._heading, note.kind):
                note.lines.append(heading)
            self._heading = heading
            note.lines.extend(self._prose(raw))
        else:
            label, unit = self._part(segment, 3, 2) or self._part(segment, 3, 1), self._part(segment, 6, 1)
            told = [self._value(kind, repeat) for repeat in raw.split(self._repeat)]
            value = ", ".join(part for part in told if part)
            value += unit if unit.startswith(("/", "%")) else f" {unit}".rstrip()
            value = value if any(told) else ""
            if value:
                note.lines.append(f"{label}: {value}" if label else value)

    def _nte(self, segment: list[str]) -> None:
        if self._notes:
            self._notes[-1].lines.extend(self._prose(self._raw(segment, 3)))

    def _dg1(self, segment: list[str]) -> None:
        told = [self._part(segment, 3, 1), self._part(segment, 3, 2) or self._part(segment, 4, 1)]
        if any(told):
            self._diagnoses.append("Diagnosis: " + " ".join(part for part in told if part))

    def _file(self, raw: str, note: _Note) -> None:
        parts = raw.split(self._component, 4)
        encoding, data = (parts[3].lower(), parts[4]) if len(parts) == 5 else ("", "")
        if encoding == "base64":
            content = unpacked(data.replace("\\.br\\", ""), self._where)
        elif encoding == "hex":
            content = _from_hex(data, self._where)
        else:
            note.lines.extend(self._prose(data))
            return
        note.held.extend(self._opened(content, f"{self._where}, OBX-5", ""))

    def _prose(self, raw: str) -> list[str]:
        return [line.rstrip() for repeat in raw.split(self._repeat) for line in self._plain(repeat).split("\n")]

    def _value(self, kind: str, raw: str) -> str:
        parts = [self._plain(part) for part in raw.split(self._component)]
        if kind in ("CE", "CWE", "CNE"):
            return " ".join(dict.fromkeys(part for part in parts[:2] if part))
        if kind == "SN":
            return "".join(parts[:4])
        if kind in ("DT", "TS", "DTM"):
            return said(parts[0])
        return self._plain(raw)

    def _plain(self, text: str) -> str:
        """Escapes undone; formatting commands become line ends, highlighting goes."""
        if self._escape not in text:
            return text
        signs = {"F": "|", "S": self._component, "T": "&", "R": self._repeat, "E": self._escape}

        def undone(match: re.Match[str]) -> str:
            name = match[1]
            if name[0] == ".":
                return "\n" if name[1:3] in ("br", "sp", "ce", "sk") else ""
            if name[0] == "X":
                return bytes.fromhex(name[1:]).decode("latin-1").replace("\r", "\n")
            return signs.get(name, "")

        return re.sub(_ESCAPE.format(re.escape(self._escape)), undone, text)

    def _raw(self, segment: list[str], field: int) -> str:
        return segment[field] if len(segment) > field else ""

    def _part(self, segment: list[str], field: int, component: int) -> str:
        """A component of a field's first repetition, counted from 1."""
        first = self._raw(segment, field).split(self._repeat)[0].split(self._component)
        return self._plain(first[component - 1]).strip() if len(first) >= component else ""

    def _person(self, segment: list[str], field: int) -> str:
        family, given, suffix = (self._part(segment, field, number) for number in (2, 3, 7))
        return " ".join(part for part in (given, family.split("&")[0], suffix) if part)


def _from_hex(data: str, where: str) -> bytes:
    try:
        return bytes.fromhex(data)
    except ValueError:
        raise InputError(
            "attachment-broken", "An attached file is not whole", where=where, todo="Export it again."
        ) from None
