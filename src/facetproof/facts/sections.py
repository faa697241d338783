# ruff: noqa: E501 - one pattern a line reads better than a wrapped one
"""Headings and labels of a note → its sections, in any style: capital headings, "Label: value" lines, SOAP.

A known heading opens a section that lasts to the next one. A *field* ("Sedation: none") covers its own line, after which
the section before it goes on. An unknown label names its sentence but opens nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.done_today import done_within, told_as_done
from facetproof.facts.row_labels import row_labels
from facetproof.facts.section_kinds import Kind, Section, kind_of, words_of

__all__ = ["Heading", "Kind", "Section", "headings", "kind_of", "sections", "words_of"]


_BULLET = r"(?:[-*\u2022#>]+[ \t]*|\(?\d{1,2}[.)][ \t]+|\[[ xX]\][ \t]*)?"
_LINE = re.compile(
    rf"^[ \t]*{_BULLET}(?P<label>[A-Za-z][A-Za-z &/()'.-]{{0,48}}?(?:-10|(?<=[a-z]{{3}}) #?\d)?)[ \t]*(?:\([^()\n]{{1,20}}\)[ \t]*)?(?:(?P<colon>:+)|(?P<dash>[ \t]-{{1,2}}(?=[ \t]))|(?P<wide>[ \t]{{3,}}|\t|[ \t]+(?=\[[ xX_]?\]|\([ xX]\)|[\u2610\u2611\u2612\u25a1\u25a0]))|(?P<alone>$))",
    re.MULTILINE,
)
_VALUE_CELL = re.compile(r"[ \t]*(?=[^ \t\n])(?:(?! {3}|\t)[^\n])*(?:\n|$)")
"""The rest of a line that is one cell: a row of a form in two columns."""
_INLINE = re.compile(
    r"(?P<label>[A-Z](?:(?<=[ \t]{2}[A-Z])|(?<=\t[A-Z])|(?<=[.;|] [A-Z])|(?<=[.;]  [A-Z]))[A-Za-z/()-]*(?: [A-Za-z/()-]+){0,4}) ?:$"
)
_IN_CAPITALS = re.compile(
    r"^[ \t]*(?P<label>(?:PRE-?OPERATIVE|POST-?OPERATIVE|PRE-?PROCEDURE|POST-?PROCEDURE) DIAGNOS[IE]S|DATE OF (?:SERVICE|PROCEDURE|OPERATION|SURGERY)|DESCRIPTION OF (?:THE )?(?:PROCEDURE|OPERATION)|PROCEDURES? PERFORMED|OPERATION PERFORMED|PROCEDURES?|OPERATION|AN(?:A)?ESTHESIA|SEDATION|INDICATIONS?|GUIDANCE|CONTRAST|LATERALITY|SIDE|LEVELS?|JOINTS|NERVES|INTENT|COMPLICATIONS|DESCRIPTION|TECHNIQUE|PLAN|DISPOSITION|CONSENT)[ \t]+(?=[A-Z\d])(?!(?:NOTE|REPORT|RECORD|ROOM|IN DETAIL|DETAILS?|DATE|DESCRIPTION|TYPE|NAME|SUITE|PERFORMED|TIME)\b)(?![^\n]*[a-z]{3})",
    re.MULTILINE,
)
"""Headings of dictations all in capitals, which have no mark after them."""
_RUN_IN = re.compile(
    r"^[ \t]*(?P<label>background|history|today|indications?|technique|procedure|plan|description|assessment|impression|exam(?:ination)?|consent|follow-?up|aftercare)\.(?=\s+[A-Z\d])",
    re.MULTILINE | re.IGNORECASE,
)
_DASHED = re.compile(
    r"(?<=[.;] )(?P<label>Procedure|Operation|Indication|Technique|Sedation|Anesthesia|Plan|Assessment|Exam|Levels?|Side)[ ]-{1,2}[ ](?=[A-Z\d])"
)
"""Labels with a dash within running text."""
_BOXED = re.compile(
    r"^[ \t]*(?P<label>[A-Z][A-Z /&'-]{1,30}(?:\([^()\n]{1,12}\))?(?: [A-Z/&]+)?)[ \t]*:?[ \t]+(?=\[ ?[xX]? ?\])",
    re.MULTILINE,
)
"""A label in capitals before the boxes of its line."""
_WIDEST = 80
"""A label and what stands before it on its line have at most so many characters."""
_CAPITALS = re.compile(r"[A-Z][A-Z &/()'-]{2,}(?:-10)?")


class Heading(NamedTuple):
    """A heading or label in the text; `kind` is None where the label is unknown, `row` that of a row of a table."""

    start: int
    end: int
    label: str
    kind: Kind | None
    own_line: bool
    row: bool = False


def headings(text: str) -> list[Heading]:
    """Headings and labels, left to right."""
    found: dict[int, Heading] = {}
    spoken = _ASKED_AND_TOLD.search(text) is not None
    for m in _labelled_lines(text):
        label = words_of(m["label"])
        if spoken and label in ("q", "a"):
            continue
        kind = kind_of(label) if label else None
        if kind is None and _STOP_WITHIN.search(m["label"]):
            continue
        if label == "performed" and not text[m.end() : m.end() + 8].strip(" *:")[:1].isdigit():
            kind = Kind.PROCEDURE
        if label in _PERSONS and m["colon"]:
            kind = Kind.HEADER
        if kind is Kind.PLAN and label.startswith("follow") and _DATED_VISIT.match(text, m.end()):
            kind = Kind.HISTORY
        if label in _MAY_NAME_WORK and _AT_FACET.match(text, m.end()):
            kind = Kind.PROCEDURE
        if label in _EXAMINED and _GUIDED_WORK.match(text, m.end()):
            kind = Kind.PROCEDURE
        if label in _PLACED and _PLACE.match(text, m.end()):
            kind = Kind.FIELD
        if label == "imaging" and _GUIDANCE.match(text, m.end()):
            kind = Kind.FIELD
        if kind is Kind.MEDICATION and _INJECTED.match(text, m.end()):
            kind = Kind.FIELD
        if label in _STIMULATION and _THRESHOLD.match(text, m.end()):
            kind = Kind.FIELD
        own_line = m["alone"] is not None or _rest_is_empty(text, m.end())
        if m["colon"]:
            found[m.start("label")] = Heading(m.start("label"), m.end(), label, kind, own_line)
        elif kind is not None and kind is not Kind.FIELD and (m["alone"] is not None):
            if len(label) > 1 and not m["label"].rstrip().endswith("."):
                found[m.start("label")] = Heading(m.start("label"), m.end(), label, kind, True)
        elif (
            kind is not None
            and len(label) > 1
            and (
                ((m["dash"] or m["wide"]) and _CAPITALS.fullmatch(m["label"].strip()))
                or (m["dash"] and label in _DASHED_LABELS)
            )
        ) or (kind is not None and m["wide"] and _VALUE_CELL.match(text, m.end())):
            found[m.start("label")] = Heading(m.start("label"), m.end(), label, kind, own_line)
    for m in _inline_labels(text):
        label = words_of(m["label"])
        kind = kind_of(label) if label else None
        after_gap = text[m.start("label") - 2 : m.start("label")].isspace()
        # within running text only capitals part what follows; "Anticoagulants: none." is a remark
        parts = after_gap or _CAPITALS.fullmatch(m["label"]) or (kind in _OF_FORMS and _in_run_on_form(text, m, found))
        if kind is not None and m.start("label") not in found and parts:
            found[m.start("label")] = Heading(m.start("label"), m.end(), label, kind, False)
    for m in _BOXED.finditer(text) if "[" in text else ():
        # a line of a form says what it says in its boxes, and nothing of the lines below it
        label, known = words_of(m["label"]), found.get(m.start("label"))
        kind = known.kind if known else kind_of(label)
        kind = Kind.FIELD if kind in (None, Kind.IMAGING, Kind.MEDICATION, Kind.SIGNATURE, Kind.OTHER) else kind
        found[m.start("label")] = Heading(m.start("label"), m.end(), label, kind, False)
    for m in _IN_CAPITALS.finditer(text):
        label = words_of(m["label"])
        found.setdefault(m.start("label"), Heading(m.start("label"), m.end(), label, kind_of(label), False))
    for start, end, label, kind in row_labels(text):
        known = found.get(start)
        found[start] = Heading(start, end, label, known.kind if known and known.kind else kind, False, row=True)
    for m in _DASHED.finditer(text) if " - " in text else ():
        label = words_of(m["label"])
        found.setdefault(m.start("label"), Heading(m.start("label"), m.end(), label, kind_of(label), False))
    for m in _RUN_IN.finditer(text):
        label = words_of(m["label"])
        found.setdefault(m.start("label"), Heading(m.start("label"), m.end(), label, kind_of(label), False))
    return [found[start] for start in sorted(found)]


_STOP_WITHIN = re.compile(r"[a-z]{3}\.\s+[A-Z]")
"""No label has a sentence in it."""
_OF_FORMS = frozenset({Kind.FIELD, Kind.PROCEDURE})


def _in_run_on_form(text: str, m: re.Match[str], found: dict[int, Heading]) -> bool:
    """Whether a label stands on a line that another known label opens: "Side: right. Contrast: none. Sedation: none"."""
    line = text.rfind("\n", 0, m.start("label")) + 1
    return any(
        heading.kind in _OF_FORMS for start, heading in found.items() if line <= start < m.start("label")
    ) and not text.startswith("\n", m.start("label") - 1)


_PERSONS = frozenset({"resident", "fellow", "trainee"})
"""Before a colon they name a person."""
_DASHED_LABELS = frozenset({"plan", "exam", "assessment", "impression"})
"""Labels that a dash may follow at the head of a line."""
_DATED_VISIT = re.compile(r"[ \t]*(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d)\b")
"""What "Follow-up:" holds where it is the title of the visit."""
_ASKED_AND_TOLD = re.compile(r"^[ \t]*Q\d{0,2} ?[:.)][^\n]*\n\s*A\d{0,2} ?[:.)]", re.MULTILINE)
"""A transcript: its "A:" is an answer, no assessment."""


def _labelled_lines(text: str) -> Iterator[re.Match[str]]:
    """Lines that begin with a label; most lines of prose are passed over without the pattern."""
    start, end = 0, len(text)
    while start < end:
        stop = text.find("\n", start)
        stop = end if stop < 0 else stop
        head = text[start : min(stop, start + _WIDEST)]
        if (
            stop - start < _WIDEST
            or ":" in head
            or "   " in head
            or " -" in head
            or "\t" in head
            or "[" in head
            or "(" in head
        ):
            m = _LINE.match(text, start)
            if m is not None:
                yield m
        start = stop + 1


def _inline_labels(text: str) -> Iterator[re.Match[str]]:
    """Labels within a line, found from their colons."""
    colon = text.find(":")
    while colon >= 0:
        m = _INLINE.search(text, max(0, colon - _WIDEST), colon + 1)
        if m is not None:
            yield m
        colon = text.find(":", colon + 1)


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
    return stop < 0 or _LINE.match(text, stop + 1) is not None or _PROSE_LINE.match(text, stop + 1) is not None


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
        if _rest_is_empty(text, body):
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
    if kind in (Kind.TEACHING, Kind.CONSENT) or (paragraph and not _rest_is_empty(text, body)):
        if kind is Kind.CONSENT and label == "consent" and not _rest_is_empty(text, body):
            # "Consent: risks discussed." is a line of its own: wrapped lines have been joined before
            stop = text.find("\n", body, end)
            return end if stop < 0 else stop + 1
        at = body
        while at < end and text[at].isspace():
            at += 1
        return _blank_line(text, at, end)
    if kind is Kind.TREATMENT and _rest_is_empty(text, body):
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


_GUIDANCE = re.compile(
    r"[ \t]*(?:(?:with|by|under) )?(?:fluoro|c-?arm|ct[ -]guid|ultrasound[ -]guid|image int)", re.IGNORECASE
)
"""What "Imaging:" holds where it is a line of a form about the procedure."""
_AT_FACET = re.compile(
    r"(?![^\n]*\b(?:prior|previous|tried|failed|planned|in (?:19|20)\d\d|pt|physical)\b)"
    r"[^\n]{0,40}\b(?:medial branch|mbb|facet (?:joint )?(?:block|inj)|radiofrequency|rfa)",
    re.IGNORECASE,
)
"""What "Treatment:" holds where it names the procedure of the note."""
_MAY_NAME_WORK = frozenset({"treatment", "therapy", "name", "title", "service", "service performed"})
_EXAMINED = frozenset({"exam", "examination", "study", "exam type", "title", "service", "exam performed", "operation"})
_GUIDED_WORK = re.compile(
    r"(?![^\n]*\b(?:tender\w*|sites?|scars?|healed|wound)\b)"
    r"[^\n]{0,60}\b(?:guid(?:ed|ance)|injections?|inj|blocks?|ablation|rfa|radiofrequency|biopsy|discogra\w+|vertebroplasty)\b",
    re.IGNORECASE,
)
"""What "Exam:" of a radiologist's report holds where the examination is a procedure."""
_INJECTED = re.compile(r"[^\n]{0,60}?\d ?(?:ml|cc)\b(?!s?/)", re.IGNORECASE)
"""What "Medications:" holds where they were injected."""
_STIMULATION = frozenset({"motor", "sens", "sensory", "motor test", "sensory test"})
_THRESHOLD = re.compile(r"[ \t]*(?:neg\w*|none|no\b|[<>]? ?\d?\.\d+|\d(?:\.\d+)? ?v)", re.IGNORECASE)
"""What a stimulation through the needle gives: no finding of the examination."""
_PLACED = frozenset({"location", "area", "site", "region", "body part", "area treated", "where"})
_PLACE = re.compile(
    r"[ \t]*(?:(?:left|right|bilateral|lt|rt|b/l|l|r)[ ,]+)*(?:lumbar |cervical |thoracic )?[CTLctl]\d", re.ASCII
)
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


def _rest_is_empty(text: str, start: int) -> bool:
    stop = text.find("\n", start)
    return not text[start : None if stop < 0 else stop].strip()
