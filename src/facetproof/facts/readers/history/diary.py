# ruff: noqa: E501 - one pattern a line
"""What a patient wrote or answered after a block: the answers belong to the one block that the diary or call names."""

from __future__ import annotations

import re

from facetproof.facts.answers import Answer, answers
from facetproof.facts.calendar import written_dates
from facetproof.facts.note import Note
from facetproof.facts.procedure import procedure_of
from facetproof.facts.quantities import NUMBER, Duration, Percent, durations, number, percents
from facetproof.facts.readers.history.mentions import named_in, terms_by_sentence
from facetproof.facts.readers.history.sessions import Group, Item, targets_in
from facetproof.facts.scores import scale_name
from facetproof.facts.sections import Kind
from facetproof.facts.spine_words import side_words, spine_words

_DIARY = re.compile(r"\b(?:pain|block|relief|injection|procedure) (?:diary|log|journal)\b|\bdiary\b")
_DATE = re.compile(r"\b(?:date of (?:the |your )?(?:block|injection|procedure)|(?:block|injection|procedure) date)\b")
_SIDE = re.compile(r"^(?:side|laterality)\b")
_LEVELS = re.compile(r"^(?:levels?|joints?|nerves?)\b")
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
_BARE = re.compile(rf"[^\d\n]{{0,24}}?(?P<low>{NUMBER})(?![\w/]|\.\d|\s*(?:hours?|hrs?|h\b|min))")
_UNIT = re.compile(r"\b(?P<unit>hour|day|week|month)s?\b")
_QUESTIONS = 2
"""So many questions about the response make a call or message a diary."""
_TOP = 10


def settle_diary(note: Note, groups: list[Group]) -> None:
    """Gives the answers to the block that the diary names, where it names one and nothing was done at this encounter."""
    if procedure_of(note) is not None:
        return
    told = note.memo(answers)
    if (
        not _DIARY.search(note.lower)
        and sum(answer.asked and _is_about_response(answer) for answer in told) < _QUESTIONS
    ):
        return
    if not groups:
        _open_group(note, groups)
    items = [item for group in groups for item in group.items]
    if len(items) != 1:
        return
    for answer in told:
        _give(note, items[0], answer)


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
            groups.append(Group(mention.technique, [item]))
            return


def _give(note: Note, item: Item, answer: Answer) -> None:
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
    elif _LASTED.search(question) and not _OTHER.search(question):
        lasted = next(iter(durations(said)), None) or _bare_duration(said, question)
        if lasted is not None:
            item.values.setdefault("hours", (lasted.hours, start + lasted.start, start + lasted.end))
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
