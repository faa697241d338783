"""DOCX → text: header, paragraphs, tables, text boxes, notes, ticked boxes; not deleted, hidden or struck-out words."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree.ElementTree import Element  # type only; parsing is defusedxml's

from facetproof.errors import InputError
from facetproof.sources.cleanup import clean_text
from facetproof.sources.extract import STRUCK_OUT, Extract
from facetproof.sources.layout import Lines, Table
from facetproof.sources.xml import attribute, child, children, local, parse_xml

#: The text of a note, unpacked. A part that unpacks to more is a bomb or no note.
MAX_PART_BYTES = 20_000_000

_MAIN = "word/document.xml"
_AROUND = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
_PAGE_NUMBER = re.compile(r"\s*(?:page\s*)?\d+\s*(?:(?:of|/)\s*\d+)?\s*", re.IGNORECASE)
#: Elements without text of the note: deleted or moved away, field codes, the second form of a text box, properties.
_SKIP = frozenset("del moveFrom instrText delText Fallback pPr rPr sectPr tblPr trPr tcPr sdtPr ffData comment".split())
_OFF = ("0", "false", "off")


def docx_text(data: bytes, *, where: str) -> Extract:
    """The text of a Word document.

    Raises:
        InputError: `docx-broken`, `docx-protected`, `docx-too-large`, or what `parse_xml` refuses.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            around = sorted(name for name in names if _AROUND.fullmatch(name))
            parts = {name: _part(archive, name, where) for name in [_MAIN, *around]}
    except KeyError:
        raise _broken(where) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise _broken(where) from None
    body = _Body()
    texts = {name: body.read(parse_xml(xml, where=f"{where}, {name}")) for name, xml in parts.items()}
    headers = [texts[name] for name in around if "/header" in name]
    after = [texts[name] for name in around if "/header" not in name]
    pieces = [*_once(headers), texts[_MAIN], *_once(after)]
    text = clean_text("\n\n".join(piece for piece in pieces if piece))
    if not text.strip() and any(name.startswith("word/media/") for name in names):
        raise InputError(
            "docx-pictures",
            "The Word document holds pictures and no text",
            where=where,
            todo="Save its pictures or print it to a PDF; scans are read with facetproof[ocr].",
        )
    return Extract(text, (STRUCK_OUT,) if body.struck else ())


def _part(archive: zipfile.ZipFile, name: str, where: str) -> bytes:
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise InputError(
            "docx-protected", "The document is protected by a password", where=where, todo="Save it without password."
        )
    with archive.open(info) as part:
        data = part.read(MAX_PART_BYTES + 1)
    if len(data) > MAX_PART_BYTES:
        raise InputError(
            "docx-too-large",
            f"Its text unpacks to more than {MAX_PART_BYTES / 1e6:.0f} MB",
            where=f"{where}, {name}",
            todo="No note is so long; check where the file comes from.",
        )
    return data


def _broken(where: str) -> InputError:
    return InputError(
        "docx-broken",
        "The Word document is damaged or cut off",
        where=where,
        todo="Open it in a word processor and save it again.",
    )


def _once(texts: list[str]) -> list[str]:
    """First, even and later pages mostly carry the same header; page numbers say nothing."""
    lines: dict[str, None] = {}
    for text in texts:
        lines |= dict.fromkeys(line for line in text.split("\n") if line.strip() and not _PAGE_NUMBER.fullmatch(line))
    return ["\n".join(lines)] if lines else []


class _Body:
    """Walks the elements of one part after another."""

    def __init__(self) -> None:
        self.struck = False
        self._boxes: list[Element] = []

    def read(self, root: Element) -> str:
        out = Lines()
        self._blocks(root, out)
        return out.text()

    def _blocks(self, element: Element, out: Lines) -> None:
        for item in element:
            name = local(item)
            if name in _SKIP or (name == "sdt" and _is_placeholder(item)):
                continue
            if name == "p":
                self._paragraph(item, out)
            elif name == "tbl":
                out.block()
                out.keep(self._table(item))
                out.block()
            else:
                self._blocks(item, out)

    def _paragraph(self, element: Element, out: Lines) -> None:
        self._inline(element, out)
        out.line_end()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._blocks(box, out)

    def _inline(self, element: Element, out: Lines) -> None:
        for item in element:
            name = local(item)
            if name in _SKIP or (name == "r" and self._is_unseen(item)) or (name == "sdt" and _is_placeholder(item)):
                if name == "ffData":
                    out.keep(_form_field(item))
                continue
            if name == "t":
                out.keep((item.text or "").replace("\n", " "))
            elif name in ("tab", "ptab"):
                out.tab()
            elif name in ("br", "cr"):
                out.page() if attribute(item, "type") == "page" else out.line_end()
            elif name == "noBreakHyphen":
                out.keep("-")
            elif name == "softHyphen":
                out.keep("\u00ad")
            elif name == "sym":
                out.keep(_symbol(item))
            elif name == "txbxContent":
                self._boxes.append(item)
            else:
                self._inline(item, out)

    def _table(self, element: Element) -> str:
        table = Table()
        for row in _within(element, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            for cell in _within(row, "tc"):
                out = Lines()
                self._blocks(cell, out)
                span = child(cell, "tcPr", "gridSpan")
                columns = attribute(span, "val") if span is not None else None
                table.cell(out.text(), columns=int(columns) if columns and columns.isdigit() else 1)
            table.row_end()
        return table.text()

    def _is_unseen(self, run: Element) -> bool:
        properties = child(run, "rPr")
        if properties is None:
            return False
        struck = any(_is_on(properties, name) for name in ("strike", "dstrike"))
        self.struck |= struck and any(local(item) == "t" for item in run)
        return struck or _is_on(properties, "vanish")


def _within(element: Element, name: str) -> list[Element]:
    """Rows or cells, also where a content control is wrapped around them."""
    found = []
    for item in element:
        if local(item) == name:
            found.append(item)
        elif local(item) in ("sdt", "sdtContent", "customXml", "ins"):
            found += _within(item, name)
    return found


def _is_on(properties: Element, name: str) -> bool:
    switch = child(properties, name)
    return switch is not None and attribute(switch, "val") not in _OFF


def _is_placeholder(control: Element) -> bool:
    """A content control nobody filled in shows its prompt, which is no text of the note."""
    properties = child(control, "sdtPr")
    return properties is not None and _is_on(properties, "showingPlcHdr")


def _symbol(element: Element) -> str:
    code = attribute(element, "char") or ""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _form_field(element: Element) -> str:
    """A tick box or choice of an older form: its state is an attribute, not text."""
    box, choice = child(element, "checkBox"), child(element, "ddList")
    if box is not None:
        checked = child(box, "checked")
        state = checked if checked is not None else child(box, "default")
        return "[ ] " if state is None or attribute(state, "val") in _OFF else "[x] "
    if choice is not None:
        result, entries = child(choice, "result"), children(choice, "listEntry")
        chosen = attribute(result, "val") if result is not None else "0"
        if chosen and chosen.isdigit() and int(chosen) < len(entries):
            return attribute(entries[int(chosen)], "val") or ""
    return ""
