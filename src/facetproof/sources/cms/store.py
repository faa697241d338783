"""Where editions are kept: the shipped ones, and a practice's own in its data folder. None is ever removed."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from facetproof.errors import InputError
from facetproof.sources.cms.edition import COLUMNS, Edition, Kind, Row

#: Environment variable that names the data folder.
VARIABLE = "FACETPROOF_DATA"


def data_folder() -> Path:
    """The folder of the user's own data: `FACETPROOF_DATA`, else the usual place of the system."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "facetproof"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "facetproof"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "facetproof"


def save(editions: Iterable[Edition]) -> tuple[Path, ...]:
    """Writes editions into the data folder, one file each; the same edition loaded again takes its own place.

    Raises:
        InputError: `codes-folder`, the folder cannot be written.
    """
    folder = data_folder() / "codes"
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for edition in editions:
            paired = edition.kind in (Kind.PTP_PRACTITIONER, Kind.PTP_OUTPATIENT)  # they reach back beyond a quarter
            path = folder / f"{edition.kind}_{(edition.last if paired else edition.first).isoformat()}.csv"
            part = path.with_suffix(".part")
            part.write_text(as_text(edition), encoding="utf-8")
            part.replace(path)
            written.append(path)
    except OSError as error:
        raise InputError(
            "codes-folder",
            f"The data folder cannot be written: {error.strerror}",
            where=str(folder),
            todo=f"Set {VARIABLE} to a folder of your own.",
        ) from None
    _in_folder.cache_clear()
    _by_first_column.cache_clear()
    return tuple(written)


def own_editions(kind: Kind) -> tuple[Edition, ...]:
    """The editions of one table in the data folder, earliest first.

    Raises:
        InputError: `codes-folder-damaged`, a file there that we did not write.
    """
    return _in_folder(os.environ.get(VARIABLE), kind)


def own_table(kind: Kind, day: dt.date) -> Mapping[str, Row] | None:
    """The rows of one's own latest edition that speaks for a day, by their first column; None where there is none."""
    places = [n for n, edition in enumerate(own_editions(kind)) if edition.first <= day <= edition.last]
    return _by_first_column(os.environ.get(VARIABLE), kind, places[-1]) if places else None


@cache
def _by_first_column(named: str | None, kind: Kind, place: int) -> Mapping[str, Row]:
    return {row[0]: row for row in _in_folder(named, kind)[place].rows}


@cache
def _in_folder(named: str | None, kind: Kind) -> tuple[Edition, ...]:
    folder = (Path(named) if named else data_folder()) / "codes"
    paths = sorted(folder.glob(f"{kind}_*.csv"))
    return tuple(from_text(path.name, path.read_text(encoding="utf-8")) for path in paths)


def as_text(edition: Edition) -> str:
    """An edition as CSV: one line that says what it is, the columns, the rows."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow([edition.kind.value, edition.first.isoformat(), edition.last.isoformat(), edition.source])
    rows.writerow(COLUMNS[edition.kind])
    rows.writerows(edition.rows)
    return out.getvalue()


def from_text(name: str, text: str) -> Edition:
    """An edition as `as_text` wrote it.

    Raises:
        InputError: `codes-folder-damaged`, anything else.
    """
    rows = list(csv.reader(text.splitlines()))
    try:
        kind, first, last, source = rows[0]
        edition = Edition(
            Kind(kind), dt.date.fromisoformat(first), dt.date.fromisoformat(last), source, tuple(map(tuple, rows[2:]))
        )
        width = len(COLUMNS[edition.kind])
        if tuple(rows[1]) == COLUMNS[edition.kind] and {len(row) for row in edition.rows} <= {width}:
            return edition
    except (IndexError, ValueError):
        pass
    raise InputError(
        "codes-folder-damaged",
        "This is no table that `facetproof codes update` wrote",
        where=name,
        todo="Remove it from the data folder and load the official file again.",
    )
