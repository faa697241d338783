"""The same note written in each format, by hand or by another library than the one that reads it."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from html import escape

#: A line end within formatted text of HL7 v2.
LINE_END = "\\.br\\"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

NOTE = (
    "PROCEDURE NOTE",
    "Patient: Testcase, Ann. Date of service: 03/10/2025",
    "Preoperative diagnosis: Lumbar spondylosis without myelopathy (M47.816)",
    "Procedure: Left L4-5 and L5-S1 medial branch blocks under fluoroscopy & contrast",
    "Each nerve: 0.5 ml of 0.5% bupivacaine. Pain before 8/10, after 1/10; relief >80%.",
    "Electronically signed by Dan Doctor, MD",
)


def as_text(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode()


def as_rtf(lines: Sequence[str]) -> bytes:
    def plain(char: str) -> str:
        if char in "\\{}":
            return "\\" + char
        if ord(char) < 128:
            return char
        unit = ord(char) if ord(char) < 0x8000 else ord(char) - 0x10000
        return f"\\u{unit}?"

    body = "".join(f"\\pard {''.join(map(plain, line))}\\par\r\n" for line in lines)
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\r\n\\uc1\\f0\\fs22 " + body + "}"
    ).encode()


def as_docx(lines: Sequence[str], extra: str = "", parts: dict[str, str] | None = None) -> bytes:
    return docx_of("".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines) + extra, parts)


def docx_of(body: str, parts: dict[str, str] | None = None) -> bytes:
    """A DOCX from the XML of its body, with further parts such as `word/header1.xml`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, xml in (parts or {}).items():
            archive.writestr(name, xml)
    return packed.getvalue()


def as_html(lines: Sequence[str]) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title></title></head><body>{body}</body></html>".encode()


def as_pdf(lines: Sequence[str], pages: int = 1, header: str = "") -> bytes:
    """By fpdf2; every page has all lines, a header and a page number."""
    from fpdf import FPDF

    pdf = FPDF(format="letter")
    pdf.set_auto_page_break(False)
    pdf.set_font("Helvetica", size=9)
    for number in range(1, pages + 1):
        pdf.add_page()
        if header:
            pdf.cell(0, 5, header, new_x="LMARGIN", new_y="NEXT")
        for line in lines:
            pdf.multi_cell(0, 5, line.replace("{n}", str(number)), new_x="LMARGIN", new_y="NEXT")
        if header:
            pdf.set_y(-20)
            pdf.cell(0, 5, f"Page {number} of {pages}")
    return bytes(pdf.output())


def as_ccda(lines: Sequence[str], body: str | None = None, head: str = "") -> bytes:
    text = body or "".join(f"<paragraph>{escape(line)}</paragraph>" for line in lines[1:])
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ClinicalDocument xmlns="urn:hl7-org:v3">'
        f"<title>{escape(lines[0])}</title>{head}<component><structuredBody><component><section>"
        f"<text>{text}</text></section></component></structuredBody></component></ClinicalDocument>"
    ).encode()


def as_fhir(lines: Sequence[str]) -> bytes:
    data = base64.b64encode("\n".join(lines).encode()).decode()
    attachment = {"contentType": "text/plain", "data": data}
    return json.dumps(
        {"resourceType": "DocumentReference", "id": "1", "content": [{"attachment": attachment}]}
    ).encode()


def as_composition(lines: Sequence[str]) -> bytes:
    div = "".join(f"<p>{escape(line)}</p>" for line in lines[1:])
    narrative = {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{div}</div>'}
    composition = {"resourceType": "Composition", "title": lines[0], "section": [{"text": narrative}]}
    return json.dumps({"resourceType": "Bundle", "type": "document", "entry": [{"resource": composition}]}).encode()


def as_hl7(lines: Sequence[str]) -> bytes:
    """MDM with one formatted text."""
    return hl7_of("TXA|1|PN|TX", "OBX|1|FT|||" + LINE_END.join(map(hl7_escaped, lines)) + "||||||F")


def as_oru(lines: Sequence[str]) -> bytes:
    """ORU with a line an OBX."""
    return hl7_of("OBR|1", *(f"OBX|{n}|TX|1^||{hl7_escaped(line)}||||||F" for n, line in enumerate(lines, 1)))


def hl7_of(*segments: str) -> bytes:
    return "\r".join(["MSH|^~\\&|A|B|||20250310101500||MDM^T02|1|P|2.5.1", *segments, ""]).encode()


def hl7_escaped(text: str) -> str:
    escapes = {"\\": "E", "|": "F", "^": "S", "&": "T", "~": "R"}
    return "".join(f"\\{escapes[char]}\\" if char in escapes else char for char in text)


FORMATS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "txt": as_text,
    "rtf": as_rtf,
    "docx": as_docx,
    "html": as_html,
    "pdf": as_pdf,
    "xml": as_ccda,
    "json": as_fhir,
    "composition.json": as_composition,
    "hl7": as_hl7,
    "oru.hl7": as_oru,
}
