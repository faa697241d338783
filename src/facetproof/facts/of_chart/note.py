"""The note itself: signed, dated, without contradiction, measured, written anew."""

from __future__ import annotations

import re

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.clones import share_copied
from facetproof.facts.values import UNKNOWN, Value
from facetproof.model.finding import Reason

_VAGUE = re.compile(
    r"\b(?:felt|feels|feeling|did|does|doing|much|somewhat|significantly|greatly|markedly)\s+better\b"
    r"|\b(?:good|great|excellent|significant|dramatic|marked|substantial|moderate|some|nice|adequate)\s+"
    r"(?:pain\s+)?(?:relief|improvement|response)\b"
    r"|\bresponded\s+well\b|\bpain\s+(?:was\s+|is\s+)?(?:much\s+)?(?:better|improved)\b",
    re.IGNORECASE,
)


@fact("note.given", "truth", "a document is given")
def given(case: Case) -> Value:
    """True where the chart holds a document; unknown otherwise."""
    return Value(True, ("documents",)) if case.chart.documents else UNKNOWN


@fact("note.dated", "truth", "the note has a date")
def dated(case: Case) -> Value:
    """True where the session or one of the documents is dated; unknown otherwise."""
    if case.dos is not None:
        return Value(True, (f"{case.root}.dos",))
    at = next((n for n, d in enumerate(case.chart.documents or ()) if d.date is not None), None)
    return case.silent(f"{case.root}.dos") if at is None else Value(True, (f"documents.{at}.date",))


@fact("note.consistent", "truth", "no two statements in the record exclude each other")
def consistent(case: Case) -> Value:
    """True where no contradiction was found; unknown, never false, where one was: one question settles it."""
    conflicts = tuple(conflict.path for conflict in case.chart.conflicts or ())
    return Value(None, conflicts, Reason.CONFLICTING) if conflicts else Value(True, ("documents",))


@fact("note.response_measured", "truth", "the response to this session is told in numbers")
def response_measured(case: Case) -> Value:
    """True with a percentage, a score or a duration; false where it is told in words only."""
    session = case.session
    if session is None or case.planned:
        return UNKNOWN
    if session.relief is not None or session.pain_after is not None:
        return Value(True, ("session.relief", "session.pain_after"))
    told = [vague.path for vague in case.chart.vague or () if ".relief" in vague.path]
    told += [f"documents.{n}" for n, d in enumerate(case.chart.documents or ()) if d.text and _VAGUE.search(d.text)]
    return Value(False, tuple(told), Reason.VAGUE) if told else UNKNOWN


@fact("note.response_told", "truth", "a response to this session is told, in numbers or in words")
def response_told(case: Case) -> Value:
    """True where something is told of the response; unknown otherwise."""
    measured = response_measured(case)
    return UNKNOWN if measured.value is None else Value(True, measured.paths)


@fact("note.share_copied", "number", "share of the note's words copied unchanged from an earlier note")
def copied(case: Case) -> Value:
    """0 to 1, for the latest dated note; unknown where there is no earlier note or too little text."""
    notes = [(d.date, n, d.text) for n, d in enumerate(case.chart.documents or ()) if d.date and d.text]
    if not notes:
        return UNKNOWN
    last, at, text = max(notes)
    share = share_copied(text, [t for day, _, t in notes if day < last])
    return UNKNOWN if share is None else Value(share, (f"documents.{at}",))
