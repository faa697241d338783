# ruff: noqa: E501 - one pattern a line
"""Earlier facet sessions told in a table with a header: one session a row."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.calendar import written_dates
from facetproof.facts.note import Note, Sentence
from facetproof.facts.procedure import procedure_of
from facetproof.facts.readers.history import phrases as say
from facetproof.facts.readers.history.named import named_in
from facetproof.facts.readers.history.sessions import Item, give_lesion, targets_in
from facetproof.facts.readers.injectates.reader import given_in
from facetproof.facts.readers.technique.phrases import TERMS
from facetproof.facts.scores import scale_name
from facetproof.facts.sections import Kind
from facetproof.facts.side_words import side_words
from facetproof.facts.tables.figures import duration_in, percent_in
from facetproof.facts.tables.logs import Cell, logs
from facetproof.facts.visit import visit_date
from facetproof.model.spine import Side

_NOT_DONE = re.compile(
    r"\b(?:plan\w*|schedul\w*|pending|cancel\w*|denied|request\w*|auth\w*|not done|no[- ]?show|today)\b"
)
_SCORE = re.compile(r"\s*(?P<score>\d{1,3}(?:\.\d)?)(?:\s*/\s*(?P<top>10|100))?\s*")
_LETTER = re.compile(r"[lrb] (?:mbb|mbrf|rf|rfa|rfn|ia|facet|medial|lumbar|cervical|thoracic)\b")
_SIDES = {"l": Side.LEFT, "r": Side.RIGHT, "b": Side.BILATERAL}


class Told(NamedTuple):
    """One session of a table, at `lower[start:end]`; `item` is None where the row tells of nothing at the facets."""

    start: int
    end: int
    item: Item | None


def tables_told(note: Note) -> list[Told]:
    """The rows of all tables of procedures; for `Note.memo`."""
    done = procedure_of(note)
    titles = [naming.sentence for naming in done.titles] if done is not None else []
    return [
        Told(min(cell.start for cell in row), max(cell.end for cell in row), _item(note, row))
        for row in note.memo(logs)
        # the row that names the procedure of the note is no earlier session
        if row and not any(title.start < row[-1].end and row[0].start < title.end for title in titles)
    ]


def within(tables: list[Told], place: int) -> bool:
    """Whether a place lies in a row of a table, so that the table tells it."""
    return any(row.start <= place < row.end for row in tables)


def with_rows_of(tables: list[Told], items: list[Item]) -> list[Item]:
    """The sessions told in words and those of the tables; one told in both is one, the words first."""
    result = list(items)
    for row in tables:
        if row.item is None:
            continue
        day = row.item.values.get("dos")
        same = next((item for item in items if day and item.values.get("dos", (None,))[0] == day[0]), None)
        if same is None:
            result.append(row.item)
            continue
        if "pain" in same.values:
            row.item.values.pop("before", None)
            row.item.values.pop("after", None)
        same.values = row.item.values | same.values
        same.targets, same.side = same.targets or row.item.targets, same.side or row.item.side
        same.drugs = same.drugs or row.item.drugs
    return result


def _item(note: Note, row: tuple[Cell, ...]) -> Item | None:
    cells = {cell.name: cell for cell in reversed(row)}
    name = cells.get("procedure")
    if name is None or any(_not_done(note, cell) for cell in row):
        return None
    line = Sentence(name.start, name.end, Kind.TREATMENT, "", name.start)
    hits = [hit for hit in note.hits(TERMS) if name.start <= hit.start < name.end]
    mention = next(iter(named_in(note, line, hits)), None)
    if mention is None or any(hit.meaning.startswith("not ") for hit in hits):
        return None
    item = Item()
    if mention.technique is not None:
        item.values["technique"] = (mention.technique.value, mention.start, mention.end)
    day = visit_date(note)
    date = cells.get("date")
    for written in written_dates(note.lower, date.start, date.end) if date else ():
        when = written.before(day) if day else written.date
        if when is not None and day is not None and when >= day:
            return None
        if when is not None:
            item.values["dos"] = (when.isoformat(), written.start, written.end)
        else:
            item.values["dos_text"] = (note.words(written.start, written.end), written.start, written.end)
    if mention.technique is not None and mention.technique.is_ablation:
        give_lesion(note, item, name.start, name.end)
    else:
        for intent, pattern in (("diagnostic", say.DIAGNOSTIC), ("therapeutic", say.THERAPEUTIC)):
            if (m := pattern.search(note.lower, name.start, name.end)) is not None:
                item.values["intent"] = (intent, *m.span())
    _places(note, item, cells)
    _response(note, item, cells)
    agent = cells.get("agent")
    if agent is not None:
        item.drugs = tuple(given_in(note, note.sentence_at(agent.start), agent.start, agent.end))
    return item


def _not_done(note: Note, cell: Cell) -> bool:
    remark = cell.name in ("", "percent", "hours", "before", "after", "agent")
    return (_STRUCK if remark else _NOT_DONE).search(note.lower, cell.start, cell.end) is not None


_STRUCK = re.compile(
    r"\b(?:request only|not (?:scheduled|authori[sz]ed|done|performed|yet)|pending|cancell?ed|denied|no[- ]?show|planned only|to be scheduled|today)\b"
)


def _places(note: Note, item: Item, cells: dict[str, Cell]) -> None:
    technique = item.values.get("technique", (None,))[0]
    for cell in (cells.get("levels"), cells["procedure"]):
        if cell is not None and not item.targets:
            item.targets = targets_in(note.lower, cell.start, cell.end, technique, label=cell.heading)
    for cell in (cells.get("side"), cells.get("levels"), cells["procedure"]):
        if cell is None or item.side is not None:
            continue
        written = note.lower[cell.start : cell.end].strip(" .()")
        letter = _SIDES.get(written[:1]) if cell.name == "side" and len(written.replace("/", "")) <= 2 else None
        if letter is None and cell.name == "procedure" and _LETTER.match(written):
            letter = _SIDES[written[0]]
        if letter is not None:
            item.side = (letter, cell.start, cell.end)
            continue
        sides = side_words(note.lower, cell.start, cell.end)
        if len({word.side for word in sides}) == 1:
            item.side = (sides[0].side, sides[0].start, sides[0].end)


def _response(note: Note, item: Item, cells: dict[str, Cell]) -> None:
    relief = cells.get("percent")
    if relief is not None:
        said = note.lower[relief.start : relief.end]
        percent = percent_in(said, relief.heading)
        if percent is not None:
            item.values["percent"] = (percent, relief.start + percent.start, relief.start + percent.end)
    lasted = cells.get("hours")
    for cell in (lasted, relief):
        if cell is None or "hours" in item.values:
            continue
        said = note.lower[cell.start : cell.end]
        span = duration_in(said, cell.heading if cell is lasted else "")
        if span is not None:
            item.values["hours"] = (span.hours, cell.start + span.start, cell.start + span.end)
    going = say.STILL.search(note.lower, relief.start, relief.end) if relief is not None else None
    if going is not None:
        item.values["ongoing"] = (True, going.start(), going.end())
    for name in ("before", "after"):
        cell = cells.get(name)
        m = _SCORE.fullmatch(note.lower, cell.start, cell.end) if cell is not None else None
        if cell is None or m is None or float(m["score"]) > float(m["top"] or 10):
            continue
        item.values[name] = (float(m["score"]), m.start("score"), m.end("score"))
        scale = scale_name(cell.heading)
        if scale is not None:
            item.values.setdefault("scale", (scale, cell.start, cell.end))
