"""A letter in which every sentence rests on something: a fact of the record, a clause, or a field of the denial."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from facetproof.model.evidence import Evidence
from facetproof.model.finding import Out
from facetproof.model.letterhead import Letterhead


class Support(Out, frozen=True, kw_only=True):
    """What a sentence may rest on.

    Attributes:
        id: such as `fact:assessment.pain.months`, `clause:NC01`, `finding:NC01`, `denial.claim_number`, `code:CARC 50`.
        kind: `fact` of the record; `clause` of the policy; `finding` that the one meets the other; `field` of denial,
            settings or enclosures; `code` of the denial; `level` of appeal;
            `document` that a clause or level is of.
        words: every way in which it may be written into a sentence.
        path: of a fact, in the chart.
        quotes: of a fact, with their places.
        document: of a clause or level, with `version`, `where`, `confidence`.
    """

    id: str
    kind: Literal["fact", "clause", "finding", "field", "code", "level", "document"]
    words: tuple[str, ...]
    path: str | None = None
    quotes: tuple[Evidence, ...] = ()
    document: str | None = None
    version: str | None = None
    where: str | None = None
    confidence: str | None = None


class Sentence(Out, frozen=True, kw_only=True, omit_defaults=False):
    """One sentence: a fixed phrase with words of its supports in its slots.

    Attributes:
        says: name of the phrase.
        text: the phrase, filled.
        rests_on: ids of its supports.
        slots: the words put in, several where they are listed.
    """

    says: str
    text: str
    rests_on: tuple[str, ...]
    slots: dict[str, tuple[str, ...]]


class Section(Out, frozen=True, kw_only=True, omit_defaults=False):
    """A part of the letter; the title is empty or fixed, or the name of a rule."""

    kind: Literal["address", "re", "services", "text", "point", "request", "cited", "enclosures"]
    title: str
    sentences: tuple[Sentence, ...]


class Letter(Out, frozen=True, kw_only=True, omit_defaults=False):
    """A letter of appeal.

    Attributes:
        title: of the document, such as `Request for redetermination`.
        enclosures: ids of the documents of the record that are quoted, in order; the notice comes before them.
        supports: everything that a sentence rests on, once each.
    """

    title: str
    day: dt.date
    head: Letterhead | None
    sections: tuple[Section, ...]
    enclosures: tuple[str, ...]
    supports: tuple[Support, ...]
