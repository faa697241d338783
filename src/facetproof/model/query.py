"""Questions to the author of a record, and the answers that come back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from facetproof.model.chart import Chart


class Quote(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words of the record beside a question, with the document and its day."""

    quote: str
    document: str = ""
    date: dt.date | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One open question.

    Attributes:
        id: such as `q1`, by which the answer names it.
        text: the question.
        label: of the field.
        paths: places of the chart that its answer may fill.
        context: what the record says near it.
        office: for the practice's office, not for the physician.
    """

    id: str
    text: str
    label: str
    paths: tuple[str, ...]
    context: tuple[Quote, ...] = ()
    office: bool = False


class QueryForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All open questions on one chart, asked on one day. `chart` is what the answers will be added to."""

    questions: tuple[Question, ...]
    asked: dt.date
    about: str
    chart: Chart


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The author's words, and where he gave them too the values by chart path."""

    text: str
    values: dict[str, Any] = {}


class Answers(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Answers by question id, with the author and the time of writing."""

    author: str
    written: dt.datetime
    answers: dict[str, Answer]
