# ruff: noqa: E501 - one pattern a line
"""Questions with their answers: forms that a patient fills in, call scripts, "Q:" and "A:", labels with a value."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.note import Note

_SPEAKER = re.compile(
    r"[ \t]*(?:q|a|rn|nurse|staff|caller|pt|patient|ans(?:wer)?|interviewer|ma|clinic)[ \t]*\d{0,2}[:.)-][ \t]*"
)
_PARTED = re.compile(r" {2,}| \| |\t|;[ \t]|\.[ \t]+(?=[a-z][^.:?\n]{1,50}[:?])")
_ASKED = re.compile(r"(?P<question>[^\n]{2,120}?)\?[ \t]*(?:-+>?|[:=>])?[ \t]*(?P<answer>[^\n]*)")
_LABELLED = re.compile(r"[ \t*-]*(?P<question>(?:[a-z0-9]|%)[^:=|?\n]{0,60}?)[ \t]*[:=|][ \t]*(?P<answer>\S[^\n]*)")
_LONGEST = 160


_TIMED = re.compile(
    r"[ \t*-]*(?P<question>before(?: (?:the )?(?:shots?|blocks?|injections?|procedure))?|pre(?:-?(?:block|injection|procedure))?|baseline|after|post|(?:at )?(?:\d+|half an|one|an) ?(?:min\w*|hrs?|hours?|h)(?: after| later| post)?)"
    r"(?:[ \t]{2,}|[ \t]*[|:,=-][ \t]*|\t)(?P<answer>\d{1,2})(?![\d/%])(?: ?/ ?10)?(?=[ \t|,]|$)"
)
"""A row of a diary: a time and the score."""


_NEXT_QUESTION = re.compile(r"(?<=[%\d\])_]) +(?=(?:how|what|when|did|do|was|were|any|have)\b[^?\n:]{3,80}\?)")
"""Between an answer and a question on the same line."""


class Answer(NamedTuple):
    """What was answered, at `lower[start:end]` of the note; `question` in lower case; `asked` with a question mark."""

    question: str
    start: int
    end: int
    asked: bool


def answers(note: Note) -> list[Answer]:
    """Questions and labels with their answers, in the order of the text; for `Note.memo`."""
    lower = note.lower
    found: list[Answer] = []
    open_question = ""
    at = 0
    while at <= len(lower):
        stop = lower.find("\n", at)
        stop = len(lower) if stop < 0 else stop
        asked = _NEXT_QUESTION.search(lower, at, stop)
        stop = asked.start() if asked is not None else stop
        speaker = _SPEAKER.match(lower, at, stop)
        first = speaker.end() if speaker else at
        if open_question and lower[first:stop].strip():
            found.append(Answer(open_question, first, stop, True))
        open_question = ""
        timed = _TIMED.match(lower, first, stop)
        if timed is not None:
            found.append(Answer(timed["question"], *timed.span("answer"), False))
            at = stop + 1
            continue
        m = _ASKED.fullmatch(lower, first, stop)
        if m is not None and m["answer"].strip():
            found.append(Answer(m["question"].strip(), *m.span("answer"), True))
        elif m is not None:
            open_question = m["question"].strip()
        else:
            found += _labels(lower, first, stop)
        at = stop + 1
    return [answer for answer in found if answer.end - answer.start <= _LONGEST]


def _labels(lower: str, start: int, end: int) -> list[Answer]:
    found = []
    at = start
    for cut in (*_PARTED.finditer(lower, start, end), None):
        stop = cut.start() if cut else end
        if cut is not None and lower[at:stop].rstrip().endswith(":"):
            # a label and its value parted by a wide space
            continue
        m = _LABELLED.fullmatch(lower, at, stop)
        if m is not None:
            found.append(Answer(m["question"].strip(), *m.span("answer"), False))
        at = cut.end() if cut else stop
    if not found and (whole := _LABELLED.fullmatch(lower, start, end)) is not None:
        found.append(Answer(whole["question"].strip(), *whole.span("answer"), False))
    return found
