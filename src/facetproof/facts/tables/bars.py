"""Bars of forms of two columns and of logs without headings, as colons and commas; every character keeps its place."""

from __future__ import annotations

import re

_TABLE_ROW = re.compile(r"^[|](?P<label>[^|\n]{1,50})[|](?P<value>[^\n]*)$", re.MULTILINE)
_TABLE = re.compile(r"(?:^[^|\n]*[|][^\n]*(?:\n|$)){2,}", re.MULTILINE)
_LOG_ROW = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|\d{4}-\d\d-\d\d")
_SIDE_CELL = re.compile(r", *([RLB]) *,")
_CELLS = 3
"""So many filled cells and a date make a row a line of a log; the row of two is a field of a form."""
_PAIR_ROW = re.compile(r"^(?P<label>[A-Za-z][^|:\n]{0,49})[|](?P<value>[^|\n]+)$", re.MULTILINE)
"""A row of two cells without bars around them."""
_CELL_AFTER_LABEL = re.compile(r"^([^|\n:]{1,50}:)([ \t]*\|)(?=(?:[ \t]|[A-Za-z])[^|\n]*$)", re.MULTILINE)
"""`Side: | L`: the cell of a label with its own colon."""
_CELL_BELOW = re.compile(r"(?<=\n)([ \t]*)\|(?=[^|\n]*$)", re.MULTILINE)
"""A cell that goes on with the one above."""
_MANY = 3
"""So many pairs of cells are a form."""


def without_bars(text: str) -> str:
    """The text with `Label: value` for the rows of a form in bars, and commas between the cells of a log.

    Args:
        text: any text; tables with headings have been told before.
    """
    text = _CELL_AFTER_LABEL.sub(lambda m: m[1] + " " * len(m[2]), text)
    text = _CELL_BELOW.sub(r"\1 ", text)
    text = _TABLE.sub(_as_log, text)
    text = _TABLE_ROW.sub(_as_field, text)
    if len(_PAIR_ROW.findall(text)) >= _MANY:
        text = _PAIR_ROW.sub(lambda m: f"{m['label']}:{m['value']}", text)
    return text


def _as_log(m: re.Match[str]) -> str:
    """A table whose rows below the first are lines of a log, with commas between the cells; any other as it is."""
    head, *rows = m[0].splitlines(keepends=True)
    if not all(_is_log_row(row) or not row.strip(" |:-\t\n") for row in rows):
        return m[0]
    return "".join(_with_commas(row) for row in (head, *rows)) if any(map(_is_log_row, rows)) else m[0]


def _is_log_row(row: str) -> bool:
    filled = sum(bool(cell.strip()) for cell in row.split("|"))
    return filled >= _CELLS and _LOG_ROW.search(row) is not None


def _with_commas(row: str) -> str:
    """`| MBB | 05/06/2025 | 90% |` as `  MBB , 05/06/2025 , 90%  `; every character keeps its place."""
    if not row.strip(" |\n"):
        return row.replace("|", " ")
    first, last = len(row) - len(row.lstrip(" |")), len(row.rstrip(" |\n"))
    cells = _SIDE_CELL.sub(lambda m: f",{m[1].rjust(len(m[0]) - 1)}", row[first:last].replace("|", ","))
    return row[:first].replace("|", " ") + cells + row[last:].replace("|", " ")


def _as_field(m: re.Match[str]) -> str:
    """`| Side | Left |` as `  Side : Left  `."""
    return f" {m['label']}:{m['value'].replace('|', ' ')}"
