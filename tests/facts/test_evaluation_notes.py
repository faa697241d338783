"""Whole notes of several styles: what the readers of the evaluation, history and plan make of them."""

from __future__ import annotations

import time
from typing import Any

import msgspec
import pytest
from marked import at

from facetproof.facts.note import Note
from facetproof.facts.readers import readers
from facetproof.facts.reading import read_document

LETTER = """Dear Dr. Colleague,

Thank you for referring Mrs. Testcase, seen in my clinic on 3 June 2025. She is 71 and has had pain across the lower
back for three and a half years. It is worse when she gets up from a chair. It does not go into the legs. She has had
two courses of physiotherapy, the last of eight weeks in the spring, without lasting benefit, and naproxen has \
not helped.

Examination: extension and rotation to either side bring on her pain. There was tenderness over the lower lumbar facets.
Power, sensation and reflexes in the legs were normal.

MRI (May 2025): facet arthropathy L4/5 and L5/S1, no fracture, tumour or infection.

Her Oswestry score was 46%. She puts the pain at 7 on a scale of 0 to 10.

I propose diagnostic medial branch blocks at L4/5 and L5/S1 on both sides. If she has good relief on two occasions we
would go on to radiofrequency denervation.

Yours sincerely"""

SOAP = """S: 54 yo M f/u LBP. s/p R L3-4, L4-5 MBB #2 on 04/22/2025 w/ 90% relief x 7h, pain 8->1. First MBB \
04/01/2025 \
same levels, 85% x 5h. Back to baseline 7/10 NRS. No radic sx. Failed PT x 12 wks, HEP, meloxicam.
O: NAD. + facet loading R>L. TTP R L3-5 paraspinals. 5/5 BLE, SILT, DTR 2+ sym. SLR neg.
A: lumbar spondylosis M47.816
P: R L3-4, L4-5 RFA. Auth pending."""

FORM = """PAIN HISTORY
Location: lower back, bilateral
Duration: 9 months
Radiation: none
Neurogenic claudication: no
Worst pain: 9/10   Best: 3/10   Average: 6/10   Current: 6/10
Scale used: NRS
Oswestry (ODI): 24/50 = 48%
CONSERVATIVE CARE
Physical therapy: yes, 03/2024 - 06/2024, 12 visits, failed
NSAIDs: yes, ibuprofen 800 mg TID x 8 weeks, no relief
Chiropractic: no
Acupuncture: declined
Facet loading: positive bilaterally
Motor: 5/5   Sensory: intact   Reflexes: symmetric
Other causes of pain (fracture, tumor, infection, deformity): excluded by MRI 01/02/2025
"""

REQUEST = """PRIOR AUTHORIZATION REQUEST
Requested: CPT 64635, 64636 RT, radiofrequency ablation right L4-5 and L5-S1
Planned date: 12/01/2025
Clinical summary: 62 y/o F with axial right low back pain for 3 years. Conservative treatment over the past 6 \
months: PT \
(12/2024-02/2025, 8 weeks), NSAIDs (naproxen, stopped due to gastritis), acetaminophen. Diagnostic MBB #1 on \
08/05/2025: \
NRS 7 to 1, 86% relief, 6 hours (0.5% bupivacaine). Diagnostic MBB #2 on 09/02/2025: NRS 8 to 1, 88% relief, 2.5 hours \
(2% lidocaine). No radiculopathy. ODI 50."""

DIALOGUE = """HISTORY OF PRESENT ILLNESS
The patient reports neck pain for the past 7 months. She rates it 6 out of 10. Physical therapy for 6 weeks \
provided no \
relief. She denies any arm pain.

PLAN
I recommend a diagnostic right C4-5 and C5-6 medial branch block.

=== DIALOGUE ===
[doctor] so how long has your neck been bothering you
[patient] about nine months i think and it goes down my arm
"""

