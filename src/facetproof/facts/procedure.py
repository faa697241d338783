"""The procedure that a note records as done at this encounter, if any: its technique and the sentences that name it."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.note import Note, Sentence
from facetproof.facts.phrases import Hit
from facetproof.facts.readers.technique.phrases import PERFORMED, TERMS, VISIT
from facetproof.facts.sections import Kind
from facetproof.facts.spine_words import spine_words
from facetproof.model.chart import Technique

Span = tuple[int, int]


class Naming(NamedTuple):
    """A sentence that names a procedure done today.

    Attributes:
        sentence: the sentence or line.
        technique: what it names.
        spans: the words that say so.
        other: kinds of procedures elsewhere named in it, each with its words.
        vague: an ablation at the spine without words for the facet joints; counts where nothing plainer is named.
    """

    sentence: Sentence
    technique: Technique
    spans: tuple[Span, ...]
    other: tuple[tuple[str, Span], ...]
    vague: bool = False


class Procedure(NamedTuple):
    """What was done at this encounter.

    Attributes:
        technique: `not_facet` where it was something else.
        titles: the sentences that name it, the best place only (heading, title, then text).
        spans: the words that give the technique.
        other: other procedures named beside it: kind and words.
    """

    technique: Technique
    titles: tuple[Naming, ...]
    spans: tuple[Span, ...]
    other: tuple[tuple[str, Span], ...]

    @property
    def is_facet(self) -> bool:
        """Whether the procedure was at the facet joints or their nerves."""
        return self.technique is not Technique.NOT_FACET


_NEVER = frozenset(
    {
        Kind.HISTORY,
        Kind.FAMILY,
        Kind.TREATMENT,
        Kind.MEDICATION,
        Kind.EXAM,
        Kind.IMAGING,
        Kind.PLAN,
        Kind.TEACHING,
        Kind.DIAGNOSIS,
        Kind.ASSESSMENT,
        Kind.HEADER,
        Kind.INDICATION,
    }
)
_FIELDS_THAT_NAME = re.compile(r"\b(?:kind|type|technique|procedure|block|what|purpose|intervention|targets?)\b")
_SUBTYPES = ("pulsed", "cooled", "cryo", "chemical", "laser", "endoscopic")
_ABLATIONS = {
    "pulsed": Technique.PULSED_RFA,
    "cooled": Technique.COOLED_RFA,
    "cryo": Technique.CRYO,
    "chemical": Technique.CHEMICAL,
    "laser": Technique.LASER,
    "endoscopic": Technique.ENDOSCOPIC,
}
_PROCEDURE_TITLE = re.compile(r"\b(?:procedure|operative|operation|injection|block|ablation|rfa|treatment|rhizotomy)\b")
_MAY_HOLD_WORK = frozenset(
    {Kind.HISTORY, Kind.INDICATION, Kind.DIAGNOSIS, Kind.MEDICATION, Kind.TREATMENT, Kind.IMAGING}
)
_WORK_WORDS = frozenset({"dose", "lesion", "needle", "position", "prep", "aspiration", "given", "guidance"})
_TOOLS = frozenset({"needle", "lesion"})
_PARAGRAPH = 2
_SURGERY = 3
"""Kinds of words for work done that make a note the report of an operation."""
_LEAD = 260
"""A title stands this near the top."""


def procedure_of(note: Note) -> Procedure | None:
    """The procedure done at this encounter; None where the note records none."""
    return note.memo(_find)


def is_done_here(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence stands where a note tells what was done today: no history, plan, teaching text or the like."""
    return sentence.kind not in _NEVER or is_work_under_another_heading(note, sentence)


