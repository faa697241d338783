"""One PDF: cover sheet, criteria with quotes that lead to their place, and the needed pages with the evidence marked.

Pages that came from a PDF are kept as they are: the sheet is typeset with header and marks, and the original page is
laid onto it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from facetproof.findings.authorization import Preparation
from facetproof.model.authorization import Criterion
from facetproof.model.chart import Chart
from facetproof.model.letterhead import Letterhead
from facetproof.outputs import packet_words as say
from facetproof.outputs import words
from facetproof.outputs.packet_originals import sizes, with_originals
from facetproof.outputs.packet_pages import Exhibit, exhibits, place_numbers, sheet_data
from facetproof.outputs.repair import needed_text
from facetproof.outputs.typeset import pictures, typeset

_QUOTE = 240
_QUOTES = 6


def packet_pdf(
    prepared: Preparation,
    chart: Chart,
    *,
    head: Letterhead | None,
    originals: Mapping[str, bytes] | None = None,
    every_page: bool = False,
    internal: bool = True,
    day: dt.date,
) -> bytes:
    """The packet.

    Args:
        prepared: the request and how it stands.
        chart: the chart with the documents.
        head: letterhead of the practice.
        originals: the PDF files of documents, by document id.
        every_page: whether pages without evidence go along as well.
        internal: whether a sheet for the practice tells what stands in the way; never where nobody can take it out.
        day: creation date written into the file.

    Raises:
        InputError: `paper-missing` without the optional packages.
    """
    enclosed = exhibits(prepared.request, chart, originals or {}, every_page=every_page)
    data = packet_data(prepared, chart, head, enclosed)
    pdf = typeset("packet.typ", data if internal else data | {"internal": None}, day=day)
    laid = [(e.letter, e.original.data, e.pages) for e in enclosed if e.original is not None]
    return with_originals(pdf, laid) if laid else pdf


def packet_pictures(prepared: Preparation, chart: Chart, *, head: Letterhead | None, day: dt.date) -> list[bytes]:
    """Its sheets as PNG, without original pages."""
    enclosed = exhibits(prepared.request, chart, {})
    return pictures("packet.typ", packet_data(prepared, chart, head, enclosed), day=day)


def packet_data(
    prepared: Preparation, chart: Chart, head: Letterhead | None, enclosed: Sequence[Exhibit]
) -> dict[str, Any]:
    """Everything that a template shows, as plain values."""
    request = prepared.request
    groups = [{"title": title, "fields": [_field(f) for f in fields]} for title, fields in say.cover(prepared)]
    numbers = place_numbers(request)
    letters = {exhibit.document.id: exhibit.letter for exhibit in enclosed}
    about = words.joined(", ", request.coverage.payer or "", _codes(prepared))
    identifiers = say.identifiers(request)
    return {
        "title": "Request for prior authorization",
        "subtitle": about,
        "foot": words.joined("  ·  ", head.practice if head else "", request.trace or ""),
        "identifiers": identifiers,
        "not_given": say.NOT_GIVEN,
        "head": head,
        "internal": _internal(prepared),
        "groups": [groups[:3], groups[3:]],
        "service_heads": say.SERVICE_HEADS,
        "services": [say.service(line) for line in request.lines],
        "exhibits": [_exhibit(exhibit, prepared) for exhibit in enclosed],
        "dues": [{"text": say.due_text(due), "clause": say.clause_text(due.source)} for due in say.dues(prepared)],
        "policy": words.joined(", ", request.policy, f"version of {request.version}" if request.version else ""),
        "criteria": [_row(row, prepared, chart, numbers, letters) for row in request.criteria],
    }


def _codes(prepared: Preparation) -> str:
    return ", ".join(dict.fromkeys(line.code for line in prepared.request.lines))


def _field(field: say.Field) -> dict[str, Any]:
    return {"label": field.label, "value": field.value}


def _row(
    row: Criterion,
    prepared: Preparation,
    chart: Chart,
    numbers: Mapping[tuple[str, int, int], int],
    letters: Mapping[str, str],
) -> dict[str, Any]:
    facts = {fact.path: fact for fact in prepared.request.facts}
    mark = say.row_status(row)
    told = [say.fact_text(fact, facts) for fact in say.facts_below(row, facts)]
    quotes = [
        {
            "text": told,
            "place": numbers[quote.document, quote.start, quote.end],
            "where": f"Exhibit {letters[quote.document]}, page {quote.page}",
        }
        for quote, told in say.shown_quotes(row, chart.documents, _QUOTE)
    ]
    silence = say.silence(row, bool(told or row.quotes))
    return {
        "rule": row.rule,
        "title": words.rule_title(row.name),
        "key": mark.key,
        "word": mark.word[:1].upper() + mark.word[1:],
        "asked": say.asked_text(row),
        "clause": say.clause_text(row.source),
        "facts": [*told, silence] if silence else told,
        "quotes": quotes[:_QUOTES],
        "more": say.more_text(len(quotes) - _QUOTES),
    }


def _exhibit(exhibit: Exhibit, prepared: Preparation) -> dict[str, Any]:
    attachment = next(a for a in prepared.request.attachments if a.id == exhibit.document.id)
    pages = sheet_data(exhibit)
    if exhibit.original is not None:
        seen = sizes(exhibit.original.data)
        pages = [page | dict(zip(("width", "height"), seen[page["number"] - 1], strict=True)) for page in pages]
    whole = len(exhibit.pages) == exhibit.of
    listed = ", ".join(map(str, exhibit.pages))
    return {
        "letter": exhibit.letter,
        "title": attachment.id if attachment.title == attachment.id else f"{attachment.title} ({attachment.id})",
        "date": say.day_text(attachment.date) or "",
        "sent": f"all {exhibit.of}" if whole else f"{listed} of {exhibit.of}",
        "control": attachment.control_number or "",
        "pages": pages,
    }


def _internal(prepared: Preparation) -> dict[str, Any] | None:
    """What stands in the way, for the practice alone; None where nothing does."""
    parts: list[dict[str, Any]] = []
    need = prepared.need
    if need.answer != "needed":
        parts.append({"title": say.ANSWERS[need.answer], "lines": [say.need_text(need), say.clause_text(need.source)]})
    if prepared.late:
        parts.append({"title": "Too late", "lines": [prepared.late, say.clause_text(prepared.late_source)]})
    for title, findings in (("Not met", prepared.failing), ("Not documented", prepared.open)):
        if findings:
            lines = [f"{f.rule} {words.rule_title(f.name)}. {f.remedy}" for f in findings]
            parts.append({"title": title, "lines": lines})
    if prepared.repair is not None and prepared.repair.sets:
        lines = [f"Set {n}: {'; '.join(map(needed_text, one))}" for n, one in enumerate(prepared.repair.sets, 1)]
        parts.append({"title": "Smallest repair of the record, where it is true", "lines": lines})
    if prepared.questions:
        parts.append({"title": "Ask the physician", "lines": list(prepared.questions)})
    if prepared.cautions:
        parts.append({"title": "Check", "lines": list(prepared.cautions)})
    if prepared.unnamed:
        parts.append({"title": say.UNNAMED, "lines": list(prepared.unnamed)})
    if prepared.missing:
        parts.append({"title": "Not given", "lines": ["; ".join(say.missing_names(prepared.missing))]})
    if not parts:
        return None
    for part in parts:
        part["lines"] = [line for line in part["lines"] if line]
    title = say.PROSPECTS[prepared.prospect][1] if prepared.prospect != "ready" else "To be checked or completed"
    return {"title": title, "parts": parts}
