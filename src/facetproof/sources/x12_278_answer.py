"""The answer of a 278: decisions, numbers and days. Only a code that says so in a set that is whole is an approval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from facetproof.model.authorization import AnsweredLine, AnswerReason, AuthorizationAnswer, Outcome
from facetproof.model.claimfile import Fault
from facetproof.sources.x12_278_codes import ACTIONS, CALL_PAYER, FOLLOW_UPS, SECOND_OPINION, reason
from facetproof.sources.x12_278_loops import Loop, TransactionSet
from facetproof.sources.x12_278_people import Service, individual, number_of, party_above, services, span
from facetproof.sources.x12_sets import Segment

GRANTING = frozenset({Outcome.APPROVED, Outcome.MODIFIED, Outcome.NOT_REQUIRED})
_REFUSING = frozenset({Outcome.DENIED, Outcome.CANCELLED})


class _Decision(NamedTuple):
    """What HCR says in one loop."""

    outcome: Outcome
    code: str
    number: str | None
    reasons: tuple[AnswerReason, ...]
    raw: tuple[str, ...]
    place: str


def answers_of(found: TransactionSet) -> list[AuthorizationAnswer]:
    """One answer for each event of the set; one in all where it was turned back before any event."""
    events = [loop for loop in found.loops if loop.kind == "EV"]
    return [_Answer(found, loop).read() for loop in events or found.loops[-1:]]


class _Answer:
    def __init__(self, found: TransactionSet, loop: Loop) -> None:
        self._set, self._loop = found, loop
        self._faults: list[Fault] = list(found.faults)
        self._follow_up: dict[str, None] = {}
        self._raw: list[str] = []
        self._rejected: tuple[AnswerReason, ...] = ()

    def read(self) -> AuthorizationAnswer:
        loop = self._loop
        self._rejected = tuple(r for part in self._chain() for r in self._turned_back(part))
        decision = self._decision(loop)
        lines = tuple(line for child in loop.children if child.kind == "SS" for line in self._lines(child, decision))
        outcome = self._outcome(decision, lines)
        number, review = self._numbers(decision, lines, outcome)
        valid_from, valid_to, decided = self._days(loop, outcome)
        payer = party_above(loop, "20", "X3", "PR", "2B")
        member, patient = party_above(loop, "22", "IL"), party_above(loop, "23", "QC")
        place, trace = self._review(loop), self._trace(loop)
        self._kept(loop)
        for segment in loop.all("PWK"):
            self._follow_up[f"send paperwork of report type {segment.get(1)}"] = None
        return AuthorizationAnswer(
            format="x12-278",
            outcome=outcome,
            number=number,
            review_number=review,
            trace=trace,
            payer=payer.name.get(3) if payer else None,
            patient=individual(patient or member) if patient or member else None,
            member_id=number_of(member, "MI", "II"),
            decided=decided,
            valid_from=valid_from,
            valid_to=valid_to,
            servicing_npi=self._npi("SJ"),
            facility_npi=self._npi("FA"),
            place_of_service=place,
            lines=lines,
            reasons=(decision.reasons if decision else ()) + self._rejected,
            follow_up=tuple(self._follow_up),
            messages=tuple(text for part in (*self._chain(), *loop.children) for text in _messages(part)),
            raw=tuple(self._raw),
            faults=tuple(sorted(self._faults, key=lambda fault: fault.number)),
        )

    def _chain(self) -> list[Loop]:
        chain: list[Loop] = []
        loop: Loop | None = self._loop
        while loop is not None:
            chain.insert(0, loop)
            loop = loop.parent
        return chain

    def _turned_back(self, loop: Loop) -> Iterable[AnswerReason]:
        """AAA: the request was not looked at. That decides nothing about the service."""
        for segment in (*loop.all("AAA"), *(s for party in loop.parties for s in party.all("AAA"))):
            self._raw.append(f"AAA03={segment.get(3)}")
            if told := FOLLOW_UPS.get(segment.get(4) or ""):
                self._follow_up[told] = None
            if code := segment.get(3):
                yield reason(code, "901", segment.place(3))

    def _decision(self, loop: Loop) -> _Decision | None:
        found = loop.all("HCR")
        if not found:
            return None
        first = found[0]
        code = first.get(1) or ""
        outcome = ACTIONS.get(code, Outcome.UNKNOWN)
        if len({segment.get(1) for segment in found}) > 1:
            what = "One HL has one decision; here are several that differ"
            self._faults.append(Fault("decision-repeated", what, found[1].number, "HCR"))
            outcome = Outcome.UNKNOWN
        if code == "CT":
            self._follow_up[CALL_PAYER] = None
        if first.get(4) == "Y":
            self._follow_up[SECOND_OPINION] = None
        marks = first.marks.repetition
        codes = (first.get(3) or "").split(marks) if marks else [first.get(3) or ""]
        reasons = tuple(reason(text.strip(), "886", first.place(3)) for text in codes if text.strip())
        return _Decision(outcome, code, first.get(2), reasons, (f"HCR01={code}",), first.place(1))

    def _lines(self, loop: Loop, event: _Decision | None) -> list[AnsweredLine]:
        own = self._decision(loop)
        decided = own or event
        rejected = tuple(self._turned_back(loop))
        found: list[Service | None] = [*services(loop)]
        outcome = own.outcome if own else _inherited(event)
        if own and event and event.outcome in _REFUSING and outcome in GRANTING:
            outcome = self._contradicted(own.place, "A line is granted and the event it belongs to refused")
        if rejected and outcome in GRANTING:
            outcome = self._contradicted(loop.hl.place(), "A line is granted and turned back at once")
        if len(found) > 1 and outcome in GRANTING:
            outcome = self._contradicted(loop.hl.place(), "One HL holds one service; which one is granted is open")
        valid_from, valid_to, _ = self._days(loop, Outcome.UNKNOWN)
        dos, dos_to = span(loop.one("DTP", "472"), self._faults)
        raw = (*(own.raw if own else ()), *_references(loop))
        number = self._line_number(loop)
        return [
            AnsweredLine(
                outcome=self._sure(outcome),
                number=number,
                code=service.code if service else None,
                units=service.units if service else None,
                modifiers=service.modifiers if service else (),
                number_given=own.number if own else None,
                valid_from=valid_from,
                valid_to=valid_to,
                dos=dos,
                dos_to=dos_to if dos_to != dos else None,
                reasons=(own.reasons if own else ()) + rejected,
                raw=raw,
                place=decided.place if decided else loop.hl.place(),
            )
            for service in found or [None]
        ]

    def _outcome(self, event: _Decision | None, lines: tuple[AnsweredLine, ...]) -> Outcome:
        outcomes = {line.outcome for line in lines}
        if event is None:
            return self._sure(combined(outcomes))
        self._raw += event.raw
        outcome = event.outcome
        refused = outcomes & (_REFUSING | {Outcome.UNKNOWN, Outcome.PENDED})
        if outcome in (Outcome.APPROVED, Outcome.NOT_REQUIRED) and refused:
            self._contradicted(event.place, "The event is granted and a line of it is not")
            outcome = combined(outcomes)
        elif outcome is Outcome.APPROVED and Outcome.MODIFIED in outcomes:
            outcome = Outcome.MODIFIED
        elif outcome is Outcome.MODIFIED and outcomes and outcomes <= _REFUSING:
            self._contradicted(event.place, "The event is granted in part and no line of it is")
            outcome = combined(outcomes)
        if outcome in GRANTING and self._rejected:
            outcome = self._contradicted(event.place, "The request is granted and turned back at once")
        return self._sure(outcome)

    def _sure(self, outcome: Outcome) -> Outcome:
        """The outcome, unless it grants something in a set that is not whole."""
        if outcome not in GRANTING or not (self._set.damaged or self._set.head is None):
            return outcome
        if not any(fault.code == "approval-doubtful" for fault in self._faults):
            what = "The set is not whole, so that an approval in it is not taken as one; ask the payer"
            self._faults.append(Fault("approval-doubtful", what, self._set.number, "ST"))
        return Outcome.UNKNOWN

    def _contradicted(self, place: str, what: str) -> Outcome:
        number, _, tag = place.partition(" ")
        self._faults.append(Fault("decision-contradicted", what, int(number), tag[:3].rstrip("0123456789")))
        return Outcome.UNKNOWN

    def _numbers(
        self, event: _Decision | None, lines: tuple[AnsweredLine, ...], outcome: Outcome
    ) -> tuple[str | None, str | None]:
        own = {line.number_given for line in lines if line.number_given}
        number = event.number if event else None
        if number is None and len(own) == 1:
            (number,) = own
        earlier, case = self._loop.one("REF", "BB"), self._loop.one("REF", "NT")
        if earlier is not None:
            self._raw.append(f"REF BB={earlier.get(2)}")
            if number is None and not own and outcome in GRANTING:
                number = earlier.get(2)
                what = "HCR02 is empty: the number is that of REF BB, where the guide keeps an earlier one"
                self._faults.append(Fault("number-from-reference", what, earlier.number, "REF", 2, 0, False))
        return number, case.get(2) if case else None

    def _days(self, loop: Loop, outcome: Outcome) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
        issued, _ = span(loop.one("DTP", "102"), self._faults)
        first, last = span(loop.one("DTP", "007"), self._faults)
        end, _ = span(loop.one("DTP", "036"), self._faults)
        last = end or (last if last != first else None)
        event_days = span(loop.one("DTP", "AAH"), self._faults)
        if first is None and last is None and outcome in GRANTING and event_days[0]:
            self._raw.append("DTP01=AAH")
            first, last = event_days
        return first, last, issued

    def _kept(self, loop: Loop) -> None:
        """What stands in the answer for the reader's eye only: who asked, whom to call, diagnoses, rhythm."""
        self._raw += (f"TRN02={segment.get(2)}" for segment in loop.all("TRN", "1"))
        asked = party_above(loop, "21", "1P", "FA")
        if asked is not None:
            self._raw.append(f"NM1 {asked.name.get(1)}={asked.name.get(9)}")
        payer = party_above(loop, "20", "X3", "PR", "2B")
        calls = payer.all("PER") if payer is not None else []
        self._raw += (segment.marks.element.join(segment.parts) for segment in calls)
        for part in (loop, *loop.children):
            self._raw += (segment.marks.element.join(segment.parts) for segment in part.all("HSD"))
            self._raw += (f"HI={text}" for segment in part.all("HI") for text in segment.parts[1:])

    def _review(self, loop: Loop) -> str | None:
        found = loop.one("UM")
        if found is None:
            return None
        self._raw += (f"UM{n:02d}={found.get(n)}" for n in (1, 2) if found.get(n))
        place = [*found.composite(4), ""]
        return place[0] or None if place[1] == "B" else None

    def _trace(self, loop: Loop) -> str | None:
        # TRN01 2 gives our number back, 1 is the payer's own
        ours = loop.one("TRN", "2")
        if ours is not None:
            return ours.get(2)
        return self._set.head.get(3) if self._set.head else None

    def _line_number(self, loop: Loop) -> int | None:
        """The line's number, which our requests put behind the number of the request."""
        found = loop.one("TRN", "2")
        ours, _, last = ((found.get(2) if found else None) or "").rpartition("-")
        own = last.isdecimal() and 0 < int(last) < 1000 and ours == self._trace(self._loop)
        return int(last) if own else None

    def _npi(self, entity: str) -> str | None:
        loops = (self._loop, *self._loop.children)
        found = {number_of(party, "XX") for loop in loops if (party := loop.party(entity)) is not None}
        return found.pop() if len(found) == 1 else None


def combined(outcomes: Iterable[Outcome]) -> Outcome:
    """One outcome for several lines; never more than the least of them."""
    found = set(outcomes)
    if not found or Outcome.UNKNOWN in found:
        return Outcome.UNKNOWN
    if len(found) == 1:
        return found.pop()
    if Outcome.PENDED in found:
        return Outcome.PENDED
    if found <= {Outcome.APPROVED, Outcome.NOT_REQUIRED}:
        return Outcome.APPROVED
    return Outcome.MODIFIED if found & GRANTING else Outcome.DENIED


def _inherited(event: _Decision | None) -> Outcome:
    """The outcome of a line without one of its own; "in part" does not tell which part."""
    return Outcome.UNKNOWN if event is None or event.code == "A2" else event.outcome


def _messages(loop: Loop) -> list[str]:
    return [text for segment in loop.all("MSG") if (text := segment.get(1))]


def _references(loop: Loop) -> list[str]:
    found: list[Segment] = loop.all("REF", "BB", "NT")
    return [f"REF {segment.get(1)}={segment.get(2)}" for segment in found]
