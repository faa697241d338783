"""Whether quoted words of a note say what somebody claims that they say: the readers' own rules, applied to a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from facetproof.facts.assist_places import Measure, Place
from facetproof.facts.context import Context
from facetproof.facts.cues import CUES
from facetproof.facts.note import Note, Sentence, Sighting
from facetproof.facts.phrases import Hit
from facetproof.facts.quantities import NUMBER, durations, number, percents
from facetproof.facts.sections import Kind
from facetproof.facts.view import view_of
from facetproof.facts.work import is_done_here

Span = tuple[int, int]

NAME = "assist"
_NEAR = 40
_ADJACENT = 12
_SHORTEST, _LONGEST = 4, 600
_UNSURE = re.compile(
    r"\b(?:expected|anticipat\w*|requir\w+|needed|criteri\w+|polic(?:y|ies)|payers?|insur\w+|hoped?|possib\w+|likely|"
    r"probabl\w+|suspect\w*|questionable|equivocal|presum\w+|seemed|versus|vs|not sure|unclear)\b|\?"
)
"""Words of doubt, or of what somebody else asks for, anywhere in the sentence."""
_CUT = re.compile(r"[;,\n]|\. ")
_STRENGTH = re.compile(
    r"\s*(?:\w*caine|naropin|dextrose|saline|glucose|solution|chlorhexidine|iodine|alcohol|phenol|oxygen|glycer\w+|"
    r"concentration|service|of (?:the )?(?:patients|cases|people|body|time))"
)
_LEADS_TO_A_SPAN = re.compile(
    r"(?:\bfor|\bof|\bx|\bover|\blasting|\blasted|duration|\bpast|\blast|[:=])\s*(?:(?:the|past|last|about|nearly|almost|"
    r"approximately|some|at least|over|more than|is|was|of)\s+){0,3}$"
)
_AFTER_A_SPAN = re.compile(r"\s*(?:after|post|later|ago|from|follow)")
_SCORES = re.compile(
    rf"(?<![\w./>-])(?P<of>{NUMBER})\s*(?:/\s*10\b|out of (?:10|ten)\b)"
    r"|\b(?:nrs|vas|vrs)\b(?: pain)?(?: score)?\s*(?:of|was|is|[:=])?\s*(?P<on>\d{1,2}(?:\.\d)?)"
    r"(?![\d/%.-]|\s*(?:-|to|out|/))"
)
_BARE: dict[Measure, re.Pattern[str]] = {
    "celsius": re.compile(r"(?<![\w./-])(\d{2}(?:\.\d)?)\s*(?:°|deg\w*|celsius\b|c\b)(?!\s*f)"),
    "seconds": re.compile(r"(?<![\w./-])(\d{1,3})[\s-]*(?:s|secs?|seconds?)\b"),
    "bare": re.compile(r"\b(?:bmi|body mass index)\b[^\d\n]{0,12}(\d{2}(?:\.\d+)?)(?![\d/-])"),
}
_TO_ANOTHER = re.compile(r"\s*(?:-|–|to)\s*\d")


def quoted(note: Note, sent: str, place: Place, value: Any, quote: str) -> list[Sighting] | str:
    """The sightings that the words bear out, or why they do not.

    Args:
        note: the note.
        sent: what was sent of it, character by character in the places of `note.text`.
        place: what the claim is about.
        value: claimed, as JSON.
        quote: the words claimed for it.
    """
    if not _SHORTEST <= len(quote.strip()) <= _LONGEST:
        return "quote too short or too long"
    # the note is sent with the usual words in the place of others, and may be quoted with either
    spans = list(_occurrences(sent, quote)) or list(_occurrences(sent, view_of(quote).text))
    if not spans:
        return "quote not in the text"
    found: list[Sighting] = []
    for span in spans:
        # words that stand in several places must say it in each: the claim does not tell which it means
        borne = _borne_out(note, place, value, span)
        if isinstance(borne, str):
            return borne
        found += borne
    return found


def _occurrences(sent: str, quote: str) -> Iterator[Span]:
    at = sent.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = sent.find(quote, at + 1)


def _borne_out(note: Note, place: Place, value: Any, span: Span) -> list[Sighting] | str:
    start, end = span
    sentence = note.sentence_at(start)
    if end > sentence.end or start < sentence.start:
        return "quote of several sentences"
    if sentence.kind in (Kind.CONSENT, Kind.TEACHING, Kind.FAMILY, Kind.PLAN):
        return "told elsewhere"
    if place.path.startswith("session.") and not is_done_here(note, sentence):
        return "told elsewhere"
    words = f"{note.said(sentence)} {sentence.label}"
    if place.never is not None and place.never.search(words):
        return "about something else"
    if place.beside is not None and not place.beside.search(words):
        return "about something else"
    if _UNSURE.search(words) or any(cue.meaning == "family>" for cue in _cues(note, sentence)):
        return "context"
    about = [hit for hit in _hits(note, sentence, place.about) if _within(hit, span)]
    if not about:
        return "about something else"
    if place.measure == "truth":
        return _truth(note, sentence, place, value, span, about)
    return _value(note, sentence, place, value, span, about)


def _value(
    note: Note, sentence: Sentence, place: Place, value: Any, span: Span, about: list[Span]
) -> list[Sighting] | str:
    if _denials(note, sentence):
        # readers follow how far a denial reaches; a claim that does not come from them gets no such credit
        return "context"
    told = list(_told(note, sentence, place))
    if len({tuple(sorted(fields.items())) for fields, _ in told}) > 1:
        return "several values in the sentence"
    name = place.path.rpartition(".")[2]
    for fields, at in told:
        if not _within(at, span) or not _same(fields[name], value):
            continue
        near = [hit for hit in about if _near(note, hit, at)]
        if not near:
            return "value apart from what it is about"
        if not all(_accepted(note.context(*hit), past=place.past) for hit in (*near, at)):
            return "context"
        above = place.path.rpartition(".")[0]
        return [Sighting(f"{above}.{field}", told_value, *span, NAME) for field, told_value in fields.items()]
    return "value not in the quote"


def _truth(
    note: Note, sentence: Sentence, place: Place, value: Any, span: Span, about: list[Span]
) -> list[Sighting] | str:
    if not isinstance(value, bool):
        return "value of another type"
    yes, no = (_hits(note, sentence, place.words[name]) if name in place.words else [] for name in ("true", "false"))
    if place.words and (bool(yes) == bool(no) or not all(_within(hit, span) for hit in (*yes, *no))):
        return "value not in the quote"
    contexts = [note.context(*hit) for hit in (*about, *yes, *no)]
    if not all(_accepted(context._replace(negated=False)) for context in contexts):
        return "context"
    said = _polarity(note, place, about, yes, no, _denials(note, sentence))
    return [Sighting(place.path, said, *span, NAME)] if said is not None and said is value else "context"


def _polarity(
    note: Note, place: Place, about: list[Span], yes: list[Span], no: list[Span], denials: list[Span]
) -> bool | None:
    """Whether it is said to be so, said not to be so, or neither."""
    if no:
        # "was negative" is how the word itself denies; any other denial turns it round
        return False if all(any(_overlap(denial, hit) for hit in no) for denial in denials) else None
    if not denials:
        return True
    denied = yes or about
    if place.only_yes or len(denials) > 1 or not all(note.context(*hit).negated for hit in denied):
        return None
    (denial,) = denials
    return False if any(_adjacent(note, denial, hit) for hit in denied) else None


def _denials(note: Note, sentence: Sentence) -> list[Span]:
    return [(cue.start, cue.end) for cue in _cues(note, sentence) if "negated" in cue.meaning]


def _cues(note: Note, sentence: Sentence) -> list[Hit]:
    return [cue for cue in note.hits(CUES) if sentence.start <= cue.start < sentence.end]


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _adjacent(note: Note, a: Span, b: Span) -> bool:
    first, second = sorted((a, b))
    between = note.lower[first[1] : second[0]]
    return len(between) <= _ADJACENT and " that " not in between and _CUT.search(between) is None


def _told(note: Note, sentence: Sentence, place: Place) -> Iterator[tuple[dict[str, Any], Span]]:
    """Every value of the place's kind in the sentence, as the fields it fills, and where it stands."""
    words, at, name = note.said(sentence), sentence.start, place.path.rpartition(".")[2]
    if place.measure == "percent":
        for p in percents(words):
            if not _STRENGTH.match(words, p.end) and 0 <= p.low <= p.high <= 100:
                fields: dict[str, Any] = {name: p.low}
                if p.bound is not None:
                    fields["bound"] = p.bound
                if p.high > p.low:
                    fields |= {"low": p.low, "high": p.high}
                yield fields, (at + p.start, at + p.end)
    elif place.measure in ("hours", "months"):
        for d in durations(words):
            vague = d.low != d.high or _AFTER_A_SPAN.match(words, d.end)
            if not vague and (place.measure == "hours" or _LEADS_TO_A_SPAN.search(words[: d.start])):
                yield {name: d.hours if place.measure == "hours" else d.months}, (at + d.start, at + d.end)
            else:
                yield {name: None}, (at + d.start, at + d.end)
    elif place.measure == "score":
        for m in _SCORES.finditer(words):
            score = number(m["of"] or m["on"])
            yield {name: score if score is not None and score <= 10 else None}, (at + m.start(), at + m.end())
    elif place.measure == "word":
        for word, pattern in place.words.items():
            for start, end in _hits(note, sentence, pattern):
                yield {name: word}, (start, end)
    else:
        for m in _BARE[place.measure].finditer(words):
            read = None if _TO_ANOTHER.match(words, m.end()) else float(m[1])
            yield {name: read}, (at + m.start(), at + m.end())


def _hits(note: Note, sentence: Sentence, pattern: re.Pattern[str]) -> list[Span]:
    return [
        (sentence.start + m.start(), sentence.start + m.end())
        for m in pattern.finditer(note.said(sentence))
        if m.end() > m.start()
    ]


def _accepted(context: Context, *, past: bool = False) -> bool:
    return context.asserted and not context.planned and (past or not context.historical)


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _near(note: Note, a: Span, b: Span) -> bool:
    """Whether two spans touch, or stand close with no clause between them."""
    first, second = sorted((a, b))
    between = note.lower[first[1] : second[0]]
    return len(between) <= _NEAR and _CUT.search(between) is None


def _same(told: Any, claimed: Any) -> bool:
    if told is None or isinstance(claimed, bool):
        return False
    if isinstance(told, str) or isinstance(claimed, str):
        return bool(told == claimed)
    return isinstance(claimed, (int, float)) and abs(told - claimed) < 0.01


def agree(seen: Iterable[Sighting], claimed: Any) -> bool:
    """Whether everything that was read at a place is the claimed value."""
    values = [sighting.value for sighting in seen if sighting.value is not None]
    return bool(values) and all(v is claimed if isinstance(v, bool) else _same(v, claimed) for v in values)
