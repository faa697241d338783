# ruff: noqa: E501 - one pattern a line
"""A diary or log that the patient kept after a block: its lines belong to the one block that it names."""

from __future__ import annotations

import re

from facetproof.facts.calendar import written_dates
from facetproof.facts.note import Note
from facetproof.facts.procedure import procedure_of
from facetproof.facts.quantities import durations, number, percents
from facetproof.facts.readers.history.sessions import Group, Item
from facetproof.facts.spine_words import side_words, spine_words

_DIARY = re.compile(r"\b(?:pain|block|relief|injection|procedure) (?:diary|log|journal)\b|\bdiary\b")
_DATE = re.compile(
    r"\b(?:date of (?:the |your )?(?:block|injection|procedure)|(?:block|injection|procedure) date)\s*[:=-]\s*"
)
_PLACE = re.compile(
    r"\b(?P<label>side|laterality|levels?|joints?|nerves?)\s*[:=]\s*(?P<value>[^\n]{1,60}?)(?= {2,}|\n|$|\b(?:side|levels?)\b)"
)
_BEFORE = re.compile(
    r"(?:^|\n)[^\n:]{0,20}?\b(?:before|pre)[- ]?(?:the |your )?(?:block|injection|procedure)?(?: pain)?(?: score)?\s*[:=-]\s*(?P<score>10|\d)(?:\s*/\s*10)?[ \t]*(?:\n|$)"
)
_PERCENT = re.compile(r"\b(?:percent\w*|%|relief|improvement|better)\b[^\n:?\d]{0,40}[:?]\s*(?=\d)")
_LASTED = re.compile(r"\b(?:how long|duration of (?:the )?relief|relief lasted)\b[^\n:?\d]{0,40}[:?]?\s*(?=\S)")
_NONE = re.compile(r"\bworst\b|\bleast\b")


def settle_diary(note: Note, groups: list[Group]) -> None:
    """Gives the lines of a diary to the block it names, where it names one and nothing was done at this encounter."""
    items = [item for group in groups for item in group.items]
    if len(items) != 1 or not _DIARY.search(note.lower) or procedure_of(note) is not None:
        return
    item, lower = items[0], note.lower
    if "dos" not in item.values and (m := _DATE.search(lower)):
        for written in written_dates(lower, m.end(), m.end() + 20):
            if written.date is not None and written.start == m.end():
                item.values["dos"] = (written.date.isoformat(), written.start, written.end)
    _places(note, item)
    if "pain" not in item.values and "before" not in item.values and (m := _BEFORE.search(lower)):
        item.values["before"] = (number(m["score"]), *m.span("score"))
    if "percent" not in item.values and (m := _PERCENT.search(lower)) and not _NONE.search(m[0]):
        stop = lower.find("\n", m.end())
        found = next(iter(percents(lower[m.end() : stop if stop > 0 else None])), None)
        if found is not None and found.start == 0:
            item.values["percent"] = (found, m.end(), m.end() + found.end)
    if "hours" not in item.values and (m := _LASTED.search(lower)):
        stop = lower.find("\n", m.end())
        lasted = next(iter(durations(lower[m.end() : stop if stop > 0 else None])), None)
        if lasted is not None and lasted.start < 8:
            item.values["hours"] = (lasted.hours, m.end() + lasted.start, m.end() + lasted.end)


def _places(note: Note, item: Item) -> None:
    if item.targets:
        return
    for m in _PLACE.finditer(note.lower):
        if m["label"] in ("side", "laterality"):
            sides = side_words(note.lower, *m.span("value"))
            if item.side is None and len(sides) == 1:
                item.side = (sides[0].side, sides[0].start, sides[0].end)
        elif not item.targets:
            item.targets = tuple(
                named for named in spine_words(note.lower, *m.span("value")) if named.sort in {"joint", "nerve"}
            )
