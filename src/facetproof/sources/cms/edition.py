"""One edition of one official table: what it holds, and the days it speaks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

Row = tuple[str, ...]


class Kind(StrEnum):
    """The tables that matter for facet procedures."""

    PTP_PRACTITIONER = "ptp_practitioner"
    PTP_OUTPATIENT = "ptp_outpatient"
    MUE_PRACTITIONER = "mue_practitioner"
    MUE_OUTPATIENT = "mue_outpatient"
    ADD_ON = "add_on"
    FEES = "fees"
    ASC = "asc"
    ICD10CM = "icd10cm"


#: Columns of each table as we keep it. Codes in one field are separated by a space; every code of `column1` pairs
#: with every code of `column2`. Days are ISO dates, empty where open.
COLUMNS: Mapping[Kind, Row] = {
    Kind.PTP_PRACTITIONER: ("column1", "column2", "indicator", "first_day", "last_day"),
    Kind.PTP_OUTPATIENT: ("column1", "column2", "indicator", "first_day", "last_day"),
    Kind.MUE_PRACTITIONER: ("code", "units", "indicator"),
    Kind.MUE_OUTPATIENT: ("code", "units", "indicator"),
    Kind.ADD_ON: ("add_on", "primary", "first_day", "last_day"),
    Kind.FEES: ("code", "status", "global_days", "multiple", "bilateral"),
    Kind.ASC: ("code", "discounted", "indicator", "first_day", "last_day"),
    Kind.ICD10CM: ("code", "complete"),
}

#: What people call each table.
NAMES: Mapping[Kind, str] = {
    Kind.PTP_PRACTITIONER: "NCCI pairs, practitioner",
    Kind.PTP_OUTPATIENT: "NCCI pairs, hospital outpatient",
    Kind.MUE_PRACTITIONER: "unit limits (MUE), practitioner",
    Kind.MUE_OUTPATIENT: "unit limits (MUE), hospital outpatient",
    Kind.ADD_ON: "add-on codes",
    Kind.FEES: "physician fee schedule indicators",
    Kind.ASC: "surgery centre payment indicators",
    Kind.ICD10CM: "ICD-10-CM codes",
}


class Edition(NamedTuple):
    """One edition of one table.

    Attributes:
        kind: which table.
        first: first day that it speaks for.
        last: last day that it speaks for.
        source: the official file, or the document it was read in.
        rows: in the columns of `COLUMNS`.
    """

    kind: Kind
    first: dt.date
    last: dt.date
    source: str
    rows: tuple[Row, ...]


def quarter(year: int, number: int) -> tuple[dt.date, dt.date]:
    """First and last day of a calendar quarter."""
    first = dt.date(year, 3 * number - 2, 1)
    after = dt.date(year + number // 4, 3 * number % 12 + 1, 1)
    return first, after - dt.timedelta(days=1)


def quarter_name(day: dt.date) -> str:
    """The quarter that a day lies in, such as `2024 Q3`."""
    return f"{day.year} Q{(day.month + 2) // 3}"
