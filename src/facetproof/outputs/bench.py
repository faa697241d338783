"""How well notes are read, as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from facetproof.facts.bench.measure import Measured, Tally
from facetproof.outputs.console import Page

if TYPE_CHECKING:
    from rich.table import Table


def render_bench(sets: Iterable[Measured], *, width: int, color: bool, show: bool = False) -> str:
    """A table for each set of notes.

    Args:
        sets: figures of `facetproof.facts.bench.measure`.
        width: columns.
        color: whether to write ANSI colour codes.
        show: also each value that differs, by note; values are named, words of notes are not.
    """
    page = Page(width=width, color=color)
    for number, found in enumerate(sets):
        if number:
            page.gap()
        page.say((found.set, "bold"), f"  {found.notes} notes")
        page.put(_table(found))
        page.say(
            f"{found.wholly_right} of {found.notes} notes wholly right; invented {found.invented}; "
            f"traps {found.traps} of {found.traps_set}; quotes not verbatim {found.quotes_not_verbatim}; "
            f"values without words {found.values_without_words}; {found.notes_a_second or 0:.0f} notes a second"
        )
        for told in found.differences if show else ():
            why = f"  {told.why}" if told.why else ""
            page.say((told.kind.upper(), "bold"), f"  {told.id}  {told.path}  {told.value}{why}")
    return page.text()


def _table(found: Measured) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("field group", no_wrap=True)
    for name in ("precision", "recall", "F1", "right", "wrong", "missed"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, tally in (*found.groups.items(), ("overall", found.overall)):
        table.add_row(name, *_row(tally), style="bold" if tally is found.overall else "")
    return table


def _row(tally: Tally) -> tuple[str, ...]:
    ratios = ("–" if ratio is None else f"{ratio:.3f}" for ratio in (tally.precision, tally.recall, tally.f1))
    return (*ratios, str(tally.right), str(tally.wrong), str(tally.missed))
