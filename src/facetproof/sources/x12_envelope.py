"""Interchange, group and transaction set: their control numbers and counts."""

from __future__ import annotations

import datetime as dt

from facetproof.model.claimfile import ClaimKind, Fault
from facetproof.sources.x12_guide import day

#: Implementation guides of a claim; the value tells which bill it is.
GUIDES = {
    "005010X222": ClaimKind.PROFESSIONAL,
    "005010X222A1": ClaimKind.PROFESSIONAL,
    "005010X222A2": ClaimKind.PROFESSIONAL,
    "005010X223": ClaimKind.INSTITUTIONAL,
    "005010X223A1": ClaimKind.INSTITUTIONAL,
    "005010X223A2": ClaimKind.INSTITUTIONAL,
    "005010X223A3": ClaimKind.INSTITUTIONAL,
    "005010X224": ClaimKind.DENTAL,
    "005010X224A1": ClaimKind.DENTAL,
    "005010X224A2": ClaimKind.DENTAL,
    "005010X224A3": ClaimKind.DENTAL,
}
#: Guides laid out like a claim without being a bill (predetermination, post-adjudicated reporting), and earlier ones.
RELATIVES = {
    "005010X291": ClaimKind.PROFESSIONAL,
    "005010X298": ClaimKind.PROFESSIONAL,
    "005010X292": ClaimKind.INSTITUTIONAL,
    "005010X299": ClaimKind.INSTITUTIONAL,
    "004010X098": ClaimKind.PROFESSIONAL,
    "004010X098A1": ClaimKind.PROFESSIONAL,
    "004010X096": ClaimKind.INSTITUTIONAL,
    "004010X096A1": ClaimKind.INSTITUTIONAL,
}
TAGS = frozenset({"ISA", "TA1", "GS", "ST", "SE", "GE", "IEA"})


