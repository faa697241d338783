# ruff: noqa: E501 - one pattern a line
"""The plan: whether ablation is what follows, the procedure planned, and the reasons the physician gave."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.calendar import written_dates
from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.phrases import Hit
from facetproof.facts.procedure import procedure_of
from facetproof.facts.readers.history.mentions import past_list
from facetproof.facts.readers.history.named import Mention, named_in, speaks_of_facets, terms_by_sentence
from facetproof.facts.readers.history.sessions import targets_in
from facetproof.facts.readers.plan import phrases as say
from facetproof.facts.readers.plan.reasons import NEVER, read_reasons
from facetproof.facts.readers.technique.phrases import TERMS
from facetproof.facts.sections import Kind
from facetproof.facts.side_words import side_words
from facetproof.facts.spine_words import spine_words
from facetproof.facts.statements import in_dialogue, kind_here
from facetproof.facts.visit import visit_date

_READER = "plan"
_ADVISED = re.compile(
    r"\b(?:dr\.? [a-z'-]+|doctor|\w*surgeon|\w+ologist|consultant|physiatrist|pcp|chiropractor|reviewer|examiner|therapist)"
    r"[^.;\n]{0,40}\b(?:recommend|suggest|advis|propos|feels|thinks|wants|favou?r)\w*"
)
"""What another one advises is no plan of the author."""
_PLANNED_DATE = Gated(
    r"\b(?:planned|scheduled|requested|proposed)(?: procedure| service)? (?:date(?: of (?:service|"
    r"procedure))?|for|on)\s*[:=-]?\s*"
)


def read(note: Note) -> Iterator[Sighting]:
    """Sightings of `plan`."""
    if not speaks_of_facets(note):
        return
    yield from _rfa_intended(note)
    yield from read_reasons(note)
    yield from _procedure(note)


def _rfa_intended(note: Note) -> Iterator[Sighting]:
    done = procedure_of(note)
    if done is not None and (not done.is_facet or done.technique.is_ablation):
        return
    past = [(mention.start, mention.end) for mention in note.memo(past_list)]
    found: list[tuple[bool, int, int]] = []
    for sentence, hits in note.sentences_with(say.ABLATION_CUES):
        if not _of_this_patient(note, sentence, hits[0].start):
            continue
        said, offset = note.said(sentence), sentence.start
        no = say.NOT_INTENDED.search(said)
        if no is not None:
            found.append((False, offset + no.start(), offset + no.end()))
            continue
        if say.IMPOSSIBLE.search(said):
            continue
        yes = say.TO_FOLLOW.search(said) or say.CONDITIONAL_END.search(said)
        if yes is None:
            ordered = _ordered(note, sentence, hits)
            if ordered is not None:
                found.append((True, ordered.start, ordered.end))
            continue
        before = note.context(offset + yes.start(), offset + yes.end())
        firm = (
            say.FIRM.search(said)
            or say.CONDITION.search(said)
            or kind_here(note, sentence) is Kind.PLAN
            or _condition_before(note, sentence)
        )
        if any(offset + yes.start() < stop and start < offset + yes.end() for start, stop in past):
            continue
        if firm and not before.negated and "?" not in said:
            found.append((True, offset + yes.start(), offset + yes.end()))
    values = {value for value, _, _ in found}
    for value, start, end in found:
        if value or values == {False}:
            yield Sighting("plan.rfa_intended", value, start, end, _READER)


def _ordered(note: Note, sentence: Sentence, hits: list[Hit]) -> Hit | None:
    """An ablation at the facets that a plan names as what is to be done, whatever the words for it."""
    if kind_here(note, sentence) is not Kind.PLAN or say.NO_PLAN.search(sentence.label):
        return None
    if say.NOT_HIS.search(note.said(sentence)):
        return None
    past = note.memo(past_list)
    for hit in hits:
        before = note.lower[sentence.start : hit.start]
        context = note.context(hit.start, hit.end)
        if context.negated or context.consent or say.TALKED_OF.search(before) or say.TOLD_OF.search(before):
            continue
        if say.REFUSED.match(note.lower, hit.end, sentence.end) or say.ELSEWHERE.search(before):
            continue
        near = [other for other in note.hits_in(TERMS, sentence) if abs(other.start - hit.start) < _BESIDE]
        if any(other.meaning.startswith("not ") for other in near):
            continue
        if not any(mention.start < hit.end and hit.start < mention.end for mention in past):
            return hit
    return None


_BESIDE = 40


def _of_this_patient(note: Note, sentence: Sentence, at: int) -> bool:
    """Whether a sentence of a section that may tell plans speaks of this patient, not of patients in general."""
    kind = kind_here(note, sentence)
    if kind in NEVER or kind is Kind.CONSENT:
        return False
    context = note.context(at, at + 1)
    return not (context.family or context.teaching) and say.NOT_THIS_PATIENT.search(note.said(sentence)) is None


def _condition_before(note: Note, sentence: Sentence) -> bool:
    """Whether the sentence before states the condition ("needs 80 % relief twice; then RFA")."""
    at = note.sentences.index(sentence)
    return bool(at) and say.CONDITION.search(note.said(note.sentences[at - 1])) is not None


def _procedure(note: Note) -> Iterator[Sighting]:
    """What is planned, where nothing was done at this encounter."""
    if procedure_of(note) is not None:
        return
    named = note.memo(terms_by_sentence)
    for sentence in note.sentences:
        hits = named.get(sentence.start)
        if not hits:
            continue
        kind = kind_here(note, sentence)
        labelled = say.PLAN_LABEL.search(sentence.label) is not None and not sentence.label.endswith("diagnosis")
        labelled = labelled or _ASKED_FOR.search(note.lower, sentence.start, hits[0].start) is not None
        if (kind in NEVER and not (labelled and kind in (Kind.HEADER, Kind.TREATMENT))) or in_dialogue(
            note, sentence.start
        ):
            continue
        said = note.said(sentence)
        if (
            kind is not Kind.PLAN
            and not labelled
            and not (say.PLANNED.search(said) and kind in (Kind.ASSESSMENT, Kind.OTHER, Kind.TITLE, Kind.HISTORY))
            and " approved" not in said
        ):
            continue
        for mention in named_in(note, sentence, hits):
            mention = _of_the_kind_before(note, mention)
            if mention.technique is None or not _is_planned(note, mention):
                continue
            yield from _planned(note, mention)
            return


def _of_the_kind_before(note: Note, mention: Mention) -> Mention:
    """A "second block" at joints is of the kind of the first, where all blocks told are of one kind."""
    if mention.technique is not None:
        return mention
    kinds = {past.technique for past in note.memo(past_list) if past.technique and not past.technique.is_ablation}
    named = spine_words(note.lower, mention.sentence.start, mention.sentence.end)
    told = any(item.sort in {"joint", "nerve"} for item in named)
    return mention._replace(technique=kinds.pop()) if told and len(kinds) == 1 else mention


def _is_planned(note: Note, mention: Mention) -> bool:
    before = note.lower[mention.sentence.start : mention.start]
    context = note.context(mention.start, mention.end)
    if context.family or context.teaching or context.negated or re.search(r"\bif\b|\bshould\b|\bdepending\b", before):
        return False
    if _ADVISED.search(before) or context.consent:
        return False
    if (
        say.TALKED_OF.search(before)
        and say.DECIDED.search(note.lower, mention.sentence.start, mention.sentence.end) is None
    ):
        return False
    if any(past.start < mention.end and mention.start < past.end for past in note.memo(past_list)):
        return False
    if re.search(
        r"\b(?:s/p|after|previous|prior(?! auth)|last|had|underwent|results? of|response to|following|relief from)\b",
        before,
    ):
        return False
    if say.REFUSED.match(note.lower, mention.end, mention.sentence.end):
        return False
    condition = _THEN.search(note.lower, mention.end, mention.sentence.end)
    if condition is not None and condition.start() - mention.end < _NEXT and condition[0].startswith(_ONLY_IF):
        return False
    said = note.lower[mention.sentence.start : condition.start() if condition else mention.sentence.end]
    if re.search(r"\b(?:was|were|had|has|ago|gave|helped|underwent|received)\b", said):
        return False
    return (
        kind_here(note, mention.sentence) is Kind.PLAN
        or say.PLAN_LABEL.search(mention.sentence.label) is not None
        or _ASKED_FOR.search(before) is not None
        or say.PLANNED.search(before) is not None
        or say.APPROVED.match(note.lower, mention.end) is not None
    )


_ASKED_FOR = Gated(r"\b(?:requests?|requested|planned|proposed)(?: (?:procedure|service|treatment))?\s*:")
_THEN = re.compile(
    r"\b(?:if|once|pending|depending|provided|should (?:the|both|these|this|that|she|he|it)|then|followed by|with radio\w+|with (?:an? )?(?:rfa|ablation))\b"
)
_ONLY_IF = ("if", "once", "depending", "provided", "should")
_NEXT = 4


def _places_of_form(note: Note) -> Iterator[Sighting]:
    """Side and levels of a request that has a line for each."""
    labelled = {sentence.label: sentence for sentence in note.sentences if sentence.kind is Kind.FIELD}
    place = next(
        (
            labelled[label]
            for label in ("levels", "level", "joints", "nerves", "location", "target levels", "targets")
            if label in labelled
        ),
        None,
    )
    side = next((labelled[label] for label in ("side", "laterality") if label in labelled), None)
    sides = side_words(note.lower, side.body, side.end) if side is not None else []
    named = spine_words(note.lower, place.body, place.end) if place is not None else []
    for number, item in enumerate(item for item in named if item.sort in {"joint", "nerve"}):
        kind = "joints" if item.sort == "joint" else "nerves"
        yield Sighting(f"plan.targets.{number}.{kind}", list(item.names), item.start, item.end, _READER)
        if item.side is not None and item.side_at is not None:
            yield Sighting(f"plan.targets.{number}.side", item.side.value, *item.side_at, _READER)
        elif len({word.side for word in sides}) == 1:
            yield Sighting(f"plan.targets.{number}.side", sides[0].side.value, sides[0].start, sides[0].end, _READER)


_INTENT_LINE = re.compile(
    r"(?:(?:type|purpose|intent)[: ]+)?(?P<intent>diagnostic|therapeutic)(?: (?:block|mbb|injection)\b|\s*$)"
)


def _intent_below(note: Note, sentence: Sentence) -> Iterator[Sighting]:
    """The intent on a line of its own below an order."""
    at = note.sentences.index(sentence)
    for following in note.sentences[at + 1 : at + 4]:
        m = _INTENT_LINE.match(note.lower, following.start, following.end)
        if m is not None:
            yield Sighting("plan.intent", m["intent"], *m.span("intent"), _READER)
            return


def _planned(note: Note, mention: Mention) -> Iterator[Sighting]:
    sentence, lower = mention.sentence, note.lower
    if mention.technique is not None:
        yield Sighting("plan.technique", mention.technique.value, mention.start, mention.end, _READER)
        if mention.technique.is_ablation:
            yield Sighting("plan.rfa_intended", True, mention.start, mention.end, _READER)
    after = re.search(r"\bif\b|\bthen\b|\bfollowed by\b", lower[mention.end : sentence.end])
    right = mention.end + after.start() if after else sentence.end
    told = [
        *re.finditer(
            r"\b(?:diagnostic|therapeutic|dx(?= (?:mbbs?|blocks?|medial|facet)))\b", lower[sentence.start : right]
        )
    ]
    for m in told:
        if not re.search(r"diagnostic.*therapeutic|therapeutic.*diagnostic", lower[sentence.start : right]):
            yield Sighting(
                "plan.intent",
                "diagnostic" if m[0] == "dx" else m[0],
                sentence.start + m.start(),
                sentence.start + m.end(),
                _READER,
            )
    if not told:
        yield from _intent_below(note, sentence)
    number = 0
    for named in targets_in(lower, sentence.start, right, mention.technique):
        if named.sort not in {"joint", "nerve"}:
            continue
        here = f"plan.targets.{number}"
        number += 1
        if named.side is not None and named.side_at is not None:
            yield Sighting(f"{here}.side", named.side.value, named.side_at[0], named.side_at[1], _READER)
        kind = "joints" if named.sort == "joint" else "nerves"
        yield Sighting(f"{here}.{kind}", list(named.names), named.start, named.end, _READER)
    sides = side_words(lower, sentence.start, right)
    if not number and not sides:
        yield from _places_of_form(note)
    if not number and len({word.side for word in sides}) == 1:
        yield Sighting("plan.targets.0.side", sides[0].side.value, sides[0].start, sides[0].end, _READER)
    day = visit_date(note)
    labelled = [
        written
        for m in _PLANNED_DATE.finditer(lower)
        for written in written_dates(lower, m.end(), m.end() + 24)
        if written.start - m.end() < 4
    ]
    for written in [*labelled, *written_dates(lower, mention.end, right)]:
        if written.date is not None and (day is None or written.date >= day):
            yield Sighting("plan.date", written.date.isoformat(), written.start, written.end, _READER)
            return
