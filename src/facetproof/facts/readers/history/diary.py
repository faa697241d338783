# ruff: noqa: E501 - one pattern a line
"""What a patient wrote or answered after a block: the answers belong to the one block that the diary or call names."""

from __future__ import annotations

import re

from facetproof.facts.answers import Answer, answers
from facetproof.facts.calendar import written_dates
from facetproof.facts.gates import Gated
from facetproof.facts.note import Note
from facetproof.facts.procedure import procedure_of
from facetproof.facts.quantities import NUMBER, Duration, Percent, durations, number, percents
from facetproof.facts.readers.history.named import named_in, terms_by_sentence
from facetproof.facts.readers.history.sessions import Group, Item, Seen, intent_of, targets_in
from facetproof.facts.readers.injectates.reader import given_in
from facetproof.facts.readers.technique.phrases import TERMS
from facetproof.facts.scores import scale_name
from facetproof.facts.sections import Kind
from facetproof.facts.side_words import side_words
from facetproof.facts.spine_words import spine_words
from facetproof.model.chart import Technique

_DIARY = Gated(
    r"\b(?:pain|block|relief|injection|procedure) (?:diary|log|journal)\b|\bdiary\b|\b(?:response|block|relief|pain) (?:worksheet|form|sheet|record|questionnaire)\b|\bquestionnaire\b"
)
_DATE = re.compile(r"\b(?:date of (?:the |your )?(?:block|injection|procedure)|(?:block|injection|procedure) date)\b")
_SIDE = re.compile(r"^(?:side|laterality)\b(?! ?(?:/|and|&))")
_LEVELS = re.compile(r"^(?:(?:side ?(?:/|and|&) ?)?(?:levels?|joints?|nerves?)|targets?|location|site)\b")
_DRUG = re.compile(
    r"^(?:agents?|drugs?|locals?|local an\w+|anesthetic|medications? (?:used|injected)|injectate|solution)\b"
)
_BEFORE = re.compile(r"\b(?:before|pre|prior to|baseline|came in|arriv\w+|starting)\b")
_AFTER = re.compile(
    r"\b(?:after|post|first (?:few |couple of )?hours?|lowest|once it was numb)\b|^(?:at )?(?:\d+|one|half an|an?) ?(?:min\w*|hours?|hrs?|h)\b"
)
_PERCENT = re.compile(
    r"\b(?:percent\w*|how much (?:of )?(?:your |the )?(?:pain|relief|better|improvement|did it help))|%|\b(?:total |best |overall |max\w* )?(?:relief|improvement)\b|\bbetter\b"
)
_LASTED = re.compile(r"\b(?:how long|how many hours|duration|(?:relief|it) last\w*|lasted|hours of relief)\b")
_OTHER = re.compile(
    r"\b(?:worst|average|sleep|function|activit\w*|walk\w*|medicat\w*|how long have|had (?:the |this )?pain)\b"
)
_SCORE = re.compile(
    rf"(?P<score>{NUMBER})(?:\s*(?:/|out of)\s*(?:10|ten)\b)?(?!\w|\.\d|\s*(?:%|percent|hours?|hrs?|h\b|minutes?|mins?|days?|weeks?|months?|-|to \d))"
)
_BARE = re.compile(rf"[^\d\n]{{0,24}}?(?P<low>{NUMBER})(?![a-z\d/]|\.\d|\s*(?:hours?|hrs?|h\b|min))")
_UNIT = re.compile(r"\b(?P<unit>hour|day|week|month)s?\b")
_SCALE = re.compile(r"\b(?:nrs|nprs|vas|vrs)\b")
_FUNCTION = re.compile(r"^(?:\d[.)] ?)?(?:function\w*|activit\w*)\b")
_ENDS = re.compile(r"\b(?:no|worst) pain\b")
"""What the ends of a scale mean."""
_QUESTIONS = 2
"""So many questions about the response make a call or message a diary."""
_TOP = 10


def is_diary(note: Note) -> bool:
    """Whether a note calls itself a diary, a log or a questionnaire after a block."""
    return _DIARY.search(note.lower) is not None


def settle_diary(note: Note, groups: list[Group]) -> None:
    """Gives the answers to the block that the diary names, where it names one and nothing was done at this encounter."""
    if procedure_of(note) is not None:
        return
    told = note.memo(answers)
    if not is_diary(note) and sum(answer.asked and _is_about_response(answer) for answer in told) < _QUESTIONS:
        return
    if not groups:
        _open_group(note, groups)
    items = [item for group in groups for item in group.items]
    if len(items) != 1:
        return
    for answer in told:
        give(note, items[0], answer)
    scale = _SCALE.search(note.lower)
    if scale is not None and items[0].values.keys() & {"before", "after"}:
        items[0].values.setdefault("scale", (scale_name(scale[0]), *scale.span()))


def answers_of_session(note: Note) -> dict[str, Seen]:
    """What a diary answers of the session that the note itself records, by name: before, after, percent, hours, function.

    Of several scores after it none is the one. For `Note.memo`.
    """
    done = procedure_of(note)
    if done is None or not done.is_facet or not is_diary(note):
        return {}
    item, late = Item(), 0
    for answer in note.memo(answers):
        if _ENDS.search(note.lower, answer.start, answer.end):
            continue
        late += _AFTER.search(answer.question) is not None and _SCORE.match(note.lower, answer.start) is not None
        give(note, item, answer)
    kept = (
        ("before", "after", "percent", "hours", "function") if late == 1 else ("before", "percent", "hours", "function")
    )
    return {name: item.values[name] for name in kept if name in item.values}


