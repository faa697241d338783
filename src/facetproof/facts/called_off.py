# ruff: noqa: E501 - one pattern a line
"""Whether a note says that its procedure was not begun, or only asks for one."""

from __future__ import annotations

import re

from facetproof.facts.calendar import written_dates
from facetproof.facts.gates import Gated
from facetproof.facts.note import Note
from facetproof.facts.readers.injectates.phrases import AGENTS
from facetproof.facts.spine_words import spine_words
from facetproof.facts.work import is_done_here, kinds_of_work


def is_called_off(note: Note) -> bool:
    """Whether the note says that the procedure was not begun."""
    if _REQUESTED.search(note.lower) or (_ORDERED.search(note.lower) and kinds_of_work(note) <= 1) or _is_handout(note):
        return True
    for m in _CALLED_OFF.finditer(note.lower):
        sentence = note.sentence_at(m.start())
        context = note.context(m.start(), m.end())
        if _BEGUN_AFTER.search(m[0]) is None and _is_begun(note):
            continue
        if is_done_here(note, sentence) and not (context.hypothetical or context.historical or context.family):
            return True
    return False


def _is_begun(note: Note) -> bool:
    """Whether a drug was given at a nerve or joint before the rest was cancelled."""
    for sentence, _ in note.sentences_with(AGENTS):
        lower, start, end = note.lower, sentence.start, sentence.end
        m = _PUT_IN.search(lower, start, end)
        if m is None or not spine_words(lower, start, end) or not is_done_here(note, sentence):
            continue
        context = note.context(*m.span())
        if context.asserted and not context.planned and not context.historical:
            return True
    return False


_BEGUN_AFTER = re.compile(r"\b(?:no|before|prior|withdr\w+)\b")
"""What says itself that nothing was begun."""
_PUT_IN = re.compile(r"\b(?:injected|deposited|instilled|blocked|administered|given)\b")


def _is_handout(note: Note) -> bool:
    """Whether the text tells patients how it is done: named a handout, without a date or anything past."""
    lower = note.lower
    return _HANDOUT.search(lower) is not None and _WAS.search(lower) is None and not any(written_dates(lower))


_CALLED_OFF = Gated(
    r"\b(?:procedure|injections?|block|blocks|ablation|rfa|mbb) (?:(?:is|was|were|has been|had to be) )?(?:then )?"
    r"(?:cancell?ed|postponed|called off|not (?:performed|started|begun)|aborted (?:before|prior))\b"
    r"|\b(?:abort\w+|stopped|halted|terminated|abandoned|discontinued|cancell?ed) (?:before|prior to) (?:any |the |a )?(?:needles?|injections?|start\w*|skin|prep\w*|procedure)\b"
    r"|\b(?:did not|didn't|decided not to|elected not to|unable to) (?:go ahead|proceed)\b(?! (?:with|to) (?:the )?(?:second|other|left|right|remaining|next))"
    r"|\bwithdrew (?:her |his |their |the )?consent\b|\bconsent (?:was )?withdrawn\b|\bno needles? (?:was |were )?(?:placed|inserted|advanced)\b"
    r"|\bcase (?:was |is )?(?:then )?cancell?ed\b|\bno (?:procedure|injection|block|ablation) (?:was |were )?(?:performed|done|given)\b"
)
_REQUESTED = Gated(
    r"^[ \t*-]*(?:procedure|service|treatment)s? requested[ \t]*:|^[ \t*-]*requested (?:procedure|service)s?[ \t]*:",
    re.MULTILINE,
)
"""A form that asks for a procedure."""
_HANDOUT = Gated(
    r"\b(?:(?:hand-?out|leaflet|brochure)(?! (?:was |were )?(?:given|provided|reviewed))|patient (?:information|education)|information sheet)\b"
)
_WAS = re.compile(r"\b(?:was|were)\b")
_ORDERED = re.compile(
    r"^[ \t*-]*(?:order |procedure |request )?status[ \t]*[:|-][ \t]*(?:ordered|scheduled|pending|planned(?! (?:discharge|admission|transfer))|requested|"
    r"cancell?ed|not (?:done|performed)|awaiting)\b|^[ \t]*(?:procedure|injection|block) (?:order|request|booking|"
    r"requisition|scheduling)(?: form| sheet)?[ \t]*$|^[ \t]*orders?[ \t]*:(?![^\n]*\b(?:mg|mcg|prn)\b)|^[ \t]*(?:\w+ ){0,2}(?:scheduling|booking) (?:request|form|sheet)[ \t]*$",
    re.MULTILINE,
)
"""A form that orders a procedure."""
