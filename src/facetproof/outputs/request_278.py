"""A prior authorization request as an X12 278 (005010X217). What is not given is listed, never filled in.

Criteria and quotes have no place in a 278: they go with the attachments.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Literal

import msgspec

from facetproof.errors import InputError
from facetproof.model.authorization import (
    AuthorizationRequest,
    not_given,
)
from facetproof.outputs.request_278_body import MOST_MODIFIERS, Body, diagnoses_of
from facetproof.outputs.x12_segments import SEPARATORS, date8, element, segment
from facetproof.sources.x12_guide import npi_valid

GUIDE = "005010X217"
MOST_LINES, MOST_DIAGNOSES, MOST_ATTACHMENTS = 99, 12, 10
_NEEDED = (
    "trace",
    "created",
    "patient.last_name",
    "patient.first_name",
    "patient.birth_date",
    "coverage.payer",
    "coverage.payer_id",
    "coverage.member_id",
    "requesting.shown",
    "requesting.npi",
    "diagnoses",
    "lines",
    "lines.*.code",
)


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What the sending needs beside the request; agreed on with the payer or the clearinghouse.

    Attributes:
        sender: the practice's number for X12 files (ISA06, GS02).
        receiver: the receiver's; the payer's own number where none is given.
        sender_kind, receiver_kind: kind of these numbers, ZZ where the two sides agreed on them.
        sent: when the file is written.
        control: number of the interchange, never used twice; derived from the request where none is given.
        test: the payer is not to act on it.
        attachments: how the documents come: EL electronically, FX by fax, BM by mail, EM by e-mail, AA when asked for.
    """

    sender: str
    sent: dt.datetime
    receiver: str | None = None
    sender_kind: str = "ZZ"
    receiver_kind: str = "ZZ"
    control: int | None = None
    test: bool = False
    attachments: Literal["EL", "FX", "BM", "EM", "AA"] = "FX"


def missing_278(request: AuthorizationRequest, envelope: Envelope | None = None) -> tuple[str, ...]:
    """Fields that a 278 cannot do without and that are not given, by their path."""
    wanted = list(_NEEDED)
    coverage = request.coverage
    if coverage.subscriber is not None or coverage.relationship not in (None, "self"):
        wanted += ["coverage.relationship", "coverage.subscriber.last_name"]
    found = [path.replace("shown", "name") for path in not_given(request, wanted)]
    if request.bill_type is None and request.place_of_service is None:
        found.append("place_of_service")
    if request.dos is None and request.certified_from is None:
        found += (f"lines.{n}.dos" for n, line in enumerate(request.lines) if line.dos is None)
    if envelope is not None and not envelope.sender.strip():
        found.append("sender")
    return tuple(found)


def with_control_numbers(request: AuthorizationRequest) -> AuthorizationRequest:
    """The request with a control number for each attachment that has none, the same on the packet and in PWK06."""
    trace = request.trace or ""
    attachments = tuple(
        found
        if found.control_number or not trace
        else msgspec.structs.replace(found, control_number=f"{trace[:44]}-A{n:02d}")
        for n, found in enumerate(request.attachments, 1)
    )
    return msgspec.structs.replace(request, attachments=attachments)


def write_278(request: AuthorizationRequest, envelope: Envelope) -> str:
    """The request as one interchange with one transaction set, a segment a line.

    Raises:
        InputError: `request-incomplete` with the names of what is missing; `request-contradictory`, `request-too-long`,
            `npi-wrong`, `units-wrong`, `control-number-wrong`, `character-unsendable`, `element-length`.
    """
    if missing := missing_278(request, envelope):
        raise InputError(
            "request-incomplete",
            "The request lacks what a 278 must hold",
            where=", ".join(missing),
            todo="Give these in the settings of the practice or of the request.",
        )
    if envelope.control is not None and not 0 < envelope.control < 1_000_000_000:
        raise InputError(
            "control-number-wrong", "A control number has at most nine digits", where="control", todo="Give another."
        )
    _checked(request)
    body = Body(with_control_numbers(request), envelope.attachments).segments()
    created = request.created or envelope.sent.date()
    control = envelope.control or _derived(body)
    receiver = envelope.receiver or request.coverage.payer_id
    parties = [
        part
        for who, kind, path in (
            (envelope.sender, envelope.sender_kind, "sender"),
            (receiver, envelope.receiver_kind, "receiver"),
        )
        for part in (element(kind, f"{path}_kind", 2, 2), element(who, path, 15, 2).ljust(15))
    ]
    day, hour = date8(envelope.sent), envelope.sent.strftime("%H%M")
    marks = SEPARATORS
    isa = ["ISA", "00", " " * 10, "00", " " * 10, *parties, day[2:], hour, marks.repetition, "00501", f"{control:09d}"]
    head = [
        marks.element.join([*isa, "0", "T" if envelope.test else "P", marks.component]),
        segment("GS", "HI", parties[1].strip(), parties[3].strip(), day, hour, str(control), "X", GUIDE),
    ]
    start = [
        segment("ST", "278", "0001", GUIDE),
        segment("BHT", "0007", "13", element(request.trace, "trace", 50), date8(created), hour),
    ]
    tail = [
        segment("SE", str(len(start) + len(body) + 1), "0001"),
        segment("GE", "1", str(control)),
        segment("IEA", "1", f"{control:09d}"),
    ]
    return "".join(text + marks.segment + "\n" for text in (*head, *start, *body, *tail))


def _derived(body: list[str]) -> int:
    """A control number that the same request always gets."""
    return int.from_bytes(hashlib.sha256("\n".join(body).encode()).digest()[:8], "big") % 999_999_999 + 1


def _checked(request: AuthorizationRequest) -> None:
    coverage = request.coverage
    if coverage.subscriber is not None and coverage.relationship == "self":
        raise InputError(
            "request-contradictory",
            "The patient is the subscriber and another subscriber is given",
            where="coverage.relationship",
            todo="Leave the subscriber out, or give the patient's relationship to that person.",
        )
    for what, count, most in (
        ("lines", len(request.lines), MOST_LINES),
        ("diagnoses", len(diagnoses_of(request)), MOST_DIAGNOSES),
        ("attachments", len(request.attachments), MOST_ATTACHMENTS),
        *((f"lines.{n}.modifiers", len(line.modifiers), MOST_MODIFIERS) for n, line in enumerate(request.lines)),
    ):
        if count > most:
            raise InputError(
                "request-too-long",
                f"A 278 has room for {most} of these, and there are {count}",
                where=what,
                todo="Join documents, or split the request.",
            )
    for n, line in enumerate(request.lines):
        if not 0 < line.units < 1_000_000:
            raise InputError(
                "units-wrong", "The units of a line are more than none", where=f"lines.{n}.units", todo="Correct them."
            )
    for name in ("requesting", "servicing", "facility"):
        npi = getattr(request, name).npi
        if npi is not None and not npi_valid(npi):
            raise InputError(
                "npi-wrong",
                "An NPI has ten digits of which the last checks the others",
                where=f"{name}.npi",
                todo="Look the number up in the national registry.",
            )