def is_work_under_another_heading(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence tells of today's work in a section that is about something else, such as the history."""
    return sentence.start in note.memo(_work_told_elsewhere)


def _work_told_elsewhere(note: Note) -> frozenset[int]:
    """Sentences of paragraphs about work with a needle that follow, without a heading, in a section of another kind."""
    found: set[int] = set()
    paragraph: list[Sentence] = []
    for sentence in (*note.sentences, None):
        fresh = sentence is None or (
            bool(paragraph)
            and (
                note.text.count("\n", paragraph[-1].end, sentence.start) >= _PARAGRAPH
                or (sentence.kind, sentence.label) != (paragraph[-1].kind, paragraph[-1].label)
            )
        )
        if fresh:
            first = paragraph[0] if paragraph else None
            if (
                first is not None
                and first.kind in _MAY_HOLD_WORK
                and first.body == first.start
                and _is_work(note, paragraph)
            ):
                found.update(item.start for item in paragraph)
            paragraph = []
        if sentence is not None:
            paragraph.append(sentence)
    return frozenset(found)


def _is_work(note: Note, paragraph: list[Sentence]) -> bool:
    start, end = paragraph[0].start, paragraph[-1].end
    kinds = set()
    for hit in note.hits(PERFORMED):
        if start <= hit.start < end and hit.meaning in _WORK_WORDS:
            context = note.context(hit.start, hit.end)
            if not (
                context.hypothetical or context.planned or context.historical or context.family or context.teaching
            ):
                kinds.add(hit.meaning)
    return len(kinds) >= (2 if kinds & _TOOLS else 3)


def _find(note: Note) -> Procedure | None:
    ranked: dict[int, list[Naming]] = {}
    for sentence, hits in note.sentences_with(TERMS):
        rank = _rank(sentence)
        if rank is None:
            continue
        naming = _naming(note, sentence, [hit for hit in hits if _counts(note, sentence, hit)])
        if naming is not None:
            ranked.setdefault(rank, []).append(naming)
    performed = _performed(note)
    visit = any(hit.start < _LEAD for hit in note.hits(VISIT))
    for rank in sorted(ranked):
        if not _believable(note, rank, ranked[rank], performed, visit):
            continue
        found = ranked[rank]
        found = [naming for naming in found if not naming.vague] or found
        facet = [naming for naming in found if naming.technique is not Technique.NOT_FACET]
        return _settled(note, found, facet)
    return _elsewhere(note, performed, visit)


def _elsewhere(note: Note, performed: int, visit: bool) -> Procedure | None:
    """An operation at none of the places known here: a heading for the procedure and work done under it."""
    if visit or performed < _SURGERY or _names_facet_work(note):
        return None
    for sentence in note.sentences:
        if sentence.kind in (Kind.PROCEDURE, Kind.DESCRIPTION) and sentence.body < sentence.end:
            return Procedure(Technique.NOT_FACET, (), ((sentence.body, min(sentence.end, sentence.body + 120)),), ())
    return None


def _names_facet_work(note: Note) -> bool:
    """Whether a facet block is named, if under no heading known here, as something neither past nor intended."""
    for hit in note.hits(TERMS):
        context = note.context(hit.start, hit.end)
        told = context.negated or context.historical or context.planned or context.hypothetical or context.family
        told = told or context.teaching or context.consent
        if hit.meaning in ("branch block", "branch", "facet injection") and not told:
            return True
    return False


def _rank(sentence: Sentence) -> int | None:
    kind = sentence.kind
    if kind is Kind.PROCEDURE:
        return 0
    if kind is Kind.FIELD:
        return 1 if _FIELDS_THAT_NAME.search(sentence.label) else None
    if kind in _NEVER:
        return None
    if kind is Kind.TITLE:
        return 2 if _is_title(sentence) else 3
    if kind is Kind.DESCRIPTION and sentence.start < _LEAD and _is_title(sentence):
        return 2
    return 3


def _is_title(sentence: Sentence) -> bool:
    return sentence.start < _LEAD and sentence.end - sentence.start < 120


def _counts(note: Note, sentence: Sentence, hit: Hit) -> bool:
    context = note.context(hit.start, hit.end)
    if context.negated or context.family or context.teaching:
        return False
    if hit.meaning.startswith("not ") and context.historical:
        return False
    if sentence.kind is Kind.FIELD:
        return True
    if sentence.kind is Kind.PROCEDURE:
        # the first line names it; what follows may be prose ("RFA next if concordant")
        first = sentence.label != "" and sentence.body > sentence.start
        return first or not (context.hypothetical or context.planned)
    if context.consent or context.hypothetical:
        return False
    if context.planned and not _TODAY.search(note.lower, sentence.start, sentence.end):
        return False
    if context.historical and not _TODAY.search(note.lower, sentence.start, sentence.end):
        return _is_title(sentence) and not _PAST.search(note.lower, sentence.start, sentence.end)
    return True


_TODAY = re.compile(
    r"\btoday'?s?\b(?! (?:he|she|the patient|pt) (?:is|has|rates|reports|returns))"
    r"|\b(?:was|were) (?:then )?(?:performed|carried out|done|undertaken|completed)\b"
    r"|\bpresents for\b|\bis here for\b|\breturns for (?:his|her|a|the)\b|\bunderwent the\b|\b(?:i|we) performed\b"
)
_DONE = re.compile(r"\bwere performed today\b|\bwas performed today\b|\btoday (?:i|we) (?:performed|did|carried out)\b")
_BLOCK = re.compile(r"\bblock")
_INTO_JOINT = re.compile(r"joint|articular|arthro")
_NERVE_WORK = re.compile(r"\b(?:anesthetized|anaesthetised|block\w*|targeted|injected|needles?|approached|ml|cc)\b")
_FACET_CYST = re.compile(r"\b(?:facet|synovial|juxta-?facet\w*|juxta-?articular|zygapophys\w+)\b")
_SPINE = re.compile(r"\b(?:lumbar|cervical|thoracic|lumbosacral|spine|spinal|spondylosis)\b")
_AT_FACET = frozenset({"branch block", "branch", "facet injection", "facet"})
_PAST = re.compile(r"\b(?:ago|last (?:year|month|week)|in (?:19|20)\d\d|previous(?:ly)?|elsewhere|another)\b")


def _naming(note: Note, sentence: Sentence, hits: list[Hit]) -> Naming | None:
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
    sub = next((name for name in _SUBTYPES if name in seen), None)
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
            technique = _ABLATIONS[sub] if sub else Technique.THERMAL_RFA
            named = naming(technique, "ablation", *((sub,) if sub else ()))
            return named._replace(vague=not at_facet)
    if "branch block" in seen or ("branch" in seen and "inject" in seen and "facet injection" not in seen):
        return naming(
            Technique.MEDIAL_BRANCH_BLOCK, *(("branch block",) if "branch block" in seen else ("branch", "inject"))
        )
    if "facet injection" in seen:
        return naming(Technique.INTRA_ARTICULAR, "facet injection")
    if "facet" in seen and "inject" in seen:
        return naming(Technique.INTRA_ARTICULAR, "facet", "inject")
    if other and _names_procedure(sentence, seen):
        return Naming(sentence, Technique.NOT_FACET, tuple(span for _, span in other[:1]), other)
    return None


def _spinal(note: Note, sentence: Sentence) -> bool:
    """Whether an ablation without words for the facet joints is at the spine, in a note that speaks of them."""
    speaks = any(hit.meaning in _AT_FACET for hit in note.hits(TERMS))
    place = _SPINE.search(note.lower, sentence.start, sentence.end) or spine_words(
        note.lower, sentence.start, sentence.end
    )
    return speaks or bool(place)


def _is_purpose(note: Note, block: Hit, ablation: Hit) -> bool:
    """Whether the ablation is only what the block is for ("MBB in preparation for RFA")."""
    between = note.lower[min(block.end, ablation.end) : max(block.start, ablation.start)]
    return (
        block.start < ablation.start
        and re.search(r"\bfor\b|\bprior to\b|\bbefore\b|\btowards?\b|\bto qualify\b", between) is not None
    )


def _names_procedure(sentence: Sentence, seen: dict[str, Hit]) -> bool:
    """Whether a sentence with words for another part of the body names something done there."""
    if sentence.kind is Kind.PROCEDURE:
        return True
    surgical = any(name in seen for name in ("inject", "ablation"))
    named = next((name for name in seen if name.startswith("not ")), "")
    return surgical or (_is_title(sentence) and named not in ("not other",)) or named in ("not trigger_point",)


def _sacral_supply(note: Note, sentence: Sentence) -> bool:
    """Whether the nerves named are those of the sacroiliac joint: L5 (and L4) with S1 to S3, or none."""
    found = spine_words(note.lower, sentence.start, sentence.end)
    nerves = {name for item in found if item.sort in ("nerve", "bare") for name in item.names}
    facet_joints = [item for item in found if item.sort == "joint" and item.names != ("L5-S1",)]
    lumbar = {name for name in nerves if name[0] in "CT" or name in ("L1", "L2", "L3")}
    return not lumbar and not facet_joints and bool(nerves)


def _performed(note: Note) -> int:
    """How many kinds of words for work with a needle stand where a note tells what was done."""
    kinds = set()
    for hit in note.hits(PERFORMED):
        if hit.meaning in kinds or hit.meaning == "dose":
            continue
        sentence = note.sentence_at(hit.start)
        if sentence.kind in _NEVER and sentence.kind is not Kind.INDICATION:
            continue
        context = note.context(hit.start, hit.end)
        if not (context.hypothetical or context.planned or context.family or context.teaching or context.historical):
            kinds.add(hit.meaning)
    return len(kinds)


def _believable(note: Note, rank: int, found: list[Naming], performed: int, visit: bool) -> bool:
    if rank <= 1:
        return performed >= 1 or not visit
    told = any(_DONE.search(note.lower, naming.sentence.start, naming.sentence.end) for naming in found)
    if rank == 2 and not told:
        return performed >= (3 if visit else 1)
    return performed >= (1 if told else 4 if visit else 2)


def _settled(note: Note, found: list[Naming], facet: list[Naming]) -> Procedure:
    if not facet:
        return Procedure(Technique.NOT_FACET, tuple(found), found[0].spans, found[0].other)
    order = [naming.technique for naming in facet]
    technique = next((t for t in order if t.is_ablation or t is Technique.CYST_RUPTURE), None) or (
        Technique.MEDIAL_BRANCH_BLOCK if Technique.MEDIAL_BRANCH_BLOCK in order else order[0]
    )
    same = [naming for naming in facet if naming.technique is technique]
    spans = tuple(span for naming in same for span in naming.spans)
    if technique is Technique.INTRA_ARTICULAR:
        nerves = _nerves_blocked(note, spans)
        if nerves is not None:
            technique, spans = Technique.MEDIAL_BRANCH_BLOCK, (*spans[:1], nerves)
    if technique is Technique.THERMAL_RFA:
        means = _means(note)
        if means is not None:
            technique, span = means
            spans = (*spans[:1], span)
    others = tuple({kind: (kind, span) for naming in found for kind, span in naming.other}.values())
    return Procedure(technique, tuple(facet), spans[:3], others)


def _nerves_blocked(note: Note, spans: tuple[Span, ...]) -> Span | None:
    """Words of the text for nerves that were blocked, where the title says "facet block" and no joint was entered."""
    if not any(_BLOCK.search(note.lower, start, end) for start, end in spans):
        return None
    found = None
    for hit in note.hits(TERMS):
        sentence = note.sentence_at(hit.start)
        if not is_done_here(note, sentence) or not note.context(hit.start, hit.end).asserted:
            continue
        if hit.meaning == "inject" and _INTO_JOINT.search(note.lower, hit.start, hit.end):
            return None
        if hit.meaning == "branch" and found is None and _NERVE_WORK.search(note.lower, sentence.start, sentence.end):
            found = (hit.start, hit.end)
    return found


def _means(note: Note) -> tuple[Technique, Span] | None:
    """Pulsed, cooled or another means told in the text of an ablation whose title names none."""
    for hit in note.hits(TERMS):
        if hit.meaning not in ("pulsed", "cooled"):
            continue
        sentence = note.sentence_at(hit.start)
        context = note.context(hit.start, hit.end)
        if is_done_here(note, sentence) and context.asserted and not context.historical and not context.planned:
            return _ABLATIONS[hit.meaning], (hit.start, hit.end)
    return None
