"""One claim of an 837 while it is read: its segments come in, a `BilledClaim` goes out."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from facetproof.model.claimfile import BilledClaim, ClaimKind, Fault, Provider, ServiceLine
from facetproof.sources.x12_envelope import GUIDES, Envelope
from facetproof.sources.x12_parties import Parties, element
from facetproof.sources.x12_people import Bill, Name
from facetproof.sources.x12_values import PLACES_OF_SERVICE, Days, Diagnosis, Service

#: First date of service (discharge) billed with ICD-10-CM.
ICD10_FROM = dt.date(2015, 10, 1)
#: Type of bill: two characters before the frequency.
_FACILITY = re.compile(r"\d[0-9A-Z]")
_FREQUENCY = re.compile(r"[0-9A-Z]")
_SERVICES = {"SV1": ClaimKind.PROFESSIONAL, "SV2": ClaimKind.INSTITUTIONAL, "SV3": ClaimKind.DENTAL}
MOST_LINES = {ClaimKind.PROFESSIONAL: 50, ClaimKind.INSTITUTIONAL: 999, ClaimKind.DENTAL: 50}


_NO_BILL = Bill("", None, "", "", "", False, ())


class _OpenLine:
    __slots__ = (
        "authorization", "control", "days", "days_at", "note", "number", "rendering", "service", "service_at"
    )  # fmt: skip

    def __init__(self, number: int) -> None:
        self.number = number
        self.service: Service | None = None
        self.service_at = 0
        self.days: Days | None = None
        self.days_at = 0
        self.authorization: str | None = None
        self.control: str | None = None
        self.note: str | None = None
        self.rendering: str | None = None


class OpenClaim:
    """The claim being read; `begin` opens the next one, `closed` gives the finished one.

    One method a segment; each takes what the segment holds, its number and its place in the file.
    """

    def __init__(self, parties: Parties, envelope: Envelope) -> None:
        self._parties, self._envelope = parties, envelope
        self.begin(_NO_BILL, 0, 0)

    def begin(self, bill: Bill, number: int, start: int) -> None:
        """A CLM segment."""
        self.faults: list[Fault] = []
        self._bill, self._number, self._start = bill, number, start
        self._diagnoses: list[tuple[Diagnosis, int]] = []
        self._references: dict[str, str | None] = {}
        self._providers: dict[str, Provider] = {}
        self._taxonomy: dict[str, str | None] = {}
        self._entity = ""
        self._days: dict[str, Days] = {}
        self._notes: tuple[str, ...] = ()
        self._lines: list[_OpenLine] = []
        self._line: _OpenLine | None = None

    def open_line(self, parts: list[str], number: int) -> None:
        """LX: the next service line."""
        lx = parts[1] if len(parts) > 1 else ""
        self._line = _OpenLine(number)
        self._lines.append(self._line)
        if lx != str(len(self._lines)) and lx.isdigit() and int(lx) != len(self._lines):
            what = f"LX01 counts from 1, here {len(self._lines)}"
            self.faults.append(Fault("line-number-wrong", what, number, "LX", 1))

    def dated(self, days: Days, _number: int, _start: int) -> None:
        """DTP of the claim."""
        self._days[days.qualifier] = days

    def line_dated(self, days: Days, number: int, _start: int) -> None:
        """DTP of the line: its date of service; other dates are passed over."""
        line = self._line
        if line is None or days.qualifier not in ("472", "150"):
            return
        if line.days is not None:
            self.faults.append(Fault("segment-repeated", "A line has one date of service", number, "DTP", 1))
            return
        line.days, line.days_at = days, number

    def diagnosed(self, found: tuple[Diagnosis, ...], number: int, _start: int) -> None:
        """HI."""
        self._diagnoses += [(diagnosis, number) for diagnosis in found]

    def referenced(self, parts: list[str], number: int, _start: int) -> None:
        """REF of the claim; those of a provider named in it are passed over."""
        if self._entity:
            return
        qualifier = element(parts, 1) or ""
        if qualifier in self._references and qualifier in ("G1", "9F", "F8", "D9", "EA"):
            self.faults.append(Fault("segment-repeated", f"A claim has one REF*{qualifier}", number, "REF", 1))
            return
        self._references[qualifier] = element(parts, 2)

    def line_referenced(self, parts: list[str], _number: int, _start: int) -> None:
        """REF of the line."""
        if self._line is None:
            return
        qualifier = element(parts, 1)
        if qualifier == "G1":
            self._line.authorization = element(parts, 2)
        elif qualifier == "6R":
            self._line.control = element(parts, 2)

    def named(self, name: Name) -> None:
        """NM1 of the claim."""
        self._entity = name.entity
        self._providers.setdefault(name.entity, name.provider)

    def line_named(self, name: Name) -> None:
        """NM1 of the line: who rendered it."""
        if self._line is not None and name.entity == "82":
            self._line.rendering = name.provider.npi

    def specialised(self, parts: list[str], _number: int, _start: int) -> None:
        """PRV of the claim: the taxonomy of the provider just named."""
        self._taxonomy.setdefault(self._entity, element(parts, 3))

    def noted(self, parts: list[str], _number: int, _start: int) -> None:
        """NTE of the claim."""
        note = element(parts, 2)
        self._notes += (note,) if note else ()

    def line_noted(self, parts: list[str], _number: int, _start: int) -> None:
        """NTE of the line."""
        if self._line is not None:
            self._line.note = element(parts, 2)

    def closed(self, end: int) -> BilledClaim:
        """The claim with its faults; `end` is one past its last byte."""
        bill, references, named = self._bill, self._references, self._providers
        if self._taxonomy:
            named = {entity: self._provider(entity, found) for entity, found in named.items()}
        patient, subscriber, payer, billing = self._parties.people()
        kind = self._kind()
        institutional = kind is ClaimKind.INSTITUTIONAL
        lines = tuple([self._finished(line, n, kind) for n, line in enumerate(self._lines, 1)])
        if bill.has_place and (
            bill.frequency != "1" or institutional or bill.qualifier != "B" or bill.place not in PLACES_OF_SERVICE
        ):
            self._check_place(kind)
        self._check_claim(lines, kind)
        first, last = self._check_days(lines, patient.birth_date if patient else None)
        statement = self._days.get("434")
        if statement is not None:
            first, last = statement.first or first, statement.last or last
        return BilledClaim(
            id=bill.id,
            kind=kind,
            frequency=bill.frequency or None,
            charge=bill.charge,
            place_of_service=None if institutional else bill.place or None,
            bill_type=f"{bill.place}{bill.frequency}" if institutional and bill.place else None,
            diagnoses=tuple([diagnosis.code for diagnosis, _ in self._diagnoses]),
            dos=first,
            dos_to=last,
            patient=patient,
            subscriber=subscriber,
            relationship="self" if subscriber and self._parties.is_self else None,
            payer=payer,
            billing=billing,
            rendering=named.get("82"),
            referring=named.get("DN"),
            facility=named.get("77") or named.get("FA"),
            authorization_number=references.get("G1"),
            referral_number=references.get("9F"),
            original_number=references.get("F8"),
            medical_record=references.get("EA"),
            notes=self._notes,
            lines=lines,
            span=(self._start, end),
            record=self._number,
            faults=tuple(self.faults),
        )

    def served(self, service: Service, number: int, _start: int) -> None:
        """SV1, SV2 or SV3."""
        tag, line = service.tag, self._line
        if line is None or line.service is not None:
            if line is not None:
                self.faults.append(Fault("service-repeated", "An LX segment begins every service line", number, tag))
            self._line = line = _OpenLine(number)
            self._lines.append(line)
        line.service, line.service_at = service, number
        kind = self._envelope.kind
        if kind is not None and _SERVICES[tag] is not kind:
            what = f"Lines of {kind} claims are not written as {tag}"
            self.faults.append(Fault("service-kind-wrong", what, number, tag))

    def _provider(self, entity: str, found: Provider) -> Provider:
        taxonomy = self._taxonomy.get(entity)
        return msgspec.structs.replace(found, taxonomy=taxonomy) if taxonomy else found

    def _kind(self) -> ClaimKind:
        if self._envelope.kind is not None:
            return self._envelope.kind
        tags = {line.service.tag for line in self._lines if line.service}
        return next((_SERVICES[tag] for tag in ("SV2", "SV3") if tag in tags), ClaimKind.PROFESSIONAL)

    def _finished(self, line: _OpenLine, n: int, kind: ClaimKind) -> ServiceLine:
        service, days = line.service, line.days
        first = last = None
        if days is not None:
            first, last = days.first, days.last
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
                    self.faults.append(Fault("pointer-dangling", what, line.service_at, "SV1", 7, place))
            dx = tuple([self._diagnoses[p - 1][0].code for p in service.pointers if p <= known])
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
        first, last = whole.first, whole.last
        return (first, last) if first == last else (None, None)

    def _check_place(self, kind: ClaimKind) -> None:
        bill = self._bill

        def wrong(component: int, what: str) -> None:
            code = "place-of-service-wrong" if component == 1 else "code-wrong"
            self.faults.append(Fault(code, what, self._number, "CLM", 5, component))

        if kind is ClaimKind.INSTITUTIONAL and not _FACILITY.fullmatch(bill.place):
            wrong(1, "CLM05-1 is the two characters of the type of bill")
        elif kind is not ClaimKind.INSTITUTIONAL and bill.place not in PLACES_OF_SERVICE:
            wrong(1, "CLM05-1 is a place of service code")
        wanted = "A" if kind is ClaimKind.INSTITUTIONAL else "B"
        if self._envelope.is_5010 and bill.qualifier != wanted:
            wrong(2, f"CLM05-2 is {wanted} in {kind} claims")
        if not _FREQUENCY.fullmatch(bill.frequency):
            wrong(3, "CLM05-3 is the claim's frequency: 1 original, 7 replacement, 8 void")
        elif bill.frequency in "78" and "F8" not in self._references:
            what = "A replacement or void names the payer's number of the claim before, REF*F8"
            self.faults.append(Fault("original-number-missing", what, self._number, "CLM", 5, 3))

    def _check_claim(self, lines: tuple[ServiceLine, ...], kind: ClaimKind) -> None:
        number, add = self._number, self.faults.append
        if not lines:
            add(Fault("line-missing", "A claim has at least one service line, LX", number, "CLM"))
        elif len(lines) > MOST_LINES[kind]:
            add(Fault("lines-too-many", f"A claim of this kind has at most {MOST_LINES[kind]} lines", number, "CLM"))
        charge = self._bill.charge
        total = 0.0
        for line in lines:
            if line.charge is None:
                break
            total += line.charge
        else:
            if charge is not None and lines and abs(charge - total) > 0.005:
                add(Fault("charge-mismatch", "CLM02 is the sum of the charges of the lines", number, "CLM", 2))
        if self._bill.lacking and self._envelope.guide in GUIDES:
            for n in self._bill.lacking:
                if n > 6 or kind is not ClaimKind.INSTITUTIONAL:
                    add(Fault("element-missing", f"CLM{n:02d} must be there", number, "CLM", n))
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

    def _check_days(
        self, lines: tuple[ServiceLine, ...], born: dt.date | None
    ) -> tuple[dt.date | None, dt.date | None]:
        """First and last day of the lines; what is wrong with them becomes faults."""
        days = [line.dos for line in lines if line.dos is not None]
        if not days:
            return None, None
        first, sent = min(days), self._envelope.sent
        last = max([line.dos_to for line in lines if line.dos_to is not None], default=None)
        if sent is not None and max(days) > sent:
            for line, open_ in zip(lines, self._lines, strict=True):
                if line.dos is not None and line.dos > sent:
                    what = "The service is later than the file, GS04"
                    self.faults.append(Fault("date-in-future", what, open_.days_at or open_.number, "DTP", 3))
        if born is not None and born > first:
            what = "DMG02 is not later than the service"
            self.faults.append(Fault("birth-after-service", what, self._parties.birth_place(), "DMG", 2))
        wanted = 10 if first >= ICD10_FROM else 9
        for diagnosis, at in self._diagnoses:
            if diagnosis.edition != wanted:
                qualifiers = "ABK, ABF" if wanted == 10 else "BK, BF"
                what = f"Diagnoses of this date are ICD-{wanted}-CM, qualifiers {qualifiers}"
                self.faults.append(Fault("code-set-wrong", what, at, "HI", diagnosis.element, 1))
        return first, last
