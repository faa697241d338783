"""The supports of a letter: what may be said, built from the record, the policy, the denial and the settings alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from facetproof.findings.appeal_answer import Appeal, Clock, LineState, Point, Shown
from facetproof.findings.judge import day_of
from facetproof.findings.shown import text_of
from facetproof.model.chart import Chart
from facetproof.model.denial import Denial
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Finding
from facetproof.model.letter import Support
from facetproof.model.letterhead import Letterhead
from facetproof.outputs import words
from facetproof.outputs.console import printable
from facetproof.policy.appeals.codes import NONE, all_codes
from facetproof.policy.appeals.levels import level_at
from facetproof.policy.find import version
from facetproof.policy.rule import Document

NOTICE = "Notice of denial"
#: The notice is the first enclosure.
_FIRST = 2


class Book:
    """Supports by id, each built when it is asked for.

    Args:
        appeal: the answer that the letter argues.
        chart: the record.
        denial: the payer's decision.
        head: settings of the practice.
        day: of the letter.
    """

    def __init__(self, appeal: Appeal, chart: Chart, denial: Denial, head: Letterhead | None, day: dt.date) -> None:
        self.appeal, self.chart, self.denial, self.head, self.day = appeal, chart, denial, head, day
        self.enclosures = enclosed(appeal)
        self._points = {point.finding.rule: point for point in appeal.points}
        self._facts = {fact.path: fact for point in appeal.points for fact in point.facts}
        self._codes = {code.name: code for code in all_codes()}
        self.used: dict[str, Support] = {}

    def get(self, id: str) -> Support:
        """The support under this id, noted as used.

        Raises:
            KeyError: nothing stands behind this id.
        """
        if id not in self.used:
            self.used[id] = self._built(id)
        return self.used[id]

    def _built(self, id: str) -> Support:
        kind, _, rest = id.partition(":")
        makers: dict[str, Callable[[str], Support]] = {
            "fact": lambda path: self._fact(self._facts[path]),
            "clause": lambda rule: _clause(self._points[rule]),
            "finding": lambda rule: _finding(self._points[rule]),
            "code": self._code,
            "level": self._level,
            "document": self._document,
            "enclosure": self._enclosure,
        }
        return makers[kind](rest) if rest and kind in makers else self._field(id)

    def _fact(self, fact: Shown) -> Support:
        told = [fact.words, *(quoted(one) for one in fact.quotes), *(self.place(one) for one in fact.quotes)]
        return Support(id=f"fact:{fact.path}", kind="fact", words=_once(told), path=fact.path, quotes=fact.quotes)

    def place(self, evidence: Evidence) -> str:
        """`Enclosure 2, page 3`; a text without pages has lines."""
        text = text_of(self.chart, evidence.document) or ""
        mark = "\f" if "\f" in text else "\n"
        at = text.count(mark, 0, evidence.start) + 1
        number = self.enclosures.index(evidence.document) + _FIRST
        return f"Enclosure {number}, {'page' if mark == chr(12) else 'line'} {at}"

    def _code(self, name: str) -> Support:
        """A code of the denial with our label; KeyError where the denial does not give it."""
        if name not in {code for state in self.appeal.lines for code in state.codes}:
            raise KeyError(name)
        code = self._codes[name]
        return Support(id=f"code:{name}", kind="code", words=(code.name, code.label))

    def claims(self, name: str) -> bool:
        """Whether a code is known and claims anything; reductions and notes on procedure do not."""
        return name in self._codes and self._codes[name].route != NONE

    def _level(self, key: str) -> Support:
        clock = self.appeal.clock
        if clock is None or clock.level != key:
            raise KeyError(key)
        return Support(
            id=f"level:{key}",
            kind="level",
            words=_once(_clock_words(clock)),
            document=clock.document,
            where=clock.where,
            confidence=clock.confidence,
        )

    def _document(self, name: str) -> Support:
        """A document cited, with its title and address; KeyError where no clause or level of the letter is of it."""
        found = next(one for one in self.cited if one.id == name)
        return Support(
            id=f"document:{name}",
            kind="document",
            words=_once((clean(name), clean(found.title), found.url)),
            document=name,
        )

    @property
    def title(self) -> str:
        """`Request for redetermination`."""
        clock = self.appeal.clock
        return f"Request for {clock.name}" if clock else "Appeal"

    @property
    def in_time(self) -> bool:
        """Whether the letter may say that it is in time: by a time limit read in a document that has not passed."""
        clock = self.appeal.clock
        return clock is not None and clock.last_day is not None and not clock.passed and clock.confidence != "recalled"

    @property
    def cited(self) -> tuple[Document, ...]:
        """The documents behind the clauses and the level, each once, those without a title left out."""
        day = day_of(self.chart)
        rules = [version(self.appeal.policy, day).rule(rule) for rule in self._points] if day else []
        level = level_at(self.appeal.clock.level) if self.appeal.clock and self.in_time else None
        named = {point.finding.source.document for point in self.appeal.points if point.finding.source}
        documents = [cite.document for rule in rules if rule for cite in rule.citations if cite.document.id in named]
        found = [*documents, *([level.document] if level else [])]
        return tuple({one.id: one for one in found if one.title}.values())

    def _enclosure(self, number: str) -> Support:
        if number == "1":
            return Support(id="enclosure:1", kind="field", words=("Enclosure 1", NOTICE))
        document = self.enclosures[int(number) - _FIRST]
        found = next(one for one in self.chart.documents or () if (one.id or "") == document)
        told = words.joined(", ", found.kind or "", long_date(found.date) if found.date else "", document)
        return Support(
            id=f"enclosure:{number}", kind="field", words=(f"Enclosure {number}", printable(told) or "Medical record")
        )

    def _field(self, id: str) -> Support:
        name = id.partition(".")[2]
        if id.startswith("line."):
            state = self.argued[int(name)]
            return Support(id=id, kind="field", words=_once((line_words(state), line_words(state, short=True))))
        if id.startswith("denial."):
            value = getattr(self.denial, name, None)
        elif id == "session.dos":
            value = self.chart.session.dos if self.chart.session else None
        elif id.startswith("head."):
            value = getattr(self.head, name, None)
        else:
            raise KeyError(id)
        if value is None or value == "" or value == ():
            raise KeyError(id)
        several = value if isinstance(value, tuple) else (value,)
        told = [long_date(one) if isinstance(one, dt.date) else printable(str(one)) for one in several]
        return Support(id=id, kind="field", words=tuple(told))

    @property
    def argued(self) -> tuple[LineState, ...]:
        """The lines that the letter is about."""
        return tuple(state for state in self.appeal.lines if state.state == "appealed")

    def has(self, id: str) -> bool:
        """Whether something stands behind this id; it is not noted as used."""
        try:
            self._built(id)
        except (KeyError, IndexError, StopIteration):
            return False
        return True


def enclosed(appeal: Appeal) -> tuple[str, ...]:
    """Documents quoted, in the order in which they are quoted first."""
    quotes = (one for point in appeal.points for fact in point.facts for one in fact.quotes)
    return tuple(dict.fromkeys(one.document for one in quotes))


def quoted(evidence: Evidence) -> str:
    """The words as they are printed: line ends as blanks, otherwise verbatim."""
    return " ".join(printable(evidence.quote).split())


def long_date(day: dt.date) -> str:
    """`March 10, 2025`."""
    return f"{day:%B} {day.day}, {day.year}"


def line_words(state: LineState, *, short: bool = False) -> str:
    """`64493-RT-KX x 1, charge $410.00`; in short `64493-RT-KX`."""
    line = state.line
    code = printable("-".join((line.cpt, *line.modifiers)))
    charge = f", charge ${line.charge:,.2f}" if line.charge is not None else ""
    return code if short else f"{code} x {line.units:g}{charge}"


def _clause(point: Point) -> Support:
    source = point.finding.source
    if source is None:
        raise KeyError(point.finding.rule)
    told = (clean(source.document), source.version or "", clean(source.where or ""))
    return Support(
        id=f"clause:{point.finding.rule}",
        kind="clause",
        words=_once(told),
        document=source.document,
        version=source.version,
        where=source.where,
        confidence=source.confidence,
    )


def _finding(point: Point) -> Support:
    """What the record gives and what is asked, as the product found it."""
    found = point.finding
    return Support(id=f"finding:{found.rule}", kind="finding", words=_once((observed(found), meant(found))))


def observed(found: Finding) -> str:
    """What the record gives."""
    return clean(words.observed_text(found))


def meant(found: Finding) -> str:
    """What is asked; for what must not be, the thing itself."""
    return clean(words.asked_text(found).removeprefix("not: "))


def _clock_words(clock: Clock) -> Iterable[str]:
    yield clock.name
    yield clock.document
    if clock.number is not None:
        yield f"{clock.number} {UNITS[clock.unit]}"
    yield long_date(clock.first_day)
    if clock.last_day:
        yield long_date(clock.last_day)


UNITS = {"days": "calendar days", "business_days": "business days", "months": "months"}


def clean(text: str) -> str:
    """In one line, without a full stop at the end."""
    return " ".join(printable(text).split()).rstrip(".")


def _once(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in told if one))
