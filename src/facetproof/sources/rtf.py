"""RTF → text. Our own, for hidden, deleted and struck-out words must not be read, and the page header must."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from facetproof.errors import InputError
from facetproof.sources.cleanup import clean_text
from facetproof.sources.extract import STRUCK_OUT, Extract
from facetproof.sources.layout import Lines, Table

_TOKEN = re.compile(
    rb"\\(?:(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?\x20?|'(?P<hex>[0-9A-Fa-f]{2})|(?P<sign>[^A-Za-z]))"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)"
)
_SIGNS = {
    "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "~": " ", "_": "-", "-": "\u00ad",
}  # fmt: skip
#: Groups whose text is no part of the note. `shprslt` repeats a text box for old programs.
_ASIDE = frozenset(
    "fonttbl colortbl stylesheet info listtable listoverridetable revtbl pict object fldinst filetbl pn template "
    "annotation sp shprslt nonesttables ftnsep ftnsepc aftnsep aftnsepc".split()
)
_STARRED = frozenset("shpinst shptxt".split())
_HEADERS = frozenset("header headerl headerr headerf".split())
_FOOTERS = frozenset("footer footerl footerr footerf".split())
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
MAX_DEPTH = 500


class _State(NamedTuple):
    """What a group inherits and its end undoes."""

    aside: bool = False
    unseen: frozenset[str] = frozenset()
    part: str = "body"
    skip: int = 1
    font: int | None = None
    group: str = ""


def rtf_text(data: bytes, *, where: str) -> Extract:
    """The text of an RTF file with its page header first and footer last, and remarks.

    Raises:
        InputError: `rtf-broken` where the file ends within a group, `rtf-too-deep`.
    """
    reader = _Reader(data, where)
    reader.run()
    return Extract(clean_text(reader.text()), (STRUCK_OUT,) if reader.struck else ())


class _Part:
    """Header, body or footer: lines, and the cells of the table row being read."""

    def __init__(self) -> None:
        self.lines, self.cell = Lines(), Lines()
        self.table: Table | None = None

    @property
    def open(self) -> Lines:
        return self.lines if self.table is None else self.cell

    def in_row(self) -> None:
        if self.table is None:
            self.lines.block()
            self.table, self.cell = Table(), Lines()

    def cell_end(self) -> None:
        self.in_row()
        assert self.table is not None  # noqa: S101 - in_row made it
        self.table.cell(self.cell.text())
        self.cell = Lines()

    def row_end(self) -> None:
        if self.table is not None:
            if self.cell.text():
                self.table.cell(self.cell.text())
            self.lines.keep(self.table.text())
            self.lines.block()
            self.table = None


class _Reader:
    def __init__(self, data: bytes, where: str) -> None:
        self._data, self._where = data, where
        self._state, self._stack = _State(), list[_State]()
        self._parts = {"header": _Part(), "body": _Part(), "footer": _Part()}
        self._bytes, self._left = bytearray(), 0
        self._page = "cp1252"
        self._charsets: dict[int, int] = {}
        self._star = False
        self._box: dict[str, int] = {}
        self.struck = False

    def text(self) -> str:
        for part in self._parts.values():
            part.row_end()
        return "\n\n".join(text for part in self._parts.values() if (text := part.lines.text()))

    def run(self) -> None:
        at = 0
        while (token := _TOKEN.match(self._data, at)) is not None:
            at = token.end()
            if token["hex"]:
                self._byte(bytes.fromhex(token["hex"].decode()))
                continue
            if token["text"]:
                for char in (
                    (token["text"],)
                    if not self._left
                    else [token["text"][i : i + 1] for i in range(len(token["text"]))]
                ):
                    self._byte(char)
                continue
            self._flush()
            if token["brace"]:
                self._brace(token["brace"])
            elif token["sign"]:
                self._sign(token["sign"].decode("latin-1"))
            elif token["word"]:
                number = int(token["number"]) if token["number"] else None
                word = token["word"].decode()
                if word == "bin":
                    at += max(number or 0, 0)
                else:
                    self._word(word, number)
        self._flush()
        if self._stack:
            raise InputError(
                "rtf-broken",
                "The RTF ends in the middle",
                where=self._where,
                todo="Export the note again; it was cut off.",
            )

    def _brace(self, brace: bytes) -> None:
        self._left, self._star = 0, False
        if brace == b"{":
            if len(self._stack) >= MAX_DEPTH:
                raise InputError(
                    "rtf-too-deep",
                    f"The RTF is nested more than {MAX_DEPTH} deep",
                    where=self._where,
                    todo="No note is; check where the file comes from.",
                )
            self._stack.append(self._state)
            self._state = self._state._replace(group="")
        elif self._stack:
            ended, self._state = self._state.group, self._stack.pop()
            if ended == "formfield":
                self._tick_box()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._star = True
        elif sign in "\\{}":
            self._byte(sign.encode())
        elif sign in _SIGNS:
            self._put(_SIGNS[sign])
        elif sign in "\r\n" and not self._state.aside:
            self._parts[self._state.part].open.line_end()

    def _word(self, word: str, number: int | None) -> None:
        starred, self._star = self._star, False
        if not self._state.group:
            self._state = self._state._replace(group=word)
            if word in _ASIDE or (starred and word not in _STARRED):
                self._state = self._state._replace(aside=True)
            elif word in _HEADERS or word in _FOOTERS:
                self._state = self._state._replace(part="header" if word in _HEADERS else "footer")
        if word in ("v", "deleted", "strike", "striked"):
            seen = self._state.unseen
            self._state = self._state._replace(unseen=seen - {word} if number == 0 else seen | {word})
        elif word == "plain":
            self._state = self._state._replace(unseen=frozenset())
        elif word == "uc":
            self._state = self._state._replace(skip=min(max(number or 0, 0), 10))
        elif word == "u" and number is not None:
            self._unicode(number % 0x10000)
        elif word == "f":
            self._state = self._state._replace(font=number)
        elif word == "fcharset" and self._state.font is not None:
            self._charsets[self._state.font] = number or 0
        elif word == "ansicpg":
            self._page = _known(f"cp{number}")
        elif word in ("mac", "pc", "pca"):
            self._page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word in ("fftype", "ffres", "ffdefres"):
            self._box[word] = number or 0
        elif word in _SIGNS:
            self._put(_SIGNS[word])
        elif not self._state.aside:
            self._layout(word)

    def _layout(self, word: str) -> None:
        part = self._parts[self._state.part]
        if word in ("trowd", "intbl"):
            part.in_row()
        elif word == "cell":
            part.cell_end()
        elif word == "row":
            part.row_end()
        elif word in ("par", "line", "sect", "nestrow"):
            part.open.line_end()
        elif word == "nestcell":
            part.open.tab()
        elif word == "page":
            part.open.page()

    def _byte(self, data: bytes) -> None:
        if self._left:
            self._left -= 1
        elif not self._state.aside:
            self._bytes += data

    def _flush(self) -> None:
        if not self._bytes:
            return
        charset = self._charsets.get(self._state.font) if self._state.font is not None else None
        raw = bytes(self._bytes)
        self._bytes.clear()
        if charset == 2:
            self._put("".join(chr(0xF000 + byte) if byte > 0x20 else chr(byte) for byte in raw))
        else:
            self._put(raw.decode(_CHARSETS.get(charset or 0, self._page), errors="replace"))

    def _unicode(self, code: int) -> None:
        self._put(chr(code))
        self._left = self._state.skip

    def _put(self, text: str) -> None:
        if self._state.aside:
            return
        if self._state.unseen:
            self.struck |= bool({"strike", "striked"} & self._state.unseen)
            return
        self._parts[self._state.part].open.keep(text)

    def _tick_box(self) -> None:
        box, self._box = self._box, {}
        if box.get("fftype") == 1:
            ticked = box.get("ffres", 25) if box.get("ffres", 25) != 25 else box.get("ffdefres", 0)
            self._parts[self._state.part].open.keep("[x] " if ticked else "[ ] ")


def _known(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name
