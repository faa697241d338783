"""The review page: each fact beside its words, to be confirmed or corrected, and saved as one gold row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from facetproof.errors import InputError
from facetproof.model.chart import Chart, Document
from facetproof.model.evidence import Evidence
from facetproof.outputs.facts import facts_of, words_of
from facetproof.outputs.html import asset, digest, template
from facetproof.outputs.marks import fits, segments
from facetproof.outputs.review_fields import Field, fields, pattern


def render_review(chart: Chart) -> str:
    """One HTML page without any outside resource; its policy forbids every connection.

    Args:
        chart: read from one note, with that note in `documents`.

    Raises:
        InputError: `review-one-note` for a chart of several notes or of none.
    """
    documents = [document for document in chart.documents or () if document.text]
    if len(documents) != 1:
        raise InputError(
            "review-one-note", f"A review page shows one note, these are {len(documents)}", todo="Give one note."
        )
    (document,) = documents
    facts = list(_facts(chart, document))
    css, more, js = asset("page.css"), asset("review.css"), asset("review.js")
    style = css + more
    places = {n: span for n, fact in enumerate(facts, 1) for span in fact["places"][:1]}
    return template("review.html.j2").render(
        title=document.id or "Note",
        css=style,
        js=js,
        css_hash=digest(style),
        js_hash=digest(js),
        facts=facts,
        parts=_segments(document.text or "", places),
        unclear=list(_unclear(chart)),
        addable=_addable([fact["path"] for fact in facts]),
        data={"id": _id(document), "text": document.text, "facts": [_data(fact) for fact in facts]},
    )


def _facts(chart: Chart, document: Document) -> Iterator[dict[str, Any]]:
    for path, value in facts_of(chart):
        field = fields().get(pattern(path))
        if field is None:
            continue
        places = [span for _, span in words_of(chart, path) if fits(span, document.text or "")]
        yield {
            "path": path,
            "value": value,
            "shown": _shown(value),
            "field": field,
            "places": places,
            "quotes": [" ".join(span.quote.split()) for span in places],
        }


def _data(fact: dict[str, Any]) -> dict[str, Any]:
    spans = [{"start": span.start, "end": span.end, "quote": span.quote} for span in fact["places"]]
    return {"path": fact["path"], "value": fact["value"], "kind": fact["field"].kind, "words": spans}


def _segments(text: str, places: dict[int, Evidence]) -> list[dict[str, Any]]:
    found, at = [], 0
    for segment in segments(text, places):
        end = at + len(segment.text)
        found.append({"text": segment.text, "start": at, "end": end, "facts": segment.spans, "starts": segment.starts})
        at = end
    return found


def _addable(paths: list[str]) -> list[dict[str, Any]]:
    """Paths that a reviewer can add: entries of a list as far as they exist, and the next one."""
    return [
        {"path": path, "kind": field.kind, "choices": field.choices, "shown": _kind(field)}
        for name, field in fields().items()
        for path in _numbered(name, paths)
        if path not in paths
    ]


def _numbered(name: str, paths: list[str]) -> Iterator[str]:
    head, star, tail = name.partition("*")
    if not star:
        yield name
        return
    used = [int(path[len(head) :].split(".")[0]) for path in paths if path.startswith(head)]
    for number in range(max(used, default=-1) + 2):
        yield from _numbered(f"{head}{number}{tail}", paths)


def _unclear(chart: Chart) -> Iterator[dict[str, Any]]:
    for conflict in chart.conflicts or ():
        said = " / ".join(map(str, conflict.values))
        yield {"path": conflict.path, "why": f"statements that exclude each other: {said}", "words": conflict.evidence}
    for vague in chart.vague or ():
        yield {"path": vague.path, "why": "told without a value", "words": vague.evidence}


def _id(document: Document) -> str:
    """An id for the row that tells nothing of the patient: file names often hold a name."""
    return "note-" + hashlib.sha256((document.text or "").encode()).hexdigest()[:12]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "none (stated)"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _kind(field: Field) -> str:
    return {"yes_no": "yes or no", "whole": "whole number", "list": "values with commas between"}.get(
        field.kind, field.kind
    )
