"""Open questions to the author: one for each gap, none of which leads; answers come back as an addendum."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import msgspec
import pytest
from sound_charts import KINDS, REMOVABLE, remove, sound, with_holes

from facetproof.errors import InputError
from facetproof.facts.addendum import Added, add_answers
from facetproof.facts.questions import askings
from facetproof.findings.inquiry import inquire
from facetproof.findings.judge import audit
from facetproof.model.chart import Chart
from facetproof.model.finding import Status, Verdict
from facetproof.model.letterhead import Letterhead
from facetproof.model.query import Answer, Answers, QueryForm, Question
from facetproof.outputs.query import form_docx, form_pdf, render_form

ASKED = dt.date(2025, 6, 20)
WRITTEN = dt.datetime(2025, 6, 21, 9, 30)
NOW = dt.datetime(2025, 6, 22, 12, 0)
LEADING = re.compile(r"^(?:is|was|were|are|did|does|do|has|have|had|can|could|would|will|should|isn't|wasn't)\b", re.I)
NOT_THE_AUTHORS = re.compile(
    r"\d|%|\bpercent\b|\b(?:cover|pay|claim|approv|reimburs|denial|denied|polic|requir|medical(?:ly)? necess)", re.I
)


@pytest.mark.parametrize("asking", askings().values(), ids=lambda asking: asking.path)
def test_a_question_is_open_and_names_no_number_and_no_payer(asking: Any) -> None:
    assert asking.ask.endswith("?")
    assert not LEADING.search(asking.ask)
    assert not NOT_THE_AUTHORS.search(asking.ask)


def test_the_check_of_questions_can_fail() -> None:
    assert LEADING.search("Was fluoroscopy used?")
    assert NOT_THE_AUTHORS.search("Did relief reach 80?")
    assert NOT_THE_AUTHORS.search("What supports coverage of the claim?")


def chart_of(tree: dict[str, Any]) -> Chart:
    return msgspec.convert(tree, Chart)


def form_of(tree: dict[str, Any]) -> QueryForm:
    return inquire(chart_of(tree), asked=ASKED)


def question_at(form: QueryForm, path: str) -> Question:
    return next(q for q in form.questions if path in q.paths)


def answered(form: QueryForm, path: str, text: str, **values: Any) -> Added:
    given = {question_at(form, path).id: Answer(text=text, values=values)}
    return add_answers(form, Answers(author="Nemo Placeholder, MD", written=WRITTEN, answers=given), now=NOW)


@pytest.mark.parametrize("kind", KINDS)
def test_a_supported_chart_raises_no_question(kind: str) -> None:
    assert [q for q in form_of(sound(kind)).questions if not q.office] == []


@pytest.mark.parametrize("path", REMOVABLE)
def test_each_gap_is_asked_about_at_its_place(path: str) -> None:
    for kind in KINDS:
        tree = sound(kind)
        before = msgspec.json.encode(tree)
        remove(tree, path)
        judged = audit(chart_of(tree))
        open_ = [f for f in judged.findings if f.status is Status.NOT_DOCUMENTED and f.consequence == "denial"]
        if before == msgspec.json.encode(tree) or not open_:
            continue
        places = [place for q in form_of(tree).questions for place in q.paths]
        assert any(f"{place}.".startswith(f"{path}.") or f"{path}.".startswith(f"{place}.") for place in places), kind


def test_no_two_questions_ask_the_same() -> None:
    for seed in range(40):
        form = form_of(with_holes(seed))
        texts = [(q.text, q.paths) for q in form.questions]
        assert len(texts) == len(set(texts))
        assert len({q.id for q in form.questions}) == len(form.questions)


def test_the_form_names_no_rule_no_payer_and_no_threshold() -> None:
    for seed in range(20):
        text = render_form(form_of(with_holes(seed)), width=100, color=False)
        assert not re.search(r"medicare|\b[A-Z]{2}\d\d\b|>=|at least \d|cover(?:ed|age)|approve", text)


def test_the_words_of_the_record_stand_beside_the_question_with_document_and_date() -> None:
    tree = sound("second_block")
    text = "First block on 05/05/2025. He did great, significant relief."
    remove(tree, "history.0.relief.percent")
    tree["documents"] = [{"id": "visit", "date": "2025-06-02", "text": text}]
    span = {"start": 41, "end": 59, "quote": text[41:59], "document": "visit"}
    tree["vague"] = [{"path": "history.0.relief.percent", "evidence": [span]}]
    context = question_at(form_of(tree), "history.0.relief.percent").context
    assert [(q.quote, q.document, str(q.date)) for q in context] == [
        ("He did great, significant relief.", "visit", "2025-06-02")
    ]


def test_an_answer_becomes_an_addendum_that_closes_the_gap() -> None:
    tree = sound("first_block")
    remove(tree, "session.guidance")
    form = form_of(tree)
    added = answered(form, "session.guidance", "Fluoroscopy was used throughout, in two planes.")
    assert audit(added.chart).determination is Verdict.SUPPORTED
    assert added.document.kind == "Addendum, late entry"
    assert added.document.date == WRITTEN.date()
    (span, *_) = (added.chart.evidence or {})["session.guidance"]
    assert (added.document.text or "")[span.start : span.end] == span.quote
    assert span.document == added.document.id
    assert "Nemo Placeholder, MD" in (added.document.text or "")


def test_a_response_to_an_earlier_block_enters_at_that_block() -> None:
    tree = sound("second_block")
    remove(tree, "history.0.relief")
    added = answered(form_of(tree), "history.0.relief.percent", "She had 90% relief for seven hours.")
    relief = (added.chart.history or ())[0].relief
    assert relief is not None
    assert relief.percent == 90


def test_values_enter_with_the_words_of_the_addendum_as_evidence() -> None:
    tree = sound("first_block")
    remove(tree, "assessment.pain.months")
    form = form_of(tree)
    added = answered(
        form, "assessment.pain.months", "It began in spring of last year.", **{"assessment.pain.months": 14}
    )
    (span,) = (added.chart.evidence or {})["assessment.pain.months"]
    assert span.quote == "It began in spring of last year."
    assert (added.document.text or "")[span.start : span.end] == span.quote


def test_words_that_tell_nothing_leave_the_question_open() -> None:
    tree = sound("first_block")
    remove(tree, "session.guidance")
    form = form_of(tree)
    added = answered(form, "session.guidance", "I do not remember.")
    assert added.chart.session is not None
    assert added.chart.session.guidance is None
    assert question_at(form, "session.guidance").id in added.open


def test_an_addendum_that_says_otherwise_is_a_contradiction_not_a_correction() -> None:
    tree = sound("first_block")
    remove(tree, "session.guidance")
    form = form_of(tree)
    told = msgspec.structs.replace(
        form, chart=chart_of(sound("first_block"))
    )  # told elsewhere since the form was written
    added = answered(told, "session.guidance", "Ultrasound was used.", **{"session.guidance": "ultrasound"})
    assert added.chart.session is not None
    assert added.chart.session.guidance is None
    assert [c.path for c in added.chart.conflicts or ()] == ["session.guidance"]


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "before the question": ({"written": dt.datetime(2025, 6, 3, 9, 0)}, "addendum-backdated"),
    "in the future": ({"written": dt.datetime(2025, 7, 3, 9, 0)}, "addendum-in-future"),
    "without an author": ({"author": "  "}, "author-missing"),
    "to no question": ({"answers": {"q99": Answer(text="Yes.")}}, "answer-unasked"),
    "without words": ({"answers": {"q1": Answer(text=" ")}}, "answer-empty"),
    "elsewhere": ({"answers": {"q1": Answer(text="x", values={"plan.rfa_intended": True})}}, "answer-elsewhere"),
    "of another kind": ({"answers": {"q1": Answer(text="x", values={"session.guidance": "x-ray"})}}, "answer-invalid"),
}


@pytest.mark.parametrize(("change", "code"), BAD.values(), ids=BAD)
def test_an_answer_is_refused_that_is(change: dict[str, Any], code: str) -> None:
    tree = sound("first_block")
    remove(tree, "session.guidance")
    form = form_of(tree)
    good: dict[str, Any] = {"author": "A, MD", "written": WRITTEN, "answers": {"q1": Answer(text="Fluoroscopy.")}}
    with pytest.raises(InputError) as refused:
        add_answers(form, Answers(**(good | change)), now=NOW)
    assert refused.value.code == code


def test_the_form_is_written_as_a_word_document() -> None:
    docx = pytest.importorskip("docx")
    import io

    tree = sound("first_block")
    remove(tree, "session.guidance")
    form = form_of(tree)
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(form_docx(form))).paragraphs)
    assert form.questions[0].text in words
    assert "marked as a late entry" in words


@pytest.mark.parametrize("head", [None, Letterhead(practice="Example Spine Clinic", phone="217-555-0100")])
def test_the_form_is_printed_with_every_question_and_its_context(head: Letterhead | None) -> None:
    pytest.importorskip("typst")
    import io

    from pypdf import PdfReader

    form = form_of(with_holes(3))
    assert len(form.questions) > 1
    reader = PdfReader(io.BytesIO(form_pdf(form, head)))
    words = re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))
    for question in form.questions:
        assert re.sub(r"\s+", "", f"{question.id}. {question.text}") in words
        for quote in question.context:
            assert re.sub(r"\s+", "", quote.quote) in words
    assert ("ExampleSpineClinic" in words) is (head is not None)
    assert "/StructTreeRoot" in reader.root_object
