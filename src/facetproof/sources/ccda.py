"""C-CDA → text: what its header says of date and signature, each section's title and narrative, and problem codes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element  # type only; parsing is defusedxml's

from facetproof.errors import InputError
from facetproof.model.document import Document
from facetproof.sources.cleanup import clean_text
from facetproof.sources.extract import STRUCK_OUT, Opener, described, unpacked
from facetproof.sources.layout import Lines, Table
from facetproof.sources.moment import day_of, said
from facetproof.sources.xml import attribute, child, children, local, parse_xml

_SYSTEMS = {
    "2.16.840.1.113883.6.90": "ICD-10-CM",
    "2.16.840.1.113883.6.3": "ICD-10",
    "2.16.840.1.113883.6.12": "CPT",
}
_FAMILY_HISTORY = "10157-6"
_SKIP = frozenset({"renderMultiMedia", "footnoteRef"})


def ccda_documents(data: bytes, name: str, *, where: str, opened: Opener) -> tuple[Document, ...]:
    """The one document of a C-CDA file, or the file that its unstructured body holds.

    Raises:
        InputError: what `parse_xml` refuses, `ccda-empty`, `attachment-broken`.
    """
    root = parse_xml(data, where=where)
    held = child(root, "component", "nonXMLBody", "text")
    kind, day = _title(root), day_of(_time(child(root, "effectiveTime")))
    encounter = day_of(_time(child(root, "componentOf", "encompassingEncounter", "effectiveTime")))
    day = encounter or day
    if held is not None and attribute(held, "representation") == "B64":
        documents = opened(unpacked("".join(held.itertext()), where), f"{where}, nonXMLBody", name)
        return described(documents, kind, day)
    narrative = _Narrative()
    out = Lines()
    for line in _header(root):
        out.keep(line)
        out.line_end()
    before = out.text()
    if held is not None:
        out.block(gap=True)
        out.keep(held.text or "")
    for section in _sections(child(root, "component", "structuredBody")):
        narrative.section(section, out)
    text = clean_text(out.text())
    if text == clean_text(before):
        raise InputError(
            "ccda-empty", "The document has no section text", where=where, todo="Export the note with its narrative."
        )
    remarks = (STRUCK_OUT,) if narrative.struck else None
    return (Document(id=name, kind=kind, date=day, text=text, remarks=remarks),)


def _header(root: Element) -> Iterator[str]:
    if title := _title(root):
        yield title
    event = child(root, "documentationOf", "serviceEvent")
    # the event of a continuity document is the whole time of care, not one service
    service = None if event is None or attribute(event, "classCode") == "PCPR" else child(event, "effectiveTime")
    for label, time in (
        ("Document date", child(root, "effectiveTime")),
        ("Encounter date", child(root, "componentOf", "encompassingEncounter", "effectiveTime")),
        ("Date of service", service),
    ):
        if moment := said(_time(time)):
            yield f"{label}: {moment}"
    for role in ("legalAuthenticator", "authenticator"):
        for signer in children(root, role):
            code = child(signer, "signatureCode")
            if code is not None and attribute(code, "code") == "S":
                who = _name(child(signer, "assignedEntity", "assignedPerson", "name"))
                yield ", ".join(part for part in (f"Signed by: {who}", said(_time(child(signer, "time")))) if part)


class _Narrative:
    """Writes sections; struck-out revisions are left out and remembered."""

    def __init__(self) -> None:
        self.struck = False

    def section(self, section: Element, out: Lines) -> None:
        out.block(gap=True)
        title = child(section, "title")
        if title is not None:
            out.add("".join(title.itertext()))
            out.block()
        text = child(section, "text")
        if text is not None:
            self._walk(text, out)
            out.block()
        told = " ".join(text.itertext()) if text is not None else ""
        for line in () if _is_family_history(section) else _codes(section, told):
            out.add(line)
            out.block()
        for inner in _sections(section):
            self.section(inner, out)

    def _walk(self, element: Element, out: Lines) -> None:
        out.add(element.text or "")
        for item in element:
            self._element(item, out)
            out.add(item.tail or "")

    def _element(self, item: Element, out: Lines) -> None:
        name = local(item)
        if attribute(item, "revised") == "delete" or attribute(item, "styleCode") in ("Strike", "strikethrough"):
            self.struck = True
        elif name == "table":
            out.block(gap=True)
            caption = child(item, "caption")
            if caption is not None:
                self._walk(caption, out)
                out.block()
            out.keep(self._table(item))
            out.block()
        elif name == "br":
            out.line_end()
        elif name in ("paragraph", "item", "caption", "list"):
            out.block()
            self._walk(item, out)
            out.block()
        elif name not in _SKIP:
            self._walk(item, out)

    def _table(self, element: Element) -> str:
        table = Table()
        for row in element.iter():
            if local(row) != "tr":
                continue
            for cell in row:
                if local(cell) in ("td", "th"):
                    out = Lines()
                    self._walk(cell, out)
                    table.cell(out.text(), columns=_span(cell, "colspan"), rows=_span(cell, "rowspan"))
            table.row_end()
        return table.text()


def _is_family_history(section: Element) -> bool:
    """Whether the section is about relatives: codes alone would not say so."""
    code = child(section, "code")
    return code is not None and attribute(code, "code") == _FAMILY_HISTORY


def _codes(section: Element, told: str) -> Iterator[str]:
    """Coded diagnoses and procedures of the section's entries that its narrative does not name.

    Not below an act or observation that says there is no such thing.
    """
    seen: set[str] = set()
    waiting = list(reversed(children(section, "entry")))
    while waiting:
        element = waiting.pop()
        if attribute(element, "negationInd") == "true":
            continue
        code, system = attribute(element, "code"), _SYSTEMS.get(attribute(element, "codeSystem") or "")
        if code and system and code not in seen and code not in told:
            seen.add(code)
            display = attribute(element, "displayName") or ""
            yield f"{code} {display} ({system})" if display else f"{code} ({system})"
        waiting.extend(reversed(element))


def _sections(element: Element | None) -> list[Element]:
    return [section for part in children(element, "component") if (section := child(part, "section")) is not None]


def _title(root: Element) -> str | None:
    title, code = child(root, "title"), child(root, "code")
    said = " ".join("".join(title.itertext()).split()) if title is not None else ""
    return said or (attribute(code, "displayName") if code is not None else None)


def _name(element: Element | None) -> str:
    return " ".join(" ".join(element.itertext()).split()) if element is not None else "name not given"


def _time(element: Element | None) -> str | None:
    """The moment, or the start of the span."""
    if element is None:
        return None
    low = child(element, "low")
    return attribute(element, "value") or (attribute(low, "value") if low is not None else None)


def _span(cell: Element, name: str) -> int:
    value = attribute(cell, name) or "1"
    return int(value) if value.isdigit() and len(value) < 4 else 1
