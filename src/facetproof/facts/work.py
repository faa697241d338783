"""Where a note tells what was done today, and how much work with a needle it tells of."""

from __future__ import annotations

import re

from facetproof.facts.body import AT_SPINE, BODY_PART
from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sentence
from facetproof.facts.passages import in_past_passage
from facetproof.facts.readers.injectates.phrases import AGENTS, AT_FACET, EPIDURAL, OTHER_USE
from facetproof.facts.readers.technique.phrases import PERFORMED
from facetproof.facts.sections import Kind

_ELSEWHERE = frozenset(
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
_MAY_HOLD_WORK = frozenset(
    {Kind.HISTORY, Kind.INDICATION, Kind.DIAGNOSIS, Kind.MEDICATION, Kind.TREATMENT, Kind.IMAGING}
)
_WORK_WORDS = frozenset({"dose", "lesion", "needle", "position", "prep", "aspiration", "given", "guidance"})
_TOOLS = frozenset({"needle", "lesion"})
_MAY_BE_EXPLAINED = frozenset({"sedation", "after"})
"""Words of a consent that are no work."""
_UNFILLED = re.compile(r" *:[ .]*$")
_PARAGRAPH = 2
_TOLD_ON_A_LINE = frozenset({Kind.INDICATION, Kind.DIAGNOSIS})


def tells_of_today(kind: Kind) -> bool:
    """Whether sections of a kind tell what was done today: no history, plan, teaching text or the like."""
    return kind not in _ELSEWHERE


def is_done_here(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence stands where a note tells what was done today: no history, plan, teaching text or the like."""
    if in_past_passage(note, sentence):
        return False
    return sentence.kind not in _ELSEWHERE or is_work_under_another_heading(note, sentence)


def is_work_under_another_heading(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence tells of today's work in a section that is about something else, such as the history."""
    return sentence.start in note.memo(_work_told_elsewhere)


def _work_told_elsewhere(note: Note) -> frozenset[int]:
    """Sentences of paragraphs about work with a needle that follow, without a heading, in a section of another kind."""
    found: set[int] = set()
    paragraph: list[Sentence] = []
    goes_on: tuple[Kind, str] | None = None
    for sentence in (*note.sentences, None):
        fresh = sentence is None or (
            bool(paragraph)
            and (
                note.text.count("\n", paragraph[-1].end, sentence.start)
                >= (1 if sentence.kind in _TOLD_ON_A_LINE else _PARAGRAPH)
                or (sentence.kind, sentence.label) != (paragraph[-1].kind, paragraph[-1].label)
            )
        )
        if fresh:
            first = paragraph[0] if paragraph else None
            if (
                first is not None
                and first.kind in _MAY_HOLD_WORK
                and first.body == first.start
                and (goes_on == (first.kind, first.label) or _is_work(note, paragraph))
            ):
                found.update(item.start for item in paragraph)
                # below the first line of work the account of it goes on to the next heading
                goes_on = (first.kind, first.label) if first.kind in _TOLD_ON_A_LINE else None
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


def kinds_of_work(note: Note) -> int:
    """How many kinds of words for work with a needle stand where a note tells what was done."""
    kinds = set()
    for hit in note.hits(PERFORMED):
        if hit.meaning in kinds or hit.meaning == "dose":
            continue
        sentence = note.sentence_at(hit.start)
        if sentence.kind in _ELSEWHERE and sentence.kind is not Kind.INDICATION:
            continue
        context = note.context(hit.start, hit.end)
        if context.consent and hit.meaning in _MAY_BE_EXPLAINED:
            continue
        if hit.meaning == "sedation" and _UNFILLED.match(note.lower, hit.end, sentence.end):
            # a label that nobody filled in
            continue
        if not (context.hypothetical or context.planned or context.family or context.teaching or context.historical):
            kinds.add(hit.meaning)
    return len(kinds) + drug_given(note) + _lesion_made(note)


def drug_given(note: Note) -> bool:
    """Whether a drug is told with its amount where a note tells what was done."""
    for sentence, hits in note.sentences_with(AGENTS):
        if not any(hit.meaning in _NEEDLED for hit in hits):
            continue
        told = _AMOUNT.search(note.lower, sentence.start, sentence.end) or _NUMBER_AFTER.match(note.lower, hits[0].end)
        if told is None or not is_done_here(note, sentence):
            continue
        if OTHER_USE.search(note.lower, sentence.start, sentence.end) or _is_elsewhere(note, sentence):
            continue
        context = note.context(hits[0].start, hits[0].end)
        if context.asserted and not (context.planned or context.historical):
            return True
    return False


def _is_elsewhere(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence speaks of a knee, an epidural or the like, and not of the spine or its facet joints."""
    lower, start, end = note.lower, sentence.start, sentence.end
    if EPIDURAL.search(lower, start, end) and not AT_FACET.search(lower, start, end):
        return True
    return BODY_PART.search(lower, start, end) is not None and AT_SPINE.search(lower, start, end) is None


def _lesion_made(note: Note) -> bool:
    """Whether the heat of a lesion is told with its time."""
    for m in _LESION.finditer(note.lower):
        sentence, context = note.sentence_at(m.start()), note.context(*m.span())
        if is_done_here(note, sentence) and context.asserted and not (context.planned or context.historical):
            return True
    return False


_NEEDLED = frozenset(
    {
        *("lidocaine", "bupivacaine", "ropivacaine", "levobupivacaine", "mepivacaine", "chloroprocaine"),
        *("methylprednisolone", "triamcinolone", "betamethasone", "dexamethasone"),
    }
)
_NUMBER_AFTER = re.compile(r" \d{2}(?![\d/.])")
_AMOUNT = re.compile(r"\d ?(?:ml|cc|mg|mls|ccs)\b")
_LESION = Gated(
    r"(?<![\d./])[4-9]\d ?(?:degrees?|deg\.?|\u00b0|c\b)[^.;\n]{0,30}?\b\d{2,3} ?(?:s|secs?|seconds)\b"
    r"|(?<![\d./])[4-9]\d ?(?:/|x|@) ?(?:60|75|90|120|150|165|180)(?! ?(?:%|mm\b|[/\d]|\.\d))(?: ?s(?:ec)?\b)?"
)
