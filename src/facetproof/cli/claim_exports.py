"""Corrected claims of a batch in the forms that are no 837: CMS-1500 pages in a folder, FHIR Claims one a line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from facetproof.errors import InputError

if TYPE_CHECKING:
    from facetproof.findings.correction import Correction
    from facetproof.model.claimfile import BilledClaim


class Exports:
    """Writes claims while a batch is read.

    Args:
        forms: folder for the pages of professional claims, one PDF a claim, numbered in the order of the batch.
        fhir: file of FHIR Claims, one in JSON a line.

    Raises:
        InputError: `file-unwritable`; `library-missing` for pages without the `pdf` extra.
    """

    def __init__(self, forms: str | None, fhir: str | None) -> None:
        self._folder = Path(forms) if forms else None
        self._count = 0
        self._fhir: BinaryIO | None = None
        where = forms or fhir or ""
        try:
            if self._folder is not None:
                self._folder.mkdir(parents=True, exist_ok=True)
            if fhir:
                where = fhir
                self._fhir = open(fhir, "wb")  # noqa: SIM115 - closed on exit
        except OSError as error:
            raise InputError(
                "file-unwritable", f"The file cannot be written ({error.strerror})", where=where, todo="Check the path."
            ) from None

    def __enter__(self) -> Exports:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        if self._fhir is not None:
            self._fhir.close()

    def write(self, claim: BilledClaim, corrections: Sequence[Correction]) -> None:
        """Writes one claim as corrected."""
        from facetproof.findings.correction import applied
        from facetproof.model.claimfile import ClaimKind

        self._count += 1
        corrected = applied(claim, corrections)
        if self._folder is not None and corrected.kind is ClaimKind.PROFESSIONAL:
            from facetproof.outputs.claim_cms1500 import write_cms1500

            write_cms1500(corrected, self._folder / f"{self._count:05d}.pdf")
        if self._fhir is not None:
            import msgspec

            from facetproof.outputs.claim_fhir import fhir_claim

            resource = fhir_claim(corrected, created=dt.date.today().isoformat())
            self._fhir.write(msgspec.json.encode(resource) + b"\n")
