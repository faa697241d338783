"""One chart of two notes with a determination that holds every kind of finding."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from facetproof.model.chart import Chart, Document, Intent, Session, Target, Technique
from facetproof.model.claim import Claim, ClaimLine
from facetproof.model.evidence import Evidence
from facetproof.model.finding import (
    Determination,
    Finding,
    NotBillable,
    Reason,
    Source,
    Status,
    SupportedLine,
    Verdict,
)
from facetproof.model.spine import Side

CONSULT = """Consult 12/03/2024
Patient: Testcase, Ann
Axial low back pain for 14 months. <script>alert("x")</script> & more.
"""
PROCEDURE = """PROCEDURE   [x] Medial branch block   [ ] RFA
Date of service: 01/14/2025
Right L4-5 and L5-S1. First block on 01/05/2025 gave 85% relief for 6 hours.
"""


def words(document: str, text: str, quote: str) -> Evidence:
    start = text.index(quote)
    return Evidence(start, start + len(quote), quote, document)


def finding(rule: str, name: str, status: Status, **more: Any) -> Finding:
    source = Source(document="DOC-1", version="2024-05-01", where="Indications, blocks", confidence="primary")
    return Finding(rule=rule, name=name, status=status, **({"source": source} | more))


@pytest.fixture
def chart() -> Chart:
    return Chart(
        id="case-1",
        payer="medicare:ngs",
        session=Session(
            dos=dt.date(2025, 1, 14),
            technique=Technique.MEDIAL_BRANCH_BLOCK,
            intent=Intent.DIAGNOSTIC,
            targets=(Target(side=Side.RIGHT, joints=("L4-5", "L5-S1")),),
        ),
        claim=Claim(
            lines=(
                ClaimLine(cpt="64493", modifiers=("KX", "RT")),
                ClaimLine(cpt="64494", units=2, modifiers=("RT",)),
                ClaimLine(cpt="77003"),
                ClaimLine(cpt="99213"),
            )
        ),
        documents=(
            Document(id="consult.txt", kind="consult", date=dt.date(2024, 12, 3), text=CONSULT),
            Document(id="procedure.txt", text=PROCEDURE),
        ),
    )


@pytest.fixture
def determination() -> Determination:
    first = words("procedure.txt", PROCEDURE, "01/05/2025")
    today = words("procedure.txt", PROCEDURE, "01/14/2025")
    relief = words("procedure.txt", PROCEDURE, "85% relief for 6 hours")
    course = words("procedure.txt", PROCEDURE, "First block on 01/05/2025 gave 85% relief")
    return Determination(
        id="case-1",
        policy="medicare:ngs",
        version="2025-01-01",
        determination=Verdict.NOT_SUPPORTED,
        lines=(
            SupportedLine(cpt="64493", modifiers=("RT", "KX"), joint="L4-5", dx=("M47.816",)),
            SupportedLine(cpt="64494", modifiers=("RT", "KX"), joint="L5-S1", dx=("M47.816",)),
            SupportedLine(cpt="64490", modifiers=("RT", "KX"), joint="C4-5"),
        ),
        not_billable=(NotBillable(code="77003", why="Guidance is included."),),
        hold=True,
        queries=("Which treatments were tried before, and with what result?",),
        findings=(
            finding(
                "DX03",
                "block-interval",
                Status.NOT_MET,
                observed=9,
                required=">= 14 days",
                evidence=(first, today),
                remedy="Two weeks must lie between the blocks unless a reason is documented.",
            ),
            finding(
                "NC05",
                "conservative-care-failed",
                Status.NOT_DOCUMENTED,
                reason=Reason.ABSENT,
                required="yes",
                remedy="Ask which treatments were tried.",
            ),
            finding("IM02", "contrast-or-images", Status.NOT_DOCUMENTED, reason=Reason.ABSENT, consequence="warning"),
            finding("DX02", "first-block-positive", Status.MET, observed=85, evidence=(relief, course)),
            finding(
                "NC01",
                "pain-duration",
                Status.MET,
                observed=14,
                required=">= 3 months",
                evidence=(words("consult.txt", CONSULT, "14 months"),),
            ),
            finding("FQ01", "diagnostic-sessions", Status.MET, observed=2, facts=("history.0.dos",)),
        ),
        warnings=("A caution about the policy.",),
    )
