"""The plan: whether ablation is what follows, the procedure planned, and the reasons the physician gave."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.calendar import written_dates
from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.procedure import procedure_of
from facetproof.facts.readers.history.mentions import Mention, named_in, past_list, speaks_of_facets
from facetproof.facts.readers.plan import phrases as say
from facetproof.facts.readers.technique.phrases import TERMS
from facetproof.facts.sections import Kind
from facetproof.facts.spine_words import side_words, spine_words
from facetproof.facts.statements import in_dialogue, kind_here
from facetproof.facts.visit import visit_date

_READER = "plan"
_PLANNED_DATE = re.compile(
    r"\b(?:planned|scheduled|requested|proposed)(?: procedure| service)? (?:date(?: of (?:service|"
    r"procedure))?|for|on)\s*[:=-]?\s*"
)
_NEVER = frozenset({Kind.TEACHING, Kind.FAMILY, Kind.EXAM, Kind.IMAGING, Kind.SIGNATURE, Kind.HEADER})


def read(note: Note) -> Iterator[Sighting]:
    """Sightings of `plan`."""
    if not speaks_of_facets(note):
        return
    yield from _rfa_intended(note)
    yield from _reasons(note)
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


def _of_this_patient(note: Note, sentence: Sentence, at: int) -> bool:
    if kind_here(note, sentence) in _NEVER:
        return False
    context = note.context(at, at + 1)
    return not (context.family or context.teaching) and say.NOT_THIS_PATIENT.search(note.said(sentence)) is None


def _condition_before(note: Note, sentence: Sentence) -> bool:
    """Whether the sentence before states the condition ("needs 80 % relief twice; then RFA")."""
    at = note.sentences.index(sentence)
    return bool(at) and say.CONDITION.search(note.said(note.sentences[at - 1])) is not None


_PATTERNS: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...] = (
    ("rfa_not_possible_reason", (say.IMPOSSIBLE,)),
    ("intraarticular_reason", (say.JOINT_ROUTE, say.NOT_BRANCHES)),
    ("early_repeat_reason", (say.EARLY, say.REPEAT)),
    ("source_question_reason", (say.SOURCE,)),
    ("multiple_blocks_reason", (say.SAME_DAY,)),
    ("third_level_reason", (say.THIRD,)),
)


def _reasons(note: Note) -> Iterator[Sighting]:
    told: set[str] = set()
    for sentence, _ in note.sentences_with(say.REASON_CUES):
        if kind_here(note, sentence) in _NEVER or in_dialogue(note, sentence.start):
            continue
        said = note.said(sentence)
        for name, patterns in _PATTERNS:
            if name in told or not all(pattern.search(said) for pattern in patterns):
                continue
            m = patterns[0].search(said)
            if m is None or not _of_this_patient(note, sentence, sentence.start + m.start()):
                continue
            span = _reason(name, said, m)
            if span is None:
                continue
            told.add(name)
            start, end = sentence.start + span[0], sentence.start + span[1]
            yield Sighting(f"plan.{name}", note.text[start:end], start, end, _READER)


def _reason(name: str, said: str, m: re.Match[str]) -> tuple[int, int] | None:
    """The words of the reason: after "because" and the like; the sentence where the reason is its subject."""
    if re.search(r"\b(?:if|unless|should (?:he|she|it))\b", said[: m.start()]) or said.rstrip().endswith("?"):
        return None
    end = len(said.rstrip(" .;,"))
    because = next((b for b in say.BECAUSE.finditer(said) if end - b.end() >= 6), None)
    if because is not None and not (name == "early_repeat_reason" and because[0] in {": ", " - "}):
        stop = said.find(")", because.end()) if because[0].startswith("(") else -1
        span = (because.end(), stop if stop > 0 else end)
    elif name == "source_question_reason" or (name == "rfa_not_possible_reason" and say.DEVICE.search(said)):
        span = (len(said) - len(said.lstrip()), end)
    else:
        return None
    if (
        name == "rfa_not_possible_reason"
        and say.PREFERENCE.search(said[span[0] : span[1]])
        and not say.DEVICE.search(said)
    ):
        return None
    return span


def _procedure(note: Note) -> Iterator[Sighting]:
    """What is planned, where nothing was done at this encounter."""
    if procedure_of(note) is not None:
        return
    for sentence, hits in note.sentences_with(TERMS):
        kind = kind_here(note, sentence)
        if kind in _NEVER or in_dialogue(note, sentence.start):
            continue
        said = note.said(sentence)
        if kind is not Kind.PLAN and not (
            say.PLANNED.search(said) and kind in (Kind.ASSESSMENT, Kind.OTHER, Kind.TITLE)
        ):
            continue
        for mention in named_in(note, sentence, hits):
            if mention.technique is None or not _is_planned(note, mention):
                continue
            yield from _planned(note, mention)
            return


def _is_planned(note: Note, mention: Mention) -> bool:
    before = note.lower[mention.sentence.start : mention.start]
    context = note.context(mention.start, mention.end)
    if context.family or context.teaching or context.negated or re.search(r"\bif\b|\bshould\b|\bdepending\b", before):
        return False
    if re.search(
        r"\b(?:s/p|after|previous|prior|last|had|underwent|results? of|response to|following|relief from)\b", before
    ):
        return False
    if re.search(r"\b(?:was|were|had|has|ago|gave|helped|underwent|received)\b", note.said(mention.sentence)):
        return False
    return kind_here(note, mention.sentence) is Kind.PLAN or say.PLANNED.search(before) is not None


def _planned(note: Note, mention: Mention) -> Iterator[Sighting]:
    sentence, lower = mention.sentence, note.lower
    if mention.technique is not None:
        yield Sighting("plan.technique", mention.technique.value, mention.start, mention.end, _READER)
    after = re.search(r"\bif\b|\bthen\b|\bfollowed by\b", lower[mention.end : sentence.end])
    right = mention.end + after.start() if after else sentence.end
    for m in re.finditer(r"\b(?:diagnostic|therapeutic)\b", lower[sentence.start : right]):
        if not re.search(r"diagnostic.*therapeutic|therapeutic.*diagnostic", lower[sentence.start : right]):
            yield Sighting("plan.intent", m[0], sentence.start + m.start(), sentence.start + m.end(), _READER)
    number = 0
    for named in spine_words(lower, sentence.start, right):
        if named.sort not in {"joint", "nerve"}:
            continue
        here = f"plan.targets.{number}"
        number += 1
        if named.side is not None and named.side_at is not None:
            yield Sighting(f"{here}.side", named.side.value, named.side_at[0], named.side_at[1], _READER)
        kind = "joints" if named.sort == "joint" else "nerves"
        yield Sighting(f"{here}.{kind}", list(named.names), named.start, named.end, _READER)
    sides = side_words(lower, sentence.start, right)
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
