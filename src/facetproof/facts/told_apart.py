"""A procedure that no sentence names: the joint or nerve on one line, what was injected on another, as reports have it.

Structure(s): right C6-C7 zygapophysial joint.  Injected: 0.3 mL of 0.5% ropivacaine into the joint.
"""

from __future__ import annotations

import re

from facetproof.facts.body import BODY_PART
from facetproof.facts.naming import Naming
from facetproof.facts.note import Note, Sentence
from facetproof.facts.phrases import Hit
from facetproof.facts.readers.technique.phrases import PERFORMED, TERMS
from facetproof.facts.sections import Kind
from facetproof.facts.spine_words import spine_words
from facetproof.facts.work import drug_given, is_done_here, tells_of_today
from facetproof.model.chart import Technique

_INTO_JOINT = re.compile(
    r"\b(?:in|into|inside|within|entered|entering|enter) (?:the |each |both |this )?(?:[\w-]+ ){0,4}joints?\b"
    r"|\b(?:per|each) joint\b|\binto each\b|\bintra-?articular|\barthrogra|\bjoint (?:space|recess|cavity|capsule)\b"
)
_PLACES = ("joint", "nerve", "bare")


def told_apart(note: Note) -> Naming | None:
    """What was done, from the place named and the drug told apart from it; None where either is missing."""
    if not drug_given(note):
        return None
    named = ((sentence, _places(note, sentence, hits)) for sentence, hits in note.sentences_with(TERMS))
    found = [(sentence, hit) for sentence, places in named for hit in places]
    nerve = next(((s, hit) for s, hit in found if hit.meaning == "branch"), None)
    if nerve is not None and tells_lesion(note):
        # the drug was for the lesion
        return ablation_named(note)
    if nerve is not None:
        return Naming(nerve[0], Technique.MEDIAL_BRANCH_BLOCK, ((nerve[1].start, nerve[1].end),), (), weak=True)
    if not found or not _enters_joint(note):
        return None
    sentence, hit = found[0]
    return Naming(sentence, Technique.INTRA_ARTICULAR, ((hit.start, hit.end),), (), weak=True)


def _places(note: Note, sentence: Sentence, hits: list[Hit]) -> list[Hit]:
    """The words for facet joints or their nerves in a sentence that names a vertebra and tells of today."""
    if sentence.kind is not Kind.FIELD and not tells_of_today(sentence.kind):
        return []
    if not is_done_here(note, sentence) or not _is_placed(note, sentence):
        return []
    if any(hit.meaning.startswith("not ") for hit in hits):
        return []
    return [hit for hit in hits if hit.meaning in ("facet", "branch") and _asserted(note, hit)]


def _is_placed(note: Note, sentence: Sentence) -> bool:
    named = spine_words(note.lower, sentence.start, sentence.end, label=sentence.label)
    return any(item.sort in _PLACES for item in named)


def _asserted(note: Note, hit: Hit) -> bool:
    context = note.context(hit.start, hit.end)
    return context.asserted and not context.planned and not context.historical


def tells_lesion(note: Note) -> bool:
    """Whether a nerve was lesioned at this encounter, so that what was done is no block."""
    return any(
        hit.meaning == "lesion" and is_done_here(note, note.sentence_at(hit.start)) and _asserted(note, hit)
        for hit in note.hits(PERFORMED)
    )


def ablation_named(note: Note) -> Naming | None:
    """The ablation that the text names of this encounter, if any, at whatever nerves it tells."""
    for hit in note.hits(TERMS):
        sentence = note.sentence_at(hit.start)
        if hit.meaning == "ablation" and is_done_here(note, sentence) and _asserted(note, hit):
            return Naming(sentence, Technique.THERMAL_RFA, ((hit.start, hit.end),), (), weak=True)
    return None


def _enters_joint(note: Note) -> bool:
    for m in _INTO_JOINT.finditer(note.lower):
        context = note.context(*m.span())
        if BODY_PART.search(note.lower, *m.span()):
            continue
        if is_done_here(note, note.sentence_at(m.start())) and context.asserted and not context.historical:
            return True
    return False
