"""One claim of an 837 while it is read: its segments come in, a `BilledClaim` goes out."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from facetproof.model.claimfile import BilledClaim, ServiceLine, ClaimKind, Fault, Provider
from facetproof.sources.x12 import Separators
from facetproof.sources.x12_envelope import Envelope
from facetproof.sources.x12_parties import Parties, npi_faults, provider, value
from facetproof.sources.x12_values import Days, Diagnosis, Service, amount

#: First date of service (discharge) billed with ICD-10-CM.
ICD10_FROM = dt.date(2015, 10, 1)
_PLACE = re.compile(r"\d\d|\d[0-9A-Z]")
_FREQUENCY = re.compile(r"[0-9A-Z]")
_SERVICES = {"SV1": ClaimKind.PROFESSIONAL, "SV2": ClaimKind.INSTITUTIONAL, "SV3": ClaimKind.DENTAL}
MOST_LINES = {ClaimKind.PROFESSIONAL: 50, ClaimKind.INSTITUTIONAL: 999, ClaimKind.DENTAL: 50}


class _OpenLine:
    __slots__ = ("authorization", "control", "days", "lx", "note", "number", "rendering", "service", "service_at")

    def __init__(self, lx: str, number: int) -> None:
        self.lx, self.number = lx, number
        self.service: Service | None = None
        self.service_at: tuple[int, str] = (0, "")
        self.days: tuple[Days, int] | None = None
        self.authorization: str | None = None
        self.control: str | None = None
        self.note: str | None = None
        self.rendering: str | None = None


class OpenClaim:
    """A claim being read; `closed` gives the finished one."""

    def __init__(
        self, parts: list[str], number: int, start: int, parties: Parties, envelope: Envelope, marks: Separators
    ) -> None:
        self.faults: list[Fault] = []
        self._parts, self._number, self._start = parts, number, start
        self._parties, self._envelope, self._marks = parties, envelope, marks
        self._diagnoses: list[tuple[Diagnosis, int]] = []
        self._references: dict[str, tuple[str | None, int]] = {}
        self._providers: dict[str, tuple[list[str], int]] = {}
        self._taxonomy: dict[str, str | None] = {}
        self._entity = ""
        self._days: dict[str, tuple[Days, int]] = {}
        self._notes: list[str] = []
        self._lines: list[_OpenLine] = []
        self._line: _OpenLine | None = None

    def open_line(self, parts: list[str], number: int) -> None:
        """An LX segment begins the next service line."""
        self._line = _OpenLine(parts[1] if len(parts) > 1 else "", number)
        self._lines.append(self._line)
        if self._line.lx.isdigit() and int(self._line.lx) != len(self._lines):
            what = f"LX01 counts from 1, here {len(self._lines)}"
            self.faults.append(Fault("line-number-wrong", what, number, "LX", 1))

    def take(self, tag: str, content: Any, number: int) -> None:
        """One segment of the claim or of its open line."""
        line = self._line
        if tag == "DTP":
            self._dated(content, number)
        elif tag in _SERVICES:
            self._served(tag, content, number)
        elif tag == "HI":
            self._diagnoses += [(diagnosis, number) for diagnosis in content]
        elif tag == "REF":
            self._referenced(content, number)
        elif tag == "NM1":
            self._entity = content[1] if len(content) > 1 else ""
            self.faults += npi_faults(content, number)
            if line is None:
                self._providers.setdefault(self._entity, (content, number))
            elif self._entity == "82":
                line.rendering = value(content, 9)
        elif tag == "PRV":
            if line is None:
                self._taxonomy.setdefault(self._entity, value(content, 3))
        elif tag == "NTE":
            note = value(content, 2)
            if note is not None and line is None:
                self._notes.append(note)
            elif line is not None:
                line.note = note

    def closed(self, end: int) -> BilledClaim:
        """The claim with its faults; `end` is one past its last byte."""
        parts, parties = self._parts, self._parties
        patient, subscriber, payer, billing = parties.people()
        place = (value(parts, 5) or "").split(self._marks.component)
        kind = self._kind()
        institutional = kind is ClaimKind.INSTITUTIONAL
        statement = self._days.get("434")
        lines = tuple(self._finished(line, n, kind) for n, line in enumerate(self._lines, 1))
        facility = self._provider("77") or self._provider("FA")
        if self._number and len(parts) > 5:
            self._check_place(place, kind)
        self._check_claim(lines, kind)
        self._check_days(lines, patient.birth_date if patient else None)
        frequency = place[2] if len(place) > 2 and place[2] else None
        days = [line.dos for line in lines if line.dos is not None]
        last = [line.dos_to for line in lines if line.dos_to is not None]
        first_day = statement[0].first if statement and statement[0].first else min(days, default=None)
        return BilledClaim(
            id=value(parts, 1) or "",
            kind=kind,
            frequency=frequency,
            charge=amount(parts[2]) if len(parts) > 2 else None,
            place_of_service=None if institutional else place[0] or None,
            bill_type=f"{place[0]}{frequency or ''}" if institutional and place[0] else None,
            diagnoses=tuple(diagnosis.code for diagnosis, _ in self._diagnoses),
            dos=first_day,
            dos_to=statement[0].last if statement and statement[0].last else max(last, default=None),
            patient=patient,
            subscriber=subscriber,
            relationship="self" if parties.is_self and subscriber else None,
            payer=payer,
            billing=billing,
            rendering=self._provider("82"),
            referring=self._provider("DN"),
            facility=facility,
            authorization_number=self._reference("G1"),
            referral_number=self._reference("9F"),
            original_number=self._reference("F8"),
            notes=tuple(self._notes),
            lines=lines,
            span=(self._start, end),
            record=self._number,
            faults=tuple(self.faults),
        )

    def _dated(self, days: Days, number: int) -> None:
        if self._line is None:
            self._days[days.qualifier] = (days, number)
        elif days.qualifier in ("472", "150"):
            if self._line.days is not None:
                self.faults.append(Fault("segment-repeated", "A line has one date of service", number, "DTP", 1))
                return
            self._line.days = (days, number)

    def _served(self, tag: str, service: Service, number: int) -> None:
        line = self._line
        if line is None or line.service is not None:
            if line is not None:
                self.faults.append(Fault("service-repeated", "An LX segment begins every service line", number, tag))
            self._line = line = _OpenLine("", number)
            self._lines.append(line)
        line.service, line.service_at = service, (number, tag)
        kind = self._envelope.kind
        if kind is not None and _SERVICES[tag] is not kind:
            what = f"Lines of {kind} claims are not written as {tag}"
            self.faults.append(Fault("service-kind-wrong", what, number, tag))

    def _referenced(self, parts: list[str], number: int) -> None:
        qualifier, text = value(parts, 1) or "", value(parts, 2)
        if self._line is not None:
            if qualifier == "G1":
                self._line.authorization = text
            elif qualifier == "6R":
                self._line.control = text
        elif not self._entity:
            if qualifier in self._references and qualifier in ("G1", "9F", "F8", "D9", "EA"):
                self.faults.append(Fault("segment-repeated", f"A claim has one REF*{qualifier}", number, "REF", 1))
                return
            self._references[qualifier] = (text, number)

    def _reference(self, qualifier: str) -> str | None:
        return self._references.get(qualifier, (None, 0))[0]

    def _provider(self, entity: str) -> Provider | None:
        found = self._providers.get(entity)
        return provider(found[0], taxonomy=self._taxonomy.get(entity)) if found else None

    def _kind(self) -> ClaimKind:
        if self._envelope.kind is not None:
            return self._envelope.kind
        tags = {line.service_at[1] for line in self._lines}
        return next((_SERVICES[tag] for tag in ("SV2", "SV3") if tag in tags), ClaimKind.PROFESSIONAL)

    def _finished(self, line: _OpenLine, n: int, kind: ClaimKind) -> ServiceLine:
        service, days = line.service, line.days
        first = last = None
        if days is not None:
            first, last = days[0].first, days[0].last
        if service is None:
            self.faults.append(Fault("service-missing", "An LX segment is followed by its service", line.number, "LX"))
            return ServiceLine(number=n, dos=first, dos_to=last, note=line.note)
        if days is None:
            first, last = self._undated(line, kind)
        dx: tuple[str, ...] = ()
        if service.pointers:
            known = len(self._diagnoses)
            for place, pointer in enumerate(service.pointers, 1):
                if pointer > known:
                    what = f"SV107-{place} points to a diagnosis the claim does not have"
                    self.faults.append(Fault("pointer-dangling", what, line.service_at[0], "SV1", 7, place))
            dx = tuple(self._diagnoses[p - 1][0].code for p in service.pointers if p <= known)
        return ServiceLine(
            number=n,
            cpt=service.cpt,
            modifiers=service.modifiers,
            units=service.units,
            unit=service.unit,
            charge=service.charge,
            dos=first,
            dos_to=last,
            place_of_service=service.place,
            pointers=service.pointers,
            dx=dx,
            revenue_code=service.revenue_code,
            rendering_npi=line.rendering,
            authorization_number=line.authorization,
            control_number=line.control,
            note=line.note or service.note,
        )

    def _undated(self, line: _OpenLine, kind: ClaimKind) -> tuple[dt.date | None, dt.date | None]:
        """The day of a line without one: the statement's where that is a single day."""
        whole = self._days.get("434") or self._days.get("472")
        if not self._envelope.is_dated:
            return None, None
        if kind is ClaimKind.PROFESSIONAL or whole is None:
            what = "A service line has a date of service, DTP*472"
            self.faults.append(Fault("date-missing", what, line.number, "LX"))
            return None, None
        first, last = whole[0].first, whole[0].last
        return (first, last) if first == last else (None, None)

    def _check_place(self, place: list[str], kind: ClaimKind) -> None:
        def wrong(component: int, what: str) -> None:
            code = "place-of-service-wrong" if component == 1 else "code-wrong"
            self.faults.append(Fault(code, what, self._number, "CLM", 5, component))

        if not _PLACE.fullmatch(place[0]):
            wrong(1, "CLM05-1 is two digits")
        wanted = "A" if kind is ClaimKind.INSTITUTIONAL else "B"
        if self._envelope.is_5010 and (len(place) < 2 or place[1] != wanted):
            wrong(2, f"CLM05-2 is {wanted} in {kind} claims")
        if len(place) < 3 or not _FREQUENCY.fullmatch(place[2]):
            wrong(3, "CLM05-3 is the claim's frequency: 1 original, 7 replacement, 8 void")
        elif place[2] in "78" and "F8" not in self._references:
            what = "A replacement or void names the payer's number of the claim before, REF*F8"
            self.faults.append(Fault("original-number-missing", what, self._number, "CLM", 5, 3))

    def _check_claim(self, lines: tuple[ServiceLine, ...], kind: ClaimKind) -> None:
        number, add = self._number, self.faults.append
        if not lines:
            add(Fault("line-missing", "A claim has at least one service line, LX", number, "CLM"))
        elif len(lines) > MOST_LINES[kind]:
            add(Fault("lines-too-many", f"A claim of this kind has at most {MOST_LINES[kind]} lines", number, "CLM"))
        charge = amount(self._parts[2]) if len(self._parts) > 2 else None
        charges = [line.charge for line in lines if line.charge is not None]
        if charge is not None and len(charges) == len(lines) > 0 and abs(charge - sum(charges)) > 0.005:
            add(Fault("charge-mismatch", "CLM02 is the sum of the charges of the lines", number, "CLM", 2))
        if not self._diagnoses:
            if kind is not ClaimKind.DENTAL:
                add(Fault("diagnosis-missing", "A claim has diagnoses, HI", number, "CLM"))
            return
        first, at = self._diagnoses[0]
        if not first.principal:
            add(Fault("diagnosis-order", "The first HI names the principal diagnosis, ABK", at, "HI", first.element, 1))
        for diagnosis, at in self._diagnoses[1:]:
            if diagnosis.principal:
                add(Fault("diagnosis-order", "One diagnosis is the principal one", at, "HI", diagnosis.element, 1))
        if kind is ClaimKind.PROFESSIONAL and len(self._diagnoses) > 12:
            add(Fault("diagnoses-too-many", "A professional claim has at most 12", self._diagnoses[12][1], "HI"))
        if kind is ClaimKind.INSTITUTIONAL and "434" not in self._days:
            add(Fault("date-missing", "An institutional claim has its statement dates, DTP*434", number, "CLM"))

    def _check_days(self, lines: tuple[ServiceLine, ...], born: dt.date | None) -> None:
        days = [(line.dos, open_) for line, open_ in zip(lines, self._lines, strict=True) if line.dos is not None]
        sent = self._envelope.sent
        for day, line in days:
            at = line.days[1] if line.days else line.number
            if sent is not None and day > sent:
                self.faults.append(Fault("date-in-future", "The service is later than the file, GS04", at, "DTP", 3))
        if not days:
            return
        first = min(day for day, _ in days)
        if born is not None and born > first:
            what = "DMG02 is not later than the service"
            self.faults.append(Fault("birth-after-service", what, self._parties.birth_place(), "DMG", 2))
        wanted = 10 if first >= ICD10_FROM else 9
        for diagnosis, at in self._diagnoses:
            if diagnosis.edition != wanted:
                what = (
                    f"Diagnoses of this date are ICD-{wanted}-CM, qualifiers {'ABK, ABF' if wanted == 10 else 'BK, BF'}"
                )
                self.faults.append(Fault("code-set-wrong", what, at, "HI", diagnosis.element, 1))
