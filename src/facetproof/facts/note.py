"""A note as readers see it, and what they hand back: sightings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

from facetproof.facts.calendar import WrittenDate, written_dates
from facetproof.facts.context import Context, context_in
from facetproof.facts.cues import CUES, is_habit, is_month, is_today
from facetproof.facts.gates import Gated
from facetproof.facts.options import said_and_chosen
from facetproof.facts.phrases import Hit, Lexicon, Scan, scan
from facetproof.facts.sections import Heading, Kind, Section, headings, sections
from facetproof.facts.sentences import sentence_spans
from facetproof.facts.standing import kinds_standing, without_standing
from facetproof.facts.tables.dated import with_rows
from facetproof.facts.unsure import doubts_in, hidden
from facetproof.facts.view import View, view_of

T = TypeVar("T")
UNDERWENT = "underwent"
"""Of the day of the note it is no word for the past."""


_DONE_FOR_YOU = Gated(
    r"\b(?:what we did|what was done today|today,? you (?:just )?had|you had (?:\w+ ){0,6}today|"
    r"today we (?:did|performed|treated|injected)|we (?:did|performed) today)\b"
)
_NEXT_ONE = Gated(
    r"\b(?:second|2nd|#2|next|repeat|another|third)(?: \w+){0,3}? "
    r"(?:blocks?|mbbs?|injections?|rfas?|ablations?|sessions?)\b"
    r"[^.;\n]{0,40}\bin (?:about |~ ?)?\d{1,2}(?:-\d{1,2})? (?:days?|wks?|weeks?|mos?|months?)\b"
)
"""What is to be done after some time: "second block with lidocaine in 2 weeks"."""
_PLAIN = Context()
_WITHOUT_CUES = {
    Kind.TEACHING: Context(teaching=True),
    Kind.FAMILY: Context(family=True),
    Kind.PLAN: Context(planned=True),
}
"""What a section says of its sentences where no cue stands in them."""


class Sighting(NamedTuple):
    """One value seen in one place.

    Attributes:
        path: dotted path in the chart (`session.relief.percent`, `history.0.dos`, `session.targets.0.joints`).
        value: as JSON would hold it; dates as ISO text. None = named without a value ("significant relief"): vague.
        start: first character in the note's `text`.
        end: one past the last character.
        reader: the reader's name.
    """

    path: str
    value: Any
    start: int
    end: int
    reader: str


class Sentence(NamedTuple):
    """A sentence or a line of a form.

    Attributes:
        start: first character.
        end: one past the last.
        kind: the kind of its section.
        label: the nearest heading or label, lower case words ("pain score"); empty where there is none.
        body: first character after a label that opens the sentence; `start` where none does.
    """

    start: int
    end: int
    kind: Kind
    label: str
    body: int


class Note:
    """One document, seen as text, sections and sentences.

    Attributes:
        original: the text as given; quotes are cut from it.
        document: id of the document.
        text: the view of it; places of sightings count in it.
        doubts: figures, dates and vertebrae with letters that may be misread digits.
        lower: `text` in lower case, same length, with options not chosen, placeholders, doubtful words and what says
            nothing of this patient blanked out.
    """

    def __init__(self, text: str, document: str = "note-1") -> None:
        self.original = text
        self.document = document
        self.view: View = view_of(text)
        self.text = self.view.text
        self.doubts = doubts_in(self.text)
        self.lower = hidden(said_and_chosen(self.text, self.view.lower), self.doubts)
        self._memo: dict[Any, Any] = {}
        # found when first asked for
        self._headings: list[Heading] | None = None
        self._sections: list[Section] | None = None
        self._sentences: list[Sentence] | None = None
        self._starts: list[int] = []
        self._scan: Scan | None = None
        self._cues: dict[int, list[Hit]] | None = None
        kinds = kinds_standing(self.lower)
        if kinds:
            spans = ((sentence.start, sentence.end) for sentence in self.sentences)
            self.lower = without_standing(self.lower, kinds, spans)

    @property
    def headings(self) -> list[Heading]:
        """Headings and labels, left to right."""
        if self._headings is None:
            self._headings = headings(self.text)
        return self._headings

    @property
    def sections(self) -> list[Section]:
        """Sections without gaps, left to right."""
        if self._sections is None:
            past = [(self.view.seen(start), self.view.seen(end)) for start, end in self.view.past]
            self._sections = with_rows(self.text, sections(self.text, self.headings), past)
        return self._sections

    @property
    def sentences(self) -> list[Sentence]:
        """Sentences, left to right."""
        if self._sentences is None:
            self._sentences = self._cut()
            self._starts = [sentence.start for sentence in self._sentences]
        return self._sentences

    def _cut(self) -> list[Sentence]:
        labels = {heading.start: heading for heading in self.headings}
        under = self.sections
        cuts = frozenset(labels) | {section.start for section in under}
        result: list[Sentence] = []
        at, label = 0, ""
        for start, end in sentence_spans(self.text, frozenset(cuts)):
            while at + 1 < len(under) and under[at].end <= start:
                at += 1
            section = under[at]
            heading = labels.get(start)
            if heading is not None:
                label = heading.label
            elif start < section.body or (result and self.text.find("\n", result[-1].end, start) >= 0):
                label = section.label
            body = min(heading.end, end) if heading else start
            result.append(Sentence(start, end, section.kind, label, body))
        return result

    def sentence_at(self, place: int) -> Sentence:
        """The sentence around a place; the nearest one before it where it falls between two."""
        sentences = self.sentences if self._sentences is None else self._sentences
        at = bisect_right(self._starts, place)
        return sentences[at - 1 if at else 0]

    def section_at(self, place: int) -> Section:
        """The section around a place."""
        for section in self.sections:
            if section.start <= place < section.end:
                return section
        return self.sections[-1]

    def hits(self, lexicon: Lexicon) -> list[Hit]:
        """Phrases of a lexicon in `lower`, found once a note."""
        if self._scan is None:
            self._scan = scan(self.lower)
        return self._scan.hits(lexicon)

    def has(self, lexicon: Lexicon) -> bool:
        """Whether any phrase of the lexicon occurs."""
        return bool(self.hits(lexicon))

    def sentences_with(self, lexicon: Lexicon) -> Iterator[tuple[Sentence, list[Hit]]]:
        """Each sentence that holds a phrase of the lexicon, with the hits in it."""
        current: Sentence | None = None
        within: list[Hit] = []
        for hit in self.hits(lexicon):
            if current is None or hit.start >= current.end:
                if current is not None:
                    yield current, within
                current, within = self.sentence_at(hit.start), []
            within.append(hit)
        if current is not None:
            yield current, within

    def hits_in(self, lexicon: Lexicon, sentence: Sentence) -> list[Hit]:
        """Phrases of a lexicon within a sentence."""
        return [hit for hit in self.hits(lexicon) if sentence.start <= hit.start < sentence.end]

    def context(self, start: int, end: int) -> Context:
        """What stands around a span within its sentence, and what its section says of it."""
        sentence = self.sentence_at(start)
        if self._cues is None:
            self._cues = self._cues_by_sentence()
        cues, kind = self._cues.get(sentence.start), sentence.kind
        if cues is None:
            return _WITHOUT_CUES.get(kind, _PLAIN)
        found = context_in(cues, self.lower, start, end)
        if kind is Kind.TEACHING:
            found = found._replace(teaching=True)
        elif kind is Kind.FAMILY:
            found = found._replace(family=True)
        elif kind is Kind.PLAN:
            found = found._replace(planned=True)
        return found

    def _cues_by_sentence(self) -> dict[int, list[Hit]]:
        found: dict[int, list[Hit]] = {}
        for hit in self.hits(CUES):
            if hit.meaning == "teaching" and self.lower.startswith("you", hit.start) and self.memo(_speaks_to_patient):
                continue
            if hit.meaning == "teaching" and is_habit(self.lower, hit.start, self.sentence_at(hit.start)):
                continue
            if is_month(self.lower, hit.start, hit.end) or is_today(self.lower, hit.start):
                continue
            if (
                hit.end - hit.start == len(UNDERWENT)
                and self.lower.startswith(UNDERWENT, hit.start)
                and self.sentence_at(hit.start).start in self.memo(_on_its_day)
            ):
                continue
            found.setdefault(self.sentence_at(hit.start).start, []).append(hit)
        for m in _NEXT_ONE.finditer(self.lower):
            found.setdefault(self.sentence_at(m.start()).start, []).append(Hit(m.start(), m.start(), "planned"))
        if "otherwise" in self.lower or "if not" in self.lower or "failing that" in self.lower:
            self._carry_conditions(found)
        return found

    def _carry_conditions(self, found: dict[int, list[Hit]]) -> None:
        """A sentence that opens with "otherwise" stands under the condition of the sentence before it."""
        before: list[Hit] = []
        for sentence in self.sentences:
            own = found.get(sentence.start, [])
            if self.lower.startswith(("otherwise", "failing that"), sentence.start):
                condition = [hit for hit in before if hit.meaning == "hypothetical"]
                if condition:
                    own = [*own, condition[0]]
                    found[sentence.start] = own
            before = own

    def words(self, start: int, end: int) -> str:
        """The words of the text as given that a span stands for, on one line."""
        first, stop = self.view.quoted(start, end)
        words = self.original[first:stop]
        return " ".join(words.split()) if "\n" in words else words

    def said(self, sentence: Sentence) -> str:
        """The words of a sentence in lower case; places in it count from `sentence.start`."""
        return self.lower[sentence.start : sentence.end]

    def memo(self, work: Callable[[Note], T]) -> T:
        """`work(self)`, done once a note: what several readers need (the procedure of the note, its dates)."""
        if work not in self._memo:
            self._memo[work] = work(self)
        result: T = self._memo[work]
        return result


def _speaks_to_patient(note: Note) -> bool:
    """Whether the note tells the patient what was done today, so that "you" is no reader of a leaflet."""
    return _DONE_FOR_YOU.search(note.lower) is not None


def full_dates(note: Note) -> list[WrittenDate]:
    """All dates of the note that are told in full, left to right."""
    return [written for written in written_dates(note.lower) if written.date is not None]


def _on_its_day(note: Note) -> frozenset[int]:
    """Sentences with the date of the note, where it has one date only, told more than once."""
    if note.lower.count("/") + note.lower.count("-") + note.lower.count("20") < 2:
        return frozenset()
    told = note.memo(full_dates)
    if len(told) < 2 or len({written.date for written in told}) > 1:
        return frozenset()
    return frozenset(note.sentence_at(written.start).start for written in told)
