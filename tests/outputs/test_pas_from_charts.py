"""From random charts to PAS: the request built from the record conforms, or names what is not given."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import fhir_r4_models
import msgspec
import pytest
from random_charts import Maker
from sound_charts import KINDS, sound, with_holes

from facetproof.errors import InputError
from facetproof.findings.authorization import prepare
from facetproof.model.chart import Chart
from facetproof.outputs.pas_form import answered_form
from facetproof.outputs.pas_request import pas_missing, pas_request
from facetproof.sources.fhir_check import check
from facetproof.sources.practice import asked_from, practice_from

EXAMPLES = Path(__file__).parents[2] / "examples" / "authorization"
PRACTICE = practice_from(EXAMPLES / "practice.yaml")
ASKED = asked_from(EXAMPLES / "request.yaml")
SENT = dt.datetime(2025, 6, 2, 9, 30, tzinfo=dt.UTC)
SEEDS = int(os.environ.get("FACETPROOF_SEEDS", "12"))


def charts() -> list[Chart]:
    found = [msgspec.convert(sound(kind), Chart) for kind in KINDS]
    for seed in range(SEEDS):
        tree = Maker(seed, hole=0.3).chart() if seed % 2 else with_holes(seed)
        found.append(msgspec.convert(tree, Chart))
    return [msgspec.structs.replace(chart, payer="medicare:ngs") for chart in found]


def test_requests_from_charts_conform_or_name_what_is_not_given() -> None:
    written = 0
    for n, chart in enumerate(charts()):
        request = prepare(chart, practice=PRACTICE, asked=ASKED, today=dt.date(2025, 6, 2)).request
        missing = pas_missing(request)
        if missing:
            with pytest.raises(InputError, match="lacks"):
                pas_request(request, sent=SENT)
            continue
        written += 1
        forms = answered_form(request, chart, SENT.date())
        assert all(one["subject"]["reference"].startswith("urn:uuid:") for one in forms)
        made = pas_request(request, sent=SENT, documents=chart.documents or (), responses=forms)
        bundle = json.loads(json.dumps(made))
        assert check(bundle, where=str(n)) == [], n
        fhir_r4_models.model("Bundle").model_validate(bundle)
        asked = [(line.code, line.units) for line in request.lines]
        items = bundle["entry"][0]["resource"]["item"]
        assert [(i["productOrService"]["coding"][0]["code"], i["quantity"]["value"]) for i in items] == asked
    assert written > SEEDS / 4
