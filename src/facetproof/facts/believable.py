# ruff: noqa: E501 - one pattern a line
"""Whether a procedure that a note names was done at this encounter, by where it is named and what else is told."""

from __future__ import annotations

import re

from facetproof.facts.calendar import written_dates
from facetproof.facts.gates import Gated
from facetproof.facts.naming import LEAD, Naming
from facetproof.facts.note import Note, Sentence, full_dates
from facetproof.facts.options import TICK
from facetproof.facts.passages import did_after_today, says_done_today
from facetproof.facts.sections import Kind
from facetproof.facts.visit import names_earlier_day
from facetproof.model.chart import Technique


def believable(note: Note, rank: int, found: list[Naming], performed: int, visit: bool) -> bool:
    """Whether the sentences that name a procedure tell of one done at this encounter.

    Args:
        note: the note.
        rank: where they stand: 0 under a heading for it, 1 on a form line, 2 in a title, 3 in the text.
        found: what they name.
        performed: kinds of words for work with a needle in the note.
        visit: whether the note begins as one of a visit.
    """
    if rank <= 1 and _SHEET.search(note.lower, 0, LEAD) is not None:
        return performed >= _AT_LENGTH or is_diary(note)
    if rank <= 1:
        return performed >= 1 or not visit or _had_today(note) or is_diary(note)
    told = any(says_done_today(note, naming.sentence) for naming in found) or _block_today(note, found)
    told = told or (not visit and any(_is_entry(note, naming.sentence) for naming in found))
    told = told or (not visit and any(_writer_did(note, naming.sentence) for naming in found))
    told = told or any(_is_report(note, naming.sentence, performed) for naming in found)
    if rank == 2 and is_diary(note):
        return True
    if rank == 2 and (any(_is_ticked(note, naming.sentence) for naming in found) or _is_named_note(note, visit)):
        return True
    if rank == 2 and not told:
        described = any(section.kind in (Kind.DESCRIPTION, Kind.PROCEDURE) for section in note.sections)
        return performed >= (3 if visit else 0 if described else 1)
    if told and all(naming.technique is Technique.NOT_FACET for naming in found):
        return True
    if any(_says_itself(note, naming.sentence, visit) for naming in found):
        return True
    if told and any(_DOSE.search(note.lower, naming.sentence.start, naming.sentence.end) for naming in found):
        return True
    return performed >= (1 if told else 4 if visit else 2)


def _says_itself(note: Note, sentence: Sentence, visit: bool) -> bool:
    """Whether the sentence that names the procedure says in plain words that it was done today, by the writer in a visit."""
    if MESSAGE.search(note.lower) or not says_done_today(note, sentence):
        return False
    return not visit or _I_DID_TODAY.search(note.lower, sentence.start, sentence.end) is not None


_I_DID_TODAY = re.compile(
    r"\b(?:i|we)\b[^;\n]{0,60}?\b(?:performed|carried out|did|injected|blocked|treated|undertook|denervated|ablated)\b"
)


def is_diary(note: Note) -> bool:
    """Whether a note is the log of the pain after a procedure of the day, handed out with it: "today you had"."""
    return _DIARY.search(note.lower, 0, LEAD) is not None and _HAD_TODAY.search(note.lower, 0, 2 * LEAD) is not None


_DIARY = Gated(
    r"\b(?:diary|(?:pain|block|relief|response) (?:log|record|chart|sheet|score sheet)|recovery (?:record|log|sheet))\b"
)
_SHEET = re.compile(r"\b(?:diary|worksheet|response (?:form|sheet|log)|(?:pain|block|relief) log)\b")
"""A sheet on what a block did: what it names was done before, unless it says "today"."""
_HAD_TODAY = re.compile(
    r"\btoday,? you (?:just )?had\b|\byou (?:just )?had [^.\n]{0,60}\btoday\b|\btoday'?s (?:block|injection|procedure)\b"
)


def _writer_did(note: Note, sentence: Sentence) -> bool:
    """Whether the writer says "I performed …", with nothing in the sentence that tells it as past."""
    start, end = sentence.start, sentence.end
    if _I_DID.search(note.lower, start, end) is None or names_earlier_day(note, start, end):
        return False
    return _RETOLD.search(note.lower, start, end) is None


def _is_ticked(note: Note, sentence: Sentence) -> bool:
    """Whether a box before the name of the procedure is ticked."""
    return _TICKED.match(note.lower, sentence.start) is not None


def _is_named_note(note: Note, visit: bool) -> bool:
    """Whether a note that is none of a visit begins with "Procedure note" or the like."""
    return not visit and _NAMED_NOTE.match(note.lower) is not None


