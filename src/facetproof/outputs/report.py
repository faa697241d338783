"""The terminal report: the verdict first, then what is wrong, what is missing, what to watch, what is fine."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from facetproof.model.chart import Chart
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Determination, Finding
from facetproof.outputs import words
from facetproof.outputs.view import Group, groups, line_pairs, spans

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

STYLES = {"met": "green", "not-met": "bold red", "missing": "bold yellow", "warning": "magenta", "none": "cyan"}
#: Longest quote shown whole; a longer one keeps its beginning and its end.
QUOTE = 220
_SHOWN_SPANS = 6
_FINE_VALUE = 60


def render(determination: Determination, chart: Chart, *, width: int, color: bool) -> str:
    """The report of one chart as text for a terminal, a pipe or a file.

    Args:
        determination: what was judged.
        chart: the chart it was judged from; its documents name the places of the quoted words.
        width: columns, at least 40.
        color: whether to write ANSI colour codes; every status has a symbol and a word without them.
    """
    from rich.console import Console

    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=max(width, 40),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    _head(console, determination, chart)
    wrong, missing, warnings, fine = groups(determination)
    _group(console, wrong, chart)
    _group(console, missing, chart)
    _queries(console, determination)
    _lines(console, determination, chart)
    _group(console, warnings, chart)
    _fine(console, fine)
    for warning in determination.warnings:
        _say(console, f"Note: {warning}")
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def _head(console: Console, determination: Determination, chart: Chart) -> None:
    wrong, missing, _, _ = groups(determination)
    verdict = words.VERDICTS[determination.determination]
    text = words.headline(determination, wrong=len(wrong.findings), missing=len(missing.findings))
    console.print(_text((f"{verdict.symbol} {verdict.word.upper()}", STYLES[verdict.key]), f"  {text}"))
    identity = f"{determination.id}: " if determination.id else ""
    _say(console, f"{identity}{words.session_text(chart)}", indent=2)
    _say(console, f"{words.policy_text(determination)}", indent=2)
    console.print()


def _lines(console: Console, determination: Determination, chart: Chart) -> None:
    pairs = line_pairs(chart, determination)
    if not pairs and not determination.not_billable and not determination.hold:
        return
    _heading(console, "Claim lines", "on hold: a draft" if determination.hold else "")
    if pairs:
        from rich.table import Table

        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim" if console.is_terminal else "")
        claimed = chart.claim is not None
        if claimed:
            table.add_column("billed")
        table.add_column("record supports")
        table.add_column("joint")
        table.add_column("diagnoses")
        if claimed:
            table.add_column("")
        for pair in pairs:
            supported = pair.supported
            cells = [
                words.line_text(supported) if supported else "-",
                (supported.joint or "") if supported else "",
                ", ".join(supported.dx) if supported else "",
            ]
            if claimed:
                cells = [words.line_text(pair.billed) if pair.billed else "-", *cells, pair.remark]
            table.add_row(*(_text(cell) for cell in cells))
        console.print(_indented(table))
    elif determination.hold:
        _say(console, "No line can be told from the documented facts.", indent=2)
    for entry in determination.not_billable:
        joint = f" at {entry.joint}" if entry.joint else ""
        _say(console, f"Not billable: {entry.code}{joint}. {entry.why}", indent=2)
    if determination.hold:
        _say(console, words.HOLD, indent=2)
    console.print()


def _queries(console: Console, determination: Determination) -> None:
    if not determination.queries:
        return
    _heading(console, "Ask the physician", "open questions; the answer goes into the record as an addendum")
    table = _grid()
    for number, query in enumerate(determination.queries, 1):
        table.add_row(f"{number}.", _text(query))
    console.print(_indented(table))
    console.print()


def _group(console: Console, group: Group, chart: Chart) -> None:
    if not group.findings:
        return
    _heading(console, f"{group.title} ({len(group.findings)})", group.meaning, STYLES[group.key])
    for finding in group.findings:
        mark = words.sign(finding)
        title = f"{mark.symbol} {finding.rule} {words.rule_title(finding.name)}"
        console.print(_text((title, STYLES[mark.key]), f": {mark.word}"))
        table = _grid()
        for label, cell in _details(finding, chart):
            table.add_row(_text((label, "dim")), cell)
        console.print(_indented(table))
        console.print()


def _details(finding: Finding, chart: Chart) -> Iterator[tuple[str, RenderableType]]:
    yield "record", _text(words.observed_text(finding))
    shown = spans(finding, chart.documents)
    for item in shown[:_SHOWN_SPANS]:
        yield "", _text(_quote(item), (f" ({words.place_text(item)})", "dim"))
    if len(shown) > _SHOWN_SPANS:
        yield "", _text(f"and {len(shown) - _SHOWN_SPANS} more places")
    if not shown and finding.facts and finding.observed is not None:
        yield "", _text((f"from the chart: {', '.join(finding.facts)}", "dim"))
    if finding.required:
        yield "asked", _text(words.asked_text(finding))
    if finding.source is not None:
        confidence = words.confidence_text(finding.source)
        yield "clause", _text(words.source_text(finding.source), (f" ({confidence})" if confidence else "", "dim"))
    if finding.remedy:
        yield "do", _text(finding.remedy)
    if finding.note:
        yield "note", _text(finding.note)


def _fine(console: Console, group: Group) -> None:
    if not group.findings:
        return
    _heading(console, f"{group.title} ({len(group.findings)})", group.meaning, STYLES[group.key])
    table = _grid(columns=3)
    for finding in group.findings:
        mark = words.SIGNS[finding.status]
        name = f"{finding.rule} {words.rule_title(finding.name)}"
        seen = _short(words.observed_text(finding), _FINE_VALUE)
        table.add_row(_text((mark.symbol, STYLES[mark.key])), _text(name), _text(seen))
    console.print(_indented(table))
    console.print()


def _heading(console: Console, title: str, meaning: str, style: str = "bold") -> None:
    console.print(_text((title.upper(), style), f"  {meaning}" if meaning else ""))


def _say(console: Console, text: str, indent: int = 0) -> None:
    console.print(_indented(_text(text), indent) if indent else _text(text))


def _grid(columns: int = 2) -> Table:
    from rich.table import Table

    table = Table.grid(padding=(0, 1, 0, 0))
    for n in range(columns):
        table.add_column(no_wrap=n == 0, overflow="fold")
    return table


def _indented(content: RenderableType, columns: int = 2) -> RenderableType:
    from rich.padding import Padding

    return Padding(content, (0, 0, 0, columns))


def _text(*parts: str | tuple[str, str]) -> RenderableType:
    from rich.text import Text

    return Text.assemble(*(_safe(part) for part in parts))


def _safe(part: str | tuple[str, str]) -> str | tuple[str, str]:
    """Control characters of a note must not reach the terminal."""
    if isinstance(part, tuple):
        return printable(part[0]), part[1]
    return printable(part)


def printable(text: str) -> str:
    """The text in one line: white space becomes blanks, other unprintable characters a replacement character."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _quote(item: Evidence) -> str:
    return f'"{_short(" ".join(item.quote.split()), QUOTE)}"'


def _short(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    half = (longest - 5) // 2
    return f"{text[:half].rstrip()} ... {text[-half:].lstrip()}"


def summary(determinations: Iterable[Determination]) -> str:
    """One line on many charts: how many of each verdict."""
    counts: dict[str, int] = {}
    for determination in determinations:
        word = words.VERDICTS[determination.determination].word.lower()
        counts[word] = counts.get(word, 0) + 1
    return ", ".join(f"{number} {word}" for word, number in counts.items())