REPEAT = """PROCEDURE: Left L4-5, L5-S1 radiofrequency ablation (repeat)
DATE OF SERVICE: 05/20/2025
INDICATIONS: The patient has axial low back pain. She underwent left L4-5 and L5-S1 radiofrequency ablation on \
06/11/2024 \
with 75% relief lasting 10 months. Before that, diagnostic medial branch blocks on 04/02/2024 (80% for 6 hours) and \
05/01/2024 (90% for 5 hours). ODI 44%."""


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param(
            LETTER,
            {
                "assessment.date": "2025-06-03",
                "assessment.pain.months": 42,
                "assessment.pain.radicular": False,
                "assessment.pain.scale": "NRS",
                "assessment.pain.score": 7,
                "assessment.disability.score": 46,
                "assessment.conservative_care.0": {"modality": "physical_therapy", "weeks": 8, "failed": True},
                "assessment.conservative_care.1": {"modality": "nsaid", "failed": True},
                "assessment.facet_loading": True,
                "assessment.paraspinal_tenderness": True,
                "assessment.neuro_deficit": False,
                "assessment.other_cause": [],
                "plan.technique": "medial_branch_block",
                "plan.targets.0.side": "bilateral",
                "plan.rfa_intended": True,
                "history": None,
                "session": None,
            },
            id="letter",
        ),
        pytest.param(
            SOAP,
            {
                "assessment.pain.score": 7,
                "assessment.conservative_care.0": {"modality": "physical_therapy", "weeks": 12, "failed": True},
                "assessment.facet_loading": True,
                "assessment.neuro_deficit": False,
                "plan.technique": "thermal_rfa",
                "history.0.dos": "2025-04-22",
                "history.0.relief": {"percent": 90, "hours": 7},
                "history.1.dos": "2025-04-01",
                "history.1.targets.0.joints": ["L3-4", "L4-5"],
                "history.1.relief": {"percent": 85, "hours": 5},
                "history.2": None,
            },
            id="soap",
        ),
        pytest.param(
            FORM,
            {
                "assessment.pain.months": 9,
                "assessment.pain.radicular": False,
                "assessment.pain.claudication": False,
                "assessment.pain.score": 6,
                "assessment.pain.scale": "NRS",
                "assessment.disability": {"scale": "ODI", "score": 48},
                "assessment.conservative_care.1": {"modality": "nsaid", "weeks": 8, "failed": True},
                "assessment.conservative_care.2": None,
                "assessment.facet_loading": True,
                "assessment.neuro_deficit": False,
                "assessment.other_cause": [],
            },
            id="form",
        ),
        pytest.param(
            REQUEST,
            {
                "assessment.pain.months": 36,
                "assessment.pain.axial": True,
                "assessment.conservative_care.0.weeks": 8,
                "assessment.conservative_care.1.reason_not_possible": "naproxen, stopped due to gastritis",
                "assessment.conservative_care.2": {"modality": "acetaminophen"},
                "plan.technique": "thermal_rfa",
                "plan.date": "2025-12-01",
                "history.0.injectates": [{"agent": "bupivacaine", "percent": 0.5}],
                "history.0.pain_after.score": 1,
                "history.1.relief": {"percent": 88, "hours": 2.5},
                "history.2": None,
            },
            id="request",
        ),
        pytest.param(
            DIALOGUE,
            {
                "assessment.pain.months": 7,
                "assessment.pain.radicular": False,
                "assessment.conservative_care.0.weeks": 6,
                "plan.technique": "medial_branch_block",
                "session": None,
            },
            id="the note section wins over the dialogue",
        ),
        pytest.param(
            REPEAT,
            {
                "session.technique": "thermal_rfa",
                "session.relief": None,
                "plan.rfa_intended": None,
                "history.0.technique": "thermal_rfa",
                "history.0.relief": {"percent": 75, "hours": 7300},
                "history.1.relief": {"percent": 80, "hours": 6},
                "history.2.relief": {"percent": 90, "hours": 5},
                "history.3": None,
            },
            id="relief of the earlier ablation is not that of today's",
        ),
    ],
)
def test_a_whole_note_is_read(note: str, expected: dict[str, Any]) -> None:
    tree = msgspec.json.decode(msgspec.json.encode(read_document(note)))
    assert {path: at(tree, path) for path in expected} == expected


def test_a_response_told_in_words_only_is_vague_and_gives_no_number() -> None:
    chart = read_document("HPI: she had significant relief after the medial branch block of 01/06/2025.")
    assert chart.history is not None
    assert chart.history[0].relief is None
    assert [vague.path for vague in chart.vague or ()] == ["history.0.relief.percent"]


@pytest.mark.parametrize(
    "words",
    ["MBB right L4-5 80% relief ", "PT 6 weeks naproxen failed, ", "tender paraspinal 4/5 ", "pain into the leg, "],
)
def test_a_text_without_stops_is_read_in_linear_time(words: str) -> None:
    note = Note(words * (30_000 // len(words)))
    start = time.perf_counter()
    for read in readers():
        list(read(note))
    assert time.perf_counter() - start < 20
