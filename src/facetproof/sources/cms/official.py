"""Official files as a practice downloads them → editions. What is not recognised is refused, by name or by layout."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from facetproof.errors import InputError
from facetproof.sources.cms import ncci, schedules
from facetproof.sources.cms.edition import Edition, Kind, Row, quarter

_PAIRS = re.compile(r"cci(pra|oph)-v(\d{2})(\d)r\d+-f(\d+)\.txt", re.IGNORECASE)
_UNITS = re.compile(
    r"MCR_MUE_(PractitionerServices|OutpatientHospitalServices)_Eff_(\d\d)-(\d\d)-(\d{4})\.csv", re.IGNORECASE
)
_ADD_ON = re.compile(r"AOC_V(\d{4})Q([1-4])\w*-MCR\.txt", re.IGNORECASE)
_FEES = re.compile(r"PPRRVU(\d{4}|\d{2})_?(JAN|APR|JUL|OCT)\w*\.csv", re.IGNORECASE)
_ASC = re.compile(r".*\bAA\b.*\.(csv|txt)", re.IGNORECASE)
_ICD = re.compile(r"icd10cm[-_]order[-_](april[-_])?(\d{4})\.txt", re.IGNORECASE)
_MONTHS = ("JAN", "APR", "JUL", "OCT")
#: Year of NCCI version 0: version 30 is that of 2024, its third digit the quarter from 0 on.
_VERSION_ZERO = 1994
_KNOWN = (
    "Known are ccipra-v…-f….txt and ccioph-v…-f….txt (pairs), MCR_MUE_PractitionerServices_Eff_….csv and "
    "MCR_MUE_OutpatientHospitalServices_Eff_….csv (units), AOC_V…-MCR.txt (add-ons), PPRRVU….csv (fee schedule), "
    "a .csv with AA in its name (surgery centres), icd10cm_order_….txt, and the ZIP files that hold them; "
    "see docs/codes.md."
)


class Wanted(NamedTuple):
    """What is kept of the files.

    Attributes:
        facet: facet codes; a pair is kept where one of its codes is among them.
        codes: codes of which limits and indicators are kept.
        categories: three-character categories of ICD-10-CM.
    """

    facet: Collection[str]
    codes: Collection[str]
    categories: Collection[str]


class _File(NamedTuple):
    """One official file, in a folder or in a ZIP file."""

    name: str
    path: Path
    member: str | None

    @contextmanager
    def lines(self) -> Iterator[Iterable[str]]:
        """Its lines. CMS writes Windows-1252."""
        if self.member is None:
            with self.path.open(encoding="cp1252", errors="replace", newline="") as file:
                yield file
            return
        with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as raw:
            yield _text(raw)


def read_official(paths: Iterable[Path], wanted: Wanted) -> tuple[Edition, ...]:
    """The editions in some official files; the parts of one pair file become one edition.

    Raises:
        InputError: `codes-file-unknown`, no such file or not one that is known; `codes-file-layout`, its columns are
            not those of its name; `codes-file-parts`, parts of a pair file are missing.
    """
    parts: dict[tuple[str, int, int], dict[int, _File]] = {}
    editions: list[Edition] = []
    for file in [file for path in paths for file in _files(path)]:
        found = _PAIRS.fullmatch(file.name)
        if found:
            table, version, digit, part = found[1].lower(), int(found[2]), int(found[3]), int(found[4])
            parts.setdefault((table, version, digit), {})[part] = file
        else:
            editions.append(_edition(file, wanted))
    editions.extend(_pair_edition(key, files, wanted) for key, files in parts.items())
    return tuple(editions)


def _files(path: Path) -> list[_File]:
    if not path.is_file():
        raise InputError("codes-file-unknown", "There is no such file", where=str(path), todo=_KNOWN)
    if not zipfile.is_zipfile(path) or path.suffix.lower() == ".xlsx":
        return [_File(path.name, path, None)]
    with zipfile.ZipFile(path) as archive:
        members = [_File(Path(name).name, path, name) for name in archive.namelist()]
    known = [file for file in members if is_known(file.name)]
    if not known:
        raise InputError("codes-file-unknown", "The ZIP file holds no file that is known", where=path.name, todo=_KNOWN)
    return known


def is_known(name: str) -> bool:
    """Whether a file name is that of an official file that can be loaded."""
    return any(pattern.fullmatch(name) for pattern in (_PAIRS, _UNITS, _ADD_ON, _FEES, _ASC, _ICD))


def _edition(file: _File, wanted: Wanted) -> Edition:
    with file.lines() as lines:
        if found := _UNITS.fullmatch(file.name):
            hospital = found[1].lower().startswith("outpatient")
            kind = Kind.MUE_OUTPATIENT if hospital else Kind.MUE_PRACTITIONER
            span = _quarter_of(file.name, int(found[4]), int(found[2]), int(found[3]))
            service = "outpatient hospital" if hospital else "practitioner"
            return Edition(kind, *span, file.name, ncci.unit_limits(file.name, lines, service, wanted.codes))
        if found := _ADD_ON.fullmatch(file.name):
            span = quarter(int(found[1]), int(found[2]))
            return Edition(Kind.ADD_ON, *span, file.name, ncci.add_on_pairs(file.name, lines, wanted.facet))
        if found := _FEES.fullmatch(file.name):
            year = int(found[1]) + (2000 if len(found[1]) == 2 else 0)
            span = quarter(year, _MONTHS.index(found[2].upper()) + 1)
            return Edition(Kind.FEES, *span, file.name, schedules.fee_indicators(file.name, lines, wanted.codes))
        if found := _ICD.fullmatch(file.name):
            year = int(found[2])
            first = dt.date(year, 4, 1) if found[1] else dt.date(year - 1, 10, 1)
            rows = schedules.diagnosis_codes(file.name, lines, wanted.categories)
            return Edition(Kind.ICD10CM, first, dt.date(year, 9, 30), file.name, rows)
        if _ASC.fullmatch(file.name):
            year, number, kept = schedules.surgery_centre_indicators(file.name, lines, wanted.codes)
            return Edition(Kind.ASC, *quarter(year, number), file.name, tuple((*row, "", "") for row in kept))
    todo = "Take the .txt or .csv of the same download. " if file.name.lower().endswith((".xlsx", ".xls")) else ""
    raise InputError("codes-file-unknown", "This is not one of the files known", where=file.name, todo=todo + _KNOWN)


def _pair_edition(key: tuple[str, int, int], files: dict[int, _File], wanted: Wanted) -> Edition:
    table, version, digit = key
    name = f"cci{table}-v{version}{digit}"
    if sorted(files) != list(range(1, len(files) + 1)):
        raise _missing(name, f"parts {', '.join(f'f{n}' for n in sorted(files))} were given")
    found: list[tuple[str, str, str, str, str]] = []
    ends: list[dt.date] = []
    highest = ""
    for part in sorted(files):
        with files[part].lines() as lines:
            read = ncci.pairs(files[part].name, lines, wanted.facet)
        found.extend(read.found)
        ends.extend(filter(None, [read.first_end]))
        highest = max(highest, read.highest)
    if highest < "99":
        raise _missing(name, f"the last pair given begins with {highest}")
    if digit > 3:
        raise ncci.refuse(name, None, "The version's last digit is no quarter (0 to 3)", "See docs/codes.md.")
    first, last = quarter(_VERSION_ZERO + version, digit + 1)
    # ended pairs stay in the file with their last day: it speaks for earlier days too, back to the first of these
    reach = min(ends) + dt.timedelta(days=1) if ends else first
    rows: tuple[Row, ...] = ncci.grouped(found, wanted.facet)
    kind = Kind.PTP_PRACTITIONER if table == "pra" else Kind.PTP_OUTPATIENT
    return Edition(kind, min(first, reach), last, f"{name}, parts f1 to f{len(files)}", rows)


def _missing(name: str, what: str) -> InputError:
    return InputError(
        "codes-file-parts",
        f"Parts of the pair file are missing: {what}",
        where=name,
        todo="Give all parts of one version (f1, f2, …) in one command.",
    )


def _quarter_of(name: str, year: int, month: int, day: int) -> tuple[dt.date, dt.date]:
    if day != 1 or month not in (1, 4, 7, 10):
        raise ncci.refuse(name, None, "The day in the file's name begins no quarter", "Keep the name it came with.")
    return quarter(year, (month + 2) // 3)


def _text(raw: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(raw, encoding="cp1252", errors="replace", newline="")
