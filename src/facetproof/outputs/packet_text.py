"""A request for authorization as text: is it needed, how does it stand, what is missing, then the request itself."""

from __future__ import annotations

from facetproof.findings.authorization import Preparation
from facetproof.findings.repair import Repair
from facetproof.model.authorization import Criterion, SupportingFact
from facetproof.model.chart import Chart
from facetproof.outputs import packet_words as say
from facetproof.outputs import words
from facetproof.outputs.console import STYLES, Page, grid, text
from facetproof.outputs.repair import CAUTION, needed_text

_QUOTE = 160
_QUOTES = 4


def render_packet(prepared: Preparation, chart: Chart, *, width: int, color: bool) -> str:
    """The whole request for a terminal or a file."""
    page = Page(width=width, color=color)
    render_need(page, prepared)
    _prospect(page, prepared)
    if prepared.missing:
        page.heading(f"Not given ({len(prepared.missing)})", "the payer's form asks for it", STYLES["missing"])
        page.say("; ".join(say.missing_names(prepared.missing)), indent=2)
        page.gap()
    for title, fields in say.cover(prepared):
        page.heading(title)
        table = grid()
        for field in fields:
            table.add_row(text((field.label, "dim")), text(field.value or (say.NOT_GIVEN, STYLES["missing"])))
        page.put(table, indent=2)
        page.gap()
    _services(page, prepared)
    _criteria(page, prepared, chart)
    if prepared.request.attachments:
        page.heading("Documents sent along")
        for one in prepared.request.attachments:
            day = say.day_text(one.date)
            pages = words.count(one.pages or 1, "page")
            page.say(words.joined(", ", one.id, one.title if one.title != one.id else "", day or "", pages), indent=2)
        page.gap()
    if prepared.unnamed:
        page.say((say.UNNAMED, STYLES["missing"]), f" {', '.join(prepared.unnamed)}")
        page.gap()
    for caution in prepared.cautions:
        page.say(("Check: ", STYLES["missing"]), caution)
    for warning in prepared.warnings:
        page.say(f"Note: {warning}")
    return page.text()


def render_need(page: Page, prepared: Preparation) -> None:
    """Whether a request is needed, on which clause, and when the decision is due."""
    need = prepared.need
    page.say((say.ANSWERS[need.answer].upper(), "bold"), f"  {words.joined(' ', need.why, need.asks)}")
    if need.source is not None:
        page.say(f"{need.rule}: {say.clause_text(need.source)}", indent=2)
    if need.answer in ("needed", "unknown"):
        for due in say.dues(prepared):
            page.say(say.due_text(due), indent=2)
            page.say(say.clause_text(due.source), indent=4)
        if not prepared.dues:
            page.say("How long the payer may take to decide was not read.", indent=2)
    page.gap()


def _prospect(page: Page, prepared: Preparation) -> None:
    symbol, meaning, key = say.PROSPECTS[prepared.prospect]
    page.say((f"{symbol} {meaning.upper()}", STYLES[key]))
    if prepared.late:
        page.say(f"{prepared.late} {say.clause_text(prepared.late_source)}", indent=2)
    for label, findings in (("not met", prepared.failing), ("not documented", prepared.open)):
        for finding in findings:
            page.say(f"{finding.rule} {words.rule_title(finding.name)}: {label}. {finding.remedy}", indent=2)
    for question in prepared.questions:
        page.say(f"Ask the physician: {question}", indent=2)
    _repair(page, prepared.repair)
    page.gap()


def _repair(page: Page, repair: Repair | None) -> None:
    if repair is None:
        return
    if not repair.sets:
        page.say("No small set of facts that could still be documented would mend this.", indent=2)
        return
    for number, one in enumerate(repair.sets, 1):
        page.say(f"Smallest repair, set {number}: {'; '.join(map(needed_text, one))}", indent=2)
    page.say(CAUTION, indent=2)


def _services(page: Page, prepared: Preparation) -> None:
    from rich.table import Table

    page.heading(f"Services ({len(prepared.request.lines)})")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in say.SERVICE_HEADS:
        table.add_column(name)
    for line in prepared.request.lines:
        table.add_row(*map(text, say.service(line)))
    page.put(table, indent=2)
    page.gap()


def _criteria(page: Page, prepared: Preparation, chart: Chart) -> None:
    facts = {fact.path: fact for fact in prepared.request.facts}
    page.heading(f"Criteria ({len(prepared.request.criteria)})", "as the audit finds them")
    for row in prepared.request.criteria:
        mark = say.row_status(row)
        page.say((f"{mark.symbol} {row.rule} {words.rule_title(row.name)}", STYLES[mark.key]), f": {mark.word}")
        table = grid()
        for label, cell in _row(row, facts, chart):
            table.add_row(text((label, "dim")), text(cell))
        page.put(table, indent=2)
    page.gap()


def _row(row: Criterion, facts: dict[str, SupportingFact], chart: Chart) -> list[tuple[str, str]]:
    found = [("asked", say.asked_text(row))]
    found += [("record", say.fact_text(fact, facts)) for fact in say.facts_below(row, facts)]
    quotes = say.shown_quotes(row, chart.documents, _QUOTE)
    found += [("", f'"{told}" ({quote.document}, page {quote.page})') for quote, told in quotes[:_QUOTES]]
    found.append(("", say.more_text(len(quotes) - _QUOTES)))
    found.append(("record", say.silence(row, bool(row.quotes) or len(found) > 2)))
    found.append(("clause", say.clause_text(row.source)))
    return [pair for pair in found if pair[1]]
