"""An appeal that stands on the record → its letter: fixed phrases, filled with words of what they rest on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping

from facetproof.errors import InputError
from facetproof.findings.appeal_answer import Appeal, Clock, Point, Shown
from facetproof.model.chart import Chart
from facetproof.model.denial import Denial
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Finding
from facetproof.model.letter import Letter, Section, Sentence
from facetproof.model.letterhead import Letterhead
from facetproof.outputs import words
from facetproof.outputs.letter_check import checked
from facetproof.outputs.letter_phrases import PHRASES, filled, slots_of
from facetproof.outputs.letter_supports import UNITS, Book, clean, long_date, meant, observed, quoted

_WRITTEN = ("letter", "letter_in_part")
#: A bound with and without unit: the requirements of which the letter repeats both numbers.
_BOUND = re.compile(r"(?:>=|<=|>) [\d.]+ [A-Za-z ]+")
_COUNT = re.compile(r"(?:>=|<=|>) [\d.]+")
_CLAUSE = re.compile(r"\b(?:is|are|was|were|should|has|have)\b")
_RE = (
    ("patient", "denial.patient"),
    ("birth_date", "denial.birth_date"),
    ("member", "denial.member_id"),
    ("claim", "denial.claim_number"),
    ("account", "denial.account_number"),
    ("dos", "session.dos"),
    ("notice", "denial.decision_date"),
)


def write_letter(
    appeal: Appeal, chart: Chart, denial: Denial, *, head: Letterhead | None = None, day: dt.date | None = None
) -> Letter:
    """The letter, checked.

    Args:
        appeal: with outcome `letter` or `letter_in_part`.
        chart: the record it was found on.
        denial: the payer's decision.
        head: letterhead.
        day: of the letter; default the day asked about.

    Raises:
        InputError: `letter-unsupported` for any other outcome; `letter-refused` where a sentence does not hold.
    """
    if appeal.outcome not in _WRITTEN:
        raise InputError(
            "letter-unsupported", "The record does not carry a letter", todo="See what would have been needed."
        )
    book = Book(appeal, chart, denial, head, day or appeal.asked)
    writer = _Writer(book)
    sections = tuple(section for section in writer.sections() if section.sentences)
    letter = Letter(
        title=book.title,
        day=book.day,
        head=head,
        sections=sections,
        enclosures=book.enclosures,
        supports=tuple(book.used.values()),
    )
    return checked(letter, appeal, chart, denial)


class _Writer:
    def __init__(self, book: Book) -> None:
        self.book = book

    def sections(self) -> Iterator[Section]:
        """The letter from the address to the enclosures."""
        book, appeal = self.book, self.book.appeal
        yield Section(kind="address", title="", sentences=tuple(self._address()))
        yield Section(kind="re", title="", sentences=tuple(self._fields()))
        yield Section(kind="services", title="Services", sentences=tuple(self._services()))
        yield Section(kind="text", title="", sentences=tuple(self._opening()))
        yield Section(kind="text", title="The denial", sentences=tuple(self._claims()))
        for point in appeal.points:
            title = words.rule_title(point.finding.name)
            yield Section(kind="point", title=title, sentences=tuple(self._point(point)))
        yield Section(kind="request", title="Request", sentences=tuple(self._request()))
        yield Section(kind="cited", title="Documents cited", sentences=tuple(self._cited()))
        numbers = ["1", *(str(n) for n in range(2, len(book.enclosures) + 2))]
        listed = (self._say("enclosure", {f"enclosure:{n}": ("number", "name")}) for n in numbers)
        yield Section(kind="enclosures", title="Enclosures", sentences=tuple(listed))

    def _say(self, phrase: str, supports: Mapping[str, tuple[str, ...]], rests: Iterable[str] = ()) -> Sentence:
        """A phrase whose slots take the words of supports in order; further ids it rests on."""
        slots: dict[str, tuple[str, ...]] = {}
        for id, names in supports.items():
            told = self.book.get(id).words
            slots |= {name: (told[n],) for n, name in enumerate(names)}
        for id in rests:
            self.book.get(id)
        return _sentence(phrase, (*supports, *rests), slots)

    def _address(self) -> Iterator[Sentence]:
        for name in ("payer", "payer_address"):
            if self.book.has(f"denial.{name}"):
                support = self.book.get(f"denial.{name}")
                yield from (_sentence("line", (support.id,), {"value": (line,)}) for line in support.words)

    def _fields(self) -> Iterator[Sentence]:
        for name, id in _RE:
            if self.book.has(id):
                yield self._say(f"re_{name}", {id: ("value",)})

    def _services(self) -> Iterator[Sentence]:
        for n, _ in enumerate(self.book.argued):
            yield self._say("line", {f"line.{n}": ("value",)})

    def _opening(self) -> Iterator[Sentence]:
        clock = self.book.appeal.clock
        date = {"denial.decision_date": ("date",)}
        if clock is None:
            yield self._say("opening", date)
            return
        level = f"level:{clock.level}"
        yield self._say("opening_level", {level: ("level",), **date})
        if self.book.in_time:
            yield self._timely(clock, level)

    def _timely(self, clock: Clock, level: str) -> Sentence:
        self.book.get(level)
        slots = {
            "document": (clock.document,),
            "number": (f"{clock.number} {UNITS[clock.unit]}",),
            "last": (long_date(clock.last_day or clock.first_day),),
        }
        if clock.counted_from == "notice":
            return _sentence("timely_notice", (level,), slots)
        slots["first"] = (long_date(clock.first_day),)
        told = self.book.denial.received is not None
        return _sentence(
            "timely_presumed" if clock.presumed else "timely_receipt" if told else "timely", (level,), slots
        )

    def _claims(self) -> Iterator[Sentence]:
        """What the denial claims, in our own words for its codes, each once."""
        names = dict.fromkeys(code for state in self.book.argued for code in state.codes)
        for name in (name for name in names if self.book.claims(name)):
            lines = [n for n, state in enumerate(self.book.argued) if name in state.codes]
            yield self._say("code", {f"code:{name}": ("code", "label")}, [f"line.{n}" for n in lines])
        findings = [f"finding:{point.finding.rule}" for point in self.book.appeal.points]
        yield self._say("thesis", {"session.dos": ("date",)}, findings)

    def _point(self, point: Point) -> Iterator[Sentence]:
        source = point.finding.source
        if source is None:
            return
        clause = self.book.get(f"clause:{point.finding.rule}")
        slots = {"document": (clean(source.document),), "where": (clean(source.where or ""),)}
        phrase = "clause_general" if point.general else "clause_unversioned"
        if source.version and not point.general:
            phrase, slots = "clause", slots | {"version": (source.version,)}
        yield _sentence(phrase, (clause.id,), slots)
        yield from self._facts(point.facts)
        yield self._conclusion(point)

    def _facts(self, facts: Iterable[Shown]) -> Iterator[Sentence]:
        """Each phrase of the record once, resting on every fact that it shows; facts without words by their value."""
        behind: dict[Evidence, list[Shown]] = {}
        for fact in facts:
            for one in fact.quotes:
                key = next(
                    (k for k in behind if (k.document, k.start, k.end) == (one.document, one.start, one.end)), one
                )
                behind.setdefault(key, []).append(fact)
            if not fact.quotes:
                self.book.get(f"fact:{fact.path}")
                yield _sentence("value", (f"fact:{fact.path}",), {"words": (fact.words,)})
        for one, shown in behind.items():
            ids = tuple(f"fact:{fact.path}" for fact in shown)
            for id in ids:
                self.book.get(id)
            yield _sentence("quote", ids, {"place": (self.book.place(one),), "quote": (quoted(one),)})

    def _conclusion(self, point: Point) -> Sentence:
        found = point.finding
        finding = self.book.get(f"finding:{found.rule}")
        ids = (finding.id, f"clause:{found.rule}", *(f"fact:{fact.path}" for fact in point.facts))
        phrase = "on_appeal" if point.on_appeal else _conclusion(found)
        seen, asked = observed(found), meant(found)
        slots = {name: ({"seen": seen, "asked": asked}[name],) for name in slots_of(PHRASES[phrase])}
        return _sentence(phrase, ids, slots)

    def _cited(self) -> Iterator[Sentence]:
        for document in self.book.cited:
            support = self.book.get(f"document:{document.id}")
            slots = {"document": (clean(document.id),), "title": (clean(document.title),)}
            if document.url:
                yield _sentence("cited_at", (support.id,), slots | {"url": (document.url,)})
            else:
                yield _sentence("cited", (support.id,), slots)

    def _request(self) -> Iterator[Sentence]:
        lines = [f"line.{n}" for n, _ in enumerate(self.book.argued)]
        findings = [f"finding:{point.finding.rule}" for point in self.book.appeal.points]
        short = tuple(self.book.get(id).words[1] for id in lines)
        yield _sentence("request", (*lines, *findings), {"lines": short})
        if self.book.has("head.contact") and self.book.has("head.phone"):
            yield self._say("contact", {"head.contact": ("contact",), "head.phone": ("phone",)})
        elif self.book.has("head.phone"):
            yield self._say("contact_phone", {"head.phone": ("phone",)})


def _sentence(phrase: str, ids: Iterable[str], slots: Mapping[str, tuple[str, ...]]) -> Sentence:
    text = filled(PHRASES[phrase], slots)
    return Sentence(says=phrase, text=text, rests_on=tuple(dict.fromkeys(ids)), slots=dict(slots))


def _conclusion(found: Finding) -> str:
    """How a met requirement is concluded: with both sides where they are plain, else in short."""
    asked, seen = found.required, found.observed
    if ";" in asked or isinstance(seen, list) or not asked or seen is None:
        return "met"
    if seen is True:
        return "met_true"
    if seen is False:
        # what is ruled out is named by a noun; a whole clause does not fit the phrase
        return "met" if not asked.startswith("not: ") or _CLAUSE.search(asked) else "met_false"
    if _COUNT.fullmatch(asked):
        return "met_count"
    if _BOUND.fullmatch(asked) or (isinstance(seen, str) and asked not in ("documented", "none")):
        return "met_bound"
    return "met_seen"
