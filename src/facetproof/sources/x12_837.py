"""837 files → claims, one at a time, in constant memory. Nothing is lost: what cannot be read is a fault on the claim.

for item in read_837(path):
    ...   # a BilledClaim, or a Fault of the file around the claims
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from facetproof.errors import InputError
from facetproof.model.claimfile import BilledClaim, Fault
from facetproof.sources.x12 import BLANK, CHUNK, Block, Separators, blocks, opened
from facetproof.sources.x12_claim import OpenClaim
from facetproof.sources.x12_envelope import TAGS, Envelope
from facetproof.sources.x12_guide import KNOWN, faults_of
from facetproof.sources.x12_parties import Parties
from facetproof.sources.x12_scopes import ALLOWED, ENTITIES, Scope
from facetproof.sources.x12_values import (
    days,
    dental_service,
    diagnoses,
    institutional_service,
    professional_service,
)

#: Distinct segments remembered with what they mean; the same dates, codes and providers come again and again.
REMEMBERED = 20_000
_BLANK = BLANK + "\0\x1a"
_PARSERS: dict[str, Callable[[list[str], Separators], tuple[Any, tuple[Fault, ...]]]] = {
    "SV1": professional_service,
    "SV2": institutional_service,
    "SV3": dental_service,
    "HI": diagnoses,
    "DTP": days,
}
#: Tag, what the segment holds, what is wrong with it by itself.
_Studied = tuple[str, Any, tuple[Fault, ...]]


def read_837(source: bytes | str | Path | IO[bytes], chunk: int = CHUNK) -> Iterator[BilledClaim | Fault]:
    """Every claim of an 837P, 837I or 837D file in order, and every fault of the file around them.

    Raises:
        InputError: `file-unreadable`, `file-empty`, `not-x12`; `not-a-claim-file` where it holds other transactions.
    """
    stream = opened(source)
    try:
        reader = _Reader()
        for block in blocks(stream, chunk):
            if isinstance(block, Fault):
                yield block
            else:
                yield from reader.take(block)
        yield from reader.end()
    finally:
        if stream is not source:
            stream.close()


class _Reader:
    def __init__(self) -> None:
        self.envelope = Envelope()
        self.parties = Parties(0)
        self.scope = Scope.NONE
        self.claim: OpenClaim | None = None
        self.out: list[BilledClaim | Fault] = []
        self.number = 0
        self._separators = Separators("*", ":", "~")
        self._end = 0
        self._studied: dict[str, _Studied] = {}
        self._claim_numbers: set[str] = set()

    def take(self, block: Block) -> Iterator[BilledClaim | Fault]:
        """Reads the segments of one block."""
        if block.separators != self._separators:
            self._separators, self._studied = block.separators, {}
        studied, out = self._studied, self.out
        start, number = block.start, block.number
        width = len(block.separators.segment)
        for text in block.texts:
            entry = studied.get(text)
            if entry is None:
                if len(studied) >= REMEMBERED:
                    studied.clear()
                entry = studied[text] = self._study(text, block.separators)
            tag, value, faults = entry
            if tag in TAGS:
                self._enveloped(tag, value, faults, number, start)
            elif self.envelope.is_claim:
                self._within(tag, value, faults, number, start)
            elif self.envelope.transaction is None and tag:
                out.append(Fault("segment-misplaced", "This segment stands in no transaction set", number, tag))
            start += len(text) + width
            number += 1
            if out:
                yield from out
                out.clear()
        self.number, self._end = number - 1, start

    def end(self) -> Iterator[BilledClaim | Fault]:
        """What is left when the file ends.

        Raises:
            InputError: `not-a-claim-file`.
        """
        self._close_claim(self._end)
        yield from self.out
        yield from self.envelope.close(self.number, "")
        if not self.envelope.claim_sets:
            kinds = sorted(set(self.envelope.other_sets))
            raise InputError(
                "not-a-claim-file",
                f"The file holds no claim: transaction sets of type {', '.join(kinds)}"
                if kinds
                else "The file holds no transaction set",
                todo="Give an 837P or 837I file.",
            )

    def _study(self, text: str, marks: Separators) -> _Studied:
        bare = text.strip(_BLANK)
        if not bare:
            return "", None, (Fault("segment-empty", "Two terminators follow each other", severe=False),)
        faults = faults_of(bare, marks.element)
        parts = bare.split(marks.element)
        tag = parts[0]
        parse = _PARSERS.get(tag)
        if parse is None:
            return tag if tag in KNOWN or tag in TAGS else "?", parts, faults
        value, more = parse(parts, marks)
        told = {(fault.element, fault.component) for fault in faults}
        whole = {fault.element for fault in faults if fault.severe}
        extra = tuple(f for f in more if (f.element, f.component) not in told and f.element not in whole)
        return tag, value, faults + extra

    def _enveloped(self, tag: str, parts: list[str], faults: tuple[Fault, ...], number: int, start: int) -> None:
        self._close_claim(start)
        self._close_loop()
        self.out.extend(fault.at(number) for fault in faults)
        self.out.extend(self.envelope.take(parts, number))
        self.scope = Scope.HEADER if self.envelope.is_claim else Scope.NONE
        if tag == "ST":
            self.parties = Parties(number)
            self._claim_numbers = set()

    def _within(self, tag: str, value: Any, faults: tuple[Fault, ...], number: int, start: int) -> None:
        scope = self.scope
        if tag == "LX" and self.claim is not None:
            self.scope = Scope.LINE
            self.claim.open_line(value, number)
        elif tag == "CLM":
            self._open_claim(value, number, start)
        elif tag == "HL":
            self._close_claim(start)
            self._close_loop()
            self.scope, found = self.parties.hierarchy(value, number)
            self.out.extend(found)
        elif tag == "SBR" and (self.claim is not None or scope is Scope.SUBSCRIBER):
            if self.claim is None:
                self.parties.subscriber_of(value, number)
            else:
                self.scope = Scope.OTHER_PAYER
        elif tag == "SVD" and scope in (Scope.LINE, Scope.ADJUDICATION):
            self.scope = Scope.ADJUDICATION
        elif tag in ALLOWED[scope]:
            self._placed(tag, value, number, scope)
        elif tag == "" or tag == "?":
            if not tag:
                self.envelope.skip_empty()
        else:
            self._misplaced(tag, value, number, scope)
        if faults:
            self._note(fault.at(number) for fault in faults)

    def _placed(self, tag: str, value: Any, number: int, scope: Scope) -> None:
        if tag == "NM1" and len(value) > 1 and value[1] not in ENTITIES[scope] and value[1]:
            self._note([Fault("code-wrong", f"NM101 names nobody that belongs to {scope}", number, "NM1", 1)])
        elif scope is Scope.LINE or scope is Scope.CLAIM:
            if self.claim is not None:
                self.claim.take(tag, value, number)
        elif scope is not Scope.OTHER_PAYER and scope is not Scope.ADJUDICATION:
            self.parties.take(tag, value, number)

    def _misplaced(self, tag: str, value: Any, number: int, scope: Scope) -> None:
        """A segment where it does not belong is told, and read where that can be done without guessing."""
        self._note([Fault("segment-misplaced", f"{tag} does not belong to {scope}", number, tag)])
        if self.claim is not None and tag in ("SV1", "SV2", "SV3", "HI"):
            self.claim.take(tag, value, number)

    def _open_claim(self, parts: list[str], number: int, start: int) -> None:
        self._close_claim(start)
        self._close_loop()
        if self.scope in (Scope.HEADER, Scope.PROVIDER):
            self.out.append(
                Fault("subscriber-missing", "An HL segment with HL03 22 comes before the claim", number, "CLM")
            )
        self.scope = Scope.CLAIM
        self.claim = OpenClaim(parts, number, start, self.parties, self.envelope, self._separators)
        id = parts[1] if len(parts) > 1 else ""
        if id in self._claim_numbers:
            self.claim.faults.append(
                Fault("claim-number-repeated", "CLM01 was used before in this set", number, "CLM", 1, 0, False)
            )
        self._claim_numbers.add(id)

    def _close_claim(self, end: int) -> None:
        if self.claim is not None:
            self.out.append(self.claim.closed(end))
            self.claim = None

    def _close_loop(self) -> None:
        if self.scope in (Scope.HEADER, Scope.PROVIDER, Scope.SUBSCRIBER, Scope.PATIENT):
            self.out.extend(self.parties.missing(self.scope))

    def _note(self, faults: Any) -> None:
        (self.out if self.claim is None else self.claim.faults).extend(faults)