class Envelope:
    """Follows the envelope segments of a file; `kind` and `is_claim` tell of the transaction set now open.

    Args:
        transaction: the kind of transaction set that is read; others are told and skipped.
        guides: implementation guides of that kind.
    """

    def __init__(self, transaction: str = "837", guides: frozenset[str] = frozenset({*GUIDES, *RELATIVES})) -> None:
        self._wanted, self._guides = transaction, guides
        self.interchange: str | None = None
        self.group: str | None = None
        self.transaction: str | None = None
        self.guide = ""
        self.sent: dt.date | None = None
        self.is_claim = False
        self.kind: ClaimKind | None = None
        self.claim_sets = 0
        self.other_sets: list[str] = []
        self._groups = self._sets = self._first = 0
        self._seen: set[str] = set()
        self._interchanges: set[tuple[str, str]] = set()
        self._group_numbers: set[str] = set()

    def take(self, parts: list[str], number: int) -> list[Fault]:
        """Follows one envelope segment; returns what is wrong with it."""
        tag = parts[0]
        if tag == "TA1":
            return []
        return {"ISA": self._isa, "GS": self._gs, "ST": self._st, "SE": self._se, "GE": self._ge, "IEA": self._iea}[
            tag
        ](parts, number)

    @property
    def is_5010(self) -> bool:
        """The open transaction set follows a guide of version 005010."""
        return self.guide.startswith("005010")

    @property
    def is_dated(self) -> bool:
        """Lines have dates of service; a predetermination is asked before the service."""
        return self.guide not in ("005010X291", "005010X292")

    def skip_empty(self) -> None:
        """An empty segment is not counted."""
        self._first += 1

    def _isa(self, parts: list[str], number: int) -> list[Fault]:
        faults = self.close(number, "ISA")
        self.interchange, self._groups = _get(parts, 13), 0
        key = (_get(parts, 6), self.interchange)
        if key in self._interchanges:
            what = "ISA13 was used before by this sender"
            faults.append(Fault("control-number-repeated", what, number, "ISA", 13, 0, False))
        self._interchanges.add(key)
        self._group_numbers = set()
        if len(parts) > 12 and parts[12] not in ("00501", "00401"):
            faults.append(Fault("version-wrong", "ISA12 is 00501", number, "ISA", 12))
        if len(parts) > 15 and parts[15] not in ("P", "T"):
            faults.append(Fault("code-wrong", "ISA15 is P or T", number, "ISA", 15))
        return faults

    def _gs(self, parts: list[str], number: int) -> list[Fault]:
        faults = self._close_group(number, "GS")
        self.group, self._sets, self.guide = _get(parts, 6), 0, _get(parts, 8)
        self.sent = day(_get(parts, 4))
        self._groups += 1
        self._seen = set()
        if self.group in self._group_numbers:
            faults.append(Fault("control-number-repeated", "GS06 is used once in an interchange", number, "GS", 6))
        self._group_numbers.add(self.group)
        return faults

    def _st(self, parts: list[str], number: int) -> list[Fault]:
        faults = self._close_set(number, "ST")
        if self.group is None:
            faults.append(Fault("group-missing", "A GS segment comes before the first ST", number, "ST"))
        kind = _get(parts, 1)
        self.transaction, self._first = _get(parts, 2), number
        self._sets += 1
        if self.transaction in self._seen:
            faults.append(Fault("control-number-repeated", "ST02 is used once in a group", number, "ST", 2))
        self._seen.add(self.transaction)
        self.is_claim = kind == self._wanted
        guide = _get(parts, 3) or self.guide
        self.guide = self.guide or guide
        self.kind = GUIDES.get(guide) or RELATIVES.get(guide)
        if not self.is_claim:
            self.other_sets.append(kind if kind.isdigit() else "?")
            code = "transaction-not-claim" if self._wanted == "837" else "transaction-other"
            faults.append(Fault(code, f"Only {self._wanted} transaction sets are read here", number, "ST", 1))
            return faults
        self.claim_sets += 1
        if _get(parts, 3) and self.guide and _get(parts, 3) != self.guide:
            faults.append(Fault("guide-mismatch", "ST03 and GS08 name one guide", number, "ST", 3))
        if guide in RELATIVES:
            faults.append(
                Fault("guide-relative", "The guide is not a 5010 claim; it is read as one", number, "ST", 3, 0, False)
            )
        elif guide not in self._guides:
            named = "005010X222A1, X223A2, X224A2" if self._wanted == "837" else ", ".join(sorted(self._guides))
            faults.append(Fault("guide-unknown", f"The guide is none of {named}", number, "ST", 3))
        return faults

    def _se(self, parts: list[str], number: int) -> list[Fault]:
        if self.transaction is None:
            return [Fault("segment-misplaced", "SE closes a transaction set and none is open", number, "SE")]
        faults = []
        if _get(parts, 1).isdigit() and int(parts[1]) != number - self._first + 1:
            faults.append(
                Fault(
                    "count-wrong", f"SE01 is the number of segments, here {number - self._first + 1}", number, "SE", 1
                )
            )
        if _get(parts, 2) != self.transaction:
            faults.append(Fault("control-number-mismatch", "SE02 repeats ST02", number, "SE", 2))
        self.transaction, self.is_claim = None, False
        return faults

    def _ge(self, parts: list[str], number: int) -> list[Fault]:
        faults = self._close_set(number, "GE")
        if self.group is None:
            return [*faults, Fault("segment-misplaced", "GE closes a group and none is open", number, "GE")]
        if _get(parts, 1).isdigit() and int(parts[1]) != self._sets:
            faults.append(
                Fault("count-wrong", f"GE01 is the number of transaction sets, here {self._sets}", number, "GE", 1)
            )
        if _get(parts, 2) != self.group:
            faults.append(Fault("control-number-mismatch", "GE02 repeats GS06", number, "GE", 2))
        self.group = None
        return faults

    def _iea(self, parts: list[str], number: int) -> list[Fault]:
        faults = self._close_group(number, "IEA")
        if self.interchange is None:
            return [*faults, Fault("segment-misplaced", "IEA closes an interchange and none is open", number, "IEA")]
        if _get(parts, 1).isdigit() and int(parts[1]) != self._groups:
            faults.append(Fault("count-wrong", f"IEA01 is the number of groups, here {self._groups}", number, "IEA", 1))
        if _get(parts, 2) != self.interchange:
            faults.append(Fault("control-number-mismatch", "IEA02 repeats ISA13", number, "IEA", 2))
        self.interchange = None
        return faults

    def close(self, number: int, tag: str) -> list[Fault]:
        """What is still open where an interchange begins or the file ends."""
        faults = self._close_group(number, tag)
        if self.interchange is not None:
            faults.append(Fault("interchange-not-closed", "The IEA segment is missing", number, tag))
        self.interchange = None
        return faults

    def _close_group(self, number: int, tag: str) -> list[Fault]:
        faults = self._close_set(number, tag)
        if self.group is not None:
            faults.append(Fault("group-not-closed", "The GE segment is missing", number, tag))
        self.group = None
        return faults

    def _close_set(self, number: int, tag: str) -> list[Fault]:
        if self.transaction is None:
            return []
        self.transaction, self.is_claim = None, False
        return [Fault("transaction-not-closed", "The SE segment is missing", number, tag)]


def _get(parts: list[str], n: int) -> str:
    return parts[n] if n < len(parts) else ""
