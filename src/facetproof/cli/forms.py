"""A filled form of ours in any of its formats → the chart it makes."""

from __future__ import annotations

from pathlib import Path

from facetproof.model.chart import Chart

_SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".json")


def filled_chart(path: Path) -> Chart | None:
    """The chart of a filled form; None for any other file."""
    from facetproof.sources.filled import MARK, form_chart, is_filled_form, pdf_values, values_chart
    from facetproof.sources.text import read_bytes

    if path.is_dir() or path.suffix.lower() not in _SUFFIXES:
        return None
    data = read_bytes(path, limit=40_000_000)
    if b"QuestionnaireResponse" in data:
        from facetproof.sources.chart_json import parse_json
        from facetproof.sources.fhir_questionnaire import is_response, response_chart

        value = parse_json(data, where=str(path))
        return response_chart(value, where=str(path)) if is_response(value) else None
    if data.startswith(b"%PDF-"):
        values = pdf_values(data, where=str(path)) if b"/AcroForm" in data else None
        return None if values is None else values_chart(values, where=str(path))
    if path.suffix.lower() == ".docx":
        from facetproof.sources.docx import docx_text

        text = docx_text(data, where=str(path)).text
    elif MARK.encode() in data[:400]:
        from facetproof.sources.text import decode

        text = decode(data, where=str(path))
    else:
        return None
    return form_chart(text, document=path.name, where=str(path)) if is_filled_form(text) else None
