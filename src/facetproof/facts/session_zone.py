# ruff: noqa: E501 - one pattern or list a line
"""Statements of a note, and whether what one tells may be an outcome of this session: where it stands decides."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from facetproof.facts.around_procedure import OF_THIS, cues, tells_of_earlier
from facetproof.facts.needle_work import zone_of
from facetproof.facts.note import Note, Sentence
from facetproof.facts.procedure import procedure_of
from facetproof.facts.sections import Kind
from facetproof.facts.work import is_done_here

Zone = Literal["before", "within", "after", "open"]

EVALUATION = frozenset({Kind.HISTORY, Kind.EXAM, Kind.ASSESSMENT})
"""Sections of the evaluation."""
SHORT_LINE = 60
"""A line about an earlier session that is shorter still holds for the line below it."""
_BEFORE_IT = EVALUATION | {Kind.INDICATION, Kind.HEADER, Kind.TREATMENT, Kind.DIAGNOSIS}
_LEAVING = re.compile(r"\b(?:disposition|dispo|discharge|post|recovery|observation|call|phone|telephone)\b")
_INSTRUCTIONS = re.compile(r"\b(?:instructions?|plan|care|orders?|goals?|precautions?|criteria)\b")
_IN_RECOVERY = re.compile(
    r"\b(?:on|at|before|prior to|in|upon) (?:the )?(?:discharge|leaving|recovery|pacu)\b|\bpost-?procedur\w+ (?:pain|score|nrs|vas)\b"
)


class Statement(NamedTuple):
    """Sentences parted by nothing but a semicolon or a gap on one line; `sentence` is the first."""

    start: int
    end: int
    sentence: Sentence


def statements(note: Note) -> list[Statement]:
    """All statements of a note, left to right."""
    return note.memo(_statements)


def _statements(note: Note) -> list[Statement]:
    found: list[Statement] = []
    for sentence in note.sentences:
        last = found[-1] if found else None
        if (
            last is not None
            and note.lower[last.end - 1] not in ".!?"
            and sentence.kind is last.sentence.kind
            and note.lower.find("\n", last.end, sentence.start) < 0
        ):
            found[-1] = last._replace(end=sentence.end)
        else:
            found.append(Statement(sentence.start, sentence.end, sentence))
    return found


def plain(note: Note) -> str:
    """`note.lower` with spaces for the strokes in names of an export: "vas_pre"; for `Note.memo`."""
    return note.lower.replace("_", " ")


def is_earlier(note: Note, at: int) -> bool:
    """Whether the statement of this number tells of an earlier session; the title of the procedure does not."""
    known = note.memo(_known)
    if at not in known:
        statement = statements(note)[at]
        done = procedure_of(note)
        title = done is not None and bool(done.titles) and done.titles[0].sentence.start == statement.start
        known[at] = not title and tells_of_earlier(note, statement.start, statement.end)
    return known[at]


def follows_earlier(note: Note, at: int) -> bool:
    """Whether the statement before tells of an earlier session, on the same line or on a short one above."""
    if at == 0 or not is_earlier(note, at - 1):
        return False
    before = statements(note)[at - 1]
    return before.end - before.start < SHORT_LINE or same_line(note, at)


def same_line(note: Note, at: int) -> bool:
    """Whether a statement stands on the line of the one before it."""
    if at == 0:
        return False
    before, here = statements(note)[at - 1 : at + 1]
    return note.lower.find("\n", before.end, here.start) < 0


def _known(_: Note) -> dict[int, bool]:
    return {}


def session_zone(note: Note, statement: Statement) -> Zone | None:
    """Before, within or after the needle work; `open` where no work is told; None where no outcome of today is told."""
    sentence = statement.sentence
    zone = zone_of(note, statement.start)
    if is_done_here(note, sentence) or (sentence.kind is Kind.DIAGNOSIS and sentence.body == sentence.start):
        # a line below a diagnosis without a heading of its own belongs to the session
        return zone or "open"
    if sentence.kind in _BEFORE_IT:
        if zone == "after":
            return "after" if _says_after(note, statement) else None
        told = zone is None and _IN_RECOVERY.search(note.lower, statement.start, statement.end) is not None
        return "after" if told else "before"
    if sentence.kind is Kind.PLAN and zone != "before":
        if _LEAVING.search(sentence.label) and not _INSTRUCTIONS.search(sentence.label):
            return "after"
        return "after" if OF_THIS.search(note.lower, statement.start, statement.end) else None
    return None


def label_says(statement: Statement) -> str | None:
    """What the heading or label above a statement says of when: `before`, `after`."""
    label = statement.sentence.label
    if "diagnos" in label or "consent" in label:
        return None
    told = {cue.when for cue in cues(label, 0, len(label)) if cue.when != "now"}
    return told.pop() if len(told) == 1 else None


def _says_after(note: Note, statement: Statement) -> bool:
    """Whether a statement below the needle work, in a section of the evaluation, says that it is of after it."""
    lower, start, end = note.lower, statement.start, statement.end
    if label_says(statement) == "after" or OF_THIS.search(lower, start, end):
        return True
    return any(cue.when == "after" for cue in cues(lower, start, end))
