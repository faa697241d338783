"""The fee schedules and the ICD-10-CM list: indicators by code, without amounts and without descriptors."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Collection, Iterable

from facetproof.sources.cms.edition import Row
from facetproof.sources.cms.ncci import refuse

_HEAD = 40
_CODE = re.compile(r"[0-9A-Z]\d{3}[0-9A-Z]")
_PAYMENT = re.compile(r"(january|april|july|october) (\d{4}) payment indicator")
_MONTHS = ("january", "april", "july", "october")


def fee_indicators(name: str, lines: Iterable[str], wanted: Collection[str]) -> tuple[Row, ...]:
    """Code, status, global days, multiple-procedure and bilateral indicator; rows with a modifier are left out.

    The titles stand over several rows of the file: they are read column by column.

    Raises:
        InputError: `codes-file-layout`, another layout.
    """
    rows = csv.reader(lines)
    head: list[list[str]] = []
    for cells in itertools.islice(rows, _HEAD):
        head.append(cells)
        if cells and cells[0].strip().upper() == "HCPCS":
            break
    titles = [" ".join(c.strip() for c in column).lower() for column in itertools.zip_longest(*head[-4:], fillvalue="")]
    places = [
        next((n for n, title in enumerate(titles) if word in " ".join(title.split())), None)
        for word in ("status code", "glob days", "mult proc", "bilat surg")
    ]
    if None in places or titles[1].split()[-1:] != ["mod"]:
        raise refuse(
            name,
            None,
            "The columns are not those of the fee schedule's relative value file (HCPCS, MOD, STATUS CODE, GLOB DAYS, "
            "MULT PROC, BILAT SURG)",
            "Take PPRRVU….csv of the RVU download, unchanged.",
        )
    kept: list[Row] = []
    for cells in rows:
        if len(cells) > 1 and cells[0].strip() in wanted and not cells[1].strip():
            status, days, multiple, bilateral = (
                cells[n].strip() if n is not None and n < len(cells) else "" for n in places
            )
            kept.append((cells[0].strip(), status, days.zfill(3) if days.isdigit() else days, multiple, bilateral))
    return tuple(sorted(kept))


def surgery_centre_indicators(
    name: str, lines: Iterable[str], wanted: Collection[str]
) -> tuple[int, int, tuple[tuple[str, str, str], ...]]:
    """Year and quarter told by the header, and code, multiple-procedure discount and payment indicator of Addendum AA.

    Raises:
        InputError: `codes-file-layout`, another layout.
    """
    text = list(lines)
    tabs = sum(line.count("\t") for line in text[:_HEAD]) > sum(line.count(",") for line in text[:_HEAD])
    rows = csv.reader(text, delimiter="\t" if tabs else ",")
    for cells in itertools.islice(rows, _HEAD):
        titles = [" ".join(cell.split()).lower() for cell in cells]
        found = next(((n, m) for n, t in enumerate(titles) if (m := _PAYMENT.fullmatch(t))), None)
        discount = next((n for n, t in enumerate(titles) if "multiple procedure discount" in t), None)
        if found and discount is not None and titles[0] == "hcpcs code":
            place, told = found
            kept = [
                (cells[0].strip(), cells[discount].strip(), cells[place].strip())
                for cells in rows
                if len(cells) > place and cells[0].strip() in wanted
            ]
            return int(told[2]), _MONTHS.index(told[1]) + 1, tuple(sorted(kept))
    raise refuse(
        name,
        None,
        "The columns are not those of Addendum AA (HCPCS Code, Subject to Multiple Procedure Discounting, and "
        "'July 2024 Payment Indicator' for some quarter)",
        "Save the sheet 'AA' of the ASC addenda as .csv, unchanged.",
    )


def diagnosis_codes(name: str, lines: Iterable[str], categories: Collection[str]) -> tuple[Row, ...]:
    """Code and whether it is complete (`1`) or a header (`0`), of the order file's fixed columns.

    Raises:
        InputError: `codes-file-layout`, another layout.
    """
    kept: list[Row] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        code, mark = line[6:13].strip(), line[14:15]
        if not line[:5].isdigit() or not re.fullmatch(r"[A-Z]\d[0-9A-Z]{1,5}", code) or mark not in ("0", "1"):
            raise refuse(
                name,
                number,
                "This line is not one of the ICD-10-CM order file (number, code, 0 or 1, in fixed columns)",
                "Take icd10cm_order_YYYY.txt, unchanged; the file without 'order' does not tell headers from codes.",
            )
        if code[:3] in categories:
            kept.append((code, mark))
    return tuple(kept)
