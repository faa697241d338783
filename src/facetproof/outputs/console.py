"""What the terminal outputs share: a console that writes to a string, and safe text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

STYLES = {"met": "green", "not-met": "bold red", "missing": "bold yellow", "warning": "magenta", "none": "cyan"}
NARROWEST = 40


class Page:
    """A page of terminal text being written.

    Args:
        width: columns, at least 40.
        color: whether to write ANSI colour codes.
    """

    def __init__(self, *, width: int, color: bool) -> None:
        from rich.console import Console

        self._buffer = io.StringIO()
        self._console: Console = Console(
            file=self._buffer,
            width=max(width, NARROWEST),
            force_terminal=color,
            color_system="standard" if color else None,
            no_color=not color,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def say(self, *parts: str | tuple[str, str], indent: int = 0) -> None:
        """One paragraph; a part is a text or (text, style)."""
        self.put(text(*parts), indent=indent)

    def put(self, content: RenderableType, *, indent: int = 0) -> None:
        """A table or text, indented by so many columns."""
        from rich.padding import Padding

        self._console.print(Padding(content, (0, 0, 0, indent)) if indent else content)

    def heading(self, title: str, meaning: str = "", style: str = "bold") -> None:
        """A section's title in capitals with a few words on what it holds."""
        self.say((title.upper(), style), f"  {meaning}" if meaning else "")

    def gap(self) -> None:
        """An empty line."""
        self._console.print()

    def text(self) -> str:
        """What was written, without blanks at line ends, with one line end at the end."""
        lines = [line.rstrip() for line in self._buffer.getvalue().splitlines()]
        return "\n".join(lines).rstrip("\n") + "\n"


def grid(columns: int = 2) -> Table:
    """A table without lines whose first column is never broken."""
    from rich.table import Table

    table = Table.grid(padding=(0, 1, 0, 0))
    for n in range(columns):
        table.add_column(no_wrap=n == 0, overflow="fold")
    return table


def text(*parts: str | tuple[str, str]) -> RenderableType:
    """Text that is safe to print, whatever a note holds; a part is a text or (text, style)."""
    from rich.text import Text

    return Text.assemble(
        *((printable(part[0]), part[1]) if isinstance(part, tuple) else printable(part) for part in parts)
    )


def printable(content: str) -> str:
    """The text in one line: white space becomes blanks, other unprintable characters a replacement character."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in content)


def shortened(content: str, longest: int) -> str:
    """The text, or its beginning and end where it is longer than `longest` characters."""
    if len(content) <= longest:
        return content
    half = (longest - 5) // 2
    return f"{content[:half].rstrip()} ... {content[-half:].lstrip()}"
