"""HTML → text: tables by tabs, ticked boxes as [x]; not what is hidden or struck out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from facetproof.errors import InputError
from facetproof.sources.cleanup import clean_text
from facetproof.sources.extract import STRUCK_OUT, Extract
from facetproof.sources.layout import Lines, Table

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr legend li main nav ol p pre section summary table caption thead tbody tfoot title tr ul".split()
)
_GAPS = frozenset("h1 h2 h3 h4 h5 h6 p table".split())
_SILENT = frozenset("head script style template noscript svg canvas object iframe audio video del s strike".split())
_STRUCK = frozenset("del s strike".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
#: Elements that need no end tag, and what ends them.
_ENDED_BY = {"p": _BLOCKS, "li": {"li"}, "td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}, "tr": {"tr"}}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_STRIKE = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
#: `<![if …]>` of word processors, which the parser of the standard library does not know.
_CONDITIONS = re.compile(r"<!\[[^>]{0,300}>")
_MOST_OPEN = 500
_CELLS = ("td", "th")


def html_text(markup: str, *, where: str = "") -> Extract:
    """The text a browser would show, and remarks.

    Raises:
        InputError: `html-broken` where tags or comments without end would take the parser hours.
    """
    markup = _CONDITIONS.sub("", markup).replace("<![", "&lt;![")
    if markup.count("<") - markup.count(">") > _MOST_OPEN or markup.count("<!--") - markup.count("-->") > _MOST_OPEN:
        raise InputError(
            "html-broken", "The HTML is full of tags without end", where=where, todo="Export or print the note again."
        )
    page = _Page()
    page.feed(markup)
    page.close()
    return Extract(clean_text(page.text()), (STRUCK_OUT,) if page.struck else ())


def decode_html(data: bytes, fallback: str) -> str:
    """The characters of an HTML file, by the charset it names in its first kilobytes, else the `fallback` text."""
    named = _CHARSET.search(data[:4096])
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or named is None:
        return fallback
    try:
        return data.decode(named[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return fallback


class _Page(HTMLParser):
    """Follows the open elements; each table cell collects its own lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.struck = False
        self._out = [Lines()]
        self._tables: list[Table] = []
        self._cells: list[tuple[int, int] | None] = []
        self._silent: list[str] = []
        self._pre = 0
        self._items: list[int | None] = []

    def text(self) -> str:
        while self._tables:
            self._end_table()
        return self._out[0].text()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._silent and tag in _ENDED_BY.get(self._silent[-1], ()):
            self._silent.pop()
        if self._silent:
            if tag not in _VOID:
                self._silent.append(tag)
            return
        if tag not in _VOID and self._is_silent(tag, given):
            self._silent.append(tag)
            return
        if tag == "table":
            self._out[-1].block(gap=True)
            self._tables.append(Table())
            self._cells.append(None)
        elif self._tables and tag in (*_CELLS, "tr"):
            self._end_cell()
            if tag == "tr":
                self._tables[-1].row_end()
            else:
                self._cells[-1] = (_span(given.get("colspan")), _span(given.get("rowspan")))
                self._out.append(Lines())
        elif tag == "br":
            self._out[-1].line_end()
        elif tag == "input":
            self._input(given)
        elif tag in _BLOCKS:
            self._out[-1].block(gap=tag in _GAPS)
            self._pre += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag in self._silent:
                while self._silent.pop() != tag:
                    pass
            return
        if tag == "table" and self._tables:
            self._end_table()
        elif self._tables and tag in (*_CELLS, "tr"):
            self._end_cell()
            if tag == "tr":
                self._tables[-1].row_end()
        elif tag in _BLOCKS:
            self._out[-1].block()
            self._pre -= tag == "pre" and self._pre > 0

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._tables and self._cells[-1] is None and not data.strip():
            return
        if self._pre:
            self._out[-1].keep(data)
        else:
            self._out[-1].add(data)

    def _is_silent(self, tag: str, given: dict[str, str]) -> bool:
        style = given.get("style", "")
        struck = tag in _STRUCK or bool(_STRIKE.search(style))
        self.struck |= struck
        return struck or tag in _SILENT or "hidden" in given or bool(_HIDDEN.search(style))

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text").lower()
        if kind in ("checkbox", "radio"):
            self._out[-1].add("[x] " if "checked" in given else "[ ] ")
        elif kind in ("text", "number", "date", "tel", "email", "search"):
            self._out[-1].add(given.get("value", ""))

    def _end_cell(self) -> None:
        if self._cells[-1] is not None:
            columns, rows = self._cells[-1]
            self._tables[-1].cell(self._out.pop().text(), columns=columns, rows=rows)
            self._cells[-1] = None

    def _end_table(self) -> None:
        self._end_cell()
        self._cells.pop()
        self._out[-1].keep(self._tables.pop().text())
        self._out[-1].block()


def _span(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 4 else 1
