# ruff: noqa: E501 - one pattern a line reads better than a wrapped one
"""The headings of a note → its sections.

A known heading opens a section that lasts to the next one. A *field* ("Sedation: none") covers its own line, after which
the section before it goes on. An unknown label names its sentence but opens nothing.
"""

from __future__ import annotations

import re

from facetproof.facts.done_today import done_within, told_as_done
from facetproof.facts.headings import LABELLED_LINE, Heading, headings, rest_is_empty
from facetproof.facts.section_kinds import Kind, Section, kind_of, words_of

__all__ = ["Heading", "Kind", "Section", "headings", "kind_of", "sections", "words_of"]


def sections(text: str, found_headings: list[Heading]) -> list[Section]:
    """The sections of a text under its headings, without gaps, left to right."""
    found: list[Section] = []
    kind, label, start, body = Kind.TITLE, "", 0, 0
    lasting, lasting_label = Kind.OTHER, ""
    aside: int | None = None
    row = False

    def close(end: int) -> None:
        if end > start:
            found.append(Section(kind, label, start, min(body, end), end))

    for heading in found_headings:
        if heading.kind is None:
            continue
        stop = min(aside or heading.start, _field_stop(text, kind, label, body, heading.start))
        stop = min(stop, _blank_line(text, body, heading.start)) if row else stop
        if stop < heading.start:
            close(stop)
            kind, label, start, body = lasting, lasting_label, stop, stop
        close(heading.start)
        kind, label, start, body = heading.kind, heading.label, heading.start, heading.end
        aside, row = _aside_stop(text, heading), heading.row
        if (
            kind not in _PASSING
            and not _of_boxes(text, heading.end)
            and not _is_aside(text, heading)
            and not _is_paragraph(heading)
        ):
            lasting, lasting_label = (Kind.OTHER, "") if _is_one_line(text, heading) else (kind, label)
    stop = min(aside or len(text), _field_stop(text, kind, label, body, len(text)))
    stop = min(stop, _blank_line(text, body, len(text))) if row else stop
    if stop < len(text):
        close(stop)
        kind, label, start, body = lasting, lasting_label, stop, stop
    close(len(text))
    found = [part for section in found for part in done_within(text, section)]
    worked = max((s.start for s in found if s.kind in (Kind.PROCEDURE, Kind.DESCRIPTION)), default=-1)
    return [told_as_done(text, section, section.start < worked) for section in found]


_PASSING = frozenset({Kind.FIELD, Kind.HEADER, Kind.SIGNATURE, Kind.TEACHING, Kind.CONSENT})


_FULL_STOP = re.compile(r"\.\s+(?=[A-Z\d])|\n")


_PROSE_LINE = re.compile(r"[A-Z][a-z']+ (?![^\n]{0,60}:)[^\n]{60,}\. [A-Z]")


_NEXT_FIELD = re.compile(r"[ \t]*[A-Z][A-Za-z /()'-]{2,40}:[ \t]*\S")


def _is_one_line(text: str, heading: Heading) -> bool:
    """Whether a diagnosis or an indication is told on its heading's line, so that nothing below belongs to it.

    Nor does what stands below a list of treatments in prose.
    """
    if heading.kind is Kind.TREATMENT and heading.own_line:
        return _list_stop(text, heading.end, len(text)) < len(text)
    if heading.kind not in (Kind.INDICATION, Kind.DIAGNOSIS) or heading.own_line:
        return False
    stop = text.find("\n", heading.end)
    return stop < 0 or LABELLED_LINE.match(text, stop + 1) is not None or _PROSE_LINE.match(text, stop + 1) is not None


def _is_paragraph(heading: Heading) -> bool:
    """Whether drugs, relatives, vital signs, goals or instructions stand on their heading's line: a paragraph, no section."""
    if heading.own_line or heading.kind is None:
        return False
    return heading.kind in (Kind.MEDICATION, Kind.FAMILY) or _ONE_PARAGRAPH.match(heading.label) is not None


_ONE_PARAGRAPH = re.compile(r"(?:vitals?|goals?|allerg\w+|(?:[a-z]+ ){0,3}instructions)\b")


def _is_aside(text: str, heading: Heading) -> bool:
    """Whether a label within running text only opens a remark: "… rupture. MRI: 9 mm cyst. Contrast was given"."""
    within = heading.start > 0 and "\n" not in text[max(0, heading.start - 3) : heading.start]
    return within and heading.kind in (Kind.IMAGING, Kind.MEDICATION)


def _is_mixed_field(text: str, heading: Heading) -> bool:
    """Whether a label in mixed case stands after a full stop within a line: its value ends with its sentence."""
    before = text[max(0, heading.start - 2) : heading.start]
    return (
        heading.kind is Kind.FIELD
        and before.endswith((". ", "; "))
        and not text[heading.start : heading.start + 2].isupper()
    )


