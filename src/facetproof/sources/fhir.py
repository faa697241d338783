"""FHIR R4 JSON → documents: notes and their attachments, reports, compositions, questionnaires, coded records.

Resources are plain dictionaries here and nowhere else; past this file nothing mentions one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from facetproof.errors import InputError
from facetproof.model.document import Document
from facetproof.sources.chart_json import parse_json
from facetproof.sources.cleanup import clean_text
from facetproof.sources.extract import Opener, described, numbered, unpacked
from facetproof.sources.fhir_words import answers, at, concept, items, record_line, words
from facetproof.sources.html import html_text
from facetproof.sources.moment import day_of

Resource = dict[str, Any]

#: Where one note is given in several formats, the one that loses least.
_PREFERRED = (
    "text/plain",
    "text/html",
    "application/xhtml+xml",
    "text/rtf",
    "application/rtf",
    "xml",
    "wordprocessingml",
    "pdf",
)
_VOID = ("entered-in-error", "superseded", "cancelled")
#: Coded records, gathered into one document in this order.
_RECORDS = ("Condition", "Procedure", "Observation", "MedicationStatement")


def fhir_documents(data: bytes, name: str, *, where: str, opened: Opener) -> tuple[Document, ...]:
    """The documents of a resource, a Bundle of any kind, or one resource a line.

    Raises:
        InputError: `not-json`, `fhir-no-note` where nothing in it is text, `attachment-elsewhere` for a note that the
            file only points to, `attachment-broken`.
    """
    resources = list(_resources(_parsed(data, where), where))
    reader = _Reader(resources, where, opened)
    documents = [document for resource in resources for document in reader.documents(resource)]
    documents += _records(resources, has_notes=any(r.get("resourceType") == "Composition" for r in resources))
    if not documents:
        raise InputError(
            "fhir-no-note",
            "The FHIR file holds no note",
            where=where,
            todo="Give a Bundle, DocumentReference, Composition, DiagnosticReport or QuestionnaireResponse with text.",
        )
    return numbered(documents, name)


def _parsed(data: bytes, where: str) -> list[Any]:
    try:
        value = parse_json(data.removeprefix(b"\xef\xbb\xbf"), where=where)
    except InputError:
        lines = [line for line in data.splitlines() if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith(b"{") for line in lines):
            raise
        return [parse_json(line, where=f"{where}, line {number}") for number, line in enumerate(lines, 1)]
    return value if isinstance(value, list) else [value]


def _resources(values: list[Any], where: str) -> Iterator[Resource]:
    """Every resource of bundles within bundles, in order."""
    waiting = [(value, 0) for value in reversed(values)]
    while waiting:
        value, depth = waiting.pop()
        if not isinstance(value, dict):
            continue
        if value.get("resourceType") != "Bundle":
            yield value
            continue
        if depth > 3:
            raise InputError("nested-too-deep", "Bundles within bundles", where=where, todo="Export them apart.")
        inner = [
            entry["resource"] | {"_url": entry.get("fullUrl")}
            for entry in items(value.get("entry"))
            if isinstance(entry.get("resource"), dict)
        ]
        waiting += [(resource, depth + 1) for resource in reversed(inner)]


class _Reader:
    """Reads one resource at a time, with the others at hand for what it points to."""

    def __init__(self, resources: list[Resource], where: str, opened: Opener) -> None:
        self._where, self._opened = where, opened
        self._binaries = {
            key: resource
            for resource in resources
            if resource.get("resourceType") == "Binary"
            for key in (f"Binary/{resource.get('id')}", resource.get("_url"))
            if key
        }
        self._used: set[int] = set()

    def documents(self, resource: Resource) -> tuple[Document, ...]:
        """None for a resource that is no note, or that was withdrawn."""
        if resource.get("status") in _VOID or resource.get("docStatus") in _VOID:
            return ()
        kind = resource.get("resourceType")
        if kind == "DocumentReference":
            return self._reference(resource)
        if kind == "DiagnosticReport":
            return self._report(resource)
        if kind == "Composition":
            return _document(_composition(resource), resource, resource.get("date"))
        if kind == "QuestionnaireResponse":
            return _document("\n".join(answers(resource.get("item"))), resource, resource.get("authored"))
        return ()

    def _reference(self, resource: Resource) -> tuple[Document, ...]:
        attachments = [
            content["attachment"]
            for content in items(resource.get("content"))
            if isinstance(content.get("attachment"), dict)
        ]
        day = at(resource, "context", "period", "start") or resource.get("date")
        found = self._attached(attachments, resource)
        if found is None:
            text = _narrative(resource)
            if not text and attachments:
                raise self._elsewhere(resource)
            return _document(text, resource, day)
        return described(found, _kind(resource), day_of(day))

    def _report(self, resource: Resource) -> tuple[Document, ...]:
        day = resource.get("effectiveDateTime") or at(resource, "effectivePeriod", "start") or resource.get("issued")
        found = self._attached(items(resource.get("presentedForm")), resource)
        if found is not None:
            return described(found, _kind(resource), day_of(day))
        told = [_narrative(resource)]
        conclusion = words(resource.get("conclusion"))
        if conclusion and conclusion not in told[0]:
            told.append(f"Conclusion: {conclusion}")
        told += [
            text for code in items(resource.get("conclusionCode")) if (text := concept(code)) and text not in told[0]
        ]
        return _document("\n".join(part for part in told if part), resource, day)

    def _attached(self, attachments: list[Resource], resource: Resource) -> tuple[Document, ...] | None:
        """The attachment that loses least of those whose bytes are in the file."""
        where = f"{self._where}, {_reference_to(resource)}"
        for attachment in sorted(attachments, key=_rank):
            data = attachment.get("data")
            if not data and (binary := self._binaries.get(_relative(attachment.get("url")))):
                data = binary.get("data")
            if isinstance(data, str) and data:
                return self._opened(unpacked(data, where), where, str(attachment.get("title") or ""))
        return None

    def _elsewhere(self, resource: Resource) -> InputError:
        return InputError(
            "attachment-elsewhere",
            "The note itself is not in the file, which only points to it",
            where=f"{self._where}, {_reference_to(resource)}",
            todo="Fetch the Binary it names and give that, or a Bundle with both.",
        )


def _records(resources: list[Resource], *, has_notes: bool) -> list[Document]:
    """Conditions, procedures and observations, a line each; a composition tells its own in its sections."""
    kinds = _RECORDS[:1] if has_notes else _RECORDS
    lines = [
        line
        for kind in kinds
        for resource in resources
        if resource.get("resourceType") == kind and (line := record_line(resource))
    ]
    return [Document(id="", kind="Coded record", text=clean_text("\n".join(lines)))] if lines else []


def _composition(resource: Resource) -> str:
    parts = [words(resource.get("title"))]
    for signer in items(resource.get("attester")):
        if signer.get("mode") in ("legal", "professional", "official"):
            who = words(at(signer, "party", "display")) or "name not given"
            parts.append(", ".join(part for part in (f"Signed by: {who}", words(signer.get("time"))) if part))
    body = [_section(section) for section in items(resource.get("section"))]
    if not any(body):
        body = [_narrative(resource)]
    return "\n\n".join(part for part in ["\n".join(part for part in parts if part), *body] if part) if any(body) else ""


def _section(section: Resource, depth: int = 0) -> str:
    if depth > 20:
        return ""
    parts = [words(section.get("title")) or concept(section.get("code")), _narrative(section)]
    parts += [_section(inner, depth + 1) for inner in items(section.get("section"))]
    return "\n".join(part for part in parts if part) if any(parts[1:]) else ""


def _narrative(resource: Resource) -> str:
    div = at(resource, "text", "div")
    return html_text(div).text if isinstance(div, str) else ""


def _document(text: str, resource: Resource, day: object) -> tuple[Document, ...]:
    text = clean_text(text)
    return (Document(id="", kind=_kind(resource), date=day_of(day), text=text),) if text.strip() else ()


def _kind(resource: Resource) -> str | None:
    return concept(resource.get("type")) or concept(resource.get("code")) or words(resource.get("description")) or None


def _reference_to(resource: Resource) -> str:
    return f"{resource.get('resourceType')}/{resource.get('id', '?')}"


def _rank(attachment: Resource) -> int:
    given = str(attachment.get("contentType") or "").lower()
    return next((rank for rank, known in enumerate(_PREFERRED) if known in given), len(_PREFERRED))


def _relative(url: object) -> str:
    if not isinstance(url, str):
        return ""
    at_binary = url.rfind("Binary/")
    return url[at_binary:] if at_binary >= 0 else url
