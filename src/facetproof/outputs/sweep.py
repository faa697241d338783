"""What a sweep says: the summary by rule, and the table of findings as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from facetproof.errors import InputError
from facetproof.outputs.console import Page, grid, text

if TYPE_CHECKING:
    import polars as pl

#: Kinds of file that findings are written as, by the end of the name.
KINDS = (".parquet", ".csv", ".jsonl")
_FIRST_REFUSED = 5


class RuleCount(msgspec.Struct):
    """Claims by their answer to one rule."""

    rule: str
    name: str
    met: int
    not_met: int
    not_documented: int


class Summary(msgspec.Struct):
    """A sweep in numbers; `refused` are the rows that could not be read, as `table:row`, the first of them only."""

    policy: str
    tables: list[str]
    lines: int
    refused_rows: int
    refused: list[str]
    claims: int
    patients: int
    history_from: str | None
    rules: list[RuleCount]

    @property
    def fine(self) -> bool:
        """Nothing is not met, nothing is open, and every row was read."""
        return not self.refused_rows and not any(rule.not_met or rule.not_documented for rule in self.rules)


def render_sweep(summary: Summary, *, width: int, color: bool) -> str:
    """The summary as text."""
    page = Page(width=width, color=color)
    page.say(
        f"{summary.lines:,} lines, {summary.claims:,} facet claims of {summary.patients:,} patients, "
        f"judged by {summary.policy}."
    )
    if summary.history_from is None:
        page.say("No first day of a complete history was given: a limit can be broken, never proven kept.")
    if summary.refused_rows:
        named = ", ".join(summary.refused[:_FIRST_REFUSED])
        page.say((f"{summary.refused_rows:,} rows could not be read and were left out: {named} …", "not-met"))
    page.gap()
    table = grid(5)
    table.add_row("rule", "", "met", "not met", "not documented")
    for rule in summary.rules:
        table.add_row(
            rule.rule,
            rule.name,
            f"{rule.met:>9,}",
            text((f"{rule.not_met:>9,}", "not-met" if rule.not_met else "met")),
            text((f"{rule.not_documented:>14,}", "missing" if rule.not_documented else "met")),
        )
    page.put(table, indent=2)
    return page.text()


def check_target(path: str, tables: list[str]) -> None:
    """Refuses a file that findings cannot be written to.

    Raises:
        InputError: not a kind that can be written, or one of the tables read.
    """
    if not path.lower().endswith(KINDS):
        raise InputError(
            "file-kind", "Findings are written as Parquet, CSV or JSONL", where=path, todo=f"End it on {KINDS[0]}."
        )
    if Path(path).resolve() in {Path(name).resolve() for name in tables}:
        raise InputError("file-unwritable", "Findings would replace a table they are made from", where=path)


def write_findings(findings: pl.DataFrame, path: str) -> None:
    """Writes the table of findings, its kind told by the end of the name.

    Raises:
        InputError: it cannot be written.
    """
    try:
        if path.lower().endswith(".parquet"):
            findings.write_parquet(path)
        elif path.lower().endswith(".csv"):
            findings.write_csv(path)
        else:
            findings.write_ndjson(path)
    except OSError as error:
        raise InputError(
            "file-unwritable", f"The file cannot be written ({error.strerror})", where=path, todo="Check the folder."
        ) from None
