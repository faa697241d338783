"""Text taken out of marked-up formats: lines, paragraphs and tables whose cells are parted by tabs."""

from __future__ import annotations

import re

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BLANKS = re.compile(r"\n{3,}")
#: A span is a hint of the author; a larger one is a mistake that would fill the page with tabs.
_MAX_SPAN = 30


class Lines:
    """Running text: white space collapses, a block starts a line of its own."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[str] = []

    def add(self, text: str) -> None:
        """Inline text; white space within it counts as one space, at the start of a line as none."""
        text = _SPACE.sub(" ", text)
        if not self._open or self._open[-1].endswith((" ", "\t")):
            text = text.lstrip(" ")
        if text:
            self._open.append(text)

    def keep(self, text: str) -> None:
        """Preformatted text: spaces, tabs and line ends stand as they are."""
        first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._open.append(first)
        for line in others:
            self.line_end()
            self._open.append(line)

    def tab(self) -> None:
        """A tab stop."""
        self._open.append("\t")

    def line_end(self) -> None:
        """Ends the line, empty or not."""
        self._done.append("".join(self._open).rstrip())
        self._open = []

    def block(self, *, gap: bool = False) -> None:
        """What follows starts on a line of its own, after a blank one with `gap`."""
        if "".join(self._open).strip():
            self.line_end()
        self._open = []
        if gap and self._done and self._done[-1]:
            self._done.append("")

    def page(self) -> None:
        """What follows is on the next page."""
        self.block()
        self._open.append("\f")

    def text(self) -> str:
        """All lines; no blank ones at either end, at most one between."""
        joined = "\n".join([*self._done, "".join(self._open).rstrip(" ")])
        return _BLANKS.sub("\n\n", joined).strip("\n")


class Table:
    """Rows of a table, so that a cell stays below its heading: a tab for each column it is away from the first."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = []
        self._row: list[str] = []
        self._hanging: dict[int, int] = {}
        self._spans: dict[int, int] = {}

    def cell(self, text: str, *, columns: int = 1, rows: int = 1) -> None:
        """The next cell, over several columns or rows where the table says so."""
        self._skip_hanging()
        start = len(self._row)
        self._row.append(text.strip("\n"))
        self._row.extend([""] * (min(max(columns, 1), _MAX_SPAN) - 1))
        if rows > 1:
            self._spans |= dict.fromkeys(range(start, len(self._row)), min(rows, _MAX_SPAN) - 1)

    def row_end(self) -> None:
        """Ends the row."""
        if self._row:
            self._skip_hanging()
            self._rows.append(self._row)
        self._row = []
        self._hanging = {column: left - 1 for column, left in self._hanging.items() if left > 1} | self._spans
        self._spans = {}

    def text(self) -> str:
        """One line a row; a cell of several lines keeps them, and then only the last of its row stands after a tab."""
        self.row_end()
        return "\n".join(text for row in self._rows if (text := _row_text(row)))

    def _skip_hanging(self) -> None:
        # a cell that reaches down from a row above has taken its column
        while len(self._row) in self._hanging:
            self._row.append("")


def _row_text(row: list[str]) -> str:
    filled = [cell for cell in row if cell.strip()]
    if not filled:
        return ""
    if any("\n" in cell for cell in filled[:-1]):
        return "\n".join(filled)
    return "\t".join(row).rstrip() if "\n" not in filled[-1] else "\t".join(filled)
