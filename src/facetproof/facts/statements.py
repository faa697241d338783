# ruff: noqa: E501 - one pattern a line
"""Statements of the evaluation: a pattern found, and whether the note asserts or denies it of this patient, now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.phrases import Lexicon
from facetproof.facts.sections import Kind, kind_of, words_of

_CONDITION = re.compile(
    r"\b(?:if(?! you (?:could|would|can)\b)|unless|whether|in case|in the event|should (?:he|she|the|this|it|there))\b"
)
_AFTER_DENIED = re.compile(
    r"^(?:[\w ,/()'-]{0,30}?)(?:\b(?:is|are|was|were|has|have)\b[\w ]{0,12}?)?\b"
    r"(?:absent|denied|negative|neg|not present|not (?:noted|reported|elicited|appreciated)|resolved|gone|"
    r"eradicated|none)\b"
    r"|^\)?(?:\s\w+){0,2}(?:\s?\([^()\n]{0,30}\))?\s*[:=?]\s*(?:(?:[\[(]\s?[x*\u2713\u2714]\s?[\])]|[\u2611\u2612])\s*)?"
    r"(?:no|none|absent|negative|neg|denie[sd]|nil|n)\b|^\s*\((?:-|neg|negative)\)"
    r"|^\s*(?:\[\s?[x*]\s?\]|\(x\)|[☑☒])\s*(?:no|none|negative|absent|denied)\b"
)
#: A label whose options nobody ticked: they are spaces in the lower text, boxes in the text itself.
_NO_ANSWER = re.compile(r"(?: \w+){0,2}[ \t]*[:=]?[ \t]{3,}+(?![\[(\u2611\u2612x])")
_BOX = re.compile(r"\[\s{0,3}\]|\(\s{0,3}\)|[\u2610\u25a1\u25cb]")
_TICKED = re.compile(r"(?:\[[x*]\]|\(x\)|[\u2611\u2612\u2713\u2714])[^\[\]()\n]*$")
_BESIDE = 30
"""A ticked box stands so near before its option."""
_NEG_FOR = re.compile(r"\bneg\.? for\b[^.;]{0,70}$|\bneg\.? (?:\w+ )?$|\(-\) ?(?:\w+ ){0,2}$")
_TURN = re.compile(r"^\[?(doctor|patient|clinician)\]?:? ", re.MULTILINE)
_DRAWN = re.compile(r"^[ \t]*(?:[-_=*]{5,}[ \t]*$|(?:clinic|visit|progress|clinical) note\b)", re.MULTILINE)
_DIALOGUE = re.compile(r"^=+ *dialog(?:ue)? *=+", re.MULTILINE)


def either(*alternatives: str) -> Gated:
    """One pattern of whole words out of several alternatives, for lower-case text."""
    return Gated(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")


class Statement(NamedTuple):
    """A pattern found at `lower[start:end]` of a note, asserted (`value` true) or denied."""

    value: bool
    start: int
    end: int


def dialogue_span(note: Note) -> tuple[int, int]:
    """Where a transcript of the conversation begins and ends; nothing where there is none.

    It ends at the line drawn below its last speaker, before a note, else with the text.
    """
    length = len(note.lower)
    marked = _DIALOGUE.search(note.lower) if "dialog" in note.lower else None
    turns = list(_TURN.finditer(note.lower)) if any(speaker in note.lower for speaker in _SPEAKERS) else []
    if not marked and (len(turns) < _FEWEST_TURNS or len({m[1] for m in turns}) < 2):
        return length, length
    drawn = _DRAWN.search(note.lower, turns[-1].end()) if turns else None
    return (marked or turns[0]).start(), drawn.start() if drawn else length


_SPEAKERS = ("doctor", "clinician")
_FEWEST_TURNS = 3


def in_dialogue(note: Note, place: int) -> bool:
    """Whether a place lies in a transcript of the conversation rather than in the note."""
    start, end = note.memo(dialogue_span)
    return start <= place < end


def of_this_patient(note: Note, start: int, end: int) -> bool:
    """Whether a span speaks of this patient as a fact: no condition, teaching text, relative or unanswered question."""
    context = note.context(start, end)
    left_open = _NO_ANSWER.match(note.lower, end)
    ticked = _TICKED.search(note.lower, max(0, start - _BESIDE), start)
    if left_open and not ticked and _BOX.search(note.text, end, left_open.end()):
        return False
    if context.family or context.consent or context.teaching:
        return False
    sentence = note.sentence_at(start)
    return _CONDITION.search(note.lower, sentence.start, start) is None and not _is_supposed(note.lower, start, end)


def _is_supposed(lower: str, start: int, end: int) -> bool:
    """Whether the words beside a span look for it or hold it for possible ("r/o radiculopathy", "it may develop")."""
    return (
        _LOOKED_FOR.search(lower, max(0, start - _BEFORE), start) is not None or _MAY_COME.match(lower, end) is not None
    )


_BEFORE = 48
_LOOKED_FOR = Gated(
    r"\b(?:r/o|rule[- ]out|ruling out|suspicion of|"
    r"(?:evaluat\w+|assess\w*|screen\w*|work-?up|look\w*|monitor|watch|concern\w*|suspicion|test\w*) for|"
    r"suspected|possibl[ey]|question of|questionable|\bvs\.?|versus|potential|(?<=axial) >) (?:\w+ ){0,2}$"
)
_MAY_COME = re.compile(
    r" (?:\w+ )?(?:may|might|could|can) (?:\w+ )?(?:develop|occur|result|follow|happen|return)\b| (?:is|was|seems|were|are) (?:felt |thought |considered )?(?:to be )?(?:unlikely|possible|suspected|less likely|not likely)\b"
)


_ANSWER = 4
"""Characters of " No." after a question."""


def denied(note: Note, start: int, end: int) -> bool:
    """Whether a span is denied, before it ("denies …") or after it ("… is absent")."""
    sentence = note.sentence_at(start)
    if note.context(start, end).negated or _NEG_FOR.search(note.lower, sentence.start, start):
        return True
    # "Radicular pain? No": the answer stands after the mark that ends the sentence
    stop = sentence.end + _ANSWER if note.lower.startswith("?", sentence.end - 1) else sentence.end
    return _AFTER_DENIED.match(note.lower[end : min(stop, end + 60)]) is not None


def statements(note: Note, cues: Lexicon, pattern: Gated, without: Iterable[Kind] = ()) -> Iterator[Statement]:
    """Where the pattern is asserted or denied of this patient.

    Args:
        note: the note.
        cues: words of which a sentence must hold one before the pattern is tried.
        pattern: over lower-case text.
        without: kinds of section to leave out.
    """
    skipped = frozenset(without)
    for sentence, _ in note.sentences_with(cues):
        if sentence.kind in skipped:
            continue
        for m in pattern.finditer(note.lower, sentence.start, sentence.end):
            if of_this_patient(note, m.start(), m.end()):
                yield Statement(not denied(note, m.start(), m.end()), m.start(), m.end())


def told(path: str, found: Iterable[Statement], reader: str, note: Note) -> Iterator[Sighting]:
    """Sightings of a truth: the note before the dialogue, and an assertion before a general denial.

    A specific finding outweighs a general "normal", so the denials are dropped where anything is asserted.
    """
    seen = list(found)
    written = [s for s in seen if not in_dialogue(note, s.start)]
    seen = written or seen
    asserted = [s for s in seen if s.value]
    for statement in asserted or seen:
        yield Sighting(path, statement.value, statement.start, statement.end, reader)


def kind_here(note: Note, sentence: Sentence) -> Kind:
    """The kind of section a sentence stands in, nearer than headings tell.

    A label within running text ("… root. Exam: weak EHL") counts for its own sentence, and a paragraph below the one
    that a heading such as "MRI:" opens is no longer about images, examination or drugs.
    """
    label, colon, _ = note.lower[sentence.start : min(sentence.end, sentence.start + 26)].partition(":")
    if colon and sentence.body == sentence.start:
        named = kind_of(words_of(label))
        if named is not None:
            return named
    if sentence.kind is Kind.PROCEDURE:
        # "Procedure: right L4-5 block" is told on its line; a heading of its own opens a list
        told = note.text[note.section_at(sentence.start).body : sentence.start]
        first = told.split("\n", 1)[0].strip()
        if first and "\n" in told and not note.text[sentence.start].isdigit():
            return Kind.OTHER
    if sentence.kind in _ONE_PARAGRAPH:
        section = note.section_at(sentence.start)
        before = note.text[section.body : sentence.start].lstrip()
        if "\n\n" in before and "\n" not in note.text[section.body : section.body + 1]:
            return Kind.OTHER
    return sentence.kind


_ONE_PARAGRAPH = frozenset({Kind.EXAM, Kind.IMAGING, Kind.MEDICATION})
