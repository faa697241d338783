"""The files of the National Correct Coding Initiative: procedure pairs, unit limits, add-on codes.

Codes and numbers are kept, descriptors and rationales are not.
"""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from facetproof.errors import InputError
from facetproof.sources.cms.edition import Row

_CODE = re.compile(r"[0-9A-Z]\d{3}[0-9A-Z]")
_DAY = re.compile(r"\d{8}")
_ORDINAL = re.compile(r"(\d{4})(\d{3})")
#: Lines in which a header must have come.
_HEAD = 40


def refuse(name: str, line: int | None, what: str, todo: str) -> InputError:
    """The refusal of an official file, at a line of it."""
    where = name if line is None else f"{name}, line {line}"
    return InputError("codes-file-layout", what, where=where, todo=todo)


class Pairs(NamedTuple):
    """The pairs of one part of a file, the range of its first column, and the earliest day on which a pair ended."""

    found: tuple[tuple[str, str, str, str, str], ...]
    lowest: str
    highest: str
    first_end: dt.date | None


def pairs(name: str, lines: Iterable[str], wanted: Collection[str]) -> Pairs:
    """The pairs with a wanted code, of a tab-separated file with a six-line head.

    Raises:
        InputError: `codes-file-layout`, another layout.
    """
    rows = enumerate((line.rstrip("\r\n").split("\t") for line in lines), start=1)
    head: list[list[str]] = []
    first: tuple[int, list[str]] | None = None
    for number, cells in rows:
        if _CODE.fullmatch(cells[0].strip()):
            first = number, cells
            break
        head.append(cells)
        if number > _HEAD:
            break
    titles = [" ".join(c.strip() for c in column).lower() for column in itertools.zip_longest(*head, fillvalue="")]
    expected = ("column 1", "column 2", "existence", "effective", "deletion", "modifier")
    if first is None or len(titles) < 6 or any(word not in titles[n] for n, word in enumerate(expected)):
        raise refuse(
            name,
            None,
            "The columns are not those of an NCCI pair file (Column 1, Column 2, existence, effective, deletion, "
            "modifier; separated by tabs)",
            "Take the .txt of the practitioner or hospital PTP download, unchanged.",
        )
    kept: list[tuple[str, str, str, str, str]] = []
    lowest = highest = first[1][0].strip()
    first_end: dt.date | None = None
    for number, cells in itertools.chain([first], rows):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) < 6 or not _CODE.fullmatch(one := cells[0].strip()) or not _CODE.fullmatch(cells[1].strip()):
            raise refuse(
                name, number, "This line holds no pair of codes", "Download the file again; it may be cut off."
            )
        two, end = cells[1].strip(), cells[4].strip()
        lowest, highest = min(lowest, one), max(highest, one)
        if end not in ("", "*"):
            day = _compact(name, number, end)
            first_end = day if first_end is None or day < first_end else first_end
        if one in wanted or two in wanted:
            if cells[5].strip() not in ("0", "1", "9"):
                raise refuse(name, number, "The modifier indicator is not 0, 1 or 9", "Download the file again.")
            last = "" if end in ("", "*") else day.isoformat()
            if cells[5].strip() != "9":
                start = _compact(name, number, cells[3].strip()).isoformat()
                kept.append((one, two, cells[5].strip(), start, last))
    return Pairs(tuple(kept), lowest, highest, first_end)


def grouped(found: Iterable[tuple[str, str, str, str, str]], wanted: Collection[str]) -> tuple[Row, ...]:
    """Pairs with like partners as one row: every code of one column with every code of the other."""
    by_other: dict[tuple[bool, str, str, str, str], list[str]] = {}
    for one, two, indicator, first, last in found:
        comprehensive = one in wanted
        other, facet = (two, one) if comprehensive else (one, two)
        by_other.setdefault((comprehensive, other, indicator, first, last), []).append(facet)
    alike: dict[tuple[bool, str, str, str, str], list[str]] = {}
    for (comprehensive, other, indicator, first, last), facets in by_other.items():
        alike.setdefault((comprehensive, " ".join(sorted(facets)), indicator, first, last), []).append(other)
    rows = [
        (facets, " ".join(sorted(others)), *rest) if comprehensive else (" ".join(sorted(others)), facets, *rest)
        for (comprehensive, facets, *rest), others in alike.items()
    ]
    return tuple(sorted(rows))


