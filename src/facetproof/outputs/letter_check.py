"""Refuses a letter that says anything it cannot show: looked up anew in record, policy and denial, not in the letter.

A sentence holds if it is a fixed phrase, every word in its slots belongs to one of its supports, and every support is
what the sources give today. Quotes are compared with the text of the document, character by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.errors import InputError
from facetproof.findings.appeal_answer import Appeal
from facetproof.findings.judge import day_of
from facetproof.findings.shown import fact_words, text_of, value_at
from facetproof.model.chart import Chart
from facetproof.model.denial import Denial
from facetproof.model.finding import Status
from facetproof.model.letter import Letter, Sentence, Support
from facetproof.outputs import words
from facetproof.outputs.letter_phrases import CLOSE, OPEN, PHRASES, TITLES, filled, slots_of
from facetproof.outputs.letter_supports import Book, quoted
from facetproof.policy.appeals.codes import all_codes
from facetproof.policy.appeals.levels import level_at
from facetproof.policy.criterion import criteria
from facetproof.policy.find import version

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def checked(letter: Letter, appeal: Appeal, chart: Chart, denial: Denial) -> Letter:
    """The letter itself, if every sentence of it holds.

    Raises:
        InputError: `letter-refused`, naming the sentences by number and the fault, without their words.
    """
    faults = check_letter(letter, appeal, chart, denial)
    if faults:
        more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise InputError(
            "letter-refused",
            f"The letter was not written: {'; '.join(faults[:3])}{more}",
            todo="Report this; a letter is only written whole.",
        )
    return letter


def check_letter(letter: Letter, appeal: Appeal, chart: Chart, denial: Denial) -> tuple[str, ...]:
    """What is wrong with a letter; empty where every sentence holds."""
    return tuple(_faults(letter, appeal, chart, denial))


def _faults(letter: Letter, appeal: Appeal, chart: Chart, denial: Denial) -> Iterator[str]:
    book = Book(appeal, chart, denial, letter.head, letter.day)
    supports = {support.id: support for support in letter.supports}
    if len(supports) != len(letter.supports):
        yield "two supports have one id"
    if letter.title != book.title:
        yield "the letter has a title of its own"
    if letter.enclosures != book.enclosures:
        yield "the enclosures are not the documents quoted"
    names = {words.rule_title(criterion.name) for criterion in criteria().values()} | TITLES
    number = 0
    for support in letter.supports:
        yield from (f"support {support.id}: {fault}" for fault in _support(support, book))
    for section in letter.sections:
        if section.title not in names:
            yield "a section has a title of its own"
        for sentence in section.sentences:
            number += 1
            yield from (f"sentence {number}: {fault}" for fault in _sentence(sentence, supports, book))


def _sentence(sentence: Sentence, supports: dict[str, Support], book: Book) -> Iterator[str]:
    if not sentence.rests_on:
        yield "rests on nothing"
    if set(sentence.rests_on) - set(supports):
        yield "rests on something that is not given"
    own = [supports[id] for id in sentence.rests_on if id in supports]
    phrase = PHRASES.get(sentence.says)
    if phrase is None or set(sentence.slots) != slots_of(phrase) or not all(sentence.slots.values()):
        yield "is none of the phrases"
    elif sentence.text != filled(phrase, sentence.slots):
        yield "does not say what its phrase says"
    if sentence.says.startswith("timely") and not book.in_time:
        yield "says that it is in time, which no document carries"
    told = {word for support in own for word in support.words}
    if any(word not in told for slot in sentence.slots.values() for word in slot):
        yield "has words that none of its supports gives"
    yield from _quotes_and_numbers(sentence, own)


def _quotes_and_numbers(sentence: Sentence, own: list[Support]) -> Iterator[str]:
    """Independent of phrases and slots: quotation marks hold words of the record, numbers are those of a support."""
    rest = sentence.text
    for quote in sorted({quoted(one) for support in own for one in support.quotes}, key=len, reverse=True):
        rest = rest.replace(f"{OPEN}{quote}{CLOSE}", " ")
    # marks inside words of the policy or of a value are no quotation: they must stand so in a support
    if (OPEN in rest or CLOSE in rest) and sentence.says == "quote":
        yield "quotes what the record does not say"
    known = {number for support in own for word in support.words for number in _NUMBER.findall(word)}
    if any(number not in known for number in _NUMBER.findall(rest)):
        yield "has a number that none of its supports gives"


def _support(support: Support, book: Book) -> Iterator[str]:
    try:
        fresh = book.get(support.id)
    except (KeyError, IndexError, StopIteration, ValueError):
        yield "does not resolve"
        return
    if fresh != support:
        yield "is not what the sources give"
    if support.kind == "fact":
        yield from _fact(support, book.chart)
    elif support.kind in ("clause", "finding"):
        yield from _clause(support, book)
    elif support.kind == "level":
        level = level_at(support.id.partition(":")[2])
        if level is None or (level.document.id, level.where) != (support.document, support.where):
            yield "is no level of appeal that is known"
    elif support.kind == "code" and support.words not in {(code.name, code.label) for code in all_codes()}:
        yield "is no code that is known"


def _fact(support: Support, chart: Chart) -> Iterator[str]:
    value = value_at(chart, support.path or "")
    if value is None:
        yield "is not in the record"
    elif fact_words(support.path or "", value) not in support.words:
        yield "is not the value of the record"
    for one in support.quotes:
        text = text_of(chart, one.document)
        if text is None or not one.quote.strip() or text[one.start : one.end] != one.quote:
            yield "is quoted with words that do not stand there"


def _clause(support: Support, book: Book) -> Iterator[str]:
    """The clause is one of the policy in force on the day, and the finding behind it is one that the letter may use."""
    code = support.id.partition(":")[2]
    day = day_of(book.chart)
    rule = version(book.appeal.policy, day).rule(code) if day else None
    if rule is None:
        yield "is no rule of the policy on the date of service"
        return
    clauses = {(cite.document.id, cite.version, cite.where) for cite in rule.citations}
    if support.kind == "clause" and (support.document, support.version, support.where) not in clauses:
        yield "is not the clause of the policy"
    if rule.confidence == "recalled":
        yield "was not read in a document"
    point = next((point for point in book.appeal.points if point.finding.rule == code), None)
    if point is None or (point.finding.status is not Status.MET and not point.on_appeal):
        yield "is not met"
