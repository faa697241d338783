"""835 files (005010X221A1) → remittances: every claim, line, adjustment and remark, and whether the money adds up.

Amounts and codes are as sent. The three sums of the guide are checked (line, claim, payment), and a sum that does not
come out is a fault, never a correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from facetproof.errors import InputError
from facetproof.model.claimfile import Fault, Payer, Person, Provider
from facetproof.model.remittance import ProviderAdjustment, Remittance, RemittedClaim, RemittedLine
from facetproof.sources.x12_835_guide import GUIDES, SHAPES
from facetproof.sources.x12_835_values import (
    address,
    adjustments,
    claim_begun,
    day_at,
    line_begun,
    provider_adjustments,
)
from facetproof.sources.x12_sets import RawSet, Segment, Source, each_set
from facetproof.sources.x12_values import amount

#: Less than this is not money.
CENT = 0.005
#: Places of the remark codes in MOA and MIA.
_REMARKS = {"MOA": range(3, 8), "MIA": (5, 20, 21, 22, 23)}
_LINE_DAYS, _PERIOD = ("472", "150"), ("232", "233")


def read_835(source: Source, *, where: str = "") -> Iterator[Remittance | Fault]:
    """Each remittance of a file once it is read, and each fault of the file around them.

    Args:
        source: the file's text or bytes, an open file, or a `Path`.
        where: its name, for messages.

    Raises:
        InputError: `file-unreadable`, `file-empty`, `not-x12`; `remittance-absent` where it holds no 835.
    """
    seen = False
    for item in each_set(source, "835", GUIDES):
        if isinstance(item, Fault):
            yield item
        else:
            seen = True
            yield _Reader(item).read()
    if not seen:
        raise InputError(
            "remittance-absent", "The file holds no 835 remittance", where=where, todo="A claim goes with --claim."
        )


class _Reader:
    def __init__(self, found: RawSet) -> None:
        self._set = found
        self._faults: list[Fault] = list(found.faults)
        self._head: dict[str, Any] = {}
        self._party = ""
        self._claims: list[RemittedClaim] = []
        self._adjustments: list[ProviderAdjustment] = []
        self._not_read: list[str] = []
        self._claim: dict[str, Any] | None = None
        self._line: dict[str, Any] | None = None

    def read(self) -> Remittance:
        for segment in self._set.segments:
            # taken first, so that a claim's first segment tells its faults to that claim
            if not self._take(segment):
                self._not_read.append(segment.place())
            if faults := SHAPES.faults_of(segment.parts, segment.marks.element):
                self._told(fault.at(segment.number) for fault in faults)
        self._close()
        self._balance()
        lines = tuple(self._head.pop("address", ()))
        return Remittance(
            **self._head,
            payer_address=lines,
            claims=tuple(self._claims),
            provider_adjustments=tuple(self._adjustments),
            not_read=tuple(self._not_read),
            faults=tuple(self._faults),
        )

    def _told(self, faults: Iterable[Fault]) -> None:
        (self._faults if self._claim is None else self._claim["faults"]).extend(faults)

    def _take(self, segment: Segment) -> bool:
        """Whether anything of the segment was read."""
        tag = segment.tag
        if tag == "CLP":
            self._close()
            self._claim = claim_begun(segment)
            return True
        if tag in ("LX", "PLB"):
            self._close()
            if tag == "PLB":
                self._adjustments += provider_adjustments(segment)
            return True
        if self._claim is None:
            return self._header(segment)
        if tag == "SVC":
            self._end_line()
            self._line = line_begun(segment)
            if self._line["code"] is None and self._line["revenue_code"] is None:
                what = "SVC01 is a qualifier and a code with ISA16 between them"
                self._claim["faults"].append(Fault("composite-wrong", what, segment.number, "SVC", 1))
            return True
        if tag == "CAS":
            (self._line or self._claim)["adjustments"].extend(adjustments(segment))
            return True
        if tag in _REMARKS:
            self._claim["remarks"] += [text for n in _REMARKS[tag] if (text := segment.get(n))]
            return True
        return self._of_line(segment, self._line) if self._line is not None else self._of_claim(segment, self._claim)

    def _header(self, segment: Segment) -> bool:
        tag, head = segment.tag, self._head
        if tag == "BPR":
            sign = -1 if segment.get(3) == "D" else 1
            sent = amount(segment.get(2) or "")
            head |= {
                "amount": None if sent is None else sign * sent,
                "method": segment.get(4),
                "paid_on": day_at(segment, 16),
            }
        elif tag == "TRN":
            head["trace"] = segment.get(2)
        elif tag == "DTM" and segment.get(1) == "405":
            head["produced"] = day_at(segment, 2)
        elif tag == "N1":
            self._party = segment.get(1) or ""
            if self._party == "PR":
                head["payer"] = Payer(name=segment.get(2), id=segment.get(4))
            elif self._party == "PE":
                kind, number = segment.get(3), segment.get(4)
                npi, tax = (number if kind == "XX" else None), (number if kind == "FI" else None)
                head["payee"] = Provider(name=segment.get(2), npi=npi, tax_id=tax)
        elif tag in ("N3", "N4") and self._party == "PR":
            head["address"] = (*head.get("address", ()), *address(segment))
        else:
            return False
        return True

    def _of_claim(self, segment: Segment, claim: dict[str, Any]) -> bool:
        tag, kind = segment.tag, segment.get(1)
        if tag == "NM1" and kind in ("QC", "IL", "74"):
            person = Person(last_name=segment.get(3), first_name=segment.get(4), member_id=segment.get(9))
            if kind == "QC":
                claim |= {"patient": person, "patient_middle": segment.get(5)}
            elif kind == "IL":
                claim["insured"] = person
            else:
                claim["corrected_member_id"] = person.member_id
        elif tag == "NM1" and kind == "82":
            npi = segment.get(9) if segment.get(8) == "XX" else None
            name = ", ".join(part for part in (segment.get(3), segment.get(4)) if part)
            claim["rendering"] = Provider(name=name or None, npi=npi)
        elif tag == "DTM" and kind == "050":
            claim["received"] = day_at(segment, 2)
        elif tag == "DTM" and kind in _PERIOD:
            claim["dos" if kind == "232" else "dos_to"] = day_at(segment, 2)
        else:
            return False
        return True

    def _of_line(self, segment: Segment, line: dict[str, Any]) -> bool:
        tag, kind = segment.tag, segment.get(1)
        if tag == "DTM" and kind in _LINE_DAYS:
            line["dos"] = day_at(segment, 2)
        elif tag == "DTM" and kind == "151":
            line["dos_to"] = day_at(segment, 2)
        elif tag == "LQ" and kind == "HE":
            line["remarks"] += [text for text in (segment.get(2),) if text]
        elif tag == "REF" and kind == "6R":
            line["control_number"] = segment.get(2)
        elif tag == "REF" and kind == "0K":
            line["policy"] = segment.get(2)
        elif tag == "AMT" and kind == "B6":
            line["allowed"] = amount(segment.get(2) or "")
        else:
            return False
        return True

    def _end_line(self) -> None:
        if self._line is None or self._claim is None:
            return
        found = RemittedLine(**{**self._line, **_tuples(self._line)})
        self._line = None
        self._claim["lines"].append(found)
        taken = sum(a.amount for a in found.adjustments)
        if found.charge is not None and found.paid is not None and abs(found.charge - taken - found.paid) > CENT:
            what = "SVC02 less the adjustments of the line is SVC03"
            self._claim["faults"].append(_unbalanced("line-unbalanced", what, found.place, 3))

    def _close(self) -> None:
        self._end_line()
        claim, self._claim = self._claim, None
        if claim is None:
            return
        found = RemittedClaim(**{**claim, **_tuples(claim)})
        every = [*found.adjustments, *(a for line in found.lines for a in line.adjustments)]
        faults = list(found.faults)
        taken = sum(a.amount for a in every)
        if found.charge is not None and found.paid is not None and abs(found.charge - taken - found.paid) > CENT:
            what = "CLP03 less all adjustments of the claim and its lines is CLP04"
            faults.append(_unbalanced("claim-unbalanced", what, found.place, 4))
        share = sum(a.amount for a in every if a.group == "PR")
        if every and found.patient_share is not None and abs(found.patient_share - share) > CENT:
            what = "CLP05 is the sum of the adjustments of group PR"
            faults.append(_unbalanced("patient-share-mismatch", what, found.place, 5, severe=False))
        self._claims.append(RemittedClaim(**{**claim, **_tuples(claim), "faults": tuple(faults)}))

    def _balance(self) -> None:
        sent = self._head.get("amount")
        paid = [claim.paid for claim in self._claims if claim.paid is not None]
        if sent is None or len(paid) < len(self._claims):
            return
        total = sum(paid) - sum(a.amount for a in self._adjustments)
        if abs(total - sent) > CENT:
            what = "BPR02 is what all claims are paid, less the adjustments of the provider (PLB)"
            number = next((s.number for s in self._set.segments if s.tag == "BPR"), self._set.number)
            self._faults.append(Fault("payment-unbalanced", what, number, "BPR", 2))


def _tuples(found: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) for name, value in found.items() if isinstance(value, list)}


def _unbalanced(code: str, what: str, place: str | None, element: int, *, severe: bool = True) -> Fault:
    number, _, tag = (place or "0").partition(" ")
    return Fault(code, what, int(number), tag, element, 0, severe)
