"""Files damaged at random: reading, checking and correcting them ends with claims and faults, or one clear refusal."""

from __future__ import annotations

import io
import random

import pytest
from sample_837 import INSTITUTIONAL, PROFESSIONAL, written

from facetproof.errors import InputError
from facetproof.findings.correction import Correction
from facetproof.findings.prebill import Prebill
from facetproof.model.claimfile import BilledClaim, Fault
from facetproof.outputs.claim_837 import write_837
from facetproof.sources.x12_837 import read_837
from facetproof.sources.x12_rows import read_rows

_BITS = (
    b"*",
    b":",
    b"~",
    b"\n",
    b"\xff",
    b"ISA",
    b"",
    b"99999999999999999999",
    b"LX*1~",
    b"CLM*~",
    b"HL*1**22~",
    b"\0",
)
RUNS = 200


def mutated(random_: random.Random) -> bytes:
    data = bytearray(written(random_.choice((PROFESSIONAL, INSTITUTIONAL))))
    for _ in range(random_.randint(1, 8)):
        start = random_.randrange(len(data))
        kind = random_.randrange(3)
        if kind == 0:
            data[start : start + random_.randint(0, 3)] = random_.choice(_BITS)
        elif kind == 1:
            del data[start : start + random_.randint(1, 60)]
        else:
            piece = data[start : start + random_.randint(1, 200)]
            place = random_.randrange(len(data))
            data[place:place] = piece
    return bytes(data)


def read_or_refused(data: bytes) -> tuple[list[BilledClaim | Fault], str]:
    try:
        return list(read_837(data)), ""
    except InputError as error:
        return [], error.code


@pytest.mark.parametrize("seed", range(8))
def test_a_file_damaged_at_random_is_read_or_refused(seed: int) -> None:
    random_ = random.Random(seed)
    prebill = Prebill(payer="medicare:novitas")
    for _ in range(RUNS // 8):
        data = mutated(random_)
        items, code = read_or_refused(data)
        if code:
            assert code in ("not-x12", "not-a-claim-file", "file-empty")
            continue
        claims = [item for item in items if isinstance(item, BilledClaim)]
        list(read_rows(data))
        for claim in claims:
            prebill.check(claim)
            assert 0 <= claim.span[0] < claim.span[1] <= len(data) + 1


@pytest.mark.parametrize("seed", range(8, 12))
def test_no_claim_is_lost_when_a_damaged_file_is_rewritten(seed: int) -> None:
    random_ = random.Random(seed)
    for _ in range(RUNS // 8):
        data = mutated(random_)
        claims = [item for item in read_or_refused(data)[0] if isinstance(item, BilledClaim)]
        unchanged = {
            claim.record: [Correction(replaced=tuple(x.number for x in claim.lines), lines=claim.lines)]
            for claim in claims
        }
        out = io.BytesIO()
        write_837(data, unchanged, out)
        again = [item for item in read_or_refused(out.getvalue())[0] if isinstance(item, BilledClaim)]
        assert [claim.id for claim in again] == [claim.id for claim in claims]
