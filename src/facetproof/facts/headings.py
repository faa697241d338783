# ruff: noqa: E501 - one pattern a line reads better than a wrapped one
"""Headings and labels of a note in any style: capital headings, "Label: value" lines, SOAP, labels within a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.row_labels import row_labels
from facetproof.facts.section_kinds import Kind, kind_of, words_of

_BULLET = r"(?:[-*\u2022#>]+[ \t]*|\(?\d{1,2}[.)][ \t]+|\[[ xX]\][ \t]*)?"


LABELLED_LINE = re.compile(
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


_DATED = re.compile(
    r"^[ \t]*(?P<label>(?:Procedure|Operation|PROCEDURE|OPERATION)[ \t]+)(?=\(?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d)\)?[ \t]*:)",
    re.MULTILINE,
)
"""The heading of the procedure with its date before the colon; several of them are a list of earlier ones."""


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
        own_line = m["alone"] is not None or rest_is_empty(text, m.end())
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
    dated = list(_DATED.finditer(text))
    if len(dated) == 1:
        m = dated[0]
        found.setdefault(m.start("label"), Heading(m.start("label"), m.end(), "procedure", Kind.PROCEDURE, False))
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
            m = LABELLED_LINE.match(text, start)
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


def rest_is_empty(text: str, start: int) -> bool:
    """Whether nothing stands on the rest of the line."""
    stop = text.find("\n", start)
    return not text[start : None if stop < 0 else stop].strip()
