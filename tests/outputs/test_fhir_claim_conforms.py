"""A claim written as FHIR conforms to R4, by our table and by independent models, whatever the claim leaves open."""

from __future__ import annotations

import json
import random
from typing import Any

import fhir_r4_models
import msgspec
from sample_837 import INSTITUTIONAL, PROFESSIONAL, written

from facetproof.model.claimfile import BilledClaim
from facetproof.outputs.claim_fhir import fhir_claim
from facetproof.sources.fhir_check import check
from facetproof.sources.x12_837 import read_837

CLAIMS = [c for c in read_837(written(PROFESSIONAL) + written(INSTITUTIONAL)) if isinstance(c, BilledClaim)]
#: Fields of a claim that may be left open, by name.
OPEN = [f.name for f in msgspec.structs.fields(BilledClaim) if f.default is not msgspec.NODEFAULT]


def holed(claim: BilledClaim, rng: random.Random) -> BilledClaim:
    blank: dict[str, Any] = {
        field.name: field.default
        for field in msgspec.structs.fields(BilledClaim)
        if field.name in OPEN and field.name != "lines" and rng.random() < 0.3
    }
    lines = tuple(
        msgspec.structs.replace(
            line, **{name: None for name in ("units", "charge", "dos", "cpt") if rng.random() < 0.2}
        )
        for line in claim.lines
    )
    return msgspec.structs.replace(claim, lines=lines, **blank)


def test_claims_with_holes_conform_to_r4() -> None:
    for seed in range(300):
        rng = random.Random(seed)
        claim = holed(rng.choice(CLAIMS), rng)
        value = json.loads(json.dumps(fhir_claim(claim, created="2025-04-01")))
        assert [(f.rule, f.place) for f in check(value, where="x") if f.severe] == [], seed
        fhir_r4_models.model("Claim").model_validate(value)
