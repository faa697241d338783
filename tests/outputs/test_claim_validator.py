"""Corrected files under an independent validator of the X12 implementation guides (pyx12)."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
import pyx12.params  # type: ignore[import-untyped]
import pyx12.x12n_document  # type: ignore[import-untyped]
from msgspec.structs import replace
from sample_837 import INSTITUTIONAL, PROFESSIONAL, with_segment, written

from facetproof.findings.correction import Correction
from facetproof.model.claimfile import BilledClaim
from facetproof.outputs.claim_837 import write_837
from facetproof.sources.x12_837 import read_837


def accepted(data: bytes, folder: Path) -> bool:
    file = folder / "file.837"
    file.write_bytes(data)
    logging.disable(logging.CRITICAL)
    try:
        return bool(pyx12.x12n_document.x12n_document(pyx12.params.params(), str(file), io.StringIO(), None, None))
    finally:
        logging.disable(logging.NOTSET)


def claim_of(data: bytes) -> BilledClaim:
    return next(item for item in read_837(data) if isinstance(item, BilledClaim))


@pytest.mark.parametrize("base", [PROFESSIONAL, INSTITUTIONAL], ids=["professional", "institutional"])
def test_every_kind_of_correction_is_accepted(base: tuple[str, ...], tmp_path: Path) -> None:
    data = written(base)
    assert accepted(data, tmp_path)
    claim = claim_of(data)
    line = claim.lines[0]
    added = replace(line, number=0, cpt="64636", modifiers=("LT",), charge=50.0)
    corrections = [
        Correction(replaced=(1,), lines=(replace(line, modifiers=("RT",), units=2.0, charge=99.0),)),
        Correction(replaced=(1,), lines=(line, added)),
        Correction(authorization_number=None if claim.authorization_number else "AH00000000001A"),
    ]
    if len(claim.lines) > 1:
        corrections.append(Correction(replaced=(2,)))
    for correction in corrections:
        out = io.BytesIO()
        write_837(data, {claim.record: [correction]}, out)
        assert accepted(out.getvalue(), tmp_path), correction


def test_the_validator_does_refuse_a_wrong_file(tmp_path: Path) -> None:
    broken, _ = with_segment(PROFESSIONAL, "SV1*HC:64494", "SV1*XX:64494*206*UN*1***1")
    assert not accepted(written(broken), tmp_path)