def _is_about_response(answer: Answer) -> bool:
    return any(pattern.search(answer.question) for pattern in (_BEFORE, _AFTER, _PERCENT, _LASTED))


def _open_group(note: Note, groups: list[Group]) -> None:
    """The block that a form names without telling of it as past."""
    by_sentence = note.memo(terms_by_sentence)
    for sentence in note.sentences:
        if sentence.kind in (Kind.PLAN, Kind.TEACHING, Kind.CONSENT, Kind.FAMILY):
            continue
        for mention in named_in(note, sentence, by_sentence.get(sentence.start, [])):
            context = note.context(mention.start, mention.end)
            if mention.technique is None or context.planned or context.family or context.hypothetical:
                continue
            item = Item({"technique": (mention.technique.value, mention.start, mention.end)})
            item.targets = targets_in(note.lower, sentence.start, sentence.end, mention.technique)
            sides = side_words(note.lower, sentence.start, sentence.end)
            if len({word.side for word in sides}) == 1:
                item.side = (sides[0].side, sides[0].start, sides[0].end)
            for written in written_dates(note.lower, mention.end, sentence.end):
                if written.date is not None:
                    item.values.setdefault("dos", (written.date.isoformat(), written.start, written.end))
            intent = intent_of(note, mention, sentence.start, sentence.end)
            if intent is not None and not mention.technique.is_ablation:
                item.values["intent"] = intent
            item.drugs = tuple(given_in(note, sentence, sentence.start, sentence.end))
            groups.append(Group(mention.technique, [item]))
            return
    _open_by_place(note, groups)


_SHOTS = re.compile(r"\b(?:numbing shots?|test (?:block|shots?|injection)|blocks?|nerve blocks?|shots?)\b")


def _open_by_place(note: Note, groups: list[Group]) -> None:
    """The block of a diary that names only where it was: "RIGHT neck C3, C4, C5 (numbing shots, test #1)"."""
    for sentence in note.sentences:
        line = note.lower.find("\n", sentence.end)
        if any(hit.meaning.startswith("not ") for hit in note.hits(TERMS)):
            return
        if _SHOTS.search(note.lower, sentence.start, line if line > 0 else len(note.lower)) is None:
            continue
        named = targets_in(note.lower, sentence.start, sentence.end, Technique.MEDIAL_BRANCH_BLOCK)
        if named:
            groups.append(Group(None, [Item(targets=named)]))
            return


def give(note: Note, item: Item, answer: Answer) -> None:
    """Gives one answer to a session, by what was asked."""
    question, lower, start = answer.question, note.lower, answer.start
    said = lower[start : answer.end]
    if _DATE.search(question):
        for written in written_dates(lower, start, answer.end):
            if written.date is not None and "dos" not in item.values:
                item.values["dos"] = (written.date.isoformat(), written.start, written.end)
    elif _SIDE.match(question):
        sides = side_words(lower, start, answer.end)
        if item.side is None and len({word.side for word in sides}) == 1:
            item.side = (sides[0].side, sides[0].start, sides[0].end)
    elif _LEVELS.match(question):
        item.targets = item.targets or tuple(
            named for named in spine_words(lower, start, answer.end) if named.sort in {"joint", "nerve"}
        )
    elif _DRUG.search(question):
        line = note.sentence_at(start)
        item.drugs = item.drugs or tuple(given_in(note, line, start, answer.end))
    elif _LASTED.search(question) and not _OTHER.search(question):
        lasted = next(iter(durations(said)), None) or _bare_duration(said, question)
        if lasted is not None:
            item.values.setdefault("hours", (lasted.hours, start + lasted.start, start + lasted.end))
    elif _FUNCTION.search(question) and (gain := next(iter(percents(said)), None)) is not None:
        item.values.setdefault("function", (gain.low, start + gain.start, start + gain.end))
    elif _OTHER.search(question):
        return
    elif _PERCENT.search(question):
        found = next(iter(percents(said)), None) or _bare_percent(said, question)
        if found is not None and found.high <= 100:
            item.values.setdefault("percent", (found, start + found.start, start + found.end))
    elif "pain" not in item.values:
        name = "before" if _BEFORE.search(question) else "after" if _AFTER.search(question) else None
        m = _SCORE.search(said) if name is not None else None
        score = number(m["score"]) if m is not None else None
        if name is None or m is None or score is None or score > _TOP:
            return
        item.values.setdefault(name, (score, start + m.start("score"), start + m.end("score")))
        scale = scale_name(question)
        if scale is not None:
            item.values.setdefault("scale", (scale, start + m.start("score"), start + m.end("score")))


def _bare_percent(said: str, question: str) -> Percent | None:
    m = _BARE.match(said) if re.search(r"percent|%", question) else None
    value = number(m["low"]) if m is not None else None
    return None if m is None or value is None else Percent(value, value, None, m.start("low"), m.end("low"))


def _bare_duration(said: str, question: str) -> Duration | None:
    m, unit = _BARE.match(said), _UNIT.search(question)
    value = number(m["low"]) if m is not None else None
    if m is None or unit is None or value is None:
        return None
    return Duration(value, value, unit["unit"], m.start("low"), m.end("low"))
