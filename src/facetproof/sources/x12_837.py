"""837 files → claims, one at a time, in constant memory. Nothing is lost: what cannot be read is a fault on the claim.

for item in read_837(path):
    ...   # a BilledClaim, or a Fault of the file around the claims
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from facetproof.errors import InputError
from facetproof.model.claimfile import BilledClaim, Fault
from facetproof.sources.x12 import BLANK, CHUNK, Block, Separators, blocks, decoded, opened
from facetproof.sources.x12_claim import OpenClaim
from facetproof.sources.x12_envelope import TAGS, Envelope
from facetproof.sources.x12_guide import KNOWN, correct, faults_of
from facetproof.sources.x12_parties import Parties, city
from facetproof.sources.x12_people import Bill, Coverage, Name, bill, birth, coverage, name
from facetproof.sources.x12_scopes import ALLOWED, CLAIM_SCOPES, ENTITIES, OUTER_SCOPES, Scope
from facetproof.sources.x12_values import (
    days,
    dental_service,
    diagnoses,
    institutional_service,
    professional_service,
)

#: Distinct segments remembered with what they mean; the same dates, codes and providers come again and again.
REMEMBERED = 20_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANK = BLANK + "\0\x1a"
_PARSERS: dict[str, Callable[[list[str], Separators], tuple[Any, tuple[Fault, ...]]]] = {
    "SV1": professional_service,
    "SV2": institutional_service,
    "SV3": dental_service,
    "HI": diagnoses,
    "DTP": days,
    "NM1": name,
    "DMG": birth,
    "SBR": coverage,
    "CLM": bill,
    "N4": city,
}
#: Tag, what the segment holds, what is wrong with it by itself.
_Studied = tuple[str, Any, tuple[Fault, ...]]
#: Takes what a segment holds, its number and its byte offset.
_Handler = Callable[[Any, int, int], None]


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
    """Follows the segments: for each part of the transaction set a table tells which method takes which segment."""

    def __init__(self) -> None:
        self._envelope, self._parties = Envelope(), Parties()
        self._claim = OpenClaim(self._parties, self._envelope)
        self._within_claim = False
        self._tables = self._all_tables()
        self._scope = Scope.NONE
        self._table = self._tables[Scope.NONE]
        self._out: list[BilledClaim | Fault] = []
        self._separators = Separators("*", ":", "~")
        self._studied: dict[str, _Studied] = {}
        self._checks: dict[str, Callable[[str], object]] = {}
        self._claim_numbers: set[str] = set()
        self._number = self._end = 0

    def take(self, block: Block) -> Iterator[BilledClaim | Fault]:
        """Reads the segments of one block."""
        if block.separators != self._separators:
            self._separators, self._studied, self._checks = block.separators, {}, {}
        studied, out = self._studied, self._out
        start, number = block.start, block.number
        width = len(block.separators.segment)
        for text in block.texts:
            entry = studied.get(text)
            if entry is None:
                if len(studied) >= REMEMBERED:
                    studied.clear()
                entry = studied[text] = self._study(text, block.separators)
            tag, value, faults = entry
            handler = self._table.get(tag)
            if handler is not None:
                handler(value, number, start)
            else:
                self._elsewhere(tag, value, number, start)
            if faults:
                self._note(tag, faults, number)
            start += len(text) + width
            number += 1
            if out:
                yield from out
                out.clear()
        self._number, self._end = number - 1, start

    def end(self) -> Iterator[BilledClaim | Fault]:
        """What is left when the file ends.

        Raises:
            InputError: `not-a-claim-file`.
        """
        self._close_claim(self._end)
        yield from self._out
        yield from self._envelope.close(self._number, "")
        if not self._envelope.claim_sets:
            kinds = sorted(set(self._envelope.other_sets))
            raise InputError(
                "not-a-claim-file",
                f"The file holds no claim: transaction sets of type {', '.join(kinds)}"
                if kinds
                else "The file holds no transaction set",
                todo="Give an 837P or 837I file.",
            )

    def _all_tables(self) -> dict[Scope, dict[str, _Handler]]:
        parties, claim = self._parties, self._claim
        own: dict[Scope, dict[str, _Handler]] = {
            Scope.NONE: {},
            Scope.HEADER: {"BHT": parties.header_segment, "PER": parties.header_segment},
            Scope.PROVIDER: {
                "PRV": parties.provider_taxonomy,
                "N3": parties.provider_address,
                "N4": parties.provider_address,
                "REF": parties.provider_reference,
            },
            Scope.SUBSCRIBER: {
                "SBR": parties.subscriber_coverage,
                "DMG": parties.subscriber_birth,
                "N3": parties.residence,
                "N4": parties.residence,
            },
            Scope.PATIENT: {
                "PAT": parties.patient_relation,
                "DMG": parties.patient_birth,
                "N3": parties.residence,
                "N4": parties.residence,
            },
            Scope.CLAIM: {
                "DTP": claim.dated,
                "HI": claim.diagnosed,
                "REF": claim.referenced,
                "PRV": claim.specialised,
                "NTE": claim.noted,
            },
            Scope.OTHER_PAYER: {},
            Scope.LINE: {
                "SV1": claim.served,
                "SV2": claim.served,
                "SV3": claim.served,
                "DTP": claim.line_dated,
                "REF": claim.line_referenced,
                "NTE": claim.line_noted,
                "SVD": self._adjudicated,
            },
            Scope.ADJUDICATION: {"SVD": self._adjudicated},
        }
        within: dict[str, _Handler] = {"LX": self._open_line, "SBR": self._other_payer}
        tables = {}
        for scope in Scope:
            table: dict[str, _Handler] = dict.fromkeys(ALLOWED[scope], _pass)
            if scope is not Scope.NONE:
                table |= {"HL": self._hierarchy, "CLM": self._open_claim}
            if "NM1" in ALLOWED[scope]:
                table["NM1"] = self._named
            if scope in CLAIM_SCOPES:
                table |= within
            tables[scope] = table | own[scope] | dict.fromkeys(TAGS, self._enveloped)
        return tables

    def _study(self, text: str, marks: Separators) -> _Studied:
        """What a segment says by itself; the answer is remembered for the next segment of the same text."""
        bare = text.strip(_BLANK)
        if not bare:
            return "", None, (Fault("segment-empty", "Two terminators follow each other", severe=False),)
        if not bare.isascii():
            bare = decoded(bare)
        parts = bare.split(marks.element)
        tag = parts[0]
        check = self._checks.get(tag)
        if check is None:
            check = self._checks[tag] = correct(tag, marks.element)
        faults = () if parts[-1] and check(bare) else self._wrong(bare, tag, marks)
        parse = _PARSERS.get(tag)
        if parse is None:
            return tag if tag in KNOWN or tag in TAGS else "?", parts, faults
        value, more = parse(parts, marks)
        if faults and more:
            told = {(fault.element, fault.component) for fault in faults}
            whole = {fault.element for fault in faults if fault.severe}
            more = tuple(f for f in more if (f.element, f.component) not in told and f.element not in whole)
        return tag, value, faults + more if more else faults

    @staticmethod
    def _wrong(bare: str, tag: str, marks: Separators) -> tuple[Fault, ...]:
        faults = faults_of(bare, marks.element)
        if _CONTROL.search(bare) and (marks.element + marks.component).isprintable():
            what = "A control character stands in the segment"
            faults = (*faults, Fault("character-wrong", what, 0, tag if tag in KNOWN else ""))
        return faults

    def _enter(self, scope: Scope) -> None:
        self._scope, self._table = scope, self._tables[scope]

    def _enveloped(self, parts: list[str], number: int, start: int) -> None:
        self._close_claim(start)
        self._close_loop()
        if self._scope is not Scope.NONE:
            self._out.extend(self._parties.claimless())
            if not self._claim_numbers:
                what = "The transaction set holds no claim"
                self._out.append(Fault("set-without-claim", what, number, parts[0]))
        self._out.extend(self._envelope.take(parts, number))
        self._enter(Scope.HEADER if self._envelope.is_claim else Scope.NONE)
        if parts[0] == "ST":
            self._parties.begin(number)
            self._claim_numbers = set()

    def _hierarchy(self, parts: list[str], number: int, start: int) -> None:
        self._close_claim(start)
        self._close_loop()
        scope, found = self._parties.hierarchy(parts, number)
        self._enter(scope)
        if found:
            self._out.extend(found)

    def _open_claim(self, bill: Bill, number: int, start: int) -> None:
        self._close_claim(start)
        self._close_loop()
        if self._scope in (Scope.HEADER, Scope.PROVIDER):
            what = "An HL segment with HL03 22 comes before the claim"
            self._out.append(Fault("subscriber-missing", what, number, "CLM"))
        self._enter(Scope.CLAIM)
        self._parties.claimed()
        self._claim.begin(bill, number, start)
        self._within_claim = True
        if bill.id in self._claim_numbers:
            what = "CLM01 was used before in this set"
            self._claim.faults.append(Fault("claim-number-repeated", what, number, "CLM", 1, 0, False))
        self._claim_numbers.add(bill.id)

    def _open_line(self, parts: list[str], number: int, _start: int) -> None:
        if self._scope is not Scope.LINE:
            self._enter(Scope.LINE)
        self._claim.open_line(parts, number)

    def _other_payer(self, _coverage: Coverage, _number: int, _start: int) -> None:
        self._enter(Scope.OTHER_PAYER)

    def _adjudicated(self, _parts: list[str], _number: int, _start: int) -> None:
        self._enter(Scope.ADJUDICATION)

    def _named(self, name: Name, number: int, _start: int) -> None:
        scope = self._scope
        if name.entity not in ENTITIES[scope]:
            if name.entity:
                what = f"NM101 names nobody that belongs to {scope}"
                self._note("NM1", (Fault("code-wrong", what, 0, "NM1", 1),), number)
        elif scope is Scope.CLAIM:
            self._claim.named(name)
        elif scope is Scope.LINE:
            self._claim.line_named(name)
        elif scope is Scope.SUBSCRIBER:
            self._parties.subscriber_name(name, number)
        elif scope is Scope.PATIENT:
            self._parties.patient_name(name, number)
        elif scope is Scope.PROVIDER:
            self._parties.provider_name(name, number)
        elif scope is Scope.HEADER:
            self._parties.header_name(name, number)

    def _elsewhere(self, tag: str, value: Any, number: int, start: int) -> None:
        """A segment that no table has: unknown, empty, or where it does not belong; the last is read if it can be."""
        if self._scope is Scope.NONE:
            if self._envelope.transaction is None and tag:
                what = "This segment stands in no transaction set"
                self._out.append(Fault("segment-misplaced", what, number, tag if tag != "?" else ""))
            return
        if not tag:
            self._envelope.skip_empty()
        elif tag != "?":
            self._note(tag, (Fault("segment-misplaced", f"{tag} does not belong to {self._scope}", 0, tag),), number)
            if self._within_claim and tag in ("SV1", "SV2", "SV3"):
                self._claim.served(value, number, start)
            elif self._within_claim and tag == "HI":
                self._claim.diagnosed(value, number, start)

    def _close_claim(self, end: int) -> None:
        if self._within_claim:
            self._out.append(self._claim.closed(end))
            self._within_claim = False

    def _close_loop(self) -> None:
        if self._scope in OUTER_SCOPES:
            self._out.extend(self._parties.missing(self._scope))

    def _note(self, tag: str, faults: tuple[Fault, ...], number: int) -> None:
        if self._scope is not Scope.NONE or tag in TAGS:
            (self._claim.faults if self._within_claim else self._out).extend(fault.at(number) for fault in faults)


def _pass(_value: Any, _number: int, _start: int) -> None:
    """A segment that belongs where it stands and tells nothing that is kept."""
