"""A form in two columns says what the same form with colons says."""

from __future__ import annotations

import msgspec
import pytest

from facetproof.facts.reading import read_document

FORM = {
    "Date of service": "03/10/2025",
    "Procedure": "Medial branch block",
    "Side": "Left",
    "Joints": "L4-5, L5-S1",
    "Nerves": "L3, L4 medial branches; L5 dorsal ramus",
    "Intent": "Diagnostic",
    "Guidance": "Fluoroscopy",
    "Agent": "Bupivacaine 0.5%, 0.5 ml per nerve",
    "Sedation": "None",
    "Pain before (NRS)": "8/10",
    "Pain after (NRS)": "1/10",
    "Relief": "90% for 6 hours",
    "Diagnosis": "M47.816",
}


def facts(mark: str) -> object:
    text = "Procedure note\n" + "\n".join(f"{label}{mark}{value}" for label, value in FORM.items())
    return msgspec.to_builtins(msgspec.structs.replace(read_document(text), evidence=None, documents=None))


@pytest.mark.parametrize("gap", ["\t", "      ", "\t\t"])
def test_a_gap_parts_a_label_from_its_value_as_a_colon_does(gap: str) -> None:
    assert facts(gap) == facts(": ")


def test_the_form_is_read_at_all() -> None:
    chart = read_document("Procedure note\n" + "\n".join(f"{label}\t{value}" for label, value in FORM.items()))
    assert chart.session is not None
    assert chart.session.sedation == "none"
    assert chart.session.relief is not None
    assert chart.session.relief.percent == 90


def test_a_row_of_several_cells_is_no_label() -> None:
    chart = read_document(
        "Procedure: left L4-5 medial branch block under fluoroscopy\nSide\tJoint\tSedation\nx\ty\tNone"
    )
    assert chart.session is not None
    assert chart.session.sedation is None