_NAMED_NOTE = re.compile(
    r"\W*(?:[\w&]+ ){0,3}(?:procedure|operative|operation|op|injection|block) (?:note|report|record)\b"
    r"|\W*(?:procedure|operation) \d{1,4}[/-]\d"
)
"""How a note begins that says what it is."""
_TICKED = re.compile(rf"\s*{TICK}")
_DOSE = re.compile(r"\d ?(?:ml|cc)\b")
_ENTRY = 700
"""A note of one entry has at most so many characters."""
MESSAGE = Gated(r"\b(?:sms|text message|mychart|portal message|secure chat|voicemail)\b")
"""Someone writes of what was done, mostly the patient."""
_RETOLD = re.compile(
    r"\b(?:had|has|gave|got|relief|since|after|plan\w*|request\w*|auth\w*|approv\w*|denied|denial|reports?|prior|"
    r"previous|last|for review|schedul\w*|need\w*)\b"
)


def _is_entry(note: Note, sentence: Sentence) -> bool:
    """Whether a short note is one entry of a log: its date and what was done on one line, nothing told as past."""
    if len(note.text) >= _ENTRY or MESSAGE.search(note.lower):
        return False
    start, end = sentence.start, sentence.end
    if " | " in note.lower:
        start = note.lower.rfind("\n", 0, start) + 1
        end = max(end, note.lower.find("\n", end), len(note.lower) if "\n" not in note.lower[end:] else end)
    return _RETOLD.search(note.lower, start, end) is None and any(
        written.date is not None for written in written_dates(note.lower, start, end)
    )


def _is_report(note: Note, sentence: Sentence, performed: int) -> bool:
    """Whether a letter says "I treated … on" its one date: with nothing told as past, or with the work told at length."""
    if _I_DID.search(note.lower, sentence.start, sentence.end) is None:
        return performed >= 1 and _is_account(note, sentence)
    first, last = (sentence.start, sentence.end) if performed >= _AT_LENGTH else (0, len(note.lower))
    if any(not m[0].startswith("need") for m in _RETOLD.finditer(note.lower, first, last)):
        return False
    days = note.memo(full_dates)
    return len({written.date for written in days}) == 1 and sentence.start <= days[0].start < sentence.end


def _is_account(note: Note, sentence: Sentence) -> bool:
    """Whether "she had …" on the one date of a letter is followed by how it was done, and by nothing of what came of it."""
    if _WAS_DONE.search(note.lower, sentence.start, sentence.end) is None:
        return False
    if any(m[0] not in ("had", "has", "gave") for m in _RETOLD.finditer(note.lower)):
        return False
    days = note.memo(full_dates)
    return len({written.date for written in days}) == 1 and sentence.start <= days[0].start < sentence.end


_WAS_DONE = re.compile(
    r"\b(?:had|underwent|received)\b|\b(?:was|were) (?:\w+ )?(?:performed|carried out|done|undertaken|injected|blocked|treated)\b"
)
_AT_LENGTH = 3
"""So many kinds of words for work with a needle: an account of a procedure."""
_I_DID = re.compile(
    r"\b(?:i|we) (?:have |then )?(?:treated|performed|carried out|did|injected|blocked|undertook|ablated|denervated|lesioned|numbed|"
    r"anaesthetised|anesthetized)\b"
)


def _had_today(note: Note) -> bool:
    """Whether a sentence says that "her denervation" or the like was done today."""
    return any(
        says_done_today(note, sentence) and _SOME_BLOCK.search(note.lower, sentence.start, sentence.end)
        for sentence in note.sentences
    )


def _block_today(note: Note, found: list[Naming]) -> bool:
    """Whether a sentence before says that "the block" was done today, and the nerves or joints are told after it."""
    for naming in found:
        at = note.sentences.index(naming.sentence)
        if did_after_today(note, at):
            return True
        following = note.sentences[at + 1] if at + 1 < len(note.sentences) else None
        if following and _THESE.match(note.lower, following.start) and says_done_today(note, following):
            return True
        for sentence in note.sentences[max(0, at - 2) : at]:
            if says_done_today(note, sentence) and _SOME_BLOCK.search(note.lower, sentence.start, sentence.end):
                return True
    return False


_THESE = re.compile(r"(?:these|this|they|it|the (?:procedure|injections?|blocks?|ablation)) (?:was|were)\b")
"""What opens a sentence about the procedure just named."""
_SOME_BLOCK = re.compile(r"\b(?:block|blocks|injections?|procedure|denervation|ablation)\b")
