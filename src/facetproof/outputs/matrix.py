"""One chart under every policy as text: a line a policy, with the rules that stand in the way."""

from __future__ import annotations

from collections.abc import Iterator

from facetproof.findings.matrix import Matrix, UnderPolicy
from facetproof.model.finding import Status
from facetproof.outputs import words
from facetproof.outputs.console import Page, printable


def render_matrix(matrix: Matrix, *, width: int, color: bool) -> str:
    """The table as text.

    Args:
        matrix: the answers.
        width: columns, at least 40.
        color: whether to write ANSI colour codes.
    """
    from rich.table import Table
    from rich.text import Text

    page = Page(width=width, color=color)
    page.say((f"{matrix.id or 'The chart'} under every policy in force on {matrix.day}", "bold"))
    page.gap()
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("policy", "version", "answer", "not met", "not documented"):
        table.add_column(title, no_wrap=title in ("policy", "version"), overflow="fold")
    for row in matrix.policies:
        sign = words.VERDICTS[row.determination]
        table.add_row(
            Text(printable(row.policy)),
            row.version or "none",
            Text(f"{sign.symbol} {sign.word}", style=_style(sign.key)),
            " ".join(_codes(row, Status.NOT_MET)),
            " ".join(_codes(row, Status.NOT_DOCUMENTED)),
        )
    page.put(table)
    page.gap()
    page.say(
        "Codes in brackets warn and do not decide. What a rule asks: facetproof explain CODE --payer POLICY "
        f"--dos {matrix.day}"
    )
    for warning in matrix.warnings:
        page.say(f"Note: {warning}")
    return page.text()


def _codes(row: UnderPolicy, status: Status) -> Iterator[str]:
    for code, found in row.statuses.items():
        if found is status:
            yield f"({code})" if code in row.warnings else code


def _style(key: str) -> str:
    from facetproof.outputs.console import STYLES

    return STYLES.get(key, "")
