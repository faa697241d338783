"""De-identified text keeps its length and its facts."""

from __future__ import annotations

import pytest

from facetproof.facts.masking import MASK, masked
from facetproof.facts.reading import read_document

HIDDEN = [
    ("Patient: Testcase, Ann   DOB: 01/02/1950", ("Testcase", "Ann", "01/02/1950")),
    ("Mrs. Placeholder returns. PLACEHOLDER tolerated it.", ("Placeholder", "PLACEHOLDER")),
    ("Seen by Dr. Nemo Placeholder today; Nemo agrees.", ("Nemo", "Placeholder")),
    ("Signed by: Nemo Q. Placeholder, MD", ("Nemo", "Placeholder")),
    ("Nemo Placeholder, PA-C assisted.", ("Nemo", "Placeholder")),
    ("Ann Testcase is a 93-year-old woman.", ("Ann", "Testcase", "93")),
    ("MRN: 00123456  Account # A-77812", ("00123456", "77812")),
    ("SSN 000-12-3456, phone (555) 010-0199, ann@example.org", ("000-12-3456", "010-0199", "ann@example.org")),
    ("Lives at 12 Elm Street, Sampletown, ZZ 00501.", ("12 Elm Street", "00501")),
    ("Done on March 10, 2025 at 10:45 am, again 10 Mar 2025 and 2025-03-10.", ("March 10", "10:45", "10 Mar", "2025")),
    ("Facility: Sample Spine Center\nRelief 80%", ("Sample Spine Center",)),
    ("See https://example.org/x?id=7 from 192.0.2.7", ("example.org", "192.0.2.7")),
    ("This was done by Rhoda Placeholder, Ph.D., and discussed with Bob Testcase.", ("Rhoda", "Placeholder", "Bob")),
    ("NPI 1234567893", ("1234567893",)),
]


@pytest.mark.parametrize(("text", "words"), HIDDEN)
def test_what_tells_whose_note_it_is_is_hidden(text: str, words: tuple[str, ...]) -> None:
    hidden = masked(text)
    assert not [word for word in words if word in hidden]
    assert len(hidden) == len(text)
    assert all(new in (old, MASK) for old, new in zip(text, hidden, strict=True))
    assert [n for n, c in enumerate(hidden) if c == "\n"] == [n for n, c in enumerate(text) if c == "\n"]


KEPT = [
    "Relief was 80% for 6 hours, from 8/10 to 1/10.",
    "0.5 mL of 0.5% bupivacaine at L3, L4 and L5; 22-gauge needles; 80 degrees for 90 seconds.",
    "Kemp's test was positive on the right. BMI 31.2. Pain for 8 months.",
    "RIGHT L4-5 AND L5-S1 FACET JOINTS UNDER FLUOROSCOPIC GUIDANCE.",
    "We placed needles for Medial Branch block and Radiofrequency Ablation at the Facet Joint.",
    "She may return after PT. May need sedation.",
    "She is a 64-year-old woman with M47.816.",
]


@pytest.mark.parametrize("text", KEPT)
def test_facts_are_not_hidden(text: str) -> None:
    assert masked(text) == text


def test_readers_read_the_same_procedure_from_masked_text() -> None:
    text = (
        "PROCEDURE NOTE\nPatient: Testcase, Ann  Date of service: 03/10/2025\n"
        "PROCEDURE: Right L4-5 and L5-S1 facet joint injection, diagnostic, under fluoroscopic guidance.\n"
        "0.5 mL of 0.5% bupivacaine was injected at each joint. Sedation: none.\nSigned by Nemo Placeholder, MD\n"
    )
    plain, hidden = read_document(text).session, read_document(masked(text)).session
    assert plain is not None
    assert hidden is not None
    for name in ("technique", "targets", "intent", "guidance", "injectates", "sedation"):
        assert getattr(plain, name) == getattr(hidden, name), name
