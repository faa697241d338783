"""The segments of a 278 request between BHT and SE."""

from __future__ import annotations

import datetime as dt
import re

from facetproof.model.authorization import (
    Address,
    AuthorizationRequest,
    Contact,
    Individual,
    Provider,
    RequestedLine,
)
from facetproof.outputs.request_278_message import message_of
from facetproof.outputs.x12_segments import Element, date8, element, free_text, quantity, segment

MOST_MODIFIERS = 4
_KINDS = {"initial": "I", "renewal": "R", "revised": "S"}
_RELATIONS = {"spouse": "01", "child": "19", "other": "G8"}
#: CPT's section of surgery, in which the facet codes stand.
_SURGERY = range(10004, 69991)
_PHONE = re.compile(r"1?([0-9]{10})(?:(?:x|ext)([0-9]{1,6}))?")
_REPORT = re.compile(r"[0-9A-Z]{2}")


def diagnoses_of(request: AuthorizationRequest) -> tuple[str, ...]:
    """Diagnoses of the request, then those that only a line has, each once."""
    return tuple(dict.fromkeys([*request.diagnoses, *(dx for line in request.lines for dx in line.diagnoses)]))


class Body:
    """Writes the loops, from the payer down to the services.

    Args:
        request: complete as far as a 278 needs it.
        attachments: how the documents come (PWK02).
    """

    def __init__(self, request: AuthorizationRequest, attachments: str) -> None:
        self._request, self._attachments = request, attachments
        self._diagnoses = diagnoses_of(request)
        self._out: list[str] = []
        self._levels = 0
        tax = re.sub(r"[^0-9]", "", request.requesting.tax_id or "")
        # TRN03 is "1" and the tax number of who gave the trace; without one there is no TRN
        self._company = f"1{tax}" if len(tax) == 9 else None

    def segments(self) -> list[str]:
        """All segments in order."""
        request, coverage = self._request, self._request.coverage
        self._level("20", None, children=True)
        self._put(
            "NM1", "X3", "2", element(coverage.payer, "coverage.payer", 60), "", "", "", "", "PI",
            element(coverage.payer_id, "coverage.payer_id", 80, 2),
        )  # fmt: skip
        requester = self._level("21", 1, children=True)
        calls = request.contact
        if calls == Contact():
            calls = Contact(phone=request.requesting.phone, fax=request.requesting.fax)
        self._provider("1P", request.requesting, "requesting", calls)
        parent = self._level("22", requester, children=True)
        subscriber = coverage.subscriber
        self._individual("IL", subscriber or request.patient, "coverage.subscriber" if subscriber else "patient")
        if subscriber is None and coverage.relationship == "self":
            self._put("INS", "Y", "18")
        if subscriber is not None:
            parent = self._level("23", parent, children=True)
            self._individual("QC", request.patient, "patient")
            self._put("INS", "N", _RELATIONS[coverage.relationship or "other"])
        event = self._level("EV", parent, children=True)
        self._event()
        for number, line in enumerate(request.lines, 1):
            self._level("SS", event, children=False)
            self._line(number, line)
        return self._out

    def _put(self, tag: str, *elements: Element) -> None:
        self._out.append(segment(tag, *elements))

    def _level(self, kind: str, parent: int | None, *, children: bool) -> int:
        self._levels += 1
        self._put("HL", str(self._levels), str(parent or ""), kind, "1" if children else "0")
        return self._levels

    def _individual(self, entity: str, person: Individual, path: str) -> None:
        member = entity == "IL"
        coverage = self._request.coverage
        name = (
            element(person.last_name, f"{path}.last_name", 60),
            element(person.first_name, f"{path}.first_name", 35),
            element(person.middle_name, f"{path}.middle_name", 25),
        )
        number = ("MI", element(coverage.member_id, "coverage.member_id", 80, 2)) if member else ()
        self._put("NM1", entity, "1", *name, "", "", *number)
        if person.medical_record:
            self._put("REF", "EJ", element(person.medical_record, f"{path}.medical_record", 50))
        if member and coverage.group_number:
            self._put("REF", "6P", element(coverage.group_number, "coverage.group_number", 50))
        self._address(person.address, f"{path}.address")
        if person.birth_date:
            self._put("DMG", "D8", date8(person.birth_date), person.sex or "")

    def _provider(self, entity: str, who: Provider, path: str, calls: Contact) -> None:
        person = who.last_name is not None
        npi = ("XX", element(who.npi, f"{path}.npi", 10, 10)) if who.npi else ()
        self._put(
            "NM1", entity, "1" if person else "2", element(who.last_name if person else who.name, f"{path}.name", 60),
            element(who.first_name, f"{path}.first_name", 35) if person else "", "", "", "", *npi,
        )  # fmt: skip
        if who.tax_id:
            self._put("REF", "EI", element(who.tax_id.replace("-", ""), f"{path}.tax_id", 50))
        self._address(who.address, f"{path}.address")
        self._contact(calls, "contact" if entity == "1P" else path)
        # the role is known only of who does the service
        if entity == "SJ" and who.taxonomy:
            self._put("PRV", "PE", "PXC", element(who.taxonomy, f"{path}.taxonomy", 50))

    def _address(self, address: Address | None, path: str) -> None:
        if address is None:
            return
        if address.lines:
            rest = ", ".join(address.lines[1:])
            self._put("N3", element(address.lines[0], f"{path}.lines", 55), element(rest, f"{path}.lines", 55))
        if address.city:
            self._put(
                "N4",
                element(address.city, f"{path}.city", 30, 2),
                element(address.state, f"{path}.state", 2, 2),
                element((address.zip or "").replace("-", ""), f"{path}.zip", 15, 3),
            )

    def _contact(self, calls: Contact, path: str) -> None:
        pairs: list[str] = []
        for qualifier, value in (("TE", calls.phone), ("FX", calls.fax), ("EM", calls.email)):
            if not value:
                continue
            number = _PHONE.fullmatch(re.sub(r"[\s().+-]", "", value.lower())) if qualifier != "EM" else None
            pairs += [qualifier, number[1] if number else element(value, path, 256)]
            if number and number[2] and qualifier == "TE":
                pairs += ["EX", number[2]]
        if calls.name or pairs:
            self._put("PER", "IC", element(calls.name, f"{path}.name", 60), *pairs[:6])

    def _event(self) -> None:
        request = self._request
        self._trace(request.trace or "")
        codes = [line.code for line in request.lines]
        surgery = all(code.isdecimal() and int(code) in _SURGERY for code in codes)
        bill, service = request.bill_type, element(request.place_of_service, "place_of_service", 2, 2)
        place = (element(bill[:2], "bill_type", 2, 2), "A") if bill else (service, "B")
        urgent = "U" if request.urgency == "expedited" else ""
        self._put("UM", "HS", _KINDS[request.kind], "2" if surgery else "", place, "", urgent)
        if request.earlier_number:
            self._put("REF", "BB", element(request.earlier_number, "earlier_number", 50))
        first, last = request.dos or request.certified_from, request.dos_to if request.dos else request.certified_to
        self._days("AAH", first, last)
        codes = [element(code.replace(".", ""), "diagnoses", 30) for code in self._diagnoses]
        self._put("HI", *(("ABF" if n else "ABK", code) for n, code in enumerate(codes)))
        for n, found in enumerate(request.attachments):
            kind = found.kind if found.kind and _REPORT.fullmatch(found.kind) else "M1"
            number = element(found.control_number, f"attachments.{n}.control_number", 80, 2)
            self._put("PWK", kind, self._attachments, "", "", "AC", number, free_text(found.title, 80))
        if message := message_of(request):
            self._put("MSG", message)
        if request.servicing != Provider():
            who = request.servicing
            self._provider("SJ", who, "servicing", Contact(phone=who.phone, fax=who.fax))
        if request.facility != Provider():
            who = request.facility
            self._provider("FA", who, "facility", Contact(phone=who.phone, fax=who.fax))

    def _line(self, number: int, line: RequestedLine) -> None:
        request, path = self._request, f"lines.{number - 1}"
        self._trace(f"{request.trace}-{number}")
        own = line.dos is not None
        self._days("472", line.dos if own else request.dos, line.dos_to if own else request.dos_to)
        joints = ", ".join(line.joints)
        described = " ".join(part for part in (line.side.value if line.side else "", joints) if part)
        modifiers = [element(text, f"{path}.modifiers", 2, 2) for text in line.modifiers]
        procedure = (
            "HC", element(line.code, f"{path}.code", 48), *modifiers, *[""] * (MOST_MODIFIERS - len(modifiers)),
            free_text(described, 80),
        )  # fmt: skip
        if request.bill_type:
            self._put("SV2", "", procedure, "", "UN", quantity(line.units))
            return
        pointers = tuple(str(self._diagnoses.index(dx) + 1) for dx in line.diagnoses)
        self._put("SV1", procedure, "", "UN", quantity(line.units), "", "", pointers[:4])

    def _trace(self, text: str) -> None:
        if self._company:
            self._put("TRN", "1", element(text, "trace", 50), self._company)

    def _days(self, qualifier: str, first: dt.date | None, last: dt.date | None) -> None:
        if first is None:
            return
        if last is None or last == first:
            self._put("DTP", qualifier, "D8", date8(first))
        else:
            self._put("DTP", qualifier, "RD8", f"{date8(first)}-{date8(last)}")