def _aside_stop(text: str, heading: Heading) -> int | None:
    """Where such a remark ends, or a diagnosis told on its line above another field; None for other headings."""
    if heading.kind is Kind.DIAGNOSIS and not heading.own_line:
        stop = text.find("\n", heading.end)
        if stop >= 0 and (_NEXT_FIELD.match(text, stop + 1) or _PROSE_LINE.match(text, stop + 1)):
            return stop + 1
    if not _is_aside(text, heading) and not _is_mixed_field(text, heading):
        return None
    m = _FULL_STOP.search(text, heading.end)
    return m.end() if m else None


def _field_stop(text: str, kind: Kind, label: str, body: int, end: int) -> int:
    """Where a field (its line) or standing text (its paragraph) ends; `end` for all others."""
    boxes = _BOX_LINES.match(text, body) if label else None
    if boxes is not None:
        return min(boxes.end(), end)
    if kind in (Kind.FIELD, Kind.HEADER, Kind.SIGNATURE):
        if not label:
            return end
        if rest_is_empty(text, body):
            # the value stands below the heading: it lasts to the next blank line after it
            at = body
            while at < end and text[at].isspace():
                at += 1
            line = text.find("\n", at, end)
            one = kind is Kind.HEADER or _DATE_LABEL.search(label) or text[at:line].rstrip().endswith(".")
            return line + 1 if one and line >= 0 else _blank_line(text, at, end)
        stop = text.find("\n", body, end)
        stop = end if stop < 0 else stop + 1
        bar = text.find(" | ", body, stop)
        stop = stop if bar < 0 else bar + 3
        m = _DATE_ONLY.match(text, body, stop) if kind is Kind.FIELD and _DATE_LABEL.search(label) else None
        return m.end() if m else stop
    paragraph = kind in (Kind.MEDICATION, Kind.FAMILY) or _ONE_PARAGRAPH.match(label) is not None
    if kind in (Kind.TEACHING, Kind.CONSENT) or (paragraph and not rest_is_empty(text, body)):
        if kind is Kind.CONSENT and label == "consent" and not rest_is_empty(text, body):
            # "Consent: risks discussed." is a line of its own: wrapped lines have been joined before
            stop = text.find("\n", body, end)
            return end if stop < 0 else stop + 1
        at = body
        while at < end and text[at].isspace():
            at += 1
        return _blank_line(text, at, end)
    if kind is Kind.TREATMENT and rest_is_empty(text, body):
        return _list_stop(text, body, end)
    return end


_BOX_LINES = re.compile(r"[ \t]*\[ ?[xX]? ?\][^\n]*(?:\n[ \t]*\[ ?[xX]? ?\][^\n]*)*\n?")


_BOX = re.compile(r"[ \t]*\[ ?[xX]? ?\]")


def _of_boxes(text: str, body: int) -> bool:
    """Whether a heading's value is a row of boxes: it ends with the last line that a box opens."""
    return _BOX.match(text, body) is not None


def _list_stop(text: str, body: int, end: int) -> int:
    """Where a list of treatments below its heading ends: at a blank line before prose; `end` where they are told in prose."""
    at = body
    while at < end and text[at].isspace():
        at += 1
    stop = _blank_line(text, at, end)
    rows = text[at:stop].strip("\n").split("\n")
    listed = sum(_ROW.match(row) is not None for row in rows)
    return stop if listed and listed >= len(rows) - 1 and _PROSE_AFTER_LIST.match(text, stop, end) else end


_ROW = re.compile(
    r"[ \t]*(?:[-*\u2022+>]|\(?\d{1,2}[.)]|#\d|\d{1,2}[/.-]\d|\d{4}|[A-Z][a-z]{2,8}\.? \d{4}|[^\n]*(?:\t| {3,}|\|))"
)


_PROSE_AFTER_LIST = re.compile(r"\s*[A-Z][a-z']+ (?![^\n]{0,40}:)[^\n]{40,}")


_DATE_LABEL = re.compile(r"^(?:dos|performed(?: on)?)$|\bdates?\b")


_DATE_ONLY = re.compile(
    r"[ \t:*]*(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d|[A-Z][A-Za-z]{2,8}\.? \d{1,2},? \d{4}|"
    r"\d{1,2} [A-Z][A-Za-z]{2,8} \d{4})[ \t]*[.;,]*[ \t]+(?=\S)"
)
"""A date at the head of a line that goes on with something else."""


_BLANK = re.compile(r"\n[ \t]*\n")


def _blank_line(text: str, start: int, end: int) -> int:
    m = _BLANK.search(text, start, end)
    return end if m is None else m.end()
