"""Documents that go along with a PAS request, as DocumentReferences of its profile with the content inside."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from facetproof.model.authorization import AuthorizationRequest
from facetproof.model.document import Document
from facetproof.outputs.pas_parties import OWN, Addresses, Json, concept, made

_LOINC = "http://loinc.org"
_CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category"
#: Kinds of notes whose LOINC document type is sure; any other is a note.
_NOTES = {
    "procedure note": "28570-0",
    "operative note": "11504-8",
    "operative report": "11504-8",
    "progress note": "11506-3",
    "consultation note": "11488-4",
    "history and physical": "34117-2",
}
_NOTE = "34109-9"


def sent_along(request: AuthorizationRequest, documents: Sequence[Document]) -> list[Document]:
    """The documents with a text that the request lists as attachments."""
    listed = {attachment.id for attachment in request.attachments}
    return [document for document in documents if document.id in listed and document.text]


def note(document: Document, control: str | None, at: Addresses) -> Json:
    """A note word for word; `control` is the number that ties it to the packet."""
    day = document.date.isoformat() if document.date else None
    attachment = {"contentType": "text/plain; charset=utf-8", "data": _packed((document.text or "").encode())}
    attachment |= {"title": document.kind or document.id} | ({"creation": day} if day else {})
    kind = _NOTES.get((document.kind or "").casefold(), _NOTE)
    sheet = _sheet(kind, attachment, at) | ({"context": {"period": {"start": day, "end": day}}} if day else {})
    # the same number as on the packet's pages and in a 278
    return sheet | ({"identifier": [{"system": f"{OWN}:attachment", "value": control}]} if control else {})


def pdf(packet: bytes, at: Addresses) -> Json:
    """The packet."""
    title = "Prior authorization packet"
    return _sheet(_NOTE, {"contentType": "application/pdf", "data": _packed(packet), "title": title}, at)


def _sheet(kind: str, attachment: Json, at: Addresses) -> Json:
    return made(
        "DocumentReference",
        "profile-documentreference",
        status="current",
        type=concept(_LOINC, kind),
        category=[concept(_CATEGORY, "clinical-note")],
        subject=at.reference("patient"),
        content=[{"attachment": attachment}],
    )


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()
