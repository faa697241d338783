# ruff: noqa: E501 - one pattern a line
"""What was given at the target: agent, strength, amount, and whether that is for each target or in all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.body import AT_SPINE, BODY_PART
from facetproof.facts.corrections import is_correction
from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.numbered import of_other_procedure
from facetproof.facts.phrases import Hit
from facetproof.facts.procedure import procedure_of
from facetproof.facts.readers.injectates.amounts import Amount, Given, Span, amounts_in, owners_of, per_of, value_of
from facetproof.facts.readers.injectates.apart import with_amounts_apart
from facetproof.facts.readers.injectates.phrases import (
    AGENTS,
    AT_FACET,
    AT_TARGET,
    EPIDURAL,
    FORM_LABEL,
    NOT_AFTER,
    NOT_AT_TARGET,
    NOT_USED,
    OTHER_USE,
    PER_TARGET,
    RECIPE,
    SKIN,
)
from facetproof.facts.sections import Kind
from facetproof.facts.visit import names_earlier_day
from facetproof.facts.work import is_done_here

_NAME = "injectates"
_ROUNDING = 0.01


def read(note: Note) -> Iterator[Sighting]:
    """`session.injectates` of a procedure at the facet joints; skin local, contrast and sedatives are none."""
    done = procedure_of(note)
    if done is None or not done.is_facet or not note.has(AGENTS):
        return
    given: list[Given] = []
    for sentence, hits in note.sentences_with(AGENTS):
        if _may_tell(note, sentence) and not _is_of_earlier(note, sentence) and not of_other_procedure(note, sentence):
            given.extend(_in_sentence(note, sentence, hits))
    given = _of_today(note, given)
    for n, item in enumerate(with_amounts_apart(note, _distinct(_as_corrected(note, given)))):
        here = f"session.injectates.{n}"
        yield Sighting(f"{here}.agent", item.agent, item.start, item.end, _NAME)
        for unit, (value, (start, end)) in item.amounts.items():
            yield Sighting(f"{here}.{unit}", value, start, end, _NAME)
        if item.per is not None:
            yield Sighting(f"{here}.per", item.per[0], *item.per[1], _NAME)
        if item.each_ml is not None:
            yield Sighting(f"{here}.mixture.ml_per_target", item.each_ml[0], *item.each_ml[1], _NAME)


def _of_today(note: Note, given: list[Given]) -> list[Given]:
    """Without what "the first block" was done with, where another sentence says what was given today."""
    told = {item.start: note.sentence_at(item.start) for item in given}
    if not any(_NOW.search(note.lower, sentence.start, sentence.end) for sentence in told.values()):
        return given
    return [item for item in given if not _was_done_earlier(note, told[item.start])]


def _was_done_earlier(note: Note, sentence: Sentence) -> bool:
    lower, start, end = note.lower, sentence.start, sentence.end
    if _NOW.search(lower, start, end) or _WAS_DONE.search(lower, start, end) is None:
        return False
    return _EARLIER.search(lower, start, end) is not None or _FIRST.search(lower, start, end) is not None


_FIRST = re.compile(r"\b(?:block|mbb|injection|procedure|session) (?:#|no\.? ?|number )?(?:1|one)\b")


def given_in(note: Note, sentence: Sentence, start: int, end: int) -> list[Given]:
    """Drugs told as given in part of a sentence, for a session told as past."""
    hits = [hit for hit in note.hits(AGENTS) if start <= hit.start < end]
    return _distinct(list(_in_sentence(note, sentence, hits, past=True))) if hits else []


def _may_tell(note: Note, sentence: Sentence) -> bool:
    if sentence.kind is Kind.FIELD and NOT_AT_TARGET.search(sentence.label):
        return False
    if is_done_here(note, sentence):
        return True
    if sentence.kind is Kind.MEDICATION and sentence.label == "rx":
        return PER_TARGET.search(note.lower, sentence.body, sentence.end) is not None
    return (
        sentence.kind is Kind.MEDICATION
        and FORM_LABEL.search(sentence.label) is not None
        and (
            _is_form(sentence)
            or (
                sentence.body > sentence.start
                and PER_TARGET.search(note.lower, sentence.body, sentence.end) is not None
            )
        )
    )


def _is_form(sentence: Sentence) -> bool:
    return sentence.body > sentence.start and sentence.end - sentence.start < 110


def _in_sentence(note: Note, sentence: Sentence, hits: list[Hit], *, past: bool = False) -> Iterator[Given]:
    lower = note.lower
    context = note.context(hits[0].start, hits[0].start)
    if EPIDURAL.search(lower, sentence.start, sentence.end) and not AT_FACET.search(
        lower, sentence.start, sentence.end
    ):
        return
    if context.teaching or context.consent or context.family:
        return
    if BODY_PART.search(lower, sentence.start, sentence.end) and not AT_SPINE.search(
        lower, sentence.start, sentence.end
    ):
        return
    # "If stimulation was concordant, the area was anesthetized with …" tells what was done
    if context.hypothetical and not _IF_THEN_DONE.match(lower, sentence.start, sentence.end):
        return
    amounts = amounts_in(lower, sentence.body, sentence.end)
    recipe = _recipe(lower, sentence, hits, amounts)
    owners = owners_of(lower, hits, amounts)
    for hit in hits:
        if not _is_used(note, sentence, hit, past=past):
            continue
        own = [amount for amount, owner in zip(amounts, owners, strict=True) if owner is hit]
        if hit.meaning == "saline" and not own:
            continue
        if not own and not _stated_as_given(lower, sentence):
            continue
        told: dict[str, tuple[float, Span]] = {}
        in_recipe = recipe is not None and recipe.end() <= max(
            hit.start, min([a.start for a in own], default=hit.start)
        )
        for amount in own:
            if in_recipe and amount.unit != "percent":
                continue
            if amount.unit == "strength":
                continue
            told.setdefault(amount.unit, (amount.value, (amount.start, amount.end)))
        strength = next((amount for amount in own if amount.unit == "strength"), None)
        if strength is not None and "ml" in told and "mg" not in told and not in_recipe:
            told["mg"] = (round(told["ml"][0] * strength.value, 4), (strength.start, strength.end))
        has_dose = "ml" in told or "mg" in told
        per = per_of(note, sentence) if has_dose and not in_recipe else None
        yield Given(hit.meaning, hit.start, hit.end, told, per, None)


def _is_of_earlier(note: Note, sentence: Sentence) -> bool:
    """Whether a sentence tells what an earlier block did: a day before that of the note, or "the first", and its relief."""
    lower, start, end = note.lower, sentence.start, sentence.end
    if _NOW.search(lower, start, end):
        return False
    if names_earlier_day(note, start, end):
        return _DID.search(lower, start, end) is not None or _WAS_DONE.search(lower, start, end) is not None
    return _DID.search(lower, start, end) is not None and _EARLIER.search(lower, start, end) is not None


_DID = Gated(
    r"\brelief\b|\d ?% (?:for|x|better|improvement|reduction)|\b(?:gave|helped|improved|responded)\b|\bpain[- ]free\b"
)
_WAS_DONE = re.compile(r"\b(?:was|were|had|used|received|done|underwent)\b")
_NOW = re.compile(r"\b(?:today|now|this time|at this visit|current)\b")
_EARLIER = re.compile(
    r"(?:\b(?:first|1st|second|2nd|previous|prior|earlier|last|initial|both|two|three)\b|#\d)[^.;\n]{0,40}\b(?:blocks?|mbbs?|injections?|procedures?|sessions?)\b|^\s*#\d\b"
)
_IF_THEN_DONE = re.compile(r"if\b[^.]{5,110},[^.]{0,80}\b(?:was|were) (?:then )?\w+ed\b")


def _recipe(lower: str, sentence: Sentence, hits: list[Hit], amounts: list[Amount]) -> re.Match[str] | None:
    """The words for a syringe made of several drugs; None where its parts add up to what was given of it."""
    found = RECIPE.search(lower, sentence.body, hits[-1].start)
    if found is None or PER_TARGET.search(found[0]):
        return None
    if found["ml"] is None:
        return None if _is_of_each(lower, sentence, found, amounts) else found
    given = value_of(found["ml"])
    parts = [amount.value for amount in amounts if amount.unit == "ml" and amount.start >= found.end()]
    return None if given is not None and len(parts) > 1 and abs(sum(parts) - given) < _ROUNDING else found


_OF_ONE_JOINT = 2.0
"""mL: more than a facet joint or nerve is given."""


def _is_of_each(lower: str, sentence: Sentence, found: re.Match[str], amounts: list[Amount]) -> bool:
    """Whether "through each needle a mixture of …" tells what each target got: so little that no syringe is meant."""
    if PER_TARGET.search(lower, sentence.body, found.start()) is None:
        return False
    told = [amount.value for amount in amounts if amount.unit == "ml" and amount.start >= found.end()]
    return bool(told) and sum(told) <= _OF_ONE_JOINT


def _is_used(note: Note, sentence: Sentence, hit: Hit, *, past: bool) -> bool:
    lower = note.lower
    if NOT_USED.search(lower, sentence.start, hit.start) or NOT_AFTER.match(lower[hit.end : sentence.end]):
        return False
    context = note.context(hit.start, hit.end)
    if context.negated or (context.planned and not past and not _IN_FACT.search(lower, sentence.start, hit.start)):
        return False
    if context.historical and not past and not is_done_here(note, sentence):
        return False
    words = lower[sentence.start : sentence.end]
    # a sentence may tell the skin and the target: each drug counts with the words of its own clause
    clause = _clause(lower, sentence, hit)
    if SKIN.search(clause) and not AT_TARGET.search(clause):
        return False
    if SKIN.search(clause) and not re.search(r"\b(?:each|per)\b", clause):
        return False
    return OTHER_USE.search(clause) is None or AT_TARGET.search(words) is not None


_IN_FACT = re.compile(r"\b(?:but|instead|in fact|however)\b[^.;]*$")
"""Words before what was given in place of what was planned."""
_CLAUSE = re.compile(
    r"(?<=\d (?:cc|ml))\. (?=\d)|(?<= skin) and\b|(?<=wheal) and\b|(?<=wheals) and\b|(?<=tissue) and\b|(?<=tissues) and\b|;|, (?=(?:and )?\d[\d.]* ?(?:ml|cc|mg)\b)|, (?:and )?then\b|\bthen\b|\bafter (?:which|negative)\b|"
    r"\bfollowed by\b|\bnext\b"
)


def _clause(lower: str, sentence: Sentence, hit: Hit) -> str:
    start, end = sentence.start, sentence.end
    for m in _CLAUSE.finditer(lower, start, end):
        if m.end() <= hit.start:
            start = m.end()
        elif m.start() >= hit.end:
            end = m.start()
            break
    return lower[start:end]


_GIVEN = re.compile(
    r"\b(?:inject\w*|deposit\w*|instill\w*|administ\w*|placed|given|gave|used|received|infiltrat\w*|mixture|solution|consist\w*|contain\w*|with|each|per)\b"
)


def _stated_as_given(lower: str, sentence: Sentence) -> bool:
    """A drug without an amount counts where it is said to be given, or on a form line for drugs."""
    label = FORM_LABEL.search(sentence.label) is not None and _is_form(sentence)
    return label or _GIVEN.search(lower, sentence.start, sentence.end) is not None


def _as_corrected(note: Note, given: list[Given]) -> list[Given]:
    """Without what an addendum corrects: another amount of a drug that it names."""
    corrected = {item.agent for item in given if is_correction(note, item.start)}
    return [item for item in given if item.agent not in corrected or is_correction(note, item.start)]


def _distinct(given: list[Given]) -> list[Given]:
    """Each drug with the same amounts once; a mention without amounts adds nothing to one with them."""
    result: list[Given] = []
    dosed = {item.agent for item in given if {"ml", "mg"} & item.amounts.keys()}
    for item in given:
        # a strength alone, where the agent is told with its dose elsewhere, is that of the skin
        if item.agent in dosed and not {"ml", "mg"} & item.amounts.keys():
            continue
        values = {unit: value for unit, (value, _) in item.amounts.items()}
        known = [other for other in result if other.agent == item.agent]
        if any(values.items() <= {u: v for u, (v, _) in other.amounts.items()}.items() for other in known):
            continue
        fuller = next((o for o in known if {u: v for u, (v, _) in o.amounts.items()}.items() <= values.items()), None)
        if fuller is not None:
            result[result.index(fuller)] = item
        else:
            result.append(item)
    return result
