"""What procedure a sentence names, from the phrases in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.note import Note, Sentence
from facetproof.facts.phrases import Hit
from facetproof.facts.readers.technique.phrases import AT_FACET, TERMS
from facetproof.facts.sections import Kind
from facetproof.facts.spine_words import spine_words
from facetproof.model.chart import Technique

Span = tuple[int, int]
SUBTYPES = ("pulsed", "cooled", "cryo", "chemical", "laser", "endoscopic")
ABLATIONS = {
    "pulsed": Technique.PULSED_RFA,
    "cooled": Technique.COOLED_RFA,
    "cryo": Technique.CRYO,
    "chemical": Technique.CHEMICAL,
    "laser": Technique.LASER,
    "endoscopic": Technique.ENDOSCOPIC,
}
_FACET_CYST = re.compile(r"\b(?:facet|synovial|juxta-?facet\w*|juxta-?articular|zygapophys\w+)\b")
_SPINE = re.compile(r"\b(?:lumbar|cervical|thoracic|lumbosacral|spine|spinal|spondylosis)\b")
_DOSE_AT_EACH = re.compile(r"\d ?(?:ml|cc)s?\b[^.\n]{0,30}? (?:to|at|on|onto|over|around|for) (?:each|every|all)\b")
_BLOCK_TITLE = re.compile(
    r"\s*(?:diagnostic |nerve |facet |procedure |pain )*blocks? (?:record|note|report|form|sheet|#)"
)
"""The first words of a note on a block whose nerves stand in another sentence."""
_KIND_LABEL = re.compile(
    r"^(?:(?:nerve )?blocks?$|"
    r"(?:type|kind)(?: of (?:procedure|block|injection))?|(?:proc|procedure|injection|block) (?:type|kind))$"
)
"""The line of a form whose answer is the procedure: "Type: [x] Medial branch"."""
_LEFT_ALONE = re.compile(r"\b(?:not|never|nor) (?:\w+ )?(?:injected|treated|blocked|entered|touched|done)\b")
LEAD = 260
"""A title stands this near the top."""


class Naming(NamedTuple):
    """A sentence that names a procedure done today.

    Attributes:
        sentence: the sentence or line.
        technique: what it names.
        spans: the words that say so.
        other: kinds of procedures elsewhere named in it, each with its words.
        vague: an ablation at the spine without words for the facet joints; counts where nothing plainer is named.
        weak: a nerve or joint that was "treated" or "blocked", without the name of a procedure.
    """

    sentence: Sentence
    technique: Technique
    spans: tuple[Span, ...]
    other: tuple[tuple[str, Span], ...]
    vague: bool = False
    weak: bool = False


def is_title(sentence: Sentence) -> bool:
    """Whether a sentence is short and near the top, as titles are."""
    return sentence.start < LEAD and sentence.end - sentence.start < 120


def naming_of(note: Note, sentence: Sentence, hits: list[Hit]) -> Naming | None:
    """What a sentence names, from those hits of the technique phrases that count in it; None where it names nothing."""
    seen: dict[str, Hit] = {}
    for hit in hits:
        seen.setdefault(hit.meaning, hit)
    if not seen:
        return None
    other = tuple((name[4:], (hit.start, hit.end)) for name, hit in seen.items() if name.startswith("not "))

    def naming(technique: Technique, *names: str) -> Naming:
        spans = tuple(sorted({(seen[name].start, seen[name].end) for name in names if name in seen}))
        return Naming(sentence, technique, spans, other)

    at_facet = [name for name in ("branch block", "branch", "facet injection", "facet") if name in seen]
    sub = next((name for name in SUBTYPES if name in seen), None)
    if "cyst" in seen and "rupture" in seen and _FACET_CYST.search(note.lower, sentence.start, sentence.end):
        return naming(Technique.CYST_RUPTURE, "rupture", "cyst")
    if "sacroiliac" in dict(other) and _sacral_supply(note, sentence):
        return Naming(sentence, Technique.NOT_FACET, tuple(span for _, span in other[:1]), other)
    if ("ablation" in seen or sub in ("cryo", "chemical", "laser")) and (at_facet or _spinal(note, sentence)):
        if other and not at_facet:
            return Naming(sentence, Technique.NOT_FACET, tuple(span for _, span in other[:1]), other)
        if "ablation" in seen or at_facet:
            block = seen.get("branch block") or seen.get("facet injection")
            if block is not None and "ablation" in seen and _is_purpose(note, block, seen["ablation"]):
                return naming(
                    Technique.MEDIAL_BRANCH_BLOCK if "branch block" in seen else Technique.INTRA_ARTICULAR,
                    "branch block" if "branch block" in seen else "facet injection",
                )
            technique = ABLATIONS[sub] if sub else Technique.THERMAL_RFA
            named = naming(technique, "ablation", *((sub,) if sub else ()))
            return named._replace(vague=not at_facet)
    if "branch block" in seen:
        return naming(Technique.MEDIAL_BRANCH_BLOCK, "branch block")
    if "facet injection" in seen:
        return naming(Technique.INTRA_ARTICULAR, "facet injection")
    if "branch" in seen and "inject" in seen and not other and (_is_form(sentence) or _at_spine(note, sentence)):
        return naming(Technique.MEDIAL_BRANCH_BLOCK, "branch", "inject")._replace(weak=True)
    if "branch" in seen and not other and _is_form(sentence) and _KIND_LABEL.search(sentence.label):
        return naming(Technique.MEDIAL_BRANCH_BLOCK, "branch")._replace(weak=True)
    if "branch" in seen and not other and is_title(sentence) and _BLOCK_TITLE.match(note.lower):
        return naming(Technique.MEDIAL_BRANCH_BLOCK, "branch")._replace(weak=True)
    if "branch" in seen and not other and _DOSE_AT_EACH.search(note.lower, sentence.start, sentence.end):
        return naming(Technique.MEDIAL_BRANCH_BLOCK, "branch")._replace(weak=True)
    if "facet" in seen and "inject" in seen and not _LEFT_ALONE.search(note.lower, seen["facet"].end, sentence.end):
        return naming(Technique.INTRA_ARTICULAR, "facet", "inject")._replace(weak=True)
    if other and _names_procedure(note, sentence, seen):
        return Naming(sentence, Technique.NOT_FACET, tuple(span for _, span in other[:1]), other)
    return None


def _spinal(note: Note, sentence: Sentence) -> bool:
    """Whether an ablation without words for the facet joints is at the spine, in a note that speaks of them."""
    speaks = any(hit.meaning in AT_FACET for hit in note.hits(TERMS))
    return speaks or _at_spine(note, sentence) or _levels_of_form(note)


def _levels_of_form(note: Note) -> bool:
    """Whether a line of a form names joints of the spine ("Levels: L4-5, L5-S1")."""
    return any(
        sentence.kind is Kind.FIELD and spine_words(note.lower, sentence.body, sentence.end)
        for sentence in note.sentences
    )


def _is_form(sentence: Sentence) -> bool:
    return sentence.kind in (Kind.FIELD, Kind.PROCEDURE)


def _at_spine(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence names a part of the spine, or the note speaks of facet joints."""
    named = _SPINE.search(note.lower, sentence.start, sentence.end)
    return (
        named is not None
        or any(hit.meaning in ("facet", "facet injection", "branch block") for hit in note.hits(TERMS))
        or bool(spine_words(note.lower, sentence.start, sentence.end))
    )


