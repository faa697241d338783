"""The terminal report: the verdict first, then what is wrong, what is missing, what to watch, what is fine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facetproof.model.chart import Chart
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Determination, Finding
from facetproof.outputs import words
from facetproof.outputs.console import STYLES, Page, grid, shortened, text
from facetproof.outputs.sessions import session_text
from facetproof.outputs.view import Group, LinePair, around, groups, line_pairs, page_of, spans
from facetproof.outputs.ways import choice_text, same_day_text

if TYPE_CHECKING:
    from rich.console import RenderableType

#: Longest quote shown whole; a longer one keeps its beginning and its end.
QUOTE = 220
_SHOWN_SPANS = 6
_FINE_VALUE = 60
#: A quote shorter than this is shown with so many characters of its line on either side.
_SHORT_QUOTE = 40
_REACH = 32


def render(determination: Determination, chart: Chart, *, width: int, color: bool) -> str:
    """The report of one chart as text for a terminal, a pipe or a file.

    Args:
        determination: what was judged.
        chart: the chart it was judged from; its documents name the places of the quoted words.
        width: columns, at least 40.
        color: whether to write ANSI colour codes; every status has a symbol and a word without them.
    """
    page = Page(width=width, color=color)
    wrong, missing, warnings, fine = groups(determination)
    _head(page, determination, chart, wrong, missing)
    _group(page, wrong, chart)
    _group(page, missing, chart)
    _queries(page, determination)
    _lines(page, determination, chart)
    _group(page, warnings, chart)
    _fine(page, fine)
    _notes(page, determination)
    for document in chart.documents or ():
        for remark in document.remarks or ():
            page.say(f"Note on {document.id}: {remark}")
    return page.text()


def render_coding(determination: Determination, *, width: int, color: bool) -> str:
    """The lines that the record supports, and what stands in their way, without a verdict on coverage."""
    page = Page(width=width, color=color)
    nothing = Chart()
    wrong, missing, warnings, _ = groups(determination)
    page.say(words.policy_text(determination))
    page.gap()
    _lines(page, determination, nothing)
    _queries(page, determination)
    for group in (wrong, missing, warnings):
        _group(page, group, nothing)
    _notes(page, determination)
    return page.text()


def _head(page: Page, determination: Determination, chart: Chart, wrong: Group, missing: Group) -> None:
    verdict = words.VERDICTS[determination.determination]
    headline = words.headline(determination, wrong=len(wrong.findings), missing=len(missing.findings))
    page.say((f"{verdict.symbol} {verdict.word.upper()}", STYLES[verdict.key]), f"  {headline}")
    identity = f"{determination.id}: " if determination.id else ""
    page.say(f"{identity}{session_text(chart)}", indent=2)
    page.say(words.policy_text(determination), indent=2)
    page.gap()


def _lines(page: Page, determination: Determination, chart: Chart) -> None:
    pairs = line_pairs(chart, determination)
    if not pairs and not determination.not_billable and not determination.hold:
        return
    page.heading("Claim lines", "on hold: a draft" if determination.hold else "")
    if pairs:
        page.put(_line_table(pairs, claimed=chart.claim is not None), indent=2)
    elif determination.hold:
        page.say("No line can be told from the documented facts.", indent=2)
    for entry in determination.not_billable:
        joint = f" at {entry.joint}" if entry.joint else ""
        page.say(f"Not billable: {entry.code}{joint}. {entry.why}", indent=2)
    if determination.hold:
        page.say(words.HOLD, indent=2)
    for told in determination.same_day:
        page.say(f"Same day: {same_day_text(told)}", indent=2)
    if determination.choices:
        page.say("Neither the record nor the payer settles which:", indent=2)
    for choice in determination.choices:
        page.say(choice_text(choice), indent=4)
    page.gap()


def _line_table(pairs: tuple[LinePair, ...], *, claimed: bool) -> RenderableType:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    headings = ("record supports", "joint", "diagnoses")
    for name in ("billed", *headings, "difference") if claimed else headings:
        table.add_column(name)
    for pair in pairs:
        supported = pair.supported
        cells = [
            words.line_text(supported) if supported else "-",
            supported.joint or "" if supported else "",
            ", ".join(supported.dx) if supported else "",
        ]
        if claimed:
            cells = [words.line_text(pair.billed) if pair.billed else "-", *cells, pair.remark]
        table.add_row(*map(text, cells))
    return table


def _queries(page: Page, determination: Determination) -> None:
    if not determination.queries:
        return
    page.heading("Ask the physician", "open questions; the answer goes into the record")
    table = grid()
    for number, query in enumerate(determination.queries, 1):
        table.add_row(f"{number}.", text(query))
    page.put(table, indent=2)
    page.gap()


def _group(page: Page, group: Group, chart: Chart) -> None:
    if not group.findings:
        return
    page.heading(f"{group.title} ({len(group.findings)})", group.meaning, STYLES[group.key])
    for finding in group.findings:
        mark = words.sign(finding)
        title = f"{mark.symbol} {finding.rule} {words.rule_title(finding.name)}"
        page.say((title, STYLES[mark.key]), f": {mark.word}")
        table = grid()
        for label, cell in _details(finding, chart):
            table.add_row(text((label, "dim")), cell)
        page.put(table, indent=2)
        page.gap()


def _details(finding: Finding, chart: Chart) -> Iterator[tuple[str, RenderableType]]:
    yield "record", text(words.observed_text(finding))
    shown = spans(finding, chart.documents)
    for item in shown[:_SHOWN_SPANS]:
        yield "", text(_quote(item, chart), (f" ({words.place_text(item, page_of(item, chart.documents))})", "dim"))
    if len(shown) > _SHOWN_SPANS:
        yield "", text(f"and {words.count(len(shown) - _SHOWN_SPANS, 'more place')}")
    if not shown and finding.facts and finding.observed is not None:
        yield "", text((f"from the chart: {', '.join(finding.facts)}", "dim"))
    if finding.required:
        yield "asked", text(words.asked_text(finding))
    if finding.source is not None:
        confidence = words.confidence_text(finding.source)
        yield "clause", text(words.source_text(finding.source), (f" ({confidence})" if confidence else "", "dim"))
    if finding.remedy:
        yield "do", text(finding.remedy)
    if finding.note:
        yield "note", text(finding.note)


def _fine(page: Page, group: Group) -> None:
    if not group.findings:
        return
    page.heading(f"{group.title} ({len(group.findings)})", group.meaning, STYLES[group.key])
    table = grid(columns=3)
    for finding in group.findings:
        mark = words.SIGNS[finding.status]
        name = f"{finding.rule} {words.rule_title(finding.name)}"
        seen = shortened(words.observed_text(finding), _FINE_VALUE)
        table.add_row(text((mark.symbol, STYLES[mark.key])), text(name), text(seen))
    page.put(table, indent=2)
    page.gap()


def _notes(page: Page, determination: Determination) -> None:
    for warning in determination.warnings:
        page.say(f"Note: {warning}")


def _quote(item: Evidence, chart: Chart) -> str:
    """The quoted words; a short quote with the words around it, without which "right" or "7/10" says little."""
    quote = f'"{shortened(" ".join(item.quote.split()), QUOTE)}"'
    whole = around(item, chart.documents, _REACH) if len(item.quote) < _SHORT_QUOTE else ""
    return f'{quote} in "{whole}"' if whole else quote
