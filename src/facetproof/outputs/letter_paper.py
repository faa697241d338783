"""A checked letter as text, as a Word document, as a tagged PDF. Its sentences are printed, and nothing beside them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from facetproof.model.letter import Letter, Section, Sentence
from facetproof.outputs.letter_phrases import CLOSE, OPEN
from facetproof.outputs.letter_supports import long_date

_WIDTH = 88
CLOSING = "Sincerely,"


def letter_text(letter: Letter) -> str:
    """The letter as plain text."""
    return "\n".join(_lines(letter)).rstrip() + "\n"


def _lines(letter: Letter) -> Iterator[str]:
    yield from (*head_lines(letter), "") if letter.head else ()
    yield from (long_date(letter.day), "")
    titled = False
    for section in letter.sections:
        if not titled and section.kind != "address":
            yield from (letter.title.upper(), "")
            titled = True
        yield from _section(section)
        if section.kind == "request":
            yield from (CLOSING, "", "", *signer_lines(letter), "")


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield section.title
    if section.kind in ("address", "re", "services", "cited", "enclosures"):
        for sentence in section.sentences:
            yield from _wrapped(sentence.text, later="    ")
    elif section.kind == "point":
        for sentence in section.sentences:
            indent = "    " if sentence.says in ("quote", "value") else ""
            yield from _wrapped(sentence.text, first=indent, later=indent)
    else:
        yield from _wrapped(" ".join(sentence.text for sentence in section.sentences))
    yield ""


def _wrapped(text: str, *, first: str = "", later: str = "") -> list[str]:
    """Lines broken at blanks only, so that no code, date or address is torn."""
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )


def head_lines(letter: Letter) -> tuple[str, ...]:
    """The letterhead in lines, as far as it is given."""
    head = letter.head
    if head is None:
        return ()
    reach = (("Phone", head.phone), ("Fax", head.fax), ("", head.email), ("NPI", head.npi), ("Tax ID", head.tax_id))
    told = " | ".join(f"{name} {value}".strip() for name, value in reach if value)
    return tuple(line for line in (head.practice, ", ".join(head.address), told) if line)


def signer_lines(letter: Letter) -> tuple[str, ...]:
    """Name and title of the signer and the practice; without a signer, room for them."""
    head = letter.head
    signer = head.signer if head else None
    name = (signer.name, signer.title or "") if signer else ("Signature, name and title:",)
    return tuple(line for line in (*name, head.practice if head else "") if line)


def letter_docx(letter: Letter) -> bytes:
    """The letter as a Word document of US Letter size.

    Raises:
        InputError: `paper-missing` without the optional packages.
    """
    from facetproof.outputs.query import new_word, word_bytes

    document: Any = new_word(letter.title)
    for n, line in enumerate(head_lines(letter)):
        row = document.add_paragraph()
        row.paragraph_format.space_after = 0
        row.add_run(line).bold = n == 0
    document.add_paragraph()
    document.add_paragraph(long_date(letter.day))
    titled = False
    for section in letter.sections:
        if not titled and section.kind != "address":
            document.add_heading(letter.title, 1)
            titled = True
        if section.title:
            document.add_heading(section.title, 2)
        _word_section(document, section)
        if section.kind == "request":
            _word_closing(document, letter)
    return word_bytes(document)


def _word_closing(document: Any, letter: Letter) -> None:
    closing = document.add_paragraph(CLOSING)
    closing.paragraph_format.keep_with_next = True
    document.add_paragraph().paragraph_format.keep_with_next = True
    for line in signer_lines(letter):
        row = document.add_paragraph(line)
        row.paragraph_format.space_after = 0
        row.paragraph_format.keep_with_next = True


def _word_section(document: Any, section: Section) -> None:
    if section.kind in ("text", "request"):
        document.add_paragraph(" ".join(sentence.text for sentence in section.sentences))
        return
    for sentence in section.sentences:
        if section.kind == "services":
            document.add_paragraph(sentence.text, style="List Bullet")
        elif section.kind == "point" and sentence.says in ("quote", "value"):
            document.add_paragraph(sentence.text, style="Quote" if sentence.says == "quote" else None)
        else:
            row = document.add_paragraph(sentence.text)
            if section.kind in ("address", "re", "cited", "enclosures"):
                row.paragraph_format.space_after = 0
            elif sentence.says.startswith("clause"):
                row.paragraph_format.keep_with_next = True


def letter_pdf(letter: Letter) -> bytes:
    """The letter as a tagged PDF (PDF/UA-1).

    Raises:
        InputError: `paper-missing` without the optional packages.
    """
    from facetproof.outputs.typeset import typeset

    return typeset("letter.typ", letter_data(letter), day=letter.day)


def letter_data(letter: Letter) -> dict[str, Any]:
    """What the template of the letter takes."""
    claim = next((s.text for section in letter.sections for s in section.sentences if s.says == "re_claim"), "")
    return {
        "title": letter.title,
        "date": long_date(letter.day),
        "foot": claim,
        "head": letter.head,
        "closing": CLOSING,
        "sections": [
            {
                "kind": section.kind,
                "title": section.title,
                "sentences": [_parted(sentence) for sentence in section.sentences],
            }
            for section in letter.sections
        ],
    }


def _parted(sentence: Sentence) -> dict[str, str]:
    """A sentence with the two parts that are set apart: label and value, or place and quote."""
    found = {"says": sentence.says, "text": sentence.text}
    if sentence.says == "quote":
        mark = sentence.text.index(OPEN)
        return found | {
            "label": sentence.text[:mark].rstrip(": "),
            "value": sentence.text[mark + 1 :].removesuffix(CLOSE),
        }
    if sentence.says.startswith("re_") or sentence.says in ("cited", "cited_at", "enclosure"):
        label, _, value = sentence.text.partition(": ")
        return found | {"label": label, "value": value}
    return found
