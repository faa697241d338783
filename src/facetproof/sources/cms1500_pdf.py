"""CMS-1500 forms as PDF with text → boxes, found by the captions printed in them and by what stands below each.

A caption is a box number (`1a.`, `24D`, or a letter below or beside its number) in the type of the form; content is
what stands in another type, in a clearly larger one, or in form fields. A form on which the two cannot be
told apart is refused: a caption must not be read as content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from facetproof.errors import InputError
from facetproof.model.claimfile import Fault
from facetproof.sources.cms1500_boxes import Box
from facetproof.sources.pdf_places import Piece, placed_text

#: A form has all of these; fewer are a list or a letter.
_NEEDED = frozenset({2, 21, 24, 26, 33})
_NUMBERED = re.compile(r"(\d{1,2})\s*\.?\s*(?:([A-La-l])(?=[\s.)]|$))?[.)]?(?:\s+(\D.*))?$")
_LETTERED = re.compile(r"([A-La-l])\s*(?:[.)](?:\s.*)?)?$")
#: Options with a mark beside them, by box.
_OPTIONS = {
    1: re.compile(r"medicare|medicaid|tricare|champva|group|feca|other", re.I),
    3: re.compile(r"\b[MF]\b"),
    6: re.compile(r"self|spouse|child|other", re.I),
    11: re.compile(r"\b[MF]\b"),
}
_DAY = re.compile(r"\d\d[ /-]?\d\d[ /-]?\d\d")
_MARK = re.compile(r"[Xx✓✔☒☑]")
#: Points: how far content may begin left of its caption, how far captions of one row differ in height, how much higher
#: than its caption content may stand, how far below it the last line of a box.
_LEFT, _ROW, _ABOVE, _BELOW = 4.0, 9.0, 3.0, 64.0
_SAME_LINE = 4.0
#: How high above a mark its option may stand; width of a letter by its size; width of a mark.
_OVER, _LETTER_WIDTH, _MARK_WIDTH = 14.0, 0.5, 5.0


class _Caption(NamedTuple):
    number: int
    letter: str
    x: float
    y: float


def read_pdf_forms(data: bytes, *, where: str) -> tuple[list[dict[Box, str]], list[Fault]]:
    """The boxes of each form, and the pages that are none; pages that continue a form are one with it.

    Raises:
        InputError: `cms1500-layout` where no page is a form that can be read, and as `pdf_places`.
    """
    forms: list[dict[Box, str]] = []
    faults: list[Fault] = []
    last: tuple[int, dict[Box, str]] | None = None
    for number, pieces in enumerate(placed_text(data, where=where), 1):
        form = _form(pieces)
        if form is None:
            what = "No CMS-1500 form with captions and content of its own was found on this page"
            faults.append(Fault("page-without-form", what, number, "page"))
        elif last is not None and last[0] == number - 1 and _continues(last[1], form):
            _join(last[1], form)
            last = (number, last[1])
        else:
            forms.append(form)
            last = (number, form)
    if not forms:
        raise InputError(
            "cms1500-layout",
            "The PDF holds no CMS-1500 form with readable captions of its boxes and content that can be told from them",
            where=where,
            todo="Give the form with its printed captions as PDF with text, the boxes as JSON or CSV, or the 837 file.",
        )
    return forms, faults


def _continues(before: dict[Box, str], form: dict[Box, str]) -> bool:
    """A form of more than six lines says so in box 28 of each page but the last."""
    account = before.get(Box(26, "", 0, ""))
    return before.get(Box(28, "", 0, ""), "").lower().startswith("contin") and account == form.get(Box(26, "", 0, ""))


def _join(form: dict[Box, str], page: dict[Box, str]) -> None:
    lines = max((box.line for box in form if box.number == 24), default=0)
    for box, value in page.items():
        if box.number == 24:
            form[box._replace(line=box.line + lines)] = value
        elif box.number == 28:
            form[box] = value
        else:
            form.setdefault(box, value)


def _form(pieces: list[Piece]) -> dict[Box, str] | None:
    captions, printed, content = _parted(pieces)
    if captions is None or not content:
        return None
    cells: dict[tuple[int, str], list[Piece]] = {}
    for piece in content:
        caption = _caption_of(piece, captions)
        if caption is not None:
            cells.setdefault((caption.number, caption.letter), []).append(piece)
    form: dict[Box, str] = {}
    for (number, letter), found in cells.items():
        if number != 24:
            told = [piece for piece in found if not _MARK.fullmatch(piece.text)]
            marked = [_option(piece, number, printed) for piece in found if _MARK.fullmatch(piece.text)]
            value = "\n".join([*_lines(told), *(option for option in marked if option)])
            if value:
                form[_box(number, letter, value)] = _money(value) if number in (28, 29) else value
    form.update(_service_lines(cells))
    return form


def _parted(pieces: list[Piece]) -> tuple[list[_Caption] | None, list[Piece], list[Piece]]:
    """Captions, everything printed on the form, and its content; no captions where content cannot be told."""
    by_font: dict[str, list[tuple[Piece, re.Match[str]]]] = {}
    for piece in pieces:
        if not piece.typed and (found := _NUMBERED.match(piece.text)) and 1 <= int(found[1]) <= 33:
            by_font.setdefault(piece.font, []).append((piece, found))
    font = max(by_font, key=lambda name: len({found[1] for _, found in by_font[name]}), default=None)
    if font is None:
        return None, [], []
    numbered = [(piece, found) for piece, found in by_font[font] if found[2] or found[3]]
    sizes = sorted(piece.size for piece, _ in numbered)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    numbered = [(piece, found) for piece, found in numbered if piece.size <= usual * 1.15]
    if not {int(found[1]) for _, found in numbered} >= _NEEDED:
        return None, [], []
    typed = [piece for piece in pieces if piece.typed]
    content = typed or [piece for piece in pieces if piece.font != font]
    content = content or [piece for piece in pieces if piece.size > usual * 1.15]
    taken = set(map(id, content))
    printed = [piece for piece in pieces if id(piece) not in taken]
    captions = [_Caption(int(found[1]), (found[2] or "").upper(), piece.x, piece.y) for piece, found in numbered]
    known = {id(piece) for piece, _ in numbered}
    captions += list(_lettered([piece for piece in printed if id(piece) not in known], captions))
    return captions, printed, content


def _lettered(printed: Iterable[Piece], numbered: list[_Caption]) -> Iterator[_Caption]:
    """Letters that stand for a part of the numbered box above or beside them: `b.` of 11, `D.` of 24."""
    for piece in printed:
        found = _LETTERED.match(piece.text)
        if found is None:
            continue
        owner = _caption_of(piece, numbered, wide=found[1].isupper())
        if owner is not None and (found[1].isupper()) == (owner.number in (21, 24)):
            yield _Caption(owner.number, found[1].upper(), piece.x, piece.y)


def _caption_of(piece: Piece, captions: list[_Caption], *, wide: bool = False) -> _Caption | None:
    """The caption in whose cell a piece stands: the lowest above it that is not left behind by a neighbour."""
    best: tuple[float, float, _Caption] | None = None
    for one in captions:
        down, right = one.y - piece.y, piece.x - one.x
        if right < -_LEFT or down < (-_ROW if wide else -_ABOVE) or down > (_BELOW * (3 if one.number == 24 else 1)):
            continue
        if any(one.x < other.x <= piece.x + _LEFT and abs(other.y - one.y) <= _ROW for other in captions):
            continue
        key = (max(down, 0.0), right, one)
        best = min(best, key) if best else key
    return best[2] if best else None


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces of one height together, from above, each row from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.y):
        if rows and abs(rows[-1][0].y - piece.y) <= _SAME_LINE:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.x) for row in rows]


def _lines(pieces: Iterable[Piece]) -> list[str]:
    return [" ".join(piece.text for piece in row) for row in _rows(pieces)]


def _option(mark: Piece, number: int, printed: list[Piece]) -> str | None:
    """The option that a mark stands beside or below, None where two are about as near."""
    pattern = _OPTIONS.get(number)
    near: list[tuple[float, str]] = []
    for piece in printed:
        found = pattern.findall(piece.text) if pattern is not None else []
        up = piece.y - mark.y
        # of several options in one piece none has a place of its own
        if len(found) != 1 or not -_SAME_LINE <= up <= _OVER:
            continue
        end = piece.x + _LETTER_WIDTH * piece.size * len(piece.text)
        gap = mark.x - end if end <= mark.x else max(piece.x - mark.x - _MARK_WIDTH, 0.0)
        near.append((gap if up <= _SAME_LINE else up + abs(piece.x - mark.x), found[0]))
    near.sort()
    told = near and (len(near) == 1 or near[1][0] - near[0][0] > 2.0)
    return near[0][1] if told else None


def _service_lines(cells: dict[tuple[int, str], list[Piece]]) -> Iterator[tuple[Box, str]]:
    """The rows of box 24; rows of the shaded part, which hold no procedure, date or charge, say nothing of a line."""
    letters = {id(piece): letter for (number, letter), found in cells.items() if number == 24 for piece in found}
    pieces = [piece for (number, _), found in cells.items() if number == 24 for piece in found]
    line = 0
    for row in _rows(pieces):
        parts: dict[str, list[str]] = {}
        for piece in row:
            parts.setdefault(letters[id(piece)], []).append(piece.text)
        if not {"D", "F"} & set(parts) and not _DAY.match(" ".join(parts.get("A", ()))):
            continue
        line += 1
        for letter, texts in parts.items():
            value = " ".join(texts)
            if letter == "A":
                yield from _span(value, line)
            else:
                yield Box(24, letter, line, ""), _money(value) if letter == "F" else value


def _span(text: str, line: int) -> Iterator[tuple[Box, str]]:
    numbers = re.findall(r"\d+", text)
    halves = re.split(r"\s*[-–]\s*(?=\d\d[/ ]\d\d[/ ])", text)
    if len(numbers) == 6:
        halves = [" ".join(numbers[:3]), " ".join(numbers[3:])]
    elif len(halves) != 2:
        halves = text.split() if len(text.split()) == 2 else [text]
    for half, name in zip(halves, ("from", "to"), strict=False):
        yield Box(24, "A", line, name), half


def _box(number: int, letter: str, value: str) -> Box:
    """The edition of the diagnosis codes stands in box 21 without a letter of its own."""
    edition = number == 21 and not letter and value in ("0", "9")
    return Box(number, letter, 0, "icd" if edition else "")


def _money(text: str) -> str:
    """Dollars and cents stand in two columns on the form."""
    found = re.fullmatch(r"\$?\s*([\d,]+)\s+(\d\d)", text)
    return f"{found[1]}.{found[2]}" if found else text