def _is_purpose(note: Note, block: Hit, ablation: Hit) -> bool:
    """Whether the ablation is only what the block is for ("MBB in preparation for RFA")."""
    between = note.lower[min(block.end, ablation.end) : max(block.start, ablation.start)]
    return (
        block.start < ablation.start
        and re.search(r"\bfor\b|\bprior to\b|\bbefore\b|\btowards?\b|\bto qualify\b", between) is not None
    )


def _names_procedure(note: Note, sentence: Sentence, seen: dict[str, Hit]) -> bool:
    """Whether a sentence with words for another part of the body names something done there."""
    if sentence.kind is Kind.PROCEDURE:
        return True
    surgical = any(name in seen for name in ("inject", "ablation"))
    named = next((name for name in seen if name.startswith("not ")), "")
    return (
        surgical
        or (
            is_title(sentence) and (named != "not other" or _OPERATION.match(note.lower, seen[named].start) is not None)
        )
        or named == "not trigger_point"
    )


_OPERATION = re.compile(
    r"[\w -]{0,40}?(?:graphy|gram|plasty|ectomy|otomy|desis|fusion|blocks?|injections?|trial|stimulator|pump|lysis|"
    r"intracept)\b"
)
"""How names of procedures end, unlike those of parts of the body."""


def _sacral_supply(note: Note, sentence: Sentence) -> bool:
    """Whether the nerves named are those of the sacroiliac joint: L5 (and L4) with S1 to S3, or none."""
    found = spine_words(note.lower, sentence.start, sentence.end)
    nerves = {name for item in found if item.sort in ("nerve", "bare") for name in item.names}
    facet_joints = [item for item in found if item.sort == "joint" and item.names != ("L5-S1",)]
    lumbar = {name for name in nerves if name[0] in "CT" or name in ("L1", "L2", "L3")}
    return not lumbar and not facet_joints and bool(nerves)
