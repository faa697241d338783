"""The values of the library as a table, and what of them needs another look, as text, CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from facetproof.findings.examples import Told
from facetproof.outputs import words
from facetproof.outputs.bound import value_text, word
from facetproof.outputs.console import Page, printable, text
from facetproof.policy.numbers import Bound, Task, Totals

_CONFIDENCE_STYLES = {"primary": "met", "shared": "none", "secondary": "missing", "recalled": "not-met"}


def numbers_json(bounds: Sequence[Bound], totals: Totals) -> Any:
    """Values and totals as plain values for JSON."""
    return msgspec.to_builtins({"totals": totals, "values": bounds}, str_keys=True)


def numbers_csv(bounds: Sequence[Bound]) -> str:
    """The values as CSV, one line each under a line of names; members of a list after each other."""
    buffer = io.StringIO()
    out = csv.writer(buffer, lineterminator="\n")
    out.writerow([field.name for field in fields(Bound)])
    out.writerows([[_cell(value) for value in astuple(bound)] for bound in bounds])
    return buffer.getvalue()


def render_numbers(bounds: Sequence[Bound], totals: Totals, *, width: int, color: bool) -> str:
    """The values as a table with totals.

    Args:
        bounds: the values.
        totals: of them.
        width: columns, at least 40.
        color: whether to write ANSI colour codes.
    """
    from rich.table import Table
    from rich.text import Text

    page = Page(width=width, color=color)
    for policy in dict.fromkeys(bound.policy for bound in bounds):
        page.say((policy, "bold"))
        table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
        for title in ("rule", "from", "value", "document, version, place", "sure"):
            table.add_column(title, no_wrap=title in ("rule", "from", "sure"), overflow="fold")
        for bound in (bound for bound in bounds if bound.policy == policy):
            value = f"{word(bound.parameter)} {value_text(bound.value)}" if bound.parameter else "asked"
            table.add_row(
                bound.rule,
                bound.since.isoformat() if bound.since else "always",
                Text(printable(value)),
                Text(printable(words.joined(", ", bound.document, bound.version, bound.where))),
                bound.confidence,
            )
        page.put(table, indent=2)
        page.gap()
    page.heading("Totals")
    page.say(totals_text(totals), indent=2)
    return page.text()


def totals_text(totals: Totals) -> str:
    """The totals as one sentence."""
    sure = ", ".join(f"{number} {confidence}" for confidence, number in totals.by_confidence.items())
    return (
        f"{totals.values} values in force or past in {totals.policies} policies, {totals.numbers} of them numbers, "
        f"written as {totals.written} in the files, out of {totals.documents} documents; by confidence: {sure}."
    )


class Checked(NamedTuple):
    """The result of a check.

    Attributes:
        tasks: what an analyst should look at.
        examples: of the folder, with what they come to.
        untested: codes of rules without examples of more than one answer.
        drafts: files that nobody has filled in yet.
    """

    tasks: Sequence[Task]
    examples: Sequence[Told] = ()
    untested: Sequence[str] = ()
    drafts: Sequence[Path] = ()

    @property
    def wrong(self) -> list[Told]:
        """Examples that come out otherwise than they say."""
        return [one for one in self.examples if not one.right]

    @property
    def fine(self) -> bool:
        """Whether nothing is stale, wrong or untested; values that are only quoted elsewhere are no fault."""
        return not (self.wrong or self.untested or [task for task in self.tasks if task.stale])


def check_json(checked: Checked) -> Any:
    """The result of a check as plain values for JSON."""
    wrong = [
        {"rule": one.case.rule, "name": one.case.name, "expect": one.case.expect, "got": one.got}
        for one in checked.wrong
    ]
    told = {
        "fine": checked.fine,
        "examples": len(checked.examples),
        "wrong": wrong,
        "untested": list(checked.untested),
        "drafts": [path.name for path in checked.drafts],
        "tasks": list(checked.tasks),
    }
    return msgspec.to_builtins(told, str_keys=True)


def render_check(checked: Checked, *, width: int, color: bool) -> str:
    """The work list as text, with the examples that came out otherwise and the drafts nobody has filled in."""
    page = Page(width=width, color=color)
    tasks = checked.tasks
    if checked.examples:
        page.say((f"{len(checked.examples)} examples run, {len(checked.wrong)} came out otherwise.", "bold"))
        for one in checked.wrong:
            page.say(f"{one.case.rule} {one.case.name}: expected {one.case.expect}, got {one.got}", indent=2)
        page.gap()
    for title, meaning, names in (
        ("Rules without examples", "of more than one answer", list(checked.untested)),
        ("Drafts", "not filled in, so not asked", [path.name for path in checked.drafts]),
    ):
        if names:
            page.heading(f"{title} ({len(names)})", meaning)
            page.say(", ".join(names), indent=2)
            page.gap()
    stale = [task for task in tasks if task.stale]
    fresh = [task for task in tasks if not task.stale]
    for title, meaning, found in (
        (f"To confirm again ({len(stale)})", "checked too long ago", stale),
        (f"To read at the source ({len(fresh)})", "not from the document itself; the least sure first", fresh),
    ):
        if found:
            page.heading(title, meaning)
            for task in found:
                _task(page, task)
            page.gap()
    if not tasks:
        page.say("Every value is from a primary source and was checked lately.")
    return page.text()


def _task(page: Page, task: Task) -> None:
    rules = list(dict.fromkeys(clause.rule for clause in task.clauses))
    version = f", version {task.version}" if task.version else ""
    sure = (task.confidence, _style(task.confidence))
    page.put(text((f"{task.document}{version}", "bold"), "  ", sure, f"  checked {task.checked.isoformat()}"), indent=2)
    page.say(f"{words.count(len(task.clauses), 'clause')}: {' '.join(rules)}", indent=4)
    if task.url:
        page.say(task.url, indent=4)


def _style(confidence: str) -> str:
    from facetproof.outputs.console import STYLES

    return STYLES[_CONFIDENCE_STYLES[confidence]]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
