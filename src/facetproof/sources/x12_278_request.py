"""The request of a 278, as far as a request for facet procedures goes; the model tells what else it would hold."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from facetproof.model.authorization import (
    Attachment,
    AuthorizationRequest,
    Contact,
    Coverage,
    Individual,
    RequestedLine,
)
from facetproof.model.claimfile import Fault
from facetproof.model.spine import Side
from facetproof.sources.x12_278_loops import Loop, TransactionSet
from facetproof.sources.x12_278_people import (
    contact,
    day_of,
    individual,
    number_of,
    party_above,
    provider,
    services,
    span,
)
from facetproof.sources.x12_values import dotted

_KINDS: dict[str, Literal["initial", "renewal", "revised"]] = {
    "I": "initial",
    "R": "renewal",
    "4": "renewal",
    "S": "revised",
}
_RELATIONS: dict[str, Literal["self", "spouse", "child", "other"]] = {
    "18": "self",
    "01": "spouse",
    "19": "child",
    "G8": "other",
}
_URGENT = ("U", "03")
_DIAGNOSES = {"ABK": 10, "ABF": 10, "ABJ": 10, "BK": 9, "BF": 9, "BJ": 9}
#: Side and joint levels as our own requests write them into the description of a service.
_DESCRIBED = re.compile(r"(?:(left|right|bilateral)(?: |$))?((?:[A-Z]\d+-[A-Z]?\d+(?:, |$))*)")


def requests_of(found: TransactionSet) -> list[AuthorizationRequest]:
    """One request for each event of the set; what is wrong with it goes to the set's faults."""
    return [_request(found, loop) for loop in found.loops if loop.kind == "EV"]


def _request(found: TransactionSet, event: Loop) -> AuthorizationRequest:
    faults = found.faults
    payer, member = party_above(event, "20", "X3", "PR", "2B"), party_above(event, "22", "IL")
    dependent, requester = party_above(event, "23", "QC"), party_above(event, "21", "1P", "FA")
    subscriber = individual(member)
    patient = individual(dependent) if dependent is not None else subscriber
    relation = next((p.one("INS") for p in (dependent, member) if p is not None), None)
    group = member.one("REF", "6P", "1L") if member is not None else None
    calls = contact(requester) if requester is not None else Contact()
    # the numbers to call stand in the contact
    asking = msgspec.structs.replace(provider(requester), phone=None, fax=None)
    review = event.one("UM")
    kind = review.get(2) if review else None
    if kind is not None and kind not in _KINDS:
        what = "UM02 asks for something that is no first, renewed or revised request"
        faults.append(Fault("certification-type-other", what, review.number if review else 0, "UM", 2))
    elif kind is None:
        what = "The request does not tell whether it is the first, renewed or revised; it is shown as a first one"
        faults.append(Fault("certification-type-missing", what, review.number if review else event.hl.number, "UM", 2))
    place = [*(review.composite(4) if review else []), "", ""]
    dos, dos_to = span(event.one("DTP", "AAH", "472"), faults)
    diagnoses = _diagnoses(event)
    trace, earlier = event.one("TRN", "1"), event.one("REF", "BB")
    return AuthorizationRequest(
        policy="",
        trace=(trace.get(2) if trace else None) or (found.head.get(3) if found.head else None),
        created=day_of(found.head, 4) if found.head else None,
        kind=_KINDS.get(kind or "", "initial"),
        urgency="expedited" if review and review.get(6) in _URGENT else "standard",
        earlier_number=earlier.get(2) if earlier else None,
        patient=patient,
        coverage=Coverage(
            payer=payer.name.get(3) if payer else None,
            payer_id=number_of(payer, "PI", "XV", "46", "24", "34"),
            member_id=number_of(member, "MI", "II"),
            group_number=group.get(2) if group else None,
            relationship=_RELATIONS.get((relation.get(2) if relation else None) or ""),
            subscriber=subscriber if dependent is not None and subscriber != Individual() else None,
        ),
        requesting=asking,
        contact=calls,
        servicing=provider(event.party("SJ")),
        facility=provider(event.party("FA")),
        place_of_service=place[0] or None if place[1] == "B" else None,
        bill_type=place[0] or None if place[1] == "A" else None,
        dos=dos,
        dos_to=dos_to if dos_to != dos else None,
        diagnoses=diagnoses,
        lines=tuple(
            line
            for number, child in enumerate((c for c in event.children if c.kind == "SS"), 1)
            for line in _lines(child, number, diagnoses, faults)
        ),
        attachments=tuple(_attachments(event)),
    )


def _diagnoses(event: Loop) -> tuple[str, ...]:
    found = []
    for segment in event.all("HI"):
        for n in range(1, len(segment.parts)):
            parts = segment.composite(n)
            edition = _DIAGNOSES.get(parts[0])
            if edition and len(parts) > 1 and parts[1]:
                found.append(dotted(parts[1].replace(".", "").upper(), edition))
    return tuple(found)


def _lines(loop: Loop, number: int, diagnoses: tuple[str, ...], faults: list[Fault]) -> list[RequestedLine]:
    dos, dos_to = span(loop.one("DTP", "472"), faults)
    loop.one("TRN", "1")
    out = []
    for service in services(loop):
        place = service.segment
        if service.code is None:
            what = "The service has a code after its qualifier"
            faults.append(Fault("procedure-code-missing", what, place.number, place.tag))
        if service.units is None:
            faults.append(Fault("units-missing", "The service tells how many units", place.number, place.tag))
        side, joints = _described(service.description)
        out.append(
            RequestedLine(
                number=number,
                code=service.code or "",
                units=service.units if service.units is not None else 1,
                modifiers=service.modifiers,
                side=side,
                joints=joints,
                dos=dos,
                dos_to=dos_to if dos_to != dos else None,
                diagnoses=tuple(diagnoses[n - 1] for n in service.pointers if 0 < n <= len(diagnoses)),
            )
        )
    return out


def _described(text: str | None) -> tuple[Side | None, tuple[str, ...]]:
    found = _DESCRIBED.fullmatch(text or "")
    if found is None:
        return None, ()
    joints = tuple(part for part in found[2].split(", ") if part)
    return Side(found[1]) if found[1] else None, joints


def _attachments(event: Loop) -> list[Attachment]:
    return [
        Attachment(
            id=segment.get(6) or f"PWK-{n}",
            title=segment.get(7) or "",
            kind=segment.get(1),
            control_number=segment.get(6),
        )
        for n, segment in enumerate(event.all("PWK"), 1)
    ]
