# ruff: noqa: E501 - one pattern a line
"""The procedure that a note records as done at this encounter, if any: its technique and the sentences that name it."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.believable import MESSAGE, believable
from facetproof.facts.calendar import written_dates
from facetproof.facts.called_off import is_called_off
from facetproof.facts.gates import Gated
from facetproof.facts.naming import ABLATIONS, LEAD, SUBTYPES, Naming, Span, is_title, naming_of
from facetproof.facts.note import Note, Sentence
from facetproof.facts.passages import in_past_passage, tells_earlier
from facetproof.facts.phrases import Hit
from facetproof.facts.readers.technique.phrases import TERMS, VISIT
from facetproof.facts.sections import Kind
from facetproof.facts.spine_words import spine_words
from facetproof.facts.told_apart import ablation_named, tells_lesion, told_apart
from facetproof.facts.visit import names_earlier_day, names_later_day
from facetproof.facts.work import is_done_here, kinds_of_work, tells_of_today
from facetproof.model.chart import Technique
from facetproof.model.spine import Side


class Procedure(NamedTuple):
    """What was done at this encounter.

    Attributes:
        technique: `not_facet` where it was something else.
        titles: the sentences that name it, the best place only (heading, title, then text).
        spans: the words that give the technique.
        other: other procedures named beside it: kind and words.
        second: sentences that name another facet procedure of the day, by another technique at other places.
    """

    technique: Technique
    titles: tuple[Naming, ...]
    spans: tuple[Span, ...]
    other: tuple[tuple[str, Span], ...]
    second: tuple[Naming, ...] = ()

    @property
    def is_facet(self) -> bool:
        """Whether the procedure was at the facet joints or their nerves."""
        return self.technique is not Technique.NOT_FACET


_SOON = 40
"""A year so near behind the name of another procedure is that of its day ("hip arthroscopy in 2015")."""
_TOLD_OF = re.compile(
    r"\bin (?:19|20)\d\d\b|\b(?:gave|helped|lasted|failed|provided)\b|\b(?:19|20)\d\d with\b|\bwith (?:\w+ )?relief\b|\bpain (?:is |was )?\d{1,2} ?/ ?10\b"
)
"""What is told of an earlier procedure, or of pain elsewhere."""
_FIELDS_THAT_NAME = re.compile(
    r"\b(?:kind|type|technique|procedure|modality|treatment|block|what|purpose|intervention|targets?)\b"
)
_SURGERY = 3
"""Kinds of words for work done that make a note the report of an operation."""


def procedure_of(note: Note) -> Procedure | None:
    """The procedure done at this encounter; None where the note records none."""
    return note.memo(_find)


def _find(note: Note) -> Procedure | None:
    ranked: dict[int, list[Naming]] = {}
    for sentence, hits in note.sentences_with(TERMS):
        rank = _rank(sentence)
        if rank is None or (rank > 1 and in_past_passage(note, sentence)) or tells_earlier(note, sentence):
            continue
        naming = naming_of(note, sentence, [hit for hit in hits if _counts(note, sentence, hit)])
        if naming is not None:
            ranked.setdefault(rank, []).append(naming)
    performed = kinds_of_work(note)
    if ranked and (is_called_off(note) or (performed < _SURGERY and MESSAGE.search(note.lower))):
        return None
    visit = any(hit.start < LEAD for hit in note.hits(VISIT))
    for rank in sorted(ranked):
        if not believable(note, rank, ranked[rank], performed, visit):
            continue
        found = ranked[rank]
        found = _heads(note, found) or (_told_as_done(note, found) if rank >= _IN_TEXT else []) or found
        plain = [naming for naming in found if not naming.vague]
        found = plain if any(not naming.weak for naming in plain) else found
        facet = [naming for naming in found if naming.technique is not Technique.NOT_FACET]
        if rank > 1 and facet and tells_lesion(note) and not any(n.technique.is_ablation for n in facet):
            # blocks are only spoken of in the account of an ablation
            ablation = ablation_named(note)
            if ablation is None:
                continue
            found = facet = [ablation]
        items = [n for r in ranked for n in ranked[r] if n.other and _ITEM.match(note.lower, n.sentence.start)]
        return _settled(note, found, facet, items)
    apart = told_apart(note) if not visit and not _other_work(ranked) else None
    return _elsewhere(note, performed, visit) if apart is None else _settled(note, [apart], [apart], [])


def _other_work(ranked: dict[int, list[Naming]]) -> bool:
    return any(naming.technique is Technique.NOT_FACET for found in ranked.values() for naming in found)


_ITEM = re.compile(r"\(?\d[.)] ")
"""A numbered item of what was done: another procedure of the day told after the one at the facet joints."""


_IN_TEXT = 3
"""Rank of what the text names, under no heading and in no title."""


def _told_as_done(note: Note, found: list[Naming]) -> list[Naming]:
    """Those named in a sentence that says who did it or what was given: others beside them are only spoken of."""
    return [n for n in found if _DONE_HERE.search(note.lower, n.sentence.start, n.sentence.end)]


_DONE_HERE = re.compile(
    r"\b(?:i|we) (?:have |then |also )?(?:performed|carried out|did|injected|blocked|treated|undertook|administered|ablated|denervated)\b|\btoday'?s (?:ablation|block|procedure|injections?|rfa|denervation|neurotomy|session)\b"
    r"|\blesions? (?:was|were)\b|\d ?(?:ml|cc|mg)\b"
)


def _heads(note: Note, found: list[Naming]) -> list[Naming]:
    """Ablations named with their places on the line of the heading: blocks listed below it are earlier ones."""
    heads = [
        naming
        for naming in found
        if naming.sentence.kind is Kind.PROCEDURE
        and naming.sentence.body > naming.sentence.start
        and naming.technique.is_ablation
        and _places(note, naming)
    ]
    below = [naming for naming in found if naming not in heads]
    told_as_dated = all(
        naming.technique is Technique.MEDIAL_BRANCH_BLOCK
        and any(written_dates(note.lower, naming.sentence.start, naming.sentence.end))
        for naming in below
    )
    return heads if heads and below and told_as_dated else []


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
    if _INTENDED.fullmatch(sentence.label) and sentence.body > sentence.start:
        return 1
    if kind is Kind.PROCEDURE:
        return 0
    if kind is Kind.FIELD:
        return 1 if _FIELDS_THAT_NAME.search(sentence.label) else None
    if not tells_of_today(kind):
        return None
    if kind is Kind.TITLE:
        return 2 if is_title(sentence) else 3
    if kind is Kind.DESCRIPTION and sentence.start < LEAD and is_title(sentence):
        return 2
    return 3


def _counts(note: Note, sentence: Sentence, hit: Hit) -> bool:
    context = note.context(hit.start, hit.end)
    if context.negated or context.family or context.teaching:
        return False
    if sentence.kind not in (Kind.FIELD, Kind.PROCEDURE) and _is_dated_otherwise(note, sentence, hit):
        return False
    if hit.meaning in SUBTYPES and _CONVERTED.match(note.lower, hit.end):
        return False
    if hit.meaning == "not epidural" and _SPREAD.match(note.lower, hit.end):
        return False
    if hit.meaning.startswith("not ") and (
        context.historical
        or names_earlier_day(note, hit.end, min(sentence.end, hit.end + _SOON))
        or _TOLD_OF.search(note.lower, hit.end, min(sentence.end, hit.end + 2 * _SOON))
    ):
        return False
    if _INTENDED.fullmatch(sentence.label) and sentence.body > sentence.start:
        # what was scheduled names the technique where another line says what was performed
        return _PERFORMED_LINE.search(note.lower) is not None
    if sentence.kind is Kind.FIELD:
        return True
    if sentence.kind is Kind.PROCEDURE:
        # the first line names it; what follows may be prose ("RFA next if concordant")
        first = sentence.label != "" and sentence.body > sentence.start
        return first or not (context.hypothetical or context.planned or context.historical)
    if context.consent or context.hypothetical or _FAILED.search(note.lower, sentence.start, hit.start):
        return False
    if _HAD_FAILED.match(note.lower, hit.end, sentence.end):
        return False
    if context.planned and not _TODAY.search(note.lower, sentence.start, sentence.end):
        return False
    if context.historical and not _TODAY.search(note.lower, sentence.start, sentence.end):
        return is_title(sentence) and not _PAST.search(note.lower, sentence.start, sentence.end)
    return True


def _is_dated_otherwise(note: Note, sentence: Sentence, hit: Hit) -> bool:
    """Whether a date just after the name of a procedure is another than that of the note: "RFA 3/2023", "RFA on 5/12"."""
    end = min(sentence.end, hit.end + _DATE_AFTER)
    if "(" in note.lower[hit.end : end]:
        return False
    return names_earlier_day(note, hit.end, end) or names_later_day(note, hit.end, end)


_DATE_AFTER = 26
"""Characters between a procedure and its date, the date included."""
_CONVERTED = re.compile(r"[^.;\n]{0,40}\b(?:converted|abandoned|aborted)\b")
_SPREAD = re.compile(r" (?:spill|spread|flow|leak\w*|uptake|extravasation|pattern|h(?:a)?ematoma|contrast)")
"""What contrast or saline does, which is no procedure."""
_INTENDED = re.compile(r"(?:scheduled|planned|intended|booked)(?: (?:procedure|for))?")
_PERFORMED_LINE = re.compile(r"^[ \t]*(?:procedure )?(?:performed|done|completed)[ \t]*:", re.MULTILINE)
_TODAY = re.compile(
    r"\btoday'?s?\b(?! (?:he|she|the patient|pt) (?:is|has|rates|reports|returns))"
    r"|\b(?:was|were) (?:then )?(?:performed|carried out|done|undertaken|completed)\b"
    r"|\bpresents for\b|\bis here for\b|\breturns for (?:his|her|a|the)\b|\bunderwent the\b|\b(?:i|we) performed\b"
)
_FAILED = Gated(
    r"\b(?:had|has|have|having) failed\b[^.;\n]{0,60}$|\bfailed (?:\w+ ){0,2}$|(?:^|[.;] )(?:history|hx|pmh|psh)\b:? (?!of present)[^.;\n]{0,80}$"
)
_HAD_FAILED = re.compile(
    r"s?(?: \w+){0,3}? (?:(?:had|have|has) (?:\w+ )?(?:failed|helped|worked|given|provided|lasted|been)|failed\b|did not help|gave\b|provided\b|helped\b|worked\b|lasted\b)"
)
"""What is told of an earlier procedure, just after its name."""
_BLOCK = re.compile(r"\bblock")
_INTO_JOINT = re.compile(r"joint|articular|arthro")
_NERVE_WORK = re.compile(r"\b(?:anesthetized|anaesthetised|block\w*|targeted|injected|needles?|approached|ml|cc)\b")
_PAST = re.compile(
    r"(?:\bs/p|\bstatus post|\bhx|\bh/o|\bhistory of)\b|"
    r"\b(?:has|have|had) (?:had|undergone|received)\b|\bin the past\b|"
    r"\b(?:prior|earlier) (?:\w+ ){0,2}?(?:mbbs?|blocks?|rfa|inj\w*|esi|ablation)\b|\b(?:ago|last (?:year|month|week)|in (?:19|20)\d\d|previous(?:ly)?|elsewhere|another)\b"
)


def _settled(note: Note, found: list[Naming], facet: list[Naming], extra: list[Naming]) -> Procedure:
    if not facet:
        return Procedure(Technique.NOT_FACET, tuple(found), found[0].spans, found[0].other)
    order = [naming.technique for naming in facet]
    technique = next((t for t in order if t.is_ablation or t is Technique.CYST_RUPTURE), None) or (
        Technique.MEDIAL_BRANCH_BLOCK if Technique.MEDIAL_BRANCH_BLOCK in order else order[0]
    )
    same = [naming for naming in facet if naming.technique is technique]
    spans = tuple(span for naming in same for span in naming.spans)
    second = _second(note, same, [naming for naming in facet if naming.technique is not technique])
    facet = [naming for naming in facet if naming not in second]
    if technique is Technique.INTRA_ARTICULAR:
        nerves = _nerves_blocked(note, spans)
        if nerves is not None:
            technique, spans = Technique.MEDIAL_BRANCH_BLOCK, (*spans[:1], nerves)
    if technique is Technique.THERMAL_RFA:
        means = _means(note)
        if means is not None:
            technique, span = means
            spans = (*spans[:1], span)
    found = [*found, *extra]
    others = tuple({kind: (kind, span) for naming in found for kind, span in naming.other}.values())
    return Procedure(technique, tuple(facet), spans[:3], others, second)


def _second(note: Note, same: list[Naming], rest: list[Naming]) -> tuple[Naming, ...]:
    """Those that name another technique at places of their own; the same places by two names are one procedure."""
    treated = {place for naming in same for place in _places(note, naming)}
    return tuple(naming for naming in rest if (own := _places(note, naming)) and treated and not own & treated)


def _places(note: Note, naming: Naming) -> set[tuple[str, Side | None]]:
    found = spine_words(note.lower, naming.sentence.start, naming.sentence.end)
    return {
        (name, item.side) for item in found if item.sort in ("joint", "nerve", "span", "bare") for name in item.names
    }


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


_IS_MEANS = re.compile(
    r"\b(?:rf\w*|radio-?frequency|radio frequency|probes?|electrodes?|ablation|lesion\w*|mode|current|treatment|water|internally|"
    r"neurotomy|denervation|rhizotomy|degrees?|c|celsius|seconds?|sec|hz|system|coolief)\b"
)
"""Words beside "cooled" or "pulsed" where these tell of the lesion."""


def _means(note: Note) -> tuple[Technique, Span] | None:
    """Pulsed, cooled or another means told in the text of an ablation whose title names none."""
    for hit in note.hits(TERMS):
        if hit.meaning not in ("pulsed", "cooled"):
            continue
        sentence = note.sentence_at(hit.start)
        context = note.context(hit.start, hit.end)
        if not _IS_MEANS.search(note.lower, max(sentence.start, hit.start - 40), min(sentence.end, hit.end + 50)):
            continue
        if is_done_here(note, sentence) and context.asserted and not context.historical and not context.planned:
            return ABLATIONS[hit.meaning], (hit.start, hit.end)
    return None
