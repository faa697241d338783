"""The form of open questions: as text, as a Word document, as PDF. No rule, payer or threshold stands in it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from facetproof.errors import InputError
from facetproof.model.letterhead import Letterhead
from facetproof.model.query import QueryForm, Question, Quote
from facetproof.outputs.console import Page, printable
from facetproof.outputs.typeset import typeset

if TYPE_CHECKING:
    from docx.document import Document as Word

HEAD = (
    "Please answer from your own knowledge of the case, in your own words. Leave blank what you do not know. "
    "Your answer becomes an addendum to the record, dated on the day you write it and marked as a late entry."
)
_BLANK = "_" * 60


def render_form(form: QueryForm, *, width: int, color: bool) -> str:
    """The form as text."""
    page = Page(width=width, color=color)
    page.heading("Questions on the record", form.about)
    page.say(f"Asked on {form.asked.isoformat()}. {HEAD}")
    page.gap()
    if not form.questions:
        page.say("The record leaves nothing open that its author could answer.")
    for question in form.questions:
        page.say((f"{question.id}. {question.text}", "bold"), "  (for the office)" if question.office else "")
        for quote in question.context:
            page.say(quote_text(quote), indent=4)
        page.say("Answer: " + _BLANK[: width - 16], indent=4)
        page.gap()
    page.say("Author, with credentials: " + _BLANK[:30] + "  Date and time: " + _BLANK[:20])
    return page.text()


def quote_text(quote: Quote) -> str:
    """Quoted words with their document and its day."""
    place = ", ".join(part for part in (quote.document, quote.date.isoformat() if quote.date else "") if part)
    return f'"{quote.quote}"' + (f" ({place})" if place else "")


def form_docx(form: QueryForm) -> bytes:
    """The form as a Word document of US Letter size.

    Raises:
        InputError: `paper-missing` without the optional packages.
    """
    document = new_word(f"Questions on the record: {form.about}")
    document.add_heading("Questions on the record", 1)
    document.add_paragraph(form.about)
    document.add_paragraph(f"Asked on {form.asked.isoformat()}. {HEAD}")
    for question in form.questions:
        _ask(document, question)
    document.add_paragraph("Author, with credentials: " + _BLANK[:40])
    document.add_paragraph("Date and time of writing: " + _BLANK[:40])
    return word_bytes(document)


def form_pdf(form: QueryForm, head: Letterhead | None = None) -> bytes:
    """The form as a tagged PDF of US Letter size, with room to answer by hand.

    Raises:
        InputError: `paper-missing` without the optional packages.
    """
    questions = [
        {"id": q.id, "text": q.text, "office": q.office, "said": [quote_text(quote) for quote in q.context]}
        for q in form.questions
    ]
    data = {"head": head, "about": form.about, "asked": form.asked, "lead": HEAD, "questions": questions}
    return typeset("query.typ", data, day=form.asked)


def _ask(document: Word, question: Question) -> None:
    line = document.add_paragraph()
    line.paragraph_format.keep_with_next = True
    line.add_run(f"{question.id}. {printable(question.text)}").bold = True
    if question.office:
        line.add_run("  (for the office)")
    for quote in question.context:
        said = document.add_paragraph(style="Intense Quote")
        said.paragraph_format.keep_with_next = True
        said.add_run(printable(quote_text(quote)))
    document.add_paragraph("Answer:")
    document.add_paragraph()


def new_word(title: str) -> Word:
    """An empty Word document, US Letter with one-inch margins.

    Raises:
        InputError: `paper-missing` without the optional packages.
    """
    try:
        from docx import Document
        from docx.shared import Inches, Pt
    except ImportError:
        raise InputError(
            "paper-missing", "Word documents need the package python-docx", todo="Install facetproof[paper]."
        ) from None
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.language = "en-US"
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
    return document


def word_bytes(document: Word) -> bytes:
    """The file of a Word document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
