# ruff: noqa: E501 - one pattern a line
"""How deep the patient was sedated, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.cues import CUES
from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.options import TICK
from facetproof.facts.phrases import Hit
from facetproof.facts.procedure import procedure_of
from facetproof.facts.readers.sedation.phrases import (
    BARE_REASON,
    BY_MOUTH,
    FORM,
    INLINE,
    LABEL,
    PATIENT_NEEDS,
    REASON,
    WORDS,
)
from facetproof.facts.sections import Kind
from facetproof.facts.visit import names_earlier_day
from facetproof.facts.work import is_done_here

_NAME = "sedation"
_NEED = re.compile(
    r"\b(?:anxi\w*|phobi\w*|panic\w*|ptsd|claustro\w*|dystoni\w*|tremor|parkinson\w*|dementia|spas\w*|still|cooperate|"
    r"tolerate|mov(?:e|es|ing|ement\w*)|autis\w*|delay|awake)\b"
)
_CUT_OFF = re.compile(r"(?:severe|extreme|marked|significant|her|his|the|patient's|known)")
"""A reason whose noun stands on another page."""
_IF_NEEDED = re.compile(
    r"[^.;\n]{0,30}\b(?:prn|as needed|if needed|if required|not given|not used|available|on standby|stand-?by|on request|at hand|patch(?:es)?|at home|at bedtime|nightly|daily|qhs|in case)\b"
)
"""Just after a drug: ordered in case, or not given."""
_WAS = re.compile(r"\b(?:was|were|given|used|administered|received|provided|performed|underwent|taken|brought)\b")
_DEPTHS = ("general", "mac", "deep", "moderate", "minimal")


def read(note: Note) -> Iterator[Sighting]:
    """`session.sedation`, `sedation_reason`; IV sedation of no stated depth is moderate."""
    done = procedure_of(note)
    if done is None or not done.is_facet:
        return
    seen = [*_form(note), *_text(note)]
    if not seen:
        return
    chosen = _chosen(seen)
    value = {"iv": "moderate", "local": "none"}.get(chosen[0].meaning, chosen[0].meaning)
    for hit in chosen[:3]:
        yield Sighting("session.sedation", value, hit.start, hit.end, _NAME)
    if value != "none":
        yield from _reason(note, chosen)


def _chosen(seen: list[Hit]) -> list[Hit]:
    """A depth outweighs a route, a route outweighs "none" of the same note only where a drug was given."""
    for depth in (*_DEPTHS, "iv", "none", "local"):
        found = [hit for hit in seen if hit.meaning == depth]
        if not found:
            continue
        if depth == "moderate":
            lighter = [hit for hit in seen if hit.meaning == "minimal"]
            # "conscious sedation" is often the name of the service; a depth word in the text says how deep it was
            if lighter and all(hit.meaning != "moderate" for hit in lighter) and _only_route(seen):
                return lighter
        if depth == "iv" and any(hit.meaning == "none" for hit in seen):
            return [hit for hit in seen if hit.meaning == "none"]
        return found
    return seen


def _only_route(seen: list[Hit]) -> bool:
    return not any(hit.meaning == "moderate" for hit in seen)


def _form(note: Note) -> Iterator[Hit]:
    for sentence in note.sentences:
        if sentence.kind is not Kind.FIELD or not LABEL.search(sentence.label):
            continue
        m = FORM.match(note.lower, sentence.body, sentence.end)
        if m is None or m.lastgroup is None or _ANSWERED_NO.match(note.lower, m.end()):
            continue
        yield Hit(m.start(m.lastgroup), m.end(m.lastgroup), m.lastgroup)


def _text(note: Note) -> Iterator[Hit]:
    for m in INLINE.finditer(note.lower):
        sentence = note.sentence_at(m.start())
        if sentence.kind is Kind.FIELD or not is_done_here(note, sentence):
            continue
        told = FORM.match(note.lower, m.end(), sentence.end)
        if told is not None and told.lastgroup is not None:
            yield Hit(told.start(told.lastgroup), told.end(told.lastgroup), told.lastgroup)
    for sentence, hits in note.sentences_with(WORDS):
        if not is_done_here(note, sentence) and not (sentence.kind is Kind.PLAN and sentence.label == "p procedure"):
            continue
        for hit in hits:
            no = _ANSWERED_NO.match(note.lower, hit.end)
            if no is not None and hit.meaning != "none":
                yield Hit(hit.start, no.end(), "none")
            elif hit.meaning == "named":
                # "no sedative was administered": the noun with a denial in its clause
                context = note.context(hit.start, hit.end)
                if context.negated and not (
                    context.hypothetical or context.consent or context.teaching or context.planned or context.historical
                ):
                    yield hit._replace(meaning="none")
            elif (hit.meaning == "iv" or hit.meaning in _DEPTHS) and _WAS_NOT.match(note.lower, hit.end, sentence.end):
                context = note.context(hit.start, hit.end)
                if not (context.hypothetical or context.consent or context.teaching or context.planned):
                    yield hit._replace(meaning="none")
            elif hit.meaning in ("none", "local"):
                context = note.context(hit.start, hit.end)
                if not (
                    context.hypothetical or context.teaching or context.consent or context.historical or context.planned
                ):
                    yield hit
            elif hit.meaning == "tablet":
                if BY_MOUTH.search(note.lower, sentence.start, sentence.end) and _given(note, sentence, hit):
                    yield hit._replace(meaning="minimal")
            elif hit.meaning == "iv" and (depth := _DEPTH_BESIDE.match(note.lower, hit.end, sentence.end)):
                if _given(note, sentence, hit):
                    yield Hit(depth.start("depth"), depth.end("depth"), _DEPTH[depth["depth"]])
            elif _turned_down(note, sentence, hit):
                yield hit._replace(meaning="none")
            elif _given(note, sentence, hit):
                yield hit


_WAS_NOT = re.compile(
    r" (?:was|were) (?:not|neither) (?:required|used|needed|necessary|given|administered|provided|requested|employed|wanted)\b"
)
_DEPTH = {"light": "minimal", "minimal": "minimal", "mild": "minimal", "moderate": "moderate", "deep": "deep"}
_DEPTH_BESIDE = re.compile(
    r"[^.;(\n]{0,40}\((?:\w+ )?(?P<depth>light|minimal|mild|moderate|deep)\b(?! (?:anxiety|pain|distress))"
)
"""A depth in brackets beside a drug: "midazolam 1 mg (light, arousable)"."""
_ANSWERED_NO = re.compile(
    rf"(?: (?:given|used|administered|needed))?[ \t]*[:?=-][ \t]*(?:{TICK}[ \t]*)?-?(?:no|none|n/?a|n|not|denied|declined|0)\b"
)
"""Just after the name of a depth on a form: "Moderate Sedation: No"."""


def _turned_down(note: Note, sentence: Sentence, hit: Hit) -> bool:
    """Whether a sedative was offered for this procedure and declined."""
    if not _OFFERED.search(note.lower, sentence.start, hit.start):
        return False
    context = note.context(hit.start, hit.end)
    told = context.hypothetical or context.historical or context.teaching or context.family or context.consent
    return not told and _REFUSED.match(note.lower, hit.end, sentence.end) is not None


def _given(note: Note, sentence: Sentence, hit: Hit) -> bool:
    context = note.context(hit.start, hit.end)
    historical = context.historical and not _past_only_in_reason(note, sentence, hit)
    if names_earlier_day(note, sentence.start, sentence.end):
        return False
    if not context.asserted or historical or _ANSWERED_NO.match(note.lower, hit.end, sentence.end):
        return False
    if _IF_NEEDED.match(note.lower, hit.end, sentence.end):
        return False
    if context.planned and (sentence.kind is Kind.PLAN or not _WAS.search(note.lower, sentence.start, sentence.end)):
        return False
    if _OFFERED.search(note.lower, sentence.start, hit.start) or _REFUSED.match(note.lower, hit.end, sentence.end):
        return False
    return hit.meaning != "iv" or "allerg" not in note.lower[sentence.start : sentence.end]


_OFFERED = re.compile(r"\boffered (?:\w+ ){0,2}$")
_REFUSED = re.compile(r"[^.;\n]{0,40}?\b(?:declin\w+|refus\w+|but (?:none|not|no|it was not|this was not)\b)")


def _past_only_in_reason(note: Note, sentence: Sentence, hit: Hit) -> bool:
    """Whether the words for the past stand in the reason: "… because of panic on two previous occasions"."""
    m = REASON.search(note.lower, hit.end, sentence.end)
    return m is not None and not any(
        cue.meaning == "historical" for cue in note.hits(CUES) if sentence.start <= cue.start < m.start()
    )


def _reason(note: Note, chosen: list[Hit]) -> Iterator[Sighting]:
    for hit in chosen:
        at = note.sentences.index(note.sentence_at(hit.start))
        for sentence in note.sentences[at : at + 2]:
            if sentence.start > hit.end and not note.lower.startswith(
                ("reason", "indication", "because"), sentence.start
            ):
                told = PATIENT_NEEDS.match(note.lower, sentence.start, sentence.end)
                if told is not None and _NEED.search(told[0]) and LABEL.search(sentence.label):
                    start, end = told.span()
                    yield Sighting("session.sedation_reason", note.words(start, end).strip(), start, end, _NAME)
                    return
                continue
            m = REASON.search(note.lower, sentence.start, sentence.end)
            bare = BARE_REASON.search(note.lower, sentence.start, sentence.end) if m is None else None
            if bare is not None and bare.lastgroup and (_NEED.search(bare[0]) or bare["a"] or bare["b"] or bare["e"]):
                start, end = bare.span(bare.lastgroup)
                yield Sighting("session.sedation_reason", note.words(start, end).strip(), start, end, _NAME)
                return
            if m and not _CUT_OFF.fullmatch(m["why"].strip()):
                start, end = m.start("why"), m.end("why")
                yield Sighting("session.sedation_reason", note.words(start, end).strip(), start, end, _NAME)
                return
    for sentence in note.sentences:
        if sentence.body > sentence.start and _REASON_LABEL.search(sentence.label):
            start, end = sentence.body, sentence.end
            words = note.lower[start:end].strip(" :.")
            if words and not words.startswith(("none", "n/a", "no ", "not ")):
                start += len(note.text[start:end]) - len(note.text[start:end].lstrip(" :\t"))
                yield Sighting("session.sedation_reason", note.words(start, end).strip(), start, end, _NAME)
                return
    for m in _ASKED_FOR.finditer(note.lower):
        sentence = note.sentence_at(m.start())
        why = REASON.search(note.lower, m.end(), sentence.end)
        if why is not None and note.context(m.start(), m.end()).asserted:
            start, end = why.span("why")
            yield Sighting("session.sedation_reason", note.words(start, end).strip(), start, end, _NAME)
            return


_REASON_LABEL = re.compile(
    r"^(?:reason|indication|justification|(?:medical )?necessity) (?:for )?(?:\w+ )?(?:sedation|an(?:a)?esthesia|mac)\b"
)
_ASKED_FOR = Gated(
    r"\b(?:monitored an(?:a)?esthesia care|mac|iv sedation|moderate sedation|conscious sedation|sedation|"
    r"general an(?:a)?esthesia) (?:is|was|were|has been) (?:requested|required|needed|indicated|necessary|used|given|"
    r"provided|chosen|felt)\b"
)
"""Why it was wanted, told elsewhere in the note."""
