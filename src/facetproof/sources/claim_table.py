"""A table of claim lines (Parquet or CSV) or an 837 → checked columns, with the rows that could not be used.

Columns: `patient`, `dos` (ISO date), `cpt`, `modifiers` (a list, or text with blanks, colons or commas between),
`units`, `billing_entity` (professional, asc, hospital_outpatient, or empty), and if known `region` (cervical_thoracic,
lumbar_sacral). Further columns are ignored. In an 837 a patient is a member number with first name and day of birth.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from facetproof.errors import InputError
from facetproof.model.chart import BillingEntity
from facetproof.model.claimfile import BilledClaim, Fault
from facetproof.model.spine import Region
from facetproof.sources.claim_chart import billing_entity
from facetproof.sources.claims import HEAD, is_837, read_claims

if TYPE_CHECKING:
    import polars as pl

REQUIRED = ("patient", "dos", "cpt", "modifiers", "units", "billing_entity")
_BETWEEN = re.compile(r"[\s:,;|/]+")
#: Claim frequency codes of a replacement and of a void claim.
_REPLACED = ("7", "8")
_TODO = "See docs/sweep.md for the columns."


class ClaimTable(NamedTuple):
    """Usable lines in the order of the table, and the rows that were left out.

    Attributes:
        refused: numbers from 1; of an 837 those of the first record of the claim.
    """

    lines: pl.DataFrame
    refused: tuple[int, ...]


def read_claim_table(path: str) -> ClaimTable:
    """Reads one table.

    Raises:
        InputError: no such file, neither Parquet nor CSV nor 837, or a column is missing.
    """
    import polars as pl

    if not Path(path).is_file():
        raise InputError("file-unreadable", "There is no such table", where=path, todo="Check the path.")
    with open(path, "rb") as file:
        head = file.read(HEAD)
    if head.strip() and is_837(head):
        return _of_837(path)
    try:
        if Path(path).suffix.lower() in (".parquet", ".pq"):
            table = pl.read_parquet(path)
        else:
            table = pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError, UnicodeDecodeError):
        raise InputError(
            "table-unreadable", "The table is neither Parquet, CSV nor 837", where=path, todo=_TODO
        ) from None
    return checked(table, where=path)


def _of_837(path: str) -> ClaimTable:
    """The lines of an 837; replaced and void claims cannot be matched to the first ones and are left out."""
    import polars as pl

    rows: list[tuple[str | None, dt.date | None, str, str, float | None, str | None]] = []
    records: list[int] = []
    refused: set[int] = set()
    for claim in read_claims(Path(path), where=path):
        if isinstance(claim, Fault):
            continue
        if claim.frequency in _REPLACED:
            refused.add(claim.record)
            continue
        entity = billing_entity(claim)
        for line in claim.lines:
            if line.cpt is not None:
                modifiers = " ".join(line.modifiers)
                rows.append((_patient(claim), line.dos, line.cpt, modifiers, line.units, entity and entity.value))
                records.append(claim.record)
    schema = dict(zip(REQUIRED, (pl.String, pl.Date, pl.String, pl.String, pl.Float64, pl.String), strict=True))
    found = checked(pl.DataFrame(rows, schema=schema, orient="row"), where=path)
    refused |= {records[n - 1] for n in found.refused}
    return ClaimTable(found.lines, tuple(sorted(refused)))


def _patient(claim: BilledClaim) -> str | None:
    """One text for one patient; None where the member number or the day of birth is not told."""
    person = claim.subscriber if claim.relationship == "self" or claim.patient is None else claim.patient
    number = (claim.patient and claim.patient.member_id) or (claim.subscriber and claim.subscriber.member_id)
    if person is None or person.birth_date is None or not number:
        return None
    return f"{number} {(person.first_name or '').upper()} {person.birth_date}"


def checked(table: pl.DataFrame, *, where: str) -> ClaimTable:
    """The columns in their types; a row with a cell that cannot be read is left out and told."""
    import polars as pl

    missing = [name for name in REQUIRED if name not in table.columns]
    if missing:
        raise InputError("columns-missing", f"The table has no column {', '.join(missing)}", where=where, todo=_TODO)
    if "region" not in table.columns:
        table = table.with_columns(region=pl.lit(None, dtype=pl.String))
    lines = table.select(
        patient=_text(pl.col("patient")),
        dos=pl.col("dos").str.to_date("%Y-%m-%d", strict=False)
        if table.schema["dos"] == pl.String
        else pl.col("dos").cast(pl.Date, strict=False),
        cpt=_text(pl.col("cpt")).str.to_uppercase(),
        modifiers=_modifiers(table),
        units=pl.col("units").cast(pl.Float64, strict=False),
        billing_entity=_text(pl.col("billing_entity")).str.to_lowercase(),
        region=_text(pl.col("region")).str.to_lowercase(),
    )
    usable = lines.select(
        pl.all_horizontal(pl.col("patient", "dos", "cpt").is_not_null())
        & (pl.col("units").is_finite() & (pl.col("units") > 0)).fill_null(False)
        & pl.col("billing_entity").is_in([entity.value for entity in BillingEntity]).fill_null(True)
        & pl.col("region").is_in([region.value for region in Region]).fill_null(True)
    ).to_series()
    refused = tuple(n + 1 for n in (~usable).arg_true())
    return ClaimTable(lines.filter(usable) if refused else lines, refused)


def _text(column: pl.Expr) -> pl.Expr:
    import polars as pl

    return column.cast(pl.String).str.strip_chars().replace("", None)


def _modifiers(table: pl.DataFrame) -> pl.Series:
    """In capitals, one blank between; worked out once for each way of writing them."""
    import polars as pl

    written = table.get_column("modifiers")
    if isinstance(written.dtype, pl.List):
        written = written.cast(pl.List(pl.String)).list.join(" ")
    written = written.cast(pl.String).fill_null("")
    ways = written.unique()
    clean = [" ".join(part for part in _BETWEEN.split(way.upper()) if part) for way in ways]
    if clean == ways.to_list():
        return written
    return written.replace_strict(ways, pl.Series(clean, dtype=pl.String), return_dtype=pl.String)
