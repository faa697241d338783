"""Letters of appeal: nothing in them without support, from random charts, by mutation, and read back from paper."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from collections.abc import Callable
from typing import Any

import docx
import msgspec
import pytest
from denied_charts import chart_of, denial_of, documented, random_case, told
from pypdf import PdfReader
from sound_charts import KINDS, remove, sound

from facetproof.errors import InputError
from facetproof.findings.appeal import appeal
from facetproof.findings.appeal_answer import Appeal
from facetproof.findings.shown import value_at
from facetproof.model.chart import Chart
from facetproof.model.denial import Denial
from facetproof.model.letter import Letter, Sentence
from facetproof.model.letterhead import Letterhead, Signer
from facetproof.outputs.letter import write_letter
from facetproof.outputs.letter_check import check_letter
from facetproof.outputs.letter_paper import letter_docx, letter_pdf, letter_text
from facetproof.outputs.letter_phrases import PHRASES
from facetproof.policy.find import version

#: How many random cases; more by the environment, as for the figure in the docs.
COUNT = int(os.environ.get("FACETPROOF_LETTERS", "300"))
ASKED = dt.date(2025, 8, 1)
HEAD = Letterhead(practice="Example Spine Clinic", phone="555-0100", signer=Signer(name="Pat Example, MD"))
Case = tuple[Appeal, Chart, Denial, Letter]


def case(kind: str = "second_block", **more: Any) -> Case:
    chart = chart_of(told(kind))
    denial = denial_of(chart, **more)
    found = appeal(chart, denial, asked=ASKED)
    return found, chart, denial, write_letter(found, chart, denial, head=HEAD)


def sentences(letter: Letter) -> list[Sentence]:
    return [sentence for section in letter.sections for sentence in section.sentences]


def flat(text: str) -> str:
    return " ".join(text.split())


def holds(letter: Letter, chart: Chart) -> list[str]:
    """What is wrong with a letter: written apart from the checker, from the documents and the library alone."""
    texts = {one.id: one.text or "" for one in chart.documents or ()}
    supports = {one.id: one for one in letter.supports}
    wrong = []
    for sentence in sentences(letter):
        own = [supports[id] for id in sentence.rests_on if id in supports]
        if not own or len(own) != len(sentence.rests_on):
            wrong.append(f"{sentence.says}: no support")
        for support in own:
            if support.kind == "fact" and value_at(chart, support.path or "") is None:
                wrong.append(f"{sentence.says}: fact not in the chart")
            if [q for q in support.quotes if texts[q.document][q.start : q.end] != q.quote]:
                wrong.append(f"{sentence.says}: quote not in the document")
            if support.kind == "clause":
                rule = version(chart.payer or "", chart.session.dos).rule(support.id[7:])  # type: ignore[union-attr, arg-type]
                ids = {cite.document.id for cite in rule.citations} if rule else set()
                if support.document not in ids:
                    wrong.append(f"{sentence.says}: citation does not resolve")
        quotes = re.findall("\u201c(.*)\u201d", sentence.text) if sentence.says == "quote" else []
        wrong += ["quote: not verbatim" for quote in quotes if not any(quote in flat(text) for text in texts.values())]
        numbers = set(re.findall(r"\d+", sentence.text))
        known = {number for support in own for word in support.words for number in re.findall(r"\d+", word)}
        if numbers - known:
            wrong.append(f"{sentence.says}: numbers without support")
    return wrong


@pytest.mark.parametrize("part", range(4))
def test_no_random_case_gives_a_sentence_without_support(part: int) -> None:
    written = 0
    for seed in range(part, COUNT, 4):
        tree, denial = random_case(seed)
        chart = chart_of(tree)
        found = appeal(chart, denial, asked=denial.decision_date + dt.timedelta(days=seed % 150))
        assert bool(found.points) == (found.outcome in ("letter", "letter_in_part"))
        assert found.points or found.steps or found.against or found.questions or found.outcome == "no_clause", seed
        if found.points:
            written += 1
            assert holds(write_letter(found, chart, denial, head=HEAD), chart) == [], seed
    assert written >= COUNT // 40


@pytest.mark.parametrize("kind", KINDS)
def test_a_fact_removed_from_the_chart_removes_its_sentences_or_the_letter(kind: str) -> None:
    tree = told(kind)
    chart = chart_of(tree)
    denial = denial_of(chart)
    letter = write_letter(appeal(chart, denial, asked=ASKED), chart, denial)
    facts = [support for support in letter.supports if support.kind == "fact"]
    assert len(facts) >= 8
    for fact in facts:
        path = fact.path or ""
        less = msgspec.json.decode(msgspec.json.encode(tree))
        # an item of a list goes with its list, so that no other takes its number
        remove(less, path.rpartition(".")[0] if path.rpartition(".")[2].isdigit() else path)
        changed = chart_of(less)
        found = appeal(changed, denial, asked=ASKED)
        if found.points:
            rest = [id for s in sentences(write_letter(found, changed, denial)) for id in s.rests_on]
            assert fact.id not in rest


def test_words_taken_from_a_document_are_no_longer_quoted() -> None:
    tree = told("ablation")
    del tree["evidence"]["history.0.relief.percent"]
    chart = chart_of(tree)
    letter = write_letter(appeal(chart, denial_of(chart), asked=ASKED), chart, denial_of(chart))
    assert not [s for s in sentences(letter) if s.says == "quote" and "history 0 relief percent" in s.text]


def test_conflicting_words_never_enter_a_letter() -> None:
    tree = told("ablation")
    percent = tree["evidence"]["history.0.relief.percent"][0]
    tree["vague"] = [{"path": "session.relief", "evidence": [percent]}]
    chart = chart_of(tree)
    found = appeal(chart, denial_of(chart), asked=ASKED)
    assert percent["quote"] not in letter_text(write_letter(found, chart, denial_of(chart)))


def with_sentence(letter: Letter, phrase: str, /, **changes: Any) -> Letter:
    """The letter with the first sentence of this phrase changed."""
    place = next(n for n, sentence in enumerate(sentences(letter)) if sentence.says == phrase)
    sections = []
    for section in letter.sections:
        own = list(section.sentences)
        if 0 <= place < len(own):
            own[place] = msgspec.structs.replace(own[place], **changes)
        place -= len(own)
        sections.append(msgspec.structs.replace(section, sentences=tuple(own)))
    return msgspec.structs.replace(letter, sections=tuple(sections))


def with_support(letter: Letter, start: str, **changes: Any) -> Letter:
    """The letter with the first support whose id begins so changed."""
    place = next(n for n, one in enumerate(letter.supports) if one.id.startswith(start))
    supports = list(letter.supports)
    supports[place] = msgspec.structs.replace(supports[place], **changes)
    return msgspec.structs.replace(letter, supports=tuple(supports))


TAMPERED: dict[str, Callable[[Letter], Letter]] = {
    "a sentence that rests on nothing": lambda x: with_sentence(x, "quote", rests_on=()),
    "a support that is not there": lambda x: with_sentence(x, "met_bound", rests_on=("fact:assessment.bmi",)),
    "a sentence of one's own": lambda x: with_sentence(x, "request", text="The patient is in great pain."),
    "a phrase of one's own": lambda x: with_sentence(x, "request", says="plea", slots={}, text="Please pay."),
    "another number": lambda x: with_sentence(
        x,
        "met_bound",
        text="The record gives 99 percent; the clause asks for at least 80 percent. The requirement is met.",
    ),
    "another word in a slot": lambda x: with_sentence(x, "code", slots={"code": ("CARC 50",), "label": ("paid late",)}),
    "a quote that is not verbatim": lambda x: with_sentence(
        x, "quote", text="Enclosure 2, line 2: \u201cfelt much better\u201d."
    ),
    "a support in other words": lambda x: with_support(x, "fact:", words=("history 0 relief percent is 99",)),
    "a span that says something else": lambda x: with_support(
        x, "fact:", quotes=tuple(msgspec.structs.replace(q, start=q.start + 1) for q in x.supports[0].quotes) or ()
    ),
    "a clause of another document": lambda x: with_support(x, "clause:", document="L00000"),
    "a clause that the policy does not have": lambda x: with_support(x, "clause:", id="clause:RF04"),
    "another time limit": lambda x: with_support(x, "level:", words=("redetermination", "365 calendar days")),
    "another label for a code": lambda x: with_support(x, "code:", words=("CARC 50", "paid late")),
    "a title of one's own": lambda x: msgspec.structs.replace(
        x, sections=(msgspec.structs.replace(x.sections[0], title="Shame"), *x.sections[1:])
    ),
    "a name of one's own": lambda x: msgspec.structs.replace(x, title="Complaint"),
    "another enclosure": lambda x: msgspec.structs.replace(x, enclosures=("secret.txt",)),
    "another date": lambda x: with_support(x, "denial.decision_date", words=("January 1, 2020",)),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_the_checker_refuses(how: str) -> None:
    found, chart, denial, letter = case()
    assert check_letter(letter, found, chart, denial) == ()
    assert check_letter(TAMPERED[how](letter), found, chart, denial)


def test_the_checker_refuses_a_letter_that_claims_to_be_in_time_when_it_is_not() -> None:
    found, chart, denial, letter = case()
    assert found.clock is not None
    late = msgspec.structs.replace(found, clock=msgspec.structs.replace(found.clock, days_left=-1))
    assert any("in time" in fault for fault in check_letter(letter, late, chart, denial))


def test_the_checker_refuses_a_letter_on_a_chart_that_no_longer_says_so() -> None:
    found, chart, denial, letter = case()
    history = tuple(one.replace(relief=one.relief and one.relief.replace(percent=60.0)) for one in chart.history or ())
    assert check_letter(letter, found, chart.replace(history=history), denial)


def test_no_letter_is_written_where_the_record_does_not_carry_it() -> None:
    tree = told("ablation")
    remove(tree, "history.0.relief.percent")
    chart = chart_of(tree)
    denial = denial_of(chart_of(told("ablation")))
    found = appeal(chart, denial, asked=ASKED)
    assert (found.outcome, found.points) == ("not_supported", ())
    with pytest.raises(InputError) as caught:
        write_letter(found, chart, denial)
    assert caught.value.code == "letter-unsupported"


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_is_tagged_and_says_every_sentence(kind: str) -> None:
    letter = case(kind)[-1]
    reader = PdfReader(io.BytesIO(letter_pdf(letter)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == letter.title
    # words of a line that was broken are joined again; marks between label and value are those of the layout
    printed = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))
    for sentence in sentences(letter):
        assert re.sub(r"\s", "", sentence.text) in printed, sentence.says
    assert "ExampleSpineClinic" in printed


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_document_says_every_sentence_in_order(kind: str) -> None:
    letter = case(kind)[-1]
    printed = "\n".join(row.text for row in docx.Document(io.BytesIO(letter_docx(letter))).paragraphs)
    at = 0
    for sentence in sentences(letter):
        at = printed.index(sentence.text, at)


def test_every_phrase_is_said_by_some_letter() -> None:
    said: set[str] = set()
    for kind in KINDS:
        for more in (
            {"track": "original_medicare", "birth_date": dt.date(1950, 1, 2), "account_number": "A1"},
            {"track": "aca"},
            {"track": "commercial"},
            {"track": "erisa", "received": dt.date(2025, 7, 5)},
        ):
            chart = chart_of(told(kind))
            denial = denial_of(chart, ("50", "B12", "151"), **more)
            head = HEAD if kind == "cyst" else msgspec.structs.replace(HEAD, contact="the office")
            letter = write_letter(appeal(chart, denial, asked=ASKED), chart, denial, head=head)
            said |= {sentence.says for sentence in sentences(letter)}
    # told elsewhere: facts without words, what is left to an appeal, a payer's own time, documents without version
    elsewhere = {"value", "on_appeal", "timely_notice", "clause_unversioned", "cited", "met_seen"}
    assert set(PHRASES) - said <= elsewhere


def test_the_text_says_every_sentence_and_the_closing() -> None:
    letter = case()[-1]
    printed = flat(letter_text(letter))
    assert all(flat(sentence.text) in printed for sentence in sentences(letter))
    assert printed.endswith(("Enclosure 3: consult.txt", "Enclosure 3: procedure.txt"))
    assert "Sincerely, Pat Example, MD" in printed


def test_codes_that_claim_nothing_stay_out_of_the_letter() -> None:
    printed = letter_text(case("ablation", carc=("50", "3", "45"), rarc=("MA01", "N115"))[-1])
    assert "CARC 50" in printed
    assert "RARC N115" in printed
    assert not [code for code in ("CARC 3", "CARC 45", "MA01") if code in printed]


def test_a_letter_says_it_is_in_time_only_where_a_document_says_so() -> None:
    for more, says in (
        ({"track": "original_medicare"}, True),
        ({"track": "medicare_advantage"}, False),
        ({"decision_date": dt.date(2025, 6, 3), "track": "original_medicare"}, True),
    ):
        assert ("It is in time" in letter_text(case("ablation", **more)[-1])) == says
    assert "42 CFR 422.582" not in letter_text(case("ablation", track="medicare_advantage")[-1])
    chart = chart_of(told("ablation"))
    late = denial_of(chart, track="original_medicare")
    found = appeal(chart, late, asked=dt.date(2026, 1, 1))
    assert found.clock is not None
    assert found.clock.passed
    assert "It is in time" not in letter_text(write_letter(found, chart, late))


def test_a_fact_without_words_of_a_document_is_told_by_its_value() -> None:
    tree = sound("ablation")
    chart = chart_of(tree)
    found = appeal(chart, denial_of(chart), asked=ASKED)
    letter = write_letter(found, chart, denial_of(chart))
    assert "The record gives earlier session 1, relief, percent: 85 percent." in letter_text(letter)
    assert any("name the page" in caution for caution in found.cautions)


def test_a_long_note_in_any_script_is_printed() -> None:
    tree = documented(told("ablation") | {"plan": {"rfa_intended": True}})
    tree["documents"][1]["text"] = tree["documents"][1]["text"].replace("CONSULTATION", "診察\x00\x0c")
    shift = len("診察\x00\x0c") - len("CONSULTATION")
    for spans in tree["evidence"].values():
        for span in spans:
            if span["document"] == "consult.txt":
                span["start"], span["end"] = span["start"] + shift, span["end"] + shift
    chart = chart_of(tree)
    found = appeal(chart, denial_of(chart), asked=ASKED)
    letter = write_letter(found, chart, denial_of(chart))
    assert "page 2" in letter_text(letter)
    assert letter_pdf(letter).startswith(b"%PDF-")