def unit_limits(name: str, lines: Iterable[str], service: str, wanted: Collection[str]) -> tuple[Row, ...]:
    """Code, units and adjudication indicator, of a comma-separated file with a notice before its header.

    Raises:
        InputError: `codes-file-layout`, another layout or another service.
    """
    rows = csv.reader(lines)
    titles: list[str] = []
    for cells in itertools.islice(rows, _HEAD):
        titles = [" ".join(cell.split()).lower() for cell in cells]
        if titles and re.sub(r"\s", "", titles[0]).startswith("hcpcs/cptcode"):
            break
    value = next((n for n, t in enumerate(titles) if "mue values" in t), None)
    indicator = next((n for n, t in enumerate(titles) if "adjudication indicator" in t), None)
    if value is None or indicator is None or service not in titles[value]:
        raise refuse(
            name,
            None,
            f"The columns are not those of the {service} MUE file (HCPCS/CPT Code, MUE Values, MUE Adjudication "
            "Indicator, MUE Rationale)",
            "Take the .csv of the MUE download, unchanged.",
        )
    kept: list[Row] = []
    for cells in rows:
        if not cells or not cells[0].strip():
            continue
        code = cells[0].strip().upper()
        units, told = (cells[n].strip() if n < len(cells) else "" for n in (value, indicator))
        if not _CODE.fullmatch(code) or not units.isdigit() or told[:1] not in ("1", "2", "3"):
            raise refuse(name, rows.line_num, "This line holds no unit limit", "Download the file again.")
        if code in wanted:
            kept.append((code, units, told[0]))
    return tuple(sorted(kept))


def add_on_pairs(name: str, lines: Iterable[str], wanted: Collection[str]) -> tuple[Row, ...]:
    """Add-on and primary with their days, of the tab-separated file; type 1 lists every primary, the others do not.

    Raises:
        InputError: `codes-file-layout`, another layout.
    """
    rows = (line.rstrip("\r\n").split("\t") for line in lines)
    titles: Sequence[str] = ()
    number = 0
    for cells in itertools.islice(rows, _HEAD):
        number += 1
        titles = [re.sub(r"[^a-z]", "", cell.lower()) for cell in cells]
        if "addoncode" in titles:
            break
    places = [
        next((n for n, title in enumerate(titles) if title.startswith(word)), None)
        for word in ("aocedittype", "addoncode", "primarycode", "aoceditef", "aoceditdel")
    ]
    if None in places:
        raise refuse(
            name,
            None,
            "The columns are not those of the NCCI add-on code file (AOC_Edit_Type, Add-On_Code, Primary_Code, "
            "AOC_Edit_EffDT, AOC_Edit_DelDT; separated by tabs)",
            "Take the .txt of the add-on code download, unchanged.",
        )
    kept: list[Row] = []
    for cells in rows:
        number += 1
        kind, add_on, primary, start, end = (
            cells[n].strip() if n is not None and n < len(cells) else "" for n in places
        )
        if kind == "1" and add_on in wanted:
            kept.append((add_on, primary, _ordinal(name, number, start), _ordinal(name, number, end)))
    return tuple(sorted(kept))


def _compact(name: str, line: int, text: str) -> dt.date:
    """A day written YYYYMMDD."""
    try:
        if _DAY.fullmatch(text):
            return dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        pass
    raise refuse(name, line, "A date is not written as YYYYMMDD", "Download the file again.")


def _ordinal(name: str, line: int, text: str) -> str:
    """A day written as year and day of the year (YYYYDDD), as an ISO date; empty for none."""
    if text in ("", "*"):
        return ""
    found = _ORDINAL.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 366:
        raise refuse(name, line, "A date is not written as YYYYDDD", "Download the file again.")
    return (dt.date(int(found[1]), 1, 1) + dt.timedelta(days=int(found[2]) - 1)).isoformat()
