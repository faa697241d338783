"""The reasons that the physician gave for doing what policies do not expect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sighting
from facetproof.facts.procedure import procedure_of
from facetproof.facts.readers.plan import phrases as say
from facetproof.facts.sections import Kind
from facetproof.facts.statements import in_dialogue, kind_here
from facetproof.model.chart import Technique

NEVER = frozenset({Kind.TEACHING, Kind.FAMILY, Kind.EXAM, Kind.IMAGING, Kind.SIGNATURE, Kind.HEADER})
"""Sections that tell no plan."""
_PATTERNS: tuple[tuple[str, tuple[Gated, ...]], ...] = (
    ("rfa_not_possible_reason", (say.IMPOSSIBLE,)),
    ("intraarticular_reason", (say.BRANCHES_OUT_OF_REACH,)),
    ("intraarticular_reason", (say.JOINT_ROUTE, say.CHOSEN)),
    ("early_repeat_reason", (say.EARLY, say.REPEAT)),
    ("source_question_reason", (say.SOURCE,)),
    ("multiple_blocks_reason", (say.SAME_DAY,)),
    ("third_level_reason", (say.THIRD,)),
)


def read_reasons(note: Note) -> Iterator[Sighting]:
    """Sightings of the `plan.*_reason` texts, the first place that tells each."""
    told: set[str] = set()
    for sentence, _ in note.sentences_with(say.REASON_CUES):
        if kind_here(note, sentence) in NEVER or in_dialogue(note, sentence.start):
            continue
        said = note.said(sentence)
        for name, patterns in _PATTERNS:
            if name in told or not all(pattern.search(said) for pattern in patterns):
                continue
            m = patterns[0].search(said)
            if m is None or say.IN_GENERAL.search(said) or say.SURGERY.search(said):
                continue
            context = note.context(sentence.start + m.start(), sentence.start + m.start() + 1)
            if context.family or context.teaching:
                continue
            if name == "rfa_not_possible_reason" and (done := procedure_of(note)) and done.technique.is_ablation:
                continue
            if patterns[0] is say.BRANCHES_OUT_OF_REACH and not _enters_joints(note):
                continue
            span = _reason(name, said, m)
            if span is None:
                continue
            told.add(name)
            start, end = sentence.start + span[0], sentence.start + span[1]
            yield Sighting(f"plan.{name}", note.words(start, end), start, end, "plan")


def _enters_joints(note: Note) -> bool:
    """Whether the note is about an injection into the joint."""
    done = procedure_of(note)
    return say.JOINT_ROUTE.search(note.lower) is not None or (
        done is not None and done.technique is Technique.INTRA_ARTICULAR
    )


def _reason(name: str, said: str, m: re.Match[str]) -> tuple[int, int] | None:
    """The words of the reason: after "because" and the like; the sentence where the reason is its subject."""
    if re.search(r"\b(?:if|unless|should (?:he|she|it))\b", said[: m.start()]) or said.rstrip().endswith("?"):
        return None
    end = len(said.rstrip(" .;,"))
    because = next((b for b in say.BECAUSE.finditer(said) if end - b.end() >= _SHORTEST and _counts(name, b, m)), None)
    if because is not None:
        stop = said.find(")", because.end()) if because[0].startswith("(") else -1
        if because.start() < m.start() and name != "source_question_reason":
            # "Because she depends on her pacemaker, ablation cannot be done"
            stop = said.rfind(",", because.end(), m.start())
        span = (because.end(), stop if stop > 0 else end)
    elif name == "source_question_reason" or (name == "rfa_not_possible_reason" and say.DEVICE.search(said)):
        span = (len(said) - len(said.lstrip()), end)
    else:
        return None
    preferred = say.PREFERENCE.search(said[span[0] : span[1]]) is not None
    if name == "rfa_not_possible_reason" and preferred and not say.DEVICE.search(said):
        return None
    return span


_SHORTEST = 6


def _counts(name: str, because: re.Match[str], m: re.Match[str]) -> bool:
    """A colon opens a reason after the words for an early repeat only, not after a label before them."""
    return name != "early_repeat_reason" or because[0] not in {": ", " - "} or because.start() >= m.end()
