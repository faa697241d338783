"""XML bytes → element tree, for C-CDA and DOCX. Entities, other files and endless nesting are refused."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError  # types only; parsing is defusedxml's

from facetproof.errors import InputError

MAX_DEPTH = 250


def parse_xml(data: bytes, *, where: str) -> Element:
    """The root element.

    Raises:
        InputError: `xml-unsafe` where the document defines entities or points to other files, `xml-too-deep`,
            `xml-broken` with line and column.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data)
    except DefusedXmlException:
        raise InputError(
            "xml-unsafe",
            "The XML defines entities or points to other files",
            where=where,
            todo="Notes need neither; check where the file comes from.",
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        line, column = getattr(error, "position", (0, 0))
        place = f"{where}, line {line}, column {column + 1}" if line else where
        raise InputError(
            "xml-broken", "The XML is not well formed", where=place, todo="Check that the export is complete."
        ) from None
    _refuse_deep(root, where)
    return root


def local(element: Element) -> str:
    """The element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of names without namespaces."""
    for name in path:
        if element is None:
            return None
        element = next((item for item in element if local(item) == name), None)
    return element


def children(element: Element | None, name: str) -> list[Element]:
    """The child elements of a name."""
    return [] if element is None else [item for item in element if local(item) == name]


def _refuse_deep(root: Element, where: str) -> None:
    rank, depth = [root], 0
    while rank:
        depth += 1
        if depth > MAX_DEPTH:
            raise InputError(
                "xml-too-deep",
                f"The XML is nested more than {MAX_DEPTH} deep",
                where=where,
                todo="No note is; check where the file comes from.",
            )
        rank = [item for element in rank for item in element]
