"""What holds for any chart: order and wording of targets do not matter, and a claim of the supported lines is clean."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import fields
from typing import Any

import pytest
from coding_charts import chart
from coding_oracle import JOINTS

from facetproof.coding.billed import Comparison, compare
from facetproof.coding.engine import Coded, code_chart
from facetproof.coding.form import CPT, MEDICARE, Form
from facetproof.model.chart import Options
from facetproof.model.claim import Claim, ClaimLine

FORMS = [
    Form.of(CPT),
    Form.of(MEDICARE),
    Form.of({**MEDICARE, "third_level": "bill_ga", "t12l1_rule": "cpt", "multi_region": "bill_59"}),
    Form.of(CPT, Options(bilateral_style="rt_lt_two_lines")),
    Form.of(CPT, Options(bilateral_style="line_plus_50")),
    Form.of(CPT, Options(bilateral_addon_style="units2", pulsed="deny", single_nerve="52")),
    Form.of(CPT, Options(extra_unit_modifier="59", us_guided="deny")),
]
TECHNIQUES = ["intra_articular", "medial_branch_block", "thermal_rfa", "pulsed_rfa", "cyst_rupture", "chemical"]


def _random_session(rng: random.Random) -> dict[str, Any]:
    """A session of one to four joints anywhere in the spine, each on its side or sides."""
    start = rng.randrange(len(JOINTS))
    picked = rng.sample(JOINTS[start : start + 5], k=min(rng.randint(1, 4), len(JOINTS) - start))
    return {
        "dos": rng.choice(["2025-03-10", "2024-08-01", "2015-05-05", "2011-06-01", "2009-03-02"]),
        "billing_entity": rng.choice(["professional", "asc", "hospital_outpatient"]),
        "technique": rng.choice(TECHNIQUES),
        "intent": rng.choice(["diagnostic", "therapeutic"]),
        "guidance": rng.choice(["fluoroscopy", "ct", "ultrasound"]),
        "targets": [{"side": rng.choice(["left", "right", "bilateral"]), "joints": [joint]} for joint in picked],
    }


def _bag(coded: Coded) -> Counter[tuple[str, int, frozenset[str]]]:
    return Counter((line.cpt, line.units, frozenset(line.modifiers)) for line in coded.lines)


@pytest.mark.parametrize("seed", range(4))
def test_order_and_grouping_of_targets_do_not_matter(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(400):
        session = _random_session(rng)
        form = rng.choice(FORMS)
        plain = code_chart(chart(**session), form)
        split = [
            {"side": side, "joints": target["joints"]}
            for target in session["targets"]
            for side in (["left", "right"] if target["side"] == "bilateral" else [target["side"]])
        ]
        rng.shuffle(split)
        again = code_chart(chart(**{**session, "targets": split}), form)
        assert _bag(again) == _bag(plain), session
        assert again.hold is plain.hold, session


@pytest.mark.parametrize("seed", range(4))
def test_a_claim_of_the_supported_lines_has_no_fault(seed: int) -> None:
    rng = random.Random(seed)
    seen = 0
    for _ in range(400):
        session = _random_session(rng)
        form = rng.choice(FORMS)
        given = chart(**session)
        coded = code_chart(given, form)
        if coded.hold or not coded.lines:
            continue
        seen += 1
        lines = tuple(ClaimLine(cpt=line.cpt, units=line.units, modifiers=line.modifiers) for line in coded.lines)
        assert given.session is not None
        result = compare(Claim(lines=lines), coded, form, given.session.dos, given.session.billing_entity)
        assert not _faults(result), (session, coded.lines, result)
    assert seen > 100


@pytest.mark.parametrize("seed", range(2))
def test_a_line_taken_away_is_under_coded_and_a_line_of_the_other_region_is_unsupported(seed: int) -> None:
    rng = random.Random(seed)
    other = {"64490": "64493", "64493": "64490", "64633": "64635", "64635": "64633"}
    for _ in range(200):
        session = {**_random_session(rng), "dos": "2025-03-10", "guidance": "ct", "technique": "medial_branch_block"}
        form = FORMS[0]
        given = chart(**session)
        coded = code_chart(given, form)
        first = coded.lines[0]
        if coded.hold or {line.cpt for line in coded.lines} >= set(other):
            continue
        rest = tuple(line for line in coded.lines if line.cpt != first.cpt)
        kept = tuple(ClaimLine(cpt=line.cpt, units=line.units, modifiers=line.modifiers) for line in rest)
        assert compare(Claim(lines=kept), coded, form, dt.date(2025, 3, 10), None).bl11
        wrong = other[first.cpt]
        if wrong not in coded.levels_of:
            added = (*kept, ClaimLine(cpt=wrong, units=first.units, modifiers=first.modifiers))
            assert compare(Claim(lines=added), coded, form, dt.date(2025, 3, 10), None).bl01


def _faults(result: Comparison) -> set[str]:
    return {f.name for f in fields(result) if f.name.startswith("bl") and getattr(result, f.name)}
