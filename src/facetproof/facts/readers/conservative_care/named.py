# ruff: noqa: E501 - one pattern a line
"""Where treatments are named: the phrases of the lexicon, the letters PT, and "therapy" by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.note import Note, Sentence
from facetproof.facts.phrases import Hit
from facetproof.facts.readers.conservative_care import phrases as say
from facetproof.facts.readers.conservative_care.verdicts import ASKED_IF_HELPED

_LETTERS = re.compile(r"\bpt\b(?! ?(?:,|/|and|&) ?a?(?:ptt|inr)\b)")
_OF_THE_PATIENT = re.compile(
    r"\s*(?:(?:now|also|still|then|currently|again|otherwise|further|would|will|is|are|to|who|w/|with (?:a |hx)|may|can|could|should|does(?! not help)|doesn't (?!help)|states?|stated|reports?|"
    r"reported|denie[sd]|returns?|returned|presents?|presented|presenting|tolerated|comes|came|call\w*|c/o|complain\w*|here|seen|rates?|rated|feels?|felt|notes|noted|"
    r"verbali[sz]\w+|understands|understood|agree[sd]?|given|ambulat\w+|instructed|educated|placed|positioned|brought|consented|identified|arrived|discharged|left|works|takes|taking|wants|"
    r"wishes|requests?|requested|asks|asked|says|said|name|id|dob|mrn|age|gets|got|goes|went|lives|awake|alert|supine|prone|counsel\w+|advised|informed|monitored|transferred|taken|scheduled|sched|eager|happy|aware|"
    r"prefers?|declined|declines|refus\w+|education|info|demographics|history|hx|safety|\d{2}\s?y)\b|'s\b|:|\s*#)"
)
"""Just after the letters: they mean the patient."""
_EITHER = re.compile(r"\s*(?:was|were|has|had|have|did|has been|did not|didn't)\b")
_OF_THERAPY = re.compile(
    r"\s*(?:was|were|has|had|have|did|has been|have been|had been|did not|didn't)(?: (?:been|not|no|of|only|also|provid\w+|giv\w+))*(?: \w+)? ?(?:help\w*|benefi\w*|effective|ineffective|unhelpful|unsuccessful|"
    r"complet\w*|tried|done|fail\w*|relief|stopped|discontinued|approved|aggravat\w*|worsen\w*|nothing)\b"
)
_BY_ONE = re.compile(
    r"\b(?:by|per|seen by|told by|my|her|his|this|the|each|if|when|let|ask|tell|for|called|spoke with|d/w|discussed with) (?:the )?$"
)
"""Just before: the therapist, or the patient."""
_THERAPY = re.compile(
    r"\b(?:did|had|tried|completed|attended|finished|undergone|doing|went (?:to|through)|been (?:to|through|in)|course of|round of|rounds of|trial of|supervised|formal|outpatient|(?:weeks?|months?|sessions|visits)(?: of)?|despite|failed|of)"
    r" (?:(?:formal|supervised|outpatient|some|more|her|his|my|the|a|two|three|six|eight|local|week|month|course of) )*(?P<name>therapy(?: program(?:me)?)?)\b(?! (?:pool|dog))"
)
_LIST_OF_DRUGS = re.compile(
    r"(?:radiation|speech|occupational|massage|drug|behavio\w+|group|hormone|medical|oxygen|infusion|laser|shock\w*|cognitive|conservative|anticoag\w+|manual|physical|injection|gene|chemo|insulin|steroid|other|prior)\s*$"
)
_AFTER_SURGERY = re.compile(r"\s*\d+ ?(?:wks?|weeks?|mos?|months?|days?) (?:post|s/p|out|after|ago|status)")
_LOWER = re.compile("[a-z]")
_TURNS = 2


def treatments(note: Note) -> Iterator[tuple[Sentence, list[Hit]]]:
    """Each sentence that names treatments, with where it does."""
    found: dict[int, list[Hit]] = {}
    for hit in note.hits(say.MODALITIES):
        found.setdefault(note.sentence_at(hit.start).start, []).append(hit)
    letters, therapy = "pt" in note.lower, "therapy" in note.lower
    for sentence in note.sentences if letters or therapy else ():
        said = note.said(sentence)
        spans = list(_physical(note, sentence, said)) if letters and "pt" in said else []
        if therapy and "therapy" in said:
            spans += [
                m.span("name") for m in _THERAPY.finditer(said) if not _LIST_OF_DRUGS.search(said, 0, m.start("name"))
            ]
        for start, end in spans:
            at = sentence.start + start
            listed = found.setdefault(sentence.start, [])
            if not any(hit.start < sentence.start + end and at < hit.end for hit in listed):
                listed.append(Hit(at, sentence.start + end, "physical_therapy"))
    for start in sorted(found):
        if found[start]:
            yield note.sentence_at(start), sorted(found[start])


def _physical(note: Note, sentence: Sentence, said: str) -> Iterator[tuple[int, int]]:
    """Where the letters PT are the therapy: in the places of the pattern, and as capitals unless they are a person."""
    for m in say.PT.finditer(said):
        start = sentence.start + m.start()
        if _spoken_of(note, start):
            continue
        if note.text.startswith("Pt", start) and (m.start() or _AFTER_SURGERY.match(said, m.end())):
            # a capital within a sentence is the patient
            continue
        yield m.span()
    for m in _LETTERS.finditer(said):
        start = sentence.start + m.start()
        if not note.text.startswith("PT", start) or not _LOWER.search(note.text, sentence.start, sentence.end):
            continue
        if _OF_THE_PATIENT.match(said, m.end()) or _BY_ONE.search(said, 0, m.start()) or _spoken_of(note, start):
            continue
        if _EITHER.match(said, m.end()) and not _OF_THERAPY.match(said, m.end()):
            continue
        yield m.span()


def _spoken_of(note: Note, start: int) -> bool:
    """Whether the letters are the speaker of a transcript."""
    if not note.lower.startswith(":", start + 2) or note.lower.count("\npt:") < _TURNS:
        return False
    line = note.lower.rfind("\n", 0, start) + 1
    return ASKED_IF_HELPED.search(note.lower, line, start) is None
