"""The HTML page: the notes with the deciding words highlighted, the findings beside them, one self-contained file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from facetproof.model.chart import Chart, Document
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Determination, Finding
from facetproof.outputs import words
from facetproof.outputs.html import asset, digest, template
from facetproof.outputs.marks import Segment, fits, segments
from facetproof.outputs.sessions import session_text
from facetproof.outputs.view import Group, LinePair, groups, line_pairs, spans
from facetproof.outputs.ways import choice_text, same_day_text

#: From the gravest to the least grave: words used by several findings take the colour of the gravest.
_GRAVITY = ("not-met", "missing", "warning", "met")
#: Control characters of a note as visible signs, one for one; browsers would drop or refuse them.
_CONTROL_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"}
_ALIGNED = re.compile(r"\S {2,}\S|\[[ xX]\]|\t")


def render_page(determination: Determination, chart: Chart, *, title: str | None = None) -> str:
    """One HTML page without any outside resource; readable and linked both ways without JavaScript.

    Args:
        determination: what was judged.
        chart: the chart it was judged from, with its documents.
        title: heading; the chart's id where none is given.
    """
    arranged = groups(determination)
    wrong, missing, _, _ = arranged
    spans_of = {id(f): spans(f, chart.documents) for f in determination.findings}
    index = _numbered(spans_of.values(), chart.documents or ())
    shown = [_group(group, spans_of, index) for group in arranged]
    uses = _uses(shown)
    css, js = asset("page.css"), asset("page.js")
    return template("page.html.j2").render(
        title=title or determination.id or "Facet procedure",
        css=css,
        js=js,
        css_hash=digest(css),
        js_hash=digest(js),
        verdict=words.VERDICTS[determination.determination],
        headline=words.headline(determination, wrong=len(wrong.findings), missing=len(missing.findings)),
        session=session_text(chart),
        policy=words.policy_text(determination),
        groups=shown,
        pairs=[_row(pair) for pair in line_pairs(chart, determination)],
        claimed=chart.claim is not None,
        not_billable=determination.not_billable,
        hold=words.HOLD if determination.hold else "",
        queries=determination.queries,
        warnings=determination.warnings,
        same_day=[same_day_text(told) for told in determination.same_day],
        choices=[choice_text(choice) for choice in determination.choices],
        documents=[_document(n, doc, index, uses) for n, doc in enumerate(chart.documents or (), 1) if doc.text],
        legend=(*words.SIGNS.values(), words.WARNING),
    )


def _numbered(
    found: Iterable[tuple[Evidence, ...]], documents: tuple[Document, ...]
) -> dict[tuple[str, int, int], int]:
    """A number for each place that can be shown, in reading order."""
    texts = {doc.id: doc.text or "" for doc in documents}
    order = {doc.id: n for n, doc in enumerate(documents)}
    places = {
        _place(item) for items in found for item in items if item.document in texts and fits(item, texts[item.document])
    }
    ordered = sorted(places, key=lambda place: (order[place[0]], place[1], place[2]))
    return {place: number for number, place in enumerate(ordered, 1)}


def _place(item: Evidence) -> tuple[str, int, int]:
    return item.document, item.start, item.end


def _group(
    group: Group, spans_of: Mapping[int, tuple[Evidence, ...]], index: Mapping[tuple[str, int, int], int]
) -> dict[str, Any]:
    counts: dict[str, int] = {}
    shown = []
    for finding in group.findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
        again = f"-{group.key}-{counts[finding.rule]}" if counts[finding.rule] > 1 else ""
        shown.append(_finding(finding, f"f-{finding.rule}{again}", spans_of[id(finding)], index))
    number = len(shown)
    tally = words.count(number, "warning") if group.key == "warning" else f"{number} {group.title.lower()}"
    return {"key": group.key, "title": group.title, "meaning": group.meaning, "count": tally, "findings": shown}


def _finding(
    finding: Finding, anchor: str, found: tuple[Evidence, ...], index: Mapping[tuple[str, int, int], int]
) -> dict[str, Any]:
    quotes = [_quote(item, index.get(_place(item))) for item in found]
    return {
        "anchor": anchor,
        "rule": finding.rule,
        "title": words.rule_title(finding.name),
        "sign": words.sign(finding),
        "observed": words.observed_text(finding),
        "required": words.asked_text(finding),
        "quotes": quotes,
        "numbers": " ".join(str(quote["number"]) for quote in quotes if quote["here"]),
        "facts": ", ".join(finding.facts) if finding.observed is not None else "",
        "source": words.source_text(finding.source) if finding.source else "",
        "confidence": words.confidence_text(finding.source) if finding.source else "",
        "remedy": finding.remedy,
        "note": finding.note,
    }


def _quote(item: Evidence, number: int | None) -> dict[str, Any]:
    text = " ".join(item.quote.split())
    return {"number": number, "here": number is not None, "text": text, "place": item.document}


def _uses(shown: list[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    """Number of a place → the findings that rest on it, the gravest first."""
    found: dict[int, list[dict[str, Any]]] = {}
    for group in shown:
        for finding in group["findings"]:
            for quote in finding["quotes"]:
                if quote["here"]:
                    found.setdefault(quote["number"], []).append(finding)
    return found


def _document(
    number: int,
    document: Document,
    index: Mapping[tuple[str, int, int], int],
    uses: Mapping[int, list[dict[str, Any]]],
) -> dict[str, Any]:
    text = document.text or ""
    places = {
        n: Evidence(start, end, text[start:end], doc) for (doc, start, end), n in index.items() if doc == document.id
    }
    kind = (document.kind or "").replace("_", " ")
    day = document.date.isoformat() if document.date else ""
    return {
        "anchor": f"d{number}",
        "title": ", ".join(part for part in (document.id, kind, day) if part),
        "remarks": document.remarks or (),
        "columns": bool(_ALIGNED.search(text)),
        "parts": [_part(segment, uses) for segment in segments(text, places)],
        "words": [{"number": n, "text": " ".join(place.quote.split()), "uses": uses[n]} for n, place in places.items()],
    }


def _part(segment: Segment, uses: Mapping[int, list[dict[str, Any]]]) -> dict[str, Any]:
    keys = {use["sign"].key for n in segment.spans for use in uses[n]}
    return {
        "text": segment.text.translate(_CONTROL_PICTURES),
        "spans": " ".join(map(str, segment.spans)),
        "key": next((key for key in _GRAVITY if key in keys), ""),
        "own": segment.starts[-1] if segment.starts else None,
        "anchors": segment.starts[:-1],
        "ends": segment.ends,
    }


def _row(pair: LinePair) -> dict[str, Any]:
    supported = pair.supported
    return {
        "billed": words.line_text(pair.billed) if pair.billed else "–",
        "supported": words.line_text(supported) if supported else "–",
        "joint": supported.joint or "" if supported else "",
        "dx": ", ".join(supported.dx) if supported else "",
        "remark": pair.remark,
        "differs": pair.differs,
    }
